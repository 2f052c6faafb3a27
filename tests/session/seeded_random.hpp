#pragma once

#include "tim/core/random.hpp"

#include <cstdint>
#include <random>

namespace tim::session::test {

/// Chance that repeats itself.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}

    void fill(std::span<unsigned char> bytes) override {
        for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(engine_());
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace tim::session::test
