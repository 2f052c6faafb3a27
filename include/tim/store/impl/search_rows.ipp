#pragma once

#include "tim/db/blob.hpp"
#include "tim/store/detail/search_rows.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace tim::store::detail {

TIM_DECL void SearchRows::set(Part& part, std::int64_t block, std::optional<std::string> bytes) {
    part.block = block;
    part.bytes = std::move(bytes).value_or(std::string());
    part.rows = Packed(part.bytes);
}

TIM_DECL SearchRow SearchRows::place(std::int64_t key) {
    const std::int64_t block = key / rows_a_block;
    if (places_.block != block)
        set(places_, block, db_.find<std::string>("SELECT rows FROM search_places WHERE block = ?", block));
    SearchRow row;
    if (row_of(key) >= places_.rows.size()) return row;
    const auto [conv, time] = places_.rows[row_of(key)];
    row.conv = static_cast<std::uint32_t>(conv);
    row.time = time;
    return row;
}

TIM_DECL SearchRow SearchRows::all(std::int64_t key) {
    const std::int64_t block = key / rows_a_block;
    if (marks_.block != block)
        set(marks_, block, db_.find<std::string>("SELECT rows FROM search_marks WHERE block = ?", block));
    SearchRow row = place(key);
    if (row_of(key) >= marks_.rows.size()) return row;
    const auto [sender, types] = marks_.rows[row_of(key)];
    row.sender = static_cast<std::uint32_t>(sender);
    row.types = static_cast<TypeSet>(types);
    return row;
}

TIM_DECL std::int64_t SearchRows::end() {
    const auto last = db_.find<std::optional<std::int64_t>>("SELECT max(block) FROM search_places");
    return (last.value_or(std::nullopt).value_or(-1) + 1) * rows_a_block;
}

TIM_DECL void SearchRowWriter::set(std::int64_t key, const SearchRow& row) {
    constexpr std::int64_t rows_a_block = SearchRows::rows_a_block;
    const std::int64_t block = key / rows_a_block;
    if (block != block_) {
        save();
        block_ = block;
        rows_.resize(static_cast<std::size_t>(rows_a_block));
        SearchRows stored(db_);
        for (std::int64_t i = 0; i < rows_a_block; ++i)
            rows_[static_cast<std::size_t>(i)] = stored.all(block * rows_a_block + i);
    }
    rows_[static_cast<std::size_t>(key % rows_a_block)] = row;
}

TIM_DECL void SearchRowWriter::save() {
    if (block_ < 0) return;
    while (!rows_.empty() && rows_.back().conv == 0) rows_.pop_back();
    // Rows that are not there take the time of others, so that none is far away.
    std::uint64_t time = rows_.empty() ? 0 : rows_.back().time;
    std::vector<Packed::Row> places;
    std::vector<Packed::Row> marks;
    for (const SearchRow& row : rows_) {
        if (row.conv != 0) time = row.time;
        places.push_back({row.conv, time});
        marks.push_back({row.sender, row.types});
    }
    db_.run("INSERT OR REPLACE INTO search_places VALUES(?, ?)", block_, db::Blob(Packed::pack(places)));
    db_.run("INSERT OR REPLACE INTO search_marks VALUES(?, ?)", block_, db::Blob(Packed::pack(marks)));
    block_ = -1;
    rows_.clear();
}

}  // namespace tim::store::detail
