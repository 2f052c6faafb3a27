#pragma once

#include "tim/core/config.hpp"
#include "tim/wire/link.hpp"

#include <cstddef>
#include <mutex>
#include <vector>

namespace tim::hub {

/// The frames that wait to be written to one session: replies, which are always kept (the number of unanswered requests
/// bounds them), and pushes, which a slow reader may lose. A state machine without a socket; any thread, it has a lock.
///
/// Frames are added in rounds: what one commit batch tells, which the link cannot begin to write before the round is
/// over, and whose frames all sessions share. A reader is slow when it has left too much of *earlier* rounds: then a
/// push is left out, and so are all later ones, until the frame `behind`, put at the queue's end, was taken; the device
/// repairs by position. Ephemeral frames are left out silently when half as much is left.
class SessionQueue {
public:
    /// `most_bytes` bounds the pushes of earlier rounds that wait; a single one may be larger.
    explicit SessionQueue(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// What waits now is of earlier rounds.
    TIM_DECL void begin_round();

    TIM_DECL void add_reply(wire::FrameText frame);
    TIM_DECL void add_push(wire::FrameText frame);
    TIM_DECL void add_live(wire::FrameText frame);
    /// A push that is never left out: the last word before the connection ends.
    TIM_DECL void add_farewell(wire::FrameText frame);

    /// Moves frames out, as `wire::Endpoint::take` says.
    TIM_DECL void take(std::vector<wire::FrameText>& frames, std::size_t bytes);

    /// Nothing is taken any more; frees what waits.
    TIM_DECL void clear();

    /// Replies that wait: how many, and their bytes.
    struct Waiting {
        std::size_t replies = 0;
        std::size_t bytes = 0;
    };
    TIM_DECL Waiting waiting() const;

private:
    enum class Kind { reply, push, behind };

    struct Item {
        Kind kind;
        wire::FrameText frame;
    };

    TIM_DECL void append(Kind kind, wire::FrameText frame);
    TIM_DECL void count_out(const Item& item);
    TIM_DECL void tidy();
    /// Whether the pushes of earlier rounds leave room for this frame below `most`.
    TIM_DECL bool fits(const wire::FrameText& frame, std::size_t most) const;

    const std::size_t most_bytes_;
    mutable std::mutex mutex_;
    std::vector<Item> items_;
    std::size_t next_ = 0;  ///< the first of them that waits
    std::size_t push_bytes_ = 0;
    std::size_t round_bytes_ = 0;  ///< pushes that were added in this round
    Waiting waiting_;
    bool behind_ = false;  ///< pushes are left out until the frame `behind` is taken
};

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/session_queue.ipp"
#endif
