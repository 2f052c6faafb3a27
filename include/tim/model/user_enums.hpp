#pragma once

#include <cstdint>

/// Documented numbers of users and their relations. Open: a number without a name is kept as it came.
namespace tim {

/// `TIMGenderType`.
enum class GenderType : std::uint32_t { unknown = 0, male = 1, female = 2 };

/// `TIMProfileAddPermission`: how requests to become a friend are treated.
enum class ProfileAddPermission : std::uint32_t { unknown = 0, allow_any = 1, need_confirm = 2, deny_any = 3 };

/// `TIMProfileChangeType`.
enum class ProfileChangeType : std::uint32_t { none = 0, profile = 1 };

/// `TIMFriendChangeType`.
enum class FriendChangeType : std::uint32_t {
    none = 0,
    friend_add = 1,
    friend_del = 2,
    pendency_add = 3,
    pendency_del = 4,
    black_list_add = 5,
    black_list_del = 6,
    pendency_readed_report = 7,
    friend_profile_update = 8,
    friend_group_add = 9,
    friend_group_del = 10,
    friend_group_modify = 11,
};

/// `TIMFriendPendencyType`.
enum class FriendPendencyType : std::uint32_t { come_in = 0, send_out = 1, both = 2 };

}  // namespace tim
