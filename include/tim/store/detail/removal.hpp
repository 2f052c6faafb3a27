#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/conversations.hpp"

#include <cstdint>
#include <string_view>

namespace tim::store::detail {

/// What is gone for this user. Within the caller's transaction; the callers tell of the change.
///
/// A message that was removed stays as a row of status 4, so that it is known when its entry comes again: from an older
/// answer, or from a hub with another history. Where it has not come yet, a row without id and version keeps the place.
class Removal {
public:
    explicit Removal(db::Connection& db) noexcept : db_(db) {}

    /// What stands at a position of the conversation's log, or is yet to come: an entry, or the acknowledgement of a
    /// message of one's own. False: there is nothing.
    TIM_DECL bool remove(const Conversation& conversation, Position pos);
    /// A message by its row. False: it is removed already.
    TIM_DECL bool remove(const Conversation& conversation, std::int64_t key);
    /// What is held of that message from an earlier history of the log. False: nothing is, or it is removed already.
    TIM_DECL bool remove_past(const Conversation& conversation, std::string_view msg_id);
    /// Everything up to a position of the conversation's log, and of earlier logs, but what is *sending*. False: there
    /// was nothing.
    TIM_DECL bool clear(const Conversation& conversation, Position to);

private:
    TIM_DECL void keep_active(const Conversation& conversation);

    db::Connection& db_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/removal.ipp"
#endif
