#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/random.hpp"
#include "tim/core/time.hpp"
#include "tim/session/detail/backoff.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/messages.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tim::session {

/// The messages on their way to the hub: one queue a conversation, first in, first out. It gives each message its `n`,
/// keeps several in flight, goes back where the hub is out of step, and repeats under the same `n` after a lost link,
/// as `docs/protocol.md` has it ("doing it once"). A message is not written before the local store has it with its
/// number. It knows no store, link, timer or clock; ephemeral messages do not come here.
class Outbox {
public:
    /// Sends to one log that wait for their answer at once.
    static constexpr std::size_t window = 64;

    /// A `send` to be written now, or the `cancel` in its place. `attempt` goes back into `reply`.
    struct Write {
        std::string_view op;
        std::uint64_t ticket = 0;
        std::uint64_t attempt = 0;
        std::string body;
    };

    /// A number that a message is to be written under, to be stored before. `order` goes back into `stored`.
    struct Number {
        std::uint64_t ticket = 0;
        std::uint64_t order = 0;
        ConvKey conv;
        std::string log;
        std::uint64_t n = 0;  ///< 0: not numbered yet
    };

    /// A message that was in the queue before, as `restore` takes it.
    struct Earlier {
        std::string message;
        bool durable = false;
        std::string log;
        std::uint64_t n = 0;     ///< 0: it has no number; else it may have been written under it
        bool uncertain = false;  ///< the hub may have it under one that is not known any more
        std::string cancelled;   ///< its message id when it is not wanted any more
    };

    /// How a message ended. It is no longer in the queue.
    struct Outcome {
        enum class Kind {
            delivered,  ///< `sent` is the acknowledgement
            refused,    ///< for ever; `why`
            ephemeral,  ///< its conversation keeps no log: it is to be sent as ephemeral
        };
        Kind kind{};
        std::uint64_t ticket = 0;
        wire::Sent sent;
        Failure why;
        Earlier earlier;  ///< delivered: what to `restore` when that cannot be stored
    };

    /// A new message at the end of its conversation's queue. `ticket` is greater than all before, `message` its JSON
    /// for the wire. The number that it gets at once, if it can; it is not written before `stored`.
    TIM_DECL Number add(std::uint64_t ticket, const ConvKey& conv, std::string message, bool durable);
    /// A message that is in the local store already, at the place that its ticket has among the others.
    TIM_DECL void restore(std::uint64_t ticket, const ConvKey& conv, Earlier earlier);
    /// The message is in the local store, with the number of that order.
    TIM_DECL void stored(std::uint64_t ticket, std::uint64_t order);
    /// Messages whose numbers are new or others than before: to be stored, then `stored`.
    TIM_DECL std::vector<Number> take_numbers();
    /// Ends the call's interest. True: it was never written, and is removed. False: the hub may have it, so it stays
    /// until its end is known.
    TIM_DECL bool give_up(std::uint64_t ticket);
    /// Other content for a message that was never written; it goes out when that is `stored` with the number returned.
    /// None when it was written, or is not here.
    TIM_DECL std::optional<Number> edit(std::uint64_t ticket, std::string message);
    /// That could not be stored: back to the content before.
    TIM_DECL void revert(const Number& edited, std::string message);
    /// The content of a message that is here.
    TIM_DECL const std::string& text(std::uint64_t ticket) const;
    /// It is not wanted any more though it was written: when it would be written again, a `cancel` goes out instead.
    /// Not in the queue: nothing. An empty id: it is wanted after all.
    TIM_DECL void cancel(std::uint64_t ticket, std::string msg_id);
    /// It waits for later logins, too, though it was never written.
    TIM_DECL bool durable(std::uint64_t ticket) const;
    /// Its end became known in another way.
    TIM_DECL void remove(std::uint64_t ticket);

    /// A link stands and greeted; sending may begin.
    void connected() noexcept { connected_ = true; }
    TIM_DECL void lost();
    /// The hub's database is another one: what was known of logs and numbers is void.
    TIM_DECL void forget_logs();
    /// The session is over: what was never written and is not durable is refused, the rest waits for the next login.
    TIM_DECL void end(const Failure& why);
    /// Another user comes, or none: all is forgotten without a word.
    TIM_DECL void clear();

    /// The conversation's log and the last `n` used in it, from `heads`; ignored when they are known already, and when
    /// a group's log is empty, for then it may be one that stays so.
    TIM_DECL void learn(const wire::Head& head);
    /// The next conversation to be opened, if any; answered by one of the next three, or ended by `lost`.
    TIM_DECL std::optional<ConvKey> next_open(SteadyMillis now);
    TIM_DECL void opened(const ConvKey& conv, const wire::Opened& answer);
    /// Refused in passing: it is asked for again after a pause.
    TIM_DECL void open_later(const ConvKey& conv, SteadyMillis now, Random& random);
    /// Refused for good, and so are its messages; but for those that the hub may have already: it is asked for them in
    /// the log that the conversation had, `known_log` (empty: it is not known).
    TIM_DECL void open_refused(const ConvKey& conv, const Failure& why, const std::string& known_log);

    /// The next `send`, if one is due and not bigger than `bytes`. It counts as written.
    TIM_DECL std::optional<Write> next_write(SteadyMillis now, std::size_t bytes);
    bool has_write(SteadyMillis now) { return writable(now) != nullptr; }
    /// The hub's answer. False when it cannot be read: the link is to be dropped.
    [[nodiscard]] TIM_DECL bool reply(std::uint64_t ticket, std::uint64_t attempt, const wire::Incoming& reply,
                                      SteadyMillis now, Random& random);

    /// What ended since the last call, in that order.
    std::vector<Outcome> take_outcomes() { return std::exchange(outcomes_, {}); }
    /// When something will be due though nothing happens: the end of a pause that is not over `now`.
    TIM_DECL std::optional<SteadyMillis> wake_at(SteadyMillis now) const;
    /// Whether the hub said on this connection that the conversation keeps no log, and none of its messages is in here.
    TIM_DECL bool ephemeral(const ConvKey& conv) const;
    bool contains(std::uint64_t ticket) const { return where_.contains(ticket); }

private:
    struct Item {
        std::uint64_t ticket = 0;
        std::string message;
        bool durable = false;
        std::string cancelled;       ///< its message id when it is not wanted any more
        bool uncertain = false;      ///< the hub may have it under another number
        bool saved = false;          ///< the local store has it
        bool kept = false;           ///< besides, with its number
        bool written = false;        ///< under its number
        std::uint64_t n = 0;         ///< 0: not numbered yet
        std::uint64_t order = 0;     ///< the last one to store its number, 0: none is under way
        std::uint64_t edit = 0;      ///< the last one to store other content
        std::uint64_t attempts = 0;  ///< times it was written, by a session before at least once if it has a number
    };

    struct Queue {
        enum class Log { unknown, opening, known, none };

        ConvKey conv;
        Log state = Log::unknown;
        std::string log;
        std::string wrong_log;  ///< refused with 6004 on this connection
        bool reopen = false;    ///< ask again once nothing is in flight
        std::uint64_t next_n = 0;
        std::deque<Item> items;              ///< ascending tickets
        std::size_t in_flight = 0;           ///< the first so many are written and wait for an answer
        bool went_back = false;              ///< and nothing was acknowledged since
        std::optional<SteadyMillis> paused;  ///< until then
        Backoff backoff{std::chrono::milliseconds(200), std::chrono::milliseconds(10'000)};
    };

    static TIM_DECL std::string body_of(const Queue& queue, const Item& item);
    TIM_DECL Queue* writable(SteadyMillis now);
    template <class Test>
    Queue* find_active(ConvKey& from, Test test) const;
    TIM_DECL Queue& queue(const ConvKey& conv);
    TIM_DECL std::size_t index_of(const Queue& queue, std::uint64_t ticket) const;
    TIM_DECL void erase(Queue& queue, std::size_t index);
    TIM_DECL void refuse(Queue& queue, std::size_t index, const Failure& why);
    TIM_DECL void refuse_all(Queue& queue, const Failure& why);
    TIM_DECL bool acknowledge(Queue& queue, std::size_t index, const wire::Incoming& reply);
    TIM_DECL bool go_back(Queue& queue, const wire::Incoming& reply, SteadyMillis now, Random& random);
    TIM_DECL void log_is_wrong(Queue& queue, std::size_t index);
    TIM_DECL void hand_on(Queue& queue);
    TIM_DECL void settle(Queue& queue);
    TIM_DECL void use_log(Queue& queue, const std::string& log, std::uint64_t last_n);
    TIM_DECL void close_gap(Queue& queue, std::size_t index);
    static TIM_DECL void number(Item& item, std::uint64_t n);
    static TIM_DECL void forget_number(Item& item);

    bool connected_ = false;
    std::map<ConvKey, Queue> queues_;
    std::map<ConvKey, Queue*> active_;  ///< those with items
    ConvKey opened_;                    ///< whose log was asked for last
    ConvKey written_;                   ///< of which something was written last
    std::unordered_map<std::uint64_t, Queue*> where_;
    std::vector<Outcome> outcomes_;
    std::uint64_t last_order_ = 0;
};

}  // namespace tim::session

#ifdef TIM_HEADER_ONLY
#include "tim/session/impl/outbox.ipp"
#include "tim/session/impl/outbox_local.ipp"
#endif
