#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/ids.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/wire/messages.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tim::db {
class Rows;
}

/// The append-only logs of the hub in plain SQL; see `docs/protocol.md` for what a log promises. All on the storage
/// thread, in a savepoint.
namespace tim::hub {

/// What a log belongs to.
enum class LogKind : int { pair = 1, group = 2, user = 3 };

/// A log's row. `key` is the short number that the other tables' keys begin with, `id` the random name that devices
/// see.
struct LogRow {
    std::int64_t key = 0;
    std::string id;
    LogKind kind = LogKind::pair;
    std::string owner;  ///< group id, user id, or the smaller of the two users
    std::string other;  ///< the greater of the two users, else empty
    Position head = 0;
    std::uint64_t last_seq = 0;
    UnixMillis last_time = 0;  ///< an entry's time is the greater of this and `Tx::now`
};

/// Of a row that begins with the columns key, id, kind, owner, other, head, last_seq, last_time.
TIM_DECL LogRow read_log(const db::Rows& rows);

/// The send that an entry comes from: `n` counts the sends of a device (see `device_key`) to the log.
struct SendKey {
    std::int64_t device = 0;
    std::uint64_t n = 0;
};

/// What is to be appended.
struct NewEntry {
    std::string kind;  ///< as in `wire::Entry`
    std::string from;
    std::string id;    ///< documented message id; unique among its author's in the log, empty for marks and `conv`
    std::string body;  ///< JSON, stored and handed on as it is
    std::optional<std::vector<std::string>> audience;  ///< users that may see it, beside its author; none: all members
    bool numbered = true;                              ///< gets a documented seq
    std::uint64_t except = 0;     ///< session that is not told, because it gets the reply: `send` only
    std::optional<SendKey> send;  ///< of a `send`: by it a repeat is answered
    bool quiet = false;           ///< a message that does not count as unread
};

TIM_DECL std::optional<LogRow> find_log(Tx& tx, std::string_view log_id);
TIM_DECL std::optional<LogRow> find_group_log(Tx& tx, std::string_view group_id);
/// The log of two users, or of one user with herself, in either order.
TIM_DECL std::optional<LogRow> find_pair_log(Tx& tx, std::string_view user, std::string_view peer);
/// The same, made when there is none yet; 20003 when the hub does not know `peer` and takes no unknown receivers.
TIM_DECL Result<LogRow> open_pair_log(Tx& tx, const std::string& user, const std::string& peer);
TIM_DECL LogRow create_log(Tx& tx, LogKind kind, std::string owner, std::string other = {});

/// Allocates position, seq and time in SQL, stores the entry and its state, and tells the log's subscribers. Updates
/// `log`. An id or a `SendKey` that the log has already is a `db::DbError`.
TIM_DECL wire::Entry append(Tx& tx, LogRow& log, NewEntry entry);

/// The same for a log whose new head the caller writes, before anybody else appends to it.
TIM_DECL wire::Entry append_ahead(Tx& tx, LogRow& log, NewEntry entry);

/// Makes the user when there is none yet: a user is known by having a log. Returns it.
TIM_DECL LogRow ensure_user(Tx& tx, std::string_view user);
TIM_DECL bool user_exists(Tx& tx, std::string_view user);

/// The short number that stands for a user's device in `entries` and `refusals`; made when there is none yet.
TIM_DECL std::int64_t device_key(Tx& tx, std::string_view user, std::string_view device);

/// Lets `user` see the log's positions from `start` on, writes the `conv` entry into the user's log and subscribes the
/// user's sessions. After an earlier membership `start` may lie before its end (history is shown to newcomers): what
/// was visible then stays so, and the new stretch begins behind it. The user has no open interval.
TIM_DECL void show_log(Tx& tx, const LogRow& log, std::string_view user, const ConvKey& conv, Position start);
/// Ends the user's open interval at `end` (included), writes the `conv` entry with `gone` and unsubscribes. Does
/// nothing when there is none.
TIM_DECL void hide_log(Tx& tx, const LogRow& log, std::string_view user, const ConvKey& conv, Position end);
/// Whether the user has an open interval now: is a member, or one of the pair.
TIM_DECL bool sees_log(Tx& tx, const LogRow& log, std::string_view user);

/// Positions that a user may see.
struct Interval {
    Position first = 0;
    Position last = 0;  ///< the greatest number for one that is open
};

/// All memberships of a user, oldest first; empty for one who was never part of the log. Both users of a pair, and the
/// owner of a user's log, see everything from position 1 on.
TIM_DECL std::vector<Interval> visible_intervals(Tx& tx, const LogRow& log, std::string_view user);

/// Hands an ephemeral message or tip to the log's subscribers (or to `audience`); stores nothing.
TIM_DECL void tell_live(Tx& tx, const LogRow& log, const wire::Live& live,
                        std::optional<std::vector<std::string>> audience = {}, std::uint64_t except = 0);

/// A documented message id for what the hub itself writes (tips, notices): `@TIM#SYSTEM-<seconds>-<random>`.
TIM_DECL std::string make_message_id(Tx& tx);

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/logs.ipp"
#endif
