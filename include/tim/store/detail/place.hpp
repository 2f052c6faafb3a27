#pragma once

#include "tim/core/ids.hpp"

#include <compare>
#include <cstdint>
#include <limits>

namespace tim::store::detail {

/// The last position that fits the database; no log is that long.
inline constexpr Position last_position = static_cast<Position>(std::numeric_limits<std::int64_t>::max()) - 1;

/// Where a message stands in the history of its conversation; see the schema.
struct Place {
    std::int64_t era = 0;
    Position pos = 0;
    std::int64_t sub = 0;

    friend auto operator<=>(const Place&, const Place&) = default;
};

/// The era of messages that are being sent: they are newer than all others.
inline constexpr std::int64_t era_afloat = std::int64_t{1} << 40;

/// In front of and behind all messages.
inline constexpr Place before_all{-1, 0, 0};
inline constexpr Place behind_all{era_afloat + 1, 0, 0};

}  // namespace tim::store::detail
