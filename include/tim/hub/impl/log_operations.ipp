#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/groups.hpp"
#include "tim/hub/detail/log_operations.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/operation_io.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace tim::hub {
namespace detail {

/// False when another device of the platform has logged in since this one did.
TIM_DECL bool note_login(Tx& tx, const Caller& caller, bool resume) {
    const auto last = tx.db.find<std::string>("SELECT device FROM logins WHERE user_id = ? AND platform = ?",
                                              caller.user, caller.platform);
    if (last == caller.device) return true;
    if (resume && last) return false;
    tx.db.run(
        "INSERT INTO logins (user_id, platform, device) VALUES (?, ?, ?)"
        " ON CONFLICT (user_id, platform) DO UPDATE SET device = excluded.device",
        caller.user, caller.platform, caller.device);
    return true;
}

TIM_DECL void subscribe(Tx& tx, const Caller& caller, std::string log_id) {
    Event event;
    event.kind = Event::Kind::subscribe;
    event.log = std::move(log_id);
    event.user = caller.user;
    event.session = caller.session;
    tx.tell(std::move(event));
}

/// The last `n` that a device used in a log; 0 when it used none.
TIM_DECL std::uint64_t last_send(Tx& tx, std::int64_t log, std::int64_t device) {
    const auto last = tx.db.find<std::optional<std::uint64_t>>(
        "SELECT max(n) FROM (SELECT max(n) AS n FROM entries WHERE log = ? AND device = ?"
        " UNION ALL SELECT max(n) AS n FROM refusals WHERE log = ? AND device = ?) AS sends",
        log, device, log, device);
    return last.value_or(std::nullopt).value_or(0);
}

/// How a user calls the conversation that a log belongs to.
TIM_DECL ConvKey conversation_of(const LogRow& log, std::string_view user) {
    if (log.kind == LogKind::group) return {ConvType::group, log.owner};
    return {ConvType::c2c, log.owner == user ? log.other : log.owner};
}

TIM_DECL Result<LogRow> open_group(Tx& tx, const std::string& user, const std::string& group) {
    const auto standing = group_standing(tx, group, user);
    auto log = find_group_log(tx, group);
    if (!standing || !log) return Failure(Errc::svr_group_not_found, "no group " + group);
    if (!standing->member) return Failure(Errc::svr_group_permission_deny, "not a member of " + group);
    return *std::move(log);
}

}  // namespace detail

TIM_DECL Answer hello_operation(Tx& tx, const Caller& caller, std::string_view body) {
    const auto hello = read_body<wire::Hello>(tx, body);
    if (!hello) return Answer::refused(hello.error());
    if (!detail::note_login(tx, caller, hello->resume))
        return Answer::refused({Errc::login_kicked_off_by_other, "another device of this kind has logged in since"});
    const LogRow user_log = ensure_user(tx, caller.user);
    device_key(tx, caller.user, caller.device);

    detail::subscribe(tx, caller, user_log.id);
    db::Rows rows = tx.db.query(
        "SELECT l.id FROM intervals i JOIN logs l ON l.key = i.log WHERE i.user_id = ? AND i.last_pos IS NULL",
        caller.user);
    while (rows.next()) detail::subscribe(tx, caller, rows.get<std::string>(0));

    wire::Welcome welcome;
    welcome.epoch = tx.db.find<std::string>("SELECT value FROM meta WHERE name = 'epoch'").value_or("");
    welcome.heartbeat = heartbeat_ms;
    welcome.time = tx.now;
    welcome.user_log = user_log.id;
    welcome.user_head = user_log.head;
    welcome.version = 1;
    return answer_with(welcome);
}

TIM_DECL Answer heads_operation(Tx& tx, const Caller& caller, std::string_view body) {
    constexpr std::uint32_t most = 500;
    const auto query = read_body<wire::HeadsQuery>(tx, body);
    if (!query) return Answer::refused(query.error());
    std::int64_t after = 0;
    const std::string& cursor = query->after;
    const char* end = cursor.data() + cursor.size();
    const auto parsed = std::from_chars(cursor.data(), end, after);
    if (!cursor.empty() && (parsed.ec != std::errc() || parsed.ptr != end))
        return Answer::refused({Errc::invalid_parameters, "after: not a cursor of heads"});
    const std::uint32_t count = query->count == 0 ? most : std::min(query->count, most);

    wire::Heads reply;
    reply.as_of = ensure_user(tx, caller.user).head;
    const std::int64_t device = device_key(tx, caller.user, caller.device);
    db::Rows rows = tx.db.query(
        "SELECT l.key, l.id, l.kind, l.owner, l.other, l.head, l.last_seq, l.last_time,"
        " (SELECT min(f.first_pos) FROM intervals f WHERE f.log = i.log AND f.user_id = i.user_id),"
        " (SELECT r.pos FROM reads r WHERE r.log = i.log AND r.user_id = i.user_id),"
        " (SELECT c.pos FROM clears c WHERE c.log = i.log AND c.user_id = i.user_id),"
        " (SELECT p.pos FROM reads p WHERE p.log = i.log"
        "  AND p.user_id = CASE WHEN l.owner = i.user_id THEN l.other ELSE l.owner END)"
        " FROM intervals i JOIN logs l ON l.key = i.log"
        " WHERE i.user_id = ? AND i.last_pos IS NULL AND i.log > ? ORDER BY i.log LIMIT ?",
        caller.user, after, count);
    while (rows.next()) {
        const LogRow log = read_log(rows);
        ConvKey conversation = detail::conversation_of(log, caller.user);
        wire::Head& head = reply.heads.emplace_back();
        head.log = log.id;
        head.conv_type = conversation.type;
        head.conv_id = std::move(conversation.id);
        head.head = log.head;
        head.start = rows.get<Position>(8);
        head.n = detail::last_send(tx, log.key, device);
        head.read = std::max(rows.get<Position>(9), rows.get<Position>(10));
        if (log.kind == LogKind::pair) head.peer_read = rows.get<Position>(11);
        after = log.key;
    }
    if (reply.heads.size() == count) reply.next = std::to_string(after);
    return answer_with(reply);
}

TIM_DECL Answer open_operation(Tx& tx, const Caller& caller, std::string_view body) {
    const auto query = read_body<wire::OpenQuery>(tx, body);
    if (!query) return Answer::refused(query.error());
    const auto checked = check_conversation({query->conv_type, query->conv_id}, tx.options.limits());
    if (!checked) return Answer::refused(checked.error());
    const auto log = query->conv_type == ConvType::group ? detail::open_group(tx, caller.user, query->conv_id)
                                                         : open_pair_log(tx, caller.user, query->conv_id);
    if (!log) return Answer::refused(log.error());
    if (log->kind == LogKind::group && group_standing(tx, log->owner, caller.user)->type == GroupType::av_chat_room)
        return answer_with(wire::Opened());

    wire::Opened reply;
    reply.log = log->id;
    reply.head = log->head;
    for (const Interval& visible : visible_intervals(tx, *log, caller.user))
        reply.start = reply.start ? std::min(reply.start, visible.first) : visible.first;
    reply.n = detail::last_send(tx, log->key, device_key(tx, caller.user, caller.device));
    return answer_with(reply);
}

TIM_DECL Answer ping_operation(Tx& tx, const Caller& caller, std::string_view) {
    const auto conversations = tx.db.find<std::uint64_t>(
        "SELECT coalesce(sum(l.head), 0) FROM intervals i JOIN logs l ON l.key = i.log"
        " WHERE i.user_id = ? AND i.last_pos IS NULL",
        caller.user);
    wire::Pong reply;
    reply.mark = ensure_user(tx, caller.user).head + conversations.value_or(0);
    return answer_with(reply);
}

TIM_DECL std::span<const Operation> log_operations() noexcept {
    constexpr std::size_t page = 256 * 1024;         // room for the largest replies
    constexpr std::size_t heads_summed = 64 * 1024;  // small, but all of the user's logs are looked at
    static constexpr std::array operations = {
        Operation{"hello", hello_operation, false},
        Operation{"heads", heads_operation, false, false, page},
        Operation{"open", open_operation, false},
        Operation{"ping", ping_operation, false, false, heads_summed},
        Operation{"send", send_operation, false, true},
        Operation{"cancel", cancel_operation, false},
        Operation{"sync", sync_operation, false, false, page},
    };
    return operations;
}

}  // namespace tim::hub
