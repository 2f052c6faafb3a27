#include "benchmarks/store/language.hpp"

#include "tim/store/detail/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

namespace bench {
namespace {

using Parts = std::vector<std::string>;

Parts characters(char32_t first, std::size_t count, char32_t step, Engine& engine) {
    Parts parts(count);
    for (std::size_t i = 0; i < count; ++i)
        tim::store::detail::append_char(parts[i], first + static_cast<char32_t>(i) * step);
    std::shuffle(parts.begin(), parts.end(), engine);
    return parts;
}

Parts syllables(Engine& engine) {
    static constexpr const char* onsets[] = {"t", "s", "r", "n",  "d",  "l",  "m",  "c",  "p",  "b",
                                             "h", "f", "w", "th", "st", "ch", "tr", "pr", "sh", "k"};
    static constexpr const char* ends[] = {"e",  "i",  "a",   "er", "o",  "in", "on",  "an", "u",   "ing",
                                           "es", "at", "ent", "y",  "al", "or", "ion", "is", "ate", "ell"};
    Parts parts;
    for (const char* onset : onsets)
        for (const char* end : ends) parts.push_back(std::string(onset) + end);
    std::shuffle(parts.begin(), parts.end(), engine);
    return parts;
}

using Shares = std::vector<double>;

/// Words of as many parts as `lengths` has entries; entry i is the share of those with i + 1 parts. The most frequent
/// ones, as in all languages, are shorter.
Parts make_words(const Parts& parts, std::size_t count, const Shares& frequent, const Shares& others, Engine& engine) {
    const Zipf part(parts.size(), 0.8);
    std::discrete_distribution<std::size_t> frequent_length(frequent.begin(), frequent.end());
    std::discrete_distribution<std::size_t> other_length(others.begin(), others.end());
    Parts words;
    std::unordered_set<std::string> known;
    while (words.size() < count) {
        std::string word;
        std::size_t more = 1 + (words.size() < count / 100 ? frequent_length(engine) : other_length(engine));
        for (; more != 0; --more) word += parts[part(engine)];
        if (known.insert(word).second) words.push_back(std::move(word));
    }
    return words;
}

}  // namespace

Zipf::Zipf(std::size_t count, double exponent) {
    double sum = 0;
    for (std::size_t i = 1; i <= count; ++i) below_.push_back(sum += 1 / std::pow(static_cast<double>(i), exponent));
    for (double& below : below_) below /= sum;
}

std::size_t Zipf::operator()(Engine& engine) const {
    const double drawn = std::uniform_real_distribution<double>()(engine);
    const auto at = std::upper_bound(below_.begin(), below_.end() - 1, drawn);
    return static_cast<std::size_t>(at - below_.begin());
}

Language::Language(std::vector<std::string> words, std::string between)
    : words_(std::move(words)), uses_(words_.size()), between_(std::move(between)), frequency_(words_.size(), 1.0) {}

Language Language::english(Engine& engine) {
    return Language(make_words(syllables(engine), 30'000, {0.7, 0.3}, {0.05, 0.4, 0.35, 0.2}, engine), " ");
}

Language Language::chinese(Engine& engine) {
    return Language(make_words(characters(0x4E00, 3500, 5, engine), 40'000, {0.3, 0.7}, {0.05, 0.7, 0.15, 0.1}, engine),
                    "");
}

Language Language::japanese(Engine& engine) {
    Parts parts = characters(0x3042, 80, 1, engine);
    for (const std::string& part : characters(0x30A2, 80, 1, engine)) parts.push_back(part);
    for (const std::string& part : characters(0x5000, 2000, 6, engine)) parts.push_back(part);
    return Language(make_words(parts, 30'000, {0.3, 0.6, 0.1}, {0.05, 0.45, 0.3, 0.2}, engine), "");
}

Language Language::korean(Engine& engine) {
    return Language(
        make_words(characters(0xAC00, 1300, 8, engine), 30'000, {0.2, 0.7, 0.1}, {0.05, 0.5, 0.35, 0.1}, engine), " ");
}

void Language::append_sentence(std::string& text, std::size_t length, Engine& engine) {
    for (std::size_t i = 0; i < length; ++i) {
        const std::size_t word = frequency_(engine);
        ++uses_[word];
        if (i != 0) text += between_;
        text += words_[word];
    }
}

}  // namespace bench
