#pragma once

#include "tim/transport/timer.hpp"

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace tim::transport {
namespace detail {

class SteadyTimer final : public Timer {
public:
    SteadyTimer(const boost::asio::any_io_executor& executor, Clock& clock)
        : clock_(clock), timer_(executor), slot_(std::make_shared<Slot>()) {}

    void set(SteadyMillis at, UniqueFunction<void()> ring) override {
        slot_->ring = std::move(ring);
        const std::uint64_t turn = ++slot_->turn;
        const SteadyMillis wait = std::max<SteadyMillis>(at - std::min(at, clock_.steady_now()), 0);
        timer_.expires_after(std::chrono::milliseconds(wait));
        timer_.async_wait([slot = slot_, turn](const boost::system::error_code& cancelled) {
            if (cancelled || slot->turn != turn) return;
            ++slot->turn;
            UniqueFunction<void()> due = std::move(slot->ring);
            due();
        });
    }

    void clear() override {
        ++slot_->turn;
        slot_->ring = {};
        timer_.cancel();
    }

    ~SteadyTimer() override { timer_.cancel(); }

private:
    // Outlives the timer in handlers that are on their way; `turn` tells whether they still mean something.
    struct Slot {
        std::uint64_t turn = 0;
        UniqueFunction<void()> ring;
    };

    Clock& clock_;
    boost::asio::steady_timer timer_;
    std::shared_ptr<Slot> slot_;
};

}  // namespace detail

TIM_DECL std::unique_ptr<Timer> make_steady_timer(const boost::asio::any_io_executor& executor, Clock& clock) {
    return std::make_unique<detail::SteadyTimer>(executor, clock);
}

}  // namespace tim::transport
