#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/log_view.hpp"
#include "tim/hub/detail/own_rows.hpp"
#include "tim/hub/detail/retention.hpp"

#include <algorithm>

namespace tim::hub {

TIM_DECL bool LogView::reaches(Position position) const noexcept {
    return std::any_of(intervals.begin(), intervals.end(), [position](const Interval& interval) {
        return interval.first <= position && position <= interval.last;
    });
}

TIM_DECL Result<LogView> view_log(Tx& tx, std::string_view user, std::string_view log_id) {
    auto log = find_log(tx, log_id);
    if (!log) return Failure(Errc::invalid_conversation, "no such log");
    LogView view;
    view.intervals = visible_intervals(tx, *log, user);
    if (view.intervals.empty() && log->kind == LogKind::group)
        return Failure(Errc::svr_group_permission_deny, "never a member of the group");
    if (view.intervals.empty()) return Failure(Errc::svr_msg_internal_auth_failed, "not a log of this user");
    view.user = user;
    for (const Interval& interval : view.intervals) view.head = std::max(view.head, interval.last);
    view.head = std::min(view.head, log->head);
    const OwnMarks marks = marks_of(tx, log->key, user);
    view.read = marks.own();
    view.gone = std::max(marks.cleared, expired_in(tx, *log));
    view.log = *std::move(log);
    return view;
}

TIM_DECL bool is_readable(std::string_view kind) noexcept {
    return kind == "message" || kind == "tip" || kind == "notice";
}

TIM_DECL bool is_named(std::string_view audience, std::string_view user) noexcept {
    while (!audience.empty()) {
        const std::size_t end = audience.find('\n');
        if (audience.substr(0, end) == user) return true;
        audience.remove_prefix(std::min(end, audience.size() - 1) + 1);
    }
    return false;
}

TIM_DECL std::vector<Position> removed_between(Tx& tx, const LogView& view, Position from, Position to) {
    std::vector<Position> removed;
    db::Rows rows =
        tx.db.query("SELECT pos FROM removals WHERE log = ? AND user_id = ? AND pos >= ? AND pos <= ? ORDER BY pos",
                    view.log.key, view.user, from, to);
    while (rows.next()) removed.push_back(rows.get<Position>(0));
    return removed;
}

// Positions have no gaps and times never fall, so this needs no index but the primary key.
TIM_DECL Position first_after(Tx& tx, const LogRow& log, UnixMillis time, Position low) {
    Position high = log.head + 1;
    if (log.last_time <= time) return high;
    while (low < high) {
        const Position middle = low + (high - low) / 2;
        const auto found =
            tx.db.find<UnixMillis>("SELECT time FROM entries WHERE log = ? AND pos = ?", log.key, middle);
        if (found.value_or(0) > time)
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

// Between the two ends there are as many positions as the log has entries without a number.
TIM_DECL Position position_of(Tx& tx, const LogRow& log, std::uint64_t seq) {
    if (seq > log.last_seq) return log.head + 1;
    Position low = seq;
    Position high = log.head - (log.last_seq - seq);
    while (low < high) {
        const Position middle = low + (high - low) / 2;
        db::Rows rows = tx.db.query(
            "SELECT pos, seq FROM entries WHERE log = ? AND pos >= ? AND pos <= ? AND seq IS NOT NULL"
            " ORDER BY pos DESC LIMIT 1",
            log.key, low, middle);
        if (rows.next() && rows.get<std::uint64_t>(1) >= seq)
            high = rows.get<Position>(0);
        else
            low = middle + 1;
    }
    return high;
}

}  // namespace tim::hub
