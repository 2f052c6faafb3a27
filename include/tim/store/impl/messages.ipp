#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/model/elem_files.hpp"
#include "tim/store/detail/messages.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tim::store::detail {

/// Entries of unknown make may lack an id; such messages have no identity but their place.
TIM_DECL std::optional<std::string_view> identity(std::string_view msg_id) {
    return msg_id.empty() ? std::nullopt : std::optional(msg_id);
}

TIM_DECL bool Messages::counts(const wire::Entry& entry) const noexcept {
    return entry.kind == "message" && !entry.quiet && entry.from != user_;
}

TIM_DECL UnixMillis milliseconds(std::uint64_t seconds) noexcept {
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max() / 1000;
    return static_cast<std::int64_t>(std::min(seconds, most) * 1000);
}

TIM_DECL UnixMillis time_in_history(const db::Rows& rows, int column) {
    const auto time = rows.get<UnixMillis>(column);
    if (time != 0) return time;
    const Result<MessageData> body = codec::read<MessageData>(rows.get<std::string_view>(column + 1));
    return body.has_value() ? milliseconds(body->client_time) : 0;
}

TIM_DECL std::optional<StoredMessage> read_stored(db::Rows& rows) {
    if (!rows.next()) return std::nullopt;
    StoredMessage stored;
    stored.key = rows.get<std::int64_t>(0);
    stored.place = Place{rows.get<std::int64_t>(1), rows.get<Position>(2), rows.get<std::int64_t>(3)};
    stored.arrival = rows.get<Arrival>(4);
    stored.version = rows.get<std::uint64_t>(5);
    stored.status = rows.get<MsgStatus>(6);
    stored.local_body = rows.get<bool>(7);
    stored.has_id = rows.get<bool>(8);
    stored.generation = rows.get<std::int64_t>(9);
    return stored;
}

TIM_DECL LocalBody::LocalBody(const MessageData& message, std::string_view outgoing) : outgoing_(outgoing) {
    bool keeps_more = message.custom_int != 0 || !message.custom_str.empty();
    for (const Elem& elem : message.elements)
        for_each_file(elem, [&keeps_more](const std::string& path, const std::string&, const std::string&) {
            keeps_more |= !path.empty();
        });
    if (outgoing.empty() || keeps_more) own_ = codec::to_json(message);
}

TIM_DECL bool Messages::insert(const Conversation& conversation, const wire::Entry& entry, Arrival arrival) {
    return db_.run(
               "INSERT INTO messages(conv, era, pos, sub, generation, arrival, seq, time, version, status, local_body, "
               "msg_id, sender, body, counts) VALUES(?, ?, ?, 0, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?) "
               "ON CONFLICT DO NOTHING",
               conversation.key, conversation.era, entry.pos, conversation.generation, arrival, entry.seq, entry.time,
               entry.version, MsgStatus::send_succ, identity(entry.id), entry.from, entry.body.view(),
               counts(entry)) != 0;
}

TIM_DECL void Messages::settle(const Conversation& conversation, const StoredMessage& stored, const wire::Entry& entry,
                               Arrival arrival) {
    // What this device wrote itself may hold what never left it; the entry has it only when nobody changed it since.
    const bool keep_body = stored.local_body && entry.version <= 1;
    const auto body = keep_body ? std::nullopt : std::optional(entry.body.view());
    const bool ended = stored.status == MsgStatus::deleted || stored.status == MsgStatus::revoked;
    db_.run(
        "UPDATE messages SET era = ?, pos = ?, sub = 0, generation = ?, arrival = iif(arrival = 0, ?, arrival), seq = "
        "?, "
        "time = ?, version = ?, status = ?, local_body = ?, msg_id = ?, sender = ?, body = coalesce(?, body), "
        "failure = 0, counts = ? WHERE key = ?",
        conversation.era, entry.pos, conversation.generation, arrival, entry.seq, entry.time, entry.version,
        ended ? stored.status : MsgStatus::send_succ, keep_body, identity(entry.id), entry.from, body, counts(entry),
        stored.key);
}

TIM_DECL bool Messages::renew(const Conversation& conversation, const wire::Entry& entry) {
    return db_.run(
               "UPDATE messages SET version = ?5, body = ?6, local_body = 0 WHERE conv = ?1 AND era = ?2 AND pos = ?3 "
               "AND sub = 0 AND generation = ?4 AND version < ?5 AND sender <> ''",
               conversation.key, conversation.era, entry.pos, conversation.generation, entry.version,
               entry.body.view()) != 0;
}

TIM_DECL void Messages::acknowledge(const Conversation& conversation, std::int64_t key, const Place& place,
                                    const wire::Sent& sent) {
    db_.run(
        "UPDATE messages SET era = ?, pos = ?, sub = ?, generation = ?, seq = ?, time = ?, version = ?, status = ?, "
        "failure = 0 WHERE key = ?",
        place.era, place.pos, place.sub, conversation.generation, sent.seq, sent.time, sent.version,
        MsgStatus::send_succ, key);
}

// `OR IGNORE`, here and below: a statement that may end half done with an error keeps copies of all pages that it
// touches.
TIM_DECL bool Messages::acknowledge_sending(const Conversation& conversation, std::string_view msg_id,
                                            const wire::Sent& sent) {
    return db_.run(
               "UPDATE OR IGNORE messages SET era = ?4, pos = ?5, sub = 0, generation = ?6, seq = ?7, time = ?8, "
               "version = ?9, status = ?10, failure = 0 WHERE msg_id = ?1 AND conv = ?2 AND sender = ?3 "
               "AND status = ?11",
               msg_id, conversation.key, user_, conversation.era, sent.pos, conversation.generation, sent.seq,
               sent.time, sent.version, MsgStatus::send_succ, MsgStatus::sending) != 0;
}

TIM_DECL void Messages::mark_failed(std::int64_t key, const Place& place, std::int32_t why) {
    const bool cancelled = why == static_cast<std::int32_t>(Errc::sdk_send_message_failed_with_cancel);
    db_.run("UPDATE messages SET era = ?, pos = ?, sub = ?, status = ?, failure = ? WHERE key = ?", place.era,
            place.pos, place.sub, cancelled ? MsgStatus::cancel : MsgStatus::send_fail, why, key);
}

TIM_DECL void Messages::erase(std::int64_t key) { db_.run("DELETE FROM messages WHERE key = ?", key); }

TIM_DECL std::int64_t Messages::insert_local(std::int64_t conv, const Place& place, const MessageData& message,
                                             const LocalBody& body, MsgStatus status) {
    db_.run(
        "INSERT INTO messages(conv, era, pos, sub, generation, arrival, seq, time, version, status, local_body, "
        "msg_id, sender, body) VALUES(?, ?, ?, ?, 0, NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
        conv, place.era, place.pos, place.sub, message.seq, milliseconds(message.server_time), message.version, status,
        body.is_own(), identity(message.msg_id), message.sender.empty() ? user_ : message.sender, body.text());
    return db_.last_insert_rowid();
}

TIM_DECL std::optional<std::int64_t> Messages::insert_sending(const MessageData& message, const LocalBody& body) {
    const auto conv = db_.find<std::int64_t>("SELECT key FROM conversations WHERE type = ? AND id = ?",
                                             message.conv_type, message.conv_id);
    if (!conv) return std::nullopt;
    const auto stored = db_.run(
        "INSERT OR IGNORE INTO messages(conv, era, pos, sub, generation, arrival, seq, time, version, status, "
        "local_body, msg_id, sender, body) VALUES(?1, ?2, 0, 1 + (SELECT coalesce(max(sub), 0) FROM messages "
        "WHERE conv = ?1 AND era = ?2 AND pos = 0), 0, NULL, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        *conv, era_afloat, message.seq, milliseconds(message.server_time), message.version, MsgStatus::sending,
        body.is_own(), message.msg_id, message.sender.empty() ? user_ : message.sender, body.text());
    return stored == 0 ? std::nullopt : std::optional(db_.last_insert_rowid());
}

TIM_DECL void Messages::replace_local(std::int64_t key, const Place& place, const MessageData& message,
                                      const LocalBody& body, MsgStatus status) {
    db_.run(
        "UPDATE messages SET era = ?, pos = ?, sub = ?, arrival = NULL, seq = ?, time = ?, version = ?, status = ?, "
        "local_body = ?, failure = 0, body = ? WHERE key = ?",
        place.era, place.pos, place.sub, message.seq, milliseconds(message.server_time), message.version, status,
        body.is_own(), body.text(), key);
}

TIM_DECL std::optional<StoredMessage> Messages::find(std::int64_t conv, std::string_view msg_id,
                                                     std::string_view sender) {
    if (msg_id.empty()) return std::nullopt;
    db::Rows rows =
        db_.query("SELECT * FROM stored_messages WHERE msg_id = ? AND conv = ? AND sender = ?", msg_id, conv, sender);
    return read_stored(rows);
}

TIM_DECL std::optional<StoredMessage> Messages::find(std::int64_t conv, const Place& place) {
    db::Rows rows = db_.query("SELECT * FROM stored_messages WHERE conv = ? AND era = ? AND pos = ? AND sub = ?", conv,
                              place.era, place.pos, place.sub);
    return read_stored(rows);
}

TIM_DECL std::vector<StoredMessage> Messages::find_all(std::int64_t conv, std::string_view msg_id) {
    std::vector<StoredMessage> all;
    db::Rows rows = db_.query("SELECT * FROM stored_messages WHERE msg_id = ? AND conv = ?", msg_id, conv);
    while (auto stored = read_stored(rows)) all.push_back(std::move(*stored));
    return all;
}

TIM_DECL Place Messages::behind(std::int64_t conv, std::int64_t era, Position pos) {
    const auto last = db_.find<std::optional<std::int64_t>>(
        "SELECT max(sub) FROM messages WHERE conv = ? AND era = ? AND pos = ? AND sub > 0", conv, era, pos);
    return Place{era, pos, last.value_or(std::nullopt).value_or(0) + 1};
}

TIM_DECL Place Messages::behind_newest(const Conversation& conversation) {
    const auto head = db_.find<Position>("SELECT head FROM logs WHERE conv = ?", conversation.key).value_or(0);
    const auto newest = db_.find<std::optional<Position>>("SELECT max(pos) FROM messages WHERE conv = ? AND era = ?",
                                                          conversation.key, conversation.era);
    return behind(conversation.key, conversation.era, std::max(head, newest.value_or(std::nullopt).value_or(0)));
}

TIM_DECL void Messages::move_down(const Conversation& conversation, Range range) {
    const Place target = behind(conversation.key, conversation.era, range.from - 1);
    db_.run(
        "UPDATE messages SET pos = ?3, sub = ?4 + moved.n FROM (SELECT key AS k, row_number() OVER (ORDER BY pos, sub) "
        "- 1 AS n FROM messages WHERE conv = ?1 AND era = ?2 AND pos BETWEEN ?5 AND ?6) AS moved WHERE key = moved.k",
        conversation.key, conversation.era, target.pos, target.sub, range.from, range.to);
}

TIM_DECL std::uint64_t Messages::last_arrival() {
    return db_
        .find<std::uint64_t>(
            "SELECT max(shown, numbered, coalesce((SELECT max(arrival) FROM messages WHERE arrival IS NOT NULL), 0)) "
            "FROM device")
        .value_or(0);
}

TIM_DECL std::size_t Messages::announce(const Conversation& conversation, Range range, std::uint64_t last) {
    return static_cast<std::size_t>(db_.run(
        "UPDATE messages SET arrival = ?5 + pending.n FROM (SELECT key AS k, row_number() OVER (ORDER BY pos) AS n "
        "FROM messages WHERE conv = ?1 AND era = ?2 AND pos BETWEEN ?3 AND ?4 AND sub = 0 AND generation = ?6 "
        "AND arrival = 0) AS pending WHERE key = pending.k",
        conversation.key, conversation.era, range.from, range.to, last, conversation.generation));
}

TIM_DECL void Messages::pass_over(const Conversation& conversation, Range range) {
    db_.run(
        "UPDATE messages SET arrival = NULL WHERE conv = ? AND era = ? AND pos BETWEEN ? AND ? AND sub = 0 "
        "AND generation = ? AND arrival = 0",
        conversation.key, conversation.era, range.from, range.to, conversation.generation);
}

/// The first columns of the view `readable_messages`, in its order. The envelope wins over the body, of which
/// everything is left out that a reader has to ignore. What was read follows from the marks; only a message that was
/// imported keeps what it came with. A body that this version cannot read leaves a message without elements, and stays
/// stored.
TIM_DECL MessageData Messages::read(const db::Rows& rows) const {
    Result<MessageData> body = codec::read<MessageData>(rows.get<std::string_view>(7));
    MessageData message = body.has_value() ? std::move(*body) : MessageData();
    const bool has_local_body = rows.get<bool>(6);
    if (!has_local_body) {
        message.custom_str.clear();
        message.custom_int = 0;
    }
    message.msg_id = rows.get<std::string>(0);
    message.sender = rows.get<std::string>(1);
    message.seq = rows.get<std::uint64_t>(2);
    message.server_time = to_seconds(rows.get<UnixMillis>(3));
    message.version = rows.get<std::uint64_t>(4);
    message.status = rows.get<MsgStatus>(5);
    message.conv_type = rows.get<ConvType>(8);
    message.conv_id = rows.get<std::string>(9);
    message.failure = rows.get<std::int32_t>(10);
    message.is_from_self = message.sender == user_;
    message.is_read = message.is_from_self || !rows.get<bool>(17);
    if (!has_local_body || rows.get<std::int64_t>(15) == 0)
        message.is_peer_read = message.is_from_self && message.conv_type == ConvType::c2c && rows.get<bool>(18);
    if (!rows.is_null(19)) {
        message.custom_str = rows.get<std::string>(19);
        message.custom_int = rows.get<std::uint32_t>(20);
    }
    return message;
}

TIM_DECL std::vector<MessageData> Messages::read_all(db::Rows rows) const {
    std::vector<MessageData> messages;
    while (rows.next()) messages.push_back(read(rows));
    return messages;
}

TIM_DECL MessageData Messages::get(std::int64_t key) {
    db::Rows rows = db_.query("SELECT * FROM readable_messages WHERE key = ?", key);
    return rows.next() ? read(rows) : MessageData();
}

TIM_DECL db::Rows Messages::older(std::int64_t conv, const Place& before) {
    return db_.query(
        "SELECT * FROM readable_messages WHERE conv = ? AND (era, pos, sub) < (?, ?, ?) AND status <> ? "
        "ORDER BY era DESC, pos DESC, sub DESC",
        conv, before.era, before.pos, before.sub, MsgStatus::deleted);
}

TIM_DECL db::Rows Messages::newer(std::int64_t conv, const Place& after) {
    return db_.query(
        "SELECT * FROM readable_messages WHERE conv = ? AND (era, pos, sub) > (?, ?, ?) AND status <> ? "
        "ORDER BY era, pos, sub",
        conv, after.era, after.pos, after.sub, MsgStatus::deleted);
}

TIM_DECL db::Rows Messages::at(std::int64_t conv, const Place& place) {
    return db_.query(
        "SELECT * FROM readable_messages WHERE conv = ? AND era = ? AND pos = ? AND sub = ? AND status <> ?", conv,
        place.era, place.pos, place.sub, MsgStatus::deleted);
}

TIM_DECL db::Rows Messages::behind_place(std::int64_t conv, const Place& place) {
    return db_.query(
        "SELECT * FROM readable_messages WHERE conv = ? AND (era, pos, sub) > (?, ?, ?) ORDER BY era, pos, sub", conv,
        place.era, place.pos, place.sub);
}

TIM_DECL db::Rows Messages::local(std::int64_t conv, UnixMillis from, UnixMillis to) {
    return db_.query(
        "SELECT * FROM readable_messages WHERE conv = ? AND sub > 0 AND status <> 1 AND time BETWEEN ? AND ?", conv,
        from, to);
}

TIM_DECL Dated Messages::dated(const db::Rows& rows) const {
    Dated dated;
    dated.message = read(rows);
    dated.place = place(rows);
    dated.time = time(rows);
    if (dated.time == 0) dated.time = milliseconds(dated.message.client_time);
    return dated;
}

TIM_DECL Place Messages::place(const db::Rows& rows) {
    return Place{rows.get<std::int64_t>(13), rows.get<Position>(14), rows.get<std::int64_t>(15)};
}

TIM_DECL UnixMillis Messages::time(const db::Rows& rows) { return rows.get<UnixMillis>(3); }

// Sorted by SQLite, they would be looked for in the order of the conversation, all of it.
TIM_DECL std::optional<Place> Messages::place_of(std::int64_t conv, std::string_view msg_id) {
    std::optional<Place> newest;
    for (const StoredMessage& message : find_all(conv, msg_id))
        newest = std::max(newest.value_or(message.place), message.place);
    return newest;
}

TIM_DECL std::vector<MessageData> Messages::find(std::string_view msg_id) {
    return read_all(db_.query("SELECT * FROM readable_messages WHERE msg_id = ? ORDER BY conv, sender", msg_id));
}

TIM_DECL std::vector<News> Messages::news(std::uint64_t arrival, std::size_t count) {
    std::vector<News> news;
    db::Rows rows =
        db_.query("SELECT * FROM readable_messages WHERE arrival > ? AND status <> ? ORDER BY arrival LIMIT ?", arrival,
                  MsgStatus::deleted, count);
    while (rows.next()) {
        News& one = news.emplace_back();
        one.arrival = rows.get<std::uint64_t>(16);
        one.message = read(rows);
    }
    return news;
}

}  // namespace tim::store::detail
