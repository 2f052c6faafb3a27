#pragma once

#include "tim/model/box.hpp"
#include "tim/model/unknown.hpp"
#include "tim/model/user_enums.hpp"
#include "tim/model/user_profile.hpp"

#include <string>

namespace tim {

/// Tells a user that a profile changed. The hub makes these; they cannot be sent.
struct ProfileChangeElem {
    ProfileChangeType change_type{};
    std::string from_identifier;  ///< whose profile
    Box<UserProfileItem> user_profile_item;
    Unknown unknown;

    ProfileChangeElem() = default;

    friend bool operator==(const ProfileChangeElem&, const ProfileChangeElem&) = default;
};

}  // namespace tim
