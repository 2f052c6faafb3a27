#pragma once

#include "tim/core/time.hpp"
#include "tim/hub/detail/rate.hpp"

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace tim::hub {

/// How fast each group's messages come: documented as 40 a second and group, all kinds of message. Not truth: a hub
/// that starts again has forgotten it. Used on the storage thread.
class GroupRates {
public:
    /// Whether one more message may enter the group whose log has this key.
    bool pass(std::int64_t log, SteadyMillis now, double per_second) {
        if (per_second <= 0) return true;
        // Forgetting gives a group one burst more, and takes a flood of groups to bring about.
        if (buckets_.size() >= most_groups) buckets_.clear();
        return buckets_[log].pass(now, per_second);
    }

private:
    static constexpr std::size_t most_groups = 100000;

    std::unordered_map<std::int64_t, TokenBucket> buckets_;
};

}  // namespace tim::hub
