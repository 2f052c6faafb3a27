#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/time.hpp"
#include "tim/model/message_data.hpp"
#include "tim/session/detail/message_ids.hpp"

#include <string>
#include <string_view>

namespace tim::session {

/// Makes a message one's own and *sending*: sender, id, time and chance are filled in where they are empty; what the
/// hub gives is cleared.
TIM_DECL void prepare_outgoing(MessageData& message, std::string_view user, Platform platform, MessageIds& ids,
                               UnixMillis now);

/// Why it cannot be sent with the files that it names: one that is known by its path alone would reach nobody. No code
/// when it can.
TIM_DECL Failure not_uploaded(const MessageData& message);

/// The message as `send` carries it: without what the receiver takes from elsewhere, and without what never leaves the
/// device.
TIM_DECL std::string outgoing_text(MessageData message);

}  // namespace tim::session

#ifdef TIM_HEADER_ONLY
#include "tim/session/impl/outgoing.ipp"
#endif
