#pragma once

#include "tim/model/box.hpp"
#include "tim/model/group_enums.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// What can be known of a group. Times are UTC seconds.
namespace tim {

/// A field that the application adds to groups.
struct GroupInfoCustomString {
    std::string key;
    std::string value;
    Unknown unknown;

    GroupInfoCustomString() = default;
    GroupInfoCustomString(std::string field, std::string text) : key(std::move(field)), value(std::move(text)) {}

    friend bool operator==(const GroupInfoCustomString&, const GroupInfoCustomString&) = default;
};

/// The local user in a group.
struct GroupSelfInfo {
    std::uint32_t join_time = 0;
    GroupMemberRole role{};
    std::uint32_t unread_num = 0;
    ReceiveMessageOpt msg_flag{};
    Unknown unknown;

    GroupSelfInfo() = default;

    friend bool operator==(const GroupSelfInfo&, const GroupSelfInfo&) = default;
};

/// A group in the list of those that the local user is in.
struct GroupBaseInfo {
    std::string group_id;
    std::string group_name;
    GroupType group_type{};
    std::string face_url;
    std::uint32_t info_seq = 0;    ///< grows with each change of the group's properties
    std::uint32_t latest_seq = 0;  ///< of the newest message
    std::uint32_t readed_seq = 0;  ///< of the newest message that the local user has read
    ReceiveMessageOpt msg_flag{};
    bool is_shutup_all = false;  ///< nobody but owner and administrators may write
    GroupSelfInfo self_info;
    Unknown unknown;

    GroupBaseInfo() = default;

    friend bool operator==(const GroupBaseInfo&, const GroupBaseInfo&) = default;
};

/// All properties of a group.
struct GroupDetailInfo {
    std::string group_id;
    GroupType group_type{};
    bool is_support_topic = false;  ///< communities only
    std::string group_name;
    std::string notification;
    std::string introduction;
    std::string face_url;
    std::uint32_t create_time = 0;
    std::uint32_t info_seq = 0;  ///< grows with each change of the group's properties
    std::uint32_t last_info_time = 0;
    std::uint32_t next_msg_seq = 0;
    std::uint32_t last_msg_time = 0;
    std::uint32_t member_num = 0;
    std::uint32_t max_member_num = 0;
    GroupAddOption add_option{};      ///< for requests to join
    GroupAddOption approve_option{};  ///< for invitations
    std::uint32_t visible = 0;
    std::uint32_t searchable = 0;
    bool is_shutup_all = false;  ///< nobody but owner and administrators may write
    std::string owner_identifier;
    std::vector<GroupInfoCustomString> custom_info;
    bool enable_permission_group = false;   ///< communities only
    std::uint32_t default_permissions = 0;  ///< communities only
    std::uint32_t online_member_num = 0;    ///< obsolete
    Unknown unknown;

    GroupDetailInfo() = default;

    friend bool operator==(const GroupDetailInfo&, const GroupDetailInfo&) = default;
};

/// The answer about one of several groups asked for.
struct GetGroupInfoResult {
    std::int32_t code = 0;  ///< 0 or a documented error
    std::string desc;
    GroupDetailInfo info;
    Unknown unknown;

    GetGroupInfoResult() = default;

    friend bool operator==(const GetGroupInfoResult&, const GetGroupInfoResult&) = default;
};

}  // namespace tim
