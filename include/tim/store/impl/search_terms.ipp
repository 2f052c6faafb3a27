#pragma once

#include "tim/store/detail/search_terms.hpp"
#include "tim/store/detail/utf8.hpp"

#include <algorithm>
#include <vector>

namespace tim::store::detail {

/// More characters than this are compared in the text itself: each costs a list to walk along.
inline constexpr std::size_t longest_phrase = 200;

/// Characters as they stand in terms.
class TermText {
public:
    explicit TermText(std::string_view folded) {
        bytes_.reserve(folded.size() + folded.size() / 4);
        begins_.reserve(folded.size() + 1);
        for (std::size_t at = 0; at < folded.size();) {
            begins_.push_back(bytes_.size());
            const std::size_t begin = at;
            const auto character = static_cast<unsigned>(next_char(folded, at));
            const bool is_term =
                character >= 0x80 || (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z');
            if (is_term) {
                bytes_ += folded.substr(begin, at - begin);
            } else {
                bytes_ += static_cast<char>(0xC0 | character >> 6);
                bytes_ += static_cast<char>(0x80 | (character & 0x3F));
            }
        }
        begins_.push_back(bytes_.size());
    }

    std::size_t size() const noexcept { return begins_.size() - 1; }

    /// Adds all terms of `length` characters, the first ones only when there are more than `most`.
    void append(std::string& terms, std::size_t length, std::size_t most = std::string::npos) const {
        for (std::size_t i = 0; i + length <= size() && i < most; ++i) {
            if (!terms.empty()) terms += ' ';
            terms.append(bytes_, begins_[i], begins_[i + length] - begins_[i]);
        }
    }

private:
    std::string bytes_;
    std::vector<std::size_t> begins_;
};

TIM_DECL void SearchTerms::add(std::string_view folded) {
    const TermText text(folded);
    text.append(short_terms, 1);
    text.append(short_terms, 2);
    if (text.size() < 3) return;
    if (!long_terms.empty()) long_terms += " 0";
    text.append(long_terms, 3);
}

TIM_DECL SearchPhrase::SearchPhrase(std::string_view folded) {
    const TermText text(folded);
    is_long = text.size() >= 3;
    is_exact = text.size() <= longest_phrase;
    text.append(query, std::min<std::size_t>(text.size(), 3), longest_phrase - 2);
    query = '"' + query + '"';
}

TIM_DECL std::vector<std::string> SearchPhrase::terms() const {
    std::vector<std::string> terms;
    for (std::size_t begin = 1; begin < query.size();) {
        const std::size_t end = std::min(query.find(' ', begin), query.size() - 1);
        terms.push_back('"' + query.substr(begin, end - begin) + '"');
        begin = end + 1;
    }
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

}  // namespace tim::store::detail
