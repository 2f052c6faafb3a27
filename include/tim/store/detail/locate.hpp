#pragma once

#include "tim/core/config.hpp"
#include "tim/db/connection.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/msg_locator.hpp"
#include "tim/store/detail/conversations.hpp"

#include <optional>
#include <string_view>

namespace tim::store::detail {

/// The newest message of the conversation that is what the locator says: all of it has to fit. Looks at the messages
/// of that second only, at those that are being sent, and at those that never were at the hub and have no time of their
/// own, which are the failed ones.
TIM_DECL std::optional<MessageData> locate(db::Connection& db, std::string_view user, const Conversation& conversation,
                                           const MsgLocator& locator);

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/locate.ipp"
#endif
