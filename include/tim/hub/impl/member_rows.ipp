#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/member_rows.hpp"

#include <utility>

namespace tim::hub {
namespace detail {

/// Columns: user_id, number, role, joined, muted_until, receive_option, name_card.
TIM_DECL MemberRow read_member(const db::Rows& rows) {
    MemberRow member;
    member.user = rows.get<std::string>(0);
    member.number = rows.get<std::uint64_t>(1);
    member.role = rows.get<GroupMemberRole>(2);
    member.joined = rows.get<UnixMillis>(3);
    member.muted_until = rows.get<UnixMillis>(4);
    member.receive_option = rows.get<ReceiveMessageOpt>(5);
    member.name_card = rows.get<std::string>(6);
    return member;
}

TIM_DECL std::optional<MemberRow> first_member(db::Rows rows) {
    return rows.next() ? std::optional<MemberRow>(read_member(rows)) : std::nullopt;
}

TIM_DECL std::vector<std::string> first_column(db::Rows rows) {
    std::vector<std::string> texts;
    while (rows.next()) texts.push_back(rows.get<std::string>(0));
    return texts;
}

}  // namespace detail

TIM_DECL std::optional<MemberRow> find_member(Tx& tx, std::int64_t log, std::string_view user) {
    return detail::first_member(
        tx.db.query("SELECT user_id, number, role, joined, muted_until, receive_option, name_card FROM members"
                    " WHERE log = ? AND user_id = ?",
                    log, user));
}

TIM_DECL void insert_member(Tx& tx, std::int64_t log, MemberRow& member) {
    member.joined = tx.now;
    const auto newest =
        tx.db.find<std::optional<std::uint64_t>>("SELECT max(number) FROM members WHERE log = ?", log).value();
    member.number = newest.value_or(0) + 1;
    tx.db.run("INSERT INTO members (log, user_id, number, role, joined) VALUES (?, ?, ?, ?, ?)", log, member.user,
              member.number, member.role, member.joined);
}

TIM_DECL void delete_member(Tx& tx, std::int64_t log, std::string_view user) {
    tx.db.run("DELETE FROM members WHERE log = ? AND user_id = ?", log, user);
}

TIM_DECL void update_member(Tx& tx, std::int64_t log, const MemberRow& member) {
    tx.db.run(
        "UPDATE members SET role = ?, muted_until = ?, receive_option = ?, name_card = ?"
        " WHERE log = ? AND user_id = ?",
        member.role, member.muted_until, member.receive_option, member.name_card, log, member.user);
}

TIM_DECL std::vector<std::string> list_managers(Tx& tx, std::int64_t log) {
    return detail::first_column(
        tx.db.query("SELECT user_id FROM members WHERE log = ? AND role > 200 ORDER BY number", log));
}

TIM_DECL std::size_t count_administrators(Tx& tx, std::int64_t log) {
    return tx.db
        .find<std::uint64_t>("SELECT count(*) FROM members WHERE log = ? AND role > 200 AND role = ?", log,
                             GroupMemberRole::admin)
        .value_or(0);
}

TIM_DECL std::vector<std::string> first_members(Tx& tx, std::int64_t log, std::size_t count) {
    return detail::first_column(
        tx.db.query("SELECT user_id FROM members WHERE log = ? ORDER BY number LIMIT ?", log, count));
}

TIM_DECL std::optional<MemberRow> find_owner(Tx& tx, std::int64_t log) {
    return detail::first_member(
        tx.db.query("SELECT user_id, number, role, joined, muted_until, receive_option, name_card FROM members"
                    " WHERE log = ? AND role > 200 AND role = ?",
                    log, GroupMemberRole::owner));
}

TIM_DECL std::optional<MemberRow> find_longest_standing(Tx& tx, std::int64_t log) {
    return detail::first_member(
        tx.db.query("SELECT user_id, number, role, joined, muted_until, receive_option, name_card FROM members"
                    " WHERE log = ? ORDER BY number LIMIT 1",
                    log));
}

TIM_DECL std::vector<MemberRow> page_members(Tx& tx, std::int64_t log, std::uint64_t from, const RoleFilter& roles,
                                             std::uint32_t count) {
    db::Rows rows = tx.db.query(
        "SELECT user_id, number, role, joined, muted_until, receive_option, name_card FROM members"
        " WHERE log = ? AND number >= ? AND role IN (?, ?, ?) ORDER BY number LIMIT ?",
        log, from, roles[0], roles[1], roles[2], count);
    std::vector<MemberRow> members;
    while (rows.next()) members.push_back(detail::read_member(rows));
    return members;
}

TIM_DECL GroupMemberInfo describe(const MemberRow& member) {
    GroupMemberInfo info(member.user, member.role);
    info.join_time = static_cast<std::uint32_t>(to_seconds(member.joined));
    info.shutup_time = static_cast<std::uint32_t>(to_seconds(member.muted_until));
    info.name_card = member.name_card;
    return info;
}

}  // namespace tim::hub
