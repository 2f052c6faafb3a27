#pragma once

#include "tim/core/limits.hpp"
#include "tim/model/group_enums.hpp"

#include <array>
#include <cstdint>
#include <limits>

namespace tim::hub {

/// How one type of group differs from the others: the documented table of group kinds as data. What is the same for all
/// is written where it happens: owner and administrators (of the types that have them) decide about applications,
/// remove and mute who ranks below them, and change the settings.
struct GroupKind {
    GroupType type;
    bool stores;       ///< messages and tips are entries of the log; else they are told live
    bool history;      ///< newcomers see the log from its beginning; else from their joining on
    bool member_tips;  ///< joining, leaving and removing make a tip
    bool applies;      ///< one may ask to join, and the option for it can be changed; else 8508, or free for live rooms
    bool invites;      ///< members may invite, as `approve_option` says
    bool admins;       ///< members can be made administrators
    bool mutes;        ///< members, and the group as a whole, can be muted
    bool members_edit;  ///< any member may change the profile, else owner and administrators
    bool owner_quits;   ///< and the longest-standing member follows; else 10009
    bool owner_dismisses;
    bool transfers;                 ///< the owner may hand the group over
    bool visible;                   ///< strangers may read its profile, unless changed
    GroupAddOption add_option;      ///< for requests to join, unless the maker chose another
    GroupAddOption approve_option;  ///< for invitations; likewise
    std::uint32_t Limits::*most_members;
};

// table: kinds of groups
/// Two defaults are not documented. Invitations into a Public or a Meeting group need an administrator's approval, as a
/// stranger's request to join a Public one does; those by owner and administrators need none.
inline constexpr std::array<GroupKind, 5> group_kinds = {{
    // clang-format off
    // type                   stores history m.tips applies invites admins mutes  m.edit quits  dismiss transf visible
    {GroupType::work,         true,  false,  true,  false,  true,   false, false, true,  true,  false,  true,  false,
     GroupAddOption::forbid, GroupAddOption::any,    &Limits::work_members},
    {GroupType::public_group, true,  false,  true,  true,   true,   true,  true,  false, false, true,   true,  true,
     GroupAddOption::auth,   GroupAddOption::auth,   &Limits::public_members},
    {GroupType::meeting,      true,  true,   false, true,   true,   true,  true,  false, false, true,   true,  true,
     GroupAddOption::any,    GroupAddOption::auth,   &Limits::meeting_members},
    {GroupType::av_chat_room, false, false,  true,  false,  false,  false, true,  false, false, true,   false, true,
     GroupAddOption::any,    GroupAddOption::forbid, &Limits::av_chat_room_members},
    {GroupType::community,    true,  true,   true,  true,   true,   true,  true,  false, false, true,   true,  true,
     GroupAddOption::any,    GroupAddOption::any,    &Limits::community_members},
    // clang-format on
}};

/// Null for a type that cannot be made: the superseded broadcast room, and numbers without a meaning.
constexpr const GroupKind* find_group_kind(GroupType type) noexcept {
    for (const GroupKind& kind : group_kinds)
        if (kind.type == type) return &kind;
    return nullptr;
}

/// What a limit of 0 stands for.
constexpr std::uint32_t no_limit_if_zero(std::uint32_t limit) noexcept {
    return limit == 0 ? std::numeric_limits<std::uint32_t>::max() : limit;
}

}  // namespace tim::hub
