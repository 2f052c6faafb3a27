#pragma once

#include "tim/core/config.hpp"
#include "tim/core/time.hpp"
#include "tim/core/unique_function.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>

namespace tim::transport {

/// One alarm. Used on one strand only; destroyed anywhere.
class Timer {
public:
    virtual ~Timer() = default;

    /// Calls `ring` once, on the executor that the timer was made with, never from inside this call, when the clock
    /// says `at` or later. Replaces what was set before, which then does not ring any more.
    virtual void set(SteadyMillis at, UniqueFunction<void()> ring) = 0;
    virtual void clear() = 0;
};

/// Makes the timers of sessions and hubs, so that tests and simulation run under virtual time.
using TimerFactory = std::function<std::unique_ptr<Timer>(const boost::asio::any_io_executor&, Clock&)>;

/// The usual one: an Asio timer that waits for as long as `clock` lacks.
TIM_DECL std::unique_ptr<Timer> make_steady_timer(const boost::asio::any_io_executor& executor, Clock& clock);

}  // namespace tim::transport

#ifdef TIM_HEADER_ONLY
#include "tim/transport/impl/timer.ipp"
#endif
