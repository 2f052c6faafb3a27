#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/crypto/user_sig.hpp"
#include "tim/hub/detail/core.hpp"
#include "tim/hub/detail/dismissals.hpp"
#include "tim/hub/detail/groups.hpp"
#include "tim/hub/detail/log_operations.hpp"
#include "tim/hub/detail/own_operations.hpp"
#include "tim/hub/detail/retention.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/tables.hpp"

#include <boost/asio/defer.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace tim::hub {
namespace detail {

// What the requests of one session may take up, from their arrival to the reading of their replies: more, and it has to
// wait.
inline constexpr std::size_t most_bytes_under_way = 4 * 1024 * 1024;
// Refusals that are told to somebody who does not say hello.
inline constexpr std::size_t most_refusals_before_hello = 8;
// Time in which hello has to be said.
inline constexpr SteadyMillis hello_ms = 10'000;
// How often the hub looks after its own work, and when it tries again what failed of it.
inline constexpr SteadyMillis tidy_ms = 3'600'000;
inline constexpr SteadyMillis tidy_again_ms = 10'000;
// What tells answers to the hub's own operations apart.
inline constexpr std::uint64_t expire_request = 1;
inline constexpr std::uint64_t dismissal_request = 2;
// Users whose logins are counted at a time.
inline constexpr std::size_t most_login_rates = 100'000;

TIM_DECL const Operation* find_operation(std::string_view name) {
    for (const auto& table : {log_operations(), own_operations(), group_operations()})
        for (const Operation& operation : table)
            if (operation.name == name) return &operation;
    return nullptr;
}

TIM_DECL const Operation& hello_row() {
    static const Operation& row = *find_operation("hello");
    return row;
}

TIM_DECL std::size_t charge_of(const Operation& operation, const wire::Request& request) {
    return request.body.view().size() + operation.charge;
}

/// End of a UserSig; one that is valid longer than time goes is valid for ever.
TIM_DECL UnixMillis end_of(const crypto::UserSigClaims& claims) {
    constexpr auto last = static_cast<std::uint64_t>(std::numeric_limits<UnixMillis>::max() / 1000);
    const std::uint64_t from = std::min(claims.issued_at, last);
    return static_cast<UnixMillis>((from + std::min(claims.valid_for, last - from)) * 1000);
}

TIM_DECL bool is_in(const std::vector<std::string>& users, const std::string& user) {
    return std::find(users.begin(), users.end(), user) != users.end();
}

}  // namespace detail

TIM_DECL Core::Core(boost::asio::any_io_executor executor, HubOptions options, Secret key)
    : options_(std::move(options)),
      strand_(std::move(executor)),
      key_(std::move(key)),
      storage_(options_, strand_),
      sweep_timer_(options_.timers()(strand_, options_.clock())) {}

TIM_DECL void Core::open() {
    storage_.open(
        [weak = weak_from_this()](std::vector<Finished> batch) {
            if (const auto self = weak.lock()) self->finished(std::move(batch));
        },
        [weak = weak_from_this()](Result<void> outcome) {
            if (const auto self = weak.lock()) self->opened(std::move(outcome));
        });
}

TIM_DECL void Core::opened(Result<void> outcome) {
    if (outcome.has_error()) note(LogLevel::error, "the database cannot be used: " + outcome.error().text);
    opened_ = std::move(outcome);
    for (auto& waiting : std::exchange(when_open_, {})) waiting(*opened_);
    if (*opened_) tidy();
}

TIM_DECL void Core::when_open(UniqueFunction<void(Result<void>)> done) {
    boost::asio::post(strand_, [self = shared_from_this(), done = std::move(done)]() mutable {
        if (self->opened_)
            done(*self->opened_);
        else
            self->when_open_.push_back(std::move(done));
    });
}

TIM_DECL void Core::stop(UniqueFunction<void()> done) {
    boost::asio::post(strand_, [self = shared_from_this(), done = std::move(done)]() mutable {
        self->stopped_ = true;
        for (const auto& [number, session] : self->sessions_) self->end(*session, nullptr);
        self->storage_.close(std::move(done));
    });
}

TIM_DECL std::shared_ptr<wire::Endpoint> Core::accept(const wire::LinkInfo& info) {
    auto session =
        std::make_shared<ClientSession>(weak_from_this(), options_.limits(), options_.clock(), info, ++last_session_);
    boost::asio::post(strand_, [self = shared_from_this(), session] { self->add(session); });
    return session;
}

TIM_DECL void Core::add(const Session& session) {
    sessions_.emplace(session->standing.caller.session, session);
    if (stopped_) return end(*session, nullptr);
    if (!std::exchange(sweeping_, true)) sweep_later();
}

TIM_DECL void Core::requests(std::shared_ptr<ClientSession> session, std::vector<wire::Request> requests,
                             std::size_t bytes) {
    // The thread that has read them goes on with them itself, instead of waking another.
    boost::asio::defer(strand_, [self = shared_from_this(), session = std::move(session),
                                 requests = std::move(requests), bytes]() mutable {
        for (wire::Request& request : requests) self->request(session, std::move(request));
        session->handled(bytes);
        self->flush();
    });
}

TIM_DECL void Core::lost(std::shared_ptr<ClientSession> session) {
    boost::asio::post(strand_, [self = shared_from_this(), session = std::move(session)] {
        session->standing.stage = ClientSession::Standing::Stage::ended;
        self->registry_.remove(*session);
        self->sessions_.erase(session->standing.caller.session);
        // A timer would keep the context from running out of work.
        if (self->sessions_.empty() && std::exchange(self->sweeping_, false)) self->sweep_timer_->clear();
    });
}

TIM_DECL void Core::request(const Session& session, wire::Request request) {
    using Stage = ClientSession::Standing::Stage;
    ClientSession::Standing& standing = session->standing;
    if (stopped_ || standing.stage == Stage::ended) return;
    if (standing.stage == Stage::greeting && request.op == "hello") return hello(session, std::move(request));
    if (standing.stage != Stage::open) {
        refuse(*session, request.id, Failure(Errc::sdk_not_logged_in, "say hello first"));
        return;
    }
    if (options_.clock().unix_now() >= standing.expires) return end(*session, wire::push_frame("expired", {}));
    if (request.op == "bye") {
        session->queue.add_reply(wire::reply_frame(request.id, {}));
        return end(*session, nullptr);
    }
    if (request.op == "echo") return echo(*session, request);
    const Operation* operation = detail::find_operation(request.op);
    if (!operation || request.op == "hello")
        return refuse(*session, request.id, Failure(Errc::svr_comm_req_forbidden, "there is no such operation here"));
    const std::size_t charge = detail::charge_of(*operation, request);
    const Failure hurry = hurried(*session, operation->counts_against_rate, charge);
    if (hurry.code) return refuse(*session, request.id, hurry, true);
    submit(session, *operation, std::move(request));
}

// Not by the storage: the answer tells how long the way here and back is.
TIM_DECL void Core::echo(ClientSession& session, const wire::Request& request) {
    const std::string_view body = request.body.view();
    const Failure hurry = hurried(session, true, body.size());
    if (hurry.code) return refuse(session, request.id, hurry, true);
    touch(session);
    session.queue.add_reply(wire::reply_frame(request.id, body));
}

TIM_DECL Failure Core::hurried(ClientSession& session, bool counts_against_rate, std::size_t charge) {
    const Limits& limits = options_.limits();
    const auto unread = session.queue.waiting();
    const auto& charges = session.standing.charges;
    const std::size_t bytes = std::accumulate(charges.begin(), charges.end(), unread.bytes + charge);
    if (charges.size() + unread.replies >= limits.requests_in_flight || bytes > detail::most_bytes_under_way)
        return {Errc::sdk_net_req_count_limit, "too many requests are unanswered"};
    if (counts_against_rate &&
        !session.standing.requests.pass(options_.clock().steady_now(), limits.requests_per_second))
        return {Errc::sdk_net_freq_limit, "too many requests a second"};
    return {};
}

TIM_DECL void Core::submit(const Session& session, const Operation& operation, wire::Request request) {
    session->standing.charges.push_back(detail::charge_of(operation, request));
    storage_.submit(operation, session->standing.caller, request.body.release(), request.id);
}

TIM_DECL Result<UnixMillis> Core::verify(const ClientSession& session, const wire::Hello& hello) {
    const auto user = check_user_id(hello.user, options_.limits());
    if (!user) return user.error();
    if (hello.version < 1) return Failure(Errc::svr_comm_req_forbidden, "this hub speaks version 1");
    if (hello.app_id == 0) return Failure(Errc::svr_comm_invalid_sdkappid, "app_id is missing");
    if (hello.device.empty() || hello.device.size() > 64)
        return Failure(Errc::invalid_parameters, "device must have 1 to 64 bytes");
    if (hello.platform > static_cast<std::uint32_t>(Platform::simulator))
        return Failure(Errc::invalid_parameters, "platform must be a number of TIMPlatform");
    const crypto::UserSigExpectation expected{options_.app_id(), hello.user, options_.clock().unix_now()};
    // Without a key of its own nobody outside of this process can have signed; see `HubOptions::app`.
    const bool claims_suffice = session.info().in_process && options_.key().empty();
    const auto claims = claims_suffice ? crypto::check_user_sig_claims(hello.sig, expected)
                                       : crypto::verify_user_sig(hello.sig, expected, key_);
    if (!claims) return claims.error();
    if (hello.app_id != options_.app_id())
        return Failure(Errc::svr_account_usersig_mismatch_sdkappid, "this hub serves another app");
    if (logins_.size() >= detail::most_login_rates) logins_.clear();
    if (!logins_[hello.user].pass(options_.clock().steady_now(), options_.limits().logins_per_second))
        return Failure(Errc::svr_account_freq_limit, "too many logins of this user");
    return detail::end_of(*claims);
}

TIM_DECL void Core::hello(const Session& session, wire::Request request) {
    ClientSession::Standing& standing = session->standing;
    auto body = codec::read<wire::Hello>(request.body.view());
    const Result<UnixMillis> expires = body ? verify(*session, *body) : body.error();
    if (!expires) {
        note(LogLevel::warning, "login refused from " + session->info().address + ": " + expires.error().text);
        refuse(*session, request.id, expires.error());
        return end(*session, nullptr);
    }
    standing.stage = ClientSession::Standing::Stage::verifying;
    standing.expires = *expires;
    standing.caller.user = body->user;
    standing.caller.device = body->device;
    standing.caller.platform = body->platform;
    body->sig.clear();  // has done its work, and goes no further
    request.body = RawJson(codec::to_json(*body));
    submit(session, detail::hello_row(), std::move(request));
}

TIM_DECL void Core::finished(std::vector<Finished> batch) {
    for (const Finished& done : batch) {
        const auto row = sessions_.find(done.session);
        const Session session = row == sessions_.end() ? nullptr : row->second;
        if (session) {
            auto& charges = session->standing.charges;
            charges.erase(charges.begin());
            if (session->standing.stage == ClientSession::Standing::Stage::verifying) greeted(*session, done.answer);
        }
        for (const Event& event : done.events) apply(event);
        if (session) answer(*session, done.request, done.answer);
        if (done.session == 0) go_on(done.request, done.answer);
    }
    flush();
}

TIM_DECL void Core::greeted(ClientSession& session, const Answer& answer) {
    ClientSession::Standing& standing = session.standing;
    if (answer.failure.code) return;
    session.trust();
    standing.stage = ClientSession::Standing::Stage::open;
    const auto others = registry_.of_user(standing.caller.user);
    for (ClientSession* other : others) {
        const Caller& caller = other->standing.caller;
        if (caller.device == standing.caller.device) {
            end(*other, nullptr);
        } else if (caller.platform == standing.caller.platform) {
            wire::Kicked kicked;
            kicked.platform = standing.caller.platform;
            end(*other, wire::push_frame("kicked", codec::to_json(kicked)));
        }
    }
    registry_.add(session);
    note(LogLevel::info, standing.caller.user + " is online");
}

TIM_DECL void Core::apply(const Event& event) {
    if (event.kind == Event::Kind::unfinished) return go_on_dismissing();
    if (event.kind == Event::Kind::append || event.kind == Event::Kind::live) return tell(event);
    const auto sessions = registry_.of_user(event.user);
    for (ClientSession* session : sessions) {
        if (event.session != 0 && event.session != session->standing.caller.session) continue;
        if (event.kind == Event::Kind::subscribe)
            registry_.subscribe(*session, event.log);
        else
            registry_.unsubscribe(*session, event.log);
    }
}

TIM_DECL void Core::tell(const Event& event) {
    for (ClientSession* session : registry_.of_log(event.log)) {
        const Caller& caller = session->standing.caller;
        if (event.except != 0 && event.except == caller.session) continue;
        const bool meant = !event.audience || detail::is_in(*event.audience, caller.user);
        if (!meant && event.kind != Event::Kind::append) continue;
        touch(*session);
        if (event.kind == Event::Kind::append)
            session->queue.add_push(meant ? event.frame : event.void_frame);
        else
            session->queue.add_live(event.frame);
    }
}

TIM_DECL void Core::answer(ClientSession& session, std::uint64_t request, const Answer& answer) {
    using Stage = ClientSession::Standing::Stage;
    if (session.standing.stage == Stage::ended) return;
    touch(session);
    if (!answer.failure.code) {
        session.queue.add_reply(wire::reply_frame(request, answer.body));
    } else {
        session.queue.add_reply(wire::refusal_frame(request, answer.failure, answer.retry, answer.body));
        if (session.standing.stage == Stage::verifying) end(session, nullptr);
    }
}

// Refusals cost nothing to cause, so somebody who does not read them is not told for ever.
TIM_DECL void Core::refuse(ClientSession& session, std::uint64_t request, const Failure& why, bool retry) {
    const bool known = session.standing.stage == ClientSession::Standing::Stage::open;
    const std::size_t most = known ? 2 * options_.limits().requests_in_flight : detail::most_refusals_before_hello;
    if (session.queue.waiting().replies >= most) return end(session, nullptr);
    touch(session);
    session.queue.add_reply(wire::refusal_frame(request, why, retry, {}));
}

TIM_DECL void Core::end(ClientSession& session, wire::FrameText farewell) {
    session.standing.stage = ClientSession::Standing::Stage::ended;
    registry_.remove(session);
    if (farewell) session.queue.add_farewell(std::move(farewell));
    session.close();
}

// Before anything is added.
TIM_DECL void Core::touch(ClientSession& session) {
    if (std::exchange(session.standing.dirty, true)) return;
    session.queue.begin_round();
    dirty_.push_back(session.shared_from_this());
}

// Once a round, so that all frames which a session got in it leave in one write.
TIM_DECL void Core::flush() {
    for (const Session& session : dirty_) {
        session->standing.dirty = false;
        session->wake();
    }
    dirty_.clear();
}

// Connections that never say hello, fell silent, or outlived their UserSig take up room and count as online.
TIM_DECL void Core::sweep() {
    using Stage = ClientSession::Standing::Stage;
    const SteadyMillis now = options_.clock().steady_now();
    const UnixMillis today = options_.clock().unix_now();
    for (const auto& [number, session] : sessions_) {
        const ClientSession::Standing& standing = session->standing;
        const SteadyMillis silence = now - session->last_heard();
        if (standing.stage == Stage::greeting && now - standing.made >= detail::hello_ms) end(*session, nullptr);
        if (standing.stage != Stage::open) continue;
        if (today >= standing.expires)
            end(*session, wire::push_frame("expired", {}));
        else if (silence > 2 * heartbeat_ms)
            end(*session, nullptr);
    }
    if (now >= tidy_at_) tidy();
}

// At the opening, and as long as anybody is connected: a hub that nobody uses has no timer.
TIM_DECL void Core::tidy() {
    tidy_at_ = options_.clock().steady_now() + detail::tidy_ms;
    go_on_dismissing();
    if (options_.retention().count() > 0 && !std::exchange(expiring_, true))
        storage_.submit(expire_row, Caller(), {}, detail::expire_request);
}

TIM_DECL void Core::go_on_dismissing() {
    if (stopped_ || std::exchange(dismissing_, true)) return;
    storage_.submit(dismissal_row, Caller(), {}, detail::dismissal_request);
}

// The reply to a step is the body of the next. One that failed is tried again, from the beginning.
TIM_DECL void Core::go_on(std::uint64_t request, const Answer& step) {
    const bool expires = request == detail::expire_request;
    bool& goes_on = expires ? expiring_ : dismissing_;
    goes_on = !stopped_ && !step.body.empty();
    if (goes_on) storage_.submit(expires ? expire_row : dismissal_row, Caller(), step.body, request);
    if (step.failure.code) tidy_at_ = std::min(tidy_at_, options_.clock().steady_now() + detail::tidy_again_ms);
}

TIM_DECL void Core::sweep_later() {
    const SteadyMillis next = options_.clock().steady_now() + options_.sweep_interval().count();
    sweep_timer_->set(next, [weak = weak_from_this()] {
        const auto self = weak.lock();
        if (!self || !self->sweeping_) return;
        self->sweep();
        self->sweep_later();
    });
}

TIM_DECL void Core::note(LogLevel level, std::string_view text) {
    if (options_.log()) options_.log()(level, text);
}

}  // namespace tim::hub
