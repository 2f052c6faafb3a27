#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/application_rows.hpp"
#include "tim/hub/detail/custom_fields.hpp"
#include "tim/hub/detail/group_membership.hpp"
#include "tim/hub/detail/group_tips.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/own_rows.hpp"

#include <utility>

namespace tim::hub {

TIM_DECL Result<Seat> take_seat(Tx& tx, std::string_view group_id, std::string_view user) {
    Result<Group> group = open_group(tx, group_id);
    if (group.has_error()) return group.error();
    std::optional<MemberRow> me = find_member(tx, group->row.log, user);
    if (!me) return Failure(Errc::svr_group_permission_deny, "you are not a member of this group");
    return Seat{std::move(*group), std::move(*me)};
}

TIM_DECL void admit(Tx& tx, Group& group, std::vector<MemberRow> newcomers, const Admission& admission) {
    const Position start = group.kind->history ? 1 : group.log.head + 1;
    for (MemberRow& newcomer : newcomers) {
        ensure_user(tx, newcomer.user);
        insert_member(tx, group.row.log, newcomer);
        settle_applications(tx, group.row.log, newcomer.user, admission.op);
        tx.db.run("DELETE FROM bans WHERE log = ? AND user_id = ?", group.row.log, newcomer.user);
        show_log(tx, group.log, newcomer.user, group.conv(), start);
    }
    group.row.member_count = add_to_member_count(tx, group.row.log, static_cast<std::int64_t>(newcomers.size()));
    if (admission.how == GroupJoinType::none || !group.kind->member_tips) return;
    GroupTipsElem tip = make_tip(GroupTipType::invite, admission.op);
    tip.join_type = admission.how;
    tip.member_num = group.row.member_count;
    if (const auto op = find_member(tx, group.row.log, admission.op)) set_operator(tip, *op);
    for (const MemberRow& newcomer : newcomers) add_affected(tip, newcomer);
    tell_members(tx, group, std::move(tip));
}

TIM_DECL void release(Tx& tx, Group& group, const std::vector<MemberRow>& leavers, GroupTipType why,
                      const MemberRow& op) {
    group.row.member_count = add_to_member_count(tx, group.row.log, -static_cast<std::int64_t>(leavers.size()));
    Position end = group.log.head;
    if (group.kind->member_tips) {
        GroupTipsElem tip = make_tip(why, op.user);
        set_operator(tip, op);
        tip.member_num = group.row.member_count;
        for (const MemberRow& leaver : leavers) add_affected(tip, leaver);
        end = tell_members(tx, group, std::move(tip));
    }
    for (const MemberRow& leaver : leavers) {
        delete_member(tx, group.row.log, leaver.user);
        delete_custom_fields(tx, group.row.log, leaver.user);
        forget_settings(tx, group.row.log, leaver.user);
        hide_log(tx, group.log, leaver.user, group.conv(), end);
    }
}

TIM_DECL void hand_over(Tx& tx, Group& group, MemberRow heir, const MemberRow& op) {
    if (std::optional<MemberRow> owner = find_owner(tx, group.row.log)) {
        owner->role = GroupMemberRole::normal;
        update_member(tx, group.row.log, *owner);
    }
    heir.role = GroupMemberRole::owner;
    heir.muted_until = 0;
    update_member(tx, group.row.log, heir);
    update_group_row(tx, group.row);
    GroupTipsElem tip = make_tip(GroupTipType::group_info_change, op.user);
    set_operator(tip, op);
    add_affected(tip, heir);
    tip.group_changes.emplace_back();
    tip.group_changes.back().flag = GroupTipGroupChangeFlag::owner;
    tip.group_changes.back().value = heir.user;
    tell_members(tx, group, std::move(tip));
}

TIM_DECL void ban(Tx& tx, const Group& group, std::string_view user, UnixMillis until) {
    tx.db.run(
        "INSERT INTO bans (log, user_id, until) VALUES (?, ?, ?)"
        " ON CONFLICT (log, user_id) DO UPDATE SET until = excluded.until",
        group.row.log, user, until);
}

TIM_DECL bool is_banned(Tx& tx, const Group& group, std::string_view user) {
    return tx.db.find<UnixMillis>("SELECT until FROM bans WHERE log = ? AND user_id = ?", group.row.log, user)
               .value_or(0) > tx.now;
}

TIM_DECL bool may_be_named(Tx& tx, std::string_view user) {
    if (user_exists(tx, user)) return true;
    return tx.options.unknown_receivers() && check_user_id(user, tx.options.limits()).has_value();
}

}  // namespace tim::hub
