#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

/// Scanning of JSON strings, eight bytes at a time.
namespace tim::codec::detail {

/// Bytes that a JSON string cannot just be copied through: quote, backslash, control characters, and all non-ASCII,
/// which has to be checked.
constexpr bool is_plain(unsigned char c) noexcept { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

/// Not zero if one of the eight bytes is not plain. The lowest set bit belongs to the first of them on a little-endian
/// machine; bits above it may be false.
constexpr std::uint64_t not_plain(std::uint64_t word) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highs = 0x8080808080808080;
    const std::uint64_t quote = word ^ (ones * '"');
    const std::uint64_t backslash = word ^ (ones * '\\');
    return (((word - ones * 0x20) | (quote - ones) | (backslash - ones)) & ~word & highs) | (word & highs);
}

/// The first byte in [at, end) that is not plain, else `end`.
inline const char* find_not_plain(const char* at, const char* end) noexcept {
    while (end - at >= 8) {
        std::uint64_t word;
        std::memcpy(&word, at, 8);
        if (const std::uint64_t found = not_plain(word)) {
            if constexpr (std::endian::native == std::endian::little) return at + std::countr_zero(found) / 8;
            break;
        }
        at += 8;
    }
    while (at != end && is_plain(static_cast<unsigned char>(*at))) ++at;
    return at;
}

/// Whether `size` bytes are the same. The call to `memcmp` costs more than comparing a key.
inline bool same(const char* left, const char* right, std::size_t size) noexcept {
    std::uint64_t a;
    std::uint64_t b;
    for (; size >= 8; size -= 8, left += 8, right += 8) {
        std::memcpy(&a, left, 8);
        std::memcpy(&b, right, 8);
        if (a != b) return false;
    }
    for (; size != 0; --size, ++left, ++right)
        if (*left != *right) return false;
    return true;
}

/// Length of the well-formed UTF-8 sequence of two to four bytes that starts at `at`; 0 when it is none.
/// Overlong forms, surrogates and everything above U+10FFFF are not well-formed (Unicode 15, table 3-7).
inline std::size_t utf8_length(const char* at, const char* end) noexcept {
    const auto byte = [at](std::size_t i) { return static_cast<unsigned char>(at[i]); };
    const auto continues = [&byte](std::size_t i) { return (byte(i) & 0xc0) == 0x80; };
    const auto room = static_cast<std::size_t>(end - at);
    const unsigned char first = byte(0);
    if (first >= 0xe0 && first < 0xf0) {
        if (room < 3 || !continues(1) || !continues(2)) return 0;
        if (first == 0xe0 && byte(1) < 0xa0) return 0;
        if (first == 0xed && byte(1) >= 0xa0) return 0;
        return 3;
    }
    if (first < 0xc2 || first > 0xf4) return 0;
    if (first < 0xe0) return room >= 2 && continues(1) ? 2 : 0;
    if (room < 4 || !continues(1) || !continues(2) || !continues(3)) return 0;
    if (first == 0xf0 && byte(1) < 0x90) return 0;
    if (first == 0xf4 && byte(1) >= 0x90) return 0;
    return 4;
}

/// Walks over well-formed UTF-8 that is not ASCII.
inline const char* skip_utf8(const char* at, const char* end) noexcept {
    while (at != end && static_cast<unsigned char>(*at) >= 0x80) {
        const std::size_t length = utf8_length(at, end);
        if (length == 0) break;
        at += length;
    }
    return at;
}

/// Walks over plain bytes and well-formed UTF-8 to the first byte that is neither.
inline const char* find_special(const char* at, const char* end) noexcept {
    for (;;) {
        const char* plain_end = find_not_plain(at, end);
        at = skip_utf8(plain_end, end);
        if (at == plain_end) return at;
    }
}

}  // namespace tim::codec::detail
