#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/log_view.hpp"
#include "tim/hub/detail/retention.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>

namespace tim::hub {
namespace detail {

// What one step may look at: entries and logs together. Other requests wait for it.
inline constexpr Position most_in_a_step = 1000;

/// What is older is over; 0 when nothing ever is.
TIM_DECL UnixMillis oldest_kept(const Tx& tx) {
    const std::chrono::seconds::rep kept = tx.options.retention().count();
    if (kept <= 0 || kept > tx.now / 1000) return 0;
    return tx.now - kept * 1000;
}

/// The last position whose time is over, from `taken` on.
TIM_DECL Position over_in(Tx& tx, const LogRow& log, Position taken) {
    const UnixMillis oldest = oldest_kept(tx);
    return oldest == 0 ? taken : first_after(tx, log, oldest - 1, taken + 1) - 1;
}

/// Up to where the texts of a log were taken.
TIM_DECL Position taken_in(Tx& tx, std::int64_t log) {
    return tx.db.find<Position>("SELECT pos FROM expired WHERE log = ?", log).value_or(0);
}

TIM_DECL std::optional<LogRow> next_log(Tx& tx, std::int64_t from) {
    db::Rows rows = tx.db.query(
        "SELECT key, id, kind, owner, other, head, last_seq, last_time FROM logs WHERE key >= ? ORDER BY key LIMIT 1",
        from);
    return rows.next() ? std::optional<LogRow>(read_log(rows)) : std::nullopt;
}

TIM_DECL std::int64_t take_texts(Tx& tx, const LogRow& log, Position from, Position to) {
    tx.db.run("INSERT INTO expired (log, pos) VALUES (?, ?) ON CONFLICT (log) DO UPDATE SET pos = excluded.pos",
              log.key, to);
    return tx.db.run(
        "UPDATE entries SET body = '' WHERE log = ? AND pos >= ? AND pos <= ?"
        " AND kind IN ('message', 'tip', 'notice')",
        log.key, from, to);
}

TIM_DECL void note_taken(const Tx& tx, std::int64_t texts) {
    if (texts == 0 || !tx.options.log()) return;
    tx.options.log()(LogLevel::info, "hub storage: took the texts of " + std::to_string(texts) + " old entries");
}

}  // namespace detail

TIM_DECL Position expired_in(Tx& tx, const LogRow& log) {
    return detail::over_in(tx, log, detail::taken_in(tx, log.key));
}

TIM_DECL Answer expire_operation(Tx& tx, const Caller&, std::string_view body) {
    std::int64_t next = 0;
    std::from_chars(body.data(), body.data() + body.size(), next);
    std::int64_t texts = 0;
    Position left = detail::most_in_a_step;
    std::optional<LogRow> log = detail::next_log(tx, next);
    while (log && left > 0) {
        const Position taken = detail::taken_in(tx, log->key);
        const Position over = detail::over_in(tx, *log, taken);
        const Position to = std::min(over, taken + left);
        if (to > taken) texts += detail::take_texts(tx, *log, taken + 1, to);
        left -= std::min(left, to - taken + 1);
        log = detail::next_log(tx, to < over ? log->key : log->key + 1);
    }
    detail::note_taken(tx, texts);
    return Answer::done(log ? std::to_string(log->key) : std::string());
}

}  // namespace tim::hub
