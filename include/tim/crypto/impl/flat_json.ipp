#pragma once

#include "tim/crypto/detail/flat_json.hpp"

#include <charconv>
#include <functional>

namespace tim::crypto::detail {

/// Reads from the front of the text that is left. A function that returns false has given up; nothing is read after.
class FlatReader {
public:
    explicit FlatReader(std::string_view text) noexcept : rest_(text) {}

    bool object(FlatObject& out) {
        if (!token('{')) return false;
        if (token('}')) return true;
        do {
            if (!member(out)) return false;
        } while (token(','));
        return token('}');
    }

    bool at_end() noexcept {
        skip_space();
        return rest_.empty();
    }

private:
    void skip_space() noexcept {
        const std::size_t space = rest_.find_first_not_of(" \t\r\n");
        rest_.remove_prefix(space == std::string_view::npos ? rest_.size() : space);
    }

    bool token(char wanted) noexcept {
        skip_space();
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool member(FlatObject& out) {
        std::string name;
        if (!token('"') || !string(name) || !token(':')) return false;
        FlatValue value;
        if (token('"')) {
            if (!string(value.emplace<std::string>())) return false;
        } else if (!number(value.emplace<std::uint64_t>())) {
            return false;
        }
        return out.emplace(std::move(name), std::move(value)).second;
    }

    bool number(std::uint64_t& out) noexcept {
        const char* end = rest_.data() + rest_.size();
        const auto [after, error] = std::from_chars(rest_.data(), end, out);
        if (error != std::errc()) return false;
        const auto digits = static_cast<std::size_t>(after - rest_.data());
        if (digits > 1 && rest_.front() == '0') return false;
        rest_.remove_prefix(digits);
        return true;
    }

    bool string(std::string& out) {
        while (!rest_.empty()) {
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (c == '"') return true;
            if (static_cast<unsigned char>(c) < 0x20) return false;
            if (c != '\\')
                out += c;
            else if (!escape(out))
                return false;
        }
        return false;
    }

    bool escape(std::string& out) {
        if (rest_.empty()) return false;
        const char c = rest_.front();
        rest_.remove_prefix(1);
        if (c == 'u') return ascii_escape(out);
        static constexpr std::string_view written = "\"\\/bfnrt";
        static constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
        const std::size_t at = written.find(c);
        if (at == std::string_view::npos) return false;
        out += meant[at];
        return true;
    }

    /// Names and values of a token are ASCII, so no escape stands for anything beyond.
    bool ascii_escape(std::string& out) {
        if (rest_.size() < 4) return false;
        unsigned code = 0;
        const char* end = rest_.data() + 4;
        const auto [after, error] = std::from_chars(rest_.data(), end, code, 16);
        if (error != std::errc() || after != end || code > 0x7f) return false;
        out += static_cast<char>(code);
        rest_.remove_prefix(4);
        return true;
    }

    std::string_view rest_;
};

TIM_DECL std::optional<FlatObject> read_flat_object(std::string_view text) {
    FlatObject object;
    FlatReader reader(text);
    if (!reader.object(object) || !reader.at_end()) return std::nullopt;
    return object;
}

TIM_DECL void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

}  // namespace tim::crypto::detail
