#pragma once

#include "tim/core/config.hpp"
#include "tim/core/time.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/place.hpp"

#include <cstdint>
#include <optional>

namespace tim::store::detail {

/// Finds places of one conversation by time or number. Both grow with the position within a log, so the messages that
/// stand at positions are searched by halves; local rows stand between them, in no order that could be relied on.
class Timeline {
public:
    enum class Key { time, seq };

    /// A message at a position, and its time in ms or its number.
    struct Mark {
        Place place;
        std::int64_t value = 0;
    };

    /// Neighbours: the last one with a value that is not greater, and the first one with a greater one.
    struct Split {
        std::optional<Mark> below;
        std::optional<Mark> above;
    };

    Timeline(db::Connection& db, std::int64_t conversation) noexcept : db_(db), conversation_(conversation) {}

    TIM_DECL Split split(Key key, std::int64_t value);
    /// The last message that is not later, local rows included as far as they stand in the order of their times.
    TIM_DECL std::optional<Place> last_not_later(UnixMillis time);

private:
    TIM_DECL Split split_behind(const Place& base, UnixMillis time);
    TIM_DECL Split split_era(Key key, std::int64_t value, std::int64_t era);

    db::Connection& db_;
    std::int64_t conversation_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/timeline.ipp"
#endif
