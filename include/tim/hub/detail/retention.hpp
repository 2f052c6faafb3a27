#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/operation.hpp"

#include <string_view>

/// Messages, tips and notices are kept as long as `HubOptions::retention` says. What is older shows nowhere at once;
/// its text is taken off the disk later, in small steps. The row stays, so that positions, ids and the answers to
/// repeated sends do. All on the storage thread, in a savepoint.
namespace tim::hub {

/// The last position of the log whose time is over, or whose text was taken already under another setting; 0 for none.
TIM_DECL Position expired_in(Tx& tx, const LogRow& log);

/// The hub's own operation, which no client can ask for: one step of taking texts off the disk. Its body is where to go
/// on, empty at first; its reply the body of the next step, empty when nothing is left.
TIM_DECL Answer expire_operation(Tx& tx, const Caller& hub, std::string_view body);
inline constexpr Operation expire_row{"expire", &expire_operation, false};

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/retention.ipp"
#endif
