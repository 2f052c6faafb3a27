#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/model/message_search.hpp"

namespace tim::store {

/// Whether it can be searched for in the local store. 6017: more than 5 keywords or senders; neither a keyword nor
/// senders nor types; a conversation without an id; an unknown way to match. Keywords that are empty are left out, and
/// the id of a conversation without a kind. Any thread.
TIM_DECL Result<void> check_search(const MessageSearchParam& param);

}  // namespace tim::store

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/check_search.ipp"
#endif
