#pragma once

#include "tests/support/temporary_directory.hpp"
#include "tim/db/connection.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace tim::db::test {

inline constexpr std::array<std::string_view, 1> first_version{
    "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT UNIQUE, data)"};

inline constexpr Schema item_schema{0x74696d74, "test database", first_version};

inline OpenOptions at(std::string path) { return OpenOptions::file(std::move(path)).on_any_thread(); }

inline Connection in_memory() { return Connection(OpenOptions::memory().on_any_thread(), item_schema); }

/// Runs `work` and returns the error that it threw.
template <class Work>
std::optional<DbError> error_of(Work work) {
    try {
        work();
        return std::nullopt;
    } catch (const DbError& error) {
        return error;
    }
}

inline std::optional<DbError> error_of_opening(const OpenOptions& options, const Schema& schema = item_schema) {
    return error_of([&] { const Connection connection(options, schema); });
}

inline std::int64_t count_items(Connection& connection) {
    return connection.find<std::int64_t>("SELECT count(*) FROM item").value();
}

}  // namespace tim::db::test
