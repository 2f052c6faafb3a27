#pragma once

#include "tim/core/config.hpp"
#include "tim/hub/detail/operation.hpp"

#include <span>
#include <string_view>

namespace tim::hub {

/// `read`: how far the user has read. Body and reply: `wire::ReadMark`. A mark that passes over nothing readable writes
/// nothing: or else two devices that answer each other's marks with marks would never come to rest.
TIM_DECL Answer read_operation(Tx& tx, const Caller& caller, std::string_view body);

/// `remove`: takes messages away from the user. Body: `wire::Removal`. 6017 for none or too many positions, 7008
/// (passing) when asked for too often, single ones apart.
TIM_DECL Answer remove_operation(Tx& tx, const Caller& caller, std::string_view body);

/// `clear`: takes everything up to a position away from the user. Body and reply: `wire::Clear`.
TIM_DECL Answer clear_operation(Tx& tx, const Caller& caller, std::string_view body);

/// `settings`: what the user wants of a conversation. Body: `wire::SettingsChange`. 6017 for an option that is not
/// documented; 3 is for groups only.
TIM_DECL Answer settings_operation(Tx& tx, const Caller& caller, std::string_view body);

/// `unread`: body and reply are `wire::Unread`. Counts in the newest 10,000 positions.
TIM_DECL Answer unread_operation(Tx& tx, const Caller& caller, std::string_view body);

/// What concerns one user alone, see `docs/protocol.md`.
TIM_DECL std::span<const Operation> own_operations() noexcept;

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/own_operations.ipp"
#endif
