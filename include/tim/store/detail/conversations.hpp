#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
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
    bool changed = false;  ///< its newest message, or that it exists

    /// A message was written or changed at this place, or taken from it.
    void touch(const Place& place) {
        if (place < newest) return;
        newest = place;
        changed = true;
    }
};

/// The conversation that a user's notices stand in; its log is the user's own.
inline const ConvKey& system_conversation() {
    static const ConvKey key(ConvType::system, "");
    return key;
}

/// Where its newest message stands; the first place of all when it has none.
TIM_DECL Place newest_place(db::Connection& db, std::int64_t conversation);
TIM_DECL std::optional<Conversation> find_conversation(db::Connection& db, const ConvKey& name);
TIM_DECL Conversation find_or_make_conversation(db::Connection& db, const ConvKey& name);

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/conversations.ipp"
#endif
