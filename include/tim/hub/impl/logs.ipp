#pragma once

#include "tim/codec/write.hpp"
#include "tim/db/connection.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/tables.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tim::hub {
namespace detail {

inline constexpr Position no_end = std::numeric_limits<Position>::max();

TIM_DECL std::optional<LogRow> find_log_of(Tx& tx, LogKind kind, std::string_view owner, std::string_view other) {
    db::Rows rows = tx.db.query(
        "SELECT key, id, kind, owner, other, head, last_seq, last_time FROM logs"
        " WHERE kind = ? AND owner = ? AND other = ?",
        kind, owner, other);
    if (!rows.next()) return std::nullopt;
    return read_log(rows);
}

TIM_DECL void reread(Tx& tx, LogRow& log) {
    db::Rows rows = tx.db.query("SELECT head, last_seq, last_time FROM logs WHERE key = ?", log.key);
    if (!rows.next()) db::throw_error(db::Problem::statement, "no log to append to");
    log.head = rows.get<Position>(0);
    log.last_seq = rows.get<std::uint64_t>(1);
    log.last_time = rows.get<UnixMillis>(2);
}

TIM_DECL void advance(const Tx& tx, LogRow& log, bool numbered) {
    ++log.head;
    if (numbered) ++log.last_seq;
    log.last_time = std::max(log.last_time, tx.now);
}

/// The next position. The caller's row nearly always is the newest; that its head is tells that all of it is.
TIM_DECL void allocate(Tx& tx, LogRow& log, bool numbered) {
    for (;; reread(tx, log)) {
        LogRow next = log;
        advance(tx, next, numbered);
        const auto changed =
            tx.db.run("UPDATE logs SET head = ?, last_seq = ?, last_time = ? WHERE key = ? AND head = ?", next.head,
                      next.last_seq, next.last_time, log.key, log.head);
        if (changed == 0) continue;
        log = std::move(next);
        return;
    }
}

/// User ids hold no line feed. None: all members; an empty text: nobody.
TIM_DECL std::optional<std::string> join_audience(const std::optional<std::vector<std::string>>& audience) {
    if (!audience) return std::nullopt;
    std::string text;
    for (const std::string& user : *audience) text.append(user).push_back('\n');
    return text;
}

TIM_DECL void store(Tx& tx, const LogRow& log, const wire::Entry& entry, const NewEntry& fresh) {
    const auto some = [](bool present, auto value) { return present ? std::optional(value) : std::nullopt; };
    const SendKey send = fresh.send.value_or(SendKey());
    tx.db.run(
        "INSERT INTO entries (log, pos, seq, kind, time, author, device, n, msg_id, version, audience, body, quiet)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        log.key, entry.pos, some(fresh.numbered, entry.seq), entry.kind, entry.time, entry.from,
        some(fresh.send.has_value(), send.device), some(fresh.send.has_value(), send.n),
        some(!entry.id.empty(), std::string_view(entry.id)), entry.version, join_audience(fresh.audience),
        entry.body.view(), entry.quiet);
}

TIM_DECL wire::FrameText entries_frame(const wire::EntryRange& range) {
    return wire::push_frame("entries", codec::to_json(range));
}

/// Stores the entry at the position that the log's row has reached, and tells its subscribers.
TIM_DECL wire::Entry put_at_head(Tx& tx, const LogRow& log, NewEntry fresh) {
    if (fresh.audience &&
        std::find(fresh.audience->begin(), fresh.audience->end(), fresh.from) == fresh.audience->end())
        fresh.audience->push_back(fresh.from);

    wire::EntryRange range;
    range.log = log.id;
    range.from = range.to = range.head = log.head;
    wire::Entry& entry = range.entries.emplace_back();
    entry.pos = log.head;
    entry.kind = std::move(fresh.kind);
    entry.time = log.last_time;
    entry.seq = fresh.numbered ? log.last_seq : 0;
    entry.from = std::move(fresh.from);
    entry.id = std::move(fresh.id);
    entry.version = entry.id.empty() ? 0 : 1;
    entry.quiet = fresh.quiet;
    entry.body = RawJson(std::move(fresh.body));
    store(tx, log, entry, fresh);

    Event event;
    event.kind = Event::Kind::append;
    event.log = log.id;
    event.frame = entries_frame(range);
    event.except = fresh.except;
    wire::Entry appended = std::move(entry);
    range.entries.clear();
    if (fresh.audience) event.void_frame = entries_frame(range);
    event.audience = std::move(fresh.audience);
    tx.tell(std::move(event));
    return appended;
}

TIM_DECL void write_conv(Tx& tx, std::string_view user, const wire::ConvChange& change) {
    LogRow user_log = ensure_user(tx, user);
    NewEntry entry;
    entry.kind = "conv";
    entry.numbered = false;
    codec::write(entry.body, change);
    append(tx, user_log, std::move(entry));
}

TIM_DECL std::vector<Interval> stored_intervals(Tx& tx, const LogRow& log, std::string_view user) {
    std::vector<Interval> intervals;
    db::Rows rows = tx.db.query(
        "SELECT first_pos, last_pos FROM intervals WHERE log = ? AND user_id = ? ORDER BY first_pos", log.key, user);
    while (rows.next())
        intervals.push_back({rows.get<Position>(0), rows.get<std::optional<Position>>(1).value_or(no_end)});
    return intervals;
}

TIM_DECL Event membership_event(Event::Kind kind, const LogRow& log, std::string_view user) {
    Event event;
    event.kind = kind;
    event.log = log.id;
    event.user = user;
    return event;
}

}  // namespace detail

TIM_DECL LogRow read_log(const db::Rows& rows) {
    LogRow log;
    log.key = rows.get<std::int64_t>(0);
    log.id = rows.get<std::string>(1);
    log.kind = rows.get<LogKind>(2);
    log.owner = rows.get<std::string>(3);
    log.other = rows.get<std::string>(4);
    log.head = rows.get<Position>(5);
    log.last_seq = rows.get<std::uint64_t>(6);
    log.last_time = rows.get<UnixMillis>(7);
    return log;
}

TIM_DECL std::optional<LogRow> find_log(Tx& tx, std::string_view log_id) {
    db::Rows rows =
        tx.db.query("SELECT key, id, kind, owner, other, head, last_seq, last_time FROM logs WHERE id = ?", log_id);
    if (!rows.next()) return std::nullopt;
    return read_log(rows);
}

TIM_DECL std::optional<LogRow> find_group_log(Tx& tx, std::string_view group_id) {
    return detail::find_log_of(tx, LogKind::group, group_id, "");
}

TIM_DECL std::optional<LogRow> find_pair_log(Tx& tx, std::string_view user, std::string_view peer) {
    return detail::find_log_of(tx, LogKind::pair, std::min(user, peer), std::max(user, peer));
}

TIM_DECL Result<LogRow> open_pair_log(Tx& tx, const std::string& user, const std::string& peer) {
    if (auto log = find_pair_log(tx, user, peer)) return *std::move(log);
    if (tx.options.unknown_receivers())
        ensure_user(tx, peer);
    else if (!user_exists(tx, peer))
        return Failure(Errc::svr_msg_invalid_id, "no user " + peer);
    return create_log(tx, LogKind::pair, user, peer);
}

TIM_DECL LogRow create_log(Tx& tx, LogKind kind, std::string owner, std::string other) {
    LogRow log;
    log.id = tx.random.hex(16);
    log.kind = kind;
    log.owner = std::move(owner);
    log.other = std::move(other);
    if (kind == LogKind::pair && log.other < log.owner) std::swap(log.owner, log.other);
    const auto key = tx.db.find<std::int64_t>(
        "INSERT INTO logs (key, id, kind, owner, other, head, last_seq, last_time)"
        " SELECT coalesce(max(key), 0) + 1, ?, ?, ?, ?, 0, 0, 0 FROM logs RETURNING key",
        log.id, kind, log.owner, log.other);
    log.key = key.value();
    return log;
}

TIM_DECL wire::Entry append(Tx& tx, LogRow& log, NewEntry fresh) {
    detail::allocate(tx, log, fresh.numbered);
    return detail::put_at_head(tx, log, std::move(fresh));
}

TIM_DECL wire::Entry append_ahead(Tx& tx, LogRow& log, NewEntry fresh) {
    detail::advance(tx, log, fresh.numbered);
    return detail::put_at_head(tx, log, std::move(fresh));
}

TIM_DECL LogRow ensure_user(Tx& tx, std::string_view user) {
    if (auto log = detail::find_log_of(tx, LogKind::user, user, "")) return *std::move(log);
    return create_log(tx, LogKind::user, std::string(user));
}

TIM_DECL bool user_exists(Tx& tx, std::string_view user) {
    return detail::find_log_of(tx, LogKind::user, user, "").has_value();
}

TIM_DECL std::int64_t device_key(Tx& tx, std::string_view user, std::string_view device) {
    const auto known =
        tx.db.find<std::int64_t>("SELECT key FROM devices WHERE user_id = ? AND device = ?", user, device);
    if (known) return *known;
    const auto made = tx.db.find<std::int64_t>(
        "INSERT INTO devices (key, user_id, device) SELECT coalesce(max(key), 0) + 1, ?, ? FROM devices RETURNING key",
        user, device);
    return made.value();
}

TIM_DECL void show_log(Tx& tx, const LogRow& log, std::string_view user, const ConvKey& conv, Position start) {
    Position first = start;
    Position oldest = start;
    for (const Interval& past : detail::stored_intervals(tx, log, user)) {
        first = std::max(first, past.last + 1);
        oldest = std::min(oldest, past.first);
    }
    // A membership during which nothing happened is taken up again.
    tx.db.run(
        "INSERT INTO intervals (log, user_id, first_pos, last_pos) VALUES (?, ?, ?, NULL)"
        " ON CONFLICT (log, user_id, first_pos) DO UPDATE SET last_pos = NULL",
        log.key, user, first);

    wire::ConvChange change;
    change.conv_type = conv.type;
    change.conv_id = conv.id;
    change.log = log.id;
    change.start = std::min(oldest, first);
    detail::write_conv(tx, user, change);
    tx.tell(detail::membership_event(Event::Kind::subscribe, log, user));
}

TIM_DECL void hide_log(Tx& tx, const LogRow& log, std::string_view user, const ConvKey& conv, Position end) {
    const auto ended = tx.db.run("UPDATE intervals SET last_pos = ? WHERE log = ? AND user_id = ? AND last_pos IS NULL",
                                 end, log.key, user);
    if (ended == 0) return;

    wire::ConvChange change;
    change.conv_type = conv.type;
    change.conv_id = conv.id;
    change.log = log.id;
    change.start = detail::stored_intervals(tx, log, user).front().first;
    change.end = end;
    change.gone = true;
    detail::write_conv(tx, user, change);
    tx.tell(detail::membership_event(Event::Kind::unsubscribe, log, user));
}

TIM_DECL bool sees_log(Tx& tx, const LogRow& log, std::string_view user) {
    if (log.kind != LogKind::group) return user == log.owner || (log.kind == LogKind::pair && user == log.other);
    return tx.db.find<int>("SELECT 1 FROM intervals WHERE log = ? AND user_id = ? AND last_pos IS NULL", log.key, user)
        .has_value();
}

TIM_DECL std::vector<Interval> visible_intervals(Tx& tx, const LogRow& log, std::string_view user) {
    if (log.kind == LogKind::group) return detail::stored_intervals(tx, log, user);
    if (sees_log(tx, log, user)) return {{1, detail::no_end}};
    return {};
}

TIM_DECL void tell_live(Tx& tx, const LogRow& log, const wire::Live& live,
                        std::optional<std::vector<std::string>> audience, std::uint64_t except) {
    Event event;
    event.kind = Event::Kind::live;
    event.log = log.id;
    event.audience = std::move(audience);
    event.frame = wire::push_frame("live", codec::to_json(live));
    event.except = except;
    tx.tell(std::move(event));
}

TIM_DECL std::string make_message_id(Tx& tx) {
    std::string id(system_sender);
    return id.append("-")
        .append(std::to_string(to_seconds(tx.now)))
        .append("-")
        .append(std::to_string(tx.random.next()));
}

}  // namespace tim::hub
