#pragma once

#include "tim/core/error.hpp"
#include "tim/core/ids.hpp"
#include "tim/model/message_data.hpp"

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

namespace tim {

/// Where a client stands. `offline → connecting → syncing → online`; back to `connecting` when the link is lost;
/// `kicked` and `expired` end the session until the next login. `docs/connection.md` draws it.
enum class ConnectionState { offline, connecting, syncing, online, kicked, expired };

namespace session {

/// A message that is new on this device: from another user, from another device of one's own, a tip or a notice.
struct MessageArrived {
    MessageArrived() = default;
    explicit MessageArrived(MessageData data) : message(std::move(data)) {}
    MessageData message;
};

/// The connection changed its state; `reason` tells why, without a code when all is well.
struct ConnectionChanged {
    ConnectionChanged() = default;
    ConnectionChanged(ConnectionState now, Failure why) : state(now), reason(std::move(why)) {}
    /// Nothing more happens until the next login: the session was ended by the program, by the hub or by time.
    bool ended() const noexcept {
        return state != ConnectionState::connecting && state != ConnectionState::syncing &&
               state != ConnectionState::online;
    }
    ConnectionState state = ConnectionState::offline;
    Failure reason;
};

/// Conversations appeared, vanished or have another newest message. Coalesced: each once, however often it changed.
struct ConversationsChanged {
    ConversationsChanged() = default;
    explicit ConversationsChanged(std::vector<ConvKey> keys) : conversations(std::move(keys)) {}
    std::vector<ConvKey> conversations;
};

/// The hub's logs are others than before (restored from a backup, another hub, a group made anew): what was held stays
/// as local rows.
struct HistoryReset {
    HistoryReset() = default;
    explicit HistoryReset(std::vector<ConvKey> keys) : conversations(std::move(keys)) {}
    std::vector<ConvKey> conversations;  ///< empty: all
};

/// A send whose call had ended before the hub's answer was known (deadline, cancel) came to its end: `message.status`
/// is *sent* or *send failed*, `failure` says why.
struct SendSettled {
    SendSettled() = default;
    SendSettled(MessageData data, Failure why) : message(std::move(data)), failure(std::move(why)) {}
    MessageData message;
    Failure failure;
};

/// The other user of a C2C conversation has read it. Coalesced: the newest of each conversation.
struct ReadByPeer {
    ReadByPeer() = default;
    ReadByPeer(ConvKey key, std::uint64_t newest) : conversation(std::move(key)), time(newest) {}
    ConvKey conversation;
    std::uint64_t time = 0;  ///< server time of the newest message that was read, UTC seconds
};

using Event =
    std::variant<MessageArrived, ConnectionChanged, ConversationsChanged, HistoryReset, SendSettled, ReadByPeer>;

}  // namespace session
}  // namespace tim
