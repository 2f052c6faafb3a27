#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/groups.hpp"
#include "tim/hub/detail/log_operations.hpp"
#include "tim/hub/detail/log_rates.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/operation_io.hpp"
#include "tim/hub/detail/send_places.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_rules.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tim::hub {
namespace detail {

inline constexpr std::uint64_t kept_refusals = 1000;
inline constexpr std::size_t most_id_bytes = 128;

/// A `send` on its way through the checks.
struct Sending {
    const Caller& caller;
    wire::Send request;
    Result<MessageData> message;  ///< the request's `message`, read once
    std::string id;               ///< empty when there is no usable one
};

/// Refuses what is too long before it is read.
TIM_DECL Result<MessageData> read_message(const Tx& tx, std::string_view text) {
    const std::size_t most = tx.options.limits().message_text_bytes;
    if (text.size() > most)
        return Failure(Errc::svr_comm_body_size_limit,
                       "message is larger than " + std::to_string(most) + " bytes as JSON text");
    return read_body<MessageData>(tx, text);
}

TIM_DECL Result<Sending> read_sending(const Tx& tx, const Caller& caller, std::string_view body) {
    auto request = read_body<wire::Send>(tx, body);
    if (!request) return request.error();
    auto message = read_message(tx, request->message.view());
    std::string id = message ? message->msg_id : std::string();
    if (id.size() > most_id_bytes) id.clear();
    return Sending{caller, *std::move(request), std::move(message), std::move(id)};
}

TIM_DECL SendPlace* find_place(Tx& tx, SendPlaces& places, const Sending& sending) {
    if (SendPlace* const known = places.find(sending.caller, sending.request.log)) return known;
    db::Rows rows = tx.db.query(
        "SELECT l.key, l.id, l.kind, l.owner, l.other, l.head, l.last_seq, l.last_time, d.key,"
        " (SELECT max(e.n) FROM entries e WHERE e.log = l.key AND e.device = d.key),"
        " (SELECT max(r.n) FROM refusals r WHERE r.log = l.key AND r.device = d.key)"
        " FROM logs l LEFT JOIN devices d ON d.user_id = ? AND d.device = ? WHERE l.id = ?",
        sending.caller.user, sending.caller.device, sending.request.log);
    if (!rows.next()) return nullptr;
    const auto known = rows.get<std::optional<std::int64_t>>(8);
    const std::int64_t device = known ? *known : device_key(tx, sending.caller.user, sending.caller.device);
    const std::uint64_t last_n = std::max(rows.get<std::uint64_t>(9), rows.get<std::uint64_t>(10));
    return &places.add(sending.caller, read_log(rows), device, last_n);
}

TIM_DECL bool id_is_taken(Tx& tx, const Sending& sending, const LogRow& log) {
    return tx.db
        .find<int>("SELECT 1 FROM entries WHERE log = ? AND msg_id = ? AND author = ?", log.key, sending.id,
                   sending.caller.user)
        .has_value();
}

/// Whether the log is that of the conversation that the sender names.
TIM_DECL bool is_log_of(const LogRow& log, const Sending& sending) {
    const std::string& user = sending.caller.user;
    const std::string& conversation = sending.request.conv_id;
    if (sending.request.conv_type == ConvType::group) return log.kind == LogKind::group && log.owner == conversation;
    return sending.request.conv_type == ConvType::c2c && log.kind == LogKind::pair &&
           log.owner == std::min(user, conversation) && log.other == std::max(user, conversation);
}

TIM_DECL Result<void> check_id(const Sending& sending) {
    const std::string& user = sending.caller.user;
    if (sending.id.size() > user.size() + 1 && sending.id.starts_with(user) && sending.id[user.size()] == '-')
        return {};
    return Failure(Errc::svr_msg_pkg_parse_failed,
                   "message_msg_id begins with the sender's id and a hyphen, and has at most " +
                       std::to_string(most_id_bytes) + " bytes");
}

TIM_DECL Result<std::optional<GroupType>> check_standing(Tx& tx, const Sending& sending) {
    if (sending.request.conv_type == ConvType::c2c) return std::optional<GroupType>();
    const std::string& group = sending.request.conv_id;
    const auto standing = group_standing(tx, group, sending.caller.user);
    if (!standing) return Failure(Errc::svr_group_not_found, "no group " + group);
    if (!standing->member) return Failure(Errc::svr_group_permission_deny, "not a member of " + group);
    if (!standing->may_speak) return Failure(Errc::svr_group_shutup_deny, "muted in " + group);
    return std::optional<GroupType>(standing->type);
}

TIM_DECL Result<void> check_content(const Tx& tx, const Sending& sending, std::optional<GroupType> group) {
    const Limits& limits = tx.options.limits();
    const MessageData& message = *sending.message;
    if (const auto checked = check_elements(message, limits); !checked) return checked;
    if (message_bytes(message) > limits.message_bytes)
        return Failure(Errc::svr_comm_body_size_limit,
                       "message is larger than " + std::to_string(limits.message_bytes) + " bytes");
    return check_addressees(message, group, limits);
}

TIM_DECL Result<void> check_rate(const Tx& tx, const LogRow& log) {
    if (log.kind != LogKind::group || !tx.rates) return {};
    const double most = tx.options.limits().group_messages_per_second;
    if (tx.rates->pass(log.key, tx.options.clock().steady_now(), most)) return {};
    return Failure(Errc::svr_group_send_msg_freq_limit, "too many messages in the group");
}

/// What every message has to pass, stored or not.
TIM_DECL Result<std::optional<GroupType>> check_message(Tx& tx, const Sending& sending) {
    if (!sending.message) return sending.message.error();
    if (const auto checked = check_id(sending); !checked) return checked.error();
    auto group = check_standing(tx, sending);
    if (!group) return group;
    if (const auto checked = check_content(tx, sending, *group); !checked) return checked.error();
    return group;
}

/// The type of the group that it goes to, if any.
TIM_DECL Result<std::optional<GroupType>> check_stored(Tx& tx, const Sending& sending, const LogRow& log) {
    if (id_is_taken(tx, sending, log))
        return Failure(Errc::svr_msg_pkg_parse_failed, "the log has this message_msg_id of the sender already");
    auto group = check_message(tx, sending);
    if (!group) return group;
    if (*group == GroupType::av_chat_room || sending.message->is_online_msg)
        return Failure(Errc::invalid_parameters, "a message that is not kept has neither log nor n");
    if (const auto checked = check_rate(tx, log); !checked) return checked.error();
    return group;
}

/// The members among those whom a directed message names; none when it is for all.
TIM_DECL std::optional<std::vector<std::string>> audience_of(Tx& tx, const Sending& sending, const LogRow& log) {
    std::optional<std::vector<std::string>> audience;
    if (sending.message->target_group_members.empty()) return audience;
    audience.emplace();
    for (const std::string& user : sending.message->target_group_members)
        if (sees_log(tx, log, user)) audience->push_back(user);
    return audience;
}

TIM_DECL wire::Sent sent(const LogRow& log, Position position, std::uint64_t seq, UnixMillis time) {
    wire::Sent reply;
    reply.log = log.id;
    reply.pos = position;
    reply.seq = seq;
    reply.time = time;
    reply.version = 1;
    return reply;
}

/// Whether the message is what an entry of that version holds. Once it was modified there is nothing left to compare
/// with, nor when the hub keeps messages for a limited time and this one's is over; a `cancel` has no content.
TIM_DECL bool is_content(const Sending& sending, std::uint64_t version, std::string_view body) {
    const std::string_view message = sending.request.message.view();
    return version != 1 || message.empty() || body.empty() || body == message;
}

/// What a refused `send` tells besides when the very same message of this device stands in the log under another `n`,
/// which only a device can have forgotten that knew another history: where it stands.
TIM_DECL ReplyBody where_it_stands(Tx& tx, const Sending& sending, const SendPlace& place) {
    db::Rows entry = tx.db.query(
        "SELECT pos, seq, time, version, body FROM entries WHERE log = ? AND msg_id = ? AND author = ? AND device = ?",
        place.log->row.key, sending.id, sending.caller.user, place.device);
    if (!entry.next()) return {};
    if (!is_content(sending, entry.get<std::uint64_t>(3), entry.get<std::string_view>(4))) return {};
    return codec::to_json(
        sent(place.log->row, entry.get<Position>(0), entry.get<std::uint64_t>(1), entry.get<UnixMillis>(2)));
}

/// The answer that this `n` got the first time. A device may have lost any number of them, with its disk; entries stay.
TIM_DECL Answer repeat(Tx& tx, const Sending& sending, const SendPlace& place) {
    const std::uint64_t n = sending.request.n;
    const Failure other_id(Errc::svr_msg_pkg_parse_failed, "this n was used for another message");
    db::Rows entry =
        tx.db.query("SELECT msg_id, pos, seq, time, version, body FROM entries WHERE log = ? AND device = ? AND n = ?",
                    place.log->row.key, place.device, n);
    if (entry.next()) {
        if (entry.get<std::string_view>(0) != sending.id) return Answer::refused(other_id);
        if (!is_content(sending, entry.get<std::uint64_t>(4), entry.get<std::string_view>(5)))
            return Answer::refused({Errc::svr_msg_pkg_parse_failed, "this id was used for other content"});
        return answer_with(
            sent(place.log->row, entry.get<Position>(1), entry.get<std::uint64_t>(2), entry.get<UnixMillis>(3)));
    }
    db::Rows refusal = tx.db.query("SELECT msg_id, code, text FROM refusals WHERE log = ? AND device = ? AND n = ?",
                                   place.log->row.key, place.device, n);
    if (!refusal.next())
        return Answer::refused(
            {Errc::svr_group_req_allready_been_processed, "why this n was refused is not kept any more"});
    if (refusal.get<std::string_view>(0) != sending.id) return Answer::refused(other_id);
    const Failure why(error_code(refusal.get<int>(1), error_category()), refusal.get<std::string>(2));
    return Answer::settled(why, where_it_stands(tx, sending, place));
}

/// Uses the `n` up, and remembers why.
TIM_DECL Answer settle(Tx& tx, const Sending& sending, SendPlace& place, const Failure& why) {
    const std::uint64_t n = place.last_n = sending.request.n;
    tx.db.run("INSERT INTO refusals (log, device, n, msg_id, code, text) VALUES (?, ?, ?, ?, ?, ?)", place.log->row.key,
              place.device, n, sending.id, why.code.value(), why.text);
    if (n > kept_refusals)
        tx.db.run("DELETE FROM refusals WHERE log = ? AND device = ? AND n <= ?", place.log->row.key, place.device,
                  n - kept_refusals);
    return Answer::settled(why, where_it_stands(tx, sending, place));
}

TIM_DECL Answer out_of_step(const SendPlace& place) {
    wire::OutOfStep reply;
    reply.n = place.last_n;
    return Answer::passing({Errc::svr_msg_net_error, "n is not the next one"}, codec::to_json(reply));
}

/// Makes the conversation appear to both users.
TIM_DECL void show_pair(Tx& tx, const LogRow& log) {
    show_log(tx, log, log.owner, {ConvType::c2c, log.other}, 1);
    if (log.other != log.owner) show_log(tx, log, log.other, {ConvType::c2c, log.owner}, 1);
}

TIM_DECL Answer append_message(Tx& tx, Sending& sending, SendPlace& place, std::optional<GroupType> group) {
    LogRow& log = place.log->row;
    if (log.kind == LogKind::pair && log.head == 0) show_pair(tx, log);
    NewEntry entry;
    entry.kind = "message";
    entry.from = sending.caller.user;
    entry.audience = audience_of(tx, sending, log);
    entry.id = std::move(sending.id);
    entry.body = sending.request.message.release();
    entry.except = sending.caller.session;
    entry.send = SendKey{place.device, sending.request.n};
    entry.quiet = sending.message->is_excluded_from_unread_count || entry.audience || group == GroupType::meeting;
    const wire::Entry appended = append_ahead(tx, log, std::move(entry));
    place.log->ahead = true;
    place.last_n = sending.request.n;
    return answer_with(sent(log, appended.pos, appended.seq, appended.time));
}

TIM_DECL Answer send_stored(Tx& tx, SendPlaces& places, Sending& sending) {
    SendPlace* const place = find_place(tx, places, sending);
    if (!place || !is_log_of(place->log->row, sending))
        return Answer::refused({Errc::invalid_conversation, "not the conversation's log"});
    const std::uint64_t n = sending.request.n;
    if (n == 0) return Answer::refused({Errc::invalid_parameters, "n counts from 1"});
    if (n <= place->last_n) return repeat(tx, sending, *place);
    if (n > place->last_n + 1) return out_of_step(*place);
    const auto group = check_stored(tx, sending, place->log->row);
    if (!group) return settle(tx, sending, *place, group.error());
    return append_message(tx, sending, *place, *group);
}

/// Whom an ephemeral C2C message reaches: the sessions of both users, by way of their own logs.
TIM_DECL Result<void> tell_pair(Tx& tx, const Sending& sending, const wire::Live& live) {
    const std::string& peer = sending.request.conv_id;
    if (!user_exists(tx, peer)) {
        if (tx.options.unknown_receivers()) return {};
        return Failure(Errc::svr_msg_invalid_id, "no user " + peer);
    }
    tell_live(tx, ensure_user(tx, peer), live, {}, sending.caller.session);
    if (peer != sending.caller.user)
        tell_live(tx, ensure_user(tx, sending.caller.user), live, {}, sending.caller.session);
    return {};
}

TIM_DECL Result<void> tell_group(Tx& tx, const Sending& sending, const wire::Live& live) {
    const auto log = find_group_log(tx, sending.request.conv_id);
    if (!log) return Failure(Errc::svr_group_not_found, "no group " + sending.request.conv_id);
    if (const auto checked = check_rate(tx, *log); !checked) return checked;
    auto audience = audience_of(tx, sending, *log);
    if (audience) audience->push_back(sending.caller.user);
    tell_live(tx, *log, live, std::move(audience), sending.caller.session);
    return {};
}

TIM_DECL Answer send_live(Tx& tx, Sending& sending) {
    const auto checked = check_conversation({sending.request.conv_type, sending.request.conv_id}, tx.options.limits());
    if (!checked) return Answer::refused(checked.error());
    const auto group = check_message(tx, sending);
    if (!group) return Answer::refused(group.error());
    if (!sending.message->is_online_msg && *group != GroupType::av_chat_room)
        return Answer::refused({Errc::invalid_conversation, "a message that is kept needs its log"});

    wire::Live live;
    live.conv_type = sending.request.conv_type;
    live.conv_id = sending.request.conv_id;
    live.from = sending.caller.user;
    live.time = tx.now;
    live.id = sending.id;
    live.message = std::move(sending.request.message);
    const auto told = *group ? tell_group(tx, sending, live) : tell_pair(tx, sending, live);
    if (!told) return Answer::refused(told.error());
    wire::Sent reply;
    reply.time = tx.now;
    return answer_with(reply);
}

}  // namespace detail

TIM_DECL Answer send_operation(Tx& tx, const Caller& caller, std::string_view body) {
    auto sending = detail::read_sending(tx, caller, body);
    if (!sending) return Answer::refused(sending.error());
    if (sending->request.log.empty()) return detail::send_live(tx, *sending);
    if (tx.sends) return detail::send_stored(tx, *tx.sends, *sending);
    SendPlaces places;
    Answer answer = detail::send_stored(tx, places, *sending);
    places.write_heads(tx.db);
    return answer;
}

// Uses up the `n` under which a message may be on its way still, so that it is refused when it comes.
TIM_DECL Answer cancel_operation(Tx& tx, const Caller& caller, std::string_view body) {
    auto cancel = read_body<wire::Cancel>(tx, body);
    if (!cancel) return Answer::refused(cancel.error());
    detail::Sending sending{caller, {}, MessageData(), std::move(cancel->id)};
    sending.request.conv_type = cancel->conv_type;
    sending.request.conv_id = std::move(cancel->conv_id);
    sending.request.log = std::move(cancel->log);
    sending.request.n = cancel->n;
    SendPlaces places;
    SendPlace* const place = detail::find_place(tx, places, sending);
    if (!place || !detail::is_log_of(place->log->row, sending))
        return Answer::refused({Errc::invalid_conversation, "not the conversation's log"});
    if (cancel->n == 0 || sending.id.size() > detail::most_id_bytes)
        return Answer::refused({Errc::invalid_parameters, "n counts from 1, and an id has a limit"});
    if (cancel->n <= place->last_n) return detail::repeat(tx, sending, *place);
    if (cancel->n > place->last_n + 1) return detail::out_of_step(*place);
    if (detail::id_is_taken(tx, sending, place->log->row))
        return detail::settle(tx, sending, *place, {Errc::svr_msg_pkg_parse_failed, "the log has this message_msg_id"});
    return detail::settle(tx, sending, *place, {Errc::sdk_send_message_failed_with_cancel, "cancelled by its sender"});
}

}  // namespace tim::hub
