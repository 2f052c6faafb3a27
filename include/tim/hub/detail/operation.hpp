#pragma once

#include "tim/core/error.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/time.hpp"
#include "tim/hub/options.hpp"
#include "tim/wire/link.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tim::db {
class Connection;
}

namespace tim::hub {

/// Who asks: an authenticated session.
struct Caller {
    std::string user;
    std::string device;
    std::uint32_t platform = 0;
    std::uint64_t session = 0;  ///< number of the hub session, so that it gets no push of what it wrote itself
};

/// What a committed operation means for the sessions that are online. Plain data, applied in commit order on the hub's
/// strand; nothing of it happens when the commit fails.
struct Event {
    enum class Kind {
        append,  ///< `frame` for `audience` (empty: every subscriber of `log`), `void_frame` for its other subscribers
        subscribe,    ///< sessions of `user` get pushes of `log` from now on
        unsubscribe,  ///< and no longer
        live,  ///< ephemeral `frame` for `audience` (empty: every subscriber of `log`), dropped first when a queue is
               ///< full
    };

    Kind kind = Kind::append;
    std::string log;                    ///< log id
    std::string user;                   ///< for subscribe, unsubscribe
    std::vector<std::string> audience;  ///< user ids; empty: all subscribers
    wire::FrameText frame;
    wire::FrameText void_frame;  ///< the same range without the entry
    std::uint64_t except = 0;    ///< number of the session that gets nothing: it has the reply
    Position position = 0;       ///< for append
};

/// What operations work with: one savepoint of the running transaction, on the storage thread.
struct Tx {
    db::Connection& db;
    const HubOptions& options;
    Random& random;
    UnixMillis now;              ///< read once per transaction
    std::vector<Event>& events;  ///< in commit order

    void tell(Event event) { events.push_back(std::move(event)); }
};

/// JSON of a reply's body, empty for none.
using ReplyBody = std::string;

/// What an operation comes to. A refusal rolls the operation's savepoint back, unless it is to be kept: a final refusal
/// of a send has used its `n` up.
struct Answer {
    Failure failure;  ///< no code: done
    ReplyBody body;
    bool retry = false;  ///< refused in passing: the very same request may succeed later
    bool keep = false;   ///< refused, but what was written stays

    Answer() = default;
    Answer(ReplyBody reply) : body(std::move(reply)) {}
    Answer(Failure refusal) : failure(std::move(refusal)) {}
};

/// One request kind of `docs/protocol.md`: reads `body`, works in `tx`, answers. Throws nothing but `db::DbError`.
using OperationBody = Answer (*)(Tx& tx, const Caller& caller, std::string_view body);

/// A row of the operation table.
struct Operation {
    std::string_view name;
    OperationBody run;
    bool counts_against_rate;  ///< false for sends, heartbeats and sync
};

}  // namespace tim::hub
