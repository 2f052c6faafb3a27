#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/custom_fields.hpp"

namespace tim::hub {

namespace detail {

/// True when that changed something.
TIM_DECL bool set_custom_field(Tx& tx, std::int64_t log, std::string_view user, const CustomField& field) {
    const auto& [key, value] = field;
    if (value.empty())
        return tx.db.run("DELETE FROM custom_fields WHERE log = ? AND user_id = ? AND key = ?", log, user, key) > 0;
    return tx.db.run(
               "INSERT INTO custom_fields (log, user_id, key, value) VALUES (?, ?, ?, ?)"
               " ON CONFLICT (log, user_id, key) DO UPDATE SET value = excluded.value"
               " WHERE custom_fields.value <> excluded.value",
               log, user, key, value) > 0;
}

}  // namespace detail

TIM_DECL Result<std::vector<CustomField>> set_custom_fields(Tx& tx, std::int64_t log, std::string_view user,
                                                            std::vector<CustomField> fields) {
    const Limits& limits = tx.options.limits();
    const auto refused = [](std::string why) { return Failure(Errc::svr_group_invalid_parameters, std::move(why)); };
    if (fields.size() > limits.custom_fields)
        return refused("more than " + std::to_string(limits.custom_fields) + " custom fields");
    std::vector<CustomField> changed;
    for (CustomField& field : fields) {
        const auto& [key, value] = field;
        if (key.empty() || key.size() > limits.custom_key_bytes || value.size() > limits.custom_value_bytes)
            return refused("a custom field has a key of 1 to " + std::to_string(limits.custom_key_bytes) +
                           " bytes and a value of at most " + std::to_string(limits.custom_value_bytes));
        if (detail::set_custom_field(tx, log, user, field)) changed.push_back(std::move(field));
    }
    const auto count =
        tx.db.find<std::size_t>("SELECT count(*) FROM custom_fields WHERE log = ? AND user_id = ?", log, user);
    if (count.value_or(0) > limits.custom_fields)
        return refused("more than " + std::to_string(limits.custom_fields) + " custom fields");
    return changed;
}

TIM_DECL void delete_custom_fields(Tx& tx, std::int64_t log, std::string_view user) {
    tx.db.run("DELETE FROM custom_fields WHERE log = ? AND user_id = ?", log, user);
}

TIM_DECL std::vector<CustomField> list_custom_fields(Tx& tx, std::int64_t log, std::string_view user) {
    db::Rows rows =
        tx.db.query("SELECT key, value FROM custom_fields WHERE log = ? AND user_id = ? ORDER BY key", log, user);
    std::vector<CustomField> fields;
    while (rows.next()) fields.emplace_back(rows.get<std::string>(0), rows.get<std::string>(1));
    return fields;
}

}  // namespace tim::hub
