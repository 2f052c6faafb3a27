#pragma once

#include "tim/db/blob.hpp"
#include "tim/store/detail/search_rows.hpp"

#include <algorithm>
#include <cassert>

namespace tim::store::detail {

/// The lowest `Bytes` bytes of a number, the lowest first.
template <std::size_t Bytes>
void put_number(char* bytes, std::uint64_t number) noexcept {
    for (std::size_t i = 0; i < Bytes; ++i) bytes[i] = static_cast<char>(static_cast<unsigned char>(number >> 8 * i));
}

template <std::size_t Bytes>
std::uint64_t get_number(const char* bytes) noexcept {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < Bytes; ++i)
        number |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << 8 * i;
    return number;
}

TIM_DECL SearchRow SearchRows::unpack(const char* bytes) noexcept {
    SearchRow row;
    row.conv = static_cast<std::uint32_t>(get_number<4>(bytes));
    row.sender = static_cast<std::uint32_t>(get_number<4>(bytes + 4));
    row.time = static_cast<UnixMillis>(get_number<6>(bytes + 8));
    row.types = static_cast<TypeSet>(get_number<2>(bytes + 14));
    return row;
}

TIM_DECL void SearchRows::pack(const SearchRow& row, char* bytes) noexcept {
    constexpr UnixMillis latest = (UnixMillis{1} << 48) - 1;
    put_number<4>(bytes, row.conv);
    put_number<4>(bytes + 4, row.sender);
    put_number<6>(bytes + 8, static_cast<std::uint64_t>(std::clamp<UnixMillis>(row.time, 0, latest)));
    put_number<2>(bytes + 14, row.types);
}

TIM_DECL char* SearchRows::load(std::int64_t key) {
    const std::int64_t block = key / rows_a_block;
    if (block != block_) {
        save();
        rows_ = db_.find<std::string>("SELECT rows FROM search_rows WHERE block = ?", block).value_or(std::string());
        rows_.resize(row_bytes * static_cast<std::size_t>(rows_a_block));
        block_ = block;
    }
    return rows_.data() + row_bytes * static_cast<std::size_t>(key % rows_a_block);
}

TIM_DECL SearchRow SearchRows::get(std::int64_t key) { return unpack(load(key)); }

TIM_DECL void SearchRows::set(std::int64_t key, const SearchRow& row) {
    pack(row, load(key));
    changed_ = true;
}

TIM_DECL void SearchRows::save() {
    if (changed_) db_.run("INSERT OR REPLACE INTO search_rows VALUES(?, ?)", block_, db::Blob(rows_));
    changed_ = false;
}

}  // namespace tim::store::detail
