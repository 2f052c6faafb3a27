#pragma once

#include "tim/core/time.hpp"

namespace tim::test {

/// Time that stands still until the test moves it.
class ManualClock final : public Clock {
public:
    UnixMillis unix_now() noexcept override { return unix; }
    SteadyMillis steady_now() noexcept override { return steady; }

    /// Moves both clocks on.
    void pass(SteadyMillis time) {
        unix += time;
        steady += time;
    }

    UnixMillis unix = 1'700'000'000'000;
    SteadyMillis steady = 0;
};

}  // namespace tim::test
