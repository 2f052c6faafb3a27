#pragma once

#include "tim/c/constants.hpp"

namespace tim::c::detail {

using codec::Use;

inline constexpr KeyConstant receive_message_opt_info_keys[] = {
    {"kTIMMsgAllRecvMsgOptStartHour", "msg_all_recv_msg_opt_start_hour", "uint32", Use::read},
    {"kTIMMsgAllRecvMsgOptStartMinute", "msg_all_recv_msg_opt_start_minute", "uint32", Use::read},
    {"kTIMMsgAllRecvMsgOptStartSecond", "msg_all_recv_msg_opt_start_second", "uint32", Use::read},
    {"kTIMMsgAllRecvMsgOptStartTimeStamp", "msg_all_recv_msg_opt_start_time_stamp", "uint32", Use::read},
    {"kTIMMsgAllRecvMsgDuration", "msg_all_recv_msg_duration", "uint32", Use::read},
    {"kTIMMsgAllRecvMsgOptLevel", "msg_all_recv_msg_opt_level", "uint32", Use::read},
};

inline constexpr KeyConstant message_reaction_keys[] = {
    {"kTIMMsgReactionID", "message_reaction_id", "string", Use::read},
    {"kTIMMsgReactionTotalUserCount", "message_reaction_total_user_count", "uint32", Use::read},
    {"kTIMMsgReactionPartialUserInfoList", "message_reaction_partial_user_info_array", "array<object<UserProfile>>",
     Use::read},
    {"kTIMMsgReactionReactedByMyself", "message_reaction_reacted_by_myself", "bool", Use::read},
};

inline constexpr KeyConstant message_reaction_result_keys[] = {
    {"kTIMMsgReactionResultCode", "message_reaction_result_code", "uint32", Use::read},
    {"kTIMMsgReactionResultInfo", "message_reaction_result_info", "string", Use::read},
    {"kTIMMsgReactionResultMsgId", "message_reaction_result_msg_id", "string", Use::read},
    {"kTIMMsgReactionResultReactionList", "message_reaction_result_reaction_list", "array<object<MessageReaction>>",
     Use::read},
};

inline constexpr KeyConstant message_reaction_user_result_keys[] = {
    {"kTIMMsgReactionUserResultUserInfoArray", "message_reaction_user_result_user_info_array",
     "array<object<UserProfile>>", Use::read},
    {"kTIMMsgReactionUserResultNextSeq", "message_reaction_user_result_next_seq", "uint32", Use::read},
    {"kTIMMsgReactionUserResultIsFinished", "message_reaction_user_result_is_finished", "bool", Use::read},
};

inline constexpr KeyConstant message_reaction_change_info_keys[] = {
    {"kTIMMsgReactionChangeInfoMsgId", "message_reaction_change_info_msg_id", "string", Use::read},
    {"kTIMMsgReactionChangeInfoReactionList", "message_reaction_change_info_reaction_list",
     "array<object<MessageReaction>>", Use::read},
};

inline constexpr KeyConstant http_proxy_info_keys[] = {
    {"kTIMHttpProxyInfoIp", "http_proxy_info_ip", "string", Use::write},
    {"kTIMHttpProxyInfoPort", "http_proxy_info_port", "int32", Use::write},
    {"kTIMHttpProxyInfoUserName", "http_proxy_info_username", "string", Use::write},
    {"kTIMHttpProxyInfoPassword", "http_proxy_info_password", "string", Use::write},
};

inline constexpr KeyConstant socks5_proxy_info_keys[] = {
    {"kTIMSocks5ProxyInfoIp", "socks5_proxy_info_ip", "string", Use::write},
    {"kTIMSocks5ProxyInfoPort", "socks5_proxy_info_port", "int32", Use::write},
    {"kTIMSocks5ProxyInfoUserName", "socks5_proxy_info_username", "string", Use::write},
    {"kTIMSocks5ProxyInfoPassword", "socks5_proxy_info_password", "string", Use::write},
};

inline constexpr KeyConstant pac_proxy_info_keys[] = {
    {"kTIMPACProxyInfoUserName", "pac_proxy_info_username", "string", Use::write},
    {"kTIMPACProxyInfoPassword", "pac_proxy_info_password", "string", Use::write},
};

inline constexpr KeyConstant friendship_get_profile_list_param_keys[] = {
    {"kTIMFriendShipGetProfileListParamIdentifierArray", "friendship_getprofilelist_param_identifier_array",
     "array<string>", Use::write},
    {"kTIMFriendShipGetProfileListParamForceUpdate", "friendship_getprofilelist_param_force_update", "bool",
     Use::write},
};

inline constexpr KeyConstant user_status_keys[] = {
    {"kTIMUserStatusIdentifier", "user_status_identifier", "string", Use::read},
    {"kTIMUserStatusStatusType", "user_status_status_type", "uint32", Use::read},
    {"kTIMUserStatusCustomStatus", "user_status_custom_status", "string", Use::both},
    {"kTIMUserStatusOnlineDevices", "user_status_online_devices", "array<string>", Use::read},
};

inline constexpr KeyConstant group_get_info_option_keys[] = {
    {"kTIMGroupGetInfoOptionInfoFlag", "group_get_info_option_info_flag", "uint64", Use::both},
    {"kTIMGroupGetInfoOptionCustomArray", "group_get_info_option_custom_array", "array<string>", Use::write},
};

/// Parameters of the function since.
inline constexpr KeyConstant conversation_list_filter_keys_of_2022[] = {
    {"kTIMConversationListFilterNextSeq", "conversation_list_filter_next_seq", "uint64", Use::write},
    {"kTIMConversationListFilterCount", "conversation_list_filter_count", "uint32", Use::write},
    {"kTIMConversationListFilterGroupName", "conversation_list_filter_group_name", "string", Use::write},
};

inline constexpr KeyConstant conversation_operation_result_keys[] = {
    {"kTIMConversationOperationResultConversationID", "conversation_operation_result_conversation_id", "string",
     Use::read},
    {"kTIMConversationOperationResultResultCode", "conversation_operation_result_result_code", "int32", Use::read},
    {"kTIMConversationOperationResultResultInfo", "conversation_operation_result_result_info", "string", Use::read},
};

inline constexpr KeyConstant group_search_param_keys[] = {
    {"TIMGroupSearchParamKeywordList", "group_search_params_keyword_list", "array<string>", Use::write},
    {"TIMGroupSearchParamFieldList", "group_search_params_field_list", "array<uint32>", Use::write},
};

inline constexpr KeyConstant group_attributes_keys[] = {
    {"TIMGroupAttributeKey", "group_attribute_key", "string", Use::both},
    {"TIMGroupAttributeValue", "group_attribute_value", "string", Use::both},
};

inline constexpr KeyConstant group_counter_keys[] = {
    {"kTIMGroupCounterKey", "group_counter_key", "string", Use::both},
    {"kTIMGroupCounterValue", "group_counter_value", "int64", Use::both},
};

inline constexpr KeyConstant group_get_online_member_count_result_keys[] = {
    {"TIMGroupGetOnlineMemberCountResult", "group_get_online_member_count_result", "int32", Use::read},
};

inline constexpr KeyConstant group_topic_info_keys[] = {
    {"kTIMGroupTopicInfoTopicID", "group_topic_info_topic_id", "string", Use::both},
    {"kTIMGroupTopicInfoTopicName", "group_topic_info_topic_name", "string", Use::both},
    {"kTIMGroupTopicInfoIntroduction", "group_topic_info_introduction", "string", Use::both},
    {"kTIMGroupTopicInfoNotification", "group_topic_info_notification", "string", Use::both},
    {"kTIMGroupTopicInfoTopicFaceURL", "group_topic_info_topic_face_url", "string", Use::both},
    {"kTIMGroupTopicInfoIsAllMuted", "group_topic_info_is_all_muted", "bool", Use::both},
    {"kTIMGroupTopicInfoSelfMuteTime", "group_topic_info_self_mute_time", "uint32", Use::both},
    {"kTIMGroupTopicInfoCustomString", "group_topic_info_custom_string", "string", Use::both},
    {"kTIMGroupTopicInfoRecvOpt", "group_topic_info_recv_opt", "uint32", Use::read},
    {"kTIMGroupTopicInfoDraftText", "group_topic_info_draft_text", "string", Use::both},
    {"kTIMGroupTopicInfoUnreadCount", "group_topic_info_unread_count", "uint64", Use::read},
    {"kTIMGroupTopicInfoLastMessage", "group_topic_info_last_message", "object<Message>", Use::read},
    {"kTIMGroupTopicInfoGroupAtInfoArray", "group_topic_info_group_at_info_array", "array<object<GroupAtInfo>>",
     Use::read},
    {"kTIMGroupTopicInfoModifyFlag", "group_modify_info_param_modify_flag", "uint32", Use::write},
};

inline constexpr KeyConstant group_topic_operation_result_keys[] = {
    {"kTIMGroupTopicOperationResultErrorCode", "group_topic_operation_result_error_code", "int32", Use::read},
    {"kTIMGroupTopicOperationResultErrorMessage", "group_topic_operation_result_error_message", "string", Use::read},
    {"kTIMGroupTopicOperationResultTopicID", "group_topic_operation_result_topic_id", "string", Use::read},
};

inline constexpr KeyConstant group_topic_info_result_keys[] = {
    {"kTIMGroupTopicInfoResultErrorCode", "group_topic_info_result_error_code", "int32", Use::read},
    {"kTIMGroupTopicInfoResultErrorMessage", "group_topic_info_result_error_message", "string", Use::read},
    {"kTIMGroupTopicInfoResultTopicInfo", "group_topic_info_result_topic_info", "object<TIMGroupTopicInfo>", Use::read},
};

inline constexpr KeyConstant group_member_search_param_keys[] = {
    {"TIMGroupMemberSearchParamGroupidList", "group_search_member_params_groupid_list", "array<string>", Use::write},
    {"TIMGroupMemberSearchParamKeywordList", "group_search_member_params_keyword_list", "array<string>", Use::write},
    {"TIMGroupMemberSearchParamFieldList", "group_search_member_params_field_list", "array<uint32>", Use::write},
};

inline constexpr KeyConstant group_search_group_members_result_keys[] = {
    {"TIMGroupSearchGroupMembersResultGroupID", "group_search_member_result_groupid", "array<string>", Use::read},
    {"TIMGroupSearchGroupMembersResultMemberInfoList", "group_search_member_result_member_info_list",
     "array<object<GroupMemberInfo>>", Use::read},
};

// Gone before version 8, kept so that programs written for older headers compile.
inline constexpr KeyConstant removed_keys[] = {
    {"kTIMMsgGroupMessageReceiptGroupId", "msg_group_message_receipt_group_id", "", Use::both},
    {"kTIMMsgGroupMessageReceiptMsgId", "msg_group_message_receipt_msg_id", "", Use::both},
    {"kTIMMsgGroupMessageReceiptReadCount", "msg_group_message_receipt_read_count", "", Use::both},
    {"kTIMMsgGroupMessageReceiptUnreadCount", "msg_group_message_receipt_unread_count", "", Use::both},
    {"kTIMUserProfileFaceURL", "user_profile_face_url", "", Use::both},
    {"kTIMUserProfileRemark", "user_profile_remark", "", Use::both},
    {"kTIMSdkConfigAccountType", "sdk_config_account_type", "", Use::both},
    {"kTIMProxyInfoIp", "proxy_info_ip", "", Use::both},
    {"kTIMProxyInfoPort", "proxy_info_port", "", Use::both},
    {"kTIMSetConfigProxyInfo", "set_config_proxy_info", "", Use::both},
    {"kTIMMsgCustom", "message_custom", "", Use::both},
    {"kTIMDeviceInfoDevId", "device_info_dev_id", "", Use::both},
    {"kTIMDeviceInfoPlatform", "device_info_platform", "", Use::both},
    {"kTIMDeviceInfoDevType", "device_info_dev_type", "", Use::both},
    {"kTIMSdkConfigDeviceInfo", "sdk_config_device_info", "", Use::both},
};

// The discriminator is a row of every element's table, and no member.
inline constexpr KeyConstant elem_keys[] = {
    {"kTIMElemType", "elem_type", "TIMElemType", Use::both},
};

inline constexpr StructKeys all_struct_keys[] = {
    {"TIMMessageManager.h", "Elem", elem_keys},
    {"TIMMessageManager.h", "TextElem"},
    {"TIMMessageManager.h", "CustomElem"},
    {"TIMMessageManager.h", "ImageElem"},
    {"TIMMessageManager.h", "SoundElem"},
    {"TIMMessageManager.h", "VideoElem"},
    {"TIMMessageManager.h", "FileElem"},
    {"TIMMessageManager.h", "LocationElem"},
    {"TIMMessageManager.h", "FaceElem"},
    {"TIMMessageManager.h", "MergerElem"},
    {"TIMMessageManager.h", "GroupReportElem"},
    {"TIMMessageManager.h", "Message"},
    {"TIMMessageManager.h", "MsgBatchSendParam"},
    {"TIMMessageManager.h", "MsgBatchSendResult"},
    {"TIMMessageManager.h", "DownloadElemParam"},
    {"TIMMessageManager.h", "MsgDownloadElemResult"},
    {"TIMMessageManager.h", "MsgGetMsgListParam"},
    {"TIMMessageManager.h", "MsgLocator"},
    {"TIMMessageManager.h", "MessageSearchParam"},
    {"TIMMessageManager.h", "MessageSearchResultItem"},
    {"TIMMessageManager.h", "MessageSearchResult"},
    {"TIMMessageManager.h", "MsgDeleteParam"},
    {"TIMMessageManager.h", "GetC2CRecvMsgOptResult"},
    {"TIMMessageManager.h", "TIMReceiveMessageOptInfo", receive_message_opt_info_keys},
    {"TIMMessageManager.h", "MessageTranslateTextResult"},
    {"TIMMessageManager.h", "MessageReceipt"},
    {"TIMMessageManager.h", "MessageExtension"},
    {"TIMMessageManager.h", "MessageExtensionResult"},
    {"TIMMessageManager.h", "MessageReaction", message_reaction_keys},
    {"TIMMessageManager.h", "MessageReactionResult", message_reaction_result_keys},
    {"TIMMessageManager.h", "MessageReactionUserResult", message_reaction_user_result_keys},
    {"TIMMessageManager.h", "MessageReactionChangeInfo", message_reaction_change_info_keys},
    {"TIMManager.h", "SdkConfig"},
    {"TIMManager.h", "UserConfig"},
    {"TIMManager.h", "HttpProxyInfo", http_proxy_info_keys},
    {"TIMManager.h", "Socks5ProxyInfo", socks5_proxy_info_keys},
    {"TIMManager.h", "PACProxyInfo", pac_proxy_info_keys},
    {"TIMManager.h", "SetConfig"},
    {"TIMManager.h", "FriendShipGetProfileListParam", friendship_get_profile_list_param_keys},
    {"TIMManager.h", "TIMUserStatus", user_status_keys},
    {"TIMManager.h", "UserProfile"},
    {"TIMManager.h", "UserProfileItem"},
    {"TIMManager.h", "UserProfileCustomStringInfo"},
    {"TIMManager.h", "ProfileChangeElem"},
    {"TIMManager.h", "GroupGetInfoOption", group_get_info_option_keys},
    {"TIMConversationManager.h", "Draft"},
    {"TIMConversationManager.h", "GroupAtInfo"},
    {"TIMConversationManager.h", "ConvInfo"},
    {"TIMConversationManager.h", "TIMConversationListFilter"},
    {"TIMConversationManager.h", "TIMConversationListFilter of 2022", conversation_list_filter_keys_of_2022},
    {"TIMConversationManager.h", "TIMConversationListResult"},
    {"TIMConversationManager.h", "GetConversationListParam"},
    {"TIMConversationManager.h", "GetTotalUnreadNumberResult"},
    {"TIMConversationManager.h", "TIMConversationOperationResult", conversation_operation_result_keys},
    {"TIMGroupManager.h", "GroupTipGroupChangeInfo"},
    {"TIMGroupManager.h", "GroupTipMemberChangeInfo"},
    {"TIMGroupManager.h", "GroupTipMemberMarkChangeInfo"},
    {"TIMGroupManager.h", "GroupTipsElem"},
    {"TIMGroupManager.h", "GroupMemberInfo"},
    {"TIMGroupManager.h", "CreateGroupParam"},
    {"TIMGroupManager.h", "CreateGroupResult"},
    {"TIMGroupManager.h", "GroupSelfInfo"},
    {"TIMGroupManager.h", "GroupBaseInfo"},
    {"TIMGroupManager.h", "GroupInfoCustomString"},
    {"TIMGroupManager.h", "GroupDetailInfo"},
    {"TIMGroupManager.h", "GetGroupInfoResult"},
    {"TIMGroupManager.h", "GroupSearchParam", group_search_param_keys},
    {"TIMGroupManager.h", "GroupModifyInfoParam"},
    {"TIMGroupManager.h", "GroupAttributes", group_attributes_keys},
    {"TIMGroupManager.h", "TIMGroupCounter", group_counter_keys},
    {"TIMGroupManager.h", "GroupGetOnlineMemberCountResult", group_get_online_member_count_result_keys},
    {"TIMGroupManager.h", "TIMGroupTopicInfo", group_topic_info_keys},
    {"TIMGroupManager.h", "TIMGroupTopicOperationResult", group_topic_operation_result_keys},
    {"TIMGroupManager.h", "TIMGroupTopicInfoResult", group_topic_info_result_keys},
    {"TIMGroupManager.h", "GroupMemberGetInfoOption"},
    {"TIMGroupManager.h", "GroupGetMemberInfoListParam"},
    {"TIMGroupManager.h", "GroupGetMemberInfoListResult"},
    {"TIMGroupManager.h", "GroupMemberSearchParam", group_member_search_param_keys},
    {"TIMGroupManager.h", "GroupSearchGroupMembersResult", group_search_group_members_result_keys},
    {"TIMGroupManager.h", "GroupMemberInfoCustomString"},
    {"TIMGroupManager.h", "GroupModifyMemberInfoParam"},
    {"TIMGroupManager.h", "GroupInviteMemberParam"},
    {"TIMGroupManager.h", "GroupInviteMemberResult"},
    {"TIMGroupManager.h", "GroupDeleteMemberParam"},
    {"TIMGroupManager.h", "GroupDeleteMemberResult"},
    {"TIMGroupManager.h", "GroupPendencyOption"},
    {"TIMGroupManager.h", "GroupPendency"},
    {"TIMGroupManager.h", "GroupPendencyResult"},
    {"TIMGroupManager.h", "GroupHandlePendencyParam"},
    {"TIMOfflinePushManager.h", "OfflinePushToken"},
    {"TIMOfflinePushManager.h", "IOSOfflinePushConfig"},
    {"TIMOfflinePushManager.h", "AndroidOfflinePushConfig"},
    {"TIMOfflinePushManager.h", "OfflinePushConfig"},
    {"TIMFriendshipManager.h", "FriendProfileCustomStringInfo"},
    {"TIMFriendshipManager.h", "FriendProfileItem"},
    {"TIMFriendshipManager.h", "FriendProfileUpdate"},
    {"TIMFriendshipManager.h", "FriendAddPendency"},
    {"TIMFriendshipManager.h", "FriendChangeElem"},
    {"TIMMessageManager.h", "keys removed before version 8", removed_keys},
};

}  // namespace tim::c::detail
