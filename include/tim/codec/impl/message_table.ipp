#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"
#include "tim/model/message_data.hpp"

namespace tim {
namespace detail {

TIM_DECL bool is_group_message(const void* message) {
    return static_cast<const MessageData*>(message)->conv_type == ConvType::group;
}

}  // namespace detail


TIM_DECL const codec::Table& keys_of(const MessageData*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MessageData::client_time>("message_client_time", "kTIMMsgClientTime"),
        key<&MessageData::cloud_custom_str>("message_cloud_custom_str", "kTIMMsgCloudCustomStr"),
        key<&MessageData::conv_id>("message_conv_id", "kTIMMsgConvId"),
        key<&MessageData::conv_type>("message_conv_type", "kTIMMsgConvType"),
        key<&MessageData::custom_int>("message_custom_int", "kTIMMsgCustomInt"),
        key<&MessageData::custom_moderation_configuration_id>("message_custom_moderation_configuration_id", "kTIMMsgCustomModerationConfigurationID"),
        key<&MessageData::custom_str>("message_custom_str", "kTIMMsgCustomStr"),
        key<&MessageData::elements>("message_elem_array", "kTIMMsgElemArray", {.required = true}),
        key<&MessageData::excluded_from_content_moderation>("message_excluded_from_content_moderation", "kTIMMsgExcludedFromContentModeration"),
        key<&MessageData::excluded_from_last_message>("message_excluded_from_last_message", "kTIMMsgExcludedFromLastMessage"),
        key<&MessageData::group_at_users>("message_group_at_user_array", "kTIMMsgGroupAtUserArray", {.when_set = true}),
        key<&MessageData::group_receipt_read_count>("message_group_receipt_read_count", "kTIMMsgGroupReceiptReadCount", {.use = Use::read}),
        key<&MessageData::group_receipt_unread_count>("message_group_receipt_unread_count", "kTIMMsgGroupReceiptUnreadCount", {.use = Use::read, .normal = -1}),
        key<&MessageData::has_risk_content>("message_has_risk_content", "kTIMMsgHasRiskContent", {.use = Use::read}),
        key<&MessageData::has_sent_receipt>("message_has_sent_receipt", "kTIMMsgHasSentReceipt", {.use = Use::read}),
        key<&MessageData::is_broadcast_message>("message_is_broadcast_message", "kTIMMsgIsBroadcastMessage", {.use = Use::read}),
        key<&MessageData::is_excluded_from_unread_count>("message_is_excluded_from_unread_count", "kTIMMsgIsExcludedFromUnreadCount"),
        key<&MessageData::is_forward_message>("message_is_forward_message", "kTIMMsgIsForwardMessage", {.use = Use::write, .when_set = true}),
        key<&MessageData::is_from_self>("message_is_from_self", "kTIMMsgIsFormSelf"),
        key<&MessageData::is_online_msg>("message_is_online_msg", "kTIMMsgIsOnlineMsg"),
        key<&MessageData::is_peer_read>("message_is_peer_read", "kTIMMsgIsPeerRead", {.use = Use::read}),
        key<&MessageData::is_read>("message_is_read", "kTIMMsgIsRead"),
        key<&MessageData::msg_id>("message_msg_id", "kTIMMsgMsgId", {.use = Use::read}),
        key<&MessageData::need_read_receipt>("message_need_read_receipt", "kTIMMsgNeedReadReceipt"),
        key<&MessageData::offline_push_config>("message_offline_push_config", "kTIMMsgOfflinePushConfig", {.when_set = true, .older = "message_offlie_push_config"}),
        key<&MessageData::pinner_face_url>("message_pinner_face_url", "kTIMMsgPinnerFaceURL", {.use = Use::read}),
        key<&MessageData::pinner_friend_remark>("message_pinner_friend_remark", "kTIMMsgPinnerFriendRemark", {.use = Use::read}),
        key<&MessageData::pinner_name_card>("message_pinner_name_card", "kTIMMsgPinnerNameCard", {.use = Use::read}),
        key<&MessageData::pinner_nick_name>("message_pinner_nick_name", "kTIMMsgPinnerNickName", {.use = Use::read}),
        key<&MessageData::pinner_user_id>("message_pinner_user_id", "kTIMMsgPinnerUserId", {.use = Use::read}),
        key<&MessageData::platform>("message_platform", "kTIMMsgPlatform"),
        key<&MessageData::priority>("message_priority", "kTIMMsgPriority", {.normal = 1}),
        key<&MessageData::rand>("message_rand", "kTIMMsgRand", {.use = Use::read}),
        key<&MessageData::receipt_peer_read>("message_receipt_peer_read", "kTIMMsgReceiptPeerRead", {.use = Use::read}),
        key<&MessageData::revoke_reason>("message_revoke_reason", "kTIMMsgRevokeReason", {.use = Use::read}),
        key<&MessageData::revoker_face_url>("message_revoker_face_url", "kTIMMsgRevokerFaceUrl", {.use = Use::read}),
        key<&MessageData::revoker_nick_name>("message_revoker_nick_name", "kTIMMsgRevokerNickName", {.use = Use::read}),
        key<&MessageData::revoker_user_id>("message_revoker_user_id", "kTIMMsgRevokerUserId", {.use = Use::read}),
        key<&MessageData::risk_type_identified>("message_risk_type_identified", "kTIMMsgRiskTypeIdentified", {.use = Use::read}),
        key<&MessageData::sender>("message_sender", "kTIMMsgSender"),
        key<&MessageData::sender_group_member_info>("message_sender_group_member_info", "kTIMMsgSenderGroupMemberInfo", {.when_set = true, .shown = &tim::detail::is_group_message}),
        key<&MessageData::sender_profile>("message_sender_profile", "kTIMMsgSenderProfile"),
        key<&MessageData::seq>("message_seq", "kTIMMsgSeq", {.use = Use::read}),
        key<&MessageData::server_time>("message_server_time", "kTIMMsgServerTime"),
        key<&MessageData::status>("message_status", "kTIMMsgStatus"),
        key<&MessageData::support_message_extension>("message_support_message_extension", "kTIMMsgSupportMessageExtension"),
        key<&MessageData::target_group_members>("message_target_group_member_array", "kTIMMsgTargetGroupMemberArray", {.use = Use::write, .when_set = true}),
        key<&MessageData::unique_id>("message_unique_id", "kTIMMsgUniqueId", {.use = Use::read}),
        key<&MessageData::version>("message_version", "kTIMMsgVersion", {.use = Use::read}),
    };
    static constexpr Table table = make_table<MessageData>("Message", rows);
    return table;
}

}  // namespace tim
