#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_extension.hpp"
#include "tim/model/message_receipt.hpp"
#include "tim/model/msg_locator.hpp"
#include "tim/model/msg_revoke_info.hpp"

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
        key<&MessageData::custom_moderation_configuration_id>("message_custom_moderation_configuration_id",
                                                              "kTIMMsgCustomModerationConfigurationID"),
        key<&MessageData::custom_str>("message_custom_str", "kTIMMsgCustomStr"),
        key<&MessageData::elements>("message_elem_array", "kTIMMsgElemArray", {.required = true}),
        key<&MessageData::excluded_from_content_moderation>("message_excluded_from_content_moderation",
                                                            "kTIMMsgExcludedFromContentModeration"),
        key<&MessageData::excluded_from_last_message>("message_excluded_from_last_message",
                                                      "kTIMMsgExcludedFromLastMessage"),
        key<&MessageData::group_at_users>("message_group_at_user_array", "kTIMMsgGroupAtUserArray", {.when_set = true}),
        key<&MessageData::group_receipt_read_count>("message_group_receipt_read_count", "kTIMMsgGroupReceiptReadCount",
                                                    {.use = Use::read}),
        key<&MessageData::group_receipt_unread_count>(
            "message_group_receipt_unread_count", "kTIMMsgGroupReceiptUnreadCount", {.use = Use::read}),
        key<&MessageData::has_risk_content>("message_has_risk_content", "kTIMMsgHasRiskContent", {.use = Use::read}),
        key<&MessageData::has_sent_receipt>("message_has_sent_receipt", "kTIMMsgHasSentReceipt", {.use = Use::read}),
        key<&MessageData::is_broadcast_message>("message_is_broadcast_message", "kTIMMsgIsBroadcastMessage",
                                                {.use = Use::read}),
        key<&MessageData::is_excluded_from_unread_count>("message_is_excluded_from_unread_count",
                                                         "kTIMMsgIsExcludedFromUnreadCount"),
        key<&MessageData::is_forward_message>("message_is_forward_message", "kTIMMsgIsForwardMessage",
                                              {.use = Use::write, .when_set = true}),
        key<&MessageData::is_from_self>("message_is_from_self", "kTIMMsgIsFormSelf"),
        key<&MessageData::is_online_msg>("message_is_online_msg", "kTIMMsgIsOnlineMsg"),
        key<&MessageData::is_peer_read>("message_is_peer_read", "kTIMMsgIsPeerRead", {.use = Use::read}),
        key<&MessageData::is_read>("message_is_read", "kTIMMsgIsRead"),
        key<&MessageData::msg_id>("message_msg_id", "kTIMMsgMsgId", {.use = Use::read}),
        key<&MessageData::need_read_receipt>("message_need_read_receipt", "kTIMMsgNeedReadReceipt"),
        key<&MessageData::offline_push_config>("message_offline_push_config", "kTIMMsgOfflinePushConfig",
                                               {.when_set = true, .older = "message_offlie_push_config"}),
        key<&MessageData::pinner_face_url>("message_pinner_face_url", "kTIMMsgPinnerFaceURL", {.use = Use::read}),
        key<&MessageData::pinner_friend_remark>("message_pinner_friend_remark", "kTIMMsgPinnerFriendRemark",
                                                {.use = Use::read}),
        key<&MessageData::pinner_name_card>("message_pinner_name_card", "kTIMMsgPinnerNameCard", {.use = Use::read}),
        key<&MessageData::pinner_nick_name>("message_pinner_nick_name", "kTIMMsgPinnerNickName", {.use = Use::read}),
        key<&MessageData::pinner_user_id>("message_pinner_user_id", "kTIMMsgPinnerUserId", {.use = Use::read}),
        key<&MessageData::platform>("message_platform", "kTIMMsgPlatform"),
        key<&MessageData::priority>("message_priority", "kTIMMsgPriority"),
        key<&MessageData::rand>("message_rand", "kTIMMsgRand", {.use = Use::read}),
        key<&MessageData::receipt_peer_read>("message_receipt_peer_read", "kTIMMsgReceiptPeerRead", {.use = Use::read}),
        key<&MessageData::revoke_reason>("message_revoke_reason", "kTIMMsgRevokeReason", {.use = Use::read}),
        key<&MessageData::revoker_face_url>("message_revoker_face_url", "kTIMMsgRevokerFaceUrl", {.use = Use::read}),
        key<&MessageData::revoker_nick_name>("message_revoker_nick_name", "kTIMMsgRevokerNickName", {.use = Use::read}),
        key<&MessageData::revoker_user_id>("message_revoker_user_id", "kTIMMsgRevokerUserId", {.use = Use::read}),
        key<&MessageData::risk_type_identified>("message_risk_type_identified", "kTIMMsgRiskTypeIdentified",
                                                {.use = Use::read}),
        key<&MessageData::sender>("message_sender", "kTIMMsgSender"),
        key<&MessageData::sender_group_member_info>("message_sender_group_member_info", "kTIMMsgSenderGroupMemberInfo",
                                                    {.when_set = true, .shown = &tim::detail::is_group_message}),
        key<&MessageData::sender_profile>("message_sender_profile", "kTIMMsgSenderProfile"),
        key<&MessageData::seq>("message_seq", "kTIMMsgSeq", {.use = Use::read}),
        key<&MessageData::server_time>("message_server_time", "kTIMMsgServerTime"),
        key<&MessageData::status>("message_status", "kTIMMsgStatus"),
        key<&MessageData::support_message_extension>("message_support_message_extension",
                                                     "kTIMMsgSupportMessageExtension"),
        key<&MessageData::target_group_members>("message_target_group_member_array", "kTIMMsgTargetGroupMemberArray",
                                                {.use = Use::write, .when_set = true}),
        key<&MessageData::unique_id>("message_unique_id", "kTIMMsgUniqueId", {.use = Use::read}),
        key<&MessageData::version>("message_version", "kTIMMsgVersion", {.use = Use::read}),
    };
    static constexpr Table table = make_table<MessageData>("Message", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MessageReceipt*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MessageReceipt::conv_id>("msg_receipt_conv_id", "kTIMMsgReceiptConvId", {.use = Use::read}),
        key<&MessageReceipt::conv_type>("msg_receipt_conv_type", "kTIMMsgReceiptConvType", {.use = Use::read}),
        key<&MessageReceipt::is_peer_read>("msg_receipt_is_peer_read", "kTIMMsgReceiptIsPeerRead", {.use = Use::read}),
        key<&MessageReceipt::msg_id>("msg_receipt_msg_id", "kTIMMsgReceiptMsgId", {.use = Use::read}),
        key<&MessageReceipt::read_count>("msg_receipt_read_count", "kTIMMsgReceiptReadCount",
                                         {.use = Use::read, .older = "message_receipt_read_count"}),
        key<&MessageReceipt::time_stamp>("msg_receipt_time_stamp", "kTIMMsgReceiptTimeStamp", {.use = Use::read}),
        key<&MessageReceipt::unread_count>("msg_receipt_unread_count", "kTIMMsgReceiptUnreadCount",
                                           {.use = Use::read, .older = "message_receipt_unread_count"}),
    };
    static constexpr Table table = make_table<MessageReceipt>("MessageReceipt", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MsgLocator*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MsgLocator::conv_id>("message_locator_conv_id", "kTIMMsgLocatorConvId"),
        key<&MsgLocator::conv_type>("message_locator_conv_type", "kTIMMsgLocatorConvType"),
        key<&MsgLocator::is_revoked>("message_locator_is_revoked", "kTIMMsgLocatorIsRevoked", {.required = true}),
        key<&MsgLocator::is_self>("message_locator_is_self", "kTIMMsgLocatorIsSelf", {.required = true}),
        key<&MsgLocator::rand>("message_locator_rand", "kTIMMsgLocatorRand", {.required = true}),
        key<&MsgLocator::seq>("message_locator_seq", "kTIMMsgLocatorSeq", {.required = true}),
        key<&MsgLocator::time>("message_locator_time", "kTIMMsgLocatorTime", {.required = true}),
        key<&MsgLocator::unique_id>("message_locator_unique_id", "kTIMMsgLocatorUniqueId", {.required = true}),
    };
    static constexpr Table table = make_table<MsgLocator>("MsgLocator", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MsgRevokeInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MsgRevokeInfo::conv_id>("message_locator_conv_id", "kTIMMsgLocatorConvId", {.use = Use::read}),
        key<&MsgRevokeInfo::conv_type>("message_locator_conv_type", "kTIMMsgLocatorConvType", {.use = Use::read}),
        key<&MsgRevokeInfo::is_revoked>("message_locator_is_revoked", "kTIMMsgLocatorIsRevoked", {.use = Use::read}),
        key<&MsgRevokeInfo::is_self>("message_locator_is_self", "kTIMMsgLocatorIsSelf", {.use = Use::read}),
        key<&MsgRevokeInfo::rand>("message_locator_rand", "kTIMMsgLocatorRand", {.use = Use::read}),
        key<&MsgRevokeInfo::seq>("message_locator_seq", "kTIMMsgLocatorSeq", {.use = Use::read}),
        key<&MsgRevokeInfo::time>("message_locator_time", "kTIMMsgLocatorTime", {.use = Use::read}),
        key<&MsgRevokeInfo::unique_id>("message_locator_unique_id", "kTIMMsgLocatorUniqueId", {.use = Use::read}),
        key<&MsgRevokeInfo::revoke_reason>("message_revoke_reason", "kTIMMsgRevokeReason", {.use = Use::read}),
        key<&MsgRevokeInfo::revoker_face_url>("message_revoker_face_url", "kTIMMsgRevokerFaceUrl", {.use = Use::read}),
        key<&MsgRevokeInfo::revoker_nick_name>("message_revoker_nick_name", "kTIMMsgRevokerNickName",
                                               {.use = Use::read}),
        key<&MsgRevokeInfo::revoker_user_id>("message_revoker_user_id", "kTIMMsgRevokerUserId", {.use = Use::read}),
    };
    static constexpr Table table = make_table<MsgRevokeInfo>("MsgRevokeInfo", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MessageExtension*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MessageExtension::key>("message_extension_key", "kTIMMsgExtensionKey"),
        key<&MessageExtension::value>("message_extension_value", "kTIMMsgExtensionValue"),
    };
    static constexpr Table table = make_table<MessageExtension>("MessageExtension", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MessageExtensionResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MessageExtensionResult::extension>("message_extension_item", "kTIMMsgExtensionItem", {.use = Use::read}),
        key<&MessageExtensionResult::code>("message_extension_result_code", "kTIMMsgExtensionResultCode",
                                           {.use = Use::read}),
        key<&MessageExtensionResult::info>("message_extension_result_info", "kTIMMsgExtensionResultInfo",
                                           {.use = Use::read}),
    };
    static constexpr Table table = make_table<MessageExtensionResult>("MessageExtensionResult", rows);
    return table;
}

}  // namespace tim
