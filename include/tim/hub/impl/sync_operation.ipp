#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/log_operations.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/operation_io.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tim::hub {
namespace detail {

inline constexpr std::size_t most_page_bytes = 256 * 1024;
inline constexpr std::uint32_t most_page_positions = 200;

TIM_DECL bool within(const std::vector<Interval>& intervals, Position position) noexcept {
    return std::any_of(intervals.begin(), intervals.end(), [position](const Interval& interval) {
        return interval.first <= position && position <= interval.last;
    });
}

/// `audience` as `join_audience` made it.
TIM_DECL bool is_named(std::string_view audience, std::string_view user) noexcept {
    while (!audience.empty()) {
        const std::size_t end = audience.find('\n');
        if (audience.substr(0, end) == user) return true;
        audience.remove_prefix(std::min(end, audience.size() - 1) + 1);
    }
    return false;
}

/// Cuts what was asked for to the positions that there are and to one page of them.
TIM_DECL void cut_range(wire::EntryRange& range, const wire::SyncQuery& query) {
    const Position count = query.count == 0 ? most_page_positions : std::min(query.count, most_page_positions);
    range.from = std::max<Position>(query.from, 1);
    range.to = query.to == 0 ? range.head : std::min(query.to, range.head);
    if (range.from > range.to)
        range.to = range.from - 1;
    else if (query.newest)
        range.from = std::max(range.from, range.to - std::min(range.to, count - 1));
    else
        range.to = std::min(range.to, range.from + count - 1);
}

/// Columns pos, kind, time, seq, author, msg_id, version, body.
TIM_DECL wire::Entry read_entry(const db::Rows& rows) {
    wire::Entry entry;
    entry.pos = rows.get<Position>(0);
    entry.kind = rows.get<std::string>(1);
    entry.time = rows.get<UnixMillis>(2);
    entry.seq = rows.get<std::uint64_t>(3);
    entry.from = rows.get<std::string>(4);
    entry.id = rows.get<std::string>(5);
    entry.version = rows.get<std::uint64_t>(6);
    entry.body = RawJson(rows.get<std::string>(7));
    return entry;
}

TIM_DECL db::Rows entries_of(Tx& tx, const LogRow& log, const wire::EntryRange& range, bool newest) {
    if (newest)
        return tx.db.query(
            "SELECT pos, kind, time, seq, author, msg_id, version, body, audience FROM entries"
            " WHERE log = ? AND pos >= ? AND pos <= ? ORDER BY pos DESC",
            log.key, range.from, range.to);
    return tx.db.query(
        "SELECT pos, kind, time, seq, author, msg_id, version, body, audience FROM entries"
        " WHERE log = ? AND pos >= ? AND pos <= ? ORDER BY pos",
        log.key, range.from, range.to);
}

/// Fills the range with what the user may see; shortens it when a page is full, but not below one position.
TIM_DECL void fill_range(db::Rows rows, const std::vector<Interval>& intervals, std::string_view user, bool newest,
                         wire::EntryRange& range) {
    std::size_t bytes = 0;
    while (rows.next()) {
        const auto position = rows.get<Position>(0);
        if (!within(intervals, position)) continue;
        if (!rows.is_null(8) && !is_named(rows.get<std::string_view>(8), user)) continue;
        constexpr std::size_t fields = 200;  // about what an entry has around its body
        bytes += rows.get<std::string_view>(7).size() + fields;
        if (bytes > most_page_bytes && !range.entries.empty()) {
            (newest ? range.from : range.to) = newest ? position + 1 : position - 1;
            break;
        }
        range.entries.push_back(read_entry(rows));
    }
    if (newest) std::reverse(range.entries.begin(), range.entries.end());
}

}  // namespace detail

TIM_DECL Answer sync_operation(Tx& tx, const Caller& caller, std::string_view body) {
    const auto query = read_body<wire::SyncQuery>(tx, body);
    if (!query) return Answer::refused(query.error());
    const auto log = find_log(tx, query->log);
    if (!log) return Answer::refused({Errc::invalid_conversation, "no such log"});
    const std::vector<Interval> intervals = visible_intervals(tx, *log, caller.user);
    if (intervals.empty() && log->kind == LogKind::group)
        return Answer::refused({Errc::svr_group_permission_deny, "never a member of the group"});
    if (intervals.empty()) return Answer::refused({Errc::svr_msg_internal_auth_failed, "not a log of this user"});

    wire::EntryRange range;
    range.log = log->id;
    for (const Interval& interval : intervals) range.head = std::max(range.head, interval.last);
    range.head = std::min(range.head, log->head);
    detail::cut_range(range, *query);
    if (range.from <= range.to)
        detail::fill_range(detail::entries_of(tx, *log, range, query->newest), intervals, caller.user, query->newest,
                           range);
    return answer_with(range);
}

}  // namespace tim::hub
