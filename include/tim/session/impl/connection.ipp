#pragma once

#include "tim/session/detail/connection.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tim::session {

TIM_DECL void Connection::change(ConnectionState state, Failure why) {
    if (state == state_) return;
    state_ = state;
    changes_.emplace_back(state, std::move(why));
}

TIM_DECL void Connection::login() {
    phase_ = Phase::waiting;
    due_ = std::numeric_limits<SteadyMillis>::min();
    endpoint_ = 0;
    resumes_ = false;
    backoff_.reset();
    change(ConnectionState::connecting, {});
}

TIM_DECL void Connection::end(ConnectionState state, Failure why) {
    phase_ = Phase::idle;
    change(state, std::move(why));
}

TIM_DECL void Connection::opened(SteadyMillis now) {
    if (phase_ != Phase::dialing) return;
    phase_ = Phase::opened;
    heard_ = wrote_ = now;
}

TIM_DECL void Connection::heard(SteadyMillis now) {
    heard_ = now;
    asked_ = false;
}

TIM_DECL void Connection::wrote(SteadyMillis now) { wrote_ = now; }

TIM_DECL void Connection::welcomed(SteadyMillis now, std::chrono::milliseconds heartbeat) {
    if (phase_ != Phase::greeting) return;
    phase_ = Phase::up;
    resumes_ = true;
    asked_ = false;
    heard_ = wrote_ = now;
    interval_ = (heartbeat.count() > 0 ? std::max(heartbeat, shortest_heartbeat) : usual_heartbeat).count() / 2;
    lead_.reset();
    change(ConnectionState::syncing, {});
}

TIM_DECL void Connection::caught_up() {
    if (phase_ != Phase::up || state_ != ConnectionState::syncing) return;
    backoff_.reset();
    change(ConnectionState::online, {});
}

TIM_DECL void Connection::lost(SteadyMillis now, Failure why, Random& random) {
    if (phase_ == Phase::idle) return;
    // A hub that served keeps its turn once: it may just have restarted.
    const bool served = state_ != ConnectionState::connecting;
    if (!served && endpoints_ > 0) endpoint_ = (endpoint_ + 1) % endpoints_;
    phase_ = Phase::waiting;
    due_ = now + backoff_.next(random).count();
    change(ConnectionState::connecting, std::move(why));
}

TIM_DECL LinkAction Connection::next(SteadyMillis now, UnixMillis unix_now) {
    switch (phase_) {
        case Phase::waiting:
            if (now < due_) return LinkAction::none;
            phase_ = Phase::dialing;
            due_ = now + attempt_time.count();
            return LinkAction::dial;
        case Phase::opened:
            phase_ = Phase::greeting;
            return LinkAction::greet;
        case Phase::dialing:
        case Phase::greeting:
            return now < due_ ? LinkAction::none : LinkAction::drop;
        case Phase::up:
            notice_sleep(now, unix_now);
            return next_when_up(now);
        case Phase::idle:
            break;
    }
    return LinkAction::none;
}

TIM_DECL void Connection::notice_sleep(SteadyMillis now, UnixMillis unix_now) {
    const std::int64_t lead = unix_now - now;
    if (lead_ && lead - *lead_ >= interval_) {
        heard_ = std::min(heard_, now - interval_);
        asked_ = false;
    }
    lead_ = lead;
}

TIM_DECL LinkAction Connection::next_when_up(SteadyMillis now) {
    if (now - heard_ >= 2 * interval_) return LinkAction::drop;
    const bool silent = now - heard_ >= interval_ && !asked_;
    if (!silent && now - wrote_ < interval_) return LinkAction::none;
    asked_ = true;
    wrote_ = now;
    return LinkAction::ping;
}

TIM_DECL std::optional<SteadyMillis> Connection::wake_at() const {
    switch (phase_) {
        case Phase::waiting:
        case Phase::dialing:
        case Phase::greeting:
            return due_;
        case Phase::opened:
            return heard_;
        case Phase::up:
            return std::min(heard_ + (asked_ ? 2 : 1) * interval_, wrote_ + interval_);
        case Phase::idle:
            break;
    }
    return std::nullopt;
}

}  // namespace tim::session
