#pragma once

#include "tim/store/detail/packed.hpp"

#include <algorithm>

namespace tim::store::detail {

/// The lowest byte first.
TIM_DECL void append_number(std::string& bytes, std::uint64_t number, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) bytes += static_cast<char>(static_cast<unsigned char>(number >> 8 * i));
}

TIM_DECL std::uint64_t take_number(std::string_view& bytes, std::size_t width) noexcept {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < width; ++i)
        number |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << 8 * i;
    bytes.remove_prefix(width);
    return number;
}

// For each column its least number in 8 bytes and the width in one, then the numbers of the one and of the other.
inline constexpr std::size_t packed_head_bytes = 2 + 2 * (8 + 1);

TIM_DECL Packed::Packed(std::string_view bytes) noexcept {
    if (bytes.size() < packed_head_bytes) return;
    const auto size = static_cast<std::size_t>(take_number(bytes, 2));
    for (Column& column : columns_) {
        column.least = take_number(bytes, 8);
        column.width = static_cast<std::size_t>(take_number(bytes, 1));
        if (column.width > 8) return;
    }
    if (bytes.size() != size * (columns_[0].width + columns_[1].width)) return;
    columns_[0].bytes = bytes.data();
    columns_[1].bytes = bytes.data() + size * columns_[0].width;
    size_ = size;
}

TIM_DECL std::string Packed::pack(std::span<const Row> rows) {
    std::string bytes;
    append_number(bytes, rows.size(), 2);
    std::array<std::uint64_t, 2> least{};
    std::array<std::size_t, 2> width{};
    for (std::size_t c = 0; c < 2; ++c) {
        const auto less = [c](const Row& a, const Row& b) { return a[c] < b[c]; };
        if (!rows.empty()) {
            const auto [lowest, highest] = std::minmax_element(rows.begin(), rows.end(), less);
            least[c] = (*lowest)[c];
            for (std::uint64_t rest = (*highest)[c] - least[c]; rest != 0; rest >>= 8) ++width[c];
        }
        append_number(bytes, least[c], 8);
        append_number(bytes, width[c], 1);
    }
    for (std::size_t c = 0; c < 2; ++c)
        for (const Row& row : rows) append_number(bytes, row[c] - least[c], width[c]);
    return bytes;
}

}  // namespace tim::store::detail
