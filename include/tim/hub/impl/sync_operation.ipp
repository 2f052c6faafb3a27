#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/log_operations.hpp"
#include "tim/hub/detail/log_view.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/operation_io.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tim::hub {
namespace detail {

inline constexpr std::size_t most_page_bytes = 256 * 1024;
inline constexpr Position most_page_positions = 200;
inline constexpr Position most_gone_positions = 10'000;

/// The beginning and the end of what was asked for, of positions that there are.
TIM_DECL void limit_range(Tx& tx, const LogView& view, const wire::SyncQuery& query, wire::EntryRange& range) {
    range.from = std::max<Position>(query.from, 1);
    range.to = query.to == 0 ? range.head : std::min(query.to, range.head);
    const UnixMillis time = std::max<UnixMillis>(query.time, 0);
    if (query.newest) {
        if (query.time != 0) range.to = std::min(range.to, first_after(tx, view.log, time) - 1);
        if (query.seq != 0 && query.seq < view.log.last_seq)
            range.to = std::min(range.to, position_of(tx, view.log, query.seq + 1) - 1);
    } else {
        if (query.time != 0) range.from = std::max(range.from, first_after(tx, view.log, time - 1));
        if (query.seq != 0) range.from = std::max(range.from, position_of(tx, view.log, query.seq));
    }
}

/// Cuts the range to one page. A stretch in which all that is readable is gone makes one long page, so that a device
/// is over it in few steps.
TIM_DECL void cut_page(const LogView& view, const wire::SyncQuery& query, wire::EntryRange& range) {
    const Position count =
        query.count == 0 ? most_page_positions : std::min<Position>(query.count, most_page_positions);
    if (range.from > range.to) {
        range.to = range.from - 1;
    } else if (query.newest) {
        const Position most = range.to <= view.gone ? most_gone_positions : count;
        range.from = std::max(range.from, range.to - std::min(range.to, most - 1));
    } else {
        const Position end = std::min(range.to, range.from + count - 1);
        range.to = std::max(end, std::min({range.to, view.gone, range.from + most_gone_positions - 1}));
    }
}

/// Columns pos, kind, time, seq, author, msg_id, version, body, quiet.
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
    entry.quiet = rows.get<bool>(8);
    return entry;
}

/// Without what is readable up to `gone`, whose text is not even looked at.
TIM_DECL db::Rows entries_of(Tx& tx, const LogView& view, const wire::EntryRange& range, bool newest) {
    if (newest)
        return tx.db.query(
            "SELECT pos, kind, time, seq, author, msg_id, version, body, quiet, audience FROM entries"
            " WHERE log = ? AND pos >= ? AND pos <= ? AND (pos > ? OR kind NOT IN ('message', 'tip', 'notice'))"
            " ORDER BY pos DESC",
            view.log.key, range.from, range.to, view.gone);
    return tx.db.query(
        "SELECT pos, kind, time, seq, author, msg_id, version, body, quiet, audience FROM entries"
        " WHERE log = ? AND pos >= ? AND pos <= ? AND (pos > ? OR kind NOT IN ('message', 'tip', 'notice'))"
        " ORDER BY pos",
        view.log.key, range.from, range.to, view.gone);
}

/// Fills the range with what the user may see; shortens it when a page is full, but not below one position.
TIM_DECL void fill_range(Tx& tx, const LogView& view, bool newest, wire::EntryRange& range) {
    const std::vector<Position> removed = removed_between(tx, view, range.from, range.to);
    db::Rows rows = entries_of(tx, view, range, newest);
    std::size_t bytes = 0;
    while (rows.next()) {
        const auto position = rows.get<Position>(0);
        if (!view.reaches(position) || std::binary_search(removed.begin(), removed.end(), position)) continue;
        if (!rows.is_null(9) && !is_named(rows.get<std::string_view>(9), view.user)) continue;
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
    const auto view = view_log(tx, caller.user, query->log);
    if (!view) return Answer::refused(view.error());

    wire::EntryRange range;
    range.log = view->log.id;
    range.head = view->head;
    detail::limit_range(tx, *view, *query, range);
    detail::cut_page(*view, *query, range);
    if (range.from <= range.to) detail::fill_range(tx, *view, query->newest, range);
    return answer_with(range);
}

}  // namespace tim::hub
