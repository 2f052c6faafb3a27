#pragma once

#include "tim/db/error.hpp"
#include "tim/db/statement.hpp"

#include <sqlite3.h>

#include <string>

namespace tim::db {
namespace detail {

TIM_DECL void check_bound(sqlite3_stmt* handle, int outcome) {
    if (outcome != SQLITE_OK) throw_error(sqlite3_db_handle(handle), outcome, sqlite3_sql(handle));
}

TIM_DECL sqlite3_destructor_type keep(bool copy) noexcept { return copy ? SQLITE_TRANSIENT : SQLITE_STATIC; }

}  // namespace detail

TIM_DECL void Statement::check_count(std::size_t arguments) const {
    const auto wanted = static_cast<std::size_t>(sqlite3_bind_parameter_count(state_->handle));
    if (arguments == wanted) return;
    throw_error(Problem::statement, std::to_string(arguments) + " arguments for " + std::to_string(wanted) +
                                        " parameters: " + sqlite3_sql(state_->handle));
}

TIM_DECL void Statement::bind_null(int index) {
    detail::check_bound(state_->handle, sqlite3_bind_null(state_->handle, index));
}

TIM_DECL void Statement::bind_int64(int index, std::int64_t value) {
    detail::check_bound(state_->handle, sqlite3_bind_int64(state_->handle, index, value));
}

TIM_DECL void Statement::bind_double(int index, double value) {
    detail::check_bound(state_->handle, sqlite3_bind_double(state_->handle, index, value));
}

TIM_DECL void Statement::bind_text(int index, std::string_view text, bool copy) {
    // A null pointer would bind NULL, and an empty view may hold one.
    const char* bytes = text.empty() ? "" : text.data();
    detail::check_bound(state_->handle, sqlite3_bind_text64(state_->handle, index, bytes, text.size(),
                                                            detail::keep(copy), SQLITE_UTF8));
}

TIM_DECL void Statement::bind_blob(int index, std::string_view bytes, bool copy) {
    const char* data = bytes.empty() ? "" : bytes.data();
    detail::check_bound(state_->handle,
                        sqlite3_bind_blob64(state_->handle, index, data, bytes.size(), detail::keep(copy)));
}

TIM_DECL std::int64_t Statement::finish(Rows& rows) {
    sqlite3_stmt* handle = rows.state_->handle;
    // A statement that changes nothing leaves the connection's count as it was.
    if (sqlite3_stmt_readonly(handle)) {
        while (rows.next()) continue;
        return 0;
    }
    while (rows.next()) continue;
    return sqlite3_changes64(sqlite3_db_handle(handle));
}

}  // namespace tim::db
