#pragma once

#include "tim/core/config.hpp"
#include "tim/core/secret.hpp"
#include "tim/hub/detail/client_session.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/hub/detail/rate.hpp"
#include "tim/hub/detail/registry.hpp"
#include "tim/hub/detail/storage.hpp"
#include "tim/hub/options.hpp"
#include "tim/transport/timer.hpp"
#include "tim/wire/link.hpp"
#include "tim/wire/messages.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tim::hub {

/// The hub between its sessions and its storage. Everything but `accept` runs on one strand: requests are checked and
/// handed to the storage in the order in which they came; what the storage committed is told to the sessions in the
/// order of the commits, an operation's events first, then its answer. So an acknowledgement never overtakes a push of
/// a lower position, and what a replaced session had sent is in front of its successor's first request.
class Core final : public wire::Peer, public SessionOwner, public std::enable_shared_from_this<Core> {
public:
    /// `key` signs and verifies; it is the options' or one made for this hub.
    TIM_DECL Core(boost::asio::any_io_executor executor, HubOptions options, Secret key);

    TIM_DECL std::shared_ptr<wire::Endpoint> accept(const wire::LinkInfo& info) override;
    std::size_t frame_bytes() const override { return options_.limits().frame_bytes; }
    TIM_DECL void requests(std::shared_ptr<ClientSession> session, std::vector<wire::Request> requests,
                           std::size_t bytes) override;
    TIM_DECL void lost(std::shared_ptr<ClientSession> session) override;

    /// Starts opening the database. Requests that arrive earlier wait. Once.
    TIM_DECL void open();
    /// `done` comes on the strand, with what came of the opening.
    TIM_DECL void when_open(UniqueFunction<void(Result<void>)> done);
    /// Closes all sessions, lets the storage finish what it has; `done` comes on the strand.
    TIM_DECL void stop(UniqueFunction<void()> done);

    /// Finishes the storage's work, while the executor's context lives. Any thread, once.
    void end_storage() { storage_.stop(); }

    /// Any thread: whether the database is open and sound.
    bool healthy() const noexcept { return storage_.usable(); }

    const HubOptions& options() const noexcept { return options_; }
    const Secret& key() const noexcept { return key_; }

private:
    using Session = std::shared_ptr<ClientSession>;

    TIM_DECL void add(const Session& session);
    TIM_DECL void request(const Session& session, wire::Request request);
    TIM_DECL void hello(const Session& session, wire::Request request);
    TIM_DECL Result<UnixMillis> verify(const ClientSession& session, const wire::Hello& hello);
    TIM_DECL void echo(ClientSession& session, const wire::Request& request);
    TIM_DECL Failure hurried(ClientSession& session, bool counts_against_rate, std::size_t charge);
    TIM_DECL void submit(const Session& session, const Operation& operation, wire::Request request);

    TIM_DECL void opened(Result<void> outcome);
    TIM_DECL void finished(std::vector<Finished> batch);
    TIM_DECL void greeted(ClientSession& session, const Answer& answer);
    TIM_DECL void apply(const Event& event);
    TIM_DECL void tell(const Event& event);
    TIM_DECL void answer(ClientSession& session, std::uint64_t request, const Answer& answer);
    TIM_DECL void refuse(ClientSession& session, std::uint64_t request, const Failure& why, bool retry = false);
    TIM_DECL void end(ClientSession& session, wire::FrameText farewell);
    TIM_DECL void touch(ClientSession& session);
    TIM_DECL void flush();
    TIM_DECL void sweep();
    TIM_DECL void sweep_later();
    TIM_DECL void tidy();
    TIM_DECL void go_on_dismissing();
    TIM_DECL void go_on(std::uint64_t request, const Answer& step);
    TIM_DECL void note(LogLevel level, std::string_view text);

    const HubOptions options_;
    boost::asio::strand<boost::asio::any_io_executor> strand_;
    Secret key_;
    Storage storage_;
    Registry registry_;
    std::unordered_map<std::uint64_t, Session> sessions_;  ///< all that are connected, by number
    std::unordered_map<std::string, TokenBucket> logins_;
    std::vector<Session> dirty_;  ///< to be woken at the end of the round
    std::atomic<std::uint64_t> last_session_{0};
    std::optional<Result<void>> opened_;                         ///< none: still opening
    std::vector<UniqueFunction<void(Result<void>)>> when_open_;  ///< who waits for that
    std::unique_ptr<transport::Timer> sweep_timer_;              ///< runs only while somebody is connected
    bool sweeping_ = false;
    SteadyMillis tidy_at_ = 0;  ///< when the hub next looks after its own work
    bool expiring_ = false;     ///< texts whose time is over are being taken off the disk
    bool dismissing_ = false;   ///< members of dismissed groups are being let go
    bool stopped_ = false;
};

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/core.ipp"
#endif
