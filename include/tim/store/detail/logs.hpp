#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/batch.hpp"
#include "tim/store/detail/conversations.hpp"
#include "tim/store/state.hpp"
#include "tim/wire/messages.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace tim::store::detail {

/// Positions up to which something holds of a log. They never go back as long as the log is what it was.
struct Marks {
    Position read = 0;       ///< this user has read
    Position told = 0;       ///< the hub knows that
    Position peer_read = 0;  ///< the other user of a pair has read
    Position cleared = 0;    ///< gone for this user

    friend bool operator==(const Marks&, const Marks&) = default;
};

/// A log and its conversation within one transaction. Whoever changes `state` or `told` sets `changed`.
struct Log {
    Log() = default;
    Conversation conversation;
    LogState state;
    Position told = 0;  ///< position of the user's log that last told of the membership, 0: none did
    Marks marks;
    bool hidden = false;  ///< the conversation is not listed until something new comes
    bool changed = false;
    bool attached = false;  ///< it is known since this transaction
    // As they stand in the database.
    std::vector<Range> saved;
    Marks saved_marks;
    bool saved_hidden = false;

    bool is_users() const noexcept { return conversation.name.type == ConvType::system; }

    /// This user has read up to here, as the hub says.
    void told_read(Position to) {
        marks.told = std::max(marks.told, to);
        read(to);
    }
    void read(Position to) {
        if (to <= marks.read) return;
        marks.read = to;
        conversation.changed = true;
    }
    void read_by_peer(Position to) {
        if (to <= marks.peer_read) return;
        marks.peer_read = to;
        conversation.changed = true;
    }
    /// An entry that is more than a mark stands here.
    void has_entry(Position at) {
        if (!hidden || at <= marks.cleared) return;
        hidden = false;
        conversation.changed = true;
    }
};

/// The logs that one transaction works on: read when they are first asked for, written by `save`. Lives as long as the
/// transaction; references stay good.
class Logs {
public:
    explicit Logs(db::Connection& db) noexcept : db_(db) {}

    /// A log that is known now, else null.
    TIM_DECL Log* find(std::string_view log);
    TIM_DECL Log* find(const ConvKey& conversation);
    TIM_DECL Log* find_by_key(std::int64_t conversation) { return load(conversation); }

    /// What the user's log says at position `at`; nothing when a later one told of the conversation already. False when
    /// it makes no sense.
    TIM_DECL bool tell(const wire::ConvChange& change, Position at);
    /// What the hub says of heads; see `Store::learn`.
    TIM_DECL void learn(const wire::Head& head, Position as_of);
    /// Makes it the log of its conversation, instead of the one that it had.
    TIM_DECL Log& attach(const ConvKey& conversation, std::string_view log, Position start);
    /// Forgets all logs; their messages stay.
    TIM_DECL void forget_all();

    /// Something else about a conversation changed, which need not have a log.
    TIM_DECL void note(const ConvKey& conversation);

    /// Writes what changed; fills in `logs`, `conversations`, `reset` and `read_by_peer`.
    TIM_DECL void save(Applied& applied);

private:
    TIM_DECL bool may_belong(std::string_view log, const ConvKey& conversation);
    TIM_DECL Log* load(std::int64_t conv);
    TIM_DECL void forget(Log& log);
    TIM_DECL void save(Log& log);
    TIM_DECL void save_ranges(Log& log);
    TIM_DECL void save_marks(Log& log, Applied& applied);

    db::Connection& db_;
    std::map<std::int64_t, Log> loaded_;  // by the conversation's key
    Log* last_found_ = nullptr;           // most often it is asked for again
    std::vector<ConvKey> reset_;
    std::vector<ConvKey> noted_;
};

/// All logs, as the session starts from them.
TIM_DECL std::vector<LogState> read_logs(db::Connection& db);

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/logs.ipp"
#endif
