#pragma once

#include "tim/core/time.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace tim::session {

/// Points in time, each under a number. A plain value without a clock.
class Deadlines {
public:
    /// Replaces the time that `key` had.
    void set(std::uint64_t key, SteadyMillis at) {
        remove(key);
        times_.emplace(key, at);
        order_.emplace(at, key);
    }

    void remove(std::uint64_t key) {
        const auto found = times_.find(key);
        if (found == times_.end()) return;
        order_.erase({found->second, key});
        times_.erase(found);
    }

    std::optional<SteadyMillis> next() const {
        if (order_.empty()) return std::nullopt;
        return order_.begin()->first;
    }

    /// Takes out the earliest one that is not later than `now`.
    std::optional<std::uint64_t> take_due(SteadyMillis now) {
        if (order_.empty() || order_.begin()->first > now) return std::nullopt;
        const std::uint64_t key = order_.begin()->second;
        remove(key);
        return key;
    }

private:
    std::unordered_map<std::uint64_t, SteadyMillis> times_;
    std::set<std::pair<SteadyMillis, std::uint64_t>> order_;
};

}  // namespace tim::session
