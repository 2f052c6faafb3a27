#pragma once

#include "tim/core/config.hpp"
#include "tim/core/time.hpp"
#include "tim/db/connection.hpp"
#include "tim/model/message_data.hpp"
#include "tim/store/detail/conversations.hpp"
#include "tim/store/detail/messages.hpp"
#include "tim/store/detail/timeline.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tim::store::detail {

/// Puts messages that never were at the hub into a conversation's history. Within the caller's transaction.
class Importer {
public:
    Importer(db::Connection& db, std::string_view user, Conversation& conversation)
        : db_(db), messages_(db, user), timeline_(db, conversation.key), user_(user), conversation_(conversation) {}

    /// Each behind the last message whose time is not later, the oldest first, in whatever order they come; those
    /// without a time become the newest. Left out: an id that is known, or none.
    TIM_DECL void put(std::span<const MessageData> messages);
    /// Behind all that is not being sent. False: its id is known, or it has none.
    TIM_DECL bool put_newest(const MessageData& message);

private:
    /// A place behind which the next message may stand, and what stands next.
    struct Gap {
        Place after;
        UnixMillis after_time = 0;
        std::optional<Place> next;
        UnixMillis next_time = 0;
    };

    TIM_DECL void put(const MessageData& message, UnixMillis time);
    TIM_DECL bool is_new(const MessageData& message);
    TIM_DECL void insert(const Place& place, const MessageData& message);
    TIM_DECL Gap gap_for(UnixMillis time);
    TIM_DECL std::optional<std::int64_t> free_sub(const Gap& gap) const;
    TIM_DECL void spread(const Place& base);

    db::Connection& db_;
    Messages messages_;
    Timeline timeline_;
    std::string_view user_;
    Conversation& conversation_;
    std::optional<Gap> gap_;  // behind the message that was put last
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/importer.ipp"
#endif
