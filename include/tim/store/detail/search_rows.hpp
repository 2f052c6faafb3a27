#pragma once

#include "tim/core/config.hpp"
#include "tim/core/time.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/search_text.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tim::store::detail {

/// What of a message decides, besides its words, whether and where a search finds it.
struct SearchRow {
    std::uint32_t conv = 0;    ///< key of its conversation
    std::uint32_t sender = 0;  ///< key in `search_senders`
    UnixMillis time = 0;       ///< server time, or the sender's where there is none
    TypeSet types = 0;         ///< empty: it is never found, or there is no such message
};

/// The rows of all messages by their keys, many to a block: a word of a hundred thousand messages means as many of
/// these, and a table with a row for each would take ten times as long. Within the caller's transaction.
class SearchRows {
public:
    explicit SearchRows(db::Connection& db) noexcept : db_(db) {}

    /// Quick when keys ascend.
    TIM_DECL SearchRow get(std::int64_t key);
    TIM_DECL void set(std::int64_t key, const SearchRow& row);
    /// Writes what was set.
    TIM_DECL void save();

    /// Calls `visit(key, row)` for every message that can be found, in the order of keys.
    template <class Visit>
    void for_each(Visit&& visit) {
        db::Rows blocks = db_.query("SELECT block, rows FROM search_rows ORDER BY block");
        while (blocks.next()) {
            const auto first = blocks.get<std::int64_t>(0) * rows_a_block;
            const auto rows = blocks.get<std::string_view>(1);
            for (std::size_t i = 0; i < rows.size() / row_bytes; ++i) {
                const SearchRow row = unpack(rows.data() + i * row_bytes);
                if (row.types != 0) visit(first + static_cast<std::int64_t>(i), row);
            }
        }
    }

private:
    static constexpr std::size_t row_bytes = 16;
    static constexpr std::int64_t rows_a_block = 250;  // fills a page

    TIM_DECL static SearchRow unpack(const char* bytes) noexcept;
    TIM_DECL static void pack(const SearchRow& row, char* bytes) noexcept;
    TIM_DECL char* load(std::int64_t key);

    db::Connection& db_;
    std::int64_t block_ = -1;
    std::string rows_;
    bool changed_ = false;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/search_rows.ipp"
#endif
