#pragma once

#include "tim/core/random.hpp"
#include "tim/core/time.hpp"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace tim::session {

/// What a message is known by from its making on.
struct MessageId {
    std::string id;             ///< `<user>-<seconds>-<rand>`, the documented form
    std::uint64_t seconds = 0;  ///< `message_client_time`
    std::uint32_t rand = 0;     ///< `message_rand`
};

/// Makes documented message ids. The last part begins at random and then counts, so that no two ids of one maker are
/// equal however fast they come and however the clock jumps. Any thread.
class MessageIds {
public:
    explicit MessageIds(Random& random) : next_(static_cast<std::uint32_t>(random.next())) {}

    MessageId make(std::string_view user, UnixMillis now) {
        MessageId made;
        made.seconds = to_seconds(now);
        made.rand = next_++;
        made.id.append(user).append("-").append(std::to_string(made.seconds));
        made.id.append("-").append(std::to_string(made.rand));
        return made;
    }

private:
    std::atomic<std::uint32_t> next_;
};

}  // namespace tim::session
