#pragma once
// table: the tables of the model's structs

#include "tim/core/config.hpp"

namespace tim {

namespace codec {
struct Table;
}

struct TextElem;
struct CustomElem;
struct FaceElem;
struct LocationElem;
struct ImageElem;
struct SoundElem;
struct FileElem;
struct VideoElem;
struct MergerElem;
struct GroupTipGroupChangeInfo;
struct GroupTipMemberChangeInfo;
struct GroupTipMemberMarkChangeInfo;
struct GroupTipsElem;
struct GroupReportElem;
struct FriendProfileCustomStringInfo;
struct FriendProfileItem;
struct FriendProfileUpdate;
struct FriendAddPendency;
struct FriendChangeElem;
struct ProfileChangeElem;
struct UserProfileCustomStringInfo;
struct UserProfile;
struct UserProfileItem;
struct GroupMemberInfoCustomString;
struct GroupMemberInfo;
struct IOSOfflinePushConfig;
struct AndroidOfflinePushConfig;
struct OfflinePushConfig;
struct OfflinePushToken;
struct MessageData;
struct MessageReceipt;
struct MsgLocator;
struct MsgRevokeInfo;
struct MessageExtension;
struct MessageExtensionResult;
struct MsgGetMsgListParam;
struct MsgDeleteParam;
struct MsgBatchSendParam;
struct MsgBatchSendResult;
struct DownloadElemParam;
struct MsgDownloadElemResult;
struct GetC2CRecvMsgOptResult;
struct MessageTranslateTextResult;
struct MessageSearchParam;
struct MessageSearchResultItem;
struct MessageSearchResult;
struct Draft;
struct GroupAtInfo;
struct ConvInfo;
struct GroupInfoCustomString;
struct GroupSelfInfo;
struct GroupBaseInfo;
struct GroupDetailInfo;
struct GetGroupInfoResult;
struct CreateGroupParam;
struct CreateGroupResult;
struct GroupModifyInfoParam;
struct GroupModifyMemberInfoParam;
struct GroupMemberGetInfoOption;
struct GroupGetMemberInfoListParam;
struct GroupGetMemberInfoListResult;
struct GroupInviteMemberParam;
struct GroupInviteMemberResult;
struct GroupDeleteMemberParam;
struct GroupDeleteMemberResult;
struct GroupPendencyOption;
struct GroupPendency;
struct GroupPendencyResult;
struct GroupHandlePendencyParam;

TIM_DECL const codec::Table& keys_of(const TextElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const CustomElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const FaceElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const LocationElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const ImageElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const SoundElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const FileElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const VideoElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const MergerElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupTipGroupChangeInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupTipMemberChangeInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupTipMemberMarkChangeInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupTipsElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupReportElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const FriendProfileCustomStringInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const FriendProfileItem*) noexcept;
TIM_DECL const codec::Table& keys_of(const FriendProfileUpdate*) noexcept;
TIM_DECL const codec::Table& keys_of(const FriendAddPendency*) noexcept;
TIM_DECL const codec::Table& keys_of(const FriendChangeElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const ProfileChangeElem*) noexcept;
TIM_DECL const codec::Table& keys_of(const UserProfileCustomStringInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const UserProfile*) noexcept;
TIM_DECL const codec::Table& keys_of(const UserProfileItem*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupMemberInfoCustomString*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupMemberInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const IOSOfflinePushConfig*) noexcept;
TIM_DECL const codec::Table& keys_of(const AndroidOfflinePushConfig*) noexcept;
TIM_DECL const codec::Table& keys_of(const OfflinePushConfig*) noexcept;
TIM_DECL const codec::Table& keys_of(const OfflinePushToken*) noexcept;
TIM_DECL const codec::Table& keys_of(const MessageData*) noexcept;
TIM_DECL const codec::Table& keys_of(const MessageReceipt*) noexcept;
TIM_DECL const codec::Table& keys_of(const MsgLocator*) noexcept;
TIM_DECL const codec::Table& keys_of(const MsgRevokeInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const MessageExtension*) noexcept;
TIM_DECL const codec::Table& keys_of(const MessageExtensionResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const MsgGetMsgListParam*) noexcept;
TIM_DECL const codec::Table& keys_of(const MsgDeleteParam*) noexcept;
TIM_DECL const codec::Table& keys_of(const MsgBatchSendParam*) noexcept;
TIM_DECL const codec::Table& keys_of(const MsgBatchSendResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const DownloadElemParam*) noexcept;
TIM_DECL const codec::Table& keys_of(const MsgDownloadElemResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const GetC2CRecvMsgOptResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const MessageTranslateTextResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const MessageSearchParam*) noexcept;
TIM_DECL const codec::Table& keys_of(const MessageSearchResultItem*) noexcept;
TIM_DECL const codec::Table& keys_of(const MessageSearchResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const Draft*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupAtInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const ConvInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupInfoCustomString*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupSelfInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupBaseInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupDetailInfo*) noexcept;
TIM_DECL const codec::Table& keys_of(const GetGroupInfoResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const CreateGroupParam*) noexcept;
TIM_DECL const codec::Table& keys_of(const CreateGroupResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupModifyInfoParam*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupModifyMemberInfoParam*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupMemberGetInfoOption*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupGetMemberInfoListParam*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupGetMemberInfoListResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupInviteMemberParam*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupInviteMemberResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupDeleteMemberParam*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupDeleteMemberResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupPendencyOption*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupPendency*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupPendencyResult*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupHandlePendencyParam*) noexcept;

}  // namespace tim

#ifdef TIM_HEADER_ONLY
#include "tim/codec/impl/element_tables.ipp"
#include "tim/codec/impl/group_tables.ipp"
#include "tim/codec/impl/member_tables.ipp"
#include "tim/codec/impl/message_tables.ipp"
#include "tim/codec/impl/notice_tables.ipp"
#include "tim/codec/impl/people_tables.ipp"
#include "tim/codec/impl/query_tables.ipp"
#endif
