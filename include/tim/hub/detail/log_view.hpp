#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/time.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/operation.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What one user sees of a log, and where in a log a time or a number is. All on the storage thread, in a savepoint.
namespace tim::hub {

/// The one rule that all answers about a log go by. A position shows nothing when it lies outside of the user's
/// memberships, when its entry is for others, or when it holds something readable (see `is_readable`) that is gone:
/// removed or cleared by this user, or older than the hub keeps it. Marks and changes of conversations are never gone.
struct LogView {
    LogRow log;
    std::string user;
    std::vector<Interval> intervals;
    Position head = 0;  ///< the newest position that is for the user
    Position read = 0;  ///< his own mark; a clear moves it along
    Position gone = 0;  ///< all that is readable up to here

    TIM_DECL bool reaches(Position position) const noexcept;
};

/// Refused with 6004 when there is no such log, with 10007 or 20002 when the user was never part of it.
TIM_DECL Result<LogView> view_log(Tx& tx, std::string_view user, std::string_view log_id);

/// Messages, tips and notices: what a person reads, removes and clears.
TIM_DECL bool is_readable(std::string_view kind) noexcept;

/// Whether an entry's `audience`, as it is stored, names the user.
TIM_DECL bool is_named(std::string_view audience, std::string_view user) noexcept;

/// Positions that the user has removed between two positions, both included; in order.
TIM_DECL std::vector<Position> removed_between(Tx& tx, const LogView& view, Position from, Position to);

/// The first position from `low` on whose entry is later than `time`; one more than the head when none is.
TIM_DECL Position first_after(Tx& tx, const LogRow& log, UnixMillis time, Position low = 1);

/// The position of the entry with this number; one more than the head when there is none yet.
TIM_DECL Position position_of(Tx& tx, const LogRow& log, std::uint64_t seq);

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/log_view.ipp"
#endif
