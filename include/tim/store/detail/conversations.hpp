#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/time.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/place.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tim::store::detail {

/// A conversation within one transaction.
struct Conversation {
    Conversation() = default;
    std::int64_t key = 0;
    ConvKey name;
    std::int64_t era = 0;
    std::int64_t generation = 0;
    std::string past_log;  ///< the log of this era after it was forgotten, else empty
    Place newest;          ///< of its newest message when its log was read, or of a newer one since
    bool changed = false;  ///< its newest message, what is unread in it, or that it exists

    /// A message was written or changed at this place, or taken from it.
    void touch(const Place& place) {
        if (place < newest) return;
        newest = place;
        changed = true;
    }
};

/// The conversation that a user's notices stand in; its log is the user's own.
inline const ConvKey& system_conversation() {
    static const auto& key = *new ConvKey(ConvType::system, "");  // never destroyed
    return key;
}

/// What a message of a log tells of its position.
struct EntryMark {
    UnixMillis time = 0;
    std::uint64_t seq = 0;
};

/// Where its newest message stands that is not deleted; the first place of all when it has none.
TIM_DECL Place newest_place(db::Connection& db, std::int64_t conversation);
/// The newest message of the conversation's log that stands at this position or below.
TIM_DECL std::optional<EntryMark> newest_entry(db::Connection& db, const Conversation& conversation, Position to);
TIM_DECL std::optional<Conversation> find_conversation(db::Connection& db, const ConvKey& name);
/// Whether it leaves the list, and its draft with it, until it has a message again. False: so it was already.
TIM_DECL bool hide(db::Connection& db, std::int64_t conversation, bool is_hidden);
TIM_DECL Conversation find_or_make_conversation(db::Connection& db, const ConvKey& name);

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/conversations.ipp"
#endif
