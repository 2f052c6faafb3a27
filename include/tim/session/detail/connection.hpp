#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/random.hpp"
#include "tim/core/time.hpp"
#include "tim/session/detail/backoff.hpp"
#include "tim/session/event.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace tim::session {

/// What the driver is to do about the link now.
enum class LinkAction {
    none,
    dial,   ///< connect to `endpoint()`
    greet,  ///< write `hello`
    ping,   ///< write `ping`
    drop,   ///< give the link up, nothing has been heard for too long; `lost` is to follow at once
};

/// The connection's states, who is to be dialled when, and whether the link lives. `docs/connection.md` draws it.
/// It is told what happened and answers what to do; it knows no link, no timer and no clock.
class Connection {
public:
    /// An attempt that has not been answered with a welcome after this time is given up.
    static constexpr std::chrono::milliseconds attempt_time{20'000};
    static constexpr std::chrono::milliseconds shortest_heartbeat{1000};
    static constexpr std::chrono::milliseconds usual_heartbeat{30'000};

    Connection(std::size_t endpoints, Backoff backoff) : endpoints_(endpoints), backoff_(backoff) {}

    /// Begins a session: `connecting`, the first attempt is due at once. Precondition: no session runs.
    TIM_DECL void login();
    /// Ends the session in `state` (`offline`, `kicked` or `expired`); nothing is dialled any more.
    TIM_DECL void end(ConnectionState state, Failure why);

    TIM_DECL void opened(SteadyMillis now);
    /// Bytes came, whatever they mean.
    TIM_DECL void heard(SteadyMillis now);
    /// Frames were taken for writing.
    TIM_DECL void wrote(SteadyMillis now);
    /// `hello` was answered; `heartbeat` is the longest silence that the hub bears, the usual one if it is 0.
    /// → `syncing`
    TIM_DECL void welcomed(SteadyMillis now, std::chrono::milliseconds heartbeat);
    /// The conversations are caught up. → `online`
    TIM_DECL void caught_up();
    /// The link ended, or could not be made. → `connecting`; the next attempt comes after a pause.
    TIM_DECL void lost(SteadyMillis now, Failure why, Random& random);

    /// What is due; call it until it says none. `unix_now` serves to notice a machine that slept: then the link is
    /// tested at once, because nobody counted the silence.
    TIM_DECL LinkAction next(SteadyMillis now, UnixMillis unix_now);
    /// When `next` is to be called again though nothing happened.
    TIM_DECL std::optional<SteadyMillis> wake_at() const;

    ConnectionState state() const noexcept { return state_; }
    bool runs() const noexcept { return phase_ != Phase::idle; }
    /// A link stands and `hello` is answered.
    bool up() const noexcept { return phase_ == Phase::up; }
    /// Index of the endpoint of the current or next attempt.
    std::size_t endpoint() const noexcept { return endpoint_; }
    /// Whether the current login was welcomed once, so that `hello` says `resume`.
    bool resumes() const noexcept { return resumes_; }
    /// The changes of state since the last call, oldest first.
    std::vector<ConnectionChanged> take_changes() { return std::exchange(changes_, {}); }

private:
    enum class Phase { idle, waiting, dialing, opened, greeting, up };

    TIM_DECL void change(ConnectionState state, Failure why);
    TIM_DECL void notice_sleep(SteadyMillis now, UnixMillis unix_now);
    TIM_DECL LinkAction next_when_up(SteadyMillis now);

    std::size_t endpoints_;
    Backoff backoff_;
    ConnectionState state_ = ConnectionState::offline;
    Phase phase_ = Phase::idle;
    std::size_t endpoint_ = 0;
    bool resumes_ = false;
    bool asked_ = false;         ///< a ping was written since something was heard
    SteadyMillis due_ = 0;       ///< waiting: when to dial; dialing to greeting: when to give up
    SteadyMillis interval_ = 0;  ///< half of what the hub bears
    SteadyMillis heard_ = 0;
    SteadyMillis wrote_ = 0;
    std::optional<std::int64_t> lead_;  ///< of the wall clock over the steady one
    std::vector<ConnectionChanged> changes_;
};

}  // namespace tim::session

#ifdef TIM_HEADER_ONLY
#include "tim/session/impl/connection.ipp"
#endif
