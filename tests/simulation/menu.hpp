#pragma once

#include "tests/simulation/chance.hpp"

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace sim {

/// Things that may happen, each with its weight.
class Menu {
public:
    void add(std::uint64_t weight, std::function<void()> action) {
        total_ += weight;
        actions_.emplace_back(weight, std::move(action));
    }
    bool is_empty() const noexcept { return total_ == 0; }

    /// Does one of them; not to be called when it is empty.
    void choose(Chance& chance) const {
        std::uint64_t number = chance.below(total_);
        for (const auto& [weight, action] : actions_) {
            if (number < weight) return action();
            number -= weight;
        }
    }

private:
    std::uint64_t total_ = 0;
    std::vector<std::pair<std::uint64_t, std::function<void()>>> actions_;
};

}  // namespace sim
