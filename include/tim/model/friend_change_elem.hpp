#pragma once

#include "tim/model/box.hpp"
#include "tim/model/unknown.hpp"
#include "tim/model/user_enums.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tim {

/// A field that the application adds to friends.
struct FriendProfileCustomStringInfo {
    std::string key;  ///< the prefix `Tag_SNS_Custom_` may be left out
    std::string value;
    Unknown unknown;

    FriendProfileCustomStringInfo() = default;

    friend bool operator==(const FriendProfileCustomStringInfo&, const FriendProfileCustomStringInfo&) = default;
};

/// What a user keeps about a friend.
struct FriendProfileItem {
    std::string remark;
    std::vector<std::string> group_names;
    std::vector<FriendProfileCustomStringInfo> custom_strings;
    Unknown unknown;

    FriendProfileItem() = default;

    friend bool operator==(const FriendProfileItem&, const FriendProfileItem&) = default;
};

/// A friend and what changed.
struct FriendProfileUpdate {
    std::string identifier;
    FriendProfileItem item;
    Unknown unknown;

    FriendProfileUpdate() = default;

    friend bool operator==(const FriendProfileUpdate&, const FriendProfileUpdate&) = default;
};

/// A request to become friends.
struct FriendAddPendency {
    FriendPendencyType type{};
    std::string identifier;
    std::string nick_name;
    std::string face_url;
    std::uint64_t add_time = 0;
    std::string add_source;
    std::string add_wording;
    Unknown unknown;

    FriendAddPendency() = default;

    friend bool operator==(const FriendAddPendency&, const FriendAddPendency&) = default;
};

/// Tells a user what changed among friends. The hub makes these; they cannot be sent. Which list is filled follows from
/// `change_type`.
struct FriendChangeElem {
    FriendChangeType change_type{};
    std::vector<std::string> added_friends;
    std::vector<std::string> deleted_friends;
    std::vector<FriendAddPendency> added_pendencies;
    std::vector<std::string> deleted_pendencies;
    std::uint64_t pendency_readed_report_timestamp = 0;
    std::vector<std::string> blacklist_added;
    std::vector<std::string> blacklist_deleted;
    std::vector<FriendProfileUpdate> profile_updates;
    std::vector<std::string> added_groups;
    std::vector<std::string> deleted_groups;
    std::vector<std::string> updated_groups;
    Unknown unknown;

    FriendChangeElem() = default;

    friend bool operator==(const FriendChangeElem&, const FriendChangeElem&) = default;
};

}  // namespace tim
