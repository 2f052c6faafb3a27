#pragma once

#include "tim/c/detail/setter.hpp"

namespace tim::c::detail {

inline constexpr Operation community_operations[] = {
    function("TIMCommunityAddCommunityMembersToPermissionGroup", group_id, text("permission_group_id"),
             array("json_member_id_array"), cb),
    function("TIMCommunityAddTopicPermissionToPermissionGroup", group_id, text("permission_group_id"),
             object("json_topic_permission_map"), cb),
    function("TIMCommunityCreate", object("json_group_create_param"), cb),
    function("TIMCommunityCreatePermissionGroupInCommunity", object("json_permission_group_info"), cb),
    function("TIMCommunityCreateTopicInCommunity", group_id, object("json_topic_info"), cb),
    function("TIMCommunityDeletePermissionGroupFromCommunity", group_id, array("json_permission_group_id_array"), cb),
    function("TIMCommunityDeleteTopicFromCommunity", group_id, array("json_topic_id_array"), cb),
    function("TIMCommunityDeleteTopicPermissionFromPermissionGroup", group_id, text("permission_group_id"),
             array("json_topic_id_array"), cb),
    function("TIMCommunityGetCommunityMemberListInPermissionGroup", group_id, text("permission_group_id"),
             text("next_cursor").or_null().or_empty(), cb),
    function("TIMCommunityGetJoinedCommunityList", cb),
    function("TIMCommunityGetJoinedPermissionGroupListInCommunity", group_id, cb),
    function("TIMCommunityGetPermissionGroupListInCommunity", group_id,
             array("json_permission_group_id_array").or_blank(), cb),
    function("TIMCommunityGetTopicInfoList", group_id, array("json_topic_id_array").or_blank(), cb),
    function("TIMCommunityGetTopicPermissionInPermissionGroup", group_id, text("permission_group_id"),
             array("json_topic_id_array").or_blank(), cb),
    function("TIMCommunityModifyPermissionGroupInfoInCommunity", object("json_permission_group_info"), cb),
    function("TIMCommunityModifyTopicPermissionInPermissionGroup", group_id, text("permission_group_id"),
             object("json_topic_permission_map"), cb),
    function("TIMCommunityRemoveCommunityMembersFromPermissionGroup", group_id, text("permission_group_id"),
             array("json_member_id_array"), cb),
    function("TIMCommunitySetTopicInfo", object("json_topic_info"), cb),
    setter("TIMSetCommunityAddMembersToPermissionGroupCallback", "TIMCommunityAddMembersToPermissionGroupCallback")
        .pending(),
    setter("TIMSetCommunityAddTopicPermissionCallback", "TIMCommunityAddTopicPermissionCallback").pending(),
    setter("TIMSetCommunityChangePermissionGroupInfoCallback", "TIMCommunityChangePermissionGroupInfoCallback")
        .pending(),
    setter("TIMSetCommunityChangeTopicInfoCallback", "TIMCommunityChangeTopicInfoCallback").pending(),
    setter("TIMSetCommunityCreatePermissionGroupCallback", "TIMCommunityCreatePermissionGroupCallback").pending(),
    setter("TIMSetCommunityCreateTopicCallback", "TIMCommunityCreateTopicCallback").pending(),
    setter("TIMSetCommunityDeletePermissionGroupCallback", "TIMCommunityDeletePermissionGroupCallback").pending(),
    setter("TIMSetCommunityDeleteTopicCallback", "TIMCommunityDeleteTopicCallback").pending(),
    setter("TIMSetCommunityDeleteTopicPermissionCallback", "TIMCommunityDeleteTopicPermissionCallback").pending(),
    setter("TIMSetCommunityModifyTopicPermissionCallback", "TIMCommunityModifyTopicPermissionCallback").pending(),
    setter("TIMSetCommunityReceiveTopicRESTCustomDataCallback", "TIMCommunityReceiveTopicRESTCustomDataCallback")
        .pending(),
    setter("TIMSetCommunityRemoveMembersFromPermissionGroupCallback",
           "TIMCommunityRemoveMembersFromPermissionGroupCallback")
        .pending(),
};

}  // namespace tim::c::detail
