#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/model/enums.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tim::hub {

/// What `send` must know of a group and of the sender's place in it; read in the same transaction.
struct GroupStanding {
    GroupType type = GroupType::public_group;
    bool member = false;
    bool may_speak = true;  ///< neither muted nor silenced with the whole group (10017)
};

/// None when there is no such group.
TIM_DECL std::optional<GroupStanding> group_standing(Tx& tx, std::string_view group_id, std::string_view user);

/// The operations `group.*` of `docs/protocol.md`.
TIM_DECL std::span<const Operation> group_operations() noexcept;

}  // namespace tim::hub
