#pragma once

#include "tim/core/ids.hpp"
#include "tim/model/message_data.hpp"

#include <cstdint>
#include <string>

namespace tim::store {

/// How a message of one's own waits in the local outbox until its end is known.
struct Outgoing {
    Outgoing() = default;
    std::string text;      ///< exactly as `send` carries it: the hub compares repeats with it
    bool durable = false;  ///< it waits for later logins, too, though it was never written
    std::string log;       ///< that `n` counts in
    std::uint64_t n = 0;   ///< 0: it has none yet
};

/// A message in the outbox, as a session finds it when it begins.
struct Unsent {
    Unsent() = default;
    MessageData message;
    Outgoing outgoing;
    bool uncertain = false;     ///< it may be at the hub under a number that is not known any more
    std::int32_t unwanted = 0;  ///< not 0: it is to be taken back if the hub does not have it, and this is why
};

/// A number that a message is to be written under.
struct Numbered {
    Numbered() = default;
    ConvKey conv;
    std::string msg_id;
    std::string log;
    std::uint64_t n = 0;
};

}  // namespace tim::store
