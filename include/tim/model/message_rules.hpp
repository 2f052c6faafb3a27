#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/limits.hpp"
#include "tim/model/group_enums.hpp"
#include "tim/model/message_data.hpp"

#include <cstddef>
#include <optional>

/// What a message must be like to be sent. The hub insists on it, a client that checks first spares the way.
namespace tim {

/// The size that `Limits::message_bytes` bounds: the bytes of all text in the elements, as UTF-8, merged messages with
/// their elements included, and of the cloud custom string. Numbers, keys and the message's other fields are not
/// counted.
TIM_DECL std::size_t message_bytes(const MessageData& message);

/// 6016: no element; a kind that only the service sends, or that is unknown; a second sound or file; a merger without
/// compatible text, with too many messages, or with one that was not sent or is a tip or report. 8005: merged too deep.
TIM_DECL Result<void> check_elements(const MessageData& message, const Limits& limits = {});

/// 6017: too many mentions or named receivers; mentions outside of groups or in an AVChatRoom; named receivers outside
/// of groups, in an AVChatRoom or Community, or together with mentions; online-only in an AVChatRoom. `group` is none
/// in C2C.
TIM_DECL Result<void> check_addressees(const MessageData& message, std::optional<GroupType> group,
                                       const Limits& limits = {});

}  // namespace tim

#ifdef TIM_HEADER_ONLY
#include "tim/model/impl/message_rules.ipp"
#endif
