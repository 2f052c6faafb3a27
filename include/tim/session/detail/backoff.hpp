#pragma once

#include "tim/core/random.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace tim::session {

/// How long to wait before trying again: exponential, capped, with full jitter, so that a thousand clients do not come
/// back in step. A plain value without a clock.
class Backoff {
public:
    constexpr Backoff(std::chrono::milliseconds first, std::chrono::milliseconds cap) noexcept
        : first_(first.count()), cap_(cap.count()), bound_(first_) {}

    /// A time from 0 up to and including min(`cap`, `first` * 2^n), n counting the calls since `reset`.
    std::chrono::milliseconds next(Random& random) {
        const std::int64_t bound = std::min(bound_, cap_);
        bound_ = std::min(cap_, bound > cap_ / 2 ? cap_ : bound * 2);
        return std::chrono::milliseconds(random.below(static_cast<std::uint64_t>(bound) + 1));
    }

    void reset() noexcept { bound_ = first_; }

private:
    std::int64_t first_;
    std::int64_t cap_;
    std::int64_t bound_;
};

}  // namespace tim::session
