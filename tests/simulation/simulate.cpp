// Runs the simulation from many seeds: `simulate --seeds N --first S [--verbose]`. Prints a line for each seed that
// fails, and what it found; ends with 1 if one did.

#include "tests/simulation/run.hpp"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <optional>
#include <span>
#include <string_view>

namespace {

struct Arguments {
    std::uint64_t seeds = 1;
    std::uint64_t first = 1;
    bool again = false;
    sim::RunOptions run;
};

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<Arguments> parse(std::span<char*> words) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == "--verbose") {
            arguments.run.shown = true;
        } else if (word == "--again") {
            arguments.again = true;
        } else if ((word == "--seeds" || word == "--first") && i + 1 < words.size()) {
            const auto value = number(words[++i]);
            if (!value) return std::nullopt;
            (word == "--seeds" ? arguments.seeds : arguments.first) = *value;
        } else {
            return std::nullopt;
        }
    }
    return arguments;
}

bool passes(std::uint64_t seed, const Arguments& arguments, std::size_t& sends, std::size_t& delivered) {
    sim::RunResult result = sim::run(seed, arguments.run);
    if (arguments.again && sim::run(seed, arguments.run).trace != result.trace)
        result.findings.push_back("a second run from this seed went otherwise");
    sends += result.sends;
    delivered += result.delivered;
    if (result.findings.empty()) return true;
    std::cout << "seed " << seed << " fails: " << result.findings.front();
    if (result.findings.size() > 1) std::cout << " (and " << result.findings.size() - 1 << " more)";
    std::cout << '\n';
    if (arguments.run.shown)
        for (const std::string& finding : result.findings) std::cout << "  " << finding << '\n';
    std::cout << std::flush;
    return false;
}

}  // namespace

int main(int count, char** words) {
    const auto arguments = parse(std::span(words + 1, static_cast<std::size_t>(count - 1)));
    if (!arguments) {
        std::cerr << "usage: simulate [--seeds N] [--first S] [--verbose] [--again]\n";
        return 2;
    }
    const auto begin = std::chrono::steady_clock::now();
    std::uint64_t failed = 0;
    std::size_t sends = 0;
    std::size_t delivered = 0;
    for (std::uint64_t seed = arguments->first; seed < arguments->first + arguments->seeds; ++seed)
        if (!passes(seed, *arguments, sends, delivered)) ++failed;
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    std::cout << arguments->seeds << " seeds, " << failed << " failed, " << sends << " sends, " << delivered
              << " acknowledged, " << time.count() << " ms\n";
    return failed == 0 ? 0 : 1;
}
