#pragma once

#include "tim/hub/detail/application_rows.hpp"
#include "tim/hub/detail/dismissals.hpp"
#include "tim/hub/detail/group_membership.hpp"
#include "tim/hub/detail/group_operations.hpp"
#include "tim/hub/detail/group_rows.hpp"
#include "tim/hub/detail/group_texts.hpp"
#include "tim/hub/detail/group_tips.hpp"

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace tim::hub {
namespace detail {

TIM_DECL Failure group_is_full() { return Failure(Errc::svr_group_full_member_count, "the group is full"); }

/// Notes a request and tells those who decide it, unless it waits already.
TIM_DECL void apply(Tx& tx, const Group& group, ApplicationRow application, GroupReportElem notice) {
    application.log = group.row.log;
    notice.msg = application.message;
    if (note_application(tx, application)) notify(tx, list_managers(tx, group.row.log), notice);
}

/// Each name once, in the order of the first naming.
TIM_DECL Result<std::vector<std::string>> named_users(const Tx& tx, const std::vector<std::string>& named) {
    if (named.size() > tx.options.limits().invite_members)
        return Failure(Errc::svr_group_invalid_parameters, "too many users are named");
    std::vector<std::string> users;
    std::unordered_set<std::string_view> seen;
    for (const std::string& user : named)
        if (seen.insert(user).second) users.push_back(user);
    return users;
}

/// Whether such an invitation has to wait for a manager; refused when there are no invitations here.
TIM_DECL Result<bool> invitation_waits(const Seat& seat) {
    const Group& group = seat.group;
    if (!group.kind->invites || group.row.approve_option == GroupAddOption::forbid)
        return Failure(Errc::svr_group_permission_deny, "this group takes no invitations");
    return group.row.approve_option == GroupAddOption::auth && !seat.me.manages();
}

/// Invitations of that many users to a group, of which each manager is told, are a step of bearable size.
TIM_DECL Result<void> check_notices(Tx& tx, const Group& group, std::size_t users) {
    constexpr std::size_t most = 5000;
    const std::size_t managers = 1 + count_administrators(tx, group.row.log);
    if (users * managers <= most) return {};
    return Failure(Errc::svr_group_invalid_parameters, "where invitations wait for approval, at most " +
                                                           std::to_string(most / managers) +
                                                           " users can be named in this group");
}

TIM_DECL void ask_to_invite(Tx& tx, const Seat& seat, const std::string& user, const std::string& text) {
    ApplicationRow application;
    application.kind = GroupPendencyType::invite_need_approved_by_admin;
    application.from = seat.me.user;
    application.subject = user;
    application.message = text;
    GroupReportElem notice = make_notice(GroupReportType::invite_req_to_admin, seat.group, seat.me.user);
    notice.user_data = user;
    apply(tx, seat.group, std::move(application), std::move(notice));
}

}  // namespace detail

TIM_DECL Result<wire::Joined> join_group(Tx& tx, const Caller& caller, const wire::GroupRef& ref) {
    Result<Group> group = open_group(tx, ref.group_id);
    if (group.has_error()) return group.error();
    const Result<void> text = check_application_text(ref.text, tx.options.limits());
    if (text.has_error()) return text.error();
    if (find_member(tx, group->row.log, caller.user))
        return Failure(Errc::svr_group_allready_member, "you are a member already");
    if (group->row.type == GroupType::work)
        return Failure(Errc::sdk_group_join_private_group_deny, "a Work group is joined by invitation");
    if (group->row.add_option == GroupAddOption::forbid)
        return Failure(Errc::svr_group_permission_deny, "this group takes no requests to join");
    if (is_banned(tx, *group, caller.user))
        return Failure(Errc::svr_group_permission_deny, "you were removed and may not come back yet");
    if (group->row.member_count >= group_capacity(tx, *group)) return detail::group_is_full();

    wire::Joined joined;
    joined.pending = group->row.add_option == GroupAddOption::auth;
    if (joined.pending) {
        ApplicationRow application;
        application.kind = GroupPendencyType::join_need_approved_by_admin;
        application.from = caller.user;
        application.subject = caller.user;
        application.message = ref.text;
        detail::apply(tx, *group, std::move(application),
                      make_notice(GroupReportType::add_request, *group, caller.user));
    } else {
        MemberRow me;
        me.user = caller.user;
        admit(tx, *group, {me}, {GroupJoinType::apply, caller.user});
    }
    return joined;
}

TIM_DECL Result<void> quit_group(Tx& tx, const Caller& caller, const wire::GroupRef& ref) {
    Result<Seat> seat = take_seat(tx, ref.group_id, caller.user);
    if (seat.has_error()) return seat.error();
    auto& [group, me] = *seat;
    if (me.owner() && !group.kind->owner_quits)
        return Failure(Errc::svr_group_super_not_allow_quit, "the owner hands the group over or ends it");
    release(tx, group, {me}, GroupTipType::quit, me);
    notify(tx, me.user, make_notice(GroupReportType::quit, group, me.user));
    if (!me.owner()) return {};
    std::optional<MemberRow> heir = find_longest_standing(tx, group.row.log);
    if (heir)
        hand_over(tx, group, std::move(*heir), me);
    else
        dismiss(tx, group, me.user);
    return {};
}

TIM_DECL Result<std::vector<GroupInviteMemberResult>> invite_to_group(Tx& tx, const Caller& caller,
                                                                      const GroupInviteMemberParam& param) {
    Result<Seat> seat = take_seat(tx, param.group_id, caller.user);
    if (seat.has_error()) return seat.error();
    auto& [group, me] = *seat;
    const Result<bool> waits = detail::invitation_waits(*seat);
    if (waits.has_error()) return waits.error();
    if (param.identifiers.empty()) return Failure(Errc::sdk_group_invite_no_member, "nobody is named");
    const Result<std::vector<std::string>> users = detail::named_users(tx, param.identifiers);
    if (users.has_error()) return users.error();
    const Result<void> text = check_application_text(param.user_data, tx.options.limits());
    if (text.has_error()) return text.error();
    const Result<void> told = *waits ? detail::check_notices(tx, group, users->size()) : Result<void>();
    if (told.has_error()) return told.error();

    const std::uint32_t capacity = group_capacity(tx, group);
    std::vector<GroupInviteMemberResult> results;
    std::vector<MemberRow> newcomers;
    std::vector<std::string> newcomer_ids;
    for (const std::string& user : *users) {
        GroupInviteMemberResult& result = results.emplace_back(user, HandleGroupMemberResult::failed);
        if (find_member(tx, group.row.log, user)) {
            result.result = HandleGroupMemberResult::included;
        } else if (!may_be_named(tx, user) || (!me.manages() && is_banned(tx, group, user))) {
            continue;
        } else if (group.row.member_count >= capacity) {
            return detail::group_is_full();
        } else if (*waits) {
            detail::ask_to_invite(tx, *seat, user, param.user_data);
            result.result = HandleGroupMemberResult::invited;
        } else if (group.row.member_count + newcomers.size() < capacity) {
            newcomers.emplace_back().user = user;
            newcomer_ids.push_back(user);
            result.result = HandleGroupMemberResult::done;
        }
    }
    if (newcomers.empty()) return results;
    admit(tx, group, std::move(newcomers), {GroupJoinType::invite, me.user});
    GroupReportElem notice = make_notice(GroupReportType::invite, group, me.user);
    notice.user_data = param.user_data;
    notify(tx, newcomer_ids, notice);
    return results;
}

TIM_DECL Result<std::vector<GroupDeleteMemberResult>> kick_from_group(Tx& tx, const Caller& caller,
                                                                      const GroupDeleteMemberParam& param) {
    Result<Seat> seat = take_seat(tx, param.group_id, caller.user);
    if (seat.has_error()) return seat.error();
    auto& [group, me] = *seat;
    if (!me.manages()) return Failure(Errc::svr_group_permission_deny, "you may not remove members");
    if (param.identifiers.empty()) return Failure(Errc::svr_group_invalid_parameters, "nobody is named");
    const Result<std::vector<std::string>> users = detail::named_users(tx, param.identifiers);
    if (users.has_error()) return users.error();
    const Result<void> text = check_application_text(param.user_data, tx.options.limits());
    if (text.has_error()) return text.error();

    std::vector<GroupDeleteMemberResult> results;
    std::vector<MemberRow> leavers;
    for (const std::string& user : *users) {
        std::optional<MemberRow> member = find_member(tx, group.row.log, user);
        const bool goes = member && me.outranks(*member);
        results.emplace_back(user, goes ? HandleGroupMemberResult::done : HandleGroupMemberResult::failed);
        if (goes) leavers.push_back(std::move(*member));
    }
    if (leavers.empty()) return results;
    release(tx, group, leavers, GroupTipType::kick, me);
    GroupReportElem notice = make_notice(GroupReportType::be_kicked, group, me.user);
    notice.msg = param.user_data;
    for (const MemberRow& leaver : leavers) {
        if (param.duration > 0) ban(tx, group, leaver.user, tx.now + std::int64_t{1000} * param.duration);
        notify(tx, leaver.user, notice);
    }
    return results;
}

}  // namespace tim::hub
