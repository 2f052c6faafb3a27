#pragma once

#include "tim/core/ids.hpp"
#include "tim/core/time.hpp"
#include "tim/model/message_data.hpp"
#include "tim/store/state.hpp"
#include "tim/wire/messages.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tim::store {

/// One answer about a range. Messages become news in the order of their log: as soon as everything between `news_to`
/// and them is held. A page that is taken far above `news_to` says so, and all below it is history.
struct Batch {
    Batch() = default;
    wire::EntryRange range;
    bool skips_to_newest = false;  ///< what lies below this range will never be news
};

/// The other user of a pair has read up to here.
struct PeerRead {
    PeerRead() = default;
    ConvKey conv;
    UnixMillis time = 0;  ///< of the newest message held at or below the mark, 0: none is
    Position pos = 0;
};

/// What a transaction changed.
struct Applied {
    Applied() = default;
    std::vector<LogState> logs;  ///< new or changed logs, `held` included
    /// Whose newest message, existence, unread messages, settings or draft changed, each once.
    std::vector<ConvKey> conversations;
    std::vector<PeerRead> read_by_peer;  ///< marks that moved, each pair once
    std::size_t news = 0;                ///< messages that `news()` now has more
    std::vector<std::string> unknown;    ///< log ids of batches that were left out: no `conv` entry told of them yet
    /// Conversations whose log is another one, or shorter than what was held: kept as local rows, synced anew.
    std::vector<ConvKey> reset;
    /// Own messages of this device that were *sending* (or counted as failed), now found in their log.
    std::vector<MessageData> settled;
};

/// The hub's acknowledgement of a message of one's own.
struct Delivery {
    Delivery() = default;
    Delivery(ConvKey to, std::string id, wire::Sent reply)
        : conv(std::move(to)), msg_id(std::move(id)), sent(std::move(reply)) {}
    ConvKey conv;
    std::string msg_id;
    wire::Sent sent;
};

/// What came of acknowledgements.
struct Delivered {
    Delivered() = default;
    std::vector<std::optional<MessageData>> known;  ///< of each: the message, when it was known to be delivered before
    Applied changes;  ///< an acknowledgement may fill a hole, so that messages above it become news
};

/// What came of saving a message of one's own.
struct Saved {
    Saved() = default;
    std::optional<MessageData> delivered;  ///< it was delivered before, and this is how it stands: nothing changed
    Applied changes;
};

/// A message of one's own as it now is, and what its change brought along.
struct Updated {
    Updated() = default;
    MessageData message;
    Applied changes;
};

/// What came of a removal.
struct Removed {
    Removed() = default;
    std::vector<std::string> sending;  ///< ids of messages that were left alone
    Applied changes;
};

/// Where messages stand at the hub.
struct Stored {
    Stored() = default;
    std::string log;                  ///< empty: the conversation has none
    std::vector<Position> positions;  ///< in order, each once
    Position head = 0;                ///< the log's newest position that is known
    bool may_be_more = false;         ///< not all is known yet: the hub's history changed and is fetched anew
};

/// A message that is to be shown to the application, and its number in the order of arrival on this device.
struct News {
    News() = default;
    std::uint64_t arrival = 0;
    MessageData message;
};

}  // namespace tim::store
