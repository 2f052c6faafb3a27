#pragma once

#include "tim/c/constants.hpp"
#include "tim/model/message_data.hpp"

namespace tim::c::detail {

inline constexpr StringConstant all_string_constants[] = {
    {"TIMMessageManager.h", "kImSDK_MessageAtALL", at_all.data()},
    {"TIMOfflinePushManager.h", "kIOSOfflinePushDefaultSound", "default"},
    {"TIMOfflinePushManager.h", "kIOSOfflinePushNoSound", "push.no_sound"},
};

inline constexpr Alias all_aliases[] = {
    {"TIMFriendshipManager.h", "kTIMFriendChangeElemFreindProfileUpdateItemArray",
     "kTIMFriendChangeElemFriendProfileUpdateItemArray"},
    {"TIMFriendshipManager.h", "kTIMFriendProfileCustemStringInfoKey", "kTIMFriendProfileCustomStringInfoKey"},
    {"TIMFriendshipManager.h", "kTIMFriendProfileCustemStringInfoValue", "kTIMFriendProfileCustomStringInfoValue"},
    {"TIMGroupManager.h", "KTIMGroupMemberInfoOnlineDevices", "kTIMGroupMemberInfoOnlineDevices"},
    {"TIMGroupManager.h", "TIMGroupGetOnlineMemberCountResulCount", "TIMGroupGetOnlineMemberCountResult"},
    {"TIMGroupManager.h", "TIMGroupSearchGroupMembersdResultGroupID", "TIMGroupSearchGroupMembersResultGroupID"},
    {"TIMGroupManager.h", "TIMGroupSearchGroupMembersdResultMemberInfoList",
     "TIMGroupSearchGroupMembersResultMemberInfoList"},
    {"TIMGroupManager.h", "kTIMGroupBaseInfoLastestSeq", "kTIMGroupBaseInfoLatestSeq"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoAddOption", "kTIMGroupDetailInfoAddOption"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoApproveOption", "kTIMGroupDetailInfoApproveOption"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoCreateTime", "kTIMGroupDetailInfoCreateTime"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoCustomInfo", "kTIMGroupDetailInfoCustomInfo"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoFaceUrl", "kTIMGroupDetailInfoFaceUrl"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoGroupId", "kTIMGroupDetailInfoGroupId"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoGroupName", "kTIMGroupDetailInfoGroupName"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoGroupType", "kTIMGroupDetailInfoGroupType"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoInfoSeq", "kTIMGroupDetailInfoInfoSeq"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoIntroduction", "kTIMGroupDetailInfoIntroduction"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoIsShutupAll", "kTIMGroupDetailInfoIsShutupAll"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoIsSupportTopic", "kTIMGroupDetailInfoIsSupportTopic"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoLastInfoTime", "kTIMGroupDetailInfoLastInfoTime"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoLastMsgTime", "kTIMGroupDetailInfoLastMsgTime"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoMaxMemberNum", "kTIMGroupDetailInfoMaxMemberNum"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoMemberNum", "kTIMGroupDetailInfoMemberNum"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoNextMsgSeq", "kTIMGroupDetailInfoNextMsgSeq"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoNotification", "kTIMGroupDetailInfoNotification"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoOnlineMemberNum", "kTIMGroupDetailInfoOnlineMemberNum"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoOwnerIdentifier", "kTIMGroupDetailInfoOwnerIdentifier"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoSearchable", "kTIMGroupDetailInfoSearchable"},
    {"TIMGroupManager.h", "kTIMGroupDetialInfoVisible", "kTIMGroupDetailInfoVisible"},
    {"TIMGroupManager.h", "kTIMGroupInfoCustemStringInfoKey", "kTIMGroupInfoCustomStringInfoKey"},
    {"TIMGroupManager.h", "kTIMGroupInfoCustemStringInfoValue", "kTIMGroupInfoCustomStringInfoValue"},
    {"TIMGroupManager.h", "kTIMGroupMemberInfoCustemStringInfoKey", "kTIMGroupMemberInfoCustomStringInfoKey"},
    {"TIMGroupManager.h", "kTIMGroupMemberInfoCustemStringInfoValue", "kTIMGroupMemberInfoCustomStringInfoValue"},
    {"TIMGroupManager.h", "kTIMGroupMemberInfoRemark", "kTIMGroupMemberInfoFriendRemark"},
    {"TIMGroupManager.h", "kTIMGroupMemberSearchFieldKey_NikeName", "kTIMGroupMemberSearchFieldKey_NickName"},
    {"TIMGroupManager.h", "kTIMGroupModifyInfoFlag_MaxMmeberNum", "kTIMGroupModifyInfoFlag_MaxMemberNum"},
    {"TIMGroupManager.h", "kTIMGroupPendency_InviteJoin", "kTIMGroupPendency_GroupInviteNeedApprovedByInvitee"},
    {"TIMGroupManager.h", "kTIMGroupPendency_ReqAndInvite", "kTIMGroupPendency_GroupInviteNeedApprovedByAdmin"},
    {"TIMGroupManager.h", "kTIMGroupPendency_RequestJoin", "kTIMGroupPendency_GroupJoinNeedApprovedByAdmin"},
    {"TIMManager.h", "KTIMUserStatusOnlineDevices", "kTIMUserStatusOnlineDevices"},
    {"TIMManager.h", "kTIMGenderType_Unkown", "kTIMGenderType_Unknown"},
    {"TIMManager.h", "kTIMGroupInfoFlag_AddOpton", "kTIMGroupInfoFlag_AddOption"},
    {"TIMManager.h", "kTIMProfileChangeElemFromIndentifier", "kTIMProfileChangeElemFromIdentifier"},
    {"TIMManager.h", "kTIMSetConfigCackBackLogLevel", "kTIMSetConfigCallbackLogLevel"},
    {"TIMManager.h", "kTIMUserConfigIsIngoreGroupTipsUnRead", "kTIMUserConfigIsIgnoreGroupTipsUnRead"},
    {"TIMManager.h", "kTIMUserProfileCustemStringInfoKey", "kTIMUserProfileCustomStringInfoKey"},
    {"TIMManager.h", "kTIMUserProfileCustemStringInfoValue", "kTIMUserProfileCustomStringInfoValue"},
    {"TIMManager.h", "kTIMUserProfileItemLoaction", "kTIMUserProfileItemLocation"},
    {"TIMMessageManager.h", "kImSDK_MesssageAtALL", "kImSDK_MessageAtALL"},
    {"TIMMessageManager.h", "kTIMGroupReport_InviteReq", "kTIMGroupReport_InviteReqToInvitee"},
    {"TIMMessageManager.h", "kTIMLocationElemlatitude", "kTIMLocationElemLatitude"},
};

}  // namespace tim::c::detail
