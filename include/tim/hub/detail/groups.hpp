#pragma once

#include "tim/core/config.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/model/group_enums.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace tim::hub {

/// What `send` must know of a group and of the sender's place in it; read in the same transaction.
struct GroupStanding {
    GroupType type = GroupType::public_group;
    bool member = false;
    bool may_speak =
        true;  ///< neither muted nor silenced with the whole group (10017); managers speak in a silenced one
};

/// None when there is no such group, or no longer.
TIM_DECL std::optional<GroupStanding> group_standing(Tx& tx, std::string_view group_id, std::string_view user);

/// The operations `group.*` of `docs/protocol.md`. Refused with 6027 when the body cannot be read, 10018 when the reply
/// would not fit into a packet; see `group_operations.hpp` for all others.
TIM_DECL std::span<const Operation> group_operations() noexcept;

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/groups.ipp"
#endif
