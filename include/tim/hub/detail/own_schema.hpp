#pragma once

#include <string_view>

namespace tim::hub {

/// What the hub keeps for one user about a log, and how far the texts of old entries were taken off the disk. The
/// second migration; positions are those of the log.
///
/// A user has read up to the greater of `reads` and `clears`: the first is told to the other user of a pair, the second
/// to nobody. A group's receive option is in `members`.
inline constexpr std::string_view own_schema = R"sql(
ALTER TABLE entries ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;
UPDATE entries SET quiet = 1 WHERE kind = 'message' AND (audience IS NOT NULL
    OR log IN (SELECT log FROM chat_groups WHERE type = 2)
    OR body LIKE '%"message_is_excluded_from_unread_count":true%');
CREATE TABLE reads (
    log BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    pos BIGINT NOT NULL,
    PRIMARY KEY (log, user_id)
);
CREATE TABLE clears (
    log BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    pos BIGINT NOT NULL,
    hidden INTEGER NOT NULL,
    PRIMARY KEY (log, user_id)
);
CREATE TABLE removals (
    log BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    pos BIGINT NOT NULL,
    PRIMARY KEY (log, user_id, pos)
);
CREATE TABLE settings (
    log BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    pinned INTEGER NOT NULL,
    receive_option INTEGER NOT NULL,
    PRIMARY KEY (log, user_id)
);
CREATE TABLE expired (
    log INTEGER PRIMARY KEY,
    pos BIGINT NOT NULL
);
)sql";

}  // namespace tim::hub
