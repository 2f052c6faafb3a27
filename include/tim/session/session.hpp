#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/limits.hpp"
#include "tim/core/log.hpp"
#include "tim/core/random.hpp"
#include "tim/core/secret.hpp"
#include "tim/core/time.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/user_enums.hpp"
#include "tim/session/call.hpp"
#include "tim/session/event.hpp"
#include "tim/store/options.hpp"
#include "tim/store/store.hpp"
#include "tim/transport/timer.hpp"
#include "tim/transport/transport.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tim::session {

/// Everything a session is set up with; filled by the client's options.
struct SessionOptions {
    SessionOptions() = default;
    std::vector<Transport> endpoints;  ///< tried in turn
    store::StoreOptions store;
    std::uint64_t app_id = default_app_id;
    Platform platform = Platform::other;
    Limits limits;
    LogSink log;
    std::chrono::milliseconds deadline{30'000};  ///< of every operation that names none
    Clock* clock = &SystemClock::instance();
    /// Null: the system's. Used on the strand and, while a store is made, on the database thread, never at once.
    Random* random = nullptr;
    transport::TimerFactory make_timer = transport::make_steady_timer;
    boost::asio::any_io_executor database_executor;  ///< empty: the shared database thread of the execution context
};

/// What is to be done with the local store, on its thread. It may be done a second time, when the first was taken back
/// with others of its transaction, so it changes nothing but the store and what only its completion reads. It may
/// refuse by throwing `tim::Error`.
using StoreWork = UniqueFunction<store::Applied(store::Store&)>;

/// What was found of a page of history.
struct Page {
    Page() = default;
    std::vector<MessageData> messages;
    bool whole = true;  ///< false: the hub may have more of it, but could not be asked
};

/// One user's connection to a hub and the local store behind it: thin driver around the state machines of this room
/// (`Connection`, `Requests`, `Outbox`, `Sync`). All calls but `state` are made on `strand()`; completions come there,
/// never from inside a call. Every operation ends: by the hub's answer, its deadline (6012, or 9523 without a
/// connection), `cancel` (`operation_aborted`), or the end of the session (6014 after logout, 6208 kicked, 6206
/// expired, the hub's number when it refuses a reconnect, `operation_aborted` after `close` and `stop`).
class Session : public std::enable_shared_from_this<Session> {
public:
    TIM_DECL static std::shared_ptr<Session> make(boost::asio::any_io_executor executor, SessionOptions options);
    virtual ~Session() = default;

    virtual boost::asio::any_io_executor strand() const = 0;

    /// Opens the store, connects, says hello, syncs the user's log and learns the heads; done then, in state *syncing*.
    /// The conversations are caught up afterwards, and then the state is *online*. 7501 while a login runs, 7502 while
    /// a logout does, 7014 when logged in already, 7003 when the user id is none, 6017 without an endpoint; 7010 or
    /// 6022 when the store refuses or fails, else the hub's refusal. A login that fails leaves the state *offline*;
    /// what is held locally can be read until a logout. A store that turns out to be damaged while the hub's messages
    /// are put into it ends the session likewise, with 7010. After *kicked* and *expired* a new login goes on with what
    /// was unsettled.
    virtual void login(Call call, std::string user, Secret sig, Completion<void> done) = 0;

    /// Says bye, closes the link and the store. 6014 when there is nothing to close, 7502 while a logout runs. A
    /// deadline or cancel ends the call and gives the link no more time; the logout goes on.
    virtual void logout(Call call, Completion<void> done) = 0;

    /// As `logout`, but never an error; done after the last local commit. Later operations end with
    /// `operation_aborted`.
    virtual void close(Completion<void> done) = 0;

    /// Ends everything at once and for ever: pending completions get `operation_aborted`. Legal at any time.
    virtual void stop() = 0;

    /// Any request of the protocol that may be given up when the link is lost (groups): op name and body JSON in, reply
    /// body out. Lost link before the answer: 9508 when it was already written, else it waits for the next connection
    /// until its deadline. 9522 when it does not fit into a packet. 9506 and 9507 are passed on as any refusal. One
    /// that names positions (`Call::hub_history`) ends with 6015 when the hub turns out to have another history.
    virtual void request(Call call, std::string op, std::string body, Completion<std::string> done) = 0;

    /// Sends a message: it is in the local outbox before it is written. Ids and times are filled in here when they are
    /// empty; paths of local files stay here. Sends to one conversation enter its log in the order of these calls.
    /// Completes, after the local commit, with the message as the hub acknowledged it. A refusal, and a deadline or
    /// cancel before the first write, leave it as *send failed*; after the first write they end the call only, the
    /// message stays *sending* under its number, and `SendSettled` tells its end. Neither a deadline nor the end of the
    /// session fails a *durable* one: it waits for the next login. When a call names a message that is *sending*
    /// without one, it waits for that message's end. Refused at once and not stored: 6004, 7003 or 8501 for the
    /// conversation, 6016, 8005 and 8001 for the content, 7014 for a file that would have to be uploaded, 6017 when it
    /// says that it was delivered already, 6015 while it is on its way; 6022, 6028 or 6019 when it cannot be stored. A
    /// stale copy of a delivered message completes with the delivered one. Ephemeral messages (online-only, or to a
    /// conversation that keeps no log) are stored nowhere and tried once: 9508 when the link is lost before the answer.
    virtual void send(Call call, MessageData message, Completion<MessageData> done) = 0;

    /// Replaces the content of a message that is on its way and was not written yet; its place in the queue and its
    /// call stay. Brings the message as it is stored now. 8020 when it is not on its way, 6015 when it was written
    /// already; refusals of content and of the local store as for `send`, after which the message is as it was. Needs
    /// no connection.
    virtual void edit(Call call, MessageData message, Completion<MessageData> done) = 0;

    /// Takes back a message that is on its way. It ends as *cancelled*: at once when it was not written yet, else when
    /// the hub promised not to take it any more, which it is asked as soon as the message would be written again. The
    /// message's own call ends with 8021. 8020 when the message is not on its way, or the hub has it: it is delivered
    /// then; 6015 while another call cancels it. A deadline or cancel ends the call, the message's end is told by its
    /// own call or `SendSettled`.
    virtual void cancel_send(Call call, ConvKey conv, std::string msg_id, Completion<void> done) = 0;

    /// Ends that operation with `operation_aborted`; harms nothing else. Unknown or finished ids are ignored.
    virtual void cancel(OperationId id) = 0;

    /// The next event: messages in the order of arrival, read from the store; state changes as they come, coalesced. A
    /// message counts as shown when the next `receive` is called: a crash repeats it rather than losing it. One receive
    /// at a time, a second one ends with 6015. Waits also while nobody is logged in, for ever unless the call names a
    /// deadline; ends with `operation_aborted` after `close`.
    virtual void receive(Call call, Completion<Event> done) = 0;

    /// Does something with the local store, behind all that was asked of it before; done after the commit. Needs no
    /// connection. 6014 when no store is open, 6022, 6028 or 6019 when it fails; a deadline or cancel ends the call
    /// only.
    virtual void use_store(Call call, StoreWork work, Completion<void> done) = 0;

    /// Reads a page of a conversation's history from the local store. With `complete` set, what is missing there is
    /// asked of the hub first; without a connection, when the hub refuses, and when the link is lost meanwhile, the
    /// page is read as if it were not set, and is not whole. 6014 when no store is open, 6022, 6028 or 6019 when it
    /// fails.
    virtual void history(Call call, store::HistoryRead wanted, Completion<Page> done) = 0;

    /// Marks of what was read were moved in the store: the hub is told of them as soon as there is a connection, also
    /// after a restart.
    virtual void marks_moved() = 0;

    /// Counts the histories of the hub that this session met: positions are of one of them.
    virtual std::uint64_t hub_history() const = 0;

    /// When an operation that begins now has to end, for `Call::until`.
    virtual SteadyMillis deadline_of(const Call& call) const = 0;

    virtual Clock& clock() const noexcept = 0;
    virtual const Limits& limits() const noexcept = 0;

    /// Any thread.
    virtual ConnectionState state() const = 0;
    /// The hub's clock, carried on from what it said at the last welcome; this device's own before the first. Any
    /// thread.
    virtual UnixMillis server_time() const = 0;
    /// Empty when nobody is logged in, or logging in. Any thread.
    virtual std::string user() const = 0;
    /// Gives a message sender, id and time, so that it can be spoken of before it is sent. 6014 when nobody is logged
    /// in. Any thread.
    virtual Result<void> prepare(MessageData& message) = 0;
};

/// The same for work that only reads and brings a `T`.
template <class T, class Work>
void read_store(Session& session, const Call& call, Work work, Completion<T> done) {
    auto found = std::make_shared<T>();
    session.use_store(
        call,
        [found, work = std::move(work)](store::Store& store) mutable {
            *found = work(store);
            return store::Applied();
        },
        [found, done = std::move(done)](Result<void> read) mutable {
            if (read.has_error())
                done(read.error());
            else
                done(std::move(*found));
        });
}

}  // namespace tim::session

#ifdef TIM_HEADER_ONLY
#include "tim/session/impl/session.ipp"
#endif
