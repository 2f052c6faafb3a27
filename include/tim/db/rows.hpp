#pragma once

#include "tim/core/config.hpp"
#include "tim/db/blob.hpp"
#include "tim/db/thread_check.hpp"

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

struct sqlite3_stmt;

namespace tim::db {
namespace detail {

/// What a statement and the rows that it is producing share.
struct StatementState {
    sqlite3_stmt* handle = nullptr;
    bool in_use = false;
    bool on_any_thread = false;

    StatementState(sqlite3_stmt* compiled, bool any_thread) noexcept : handle(compiled), on_any_thread(any_thread) {}
    StatementState(const StatementState&) = delete;
    StatementState& operator=(const StatementState&) = delete;
    TIM_DECL ~StatementState();
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

}  // namespace detail

/// The rows of one running query, one at a time:
///
///     Rows rows = connection.query("SELECT seq, body FROM message WHERE log = ?", log);
///     while (rows.next()) use(rows.get<std::uint64_t>(0), rows.get<std::string_view>(1));
///
/// Its end, or its destruction, frees the statement for the next query. Not to outlive its connection.
class Rows {
public:
    TIM_DECL explicit Rows(detail::StatementState& state);
    TIM_DECL Rows(Rows&& other) noexcept;
    Rows& operator=(Rows&&) = delete;
    TIM_DECL ~Rows();

    /// Goes to the next row, at first to the first one; false after the last. Throws `DbError`.
    TIM_DECL bool next();

    /// The value in a column (from 0) of the current row: integers, enums, bool, floating point, `std::string`, or an
    /// optional of these, empty for NULL. `std::string_view` and `Blob` look into the row and end with the next
    /// `next()`.
    template <class T>
    T get(int column) const {
        if constexpr (detail::is_optional<T>)
            return is_null(column) ? T() : T(get<typename T::value_type>(column));
        else if constexpr (std::is_same_v<T, bool>)
            return int64(column) != 0;
        else if constexpr (std::is_enum_v<T> || std::integral<T>)
            return static_cast<T>(int64(column));
        else if constexpr (std::floating_point<T>)
            return static_cast<T>(real(column));
        else if constexpr (std::is_same_v<T, Blob>)
            return Blob(blob(column));
        else
            return T(text(column));
    }

    TIM_DECL bool is_null(int column) const noexcept;

private:
    friend class Statement;

    TIM_DECL std::int64_t int64(int column) const noexcept;
    TIM_DECL double real(int column) const noexcept;
    TIM_DECL std::string_view text(int column) const;
    TIM_DECL std::string_view blob(int column) const;
    TIM_DECL void end() noexcept;

    std::unique_ptr<detail::StatementState> own_;  // of a statement that serves this query only
    detail::StatementState* state_;                // null when done
};

}  // namespace tim::db

#ifdef TIM_HEADER_ONLY
#include "tim/db/impl/rows.ipp"
#endif
