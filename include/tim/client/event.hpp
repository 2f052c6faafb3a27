#pragma once

#include "tim/client/message.hpp"
#include "tim/session/event.hpp"

#include <memory>
#include <utility>
#include <variant>

namespace tim {

/// A message that is new on this device: from somebody else, from another device of one's own, a group tip or a notice.
struct NewMessage {
    NewMessage() = default;
    explicit NewMessage(Message arrived) : message(std::move(arrived)) {}
    Message message;
};

/// A send whose call had ended before its outcome was known came to its end; see `Conversation::send`.
struct SendSettled {
    SendSettled() = default;
    SendSettled(Message sent, Failure why) : message(std::move(sent)), failure(std::move(why)) {}
    Message message;
    Failure failure;  ///< without a code: delivered
};

using session::ConnectionChanged;
using session::ConversationsChanged;
using session::HistoryReset;
using session::ReadByPeer;

/// What `client.receive()` brings.
using Event = std::variant<NewMessage, ConnectionChanged, ConversationsChanged, HistoryReset, SendSettled, ReadByPeer>;

}  // namespace tim
