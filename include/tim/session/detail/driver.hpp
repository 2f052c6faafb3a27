#pragma once

#include "tim/session/detail/backoff.hpp"
#include "tim/session/detail/connection.hpp"
#include "tim/session/detail/event_queue.hpp"
#include "tim/session/detail/link_end.hpp"
#include "tim/session/detail/living_sessions.hpp"
#include "tim/session/detail/message_ids.hpp"
#include "tim/session/detail/operations.hpp"
#include "tim/session/detail/outbox.hpp"
#include "tim/session/detail/requests.hpp"
#include "tim/session/detail/store_pipe.hpp"
#include "tim/session/detail/sync.hpp"
#include "tim/session/session.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace tim::session {

/// A logout under way.
struct Leaving {
    std::uint64_t key = 0;
    std::vector<Completion<void>> done;
    bool link_ended = false;
    bool store_closed = false;
};

/// A call that waits for something in here.
template <class T>
struct Waiting {
    std::uint64_t key = 0;
    Completion<T> done;
};

/// The thin driver: carries what happens (calls, packets, commits, alarms) to the state machines, and what they decide
/// to the link, the store and the completions. Everything runs on the strand. Each entry from outside ends with `pump`,
/// which asks the machines what is due; nothing else acts on their behalf.
class Driver final : public Session, public LinkUser {
public:
    TIM_DECL Driver(const boost::asio::any_io_executor& executor, SessionOptions options);
    TIM_DECL ~Driver() override;
    /// Once, when the shared owner exists.
    TIM_DECL void own();

    boost::asio::any_io_executor strand() const override { return strand_; }
    TIM_DECL void login(Call call, std::string user, Secret sig, Completion<void> done) override;
    TIM_DECL void logout(Call call, Completion<void> done) override;
    TIM_DECL void close(Completion<void> done) override;
    TIM_DECL void stop() override;
    TIM_DECL void request(Call call, std::string op, std::string body, Completion<std::string> done) override;
    TIM_DECL void send(Call call, MessageData message, Completion<MessageData> done) override;
    TIM_DECL void edit(Call call, MessageData message, Completion<MessageData> done) override;
    TIM_DECL void cancel_send(Call call, ConvKey conv, std::string msg_id, Completion<void> done) override;
    TIM_DECL void cancel(OperationId id) override;
    TIM_DECL void receive(Call call, Completion<Event> done) override;
    TIM_DECL void use_store(Call call, StoreWork work, Completion<void> done) override;
    TIM_DECL void history(Call call, store::HistoryRead wanted, Completion<Page> done) override;
    TIM_DECL void marks_moved() override;
    std::uint64_t hub_history() const override { return hub_history_; }
    TIM_DECL SteadyMillis deadline_of(const Call& call) const override;
    Clock& clock() const noexcept override { return *options_.clock; }
    const Limits& limits() const noexcept override { return options_.limits; }
    ConnectionState state() const override { return state_; }
    TIM_DECL UnixMillis server_time() const override;
    TIM_DECL std::string user() const override;
    TIM_DECL Result<void> prepare(MessageData& message) override;

    TIM_DECL void link_opened() override;
    TIM_DECL void link_received(const std::string& packet) override;
    TIM_DECL void link_takes(std::vector<wire::FrameText>& frames, std::size_t bytes) override;
    TIM_DECL void link_lost(error_code reason) override;

private:
    /// A message from its call to its end, which may come after the call's.
    struct Sending {
        MessageData message;
        Completion<MessageData> done;  ///< empty: the call has ended
        Failure unwanted;              ///< why it is to be taken back, no code when it is to be sent
    };

    /// A page of history that is being put together.
    struct Paging {
        store::HistoryRead wanted;
        Completion<Page> done;
        bool whole = true;
        bool asks = false;  ///< the hub, for what is missing
    };

    /// A failure that the store could not note.
    struct UnsavedFailure {
        ConvKey conv;
        std::string msg_id;
        std::int32_t why = 0;
    };

    /// A call that waits for the store to be opened. It is begun without a code, and ended with one.
    struct Early {
        std::uint64_t key = 0;
        Call call;
        UniqueFunction<void(const Early&, const Failure&)> go;
    };

    using SendKey = std::pair<ConvKey, std::string>;  ///< conversation and message id

    // impl/driver.ipp: calls and their ends
    template <class T>
    void complete(Completion<T> done, std::type_identity_t<Result<T>> outcome) {
        // A post moves its function often, and a message has many members.
        auto kept = std::make_unique<Result<T>>(std::move(outcome));
        boost::asio::post(strand_,
                          [done = std::move(done), kept = std::move(kept)]() mutable { done(std::move(*kept)); });
    }
    /// Completes a call that the session was to keep.
    template <class T>
    void complete(Waiting<T> waiting, std::type_identity_t<Result<T>> outcome) {
        operations_.remove(waiting.key);
        complete<T>(std::move(waiting.done), std::move(outcome));
    }
    /// Calls `again(call, done)` when the store is open, which may hold what the call is about.
    template <class T, class Again>
    void when_open(const Call& call, Completion<T> done, Again again) {
        wait_for_store(call, [done = std::move(done), again = std::move(again), this](const Early& early,
                                                                                      const Failure& why) mutable {
            if (why.code) return complete(std::move(done), why);
            again(early.call, std::move(done));
        });
    }
    TIM_DECL void wait_for_store(Call call, UniqueFunction<void(const Early&, const Failure&)> go);
    TIM_DECL void go_on_early(const Failure& why);
    TIM_DECL std::uint64_t begin(const Call& call, OperationKind kind, bool forever = false);
    TIM_DECL void end_operation(const Operations::Operation& operation, const Failure& why);
    TIM_DECL Failure unwelcome() const;
    TIM_DECL void open_store(const std::string& user);
    TIM_DECL void forget_user();
    TIM_DECL void end_session(ConnectionState state, const Failure& why);
    TIM_DECL void leave();
    TIM_DECL void left();
    TIM_DECL void abort_all();

    // impl/driver_pump.ipp: what is due
    TIM_DECL void pump();
    TIM_DECL void act_on_link();
    TIM_DECL void ask();
    TIM_DECL void note_progress();
    TIM_DECL void publish();
    TIM_DECL void publish_user();
    TIM_DECL void wake_link();
    TIM_DECL void set_timer();
    TIM_DECL void ring();

    // impl/driver_link.ipp: the link and what comes over it
    TIM_DECL void dial();
    TIM_DECL void greet();
    TIM_DECL void ping();
    TIM_DECL void drop_link();
    TIM_DECL void break_link(Failure why);
    TIM_DECL void lost(Failure why);
    TIM_DECL void on_hello(const wire::Incoming& reply);
    TIM_DECL void on_refused_hello(const wire::Incoming& reply);
    TIM_DECL void on_frame(std::string_view text);
    TIM_DECL void on_push(wire::Incoming push);
    TIM_DECL void on_entries(const wire::Incoming& push);
    TIM_DECL void on_live(const wire::Incoming& push);
    TIM_DECL void on_sync(std::uint64_t number, const wire::Incoming& reply);
    TIM_DECL void on_open(const ConvKey& conv, const wire::Incoming& reply);
    static TIM_DECL void call(Requests::Done done) { done.handler(std::move(done.outcome)); }

    // impl/driver_store.ipp: what the store did
    TIM_DECL void greet_store(const wire::Welcome& welcome);
    TIM_DECL void on_applied(Result<store::Applied> changes, const std::vector<std::uint64_t>& numbers);
    TIM_DECL void take_changes(store::Applied changes);
    TIM_DECL void learn(std::vector<wire::Head> heads, Position as_of, std::uint64_t number);
    TIM_DECL void store_failed(const Failure& why);
    TIM_DECL void store_shown();
    TIM_DECL void deliver_event();

    // impl/driver_history.ipp: what is done with the history
    TIM_DECL static void read_over(Paging& paging);
    TIM_DECL void read_page(std::uint64_t key);
    TIM_DECL void on_page(std::uint64_t key, Result<store::HistoryPage> page);
    TIM_DECL void ask_for_page(std::uint64_t key, wire::SyncQuery query);
    TIM_DECL void on_page_answer(std::uint64_t key, const wire::SyncQuery& query, const wire::Incoming& reply);
    TIM_DECL void link_left_pages();
    TIM_DECL void tell_marks();
    TIM_DECL void tell_mark(wire::ReadMark mark);
    TIM_DECL void on_mark_told(const wire::ReadMark& mark, const wire::Incoming& reply);
    TIM_DECL void index_when_calm();
    TIM_DECL void index_later();

    // impl/driver_send.ipp: messages on their way
    TIM_DECL void take_over(StorePipe::Opened opened);
    TIM_DECL void join_send(const Call& call, std::uint64_t ticket, Completion<MessageData> done);
    TIM_DECL void send_checked(const Call& call, MessageData message, std::string text, Completion<MessageData> done);
    TIM_DECL void queue_send(std::uint64_t ticket, MessageData message, std::string text, bool durable,
                             Completion<MessageData> done);
    TIM_DECL void on_saved(const Outbox::Number& number, Result<store::Saved> saved);
    TIM_DECL void number_sends();
    TIM_DECL void on_edited(const Outbox::Number& number, std::string before, MessageData message,
                            const Result<store::Saved>& saved, bool is_here);
    TIM_DECL void disown(const MessageData& message);
    TIM_DECL void send_ephemeral(std::uint64_t ticket, MessageData message, std::string text,
                                 Completion<MessageData> done);
    TIM_DECL void unwant(std::uint64_t ticket, const Failure& why);
    TIM_DECL void give_up_send(std::uint64_t ticket, const Failure& why);
    TIM_DECL void handle_outcomes();
    TIM_DECL void deliver(std::vector<Outbox::Outcome> outcomes);
    TIM_DECL void on_delivered(std::vector<Outbox::Outcome> outcomes, Result<store::Delivered> delivered,
                               std::uint64_t visit);
    TIM_DECL void on_undelivered(std::vector<Outbox::Outcome> outcomes, const Failure& why, std::uint64_t visit);
    TIM_DECL void fail_send(std::uint64_t ticket, const Failure& reason);
    TIM_DECL void move_to_ephemeral(std::uint64_t ticket);
    TIM_DECL void found_in_log(MessageData message);
    TIM_DECL void end_call(std::uint64_t ticket, const Failure& why);
    TIM_DECL void end_cancel(std::uint64_t ticket, const Failure& why);
    TIM_DECL void finish_send(std::uint64_t ticket, MessageData message, const Failure& why);
    TIM_DECL void finish_unsaved(std::uint64_t ticket, const Failure& why);
    TIM_DECL Sending forget_send(std::uint64_t ticket);
    TIM_DECL void end_sends(const Failure& why);
    TIM_DECL std::optional<wire::FrameText> next_send(std::size_t bytes);

    SteadyMillis now() const { return options_.clock->steady_now(); }
    TIM_DECL void note(LogLevel level, std::string_view text) const;

    SessionOptions options_;
    Random& random_;
    boost::asio::any_io_executor strand_;
    std::shared_ptr<LivingSessions> living_;
    std::unique_ptr<transport::Timer> timer_;
    std::optional<SteadyMillis> alarm_;

    StorePipe pipe_;
    Connection connection_;
    Requests requests_;
    Outbox outbox_;
    Sync sync_;
    Operations operations_;
    EventQueue events_;
    MessageIds ids_;
    std::uint64_t last_number_ = 0;  ///< of operations and of frames alike
    std::uint64_t last_unsent_ = 0;  ///< the same for messages of earlier sessions, which stand before all others

    static constexpr UnixMillis unknown_time = std::numeric_limits<UnixMillis>::min();
    std::atomic<ConnectionState> state_ = ConnectionState::offline;
    std::atomic<UnixMillis> hub_started_ = unknown_time;  ///< the hub's time when the steady clock was 0
    mutable std::mutex user_mutex_;
    std::string user_;         ///< who is logged in, or logging in; under the mutex
    std::string store_user_;   ///< whose store is open or being opened
    std::uint64_t visit_ = 0;  ///< counts openings, so that late news of an earlier store is known as such
    bool store_ready_ = false;
    std::string device_;
    Secret sig_;
    Failure store_failure_;  ///< the last one since the login began, no code when there was none

    std::shared_ptr<wire::Link> link_;
    std::shared_ptr<LinkEnd> end_;
    std::uint64_t connections_ = 0;  ///< counts links
    bool woken_ = false;
    wire::FrameText first_frame_;  ///< `hello` or `bye`, before everything else
    bool hold_sends_ = false;      ///< the hub's history is another one: first see what it has
    std::uint64_t hub_history_ = 0;

    std::optional<Waiting<void>> login_;
    std::optional<Leaving> leaving_;
    std::optional<Waiting<Event>> receive_;
    std::vector<Early> early_;
    std::map<std::uint64_t, Completion<void>> store_calls_;
    std::map<std::uint64_t, Paging> pages_;  ///< by operation
    bool marks_wait_ = false;                ///< the store may have marks that the hub does not know
    std::size_t marks_told_ = 0;             ///< under way
    SteadyMillis marks_at_ = 0;              ///< not before this time
    Backoff marks_backoff_{std::chrono::milliseconds(500), std::chrono::milliseconds(30'000)};
    std::optional<SteadyMillis> index_at_;  ///< the store may have messages whose words are in no index
    bool indexing_ = false;
    std::map<std::uint64_t, Waiting<MessageData>> edits_;  ///< by ticket: content that is being stored
    std::map<std::uint64_t, Sending> sends_;
    std::map<SendKey, std::uint64_t> send_keys_;
    std::map<std::uint64_t, Waiting<void>> cancels_;  ///< by ticket: who waits for a message to be cancelled
    std::vector<UnsavedFailure> unsaved_failures_;
    std::optional<std::uint64_t> shown_;  ///< to be stored
    bool storing_shown_ = false;
    bool shown_waits_ = false;  ///< the store refused it: it is tried again with a newer one, a new link, or at the end
    bool closed_ = false;
    bool stopped_ = false;
};

}  // namespace tim::session

#ifdef TIM_HEADER_ONLY
#include "tim/session/impl/driver.ipp"
#include "tim/session/impl/driver_history.ipp"
#include "tim/session/impl/driver_link.ipp"
#include "tim/session/impl/driver_pump.ipp"
#include "tim/session/impl/driver_send.ipp"
#include "tim/session/impl/driver_settle.ipp"
#include "tim/session/impl/driver_store.ipp"
#endif
