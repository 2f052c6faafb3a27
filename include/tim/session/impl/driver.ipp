#pragma once

#include "tim/crypto/system_random.hpp"
#include "tim/session/detail/driver.hpp"
#include "tim/session/detail/failures.hpp"

#include <boost/asio/execution/context.hpp>
#include <boost/asio/query.hpp>

#include <algorithm>
#include <chrono>

namespace tim::session {
namespace detail {

// Numbers that are kept free for messages of earlier sessions.
inline constexpr std::uint64_t most_unsent = std::uint64_t(1) << 32;

TIM_DECL std::shared_ptr<Session> make_driver(const boost::asio::any_io_executor& executor, SessionOptions options) {
    auto driver = std::make_shared<Driver>(executor, std::move(options));
    driver->own();
    return driver;
}

TIM_DECL db::Worker database_worker(const boost::asio::any_io_executor& executor, const SessionOptions& options) {
    if (options.database_executor) return db::Worker(options.database_executor);
    return db::Worker(boost::asio::query(executor, boost::asio::execution::context));
}

TIM_DECL std::shared_ptr<LivingSessions> living_sessions(const boost::asio::any_io_executor& executor) {
    auto& context = boost::asio::query(executor, boost::asio::execution::context);
    return boost::asio::use_service<SessionService>(context).sessions();
}

inline constexpr Backoff reconnect_backoff{std::chrono::milliseconds(500), std::chrono::milliseconds(30'000)};

}  // namespace detail

TIM_DECL Driver::Driver(const boost::asio::any_io_executor& executor, SessionOptions options)
    : options_(std::move(options)),
      random_(options_.random ? *options_.random : crypto::SystemRandom::instance()),
      strand_(boost::asio::make_strand(executor)),
      living_(detail::living_sessions(executor)),
      timer_(options_.make_timer(strand_, *options_.clock)),
      pipe_(
          detail::database_worker(executor, options_), strand_,
          [this](Result<store::Applied> changes, const std::vector<std::uint64_t>& numbers) {
              on_applied(std::move(changes), numbers);
          },
          [this] {
              if (store_ready_) go_on_early({});
              pump();
          }),
      connection_(options_.endpoints.size(), detail::reconnect_backoff),
      requests_(options_.limits.requests_in_flight),
      ids_(random_) {}

TIM_DECL void Driver::own() {
    pipe_.owned_by(weak_from_this());
    living_->add(shared_from_this());
}

TIM_DECL Driver::~Driver() {
    living_->remove(this);
    if (link_) link_->drop();
}

TIM_DECL UnixMillis Driver::server_time() const {
    const UnixMillis started = hub_started_;
    return started == unknown_time ? options_.clock->unix_now() : started + now();
}

TIM_DECL std::string Driver::user() const {
    const std::lock_guard lock(user_mutex_);
    return user_;
}

// What a hub says must not look like lines of its own.
TIM_DECL void Driver::note(LogLevel level, std::string_view text) const {
    if (!options_.log) return;
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
    options_.log(level, line);
}

TIM_DECL std::uint64_t Driver::begin(const Call& call, OperationKind kind, bool forever) {
    const std::uint64_t key = ++last_number_;
    const bool waits_for_ever = forever && call.deadline.count() <= 0;
    operations_.add({call.id, kind, key}, waits_for_ever ? std::nullopt : std::optional(deadline_of(call)));
    return key;
}

TIM_DECL SteadyMillis Driver::deadline_of(const Call& call) const {
    if (call.until) return *call.until;
    constexpr std::chrono::milliseconds for_ever = std::chrono::hours(24) * 365 * 100;  // no clock overflows then
    return now() + std::min(call.deadline.count() > 0 ? call.deadline : options_.deadline, for_ever).count();
}

// Why an operation that needs a session cannot begin; no code when it can.
TIM_DECL Failure Driver::unwelcome() const {
    if (stopped_ || closed_) return detail::aborted();
    if (!connection_.runs()) return detail::not_logged_in();
    return {};
}

TIM_DECL void Driver::login(Call call, std::string user, Secret sig, Completion<void> done) {
    if (stopped_ || closed_) return complete(std::move(done), detail::aborted());
    if (login_) return complete(std::move(done), Failure(Errc::sdk_account_login_in_process));
    if (leaving_) return complete(std::move(done), Failure(Errc::sdk_account_logout_in_process));
    if (connection_.runs()) return complete(std::move(done), Failure(Errc::sdk_invalid_operation, "already logged in"));
    if (const auto checked = check_user_id(user, options_.limits); checked.has_error())
        return complete(std::move(done), checked.error());
    if (options_.endpoints.empty())
        return complete(std::move(done), Failure(Errc::invalid_parameters, "no hub to connect to"));
    login_ = Waiting<void>{begin(call, OperationKind::login), std::move(done)};
    sig_ = std::move(sig);
    store_failure_ = {};
    if (store_user_ != user) {
        forget_user();
        open_store(user);
    }
    connection_.login();
    pump();
}

TIM_DECL void Driver::open_store(const std::string& user) {
    store_user_ = user;
    last_unsent_ = last_number_;
    last_number_ += detail::most_unsent;
    const std::uint64_t visit = ++visit_;
    pipe_.open(options_.store, user, random_, [this, visit](Result<StorePipe::Opened> opened) {
        if (visit != visit_) return;
        if (opened.has_error()) {
            end_session(ConnectionState::offline, opened.error());
            return forget_user();
        }
        device_ = std::move(opened->state.device);
        events_.attach(opened->shown);
        store_ready_ = true;
        index_later();
        take_over(std::move(*opened));
    });
}

TIM_DECL void Driver::wait_for_store(Call call, UniqueFunction<void(const Early&, const Failure&)> go) {
    call.until = deadline_of(call);
    const std::uint64_t key = begin(call, OperationKind::early);
    early_.push_back({key, std::move(call), std::move(go)});
    pump();
}

TIM_DECL void Driver::go_on_early(const Failure& why) {
    for (Early& early : std::exchange(early_, {})) {
        operations_.remove(early.key);
        early.go(early, why);
    }
}

// Lets go of the store and of all that belongs to its user.
TIM_DECL void Driver::forget_user() {
    storing_shown_ = shown_waits_ = false;
    store_shown();
    ++visit_;
    outbox_.clear();
    std::erase_if(sends_, [](const auto& send) { return !send.second.done; });
    send_keys_.clear();
    unsaved_failures_.clear();
    events_.detach();
    shown_.reset();
    storing_shown_ = false;
    store_ready_ = hold_sends_ = indexing_ = false;
    ++hub_history_;
    index_at_.reset();
    if (!std::exchange(store_user_, {}).empty()) pipe_.close([] {});
}

TIM_DECL void Driver::end_session(ConnectionState state, const Failure& why) {
    drop_link();
    connection_.end(state, why);
    sync_.lost();
    end_sends(why);  // may leave requests
    for (Requests::Done& done : requests_.end(why)) call(std::move(done));
    link_left_pages();
    if (auto login = std::exchange(login_, std::nullopt)) complete(std::move(*login), why);
}

TIM_DECL void Driver::logout(Call call, Completion<void> done) {
    if (stopped_ || closed_) return complete(std::move(done), detail::aborted());
    if (leaving_) return complete(std::move(done), Failure(Errc::sdk_account_logout_in_process));
    if (store_user_.empty()) return complete(std::move(done), detail::not_logged_in());
    leaving_.emplace();
    leaving_->key = begin(call, OperationKind::logout);
    leaving_->done.push_back(std::move(done));
    leave();
    pump();
}

TIM_DECL void Driver::close(Completion<void> done) {
    closed_ = true;
    if (stopped_) return complete<void>(std::move(done), {});
    if (auto receive = std::exchange(receive_, std::nullopt)) complete(std::move(*receive), detail::aborted());
    if (leaving_) {
        leaving_->done.push_back(std::move(done));
        return;
    }
    leaving_.emplace();
    leaving_->done.push_back(std::move(done));
    leave();
    pump();
}

// Says bye when somebody listens, and closes the store behind what is still to be written.
TIM_DECL void Driver::leave() {
    const Failure why = closed_ ? detail::aborted() : detail::not_logged_in();
    const bool up = connection_.up();
    const auto link = up ? std::exchange(link_, nullptr) : nullptr;
    const auto end = up ? std::exchange(end_, nullptr) : nullptr;
    connection_.end(ConnectionState::offline, {});  // wished for, so without a reason
    end_session(ConnectionState::offline, why);
    leaving_->link_ended = !up;
    if (up) {
        link_ = link;
        end_ = end;
        first_frame_ = wire::request_frame("bye", ++last_number_, {});
        link_->wake();
        link_->close();
    }
    forget_user();
    pipe_.close([this] {
        leaving_->store_closed = true;
        left();
    });
}

TIM_DECL void Driver::left() {
    if (!leaving_->link_ended || !leaving_->store_closed) return;
    Leaving leaving = std::move(*std::exchange(leaving_, std::nullopt));
    operations_.remove(leaving.key);
    for (Completion<void>& done : leaving.done)
        if (done) complete<void>(std::move(done), {});
}

TIM_DECL void Driver::stop() {
    if (stopped_) return;
    stopped_ = closed_ = true;
    drop_link();
    pipe_.abandon();
    timer_->clear();
    connection_.end(ConnectionState::offline, detail::aborted());
    state_ = ConnectionState::offline;
    publish_user();
    abort_all();
}

TIM_DECL void Driver::abort_all() {
    const Failure why = detail::aborted();
    for (Requests::Done& done : requests_.end(why)) call(std::move(done));
    go_on_early(why);
    if (login_) complete(std::move(*login_), why);
    if (receive_) complete(std::move(*receive_), why);
    for (auto& [key, done] : store_calls_) complete<void>(std::move(done), why);
    for (auto& [key, paging] : pages_) complete(std::move(paging.done), why);
    for (auto& [ticket, send] : sends_)
        if (send.done) complete(std::move(send.done), why);
    if (leaving_)
        for (Completion<void>& done : leaving_->done)
            if (done) complete<void>(std::move(done), why);
    for (auto& [ticket, cancel] : cancels_) complete(std::move(cancel), why);
    for (auto& [ticket, edit] : edits_)
        if (edit.done) complete(std::move(edit), why);
    login_.reset();
    receive_.reset();
    leaving_.reset();
    store_calls_.clear();
    pages_.clear();
    cancels_.clear();
    edits_.clear();
    sends_.clear();
    send_keys_.clear();
}

TIM_DECL void Driver::request(Call call, std::string op, std::string body, Completion<std::string> done) {
    if (const Failure why = unwelcome(); why.code) return complete(std::move(done), why);
    constexpr std::size_t most_overhead = 200;  // of the frame around the body
    if (op.size() + body.size() + most_overhead > options_.limits.frame_bytes)
        return complete(std::move(done), Failure(Errc::sdk_net_pkg_size_limit, "the request is too large"));
    if (call.hub_history.value_or(hub_history_) != hub_history_)
        return complete(std::move(done), detail::another_history());
    const std::uint64_t key = begin(call, OperationKind::request);
    requests_.add(key, op, body, call.hub_history ? OnLost::wait_in_history : OnLost::wait,
                  [this, key, done = std::move(done)](Result<wire::Incoming> outcome) mutable {
                      operations_.remove(key);
                      if (outcome.has_error()) return complete(std::move(done), outcome.error());
                      if (outcome->code != 0) return complete(std::move(done), detail::failure_of(*outcome));
                      complete(std::move(done), outcome->body.release());
                  });
    pump();
}

TIM_DECL void Driver::use_store(Call call, StoreWork work, Completion<void> done) {
    if (stopped_ || closed_) return complete(std::move(done), detail::aborted());
    if (store_user_.empty()) return complete(std::move(done), detail::not_logged_in());
    if (!early_.empty())
        return when_open(call, std::move(done),
                         [this, work = std::move(work)](const Call& same, Completion<void> end) mutable {
                             use_store(same, std::move(work), std::move(end));
                         });
    const std::uint64_t key = begin(call, OperationKind::store);
    store_calls_.emplace(key, std::move(done));
    pipe_.run(std::move(work), [this, key](Result<store::Applied> changes) {
        const Result<void> outcome = changes.has_error() ? Result<void>(changes.error()) : Result<void>();
        if (changes.has_value()) take_changes(std::move(*changes));
        operations_.remove(key);
        if (auto node = store_calls_.extract(key)) complete<void>(std::move(node.mapped()), outcome);
    });
    pump();
}

TIM_DECL void Driver::receive(Call call, Completion<Event> done) {
    if (stopped_ || closed_) return complete(std::move(done), detail::aborted());
    if (receive_) return complete(std::move(done), Failure(Errc::in_progess, "another receive is waiting"));
    if (const auto shown = events_.take_shown()) {
        shown_ = *shown;
        shown_waits_ = false;
    }
    receive_ = Waiting<Event>{begin(call, OperationKind::receive, true), std::move(done)};
    pump();
}

TIM_DECL void Driver::cancel(OperationId id) {
    if (stopped_) return;
    if (const auto operation = operations_.cancel(id)) end_operation(*operation, detail::aborted());
    pump();
}

TIM_DECL void Driver::end_operation(const Operations::Operation& operation, const Failure& why) {
    switch (operation.kind) {
        case OperationKind::login:
            return end_session(ConnectionState::offline, why);
        case OperationKind::logout:  // it goes on, but the link gets no more time
            complete<void>(std::move(leaving_->done.front()), why);
            if (link_) link_->drop();
            return;
        case OperationKind::receive:
            return complete(std::move(*std::exchange(receive_, std::nullopt)), why);
        case OperationKind::store:
            return complete<void>(std::move(store_calls_.extract(operation.key).mapped()), why);
        case OperationKind::history:
            return complete(std::move(pages_.extract(operation.key).mapped().done), why);
        case OperationKind::request:
            if (auto done = requests_.give_up(operation.key, why)) call(std::move(*done));
            return;
        case OperationKind::send:
            return give_up_send(operation.key, why);
        case OperationKind::edit:
            for (auto& [ticket, waiting] : edits_)
                if (waiting.key == operation.key) return complete(std::exchange(waiting.done, {}), why);
            return;
        case OperationKind::early: {
            const auto is_it = [&](const Early& early) { return early.key == operation.key; };
            const auto found = std::find_if(early_.begin(), early_.end(), is_it);
            Early early = std::move(*found);
            early_.erase(found);
            early.go(early, why);
            if (outbox_.contains(early.key)) give_up_send(early.key, why);
            return;
        }
        case OperationKind::cancel:
            for (auto waiting = cancels_.begin(); waiting != cancels_.end(); ++waiting)
                if (waiting->second.key == operation.key)
                    return complete(std::move(cancels_.extract(waiting).mapped()), why);
            return;
    }
}

}  // namespace tim::session
