#pragma once

#include "tim/hub/detail/custom_fields.hpp"
#include "tim/hub/detail/dismissals.hpp"
#include "tim/hub/detail/group_membership.hpp"
#include "tim/hub/detail/group_operations.hpp"
#include "tim/hub/detail/group_rows.hpp"
#include "tim/hub/detail/group_texts.hpp"
#include "tim/hub/detail/group_tips.hpp"

#include <algorithm>
#include <utility>

namespace tim::hub {
namespace detail {

TIM_DECL bool is_add_option(GroupAddOption option) noexcept { return option <= GroupAddOption::any; }

/// What a maker's choice comes to.
TIM_DECL Result<GroupAddOption> chosen_option(GroupAddOption chosen, GroupAddOption usual, bool free_choice) {
    if (chosen == GroupAddOption::unknown || (!free_choice && is_add_option(chosen))) return usual;
    if (is_add_option(chosen)) return chosen;
    return Failure(Errc::svr_group_invalid_parameters, "options for joining are 0 to 2");
}

TIM_DECL Result<void> check_new_group_texts(const CreateGroupParam& param, const Limits& limits) {
    for (const Result<void>& check :
         {check_group_name(param.group_name, limits), check_group_introduction(param.introduction, limits),
          check_group_notification(param.notification, limits), check_group_face_url(param.face_url, limits)})
        if (check.has_error()) return check;
    return {};
}

/// The row of a new group, its log not yet made.
TIM_DECL Result<GroupRow> new_group_row(const Tx& tx, const GroupKind& kind, const CreateGroupParam& param) {
    const Result<void> texts = check_new_group_texts(param, tx.options.limits());
    if (texts.has_error()) return texts.error();
    const Result<GroupAddOption> add = chosen_option(param.add_option, kind.add_option, kind.applies);
    if (add.has_error()) return add.error();
    const Result<GroupAddOption> approve = chosen_option(param.approve_option, kind.approve_option, kind.invites);
    if (approve.has_error()) return approve.error();
    GroupRow row;
    row.id = param.group_id;
    row.type = kind.type;
    row.name = param.group_name;
    row.introduction = param.introduction;
    row.notification = param.notification;
    row.face_url = param.face_url;
    row.add_option = *add;
    row.approve_option = *approve;
    row.most_members = param.max_member_num;
    row.visible = kind.visible;
    row.searchable = kind.visible;
    row.made = tx.now;
    row.changed = tx.now;
    return row;
}

/// The id that the new group gets.
TIM_DECL Result<std::string> new_group_id(Tx& tx, const Caller& caller, const CreateGroupParam& param) {
    if (param.group_id.empty()) return make_group_id(tx, param.group_type);
    const bool community = param.group_type == GroupType::community;
    const Result<void> check = check_new_group_id(param.group_id, community, tx.options.limits());
    if (check.has_error()) return check.error();
    const std::optional<GroupRow> taken = find_group_row(tx, param.group_id);
    if (!taken) return param.group_id;
    const std::optional<MemberRow> owner = find_owner(tx, taken->log);
    if (!taken->dismissed && owner && owner->user == caller.user)
        return Failure(Errc::svr_group_groupid_in_used_for_super, "you own a group with this id");
    return Failure(Errc::svr_group_groupid_in_used, "the id " + param.group_id + " is taken");
}

/// The members that a new group begins with, beside its maker.
TIM_DECL Result<std::vector<MemberRow>> beginning_members(Tx& tx, const Caller& caller, const GroupKind& kind,
                                                          const std::vector<GroupMemberInfo>& named) {
    if (!named.empty() && !kind.invites)
        return Failure(Errc::svr_group_permission_deny, "a live room is made without members");
    if (named.size() > tx.options.limits().invite_members)
        return Failure(Errc::svr_group_invalid_parameters, "too many members are named");
    std::vector<MemberRow> members;
    for (const GroupMemberInfo& info : named) {
        const auto same = [&](const MemberRow& member) { return member.user == info.identifier; };
        if (info.role == GroupMemberRole::owner && info.identifier != caller.user)
            return Failure(Errc::sdk_group_invite_super_deny, "a group has one owner, who makes it");
        if (info.role == GroupMemberRole::admin && !kind.admins)
            return Failure(Errc::svr_group_invalid_parameters, "this type of group has no administrators");
        if (!may_be_named(tx, info.identifier))
            return Failure(Errc::svr_group_account_not_found, "no user " + info.identifier);
        if (info.identifier == caller.user || std::any_of(members.begin(), members.end(), same)) continue;
        MemberRow& member = members.emplace_back();
        member.user = info.identifier;
        if (info.role == GroupMemberRole::admin) member.role = GroupMemberRole::admin;
    }
    const auto administrators = std::count_if(
        members.begin(), members.end(), [](const MemberRow& member) { return member.role == GroupMemberRole::admin; });
    if (static_cast<std::size_t>(administrators) > tx.options.limits().administrators)
        return Failure(Errc::svr_group_invalid_parameters, "too many of the members are to be administrators");
    return members;
}

}  // namespace detail

TIM_DECL Result<CreateGroupResult> create_group(Tx& tx, const Caller& caller, const CreateGroupParam& param) {
    const GroupKind* kind = find_group_kind(param.group_type);
    if (!kind) return Failure(Errc::svr_group_invalid_parameters, "this type of group cannot be made");
    if (param.is_support_topic || param.enable_permission_group || param.default_permissions != 0)
        return Failure(Errc::sdk_interface_not_support, "this hub has no topics and no permission groups");
    Result<std::string> id = detail::new_group_id(tx, caller, param);
    if (id.has_error()) return id.error();
    Result<GroupRow> row = detail::new_group_row(tx, *kind, param);
    if (row.has_error()) return row.error();
    Result<std::vector<MemberRow>> others = detail::beginning_members(tx, caller, *kind, param.members);
    if (others.has_error()) return others.error();

    Group group{std::move(*row), create_log(tx, LogKind::group, *id), kind};
    group.row.id = std::move(*id);
    group.row.log = group.log.key;
    if (others->size() >= group_capacity(tx, group))
        return Failure(Errc::sdk_group_member_count_limit, "more members than such a group may have");
    insert_group_row(tx, group.row);
    const auto fields = set_custom_fields(tx, group.row.log, {}, custom_fields_of(param.custom_info));
    if (fields.has_error()) return fields.error();

    MemberRow owner;
    owner.user = caller.user;
    owner.role = GroupMemberRole::owner;
    admit(tx, group, {owner}, {});
    std::vector<std::string> invited;
    for (const MemberRow& member : *others) invited.push_back(member.user);
    if (!others->empty()) admit(tx, group, std::move(*others), {GroupJoinType::invite, caller.user});
    notify(tx, caller.user, make_notice(GroupReportType::created, group, caller.user));
    notify(tx, invited, make_notice(GroupReportType::invite, group, caller.user));

    CreateGroupResult result;
    result.group_id = group.row.id;
    return result;
}

TIM_DECL Result<void> dismiss_group(Tx& tx, const Caller& caller, const wire::GroupRef& ref) {
    Result<Seat> seat = take_seat(tx, ref.group_id, caller.user);
    if (seat.has_error()) return seat.error();
    if (!seat->group.kind->owner_dismisses)
        return Failure(Errc::svr_group_permission_deny, "a Work group cannot be ended");
    if (!seat->me.owner()) return Failure(Errc::svr_group_permission_deny, "only the owner may end the group");
    dismiss(tx, seat->group, caller.user);
    return {};
}

}  // namespace tim::hub
