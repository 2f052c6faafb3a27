#pragma once

#include "tim/core/time.hpp"
#include "tim/hub/detail/rate.hpp"

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace tim::hub {

/// How fast things happen, counted by the key of a log: a group's for the messages that enter it, documented as 40 a
/// second of all kinds; a user's own for his removals, documented as one a second. Not truth: a hub that starts again
/// has forgotten it. Used on the storage thread.
class LogRates {
public:
    /// Whether one more may happen now.
    bool pass(std::int64_t log, SteadyMillis now, double per_second) {
        if (per_second <= 0) return true;
        // Forgetting gives a log one burst more, and takes a flood of logs to bring about.
        if (buckets_.size() >= most_logs) buckets_.clear();
        return buckets_[log].pass(now, per_second);
    }

private:
    static constexpr std::size_t most_logs = 100000;

    std::unordered_map<std::int64_t, TokenBucket> buckets_;
};

}  // namespace tim::hub
