#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/group_rows.hpp"

#include <algorithm>

namespace tim::hub {

TIM_DECL std::optional<GroupRow> find_group_row(Tx& tx, std::string_view id) {
    db::Rows rows = tx.db.query(
        "SELECT log, id, type, dismissed, name, introduction, notification, face_url, add_option, approve_option,"
        " most_members, visible, searchable, shutup_all, made, changed, changes, member_count"
        " FROM chat_groups WHERE id = ?",
        id);
    if (!rows.next()) return std::nullopt;
    GroupRow row;
    row.log = rows.get<std::int64_t>(0);
    row.id = rows.get<std::string>(1);
    row.type = rows.get<GroupType>(2);
    row.dismissed = rows.get<bool>(3);
    row.name = rows.get<std::string>(4);
    row.introduction = rows.get<std::string>(5);
    row.notification = rows.get<std::string>(6);
    row.face_url = rows.get<std::string>(7);
    row.add_option = rows.get<GroupAddOption>(8);
    row.approve_option = rows.get<GroupAddOption>(9);
    row.most_members = rows.get<std::uint32_t>(10);
    row.visible = rows.get<std::uint32_t>(11);
    row.searchable = rows.get<std::uint32_t>(12);
    row.shutup_all = rows.get<bool>(13);
    row.made = rows.get<UnixMillis>(14);
    row.changed = rows.get<UnixMillis>(15);
    row.changes = rows.get<std::uint32_t>(16);
    row.member_count = rows.get<std::uint32_t>(17);
    return row;
}

TIM_DECL void insert_group_row(Tx& tx, const GroupRow& row) {
    tx.db.run(
        "INSERT INTO chat_groups (log, id, type, name, introduction, notification, face_url, add_option,"
        " approve_option, most_members, visible, searchable, made, changed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.log, row.id, row.type, row.name, row.introduction, row.notification, row.face_url, row.add_option,
        row.approve_option, row.most_members, row.visible, row.searchable, row.made, row.changed);
}

TIM_DECL void update_group_row(Tx& tx, const GroupRow& row) {
    tx.db.run(
        "UPDATE chat_groups SET name = ?, introduction = ?, notification = ?, face_url = ?, add_option = ?,"
        " approve_option = ?, most_members = ?, visible = ?, searchable = ?, shutup_all = ?, changed = ?,"
        " changes = changes + 1 WHERE log = ?",
        row.name, row.introduction, row.notification, row.face_url, row.add_option, row.approve_option,
        row.most_members, row.visible, row.searchable, row.shutup_all, tx.now, row.log);
}

TIM_DECL void dismiss_group_row(Tx& tx, std::int64_t log) {
    tx.db.run("UPDATE chat_groups SET dismissed = 1, member_count = 0 WHERE log = ?", log);
}

TIM_DECL std::uint32_t add_to_member_count(Tx& tx, std::int64_t log, std::int64_t difference) {
    return tx.db
        .find<std::uint32_t>(
            "UPDATE chat_groups SET member_count = member_count + ? WHERE log = ? RETURNING member_count", difference,
            log)
        .value_or(0);
}

TIM_DECL Result<Group> open_group(Tx& tx, std::string_view id) {
    // A server-made id is one that nobody may choose, so only what both kinds share is checked.
    const Limits& limits = tx.options.limits();
    if (check_conversation(ConvKey(ConvType::group, std::string(id)), limits).has_error())
        return Failure(Errc::svr_group_invalid_groupid,
                       "a group id is 1 to " + std::to_string(limits.group_id_bytes) + " printable ASCII characters");
    Result<Group> group = open_group_row(tx, id);
    if (group && group->row.dismissed) return Failure(Errc::svr_group_not_found, "no group " + std::string(id));
    return group;
}

TIM_DECL Result<Group> open_group_row(Tx& tx, std::string_view id) {
    std::optional<GroupRow> row = find_group_row(tx, id);
    if (!row) return Failure(Errc::svr_group_not_found, "no group " + std::string(id));
    std::optional<LogRow> log = find_group_log(tx, id);
    const GroupKind* kind = find_group_kind(row->type);
    if (!log || !kind) return Failure(Errc::svr_group_internal_error, "the group's records contradict each other");
    return Group{std::move(*row), std::move(*log), kind};
}

TIM_DECL std::uint32_t group_capacity(const Tx& tx, const Group& group) {
    return std::min(no_limit_if_zero(group.row.most_members),
                    no_limit_if_zero(tx.options.limits().*group.kind->most_members));
}

TIM_DECL std::string make_group_id(Tx& tx, GroupType type) {
    return (type == GroupType::community ? "@TGS#_" : "@TGS#") + tx.random.hex(8);
}

}  // namespace tim::hub
