#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/custom_fields.hpp"
#include "tim/hub/detail/group_membership.hpp"
#include "tim/hub/detail/group_operations.hpp"
#include "tim/hub/detail/group_rows.hpp"
#include "tim/hub/detail/member_rows.hpp"

#include <limits>
#include <utility>

namespace tim::hub {
namespace detail {

inline constexpr std::uint32_t members_per_page = 100;

TIM_DECL std::uint32_t number32(std::uint64_t number) noexcept {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(number, std::numeric_limits<std::uint32_t>::max()));
}

TIM_DECL GroupMemberInfo member_info(Tx& tx, const Group& group, const Caller& caller, const MemberRow& member) {
    GroupMemberInfo info = describe(member);
    info.group_id = group.row.id;
    if (member.user == caller.user) info.msg_flag = member.receive_option;
    info.custom_info = custom_records<GroupMemberInfoCustomString>(tx, group.row.log, member.user);
    return info;
}

/// The roles that the documented bits stand for; refused when there are others.
TIM_DECL Result<RoleFilter> role_filter(std::uint64_t flags) {
    using Flag = GroupMemberRoleFlag;
    constexpr std::uint64_t all = 7;
    if (flags > all) return Failure(Errc::svr_group_invalid_parameters, "roles to list are bits 1, 2 and 4");
    const auto wanted = static_cast<Flag>(flags == 0 ? all : flags);
    const auto role = [wanted](Flag flag, GroupMemberRole named) {
        return has(wanted, flag) ? named : GroupMemberRole::none;
    };
    return RoleFilter{role(Flag::owner, GroupMemberRole::owner), role(Flag::admin, GroupMemberRole::admin),
                      role(Flag::member, GroupMemberRole::normal)};
}

TIM_DECL GroupDetailInfo detail_info(Tx& tx, const Group& group) {
    const GroupRow& row = group.row;
    GroupDetailInfo info;
    info.group_id = row.id;
    info.group_type = row.type;
    info.group_name = row.name;
    info.notification = row.notification;
    info.introduction = row.introduction;
    info.face_url = row.face_url;
    info.create_time = number32(to_seconds(row.made));
    info.info_seq = row.changes;
    info.last_info_time = number32(to_seconds(row.changed));
    info.next_msg_seq = number32(group.log.last_seq + 1);
    info.last_msg_time = number32(to_seconds(group.log.last_time));
    info.member_num = row.member_count;
    const std::uint32_t capacity = group_capacity(tx, group);
    info.max_member_num = capacity == no_limit_if_zero(0) ? 0 : capacity;
    info.add_option = row.add_option;
    info.approve_option = row.approve_option;
    info.visible = row.visible;
    info.searchable = row.searchable;
    info.is_shutup_all = row.shutup_all;
    if (const auto owner = find_owner(tx, row.log)) info.owner_identifier = owner->user;
    info.custom_info = custom_records<GroupInfoCustomString>(tx, row.log, {});
    return info;
}

TIM_DECL Result<GroupDetailInfo> group_info(Tx& tx, const Caller& caller, const std::string& id) {
    const Result<Group> group = open_group(tx, id);
    if (group.has_error()) return group.error();
    if (group->row.visible == 0 && !find_member(tx, group->row.log, caller.user))
        return Failure(Errc::svr_group_permission_deny, "only members may see this group");
    return detail_info(tx, *group);
}

}  // namespace detail

TIM_DECL Result<GroupGetMemberInfoListResult> list_group_members(Tx& tx, const Caller& caller,
                                                                 const GroupGetMemberInfoListParam& param) {
    const Result<Seat> seat = take_seat(tx, param.group_id, caller.user);
    if (seat.has_error()) return seat.error();
    const Group& group = seat->group;
    if (param.identifiers.size() > tx.options.limits().invite_members)
        return Failure(Errc::svr_group_invalid_parameters, "too many users are named");
    const Result<RoleFilter> roles = detail::role_filter(param.option.role_flag);
    if (roles.has_error()) return roles.error();

    GroupGetMemberInfoListResult result;
    for (const std::string& user : param.identifiers)
        if (const auto member = find_member(tx, group.row.log, user))
            result.members.push_back(detail::member_info(tx, group, caller, *member));
    if (!param.identifiers.empty()) return result;
    // A number beyond 32 bits is one that no page gave.
    if (param.next_seq > std::numeric_limits<std::uint32_t>::max()) return result;
    for (const MemberRow& member :
         page_members(tx, group.row.log, param.next_seq, *roles, detail::members_per_page + 1)) {
        if (result.members.size() == detail::members_per_page)
            result.next_seq = member.number;
        else
            result.members.push_back(detail::member_info(tx, group, caller, member));
    }
    return result;
}

TIM_DECL std::vector<GroupBaseInfo> groups_of_caller(Tx& tx, const Caller& caller) {
    db::Rows rows = tx.db.query(
        "SELECT g.id, g.name, g.type, g.face_url, g.changes, l.last_seq, g.shutup_all, m.joined, m.role,"
        " m.receive_option"
        " FROM members AS m JOIN chat_groups AS g ON g.log = m.log JOIN logs AS l ON l.key = m.log"
        " WHERE m.user_id = ? AND NOT g.dismissed ORDER BY m.log",
        caller.user);
    std::vector<GroupBaseInfo> groups;
    while (rows.next()) {
        GroupBaseInfo& info = groups.emplace_back();
        info.group_id = rows.get<std::string>(0);
        info.group_name = rows.get<std::string>(1);
        info.group_type = rows.get<GroupType>(2);
        info.face_url = rows.get<std::string>(3);
        info.info_seq = rows.get<std::uint32_t>(4);
        info.latest_seq = detail::number32(rows.get<std::uint64_t>(5));
        info.is_shutup_all = rows.get<bool>(6);
        info.self_info.join_time = detail::number32(to_seconds(rows.get<UnixMillis>(7)));
        info.self_info.role = rows.get<GroupMemberRole>(8);
        info.self_info.msg_flag = rows.get<ReceiveMessageOpt>(9);
        info.msg_flag = info.self_info.msg_flag;
    }
    return groups;
}

TIM_DECL Result<std::vector<GetGroupInfoResult>> group_infos(Tx& tx, const Caller& caller,
                                                             const std::vector<std::string>& ids) {
    if (ids.empty() || ids.size() > tx.options.limits().groups_asked)
        return Failure(Errc::svr_group_invalid_parameters,
                       "1 to " + std::to_string(tx.options.limits().groups_asked) + " groups can be asked for");
    std::vector<GetGroupInfoResult> results;
    for (const std::string& id : ids) {
        GetGroupInfoResult& result = results.emplace_back();
        Result<GroupDetailInfo> info = detail::group_info(tx, caller, id);
        if (info.has_value()) {
            result.info = std::move(*info);
        } else {
            result.code = info.error().code.value();
            result.desc = info.error().text;
            result.info.group_id = id;
        }
    }
    return results;
}

}  // namespace tim::hub
