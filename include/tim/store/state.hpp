#pragma once

#include "tim/core/ids.hpp"
#include "tim/store/ranges.hpp"

#include <string>
#include <vector>

namespace tim::store {

/// A log as the device knows it.
struct LogState {
    LogState() = default;
    std::string log;
    ConvKey conv;          ///< type invalid: the user's own log
    Position head = 0;     ///< newest position heard of
    Position start = 1;    ///< oldest position that this user may see
    Position end = 0;      ///< newest one when the user has left, else 0
    Position news_to = 0;  ///< up to here messages were counted as news, or passed over as history
    RangeSet held;
    bool gone = false;  ///< the user is no longer part of it

    /// Positions that this user may see, as far as they are known.
    Range visible() const noexcept { return {start != 0 ? start : 1, end != 0 ? end : head}; }

    friend bool operator==(const LogState&, const LogState&) = default;
};

/// What the session starts from.
struct State {
    State() = default;
    std::string device;    ///< random id of this store, made at its creation
    std::string epoch;     ///< of the hub's database, empty before the first login
    std::string user_log;  ///< empty before the first login
    std::vector<LogState> logs;

    friend bool operator==(const State&, const State&) = default;
};

}  // namespace tim::store
