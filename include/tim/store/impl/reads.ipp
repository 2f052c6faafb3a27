#pragma once

#include "tim/store/detail/messages.hpp"
#include "tim/store/detail/reads.hpp"

#include <algorithm>
#include <optional>

namespace tim::store::detail {

TIM_DECL void Reads::mark(Log& log, std::string_view up_to_id) {
    Position to = newest(log);
    if (!up_to_id.empty()) {
        const auto place = Messages(db_, user_).place_of(log.conversation.key, up_to_id);
        if (!place || place->era < log.conversation.era) return;
        if (place->era == log.conversation.era) to = place->pos;
    }
    to = std::min(to, log.state.head);
    const Range range{log.marks.read + 1, to};
    if (range.to < range.from) return;
    if (log.state.held.newest_hole(range) || has_others(log, range)) log.read(to);
}

/// Where the newest message stands that is not on its way; the head of a log of which nothing is stored.
TIM_DECL Position Reads::newest(const Log& log) {
    const auto pos = db_.find<std::optional<Position>>("SELECT max(pos) FROM messages WHERE conv = ? AND era = ?",
                                                       log.conversation.key, log.conversation.era);
    const Position newest = pos.value_or(std::nullopt).value_or(0);
    return newest == 0 ? log.state.head : newest;
}

TIM_DECL bool Reads::has_others(const Log& log, Range range) {
    return db_
        .find<std::int64_t>(
            "SELECT 1 FROM messages WHERE conv = ? AND era = ? AND pos BETWEEN ? AND ? AND sub = 0 AND generation = ? "
            "AND sender <> ? LIMIT 1",
            log.conversation.key, log.conversation.era, range.from, range.to, log.conversation.generation, user_)
        .has_value();
}

}  // namespace tim::store::detail
