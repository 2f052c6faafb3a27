#pragma once

#include "tim/db/error.hpp"
#include "tim/db/rows.hpp"

#include <sqlite3.h>

#include <utility>

namespace tim::db {
namespace detail {

TIM_DECL StatementState::~StatementState() { sqlite3_finalize(handle); }

}  // namespace detail

TIM_DECL Rows::Rows(detail::StatementState& state) : state_(&state) {
    if (!state.on_any_thread) check_blocking_allowed("database statement");
    if (state.in_use) {
        state_ = nullptr;
        throw_error(Problem::statement, std::string("statement is already running: ") + sqlite3_sql(state.handle));
    }
    state.in_use = true;
}

TIM_DECL Rows::Rows(Rows&& other) noexcept
    : own_(std::move(other.own_)), state_(std::exchange(other.state_, nullptr)) {}

TIM_DECL Rows::~Rows() { end(); }

TIM_DECL bool Rows::next() {
    if (!state_) return false;
    const int outcome = sqlite3_step(state_->handle);
    if (outcome == SQLITE_ROW) return true;
    if (outcome == SQLITE_DONE) {
        end();
        return false;
    }
    throw_error(sqlite3_db_handle(state_->handle), outcome, sqlite3_sql(state_->handle));
}

TIM_DECL void Rows::end() noexcept {
    if (!state_) return;
    // The outcome of a reset repeats that of the last step, which `next` has reported.
    sqlite3_reset(state_->handle);
    state_->in_use = false;
    state_ = nullptr;
}

TIM_DECL bool Rows::is_null(int column) const noexcept {
    return sqlite3_column_type(state_->handle, column) == SQLITE_NULL;
}

TIM_DECL std::int64_t Rows::int64(int column) const noexcept { return sqlite3_column_int64(state_->handle, column); }

TIM_DECL double Rows::real(int column) const noexcept { return sqlite3_column_double(state_->handle, column); }

TIM_DECL std::string_view Rows::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(state_->handle, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(state_->handle, column));
    return bytes ? std::string_view(bytes, size) : std::string_view();
}

TIM_DECL std::string_view Rows::blob(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(state_->handle, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(state_->handle, column));
    return bytes ? std::string_view(bytes, size) : std::string_view();
}

}  // namespace tim::db
