#pragma once

#include "tim/hub/detail/application_rows.hpp"
#include "tim/hub/detail/group_membership.hpp"
#include "tim/hub/detail/group_operations.hpp"
#include "tim/hub/detail/group_rows.hpp"
#include "tim/hub/detail/group_texts.hpp"
#include "tim/hub/detail/group_tips.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace tim::hub {
namespace detail {

inline constexpr std::uint32_t applications_per_page = 100;

TIM_DECL GroupPendency describe_application(const ListedApplication& listed, const Caller& caller) {
    const ApplicationRow& row = listed.row;
    GroupPendency pendency;
    pendency.group_id = listed.group_id;
    pendency.from_identifier = row.from;
    if (row.kind != GroupPendencyType::join_need_approved_by_admin) pendency.to_identifier = row.subject;
    pendency.add_time = static_cast<std::uint64_t>(row.time);
    pendency.pendency_type = row.kind;
    pendency.apply_invite_msg = row.message;
    pendency.key = std::to_string(row.time);
    pendency.self_identifier = caller.user;
    if (!row.decided_by) return pendency;
    const bool by_caller = *row.decided_by == caller.user;
    pendency.handled = by_caller ? GroupPendencyHandle::handled_by_operator : GroupPendencyHandle::handled_by_other;
    pendency.handle_result = row.accepted ? GroupPendencyHandleResult::accept : GroupPendencyHandleResult::refuse;
    pendency.approval_msg = row.answer;
    return pendency;
}

/// The request that a program means by the record that it got from a list, or made from a notice.
TIM_DECL std::optional<ApplicationRow> meant_application(Tx& tx, const Group& group, const GroupPendency& pendency) {
    if (!pendency.key.empty()) {
        UnixMillis time = 0;
        const char* end = pendency.key.data() + pendency.key.size();
        const auto read = std::from_chars(pendency.key.data(), end, time);
        if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
        return find_application(tx, group.row.log, time);
    }
    const bool invitation = pendency.pendency_type != GroupPendencyType::join_need_approved_by_admin;
    return find_application(tx, group.row.log, pendency.from_identifier,
                            invitation ? pendency.to_identifier : pendency.from_identifier);
}

/// Makes the subject a member. Who asked hears of it, and so does the one who was invited.
TIM_DECL void accept(Tx& tx, Group& group, const MemberRow& me, const ApplicationRow& application) {
    const bool invitation = application.kind == GroupPendencyType::invite_need_approved_by_admin;
    MemberRow newcomer;
    newcomer.user = application.subject;
    admit(tx, group, {newcomer},
          {invitation ? GroupJoinType::invite : GroupJoinType::apply, invitation ? application.from : me.user});
    if (!invitation) return;
    GroupReportElem notice = make_notice(GroupReportType::invite, group, application.from);
    notice.user_data = application.message;
    notify(tx, application.subject, notice);
}

TIM_DECL void tell_decision(Tx& tx, const Group& group, const MemberRow& me, const ApplicationRow& application) {
    using Type = GroupReportType;
    const bool invitation = application.kind == GroupPendencyType::invite_need_approved_by_admin;
    const Type yes = invitation ? Type::invite_accept : Type::add_accept;
    const Type no = invitation ? Type::invite_refuse : Type::add_refuse;
    GroupReportElem notice = make_notice(application.accepted ? yes : no, group, me.user);
    notice.msg = application.answer;
    if (invitation) notice.user_data = application.subject;
    notify(tx, application.from, notice);
}

}  // namespace detail

TIM_DECL GroupPendencyResult list_applications(Tx& tx, const Caller& caller, const GroupPendencyOption& option) {
    constexpr auto latest = static_cast<std::uint64_t>(std::numeric_limits<UnixMillis>::max());
    const std::uint64_t start = option.start_time == 0 ? latest : std::min(option.start_time, latest);
    const std::uint32_t count = option.max_limited == 0 ? detail::applications_per_page
                                                        : std::min(option.max_limited, detail::applications_per_page);
    GroupPendencyResult result;
    result.unread_num = count_waiting_applications(tx, caller.user);
    for (const ListedApplication& listed :
         page_applications(tx, caller.user, static_cast<UnixMillis>(start), count + 1)) {
        if (result.pendencies.size() == count)
            result.next_start_time = static_cast<std::uint64_t>(listed.row.time);
        else
            result.pendencies.push_back(detail::describe_application(listed, caller));
    }
    return result;
}

TIM_DECL Result<void> decide_application(Tx& tx, const Caller& caller, const GroupHandlePendencyParam& param) {
    Result<Seat> seat = take_seat(tx, param.pendency.group_id, caller.user);
    if (seat.has_error()) return seat.error();
    auto& [group, me] = *seat;
    if (!me.manages()) return Failure(Errc::svr_group_permission_deny, "owner and administrators decide");
    const Result<void> text = check_application_text(param.handle_msg, tx.options.limits());
    if (text.has_error()) return text.error();
    std::optional<ApplicationRow> application = detail::meant_application(tx, group, param.pendency);
    if (!application) return Failure(Errc::svr_group_invalid_parameters, "there is no such request");
    if (application->decided_by)
        return Failure(Errc::svr_group_req_allready_been_processed, "this request was decided before");
    if (param.is_accept && group.row.member_count >= group_capacity(tx, group))
        return Failure(Errc::svr_group_full_member_count, "the group is full");

    if (param.is_accept) detail::accept(tx, group, me, *application);
    application->decided_by = caller.user;
    application->accepted = param.is_accept;
    application->answer = param.handle_msg;
    store_decision(tx, *application);
    detail::tell_decision(tx, group, me, *application);
    return {};
}

}  // namespace tim::hub
