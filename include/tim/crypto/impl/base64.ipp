#pragma once

#include "tim/crypto/base64.hpp"

#include <array>
#include <cstdint>

namespace tim::crypto {
namespace detail {

inline constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

inline constexpr std::uint8_t no_digit = 64;

inline constexpr auto base64_values = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(no_digit);
    for (std::size_t i = 0; i < base64_digits.size(); ++i)
        values[static_cast<unsigned char>(base64_digits[i])] = static_cast<std::uint8_t>(i);
    return values;
}();

}  // namespace detail

TIM_DECL std::string encode_base64(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::string_view group = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8 | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= group.size() ? detail::base64_digits[bits >> (18 - 6 * i) & 63] : '=';
    }
    return text;
}

TIM_DECL std::optional<std::string> decode_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t at = 0; at < text.size(); at += 4) {
        std::string_view group = text.substr(at, 4);
        if (at + 4 == text.size())
            for (int most = 2; most > 0 && group.back() == '='; --most) group.remove_suffix(1);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const auto digit = i < group.size() ? detail::base64_values[static_cast<unsigned char>(group[i])] : 0;
            if (digit == detail::no_digit) return std::nullopt;
            bits = bits << 6 | static_cast<std::uint32_t>(digit);
        }
        const std::size_t count = group.size() - 1;
        for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(bits >> (16 - 8 * i) & 0xff);
        const std::uint32_t unused = 0xffffffu >> (8 * count);
        if (bits & unused) return std::nullopt;
    }
    return bytes;
}

}  // namespace tim::crypto
