#pragma once

#include "tim/model/unknown.hpp"
#include "tim/model/user_enums.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tim {

/// A field that the application adds to user profiles.
struct UserProfileCustomStringInfo {
    std::string key;    ///< the prefix `Tag_Profile_Custom_` may be left out
    std::string value;  ///< at most 500 bytes
    Unknown unknown;

    UserProfileCustomStringInfo() = default;
    UserProfileCustomStringInfo(std::string field, std::string text) : key(std::move(field)), value(std::move(text)) {}

    friend bool operator==(const UserProfileCustomStringInfo&, const UserProfileCustomStringInfo&) = default;
};

/// What is known of a user.
struct UserProfile {
    std::string identifier;
    std::string nick_name;
    GenderType gender{};
    std::string face_url;
    std::string friend_remark;  ///< in a message's sender profile only
    std::string self_signature;
    ProfileAddPermission add_permission{};
    std::string location;
    std::uint32_t language = 0;
    std::uint32_t birthday = 0;  ///< such as 19970701
    std::uint32_t level = 0;
    std::uint32_t role = 0;
    std::vector<UserProfileCustomStringInfo> custom_strings;
    Unknown unknown;

    UserProfile() = default;
    explicit UserProfile(std::string user_id) : identifier(std::move(user_id)) {}

    friend bool operator==(const UserProfile&, const UserProfile&) = default;
};

/// Changed parts of a profile.
struct UserProfileItem {
    std::string nick_name;
    GenderType gender{};
    std::string face_url;
    std::string self_signature;
    ProfileAddPermission add_permission{};
    std::string location;
    std::uint32_t language = 0;
    std::uint32_t birthday = 0;
    std::uint32_t level = 0;
    std::uint32_t role = 0;
    std::vector<UserProfileCustomStringInfo> custom_strings;
    Unknown unknown;

    UserProfileItem() = default;

    friend bool operator==(const UserProfileItem&, const UserProfileItem&) = default;
};

}  // namespace tim
