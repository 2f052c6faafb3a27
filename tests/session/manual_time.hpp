#pragma once

#include "tim/core/time.hpp"
#include "tim/transport/timer.hpp"

#include <boost/asio/post.hpp>

#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace tim::session::test {

/// Time that passes only when the test says so: a clock, and timers that ring by it. One thread. Outlives its timers.
class ManualTime final : public Clock {
public:
    UnixMillis unix_now() noexcept override { return 1'700'000'000'000 + now_; }
    SteadyMillis steady_now() noexcept override { return now_; }

    transport::TimerFactory factory() {
        return [this](const boost::asio::any_io_executor& executor, Clock&) {
            return std::make_unique<ManualTimer>(*this, executor);
        };
    }

    /// The earliest alarm, if there is one.
    std::optional<SteadyMillis> next_alarm() const {
        std::optional<SteadyMillis> earliest;
        for (const ManualTimer* timer : timers_)
            if (timer->ring && (!earliest || timer->at < *earliest)) earliest = timer->at;
        return earliest;
    }

    /// Moves on and posts the alarms that came due.
    void go_to(SteadyMillis now) {
        now_ = std::max(now_, now);
        for (ManualTimer* timer : timers_)
            if (timer->ring && timer->at <= now_) timer->post();
    }

private:
    struct ManualTimer final : transport::Timer {
        ManualTimer(ManualTime& the_time, boost::asio::any_io_executor the_executor)
            : time(the_time), executor(std::move(the_executor)) {
            time.timers_.insert(this);
        }
        ~ManualTimer() override { time.timers_.erase(this); }

        void set(SteadyMillis when, UniqueFunction<void()> what) override {
            at = when;
            ring = std::move(what);
            if (at <= time.now_) post();
        }
        void clear() override { ring = {}; }
        void post() {
            boost::asio::post(executor, [due = std::exchange(ring, {})]() mutable { due(); });
        }

        ManualTime& time;
        boost::asio::any_io_executor executor;
        SteadyMillis at = 0;
        UniqueFunction<void()> ring;
    };

    SteadyMillis now_ = 1000;
    std::set<ManualTimer*> timers_;
};

}  // namespace tim::session::test
