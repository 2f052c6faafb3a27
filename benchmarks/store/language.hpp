#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace bench {

/// Chance from a seed: the same numbers in every run.
using Engine = std::mt19937_64;

/// Numbers from 0 on of which each is drawn the less often the higher it is, as words of a language are.
class Zipf {
public:
    Zipf(std::size_t count, double exponent);
    std::size_t operator()(Engine& engine) const;

private:
    std::vector<double> below_;
};

/// A made-up language in a real script, whose words are as unevenly frequent as those of a real one.
class Language {
public:
    static Language english(Engine& engine);
    static Language chinese(Engine& engine);
    static Language japanese(Engine& engine);
    static Language korean(Engine& engine);

    const std::vector<std::string>& words() const noexcept { return words_; }
    /// Adds a sentence of this many words, and counts them.
    void append_sentence(std::string& text, std::size_t length, Engine& engine);
    /// How often each word was used.
    const std::vector<std::size_t>& uses() const noexcept { return uses_; }

private:
    Language(std::vector<std::string> words, std::string between);

    std::vector<std::string> words_;  // the most frequent first
    std::vector<std::size_t> uses_;
    std::string between_;
    Zipf frequency_;
};

}  // namespace bench
