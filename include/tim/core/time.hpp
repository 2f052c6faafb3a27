#pragma once

#include <chrono>
#include <cstdint>

namespace tim {

/// Wall-clock time in milliseconds since 1970 UTC. Documented timestamps are in seconds: see `to_seconds`.
using UnixMillis = std::int64_t;

/// Milliseconds on a clock that never goes back; only differences mean anything.
using SteadyMillis = std::int64_t;

constexpr std::uint64_t to_seconds(UnixMillis millis) noexcept {
    return millis < 0 ? 0 : static_cast<std::uint64_t>(millis / 1000);
}

/// Where time comes from; injected so that tests and simulation run under virtual time.
/// Implementations may be called from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    virtual UnixMillis unix_now() noexcept = 0;
    virtual SteadyMillis steady_now() noexcept = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock {
public:
    UnixMillis unix_now() noexcept override { return count(std::chrono::system_clock::now()); }
    SteadyMillis steady_now() noexcept override { return count(std::chrono::steady_clock::now()); }

    static SystemClock& instance() noexcept {
        // Never destroyed: a thread may look at it while static objects are torn down.
        static auto& clock = *new SystemClock;
        return clock;
    }

private:
    template <class Point>
    static std::int64_t count(Point point) noexcept {
        return std::chrono::duration_cast<std::chrono::milliseconds>(point.time_since_epoch()).count();
    }
};

}  // namespace tim
