#pragma once

#include "tim/codec/detail/scanner.hpp"
#include "tim/codec/detail/text.hpp"

#include <algorithm>
#include <bitset>

namespace tim::codec::detail {

TIM_DECL Scanner::Scanner(std::string_view text, std::size_t most_depth) noexcept
    : begin_(text.data()),
      at_(begin_),
      end_(begin_ + text.size()),
      most_depth_(std::min(most_depth, deepest)),
      failed_at_(begin_) {}

TIM_DECL bool Scanner::fail(const char* complaint, const char* where, Trouble trouble) {
    complaint_ = complaint;
    failed_at_ = where;
    trouble_ = trouble;
    return false;
}

TIM_DECL bool Scanner::take_word(std::string_view word) noexcept {
    if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(word)) return false;
    at_ += word.size();
    return true;
}

TIM_DECL bool Scanner::take_behind_space(char wanted) noexcept {
    if (peek() != wanted) return false;
    ++at_;
    return true;
}

TIM_DECL bool Scanner::open() {
    if (depth_ == most_depth_) return fail("nested too deep", at_, Trouble::too_deep);
    ++depth_;
    ++at_;
    return true;
}

TIM_DECL bool Scanner::at_end() {
    skip_space();
    return at_ == end_ || fail("unexpected text after the value");
}

TIM_DECL bool Scanner::string(std::string* out) {
    if (peek() != '"') return fail("expected a string");
    const char* run = ++at_;
    bool first = true;
    for (;;) {
        at_ = find_special(at_, end_);
        if (at_ == end_) return fail("unterminated string");
        if (*at_ != '"' && *at_ != '\\')
            return fail(static_cast<unsigned char>(*at_) < 0x20 ? "control character in a string" : "invalid UTF-8");
        if (out) {
            const auto size = static_cast<std::size_t>(at_ - run);
            if (first)
                out->assign(run, size);
            else
                out->append(run, size);
            first = false;
        }
        if (*at_++ == '"') return true;
        if (!escape(out)) return false;
        run = at_;
    }
}

TIM_DECL bool Scanner::escape(std::string* out) {
    const char* backslash = at_ - 1;
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (at_ == end_) return fail("unterminated string");
    const char name = *at_++;
    if (const auto found = names.find(name); found != names.npos) {
        if (out) out->push_back(meanings[found]);
        return true;
    }
    std::uint32_t code = 0;
    if (name != 'u' || !unicode_escape(code)) return fail("invalid escape in a string", backslash);
    if (code >= 0xd800 && code < 0xe000) {
        std::uint32_t low = 0;
        if (code >= 0xdc00 || !take_word("\\u") || !unicode_escape(low) || low < 0xdc00 || low >= 0xe000)
            return fail("lone surrogate in a string", backslash);
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    if (!out) return true;
    const auto put = [out](std::uint32_t byte) { out->push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0 | code >> 6);
        put(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        put(0xe0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    } else {
        put(0xf0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3f));
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    }
    return true;
}

TIM_DECL bool Scanner::unicode_escape(std::uint32_t& unit) {
    if (end_ - at_ < 4) return false;
    for (const char* stop = at_ + 4; at_ != stop; ++at_) {
        const char c = *at_;
        unit <<= 4;
        if (c >= '0' && c <= '9')
            unit |= static_cast<std::uint32_t>(c - '0');
        else if (c >= 'a' && c <= 'f')
            unit |= static_cast<std::uint32_t>(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            unit |= static_cast<std::uint32_t>(c - 'A' + 10);
        else
            return false;
    }
    return true;
}

TIM_DECL bool Scanner::key(std::string* out) {
    if (peek() != '"') return fail("expected a key");
    if (!string(out)) return false;
    return take(':') || fail("expected ':'");
}

TIM_DECL bool Scanner::number(std::string_view& text) {
    const char* start = at_;
    const auto digits = [this] {
        const char* first = at_;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9') ++at_;
        return at_ != first;
    };
    const auto next_is = [this](char a, char b) { return at_ != end_ && (*at_ == a || *at_ == b); };
    if (next_is('-', '-')) ++at_;
    if (next_is('0', '0'))
        ++at_;
    else if (!digits())
        return fail("invalid number", start);
    if (next_is('.', '.')) {
        ++at_;
        if (!digits()) return fail("invalid number", start);
    }
    if (next_is('e', 'E')) {
        ++at_;
        if (next_is('+', '-')) ++at_;
        if (!digits()) return fail("invalid number", start);
    }
    text = std::string_view(start, static_cast<std::size_t>(at_ - start));
    return true;
}

TIM_DECL bool Scanner::integer(bool& negative, std::uint64_t& magnitude) {
    const char c = peek();
    const char* start = at_;
    negative = c == '-';
    if (negative) ++at_;
    const char* first = at_;
    std::uint64_t value = 0;
    for (; at_ != end_ && *at_ >= '0' && *at_ <= '9'; ++at_)
        value = value * 10 + static_cast<std::uint64_t>(*at_ - '0');
    const auto digits = at_ - first;
    if (digits == 0) return fail("expected an integer", start);
    if (*first == '0' && digits > 1) return fail("invalid number", start);
    if (at_ != end_ && (*at_ == '.' || *at_ == 'e' || *at_ == 'E')) return fail("expected an integer", start);
    // Nineteen digits always fit. Of twenty, those that begin with 1 and have not wrapped round do.
    constexpr std::uint64_t least_of_twenty = 10'000'000'000'000'000'000u;
    if (digits > 20 || (digits == 20 && (*first != '1' || value < least_of_twenty)))
        return fail("integer out of range", start);
    magnitude = value;
    return true;
}

TIM_DECL bool Scanner::skip_value() {
    std::bitset<deepest> is_object;
    std::size_t nested = 0;
    for (;;) {
        const char c = peek();
        if (c == '{' || c == '[') {
            if (!open()) return false;
            is_object[nested++] = c == '{';
            if (!take(c == '{' ? '}' : ']')) {
                if (c == '{' && !key(nullptr)) return false;
                continue;
            }
            close();
            --nested;
        } else if (c == '"') {
            if (!string(nullptr)) return false;
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            std::string_view text;
            if (!number(text)) return false;
        } else if (!take_word("true") && !take_word("false") && !take_word("null")) {
            return fail(at_ == end_ ? "unexpected end" : "expected a value");
        }
        for (;; --nested, close()) {
            if (nested == 0) return true;
            const bool object = is_object[nested - 1];
            if (take(',')) {
                if (object && !key(nullptr)) return false;
                break;
            }
            if (!take(object ? '}' : ']')) return fail(object ? "expected ',' or '}'" : "expected ',' or ']'");
        }
    }
}

}  // namespace tim::codec::detail
