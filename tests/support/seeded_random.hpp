#pragma once

#include "tim/core/random.hpp"

#include <cstdint>
#include <random>
#include <span>

namespace tim::test {

/// Chance that repeats itself: from a seed.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}

    void fill(std::span<unsigned char> bytes) override {
        for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(engine_());
    }
    bool chance(std::uint64_t percent) { return below(100) < percent; }
    /// A number from `least` to `most`.
    std::uint64_t between(std::uint64_t least, std::uint64_t most) { return least + below(most - least + 1); }

private:
    std::mt19937_64 engine_;
};

}  // namespace tim::test
