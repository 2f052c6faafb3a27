#pragma once

#include "tim/store/detail/messages.hpp"
#include "tim/store/detail/timeline.hpp"

namespace tim::store::detail {

TIM_DECL Timeline::Split Timeline::split(Key key, std::int64_t value) {
    Split split;
    for (std::int64_t era = era_afloat; !split.below;) {
        const auto before = db_.find<std::optional<std::int64_t>>(
            "SELECT max(era) FROM messages WHERE conv = ? AND era < ?", conversation_, era);
        if (!before.value_or(std::nullopt)) break;
        era = **before;
        const Split within = split_era(key, value, era);
        split.below = within.below;
        if (within.above) split.above = within.above;
    }
    return split;
}

TIM_DECL Timeline::Split Timeline::split_era(Key key, std::int64_t value, std::int64_t era) {
    Split split;
    const auto last = db_.find<std::optional<Position>>("SELECT max(pos) FROM messages WHERE conv = ? AND era = ?",
                                                        conversation_, era);
    Position from = 1;
    Position to = last.value_or(std::nullopt).value_or(0);
    while (from <= to) {
        const Position middle = from + (to - from) / 2;
        db::Rows rows = db_.query(
            "SELECT pos, time, body, seq FROM dated_messages WHERE conv = ? AND era = ? AND pos BETWEEN ? AND ? AND "
            "sub = 0 "
            "ORDER BY pos LIMIT 1",
            conversation_, era, middle, to);
        if (!rows.next()) {
            to = middle - 1;
            continue;
        }
        const std::int64_t found = key == Key::time ? time_in_history(rows, 1) : rows.get<std::int64_t>(3);
        const Mark mark{{era, rows.get<Position>(0), 0}, found};
        if (mark.value <= value) {
            split.below = mark;
            from = mark.place.pos + 1;
        } else {
            split.above = mark;
            to = middle - 1;
        }
    }
    return split;
}

/// Local rows may stand behind positions that hold no message; there are few such positions between two messages.
TIM_DECL std::optional<Place> Timeline::last_not_later(UnixMillis time) {
    const Split at_positions = split(Key::time, time);
    Place above = at_positions.above ? at_positions.above->place : Place{era_afloat, 0, 0};
    while (true) {
        db::Rows rows = db_.query(
            "SELECT era, pos FROM dated_messages WHERE conv = ? AND (era, pos) < (?, ?) "
            "ORDER BY era DESC, pos DESC LIMIT 1",
            conversation_, above.era, above.pos);
        if (!rows.next()) break;
        above = Place{rows.get<std::int64_t>(0), rows.get<Position>(1), 0};
        if (at_positions.below && above < at_positions.below->place) break;
        const Split behind = split_behind(above, time);
        if (behind.below) return behind.below->place;
    }
    return std::nullopt;
}

TIM_DECL Timeline::Split Timeline::split_behind(const Place& base, UnixMillis time) {
    Split split;
    const auto last = db_.find<std::optional<std::int64_t>>(
        "SELECT max(sub) FROM messages WHERE conv = ? AND era = ? AND pos = ?", conversation_, base.era, base.pos);
    std::int64_t from = 0;
    std::int64_t to = last.value_or(std::nullopt).value_or(-1);
    while (from <= to) {
        const std::int64_t middle = from + (to - from) / 2;
        db::Rows rows = db_.query(
            "SELECT sub, time, body FROM dated_messages WHERE conv = ? AND era = ? AND pos = ? AND sub BETWEEN ? AND ? "
            "ORDER BY sub LIMIT 1",
            conversation_, base.era, base.pos, middle, to);
        if (!rows.next()) {
            to = middle - 1;
            continue;
        }
        const Mark mark{{base.era, base.pos, rows.get<std::int64_t>(0)}, time_in_history(rows, 1)};
        if (mark.value <= time) {
            split.below = mark;
            from = mark.place.sub + 1;
        } else {
            split.above = mark;
            to = middle - 1;
        }
    }
    return split;
}

}  // namespace tim::store::detail
