#pragma once

#include "tim/model/box.hpp"
#include "tim/model/group_enums.hpp"
#include "tim/model/group_member_info.hpp"
#include "tim/model/raw_json.hpp"
#include "tim/model/unknown.hpp"
#include "tim/model/user_profile.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tim {

/// One changed property of a group.
struct GroupTipGroupChangeInfo {
    GroupTipGroupChangeFlag flag{};
    std::string value;               ///< the new text
    std::string key;                 ///< which custom field
    bool bool_value = false;         ///< for `shutup_all` and `enable_permission_group`
    std::int32_t int_value = 0;      ///< for the receive, join and invite options
    std::uint64_t uint64_value = 0;  ///< for `default_permissions`
    Unknown unknown;

    GroupTipGroupChangeInfo() = default;

    friend bool operator==(const GroupTipGroupChangeInfo&, const GroupTipGroupChangeInfo&) = default;
};

/// A member who has been muted, or may write again.
struct GroupTipMemberChangeInfo {
    std::string identifier;
    std::uint32_t shutup_time = 0;  ///< seconds; 0: may write again
    Unknown unknown;

    GroupTipMemberChangeInfo() = default;

    friend bool operator==(const GroupTipMemberChangeInfo&, const GroupTipMemberChangeInfo&) = default;
};

/// Members who got or lost a mark.
struct GroupTipMemberMarkChangeInfo {
    bool enable_mark = false;
    std::uint32_t mark_type = 0;
    std::vector<std::string> user_ids;
    Unknown unknown;

    GroupTipMemberMarkChangeInfo() = default;

    friend bool operator==(const GroupTipMemberMarkChangeInfo&, const GroupTipMemberMarkChangeInfo&) = default;
};

/// Tells a group's members what happened in it. The hub makes these; they cannot be sent.
struct GroupTipsElem {
    GroupTipType tip_type{};
    GroupJoinType join_type{};  ///< with `invite`
    std::string op_user;        ///< who did it
    std::string group_id;
    std::vector<std::string> users;  ///< to whom
    std::vector<GroupTipGroupChangeInfo> group_changes;
    std::vector<GroupTipMemberChangeInfo> member_changes;
    Box<UserProfile> op_user_info;
    Box<GroupMemberInfo> op_member_info;
    std::vector<UserProfile> changed_users;
    std::vector<GroupMemberInfo> changed_members;
    std::uint32_t member_num = 0;  ///< afterwards; with `invite`, `quit` and `kick`
    std::string platform;
    std::vector<GroupTipMemberMarkChangeInfo> mark_changes;
    std::vector<RawJson> pinned_messages;  ///< of a shape that is not documented
    std::string group_name;                ///< obsolete
    std::uint32_t time = 0;                ///< obsolete
    Unknown unknown;

    GroupTipsElem() = default;

    friend bool operator==(const GroupTipsElem&, const GroupTipsElem&) = default;
};

}  // namespace tim
