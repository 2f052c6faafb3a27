#pragma once

#include "tim/model/group_enums.hpp"
#include "tim/model/group_member_info.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// Listing, inviting and removing members of a group.
namespace tim {

/// Which members to list, and what of them.
struct GroupMemberGetInfoOption {
    std::uint64_t role_flag = 0;           ///< bits of `GroupMemberRoleFlag`, or a live room's mark; 0: all
    std::uint64_t info_flag = 0;           ///< obsolete
    std::vector<std::string> custom_keys;  ///< obsolete
    Unknown unknown;

    GroupMemberGetInfoOption() = default;
    explicit GroupMemberGetInfoOption(std::uint64_t roles) : role_flag(roles) {}

    friend bool operator==(const GroupMemberGetInfoOption&, const GroupMemberGetInfoOption&) = default;
};

/// Asks for a page of members.
struct GroupGetMemberInfoListParam {
    std::string group_id;
    std::vector<std::string> identifiers;  ///< empty: all
    GroupMemberGetInfoOption option;
    std::uint64_t next_seq = 0;  ///< 0, then what the last page gave
    Unknown unknown;

    GroupGetMemberInfoListParam() = default;
    explicit GroupGetMemberInfoListParam(std::string group, std::uint64_t cursor = 0)
        : group_id(std::move(group)), next_seq(cursor) {}

    GroupGetMemberInfoListParam& set_identifiers(std::vector<std::string> user_ids) {
        identifiers = std::move(user_ids);
        return *this;
    }
    GroupGetMemberInfoListParam& set_roles(std::uint64_t role_flag) {
        option.role_flag = role_flag;
        return *this;
    }

    friend bool operator==(const GroupGetMemberInfoListParam&, const GroupGetMemberInfoListParam&) = default;
};

/// A page of members.
struct GroupGetMemberInfoListResult {
    std::uint64_t next_seq = 0;  ///< 0: that was the last page
    std::vector<GroupMemberInfo> members;
    Unknown unknown;

    GroupGetMemberInfoListResult() = default;

    friend bool operator==(const GroupGetMemberInfoListResult&, const GroupGetMemberInfoListResult&) = default;
};

/// Users to invite.
struct GroupInviteMemberParam {
    std::string group_id;
    std::vector<std::string> identifiers;
    std::string user_data;  ///< for the application
    Unknown unknown;

    GroupInviteMemberParam() = default;
    GroupInviteMemberParam(std::string group, std::vector<std::string> user_ids, std::string data = {})
        : group_id(std::move(group)), identifiers(std::move(user_ids)), user_data(std::move(data)) {}

    friend bool operator==(const GroupInviteMemberParam&, const GroupInviteMemberParam&) = default;
};

/// What became of one invitation.
struct GroupInviteMemberResult {
    std::string identifier;
    HandleGroupMemberResult result{};
    Unknown unknown;

    GroupInviteMemberResult() = default;
    GroupInviteMemberResult(std::string user_id, HandleGroupMemberResult outcome)
        : identifier(std::move(user_id)), result(outcome) {}

    friend bool operator==(const GroupInviteMemberResult&, const GroupInviteMemberResult&) = default;
};

/// Members to remove.
struct GroupDeleteMemberParam {
    std::string group_id;
    std::vector<std::string> identifiers;
    std::string user_data;       ///< the reason
    std::uint32_t duration = 0;  ///< seconds in which they may not come back
    Unknown unknown;

    GroupDeleteMemberParam() = default;
    GroupDeleteMemberParam(std::string group, std::vector<std::string> user_ids, std::string reason = {},
                           std::uint32_t banned_seconds = 0)
        : group_id(std::move(group)),
          identifiers(std::move(user_ids)),
          user_data(std::move(reason)),
          duration(banned_seconds) {}

    friend bool operator==(const GroupDeleteMemberParam&, const GroupDeleteMemberParam&) = default;
};

/// What became of one removal.
struct GroupDeleteMemberResult {
    std::string identifier;
    HandleGroupMemberResult result{};
    Unknown unknown;

    GroupDeleteMemberResult() = default;
    GroupDeleteMemberResult(std::string user_id, HandleGroupMemberResult outcome)
        : identifier(std::move(user_id)), result(outcome) {}

    friend bool operator==(const GroupDeleteMemberResult&, const GroupDeleteMemberResult&) = default;
};

}  // namespace tim
