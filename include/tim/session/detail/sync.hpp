#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/random.hpp"
#include "tim/core/time.hpp"
#include "tim/session/detail/backoff.hpp"
#include "tim/store/batch.hpp"
#include "tim/store/ranges.hpp"
#include "tim/store/state.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/messages.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tim::session {

/// Decides what is to be fetched so that this device holds what the hub has: the user's log upwards, the heads of all
/// logs, then log by log what became new, and when all that is there, history downwards, one page at a time. It keeps a
/// picture of the logs in which all that is on its way into the store counts as held. It knows no link, store, timer or
/// clock.
class Sync {
public:
    /// Positions asked for at once. A log that misses more gets its newest page first.
    static constexpr std::uint32_t page = 200;
    /// Logs that are caught up at once.
    static constexpr std::size_t most_running = 4;

    /// A request to be written; `number` goes back into `answer` and `stored`.
    struct Query {
        std::uint64_t number = 0;
        std::string_view op;
        std::string body;
    };

    /// What an answer comes to.
    struct Answer {
        bool broken = false;                ///< it makes no sense: the link is to be dropped
        std::optional<store::Batch> batch;  ///< to be stored, then `applied` and `stored`
        std::optional<wire::Heads> heads;   ///< to be learned, then `applied` and `stored`
    };

    /// After `hello`: `state` as the store has it, `user_head` as the hub told it.
    TIM_DECL void start(const store::State& state, Position user_head);
    /// The link is gone: all that was asked for is forgotten.
    TIM_DECL void lost();
    /// The hub left pushes out: all is compared again.
    TIM_DECL void behind();

    /// A push on its way into the store.
    TIM_DECL void pushed(const wire::EntryRange& range);
    /// A push that is not stored: what it brought is fetched later.
    TIM_DECL void dropped(const wire::EntryRange& range);
    /// The hub told of a log's head, by `open`.
    TIM_DECL void told(const wire::Head& head);
    /// A message of one's own on its way into the store.
    TIM_DECL void acknowledged(const std::string& log, Position position);
    /// What a transaction of the store changed.
    TIM_DECL void applied(const store::Applied& changes);

    /// The next request to be written, if any is due.
    TIM_DECL std::optional<Query> next(SteadyMillis now);
    TIM_DECL Answer answer(std::uint64_t number, const wire::Incoming& reply, SteadyMillis now, Random& random);
    /// The transaction with that answer is done.
    TIM_DECL void stored(std::uint64_t number);
    /// The change mark of a ping's answer. Twice another one than expected: all is compared again.
    TIM_DECL void pong(std::uint64_t mark);

    /// The user's log and the heads are known.
    bool listed() const noexcept { return phase_ == Phase::logs; }
    /// Besides, nothing that would be news is missing.
    bool caught_up() const noexcept { return listed() && todo_.empty() && catching_up_ == 0; }
    /// The id of the log that the conversation has, or had last; empty when none is known.
    TIM_DECL std::string log_of(const ConvKey& conv) const;
    /// When something is due though nothing happens.
    std::optional<SteadyMillis> wake_at() const noexcept { return paused_; }

private:
    enum class Phase { idle, user_log, heads, logs };
    enum class Purpose { heads, catch_up, backfill };

    struct Log {
        bool user = false;  ///< the user's own log
        ConvKey conv;
        store::RangeSet seen;  ///< held, or on its way into the store
        Position head = 0;     ///< newest position heard of
        Position start = 1;
        Position end = 0;
        Position floor = 0;  ///< up to here nothing is news any more
        bool gone = false;
        bool head_known = false;  ///< false: the hub is to be asked for the head, too
        bool running = false;
        bool refused = false;  ///< no use asking again on this connection
    };

    struct Unknown {
        store::RangeSet seen;
        Position head = 0;
    };

    struct Running {
        Purpose purpose{};
        std::string log;
        store::Range asked;
        bool skips = false;
    };

    TIM_DECL void compare_again();
    TIM_DECL void merge(const store::LogState& state, bool reset);
    TIM_DECL void saw(const std::string& log, store::Range range, Position head);
    TIM_DECL std::optional<wire::SyncQuery> missing(const Log& log) const;
    TIM_DECL std::optional<wire::SyncQuery> hole(const Log& log) const;
    TIM_DECL std::optional<Query> next_user_query();
    TIM_DECL std::optional<Query> next_heads_query();
    TIM_DECL std::optional<Query> next_catch_up();
    TIM_DECL std::optional<Query> next_backfill();
    TIM_DECL Query ask(const std::string& id, Log& log, wire::SyncQuery query, Purpose purpose);
    TIM_DECL Answer take_heads(const wire::Incoming& reply);
    TIM_DECL Answer take_range(const Running& running, const wire::Incoming& reply);
    TIM_DECL Answer refused(std::uint64_t number, const wire::Incoming& reply, SteadyMillis now, Random& random);
    TIM_DECL void finish(std::uint64_t number);

    Phase phase_ = Phase::idle;
    std::string user_log_;
    std::map<std::string, Log> logs_;  ///< by log id
    std::map<std::string, Unknown> unknown_;
    std::unordered_map<std::uint64_t, Running> running_;
    std::uint64_t last_number_ = 0;
    std::string heads_after_;
    std::set<std::string> todo_;   ///< logs that may miss something new
    std::set<std::string> holes_;  ///< logs that may miss history
    std::string last_backfilled_;
    std::size_t catching_up_ = 0;
    bool backfilling_ = false;
    std::optional<SteadyMillis> paused_;
    Backoff backoff_{std::chrono::milliseconds(200), std::chrono::milliseconds(10'000)};
    int differs_ = 0;
    std::uint64_t accepted_difference_ = 0;
};

}  // namespace tim::session

#ifdef TIM_HEADER_ONLY
#include "tim/session/impl/sync.ipp"
#endif
