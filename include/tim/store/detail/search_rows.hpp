#pragma once

#include "tim/core/config.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/packed.hpp"
#include "tim/store/detail/search_text.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tim::store::detail {

/// What of a message decides, besides its words, whether and where a search finds it.
struct SearchRow {
    std::uint32_t conv = 0;    ///< key of its conversation; 0: there is no such message for a search
    std::uint64_t time = 0;    ///< UTC seconds at the server, or at the sender where it has no server time
    std::uint32_t sender = 0;  ///< key in `search_senders`
    TypeSet types = 0;
};

// Rows are kept by the keys of their messages, many packed into a block: a word of a hundred thousand messages means as
// many rows, and to find each in a table would take longer than to scan all texts.

/// Reads rows, quickest when keys ascend. Within the caller's transaction.
class SearchRows {
public:
    explicit SearchRows(db::Connection& db) noexcept : db_(db) {}

    /// Conversation and time only, which most searches need no more than.
    TIM_DECL SearchRow place(std::int64_t key);
    TIM_DECL SearchRow all(std::int64_t key);
    /// One more than the highest key.
    TIM_DECL std::int64_t end();

    /// At five bytes for conversation and time, and mostly it is four, they still fit on one page.
    static constexpr std::int64_t rows_a_block = 800;

private:
    struct Part {
        std::int64_t block = -1;
        std::string bytes;
        Packed rows;
    };

    static std::size_t row_of(std::int64_t key) noexcept { return static_cast<std::size_t>(key % rows_a_block); }
    TIM_DECL static void set(Part& part, std::int64_t block, std::optional<std::string> bytes);

    db::Connection& db_;
    Part places_;
    Part marks_;
};

/// Writes rows, quickest when keys ascend.
class SearchRowWriter {
public:
    explicit SearchRowWriter(db::Connection& db) noexcept : db_(db) {}

    TIM_DECL void set(std::int64_t key, const SearchRow& row);
    /// Writes what was set.
    TIM_DECL void save();

private:
    db::Connection& db_;
    std::int64_t block_ = -1;
    std::vector<SearchRow> rows_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/search_rows.ipp"
#endif
