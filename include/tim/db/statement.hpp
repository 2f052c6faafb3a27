#pragma once

#include "tim/core/config.hpp"
#include "tim/db/blob.hpp"
#include "tim/db/rows.hpp"

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tim::db {

/// A statement that is compiled once and run often. Made by `Connection::prepare`; must be gone before its connection.
///
/// Arguments stand for the `?`s in order, exactly as many. An argument may be an integer, an enum or bool (INTEGER; an
/// unsigned 64-bit number is stored as the int64 of the same bits, so above 2^63 it reads back exactly but sorts as
/// negative), a floating-point number (REAL), anything that converts to `std::string_view` (TEXT, which may hold zero
/// bytes), `Blob`, `nullptr` (NULL), or an optional of one of these.
///
/// All functions throw `DbError`.
class Statement {
public:
    /// Starts a query. The arguments are copied. One query of a statement at a time: a second one before the first
    /// `Rows` has ended throws.
    template <class... Args>
    Rows query(const Args&... args) & {
        Rows rows(*state_);
        bind_all<true>(args...);
        return rows;
    }

    /// A statement that nobody keeps lives as long as its rows: `connection.prepare(text).query(…)`.
    template <class... Args>
    Rows query(const Args&... args) && {
        Rows rows = query(args...);
        rows.own_ = std::move(state_);
        return rows;
    }

    /// Runs the statement to its end; returns how many rows it inserted, updated or deleted. Nothing is copied.
    template <class... Args>
    std::int64_t run(const Args&... args) {
        Rows rows(*state_);
        bind_all<false>(args...);
        return finish(rows);
    }

    /// True while a `Rows` of this statement has not ended.
    bool in_use() const noexcept { return state_->in_use; }

private:
    friend class Connection;
    explicit Statement(std::unique_ptr<detail::StatementState> state) noexcept : state_(std::move(state)) {}

    template <bool Copy, class... Args>
    void bind_all(const Args&... args) {
        check_count(sizeof...(Args));
        [[maybe_unused]] int index = 0;
        (bind(++index, args, Copy), ...);
    }

    template <class T>
    void bind(int index, const T& value, bool copy) {
        if constexpr (std::is_same_v<T, std::nullptr_t> || std::is_same_v<T, std::nullopt_t>)
            bind_null(index);
        else if constexpr (std::is_enum_v<T>)
            bind_int64(index, static_cast<std::int64_t>(value));
        else if constexpr (std::integral<T>)
            bind_int64(index, static_cast<std::int64_t>(value));
        else if constexpr (std::floating_point<T>)
            bind_double(index, value);
        else if constexpr (std::is_same_v<T, Blob>)
            bind_blob(index, value.view(), copy);
        else if constexpr (std::is_convertible_v<const T&, std::string_view>)
            bind_text(index, value, copy);
        else
            value ? bind(index, *value, copy) : bind_null(index);
    }

    TIM_DECL void check_count(std::size_t arguments) const;
    TIM_DECL void bind_null(int index);
    TIM_DECL void bind_int64(int index, std::int64_t value);
    TIM_DECL void bind_double(int index, double value);
    TIM_DECL void bind_text(int index, std::string_view text, bool copy);
    TIM_DECL void bind_blob(int index, std::string_view bytes, bool copy);
    TIM_DECL static std::int64_t finish(Rows& rows);

    std::unique_ptr<detail::StatementState> state_;
};

}  // namespace tim::db

#ifdef TIM_HEADER_ONLY
#include "tim/db/impl/statement.ipp"
#endif
