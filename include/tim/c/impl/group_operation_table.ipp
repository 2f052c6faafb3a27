#pragma once

#include "tim/c/detail/group_calls.hpp"
#include "tim/c/detail/json_param.hpp"
#include "tim/c/detail/setter.hpp"
#include "tim/model/create_group.hpp"
#include "tim/model/group_members.hpp"
#include "tim/model/group_modify.hpp"
#include "tim/model/group_pendency.hpp"

namespace tim::c::detail {

inline constexpr Operation group_operations[] = {
    function("TIMGroupCreate", object<CreateGroupParam>("json_group_create_param"), cb)
        .does(&create_group)
        .checks(&has_group_name),
    function("TIMGroupCreateTopicInCommunity", group_id, object("json_topic_info"), cb),
    function("TIMGroupDecreaseGroupCounter", group_id, text("group_counter_key"),
             number("group_counter_value", "int64_t"), cb),
    function("TIMGroupDelete", group_id, cb).does(&delete_group),
    function("TIMGroupDeleteGroupAttributes", group_id, array("json_keys").or_null().or_empty().or_blank(), cb),
    function("TIMGroupDeleteMember", object<GroupDeleteMemberParam>("json_group_delete_param"), cb)
        .empty("[]")
        .does(&delete_members),
    function("TIMGroupDeleteTopicFromCommunity", group_id, array("json_topic_id_array"), cb),
    function("TIMGroupGetGroupAttributes", group_id, array("json_keys").or_null().or_empty().or_blank(), cb),
    function("TIMGroupGetGroupCounters", group_id,
             array("json_group_counter_key_array").or_null().or_empty().or_blank(), cb),
    function("TIMGroupGetGroupInfoList", array<std::string>("json_group_getinfo_param"), cb)
        .empty("[]")
        .does(&get_group_infos),
    function("TIMGroupGetJoinedCommunityList", cb),
    function("TIMGroupGetJoinedGroupList", cb).empty("[]").does(&get_joined_groups),
    function("TIMGroupGetMemberInfoList", object<GroupGetMemberInfoListParam>("json_group_getmeminfos_param"), cb)
        .does(&get_members),
    function("TIMGroupGetOnlineMemberCount", group_id, cb),
    function("TIMGroupGetPendencyList", object<GroupPendencyOption>("json_group_getpendency_list_param").or_blank(), cb)
        .does(&get_pendencies),
    function("TIMGroupGetTopicInfoList", group_id, array("json_topic_id_array").or_blank(), cb),
    function("TIMGroupHandlePendency", object<GroupHandlePendencyParam>("json_group_handle_pendency_param"), cb)
        .does(&handle_pendency),
    function("TIMGroupIncreaseGroupCounter", group_id, text("group_counter_key"),
             number("group_counter_value", "int64_t"), cb),
    function("TIMGroupInitGroupAttributes", group_id, array("json_group_attributes"), cb),
    function("TIMGroupInviteMember", object<GroupInviteMemberParam>("json_group_invite_param"), cb)
        .empty("[]")
        .does(&invite_members),
    function("TIMGroupJoin", group_id, text("hello_msg").or_null().or_empty(), cb).does(&join_group),
    function("TIMGroupMarkGroupMemberList", group_id, array("member_array"), number("mark_type", "uint32_t"),
             number("enable_mark", "bool"), cb),
    function("TIMGroupModifyGroupInfo", object<GroupModifyInfoParam>("json_group_modifyinfo_param"), cb)
        .does(&modify_group),
    function("TIMGroupModifyMemberInfo", object<GroupModifyMemberInfoParam>("json_group_modifymeminfo_param"), cb)
        .does(&modify_member),
    function("TIMGroupQuit", group_id, cb).does(&quit_group),
    function("TIMGroupReportPendencyReaded", number("time_stamp", "uint64_t"), cb),
    function("TIMGroupSearchGroupMembers", object("json_group_search_group_members_param"), cb),
    function("TIMGroupSearchGroups", object("json_group_search_groups_param"), cb),
    function("TIMGroupSetGroupAttributes", group_id, array("json_group_attributes"), cb),
    function("TIMGroupSetGroupCounters", group_id, array("json_group_counter_array"), cb),
    function("TIMGroupSetTopicInfo", object("json_topic_info"), cb),
    setter("TIMSetGroupAttributeChangedCallback", "TIMGroupAttributeChangedCallback").pending(),
    setter("TIMSetGroupCounterChangedCallback", "TIMGroupCounterChangedCallback").pending(),
    setter("TIMSetGroupTipsEventCallback", "TIMGroupTipsEventCallback"),
    setter("TIMSetGroupTopicChangedCallback", "TIMGroupTopicChangedCallback").pending(),
    setter("TIMSetGroupTopicCreatedCallback", "TIMGroupTopicCreatedCallback").pending(),
    setter("TIMSetGroupTopicDeletedCallback", "TIMGroupTopicDeletedCallback").pending(),
};

}  // namespace tim::c::detail
