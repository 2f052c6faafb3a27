#pragma once

#include "tim/core/time.hpp"

#include <atomic>

namespace tim::test {

/// The machine's clock, moved. Any thread.
class ShiftedClock final : public Clock {
public:
    UnixMillis unix_now() noexcept override { return SystemClock::instance().unix_now() + shift; }
    SteadyMillis steady_now() noexcept override { return SystemClock::instance().steady_now(); }
    std::atomic<UnixMillis> shift{0};
};

}  // namespace tim::test
