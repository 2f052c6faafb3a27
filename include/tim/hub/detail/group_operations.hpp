#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/model/create_group.hpp"
#include "tim/model/group_info.hpp"
#include "tim/model/group_members.hpp"
#include "tim/model/group_modify.hpp"
#include "tim/model/group_pendency.hpp"
#include "tim/wire/messages.hpp"

#include <string>
#include <vector>

/// What can be asked about groups. All on the storage thread, in a savepoint that is undone when one is refused.
/// Nothing is believed but who asks: rights, roles and limits are read from the same transaction. Common refusals:
/// 10015 for an id that no group can have, 10010 no such group, 10007 not a member or without the right, 10004 a value
/// that is not documented.
namespace tim::hub {

/// Makes a group whose owner is the caller. Refused with 10021 when the id is taken, also by a group that was
/// dismissed, 10025 when it is that of a group that the caller owns; 8501 for an id that may not be chosen, 8502–8505
/// for texts (a name must be there), 10004 for a type that cannot be made, 8507 for more first members than the group
/// may have, 8509 for one who is to be owner too, 10019 for one who is not known, 7013 for topics and permission
/// groups, which this hub does not have. A live room is made without members (10007). Of the first members id and role
/// count; repeated names count once.
TIM_DECL Result<CreateGroupResult> create_group(Tx& tx, const Caller& caller, const CreateGroupParam& param);

/// Ends a group. The owner's right; a Work group cannot be ended (10007).
TIM_DECL Result<void> dismiss_group(Tx& tx, const Caller& caller, const wire::GroupRef& ref);

/// Joins, or asks to, as the group's option says (10007 when it forbids, 8508 for a Work group). 10013 already a
/// member, 10014 full, 10007 for one who was removed and may not come back yet. To ask again with other words replaces
/// the request; with the same words it changes nothing.
TIM_DECL Result<wire::Joined> join_group(Tx& tx, const Caller& caller, const wire::GroupRef& ref);

/// Leaves. 10009 for the owner, except of a Work group: there the longest-standing member becomes owner, and with the
/// last member the group ends.
TIM_DECL Result<void> quit_group(Tx& tx, const Caller& caller, const wire::GroupRef& ref);

/// Makes users members without asking them, or, where invitations need approval and the caller is an ordinary member,
/// asks the managers (`invited`). One result per user in the order of their first naming: `included` was a member
/// already, `failed` is not known, is banned, or no longer finds room. 8510 nobody is named, 10004 too many are, 10014
/// the group is full, 10007 the group takes no invitations.
TIM_DECL Result<std::vector<GroupInviteMemberResult>> invite_to_group(Tx& tx, const Caller& caller,
                                                                      const GroupInviteMemberParam& param);

/// Removes members, for `duration` seconds at least. One result per user: `failed` is no member or not of lower rank.
/// 10007 for ordinary members.
TIM_DECL Result<std::vector<GroupDeleteMemberResult>> kick_from_group(Tx& tx, const Caller& caller,
                                                                      const GroupDeleteMemberParam& param);

/// Members in the order of their joining, 100 a page, or those of the named users who are members. For members only.
/// Each one's receive option is told to himself only.
TIM_DECL Result<GroupGetMemberInfoListResult> list_group_members(Tx& tx, const Caller& caller,
                                                                 const GroupGetMemberInfoListParam& param);

/// All groups that the caller is in, live rooms too: where one is a member is known to the hub, not to the device.
TIM_DECL std::vector<GroupBaseInfo> groups_of_caller(Tx& tx, const Caller& caller);

/// The profiles of groups, one result per id in the order of asking: code 10015 or 10010 where there is none, 10007 for
/// a group that strangers may not see and the caller is not in. Refused with 10004 when none or too many are named.
TIM_DECL Result<std::vector<GetGroupInfoResult>> group_infos(Tx& tx, const Caller& caller,
                                                             const std::vector<std::string>& ids);

/// Changes profile and settings. The profile (name, texts, picture, custom fields) may be changed by managers, in a
/// Work group by any member; settings by managers; the owner by the owner (not in live rooms), with no other change in
/// the same request. A Work group and a live room keep their option for joining, a live room its option for invitations
/// too, a Work group is never muted (10007). What does not differ is no change. Members are told of the profile and a
/// new owner, not of settings. 10019 when the new owner is no member, 8502–8505 texts, 7013 topics and permission
/// groups.
TIM_DECL Result<void> modify_group(Tx& tx, const Caller& caller, const GroupModifyInfoParam& param);

/// Changes one member: role (owner's right; not in Work groups and live rooms), mute (whoever outranks him; not in Work
/// groups), name card and custom fields (himself, or whoever outranks him), receive option (himself). 10019 when he is
/// no member, 8506 name card.
TIM_DECL Result<void> modify_group_member(Tx& tx, const Caller& caller, const GroupModifyMemberInfoParam& param);

/// Requests to join the groups that the caller manages, waiting and decided ones, newest first, 100 a page at most.
/// `unread_num` counts those that wait.
TIM_DECL GroupPendencyResult list_applications(Tx& tx, const Caller& caller, const GroupPendencyOption& option);

/// Accepts or refuses. A manager's right. The request is found by its key; without one by group, sender and, for an
/// invitation, the invited. 10004 there is none, 10024 it was decided before, 10014 the group is full (the request goes
/// on waiting).
TIM_DECL Result<void> decide_application(Tx& tx, const Caller& caller, const GroupHandlePendencyParam& param);

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/group_applications.ipp"
#include "tim/hub/impl/group_changes.ipp"
#include "tim/hub/impl/group_joining.ipp"
#include "tim/hub/impl/group_life.ipp"
#include "tim/hub/impl/group_lists.ipp"
#endif
