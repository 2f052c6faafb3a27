#pragma once
// table: every struct with documented keys

#include "tim/model/batch_send.hpp"
#include "tim/model/conv_info.hpp"
#include "tim/model/create_group.hpp"
#include "tim/model/download.hpp"
#include "tim/model/elem.hpp"
#include "tim/model/friend_change_elem.hpp"
#include "tim/model/get_msg_list.hpp"
#include "tim/model/group_info.hpp"
#include "tim/model/group_members.hpp"
#include "tim/model/group_modify.hpp"
#include "tim/model/group_pendency.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_extension.hpp"
#include "tim/model/message_receipt.hpp"
#include "tim/model/message_search.hpp"
#include "tim/model/msg_delete.hpp"
#include "tim/model/msg_locator.hpp"
#include "tim/model/msg_revoke_info.hpp"
#include "tim/model/offline_push.hpp"
#include "tim/model/receive_option.hpp"
#include "tim/model/translation.hpp"
#include "tim/model/user_profile.hpp"

#include <tuple>

namespace tim::test {

/// Every struct that the codec has a table for.
using AllTypes = std::tuple<
    tim::TextElem, tim::CustomElem, tim::FaceElem, tim::LocationElem, tim::ImageElem, tim::SoundElem, tim::FileElem,
    tim::VideoElem, tim::MergerElem, tim::GroupTipGroupChangeInfo, tim::GroupTipMemberChangeInfo,
    tim::GroupTipMemberMarkChangeInfo, tim::GroupTipsElem, tim::GroupReportElem, tim::FriendProfileCustomStringInfo,
    tim::FriendProfileItem, tim::FriendProfileUpdate, tim::FriendAddPendency, tim::FriendChangeElem,
    tim::ProfileChangeElem, tim::UserProfileCustomStringInfo, tim::UserProfile, tim::UserProfileItem,
    tim::GroupMemberInfoCustomString, tim::GroupMemberInfo, tim::IOSOfflinePushConfig, tim::AndroidOfflinePushConfig,
    tim::OfflinePushConfig, tim::OfflinePushToken, tim::MessageData, tim::MessageReceipt, tim::MsgLocator,
    tim::MsgRevokeInfo, tim::MessageExtension, tim::MessageExtensionResult, tim::MsgGetMsgListParam,
    tim::MsgDeleteParam, tim::MsgBatchSendParam, tim::MsgBatchSendResult, tim::DownloadElemParam,
    tim::MsgDownloadElemResult, tim::GetC2CRecvMsgOptResult, tim::MessageTranslateTextResult, tim::MessageSearchParam,
    tim::MessageSearchResultItem, tim::MessageSearchResult, tim::Draft, tim::GroupAtInfo, tim::ConvInfo,
    tim::GroupInfoCustomString, tim::GroupSelfInfo, tim::GroupBaseInfo, tim::GroupDetailInfo, tim::GetGroupInfoResult,
    tim::CreateGroupParam, tim::CreateGroupResult, tim::GroupModifyInfoParam, tim::GroupModifyMemberInfoParam,
    tim::GroupMemberGetInfoOption, tim::GroupGetMemberInfoListParam, tim::GroupGetMemberInfoListResult,
    tim::GroupInviteMemberParam, tim::GroupInviteMemberResult, tim::GroupDeleteMemberParam,
    tim::GroupDeleteMemberResult, tim::GroupPendencyOption, tim::GroupPendency, tim::GroupPendencyResult,
    tim::GroupHandlePendencyParam>;

/// Calls `each` with a null pointer of every type.
template <class Each>
void for_each_type(Each each) {
    std::apply(
        [&](auto*... types) { (each(types), ...); },
        []<class... Types>(std::tuple<Types...>*) { return std::tuple<Types*...>{}; }(static_cast<AllTypes*>(nullptr)));
}

}  // namespace tim::test
