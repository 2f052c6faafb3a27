#pragma once

#include "tim/codec/write.hpp"
#include "tim/db/connection.hpp"
#include "tim/hub/detail/group_tips.hpp"
#include "tim/hub/detail/own_rows.hpp"
#include "tim/wire/tables.hpp"

#include <utility>

namespace tim::hub {
namespace detail {

/// What is stored for a user; of a group the receive option is not.
struct SettingsRow {
    bool pinned = false;
    ReceiveMessageOpt receive_option{};

    friend bool operator==(const SettingsRow&, const SettingsRow&) = default;
};

TIM_DECL SettingsRow find_settings(Tx& tx, std::int64_t log, std::string_view user) {
    SettingsRow row;
    db::Rows rows = tx.db.query("SELECT pinned, receive_option FROM settings WHERE log = ? AND user_id = ?", log, user);
    if (!rows.next()) return row;
    row.pinned = rows.get<bool>(0);
    row.receive_option = rows.get<ReceiveMessageOpt>(1);
    return row;
}

/// False when it stands already.
TIM_DECL bool store_settings(Tx& tx, std::int64_t log, std::string_view user, const SettingsRow& row) {
    if (find_settings(tx, log, user) == row) return false;
    tx.db.run(
        "INSERT INTO settings (log, user_id, pinned, receive_option) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (log, user_id) DO UPDATE SET pinned = excluded.pinned, receive_option = excluded.receive_option",
        log, user, row.pinned, row.receive_option);
    return true;
}

/// False when the member has it already.
TIM_DECL bool store_receive_option(Tx& tx, const Group& group, MemberRow& member, ReceiveMessageOpt option) {
    if (member.receive_option == option) return false;
    member.receive_option = option;
    update_member(tx, group.row.log, member);
    GroupReportElem notice = make_notice(GroupReportType::group_message_recv_option, group, member.user);
    notice.group_message_receive_option = option;
    notify(tx, member.user, notice);
    return true;
}

TIM_DECL void tell_settings(Tx& tx, std::string_view user, const ConvKey& conversation, const SettingsRow& row) {
    wire::Settings settings;
    settings.conv_type = conversation.type;
    settings.conv_id = conversation.id;
    settings.pinned = row.pinned;
    settings.recv_opt = row.receive_option;
    tell_own(tx, user, "settings", codec::to_json(settings));
}

}  // namespace detail

TIM_DECL OwnMarks marks_of(Tx& tx, std::int64_t log, std::string_view user) {
    OwnMarks marks;
    marks.read = tx.db.find<Position>("SELECT pos FROM reads WHERE log = ? AND user_id = ?", log, user).value_or(0);
    db::Rows rows = tx.db.query("SELECT pos, hidden FROM clears WHERE log = ? AND user_id = ?", log, user);
    if (!rows.next()) return marks;
    marks.cleared = rows.get<Position>(0);
    marks.hidden = rows.get<bool>(1);
    return marks;
}

TIM_DECL void store_read(Tx& tx, std::int64_t log, std::string_view user, Position position) {
    tx.db.run(
        "INSERT INTO reads (log, user_id, pos) VALUES (?, ?, ?)"
        " ON CONFLICT (log, user_id) DO UPDATE SET pos = excluded.pos",
        log, user, position);
}

TIM_DECL void store_clear(Tx& tx, std::int64_t log, std::string_view user, Position position, bool hidden) {
    tx.db.run(
        "INSERT INTO clears (log, user_id, pos, hidden) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (log, user_id) DO UPDATE SET pos = excluded.pos, hidden = excluded.hidden",
        log, user, position, hidden);
}

TIM_DECL bool store_removal(Tx& tx, std::int64_t log, std::string_view user, Position position) {
    return tx.db.run("INSERT INTO removals (log, user_id, pos) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", log, user,
                     position) == 1;
}

TIM_DECL void tell_own(Tx& tx, std::string_view user, std::string kind, std::string body) {
    LogRow log = ensure_user(tx, user);
    NewEntry entry;
    entry.kind = std::move(kind);
    entry.from = user;
    entry.body = std::move(body);
    entry.numbered = false;
    append(tx, log, std::move(entry));
}

TIM_DECL void change_settings(Tx& tx, const LogRow& pair, std::string_view user, const wire::SettingsChange& change) {
    detail::SettingsRow row = detail::find_settings(tx, pair.key, user);
    row.pinned = change.pinned.value_or(row.pinned);
    row.receive_option = change.recv_opt.value_or(row.receive_option);
    if (!detail::store_settings(tx, pair.key, user, row)) return;
    detail::tell_settings(tx, user, ConvKey(ConvType::c2c, change.conv_id), row);
}

TIM_DECL void change_settings(Tx& tx, const Group& group, MemberRow& member, const wire::SettingsChange& change) {
    detail::SettingsRow row = detail::find_settings(tx, group.row.log, member.user);
    row.pinned = change.pinned.value_or(row.pinned);
    const bool pin = detail::store_settings(tx, group.row.log, member.user, row);
    row.receive_option = change.recv_opt.value_or(member.receive_option);
    const bool option = detail::store_receive_option(tx, group, member, row.receive_option);
    if (pin || option) detail::tell_settings(tx, member.user, ConvKey(ConvType::group, group.row.id), row);
}

TIM_DECL void forget_settings(Tx& tx, std::int64_t log, std::string_view user) {
    tx.db.run("DELETE FROM settings WHERE log = ? AND user_id = ?", log, user);
}

}  // namespace tim::hub
