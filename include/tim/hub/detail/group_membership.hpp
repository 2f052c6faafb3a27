#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/ids.hpp"
#include "tim/hub/detail/group_rows.hpp"
#include "tim/hub/detail/member_rows.hpp"
#include "tim/model/group_enums.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How users come into groups and out of them: the one place, beside `dismissals`, that writes memberships, with all
/// that goes with them (what they may see, the number of members, tips, requests that are settled by it). All on the
/// storage thread, in a savepoint.
namespace tim::hub {

/// A group, and the caller as its member.
struct Seat {
    Group group;
    MemberRow me;
};

/// As `open_group`; refused with 10007 when the user is no member.
TIM_DECL Result<Seat> take_seat(Tx& tx, std::string_view group_id, std::string_view user);

/// The tip of it, unless this type of group makes none.
struct Admission {
    GroupJoinType how = GroupJoinType::none;  ///< `none`: no tip, for the maker of a group
    std::string op;                           ///< who joined by himself, invited, or accepted
};

/// Makes users members: who they are and their roles stand in `newcomers`; none of them is one yet. A newcomer sees the
/// log from the tip of his own joining on, or from its beginning where the type shows history. Their waiting requests
/// to join are settled, their bans end. The documents do not say whether one gets the tip of one's own joining; members
/// do here, because their history then says since when they are there.
TIM_DECL void admit(Tx& tx, Group& group, std::vector<MemberRow> newcomers, const Admission& admission);

/// Ends the membership of `leavers`, who are members. They see the tip of it (`quit` or `kick`) and nothing later.
TIM_DECL void release(Tx& tx, Group& group, const std::vector<MemberRow>& leavers, GroupTipType why,
                      const MemberRow& op);

/// Makes a member the owner, and the one who was it, if there still is one, an ordinary member; tells the members.
TIM_DECL void hand_over(Tx& tx, Group& group, MemberRow heir, const MemberRow& op);

/// A user who was removed for some time may neither join nor be invited by ordinary members before it is over.
TIM_DECL void ban(Tx& tx, const Group& group, std::string_view user, UnixMillis until);
TIM_DECL bool is_banned(Tx& tx, const Group& group, std::string_view user);

/// True for a user who is known, or may be made a member by being named (`HubOptions::unknown_receivers`).
TIM_DECL bool may_be_named(Tx& tx, std::string_view user);

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/group_membership.ipp"
#endif
