#pragma once

#include <cstdint>
#include <type_traits>

/// Documented bit masks of groups; their values combine with `|`.
namespace tim {

/// `TIMGroupModifyInfoFlag`: which properties of a group a change names.
enum class GroupModifyInfoFlag : std::uint32_t {
    none = 0,
    name = 1,
    notification = 1 << 1,
    introduction = 1 << 2,
    face_url = 1 << 3,
    add_option = 1 << 4,
    max_member_num = 1 << 5,
    visible = 1 << 6,
    searchable = 1 << 7,
    shutup_all = 1 << 8,
    custom = 1 << 9,
    topic_custom_string = 1 << 11,
    approve_option = 1 << 12,
    enable_permission_group = 1 << 13,
    default_permissions = 1 << 14,
    owner = 1u << 31,  ///< must stand alone; C's signed enum prints it as -2147483648
};

/// `TIMGroupMemberModifyInfoFlag`: which properties of a member a change names.
enum class GroupMemberModifyInfoFlag : std::uint32_t {
    none = 0,
    msg_flag = 1,
    member_role = 1 << 1,
    shutup_time = 1 << 2,
    name_card = 1 << 3,
    custom = 1 << 4,
};

/// `TIMGroupMemberRoleFlag`: which members a list is restricted to.
enum class GroupMemberRoleFlag : std::uint32_t { all = 0, owner = 1, admin = 1 << 1, member = 1 << 2 };

template <class Flag>
inline constexpr bool is_flag = false;
template <>
inline constexpr bool is_flag<GroupModifyInfoFlag> = true;
template <>
inline constexpr bool is_flag<GroupMemberModifyInfoFlag> = true;
template <>
inline constexpr bool is_flag<GroupMemberRoleFlag> = true;

template <class Flag>
requires is_flag<Flag>
constexpr Flag operator|(Flag left, Flag right) noexcept {
    return static_cast<Flag>(static_cast<std::uint32_t>(left) | static_cast<std::uint32_t>(right));
}

template <class Flag>
requires is_flag<Flag>
constexpr Flag operator&(Flag left, Flag right) noexcept {
    return static_cast<Flag>(static_cast<std::uint32_t>(left) & static_cast<std::uint32_t>(right));
}

template <class Flag>
requires is_flag<Flag>
constexpr Flag& operator|=(Flag& left, Flag right) noexcept { return left = left | right; }

/// Whether all bits of `wanted` are set in `flags`.
template <class Flag>
requires is_flag<Flag>
constexpr bool has(Flag flags, Flag wanted) noexcept { return (flags & wanted) == wanted; }

}  // namespace tim
