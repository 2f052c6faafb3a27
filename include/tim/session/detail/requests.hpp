#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/unique_function.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/link.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tim::session {

/// What the loss of the link means for a request.
enum class OnLost {
    wait,             ///< not written: it waits for the next connection; written: it fails with 9508
    wait_in_history,  ///< the same; it names positions, so it is written only where the hub's history is known to be
                      ///< the one that they are of
    forget,           ///< it belonged to that connection: it is dropped without a word
};

/// The requests that have no answer yet. A passive table: it is told what was queued, taken, answered and lost, and
/// hands back what is to be called; it calls nothing itself.
class Requests {
public:
    /// Gets the hub's answer (which may be a refusal), or why there will be none.
    using Handler = UniqueFunction<void(Result<wire::Incoming>)>;

    /// A request that came to its end: call `handler(outcome)`.
    struct Done {
        Handler handler;
        Result<wire::Incoming> outcome;
    };

    /// A hub refuses beyond 4 MiB of requests and unread replies, and goes away when they come faster than it reads.
    static constexpr std::size_t most_bytes_in_flight = 2 * 1024 * 1024;

    /// `most_in_flight`: written requests without an answer that a hub bears; more wait here.
    explicit Requests(std::size_t most_in_flight) : most_in_flight_(most_in_flight) {}

    /// Queues a request. `id` is above 0 and new; `body` is JSON or empty.
    TIM_DECL void add(std::uint64_t id, std::string_view op, std::string_view body, OnLost on_lost, Handler handler);
    /// Notes a request whose frame of so many bytes the caller writes now by himself; `OnLost::forget`.
    TIM_DECL void add_written(std::uint64_t id, std::size_t bytes, Handler handler);

    /// Moves waiting frames to the end of `frames`, in the order of adding: the first if `frames` is empty, then as
    /// many as fit into `bytes`, which becomes what is left. They count as written.
    TIM_DECL void take(std::vector<wire::FrameText>& frames, std::size_t& bytes);
    /// Whether `take` has something to give.
    bool waiting() const noexcept { return !queue_.empty() && has_room(); }
    /// Whether one more may be written.
    bool has_room() const noexcept { return in_flight_ < most_in_flight_ && bytes_in_flight_ < most_bytes_in_flight; }

    /// The connected hub has the same history as before, or the one that was told of by `another_history`.
    TIM_DECL void history_known();
    /// The hub has another history: what was not written and names positions ends.
    TIM_DECL std::vector<Done> another_history(const Failure& why);

    /// The hub answered. None when nobody waits for it any more.
    TIM_DECL std::optional<Done> reply(wire::Incoming reply);
    /// Ends one early. Not written: it never will be. Written: what stays eats the late answer.
    TIM_DECL std::optional<Done> give_up(std::uint64_t id, Failure why);
    /// Whether it was written and has no answer.
    TIM_DECL bool written(std::uint64_t id) const;

    /// The link is gone; see `OnLost`.
    TIM_DECL std::vector<Done> lost();
    /// The session is over: all end, in the order of their numbers, those of `OnLost::forget` without a word.
    TIM_DECL std::vector<Done> end(const Failure& why);

private:
    struct Entry {
        wire::FrameText frame;  ///< null once it was written
        OnLost on_lost = OnLost::forget;
        Handler handler;        ///< empty: given up
        std::size_t bytes = 0;  ///< once it was written
    };

    TIM_DECL void skip_given_up();
    TIM_DECL void note_written(Entry& entry, std::size_t bytes);
    TIM_DECL std::vector<Done> end(std::vector<std::uint64_t> ids, const Failure& why);

    std::size_t most_in_flight_;
    std::size_t in_flight_ = 0;
    std::size_t bytes_in_flight_ = 0;
    std::unordered_map<std::uint64_t, Entry> entries_;
    std::deque<std::uint64_t> queue_;  ///< not written; the first one was not given up
    bool history_known_ = false;
    std::deque<std::uint64_t> held_;  ///< not written before the history is known; some were given up
};

}  // namespace tim::session

#ifdef TIM_HEADER_ONLY
#include "tim/session/impl/requests.ipp"
#endif
