#pragma once

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

}  // namespace tim

#ifdef TIM_HEADER_ONLY
#include "tim/codec/impl/element_tables.ipp"
#include "tim/codec/impl/message_table.ipp"
#include "tim/codec/impl/notice_tables.ipp"
#include "tim/codec/impl/people_tables.ipp"
#endif
