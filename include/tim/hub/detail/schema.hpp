#pragma once

#include "tim/core/config.hpp"
#include "tim/db/migrations.hpp"

#include <string_view>

namespace tim::hub {

/// The file `hub.db`: the scripts of all concepts, joined into numbered migrations. A concept adds its tables in a
/// script of its own; once a version has been released, a change is a new script in a new migration.
TIM_DECL const db::Schema& hub_schema();

/// Tables of logs, entries, memberships and sends. Plain SQL: apart from the types of numbers nothing in it is SQLite's
/// own. Keys begin with the log wherever a row belongs to one.
///
/// An entry is at the same time its message's newest state (`body`, `version`) and the proof of the send that made it
/// (`device`, `n`), so that these cannot contradict each other. A refused send that used its `n` up has a row in
/// `refusals`.
inline constexpr std::string_view logs_schema = R"sql(
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE logs (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    owner TEXT NOT NULL,
    other TEXT NOT NULL,
    head BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    last_time BIGINT NOT NULL,
    UNIQUE (kind, owner, other)
);
CREATE TABLE entries (
    log BIGINT NOT NULL,
    pos BIGINT NOT NULL,
    seq BIGINT,
    kind TEXT NOT NULL,
    time BIGINT NOT NULL,
    author TEXT NOT NULL,
    device BIGINT,
    n BIGINT,
    msg_id TEXT,
    version BIGINT NOT NULL,
    audience TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (log, pos)
);
CREATE UNIQUE INDEX entries_msg_id ON entries (log, msg_id) WHERE msg_id IS NOT NULL;
CREATE UNIQUE INDEX entries_send ON entries (log, device, n) WHERE device IS NOT NULL;
CREATE TABLE refusals (
    log BIGINT NOT NULL,
    device BIGINT NOT NULL,
    n BIGINT NOT NULL,
    msg_id TEXT NOT NULL,
    code INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (log, device, n)
);
CREATE TABLE intervals (
    log BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    first_pos BIGINT NOT NULL,
    last_pos BIGINT,
    PRIMARY KEY (log, user_id, first_pos)
);
CREATE UNIQUE INDEX intervals_open ON intervals (user_id, log) WHERE last_pos IS NULL;
CREATE TABLE devices (
    key INTEGER PRIMARY KEY,
    user_id TEXT NOT NULL,
    device TEXT NOT NULL,
    UNIQUE (user_id, device)
);
CREATE TABLE logins (
    user_id TEXT NOT NULL,
    platform BIGINT NOT NULL,
    device TEXT NOT NULL,
    PRIMARY KEY (user_id, platform)
);
)sql";

/// Version 3: the id of a message is its author's. One user's id may begin like another's, so what an id begins with
/// does not tell whose it is.
inline constexpr std::string_view ids_schema = R"sql(
DROP INDEX entries_msg_id;
CREATE UNIQUE INDEX entries_msg_id ON entries (log, msg_id, author) WHERE msg_id IS NOT NULL;
)sql";

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/schema.ipp"
#endif
