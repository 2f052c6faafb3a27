#pragma once

#include "tim/core/time.hpp"

#include <algorithm>

namespace tim::hub {

/// Lets `per_second` things pass on average and as many at once; 0 lets everything pass. A plain value without a clock.
class TokenBucket {
public:
    /// Whether one more may pass now.
    bool pass(SteadyMillis now, double per_second) noexcept {
        if (per_second <= 0) return true;
        const double most = std::max(per_second, 1.0);
        if (!started_) {
            tokens_ = most;
            started_ = true;
        } else {
            tokens_ = std::min(
                most, tokens_ + static_cast<double>(std::max<SteadyMillis>(now - last_, 0)) * per_second / 1000);
        }
        last_ = now;
        if (tokens_ < 1) return false;
        tokens_ -= 1;
        return true;
    }

private:
    double tokens_ = 0;
    SteadyMillis last_ = 0;
    bool started_ = false;
};

}  // namespace tim::hub
