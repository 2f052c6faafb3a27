#pragma once

#include "tim/core/config.hpp"
#include "tim/core/time.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/hub/detail/rate.hpp"
#include "tim/hub/detail/session_queue.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/link.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace tim::hub {

class ClientSession;

/// What a session hands on: the hub's core. Called on the link's strand; it only posts.
class SessionOwner {
public:
    virtual ~SessionOwner() = default;
    /// What a packet of `bytes` held; `ClientSession::handled` follows.
    virtual void requests(std::shared_ptr<ClientSession> session, std::vector<wire::Request> requests,
                          std::size_t bytes) = 0;
    virtual void lost(std::shared_ptr<ClientSession> session) = 0;
};

/// The hub's end of one connection. The upper half belongs to the link, on its strand: it cuts packets into requests
/// and gives out what waits in the queue. `Standing` belongs to the hub's strand.
class ClientSession final : public wire::Endpoint, public std::enable_shared_from_this<ClientSession> {
public:
    /// Where a session stands; only the hub's strand touches it.
    struct Standing {
        enum class Stage { greeting, verifying, open, ended };
        Stage stage = Stage::greeting;
        Caller caller;
        UnixMillis expires = 0;  ///< end of the UserSig
        SteadyMillis made = 0;   ///< when the connection was
        /// What each request in the storage may cost in bytes, oldest first: they are answered in this order.
        std::vector<std::size_t> charges;
        TokenBucket requests;
        std::unordered_map<std::string, std::size_t> logs;  ///< subscriptions: log id, place in the registry's list
        bool dirty = false;  ///< frames were queued in this round, the link is to be woken
    };

    /// `limits` and `clock` live as long as the owner.
    ClientSession(std::weak_ptr<SessionOwner> owner, const Limits& limits, Clock& clock, wire::LinkInfo info,
                  std::uint64_t number)
        : queue(limits.session_queue_bytes),
          owner_(std::move(owner)),
          limits_(limits),
          clock_(clock),
          info_(std::move(info)),
          heard_(clock.steady_now()) {
        standing.caller.session = number;
        standing.made = heard_;
    }

    TIM_DECL void opened(std::shared_ptr<wire::Link> link) override;
    TIM_DECL void heard() override;
    TIM_DECL void received(std::string packet) override;
    void take(std::vector<wire::FrameText>& frames, std::size_t bytes) override { queue.take(frames, bytes); }
    TIM_DECL void lost(error_code reason) override;

    /// Any thread: frames wait.
    TIM_DECL void wake();
    /// Any thread: writes what waits, then ends the connection; at once when it begins only now.
    TIM_DECL void close(std::uint16_t code = 1000);
    /// Any thread: has said hello; until then packets must be small.
    void trust() noexcept { trusted_ = true; }

    /// Any thread: a packet that was handed on has been dealt with.
    void handled(std::size_t bytes) noexcept { under_way_ -= bytes; }
    /// Any thread: when the last byte came, or the connection was made.
    SteadyMillis last_heard() const noexcept { return heard_; }

    const wire::LinkInfo& info() const noexcept { return info_; }

    SessionQueue queue;
    Standing standing;

private:
    TIM_DECL std::shared_ptr<wire::Link> link();

    const std::weak_ptr<SessionOwner> owner_;  ///< weak, because the owner holds its sessions
    const Limits& limits_;
    Clock& clock_;
    const wire::LinkInfo info_;
    std::mutex mutex_;  ///< guards the next two, which the link's strand sets and the hub's strand uses
    std::shared_ptr<wire::Link> link_;
    std::uint16_t close_code_ = 0;  ///< asked for before there was a link
    std::atomic<bool> trusted_ = false;
    std::atomic<SteadyMillis> heard_;
    std::atomic<std::size_t> under_way_ = 0;  ///< bytes of packets between the link's strand and the hub's
};

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/client_session.ipp"
#endif
