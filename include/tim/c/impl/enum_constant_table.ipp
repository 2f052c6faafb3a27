#pragma once

#include "tim/c/constants.hpp"

namespace tim::c::detail {

using codec::EnumValue;

inline constexpr EnumValue result_values[] = {
    {"TIM_SUCC", 0},       {"TIM_ERR_SDKUNINIT", -1}, {"TIM_ERR_NOTLOGIN", -2}, {"TIM_ERR_JSON", -3},
    {"TIM_ERR_PARAM", -4}, {"TIM_ERR_CONV", -5},      {"TIM_ERR_GROUP", -6},
};

inline constexpr EnumValue conv_event_values[] = {
    {"kTIMConvEvent_Add", 0},   {"kTIMConvEvent_Del", 1},    {"kTIMConvEvent_Update", 2},
    {"kTIMConvEvent_Start", 3}, {"kTIMConvEvent_Finish", 4},
};

inline constexpr EnumValue conversation_mark_type_values[] = {
    {"kTIMConversationMarkTypeStar", 1},
    {"kTIMConversationMarkTypeUnread", 2},
    {"kTIMConversationMarkTypeFold", 4},
    {"kTIMConversationMarkTypeHide", 8},
};

inline constexpr EnumValue group_member_search_field_key_values[] = {
    {"kTIMGroupMemberSearchFieldKey_Identifier", 1},
    {"kTIMGroupMemberSearchFieldKey_NickName", 2},
    {"kTIMGroupMemberSearchFieldKey_Remark", 4},
    {"kTIMGroupMemberSearchFieldKey_NameCard", 8},
};

inline constexpr EnumValue group_search_field_key_values[] = {
    {"kTIMGroupSearchFieldKey_GroupId", 1},
    {"kTIMGroupSearchFieldKey_GroupName", 2},
};

inline constexpr EnumValue group_get_info_flag_values[] = {
    {"kTIMGroupInfoFlag_None", 0},
    {"kTIMGroupInfoFlag_Name", 1},
    {"kTIMGroupInfoFlag_CreateTime", 2},
    {"kTIMGroupInfoFlag_OwnerUin", 4},
    {"kTIMGroupInfoFlag_Seq", 8},
    {"kTIMGroupInfoFlag_LastTime", 16},
    {"kTIMGroupInfoFlag_NextMsgSeq", 32},
    {"kTIMGroupInfoFlag_LastMsgTime", 64},
    {"kTIMGroupInfoFlag_AppId", 128},
    {"kTIMGroupInfoFlag_MemberNum", 256},
    {"kTIMGroupInfoFlag_MaxMemberNum", 512},
    {"kTIMGroupInfoFlag_Notification", 1024},
    {"kTIMGroupInfoFlag_Introduction", 2048},
    {"kTIMGroupInfoFlag_FaceUrl", 4096},
    {"kTIMGroupInfoFlag_AddOption", 8192},
    {"kTIMGroupInfoFlag_GroupType", 16384},
    {"kTIMGroupInfoFlag_LastMsg", 32768},
    {"kTIMGroupInfoFlag_OnlineNum", 65536},
    {"kTIMGroupInfoFlag_Visible", 131072},
    {"kTIMGroupInfoFlag_Searchable", 262144},
    {"kTIMGroupInfoFlag_ShutupAll", 524288},
};

inline constexpr EnumValue group_member_info_flag_values[] = {
    {"kTIMGroupMemberInfoFlag_None", 0},       {"kTIMGroupMemberInfoFlag_JoinTime", 1},
    {"kTIMGroupMemberInfoFlag_MsgFlag", 2},    {"kTIMGroupMemberInfoFlag_MsgSeq", 4},
    {"kTIMGroupMemberInfoFlag_MemberRole", 8}, {"kTIMGroupMemberInfoFlag_ShutupUntill", 16},
    {"kTIMGroupMemberInfoFlag_NameCard", 32},
};

inline constexpr EnumValue log_level_values[] = {
    {"kTIMLog_Off", 0},  {"kTIMLog_Test", 1}, {"kTIMLog_Verbose", 2}, {"kTIMLog_Debug", 3},
    {"kTIMLog_Info", 4}, {"kTIMLog_Warn", 5}, {"kTIMLog_Error", 6},   {"kTIMLog_Assert", 7},
};

inline constexpr EnumValue login_status_values[] = {
    {"kTIMLoginStatus_Logined", 1},
    {"kTIMLoginStatus_Logining", 2},
    {"kTIMLoginStatus_UnLogined", 3},
    {"kTIMLoginStatus_Logouting", 4},
};

inline constexpr EnumValue network_status_values[] = {
    {"kTIMConnected", 0},
    {"kTIMDisconnected", 1},
    {"kTIMConnecting", 2},
    {"kTIMConnectFailed", 3},
};

inline constexpr EnumValue user_status_type_values[] = {
    {"kTIMUserStatusType_Unkown", 0},
    {"kTIMUserStatusType_Online", 1},
    {"kTIMUserStatusType_Offline", 2},
    {"kTIMUserStatusType_UnLogined", 3},
};

inline constexpr EnumConstants all_enum_constants[] = {
    {"TIMCloudDef.h", "TIMConvType"},
    {"TIMCloudDef.h", "TIMReceiveMessageOpt"},
    {"TIMCloudDef.h", "TIMResult", result_values},
    {"TIMConversationManager.h", "TIMConvEvent", conv_event_values},
    {"TIMConversationManager.h", "TIMConversationMarkType", conversation_mark_type_values},
    {"TIMConversationManager.h", "TIMGroupAtType"},
    {"TIMFriendshipManager.h", "TIMFriendChangeType"},
    {"TIMFriendshipManager.h", "TIMFriendPendencyType"},
    {"TIMGroupManager.h", "HandleGroupMemberResult"},
    {"TIMGroupManager.h", "TIMGroupAddOption"},
    {"TIMGroupManager.h", "TIMGroupJoinType"},
    {"TIMGroupManager.h", "TIMGroupMemberModifyInfoFlag"},
    {"TIMGroupManager.h", "TIMGroupMemberRole"},
    {"TIMGroupManager.h", "TIMGroupMemberRoleFlag"},
    {"TIMGroupManager.h", "TIMGroupMemberSearchFieldKey", group_member_search_field_key_values},
    {"TIMGroupManager.h", "TIMGroupModifyInfoFlag"},
    {"TIMGroupManager.h", "TIMGroupPendencyHandle"},
    {"TIMGroupManager.h", "TIMGroupPendencyHandleResult"},
    {"TIMGroupManager.h", "TIMGroupPendencyType"},
    {"TIMGroupManager.h", "TIMGroupSearchFieldKey", group_search_field_key_values},
    {"TIMGroupManager.h", "TIMGroupTipGroupChangeFlag"},
    {"TIMGroupManager.h", "TIMGroupTipType"},
    {"TIMGroupManager.h", "TIMGroupType"},
    {"TIMManager.h", "TIMGenderType"},
    {"TIMManager.h", "TIMGroupGetInfoFlag", group_get_info_flag_values},
    {"TIMManager.h", "TIMGroupMemberInfoFlag", group_member_info_flag_values},
    {"TIMManager.h", "TIMLogLevel", log_level_values},
    {"TIMManager.h", "TIMLoginStatus", login_status_values},
    {"TIMManager.h", "TIMNetworkStatus", network_status_values},
    {"TIMManager.h", "TIMProfileAddPermission"},
    {"TIMManager.h", "TIMProfileChangeType"},
    {"TIMManager.h", "TIMUserStatusType", user_status_type_values},
    {"TIMMessageManager.h", "TIMDownloadType"},
    {"TIMMessageManager.h", "TIMElemType"},
    {"TIMMessageManager.h", "TIMGroupMessageReadMembersFilter"},
    {"TIMMessageManager.h", "TIMGroupReportType"},
    {"TIMMessageManager.h", "TIMImageLevel"},
    {"TIMMessageManager.h", "TIMKeywordListMatchType"},
    {"TIMMessageManager.h", "TIMMsgPriority"},
    {"TIMMessageManager.h", "TIMMsgStatus"},
    {"TIMMessageManager.h", "TIMPlatform"},
    {"TIMOfflinePushManager.h", "TIMAndroidOfflinePushNotifyMode"},
    {"TIMOfflinePushManager.h", "TIMIOSOfflinePushType"},
    {"TIMOfflinePushManager.h", "TIMOfflinePushFlag"},
    {"TIMOfflinePushManager.h", "TIMOfflinePushTokenType"},
};

}  // namespace tim::c::detail
