#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/hub/detail/operation.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the application adds to a group or to a member: rows of `custom_fields`. All on the storage thread, in a
/// savepoint; `log` is the key of the group's log, `user` is empty for the group's own fields.
namespace tim::hub {

using CustomField = std::pair<std::string, std::string>;

/// Sets fields; an empty value takes one away. Returns those that it changed. Refused with 10004 when a key or value is
/// too long, a key is empty, or there are or would be too many.
TIM_DECL Result<std::vector<CustomField>> set_custom_fields(Tx& tx, std::int64_t log, std::string_view user,
                                                            std::vector<CustomField> fields);
TIM_DECL void delete_custom_fields(Tx& tx, std::int64_t log, std::string_view user);
/// In the order of the keys.
TIM_DECL std::vector<CustomField> list_custom_fields(Tx& tx, std::int64_t log, std::string_view user);

/// The same as the documented records, `GroupInfoCustomString` or `GroupMemberInfoCustomString`.
template <class Record>
std::vector<Record> custom_records(Tx& tx, std::int64_t log, std::string_view user) {
    std::vector<Record> records;
    for (CustomField& field : list_custom_fields(tx, log, user))
        records.emplace_back(std::move(field.first), std::move(field.second));
    return records;
}

template <class Record>
std::vector<CustomField> custom_fields_of(const std::vector<Record>& records) {
    std::vector<CustomField> fields;
    for (const Record& record : records) fields.emplace_back(record.key, record.value);
    return fields;
}

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/custom_fields.ipp"
#endif
