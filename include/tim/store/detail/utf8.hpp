#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tim::store::detail {

/// What stands for bytes that are no UTF-8.
inline constexpr char32_t replacement = 0xFFFD;

/// The character that begins at `at`, which is moved behind it. A byte that begins none is one `replacement`.
inline char32_t next_char(std::string_view text, std::size_t& at) noexcept {
    const auto byte = [&](std::size_t i) -> unsigned { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(at++);
    if (lead < 0x80) return lead;
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - at < more) return replacement;
    char32_t character = lead & (0x3Fu >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return replacement;
        character = character << 6 | (byte(at + i) & 0x3F);
    }
    constexpr char32_t least[] = {0, 0x80, 0x800, 0x10000};
    const bool surrogate = character >= 0xD800 && character < 0xE000;
    if (character < least[more] || character > 0x10FFFF || surrogate) return replacement;
    at += more;
    return character;
}

/// Precondition: a character of Unicode, no surrogate.
inline void append_char(std::string& text, char32_t character) {
    const auto add = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (character < 0x80) return add(character);
    if (character < 0x800) {
        add(0xC0 | character >> 6);
    } else {
        if (character < 0x10000) {
            add(0xE0 | character >> 12);
        } else {
            add(0xF0 | character >> 18);
            add(0x80 | (character >> 12 & 0x3F));
        }
        add(0x80 | (character >> 6 & 0x3F));
    }
    add(0x80 | (character & 0x3F));
}

}  // namespace tim::store::detail
