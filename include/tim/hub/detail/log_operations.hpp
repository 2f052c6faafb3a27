#pragma once

#include "tim/core/config.hpp"
#include "tim/hub/detail/operation.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace tim::hub {

/// The longest silence of a session that the hub bears, in ms; told in the reply to `hello`.
inline constexpr std::int64_t heartbeat_ms = 30000;

/// After the front has verified the UserSig: makes user and device if new, notes the login (`resume` refused with 6208
/// when another device of the platform logged in later), reads epoch and head, and subscribes the session to all its
/// logs. Body: `wire::Hello`.
TIM_DECL Answer hello_operation(Tx& tx, const Caller& caller, std::string_view body);

TIM_DECL Answer heads_operation(Tx& tx, const Caller& caller, std::string_view body);
TIM_DECL Answer sync_operation(Tx& tx, const Caller& caller, std::string_view body);
TIM_DECL Answer open_operation(Tx& tx, const Caller& caller, std::string_view body);
TIM_DECL Answer send_operation(Tx& tx, const Caller& caller, std::string_view body);
TIM_DECL Answer cancel_operation(Tx& tx, const Caller& caller, std::string_view body);
TIM_DECL Answer ping_operation(Tx& tx, const Caller& caller, std::string_view body);

/// `hello`, `heads`, `sync`, `open`, `send` and `ping` of `docs/protocol.md`.
TIM_DECL std::span<const Operation> log_operations() noexcept;

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/log_operations.ipp"
#include "tim/hub/impl/send_operation.ipp"
#include "tim/hub/impl/sync_operation.ipp"
#endif
