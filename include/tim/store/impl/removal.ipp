#pragma once

#include "tim/model/message_enums.hpp"
#include "tim/store/detail/messages.hpp"
#include "tim/store/detail/removal.hpp"

#include <limits>

namespace tim::store::detail {

TIM_DECL bool Removal::remove(const Conversation& conversation, Position pos) {
    const auto key = db_.find<std::int64_t>(
        "SELECT key FROM messages WHERE conv = ? AND era = ? AND pos = ? AND sub = 0 AND generation = ?",
        conversation.key, conversation.era, pos, conversation.generation);
    if (key) return remove(conversation, *key);
    db_.run(
        "INSERT INTO messages(conv, era, pos, sub, generation, seq, time, version, status, local_body, sender, body) "
        "VALUES(?, ?, ?, 0, ?, 0, 0, 0, ?, 0, '', '{}') ON CONFLICT DO NOTHING",
        conversation.key, conversation.era, pos, conversation.generation, MsgStatus::deleted);
    return false;
}

TIM_DECL bool Removal::remove_past(const Conversation& conversation, std::string_view msg_id) {
    bool changed = false;
    for (const StoredMessage& message : Messages(db_, "").find_all(conversation.key, msg_id))
        if (!message.is_held(conversation) && !message.is_undelivered()) changed |= remove(conversation, message.key);
    return changed;
}

TIM_DECL bool Removal::remove(const Conversation& conversation, std::int64_t key) {
    keep_active(conversation);
    return db_.run(
               "UPDATE messages SET status = ?1, failure = 0, arrival = nullif(arrival, 0) "
               "WHERE key = ?2 AND status <> ?1",
               MsgStatus::deleted, key) != 0;
}

TIM_DECL bool Removal::clear(const Conversation& conversation, Position to) {
    keep_active(conversation);
    // What was numbered as news must not give its number to another message.
    db_.run(
        "UPDATE device SET numbered = max(numbered, coalesce((SELECT max(arrival) FROM messages "
        "WHERE arrival IS NOT NULL), 0))");
    return db_.run("DELETE FROM messages WHERE conv = ? AND (era, pos) <= (?, ?)", conversation.key, conversation.era,
                   to) != 0;
}

/// A conversation keeps its place in the list, whatever goes from it.
TIM_DECL void Removal::keep_active(const Conversation& conversation) {
    Messages messages(db_, "");
    db::Rows rows = messages.older(conversation.key, behind_all);
    if (!rows.next()) return;
    const UnixMillis time = messages.dated(rows).time;
    db_.run("UPDATE conversations SET active = ?1 WHERE key = ?2 AND active < ?1", time, conversation.key);
}

}  // namespace tim::store::detail
