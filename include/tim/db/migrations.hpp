#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tim::db {

/// What a database file of one kind must look like. `migrations[i]` is the SQL script that leads from version i to
/// i + 1; version 0 is the empty file. A script that has been released is never changed again, a new one is appended.
/// Scripts hold no BEGIN or COMMIT: each runs in a transaction of its own, together with the new version number.
struct Schema {
    std::uint32_t application_id;  ///< SQLite's `application_id`, below 2^31 and not 0; other files are refused
    std::string_view name;         ///< for error texts, e.g. "hub database"
    std::span<const std::string_view> migrations;
};

}  // namespace tim::db
