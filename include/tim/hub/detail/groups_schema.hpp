#pragma once

#include <string_view>

namespace tim::hub {

/// Tables of groups, in the same migration as `logs_schema`. Times are milliseconds. A group's key is that of its log.
///
/// The row of a dismissed group stays: its id is never given again, because former members still see its log up to
/// their end. `member_count` is kept because every tip about a member carries it; it is written where
/// memberships are.
inline constexpr std::string_view groups_schema = R"sql(
CREATE TABLE chat_groups (
    log INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type INTEGER NOT NULL,
    dismissed INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    introduction TEXT NOT NULL,
    notification TEXT NOT NULL,
    face_url TEXT NOT NULL,
    add_option INTEGER NOT NULL,
    approve_option INTEGER NOT NULL,
    most_members BIGINT NOT NULL,
    visible BIGINT NOT NULL,
    searchable BIGINT NOT NULL,
    shutup_all INTEGER NOT NULL DEFAULT 0,
    made BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    changes BIGINT NOT NULL DEFAULT 1,
    member_count BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE members (
    log BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    role INTEGER NOT NULL,
    joined BIGINT NOT NULL,
    muted_until BIGINT NOT NULL DEFAULT 0,
    receive_option INTEGER NOT NULL DEFAULT 0,
    name_card TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (log, user_id)
);
CREATE UNIQUE INDEX members_in_order ON members (log, number);
CREATE INDEX members_of_user ON members (user_id, log);
CREATE INDEX members_managing ON members (log, role) WHERE role > 200;
CREATE TABLE custom_fields (
    log BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (log, user_id, key)
);
CREATE TABLE bans (
    log BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (log, user_id)
);
CREATE TABLE applications (
    time INTEGER PRIMARY KEY,
    log BIGINT NOT NULL,
    kind INTEGER NOT NULL,
    from_user TEXT NOT NULL,
    subject TEXT NOT NULL,
    message TEXT NOT NULL,
    decided_by TEXT,
    accepted INTEGER NOT NULL DEFAULT 0,
    answer TEXT NOT NULL DEFAULT '',
    UNIQUE (log, subject, from_user)
);
CREATE INDEX applications_in_order ON applications (log, time);
)sql";

}  // namespace tim::hub
