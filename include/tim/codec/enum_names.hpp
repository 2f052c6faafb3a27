#pragma once
// table: documented names of the model's enums

#include "tim/core/ids.hpp"
#include "tim/model/group_enums.hpp"
#include "tim/model/group_flags.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/push_enums.hpp"
#include "tim/model/user_enums.hpp"

namespace tim::codec {

/// The C name of an enum, empty when it is not documented.
template <class Enum>
inline constexpr const char* enum_name = "";

template <>
inline constexpr const char* enum_name<AndroidOfflinePushNotifyMode> = "TIMAndroidOfflinePushNotifyMode";
template <>
inline constexpr const char* enum_name<ConvType> = "TIMConvType";
template <>
inline constexpr const char* enum_name<DownloadType> = "TIMDownloadType";
template <>
inline constexpr const char* enum_name<ElemType> = "TIMElemType";
template <>
inline constexpr const char* enum_name<FriendChangeType> = "TIMFriendChangeType";
template <>
inline constexpr const char* enum_name<FriendPendencyType> = "TIMFriendPendencyType";
template <>
inline constexpr const char* enum_name<GenderType> = "TIMGenderType";
template <>
inline constexpr const char* enum_name<GroupAddOption> = "TIMGroupAddOption";
template <>
inline constexpr const char* enum_name<GroupAtType> = "TIMGroupAtType";
template <>
inline constexpr const char* enum_name<GroupJoinType> = "TIMGroupJoinType";
template <>
inline constexpr const char* enum_name<GroupMemberModifyInfoFlag> = "TIMGroupMemberModifyInfoFlag";
template <>
inline constexpr const char* enum_name<GroupMemberRole> = "TIMGroupMemberRole";
template <>
inline constexpr const char* enum_name<GroupMemberRoleFlag> = "TIMGroupMemberRoleFlag";
template <>
inline constexpr const char* enum_name<GroupMessageReadMembersFilter> = "TIMGroupMessageReadMembersFilter";
template <>
inline constexpr const char* enum_name<GroupModifyInfoFlag> = "TIMGroupModifyInfoFlag";
template <>
inline constexpr const char* enum_name<GroupPendencyHandle> = "TIMGroupPendencyHandle";
template <>
inline constexpr const char* enum_name<GroupPendencyHandleResult> = "TIMGroupPendencyHandleResult";
template <>
inline constexpr const char* enum_name<GroupPendencyType> = "TIMGroupPendencyType";
template <>
inline constexpr const char* enum_name<GroupReportType> = "TIMGroupReportType";
template <>
inline constexpr const char* enum_name<GroupTipGroupChangeFlag> = "TIMGroupTipGroupChangeFlag";
template <>
inline constexpr const char* enum_name<GroupTipType> = "TIMGroupTipType";
template <>
inline constexpr const char* enum_name<GroupType> = "TIMGroupType";
template <>
inline constexpr const char* enum_name<HandleGroupMemberResult> = "HandleGroupMemberResult";
template <>
inline constexpr const char* enum_name<IOSOfflinePushType> = "TIMIOSOfflinePushType";
template <>
inline constexpr const char* enum_name<ImageLevel> = "TIMImageLevel";
template <>
inline constexpr const char* enum_name<KeywordListMatchType> = "TIMKeywordListMatchType";
template <>
inline constexpr const char* enum_name<MsgPriority> = "TIMMsgPriority";
template <>
inline constexpr const char* enum_name<MsgStatus> = "TIMMsgStatus";
template <>
inline constexpr const char* enum_name<OfflinePushFlag> = "TIMOfflinePushFlag";
template <>
inline constexpr const char* enum_name<OfflinePushTokenType> = "TIMOfflinePushTokenType";
template <>
inline constexpr const char* enum_name<Platform> = "TIMPlatform";
template <>
inline constexpr const char* enum_name<ProfileAddPermission> = "TIMProfileAddPermission";
template <>
inline constexpr const char* enum_name<ProfileChangeType> = "TIMProfileChangeType";
template <>
inline constexpr const char* enum_name<ReceiveMessageOpt> = "TIMReceiveMessageOpt";

}  // namespace tim::codec
