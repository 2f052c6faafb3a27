#pragma once

#include "tim/db/migrations.hpp"

#include <array>
#include <string_view>

namespace tim::store::detail {

/// Version 1.
///
/// A conversation has at most one log, and each log that it ever had is an `era` of it. A message that came with a
/// position stands at (era, pos, 0), others behind a position, with `sub` from 1 on. Forgetting a log begins a new
/// `generation` of the conversation and need not touch its messages: those of an earlier one are local rows by that.
///
/// The columns of a message are what the hub's envelope says and win over the body, the JSON as its author wrote it;
/// `local_body` marks one that was written by this device and may hold what never leaves it. `arrival` is the number
/// as news, 0 as long as that is open, NULL for a message that will never be news.
inline constexpr std::string_view version_1 = R"sql(
CREATE TABLE device (
    user_id TEXT NOT NULL,
    id TEXT NOT NULL,
    epoch TEXT NOT NULL DEFAULT '',
    shown INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE conversations (
    key INTEGER PRIMARY KEY,
    type INTEGER NOT NULL,
    id TEXT NOT NULL,
    era INTEGER NOT NULL DEFAULT 0,
    generation INTEGER NOT NULL DEFAULT 0,
    past_log TEXT NOT NULL DEFAULT '',
    UNIQUE (type, id)
);
CREATE TABLE logs (
    conv INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    head INTEGER NOT NULL,
    start_pos INTEGER NOT NULL,
    end_pos INTEGER NOT NULL,
    news_to INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    told INTEGER NOT NULL
);
CREATE TABLE ranges (
    conv INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (conv, first)
) WITHOUT ROWID;
CREATE TABLE messages (
    key INTEGER PRIMARY KEY,
    conv INTEGER NOT NULL,
    era INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    sub INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    arrival INTEGER,
    seq INTEGER NOT NULL,
    time INTEGER NOT NULL,
    version INTEGER NOT NULL,
    status INTEGER NOT NULL,
    local_body INTEGER NOT NULL,
    msg_id TEXT,
    sender TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX messages_place ON messages (conv, era, pos, sub);
CREATE UNIQUE INDEX messages_id ON messages (msg_id, conv, sender);
CREATE INDEX messages_news ON messages (arrival) WHERE arrival IS NOT NULL;
CREATE VIEW readable_messages AS
    SELECT m.msg_id, m.sender, m.seq, m.time, m.version, m.status, m.local_body, m.body,
           c.type, c.id AS conv_id, m.key, m.conv, m.era, m.pos, m.sub, m.arrival
    FROM messages m JOIN conversations c ON c.key = m.conv;
CREATE TABLE unknown_entries (
    conv INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (conv, pos)
) WITHOUT ROWID;
)sql";

/// Version 2: the outbox, and why a message was not sent.
///
/// A row of the outbox belongs to a message that is *sending*, and goes in the transaction in which that ends. `n` is
/// stored before the message is first written under it. `uncertain`: the message had a number in a history that the hub
/// has no more, so it may be there under another one.
inline constexpr std::string_view version_2 = R"sql(
ALTER TABLE messages ADD COLUMN failure INTEGER NOT NULL DEFAULT 0;
CREATE TABLE outbox (
    message INTEGER PRIMARY KEY,
    durable INTEGER NOT NULL,
    uncertain INTEGER NOT NULL DEFAULT 0,
    log TEXT NOT NULL,
    n INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE TRIGGER outbox_end AFTER UPDATE OF status ON messages WHEN new.status <> 1
    BEGIN DELETE FROM outbox WHERE message = new.key; END;
CREATE TRIGGER outbox_discard AFTER DELETE ON messages
    BEGIN DELETE FROM outbox WHERE message = old.key; END;
DROP VIEW readable_messages;
CREATE VIEW readable_messages AS
    SELECT m.msg_id, m.sender, m.seq, m.time, m.version, m.status, m.local_body, m.body,
           c.type, c.id AS conv_id, m.failure, m.key, m.conv, m.era, m.pos, m.sub, m.arrival
    FROM messages m JOIN conversations c ON c.key = m.conv;
CREATE VIEW stored_messages AS
    SELECT key, era, pos, sub, arrival, version, status, local_body, msg_id IS NOT NULL AS has_id, generation,
           msg_id, conv, sender
    FROM messages;
)sql";

/// Version 3: `unwanted` is why a message is to be taken back, 0 when it is to be sent.
inline constexpr std::string_view version_3 = R"sql(
ALTER TABLE outbox ADD COLUMN unwanted INTEGER NOT NULL DEFAULT 0;
)sql";

/// Version 4: what the user has read, removed, cleared and set, and the list of conversations.
///
/// `counts`: a message that is unread until its reader's mark passes it; `unread_messages` says what that means. A
/// log's `read_to` is this user's mark, of which the hub knows up to `read_told`; `peer_read_to` the other user's in a
/// pair; nothing up to `cleared_to` is ever stored again. Messages of status 4, *deleted*, stay: found by id, shown
/// nowhere. One without id and version stands where a message was removed that had not come yet, see `Removal`.
///
/// Of a conversation, `active` is when it was last active as far as messages tell that are gone, and `settings_at` the
/// position of the user's log that told of `pinned` and `recv_opt`. `numbered` of the device: numbers as news up to it
/// were given away, though their messages may be gone. `log` of a kept entry: it is understood, and waits for that log;
/// empty: it is to be tried again when the store is opened; NULL: not understood. `dated_messages` have a body
/// where it has to tell the time, see `time_in_history`.
inline constexpr std::string_view version_4 = R"sql(
ALTER TABLE messages ADD COLUMN counts INTEGER NOT NULL DEFAULT 0;
UPDATE messages SET counts = 1 WHERE sub = 0 AND sender <> '@TIM#SYSTEM'
    AND instr(body, '"message_is_excluded_from_unread_count":true') = 0
    AND instr(body, '"message_target_group_member_array":["') = 0;
ALTER TABLE logs ADD COLUMN read_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE logs ADD COLUMN read_told INTEGER NOT NULL DEFAULT 0;
ALTER TABLE logs ADD COLUMN peer_read_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE logs ADD COLUMN cleared_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN recv_opt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN settings_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN active INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN draft TEXT;
ALTER TABLE device ADD COLUMN numbered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE unknown_entries ADD COLUMN log TEXT;
UPDATE unknown_entries SET log = '' WHERE json_extract(entry, '$.kind') IN ('read', 'removed', 'cleared', 'settings');
CREATE TABLE local_data (
    message INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    number INTEGER NOT NULL
);
CREATE TRIGGER local_data_end AFTER DELETE ON messages
    BEGIN DELETE FROM local_data WHERE message = old.key; END;
DROP VIEW readable_messages;
CREATE VIEW readable_messages AS
    SELECT m.msg_id, m.sender, m.seq, m.time, m.version, m.status, m.local_body, m.body,
           c.type, c.id AS conv_id, m.failure, m.key, m.conv, m.era, m.pos, m.sub, m.arrival,
           m.sub = 0 AND m.era = c.era AND m.generation = c.generation AND m.pos > l.read_to AS unseen,
           m.sub = 0 AND m.era = c.era AND m.generation = c.generation AND m.pos <= l.peer_read_to AS seen_by_peer,
           d.text, d.number
    FROM messages m CROSS JOIN conversations c ON c.key = m.conv LEFT JOIN logs l ON l.conv = m.conv
        LEFT JOIN local_data d ON d.message = m.key;
CREATE VIEW dated_messages AS
    SELECT conv, era, pos, sub, seq, time, iif(time = 0, body, NULL) AS body
    FROM messages WHERE sub > 0 OR version > 0;
CREATE VIEW unread_messages AS
    SELECT c.key AS conv, c.type, c.recv_opt, m.pos, m.seq, m.body
    FROM logs l CROSS JOIN conversations c ON c.key = l.conv CROSS JOIN messages m
        ON m.conv = l.conv AND m.era = c.era AND m.pos > l.read_to
    WHERE m.sub = 0 AND m.generation = c.generation AND m.status = 2 AND m.counts
        AND m.sender <> (SELECT user_id FROM device);
CREATE VIEW listable_conversations AS
    SELECT c.key, c.type, c.id, c.era, c.generation, c.pinned, c.recv_opt, c.hidden, c.active, c.draft, l.read_to
    FROM conversations c LEFT JOIN logs l ON l.conv = c.key
    WHERE c.type IN (1, 2);
)sql";

/// Version 5: search.
///
/// Messages up to `indexed_to` are in the index, except those that are deleted or revoked; a row of `search_stale`
/// holds the body that a message was indexed with, as soon as it is another one: empty when the message was not in the
/// index. A key that was given back may be given again, therefore `indexed_to` never is above the highest key. The two
/// FTS5 tables keep no text; what they hold is made from the bodies (see `SearchTerms`), so a change of how that is
/// done needs a migration that empties them and `search_stale`, and sets `indexed_to` to 0. The rows of `search_places`
/// and `search_marks` are many messages each (see `SearchRows`).
inline constexpr std::string_view version_5 = R"sql(
CREATE TABLE search_state (indexed_to INTEGER NOT NULL);
INSERT INTO search_state VALUES(0);
CREATE TABLE search_stale (
    key INTEGER PRIMARY KEY,
    body TEXT NOT NULL
);
CREATE TABLE search_senders (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);
CREATE TABLE search_places (
    block INTEGER PRIMARY KEY,
    rows BLOB NOT NULL
);
CREATE TABLE search_marks (
    block INTEGER PRIMARY KEY,
    rows BLOB NOT NULL
);
CREATE VIRTUAL TABLE search_short USING fts5(terms, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE search_long USING fts5(terms, content = '', columnsize = 0, detail = full, tokenize = 'ascii');
CREATE TRIGGER search_words AFTER UPDATE OF sender, body ON messages
    WHEN old.key <= (SELECT indexed_to FROM search_state) AND (old.body <> new.body OR old.sender <> new.sender)
    BEGIN
        INSERT INTO search_stale VALUES(old.key, iif(old.status IN (4, 6), '', old.body)) ON CONFLICT DO NOTHING;
    END;
CREATE TRIGGER search_standing AFTER UPDATE OF status, time ON messages
    WHEN old.key <= (SELECT indexed_to FROM search_state)
        AND (old.time <> new.time OR (old.status IN (4, 6)) <> (new.status IN (4, 6)))
    BEGIN
        INSERT INTO search_stale VALUES(old.key, iif(old.status IN (4, 6), '', old.body)) ON CONFLICT DO NOTHING;
    END;
CREATE TRIGGER search_end AFTER DELETE ON messages
    BEGIN
        INSERT INTO search_stale SELECT old.key, iif(old.status IN (4, 6), '', old.body)
            WHERE old.key <= (SELECT indexed_to FROM search_state) ON CONFLICT DO NOTHING;
        UPDATE search_state SET indexed_to = (SELECT coalesce(max(key), 0) FROM messages)
            WHERE indexed_to > (SELECT coalesce(max(key), 0) FROM messages);
    END;
)sql";

/// Version 6: own messages never count, and those that do are found without passing all others. The last columns of the
/// index are there to be read from it.
inline constexpr std::string_view version_6 = R"sql(
UPDATE messages SET counts = 0 WHERE counts AND sender = (SELECT user_id FROM device);
CREATE INDEX messages_unread ON messages(conv, era, pos, generation, sub, status, counts)
    WHERE sub = 0 AND status = 2 AND counts;
DROP VIEW unread_messages;
CREATE VIEW unread_messages AS
    SELECT c.key AS conv, c.type, c.recv_opt, m.pos, m.seq, m.body
    FROM logs l CROSS JOIN conversations c ON c.key = l.conv CROSS JOIN messages m
        ON m.conv = l.conv AND m.era = c.era AND m.pos > l.read_to
    WHERE m.sub = 0 AND m.status = 2 AND m.counts AND m.generation = c.generation;
)sql";

/// Version 7: unread messages that mention somebody are found without reading all others, and local rows by their time,
/// wherever they stand. Those that are being sent are left out of that, so that sending costs nothing more.
inline constexpr std::string_view version_7 = R"sql(
CREATE INDEX messages_mentions ON messages(conv, era, pos)
    WHERE sub = 0 AND status = 2 AND counts AND instr(body, 'message_group_at_user_array') > 0;
CREATE VIEW unread_mentions AS
    SELECT c.key AS conv, m.pos, m.seq, m.body
    FROM logs l CROSS JOIN conversations c ON c.key = l.conv CROSS JOIN messages m INDEXED BY messages_mentions
        ON m.conv = l.conv AND m.era = c.era AND m.pos > l.read_to
    WHERE m.sub = 0 AND m.status = 2 AND m.counts AND instr(m.body, 'message_group_at_user_array') > 0
        AND m.generation = c.generation;
CREATE INDEX messages_local ON messages(conv, time) WHERE sub > 0 AND status <> 1;
)sql";

inline constexpr std::array migrations{version_1, version_2, version_3, version_4, version_5, version_6, version_7};

inline constexpr db::Schema schema{0x74696d73, "local message database", migrations};  // "tims"

}  // namespace tim::store::detail
