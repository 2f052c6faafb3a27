#pragma once

#include "tim/core/error.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/time.hpp"
#include "tim/hub/options.hpp"
#include "tim/wire/link.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tim::db {
class Connection;
}

namespace tim::hub {

class LogRates;
class SendPlaces;

/// Who asks: an authenticated session.
struct Caller {
    std::string user;
    std::string device;
    std::uint32_t platform = 0;
    std::uint64_t session = 0;  ///< number of the hub session, so that it gets no push of what it wrote itself
};

/// What a committed operation means for the sessions that are online. Plain data: an operation's events, then its
/// answer, are applied together on the hub's strand, in commit order; nothing of it happens when the commit fails.
struct Event {
    enum class Kind {
        append,     ///< `frame` for `audience`; `void_frame` for the log's other subscribers, so that they have no hole
        subscribe,  ///< sessions of `user` (or just `session`) get pushes of `log` from now on
        unsubscribe,  ///< and no longer
        unfinished,   ///< the hub has to go on with what was begun, see `dismissal_operation`
        live,         ///< ephemeral `frame` for `audience`; dropped first when a queue is full
    };

    Kind kind = Kind::append;
    std::string log;                                   ///< log id
    std::string user;                                  ///< for subscribe, unsubscribe
    std::optional<std::vector<std::string>> audience;  ///< user ids; none: all subscribers; empty: nobody
    wire::FrameText frame;
    wire::FrameText void_frame;  ///< never null for an append with an audience
    std::uint64_t session = 0;   ///< for subscribe: this session only; 0: all of the user's
    std::uint64_t except = 0;    ///< session that gets nothing, because it gets the reply: `send` only
};

/// What operations work with: one savepoint of the running transaction, on the storage thread.
struct Tx {
    db::Connection& db;
    const HubOptions& options;
    Random& random;
    UnixMillis now;               ///< read once per transaction
    std::vector<Event>& events;   ///< in commit order
    LogRates* rates = nullptr;    ///< none: nothing counts against a rate
    SendPlaces* sends = nullptr;  ///< of the sends right before this one; none: it stands alone

    void tell(Event event) { events.push_back(std::move(event)); }
};

/// JSON of a reply's body, empty for none.
using ReplyBody = std::string;

/// What an operation comes to. Made by the named functions, because the difference matters: a refused operation is
/// rolled back, but a final refusal of a `send` must keep the row that says that its `n` is used up.
struct Answer {
    Failure failure;  ///< no code: done
    ReplyBody body;
    bool retry = false;  ///< passing: the very same request may succeed later
    bool keep = false;   ///< refused, but the savepoint is released

    static Answer done(ReplyBody reply = {}) { return {{}, std::move(reply), false, false}; }
    /// Refused and undone.
    static Answer refused(Failure why) { return {std::move(why), {}, false, false}; }
    /// Refused and undone for now.
    static Answer passing(Failure why, ReplyBody reply = {}) { return {std::move(why), std::move(reply), true, false}; }
    /// Refused for ever, and what was written stays.
    static Answer settled(Failure why, ReplyBody reply = {}) { return {std::move(why), std::move(reply), false, true}; }
};

/// One request kind of `docs/protocol.md`: reads `body`, works in `tx`, answers. Throws nothing but `db::DbError`.
using OperationBody = Answer (*)(Tx& tx, const Caller& caller, std::string_view body);

/// A row of the operation table.
struct Operation {
    std::string_view name;
    OperationBody run;
    bool counts_against_rate;  ///< false for hello, heads, open, sync, send, cancel, read, ping, bye
    /// Whatever may refuse it comes before its first write, so that only a failing statement makes it be undone.
    bool checks_first = false;
    /// Counts besides the request's own size against what a session may have under way in bytes: room for a large
    /// reply, or what stands for much work.
    std::size_t charge = 0;
};

}  // namespace tim::hub
