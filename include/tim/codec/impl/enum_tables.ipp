#pragma once

#include "tim/codec/all_tables.hpp"
#include "tim/codec/enum_names.hpp"

#include <cstddef>

namespace tim::codec {
namespace detail {

template <class Enum>
consteval EnumValue value(const char* constant, Enum number) {
    return {constant, static_cast<std::int32_t>(number)};
}

template <class Enum, std::size_t Size>
consteval EnumTable enum_table(const EnumValue (&values)[Size]) {
    return {enum_name<Enum>, values};
}

inline constexpr EnumValue elem_type_values[] = {
    value("kTIMElem_Text", ElemType::text),
    value("kTIMElem_Image", ElemType::image),
    value("kTIMElem_Sound", ElemType::sound),
    value("kTIMElem_Custom", ElemType::custom),
    value("kTIMElem_File", ElemType::file),
    value("kTIMElem_GroupTips", ElemType::group_tips),
    value("kTIMElem_Face", ElemType::face),
    value("kTIMElem_Location", ElemType::location),
    value("kTIMElem_GroupReport", ElemType::group_report),
    value("kTIMElem_Video", ElemType::video),
    value("kTIMElem_FriendChange", ElemType::friend_change),
    value("kTIMElem_ProfileChange", ElemType::profile_change),
    value("kTIMElem_Merge", ElemType::merger),
    value("kTIMElem_Invalid", ElemType::invalid),
};

inline constexpr EnumValue msg_priority_values[] = {
    value("kTIMMsgPriority_High", MsgPriority::high),
    value("kTIMMsgPriority_Normal", MsgPriority::normal),
    value("kTIMMsgPriority_Low", MsgPriority::low),
    value("kTIMMsgPriority_Lowest", MsgPriority::lowest),
};

inline constexpr EnumValue msg_status_values[] = {
    value("kTIMMsg_Sending", MsgStatus::sending),
    value("kTIMMsg_SendSucc", MsgStatus::send_succ),
    value("kTIMMsg_SendFail", MsgStatus::send_fail),
    value("kTIMMsg_Deleted", MsgStatus::deleted),
    value("kTIMMsg_LocalImported", MsgStatus::local_imported),
    value("kTIMMsg_Revoked", MsgStatus::revoked),
    value("kTIMMsg_Cancel", MsgStatus::cancel),
};

inline constexpr EnumValue platform_values[] = {
    value("kTIMPlatform_Other", Platform::other),     value("kTIMPlatform_Windows", Platform::windows),
    value("kTIMPlatform_Android", Platform::android), value("kTIMPlatform_IOS", Platform::ios),
    value("kTIMPlatform_Mac", Platform::mac),         value("kTIMPlatform_Simulator", Platform::simulator),
};

inline constexpr EnumValue image_level_values[] = {
    value("kTIMImageLevel_Orig", ImageLevel::orig),
    value("kTIMImageLevel_Compression", ImageLevel::compression),
    value("kTIMImageLevel_HD", ImageLevel::hd),
};

inline constexpr EnumValue download_type_values[] = {
    value("kTIMDownload_VideoThumb", DownloadType::video_thumb),
    value("kTIMDownload_File", DownloadType::file),
    value("kTIMDownload_Video", DownloadType::video),
    value("kTIMDownload_Sound", DownloadType::sound),
};

inline constexpr EnumValue receive_message_opt_values[] = {
    value("kTIMRecvMsgOpt_Receive", ReceiveMessageOpt::receive),
    value("kTIMRecvMsgOpt_Not_Receive", ReceiveMessageOpt::not_receive),
    value("kTIMRecvMsgOpt_Not_Notify", ReceiveMessageOpt::not_notify),
    value("kTIMRecvMsgOpt_Not_Notify_Except_At", ReceiveMessageOpt::not_notify_except_at),
};

inline constexpr EnumValue keyword_list_match_type_values[] = {
    value("TIMKeywordListMatchType_Or", KeywordListMatchType::any),
    value("TIMKeywordListMatchType_And", KeywordListMatchType::all),
};

inline constexpr EnumValue group_message_read_members_filter_values[] = {
    value("TIM_GROUP_MESSAGE_READ_MEMBERS_FILTER_READ", GroupMessageReadMembersFilter::read),
    value("TIM_GROUP_MESSAGE_READ_MEMBERS_FILTER_UNREAD", GroupMessageReadMembersFilter::unread),
};

inline constexpr EnumValue gender_type_values[] = {
    value("kTIMGenderType_Unknown", GenderType::unknown),
    value("kTIMGenderType_Male", GenderType::male),
    value("kTIMGenderType_Female", GenderType::female),
};

inline constexpr EnumValue profile_add_permission_values[] = {
    value("kTIMProfileAddPermission_Unknown", ProfileAddPermission::unknown),
    value("kTIMProfileAddPermission_AllowAny", ProfileAddPermission::allow_any),
    value("kTIMProfileAddPermission_NeedConfirm", ProfileAddPermission::need_confirm),
    value("kTIMProfileAddPermission_DenyAny", ProfileAddPermission::deny_any),
};

inline constexpr EnumValue profile_change_type_values[] = {
    value("kTIMProfileChange_None", ProfileChangeType::none),
    value("kTIMProfileChange_Profile", ProfileChangeType::profile),
};

inline constexpr EnumValue friend_change_type_values[] = {
    value("kTIMFriendChange_None", FriendChangeType::none),
    value("kTIMFriendChange_FriendAdd", FriendChangeType::friend_add),
    value("kTIMFriendChange_FriendDel", FriendChangeType::friend_del),
    value("kTIMFriendChange_PendencyAdd", FriendChangeType::pendency_add),
    value("kTIMFriendChange_PendencyDel", FriendChangeType::pendency_del),
    value("kTIMFriendChange_BlackListAdd", FriendChangeType::black_list_add),
    value("kTIMFriendChange_BlackListDel", FriendChangeType::black_list_del),
    value("kTIMFriendChange_PendencyReadedReport", FriendChangeType::pendency_readed_report),
    value("kTIMFriendChange_FriendProfileUpdate", FriendChangeType::friend_profile_update),
    value("kTIMFriendChange_FriendGroupAdd", FriendChangeType::friend_group_add),
    value("kTIMFriendChange_FriendGroupDel", FriendChangeType::friend_group_del),
    value("kTIMFriendChange_FriendGroupModify", FriendChangeType::friend_group_modify),
};

inline constexpr EnumValue friend_pendency_type_values[] = {
    value("FriendPendencyTypeComeIn", FriendPendencyType::come_in),
    value("FriendPendencyTypeSendOut", FriendPendencyType::send_out),
    value("FriendPendencyTypeBoth", FriendPendencyType::both),
};

inline constexpr EnumValue offline_push_flag_values[] = {
    value("kTIMOfflinePushFlag_Default", OfflinePushFlag::push),
    value("kTIMOfflinePushFlag_NoPush", OfflinePushFlag::no_push),
};

inline constexpr EnumValue ios_offline_push_type_values[] = {
    value("TIMIOSOfflinePushType_APNS", IOSOfflinePushType::apns),
    value("TIMIOSOfflinePushType_VOIP", IOSOfflinePushType::voip),
};

inline constexpr EnumValue android_offline_push_notify_mode_values[] = {
    value("kTIMAndroidOfflinePushNotifyMode_Normal", AndroidOfflinePushNotifyMode::normal),
    value("kTIMAndroidOfflinePushNotifyMode_Custom", AndroidOfflinePushNotifyMode::custom),
};

inline constexpr EnumValue offline_push_token_type_values[] = {
    value("TIMOfflinePushTokenType_Default", OfflinePushTokenType::normal),
    value("TIMOfflinePushTokenType_TPNS", OfflinePushTokenType::tpns),
    value("TIMOfflinePushTokenType_VOIP", OfflinePushTokenType::voip),
};

inline constexpr EnumValue group_type_values[] = {
    value("kTIMGroup_Public", GroupType::public_group),     value("kTIMGroup_Private", GroupType::work),
    value("kTIMGroup_ChatRoom", GroupType::meeting),        value("kTIMGroup_BChatRoom", GroupType::b_chat_room),
    value("kTIMGroup_AVChatRoom", GroupType::av_chat_room), value("kTIMGroup_Community", GroupType::community),
};

inline constexpr EnumValue group_member_role_values[] = {
    value("kTIMMemberRole_None", GroupMemberRole::none),
    value("kTIMMemberRole_Normal", GroupMemberRole::normal),
    value("kTIMMemberRole_Admin", GroupMemberRole::admin),
    value("kTIMMemberRole_Owner", GroupMemberRole::owner),
};

inline constexpr EnumValue group_add_option_values[] = {
    value("kTIMGroupAddOpt_Forbid", GroupAddOption::forbid),
    value("kTIMGroupAddOpt_Auth", GroupAddOption::auth),
    value("kTIMGroupAddOpt_Any", GroupAddOption::any),
    value("kTIMGroupAddOpt_Unknown", GroupAddOption::unknown),
};

inline constexpr EnumValue handle_group_member_result_values[] = {
    value("kTIMGroupMember_HandledErr", HandleGroupMemberResult::failed),
    value("kTIMGroupMember_HandledSuc", HandleGroupMemberResult::done),
    value("kTIMGroupMember_Included", HandleGroupMemberResult::included),
    value("kTIMGroupMember_Invited", HandleGroupMemberResult::invited),
};

inline constexpr EnumValue group_at_type_values[] = {
    value("kTIMGroup_At_Me", GroupAtType::me),
    value("kTIMGroup_At_All", GroupAtType::all),
    value("kTIMGroup_At_All_At_ME", GroupAtType::all_at_me),
};

inline constexpr EnumValue group_tip_type_values[] = {
    value("kTIMGroupTip_None", GroupTipType::none),
    value("kTIMGroupTip_Invite", GroupTipType::invite),
    value("kTIMGroupTip_Quit", GroupTipType::quit),
    value("kTIMGroupTip_Kick", GroupTipType::kick),
    value("kTIMGroupTip_SetAdmin", GroupTipType::set_admin),
    value("kTIMGroupTip_CancelAdmin", GroupTipType::cancel_admin),
    value("kTIMGroupTip_GroupInfoChange", GroupTipType::group_info_change),
    value("kTIMGroupTip_MemberInfoChange", GroupTipType::member_info_change),
    value("kTIMGroupTip_MemberMarkChange", GroupTipType::member_mark_change),
    value("kTIMGroupTip_TopicInfoChange", GroupTipType::topic_info_change),
    value("KTIMGroupTip_PinnedMessageAdded", GroupTipType::pinned_message_added),
    value("KTIMGroupTip_PinnedMessageDeleted", GroupTipType::pinned_message_deleted),
};

inline constexpr EnumValue group_join_type_values[] = {
    value("kTIMGroupJoin_None", GroupJoinType::none),
    value("kTIMGroupJoin_Apply", GroupJoinType::apply),
    value("kTIMGroupJoin_Invite", GroupJoinType::invite),
};

inline constexpr EnumValue group_tip_group_change_flag_values[] = {
    value("kTIMGroupTipChangeFlag_Unknown", GroupTipGroupChangeFlag::unknown),
    value("kTIMGroupTipChangeFlag_Name", GroupTipGroupChangeFlag::name),
    value("kTIMGroupTipChangeFlag_Introduction", GroupTipGroupChangeFlag::introduction),
    value("kTIMGroupTipChangeFlag_Notification", GroupTipGroupChangeFlag::notification),
    value("kTIMGroupTipChangeFlag_FaceUrl", GroupTipGroupChangeFlag::face_url),
    value("kTIMGroupTipChangeFlag_Owner", GroupTipGroupChangeFlag::owner),
    value("kTIMGroupTipChangeFlag_Custom", GroupTipGroupChangeFlag::custom),
    value("kTIMGroupTipChangeFlag_Attribute", GroupTipGroupChangeFlag::attribute),
    value("kTIMGroupTipChangeFlag_ShutupAll", GroupTipGroupChangeFlag::shutup_all),
    value("kTIMGroupTipChangeFlag_TopicCustomData", GroupTipGroupChangeFlag::topic_custom_data),
    value("kTIMGroupTipChangeFlag_MessageReceiveOpt", GroupTipGroupChangeFlag::message_receive_opt),
    value("kTIMGroupTipChangeFlag_GroupAddOpt", GroupTipGroupChangeFlag::group_add_opt),
    value("kTIMGroupTipChangeFlag_GroupApproveOpt", GroupTipGroupChangeFlag::group_approve_opt),
    value("kTIMGroupTipChangeFlag_EnablePermissionGroup", GroupTipGroupChangeFlag::enable_permission_group),
    value("kTIMGroupTipChangeFlag_DefaultPermissions", GroupTipGroupChangeFlag::default_permissions),
};

inline constexpr EnumValue group_report_type_values[] = {
    value("kTIMGroupReport_None", GroupReportType::none),
    value("kTIMGroupReport_AddRequest", GroupReportType::add_request),
    value("kTIMGroupReport_AddAccept", GroupReportType::add_accept),
    value("kTIMGroupReport_AddRefuse", GroupReportType::add_refuse),
    value("kTIMGroupReport_BeKicked", GroupReportType::be_kicked),
    value("kTIMGroupReport_Delete", GroupReportType::dismissed),
    value("kTIMGroupReport_Create", GroupReportType::created),
    value("kTIMGroupReport_Invite", GroupReportType::invite),
    value("kTIMGroupReport_Quit", GroupReportType::quit),
    value("kTIMGroupReport_GrantAdmin", GroupReportType::grant_admin),
    value("kTIMGroupReport_CancelAdmin", GroupReportType::cancel_admin),
    value("kTIMGroupReport_GroupRecycle", GroupReportType::group_recycle),
    value("kTIMGroupReport_InviteReqToInvitee", GroupReportType::invite_req_to_invitee),
    value("kTIMGroupReport_InviteAccept", GroupReportType::invite_accept),
    value("kTIMGroupReport_InviteRefuse", GroupReportType::invite_refuse),
    value("kTIMGroupReport_ReadReport", GroupReportType::read_report),
    value("kTIMGroupReport_UserDefine", GroupReportType::user_define),
    value("kTIMGroupReport_ShutUpMember", GroupReportType::shut_up_member),
    value("kTIMGroupReport_TopicCreate", GroupReportType::topic_create),
    value("kTIMGroupReport_TopicDelete", GroupReportType::topic_delete),
    value("kTIMGroupReport_GroupMessageRead", GroupReportType::group_message_read),
    value("kTIMGroupReport_GroupMessageRecvOption", GroupReportType::group_message_recv_option),
    value("kTIMGroupReport_BannedFromGroup", GroupReportType::banned_from_group),
    value("kTIMGroupReport_UnbannedFromGroup", GroupReportType::unbanned_from_group),
    value("kTIMGroupReport_InviteReqToAdmin", GroupReportType::invite_req_to_admin),
};

inline constexpr EnumValue group_pendency_type_values[] = {
    value("kTIMGroupPendency_GroupJoinNeedApprovedByAdmin", GroupPendencyType::join_need_approved_by_admin),
    value("kTIMGroupPendency_GroupInviteNeedApprovedByInvitee", GroupPendencyType::invite_need_approved_by_invitee),
    value("kTIMGroupPendency_GroupInviteNeedApprovedByAdmin", GroupPendencyType::invite_need_approved_by_admin),
};

inline constexpr EnumValue group_pendency_handle_values[] = {
    value("kTIMGroupPendency_NotHandle", GroupPendencyHandle::not_handled),
    value("kTIMGroupPendency_OtherHandle", GroupPendencyHandle::handled_by_other),
    value("kTIMGroupPendency_OperatorHandle", GroupPendencyHandle::handled_by_operator),
};

inline constexpr EnumValue group_pendency_handle_result_values[] = {
    value("kTIMGroupPendency_Refuse", GroupPendencyHandleResult::refuse),
    value("kTIMGroupPendency_Accept", GroupPendencyHandleResult::accept),
};

inline constexpr EnumValue group_modify_info_flag_values[] = {
    value("kTIMGroupModifyInfoFlag_None", GroupModifyInfoFlag::none),
    value("kTIMGroupModifyInfoFlag_Name", GroupModifyInfoFlag::name),
    value("kTIMGroupModifyInfoFlag_Notification", GroupModifyInfoFlag::notification),
    value("kTIMGroupModifyInfoFlag_Introduction", GroupModifyInfoFlag::introduction),
    value("kTIMGroupModifyInfoFlag_FaceUrl", GroupModifyInfoFlag::face_url),
    value("kTIMGroupModifyInfoFlag_AddOption", GroupModifyInfoFlag::add_option),
    value("kTIMGroupModifyInfoFlag_MaxMemberNum", GroupModifyInfoFlag::max_member_num),
    value("kTIMGroupModifyInfoFlag_Visible", GroupModifyInfoFlag::visible),
    value("kTIMGroupModifyInfoFlag_Searchable", GroupModifyInfoFlag::searchable),
    value("kTIMGroupModifyInfoFlag_ShutupAll", GroupModifyInfoFlag::shutup_all),
    value("kTIMGroupModifyInfoFlag_Custom", GroupModifyInfoFlag::custom),
    value("kTIMGroupTopicModifyInfoFlag_CustomString", GroupModifyInfoFlag::topic_custom_string),
    value("kTIMGroupModifyInfoFlag_ApproveOption", GroupModifyInfoFlag::approve_option),
    value("kTIMGroupModifyInfoFlag_EnablePermissionGroup", GroupModifyInfoFlag::enable_permission_group),
    value("kTIMGroupModifyInfoFlag_DefaultPermissions", GroupModifyInfoFlag::default_permissions),
    value("kTIMGroupModifyInfoFlag_Owner", GroupModifyInfoFlag::owner),
};

inline constexpr EnumValue group_member_modify_info_flag_values[] = {
    value("kTIMGroupMemberModifyFlag_None", GroupMemberModifyInfoFlag::none),
    value("kTIMGroupMemberModifyFlag_MsgFlag", GroupMemberModifyInfoFlag::msg_flag),
    value("kTIMGroupMemberModifyFlag_MemberRole", GroupMemberModifyInfoFlag::member_role),
    value("kTIMGroupMemberModifyFlag_ShutupTime", GroupMemberModifyInfoFlag::shutup_time),
    value("kTIMGroupMemberModifyFlag_NameCard", GroupMemberModifyInfoFlag::name_card),
    value("kTIMGroupMemberModifyFlag_Custom", GroupMemberModifyInfoFlag::custom),
};

inline constexpr EnumValue group_member_role_flag_values[] = {
    value("kTIMGroupMemberRoleFlag_All", GroupMemberRoleFlag::all),
    value("kTIMGroupMemberRoleFlag_Owner", GroupMemberRoleFlag::owner),
    value("kTIMGroupMemberRoleFlag_Admin", GroupMemberRoleFlag::admin),
    value("kTIMGroupMemberRoleFlag_Member", GroupMemberRoleFlag::member),
};

inline constexpr EnumValue conv_type_values[] = {
    value("kTIMConv_Invalid", ConvType::invalid),
    value("kTIMConv_C2C", ConvType::c2c),
    value("kTIMConv_Group", ConvType::group),
    value("kTIMConv_System", ConvType::system),
};

inline constexpr EnumTable enum_tables[] = {
    enum_table<ElemType>(elem_type_values),
    enum_table<MsgPriority>(msg_priority_values),
    enum_table<MsgStatus>(msg_status_values),
    enum_table<Platform>(platform_values),
    enum_table<ImageLevel>(image_level_values),
    enum_table<DownloadType>(download_type_values),
    enum_table<ReceiveMessageOpt>(receive_message_opt_values),
    enum_table<KeywordListMatchType>(keyword_list_match_type_values),
    enum_table<GroupMessageReadMembersFilter>(group_message_read_members_filter_values),
    enum_table<GenderType>(gender_type_values),
    enum_table<ProfileAddPermission>(profile_add_permission_values),
    enum_table<ProfileChangeType>(profile_change_type_values),
    enum_table<FriendChangeType>(friend_change_type_values),
    enum_table<FriendPendencyType>(friend_pendency_type_values),
    enum_table<OfflinePushFlag>(offline_push_flag_values),
    enum_table<IOSOfflinePushType>(ios_offline_push_type_values),
    enum_table<AndroidOfflinePushNotifyMode>(android_offline_push_notify_mode_values),
    enum_table<OfflinePushTokenType>(offline_push_token_type_values),
    enum_table<GroupType>(group_type_values),
    enum_table<GroupMemberRole>(group_member_role_values),
    enum_table<GroupAddOption>(group_add_option_values),
    enum_table<HandleGroupMemberResult>(handle_group_member_result_values),
    enum_table<GroupAtType>(group_at_type_values),
    enum_table<GroupTipType>(group_tip_type_values),
    enum_table<GroupJoinType>(group_join_type_values),
    enum_table<GroupTipGroupChangeFlag>(group_tip_group_change_flag_values),
    enum_table<GroupReportType>(group_report_type_values),
    enum_table<GroupPendencyType>(group_pendency_type_values),
    enum_table<GroupPendencyHandle>(group_pendency_handle_values),
    enum_table<GroupPendencyHandleResult>(group_pendency_handle_result_values),
    enum_table<GroupModifyInfoFlag>(group_modify_info_flag_values),
    enum_table<GroupMemberModifyInfoFlag>(group_member_modify_info_flag_values),
    enum_table<GroupMemberRoleFlag>(group_member_role_flag_values),
    enum_table<ConvType>(conv_type_values),
};

}  // namespace detail

TIM_DECL std::span<const EnumTable> all_enums() noexcept { return detail::enum_tables; }

}  // namespace tim::codec
