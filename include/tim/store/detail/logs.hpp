#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/batch.hpp"
#include "tim/store/detail/conversations.hpp"
#include "tim/store/state.hpp"
#include "tim/wire/messages.hpp"

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace tim::store::detail {

/// A log and its conversation within one transaction. Whoever changes `state` or `told` sets `changed`.
struct Log {
    Log() = default;
    Conversation conversation;
    LogState state;
    Position told = 0;  ///< position of the user's log that last told of the membership, 0: none did
    bool changed = false;
    std::vector<Range> saved;  ///< the ranges as they stand in the database

    bool is_users() const noexcept { return conversation.name.type == ConvType::system; }
};

/// The logs that one transaction works on: read when they are first asked for, written by `save`. Lives as long as the
/// transaction; references stay good.
class Logs {
public:
    explicit Logs(db::Connection& db) noexcept : db_(db) {}

    /// A log that is known now, else null.
    TIM_DECL Log* find(std::string_view log);
    TIM_DECL Log* find(const ConvKey& conversation);

    /// What the user's log says at position `at`; nothing when a later one told of the conversation already. False when
    /// it makes no sense.
    TIM_DECL bool tell(const wire::ConvChange& change, Position at);
    /// What the hub says of heads; see `Store::learn`.
    TIM_DECL void learn(const wire::Head& head, Position as_of);
    /// Makes it the log of its conversation, instead of the one that it had.
    TIM_DECL Log& attach(const ConvKey& conversation, std::string_view log, Position start);
    /// Forgets all logs; their messages stay.
    TIM_DECL void forget_all();

    /// Writes what changed; fills in `logs`, `conversations` and `reset`.
    TIM_DECL void save(Applied& applied);

private:
    TIM_DECL bool may_belong(std::string_view log, const ConvKey& conversation);
    TIM_DECL Log* load(std::int64_t conv);
    TIM_DECL void forget(Log& log);
    TIM_DECL void save(Log& log);
    TIM_DECL void save_ranges(Log& log);

    db::Connection& db_;
    std::map<std::int64_t, Log> loaded_;  // by the conversation's key
    Log* last_found_ = nullptr;           // most often it is asked for again
    std::vector<ConvKey> reset_;
};

/// All logs, as the session starts from them.
TIM_DECL std::vector<LogState> read_logs(db::Connection& db);

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/logs.ipp"
#endif
