#pragma once

#include "tests/support/seeded_random.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace sim {

/// Where all chance of a run comes from: a tree of generators that grows from the seed, so that one part's use of
/// chance does not change another's.
class Chance final : public tim::Random {
public:
    explicit Chance(std::uint64_t seed) : source_(seed) {}

    void fill(std::span<unsigned char> bytes) override { source_.fill(bytes); }

    bool percent(std::uint64_t of_hundred) { return source_.chance(of_hundred); }
    /// A number from `least` to `most`.
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most - least + 1)));
    }
    template <class T>
    const T& pick(const std::vector<T>& list) {
        return list[below(list.size())];
    }
    /// An independent one.
    std::unique_ptr<Chance> branch() { return std::make_unique<Chance>(next()); }

private:
    tim::test::SeededRandom source_;
};

}  // namespace sim
