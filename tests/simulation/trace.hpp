#pragma once

#include "tim/core/time.hpp"

#include <cstdint>
#include <iostream>
#include <string_view>

namespace sim {

/// What happened, line by line: a sum of it, by which two runs are compared, and, if wished, the lines themselves.
class Trace {
public:
    explicit Trace(bool shown) : shown_(shown) {}

    void note(tim::SteadyMillis at, std::string_view who, std::string_view what) {
        mix(static_cast<std::uint64_t>(at));
        mix(who);
        mix(what);
        ++lines_;
        if (shown_) std::cout << at << ' ' << who << ": " << what << '\n';
    }

    /// Adds nothing to the sum.
    void detail(tim::SteadyMillis at, std::string_view who, std::string_view what) const {
        if (shown_) std::cout << at << ' ' << who << ": " << what << '\n';
    }
    bool is_shown() const noexcept { return shown_; }

    std::uint64_t sum() const noexcept { return sum_; }
    std::uint64_t lines() const noexcept { return lines_; }

private:
    // FNV-1a.
    void mix(std::uint64_t number) {
        sum_ ^= number;
        sum_ *= 0x100000001b3;
    }
    void mix(std::string_view text) {
        for (const char c : text) mix(static_cast<unsigned char>(c));
        mix(std::uint64_t{0x100});
    }

    const bool shown_;
    std::uint64_t sum_ = 0xcbf29ce484222325;
    std::uint64_t lines_ = 0;
};

}  // namespace sim
