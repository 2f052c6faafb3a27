#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/model/box.hpp"
#include "tim/model/elem.hpp"
#include "tim/model/group_member_info.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/offline_push.hpp"
#include "tim/model/unknown.hpp"
#include "tim/model/user_profile.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tim {

/// Put among `group_at_users` to mention everybody, and the older spelling of the same.
inline constexpr std::string_view at_all = "__kImSDK_MessageAtALL__";
inline constexpr std::string_view at_all_older = "__kImSDK_MesssageAtALL__";

/// A message as the documented interface describes it (`Message`). Times are UTC seconds.
struct MessageData {
    std::vector<Elem> elements;
    std::string conv_id;  ///< the peer's id or the group's; empty for system notices
    ConvType conv_type{};
    std::string sender;
    MsgPriority priority = MsgPriority::normal;  ///< groups only
    std::uint64_t client_time = 0;               ///< the sender's clock
    std::uint64_t server_time = 0;               ///< the hub's clock
    bool is_from_self = false;
    Platform platform{};  ///< of the sender
    bool is_read = false;
    bool is_online_msg = false;              ///< reaches only who is online, is stored nowhere
    bool is_peer_read = false;               ///< C2C: the peer marked the conversation read at or after it
    bool receipt_peer_read = false;          ///< C2C: the peer sent a receipt for it
    bool need_read_receipt = false;          ///< the sender asks for a receipt
    bool support_message_extension = false;  ///< must be set when sending for extensions to be allowed
    bool is_broadcast_message = false;
    bool has_sent_receipt = false;  ///< this user sent a receipt for it
    std::int32_t group_receipt_read_count = 0;
    std::int32_t group_receipt_unread_count = -1;
    std::uint64_t version = 0;  ///< counts modifications
    MsgStatus status{};
    std::int32_t failure = 0;  ///< *send failed*: why, a documented error number; never leaves the device
    std::uint64_t unique_id = 0;
    std::string msg_id;            ///< sender, client time and chance, joined by hyphens
    std::uint64_t rand = 0;        ///< drawn by the sender
    std::uint64_t seq = 0;         ///< groups: 1, 2, 3, …, given by the hub; C2C: chosen by the sender
    std::uint32_t custom_int = 0;  ///< never leaves the device
    std::string custom_str;        ///< never leaves the device
    std::string cloud_custom_str;  ///< travels with the message
    bool is_excluded_from_unread_count = false;
    std::vector<std::string> group_at_users;  ///< mentioned; may hold `at_all`
    bool is_forward_message = false;
    Box<UserProfile> sender_profile;
    Box<GroupMemberInfo> sender_group_member_info;  ///< groups only; id and name card
    bool excluded_from_last_message = false;
    bool excluded_from_content_moderation = false;
    std::string custom_moderation_configuration_id;
    bool has_risk_content = false;
    std::uint32_t risk_type_identified = 0;
    std::vector<std::string> target_group_members;  ///< of a directed group message
    Box<OfflinePushConfig> offline_push_config;
    std::string revoker_user_id;
    std::string revoker_nick_name;
    std::string revoker_face_url;
    std::string revoke_reason;
    std::string pinner_user_id;
    std::string pinner_nick_name;
    std::string pinner_friend_remark;
    std::string pinner_name_card;
    std::string pinner_face_url;
    Unknown unknown;

    MessageData() = default;

    friend bool operator==(const MessageData&, const MessageData&) = default;
};

}  // namespace tim

#ifdef TIM_HEADER_ONLY
#include "tim/model/impl/merger_elem.ipp"
#endif
