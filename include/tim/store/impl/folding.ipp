#pragma once

#include "tim/store/detail/folding.hpp"
#include "tim/store/detail/utf8.hpp"

#include <cstddef>
#include <string_view>

namespace tim::store::detail {

/// U+FF5F to U+FF9F: white brackets, Japanese punctuation, katakana and the two voice marks.
inline constexpr std::u16string_view usual_katakana =
    u"\u2985\u2986\u3002\u300C\u300D\u3001\u30FB\u30F2\u30A1\u30A3\u30A5\u30A7\u30A9\u30E3\u30E5\u30E7\u30C3\u30FC"
    u"\u30A2\u30A4\u30A6\u30A8\u30AA\u30AB\u30AD\u30AF\u30B1\u30B3\u30B5\u30B7\u30B9\u30BB\u30BD\u30BF\u30C1\u30C4"
    u"\u30C6\u30C8\u30CA\u30CB\u30CC\u30CD\u30CE\u30CF\u30D2\u30D5\u30D8\u30DB\u30DE\u30DF\u30E0\u30E1\u30E2\u30E4"
    u"\u30E6\u30E8\u30E9\u30EA\u30EB\u30EC\u30ED\u30EF\u30F3\u309B\u309C";

/// U+FFE0 to U+FFEE: signs; U+FFE7 is none.
inline constexpr std::u16string_view usual_signs =
    u"\u00A2\u00A3\u00AC\u00AF\u00A6\u00A5\u20A9\uFFE7\u2502\u2190\u2191\u2192\u2193\u25A0\u25CB";

inline constexpr char32_t voice_mark = 0xFF9E;
inline constexpr char32_t half_voice_mark = 0xFF9F;

/// What a half-width voice mark makes of the katakana before it; 0 when the two don't belong together.
TIM_DECL char32_t voiced(char32_t katakana, char32_t mark) noexcept {
    const bool is_ha = katakana >= 0x30CF && katakana <= 0x30DB;
    if (mark == half_voice_mark) return is_ha ? katakana + 2 : 0;
    const bool is_ka_sa_or_ta = katakana >= 0x30AB && katakana <= 0x30C8 && katakana != 0x30C3;
    if (is_ha || is_ka_sa_or_ta) return katakana + 1;
    if (katakana == 0x30A6) return 0x30F4;
    return katakana == 0x30EF || katakana == 0x30F2 ? katakana + 8 : 0;
}

/// U+FFA0 to U+FFDC: consonants in one row, vowels in groups of six with gaps between them.
TIM_DECL char32_t usual_hangul(char32_t letter) noexcept {
    if (letter == 0xFFA0) return 0x3164;
    if (letter <= 0xFFBE) return letter - 0xFFA1 + 0x3131;
    const bool is_vowel = letter >= 0xFFC0 && letter % 8 >= 2;
    return is_vowel ? 0x314F + (letter - 0xFFC0) / 8 * 6 + letter % 8 - 2 : letter;
}

TIM_DECL char32_t usual_width(char32_t character) noexcept {
    if (character == 0x3000) return ' ';
    if (character < 0xFF01 || character > 0xFFEE) return character;
    if (character <= 0xFF5E) return character - 0xFF01 + '!';
    if (character <= 0xFF9F) return usual_katakana[character - 0xFF5F];
    if (character <= 0xFFDC) return usual_hangul(character);
    return character >= 0xFFE0 ? usual_signs[character - 0xFFE0] : character;
}

TIM_DECL std::string fold(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t character = next_char(text, at);
        char32_t usual = usual_width(character);
        if (usual >= 'A' && usual <= 'Z') usual += 'a' - 'A';
        if (character > 0xFF60 && character < voice_mark) {
            std::size_t behind = at;
            const char32_t mark = at < text.size() ? next_char(text, behind) : 0;
            const char32_t both = mark == voice_mark || mark == half_voice_mark ? voiced(usual, mark) : 0;
            if (both != 0) {
                usual = both;
                at = behind;
            }
        }
        append_char(folded, usual);
    }
    return folded;
}

}  // namespace tim::store::detail
