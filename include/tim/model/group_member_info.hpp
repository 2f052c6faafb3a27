#pragma once

#include "tim/model/group_enums.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tim {

/// A field that the application adds to members of groups.
struct GroupMemberInfoCustomString {
    std::string key;
    std::string value;
    Unknown unknown;

    GroupMemberInfoCustomString() = default;
    GroupMemberInfoCustomString(std::string field, std::string text) : key(std::move(field)), value(std::move(text)) {}

    friend bool operator==(const GroupMemberInfoCustomString&, const GroupMemberInfoCustomString&) = default;
};

/// A user as a member of a group. Times are UTC seconds.
struct GroupMemberInfo {
    std::string identifier;
    std::string group_id;
    std::uint32_t join_time = 0;
    GroupMemberRole role{};
    ReceiveMessageOpt msg_flag{};
    std::uint32_t msg_seq = 0;      ///< read up to
    std::uint32_t shutup_time = 0;  ///< may not write before
    std::string name_card;          ///< at most 50 bytes
    std::string nick_name;
    std::string friend_remark;
    std::string face_url;
    std::vector<GroupMemberInfoCustomString> custom_info;
    std::string is_online;
    std::vector<std::string> online_devices;
    Unknown unknown;

    GroupMemberInfo() = default;
    explicit GroupMemberInfo(std::string user_id, GroupMemberRole member_role = {})
        : identifier(std::move(user_id)), role(member_role) {}

    friend bool operator==(const GroupMemberInfo&, const GroupMemberInfo&) = default;
};

}  // namespace tim
