#pragma once

#include "tim/core/config.hpp"
#include "tim/hub/detail/group_rows.hpp"
#include "tim/hub/detail/operation.hpp"

#include <string_view>

/// How the members of a dismissed group leave it: a thousand at a time, some 30 ms, for other requests wait meanwhile.
/// The group itself is gone for all of them at once: whoever asks for groups passes over those that are `dismissed`.
/// All on the storage thread, in a savepoint.
namespace tim::hub {

/// Version 4: groups that were dismissed, and by whom, while they still have members.
inline constexpr std::string_view dismissals_schema = R"sql(
CREATE TABLE dismissals (
    log INTEGER PRIMARY KEY,
    op TEXT NOT NULL
);
)sql";

/// Ends the group, the membership of `op` and those of others, and tells them. When there are more, the hub is told to
/// go on. The group's id stays taken.
TIM_DECL void dismiss(Tx& tx, Group& group, std::string_view op);

/// The hub's own operation, which no client can ask for: a step of that. Its body is where to go on, empty at first;
/// its reply the body of the next step, empty when nothing is left.
TIM_DECL Answer dismissal_operation(Tx& tx, const Caller& hub, std::string_view body);
inline constexpr Operation dismissal_row{"dismissal", &dismissal_operation, false};

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/dismissals.ipp"
#endif
