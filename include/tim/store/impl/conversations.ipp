#pragma once

#include "tim/model/message_enums.hpp"
#include "tim/store/detail/conversations.hpp"

namespace tim::store::detail {

TIM_DECL Place newest_place(db::Connection& db, std::int64_t conversation) {
    db::Rows rows = db.query(
        "SELECT era, pos, sub FROM messages WHERE conv = ? AND status <> ? ORDER BY era DESC, pos DESC, sub DESC "
        "LIMIT 1",
        conversation, MsgStatus::deleted);
    if (!rows.next()) return {};
    return Place{rows.get<std::int64_t>(0), rows.get<Position>(1), rows.get<std::int64_t>(2)};
}

TIM_DECL std::optional<EntryMark> newest_entry(db::Connection& db, const Conversation& conversation, Position to) {
    db::Rows rows = db.query(
        "SELECT time, seq FROM messages WHERE conv = ? AND era = ? AND pos <= ? AND sub = 0 AND generation = ? "
        "AND version > 0 ORDER BY pos DESC LIMIT 1",
        conversation.key, conversation.era, to, conversation.generation);
    if (!rows.next()) return std::nullopt;
    return EntryMark{rows.get<UnixMillis>(0), rows.get<std::uint64_t>(1)};
}

TIM_DECL std::optional<Conversation> find_conversation(db::Connection& db, const ConvKey& name) {
    Conversation conversation;
    conversation.name = name;
    db::Rows rows = db.query("SELECT key, era, generation, past_log FROM conversations WHERE type = ? AND id = ?",
                             name.type, name.id);
    if (!rows.next()) return std::nullopt;
    conversation.key = rows.get<std::int64_t>(0);
    conversation.era = rows.get<std::int64_t>(1);
    conversation.generation = rows.get<std::int64_t>(2);
    conversation.past_log = rows.get<std::string>(3);
    return conversation;
}

TIM_DECL bool hide(db::Connection& db, std::int64_t conversation, bool is_hidden) {
    return db.run(
               "UPDATE conversations SET hidden = ?1, draft = iif(?1, NULL, draft) WHERE key = ?2 "
               "AND (hidden <> ?1 OR (?1 AND draft IS NOT NULL))",
               is_hidden, conversation) != 0;
}

TIM_DECL Conversation find_or_make_conversation(db::Connection& db, const ConvKey& name) {
    std::optional<Conversation> found = find_conversation(db, name);
    if (found) return std::move(*found);
    Conversation made;
    made.name = name;
    db.run("INSERT INTO conversations(type, id) VALUES(?, ?)", name.type, name.id);
    made.key = db.last_insert_rowid();
    made.changed = true;
    return made;
}

}  // namespace tim::store::detail
