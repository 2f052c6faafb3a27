#pragma once

#include "tim/codec/write.hpp"
#include "tim/db/connection.hpp"
#include "tim/hub/detail/group_membership.hpp"
#include "tim/hub/detail/group_operations.hpp"
#include "tim/hub/detail/groups.hpp"
#include "tim/hub/detail/member_rows.hpp"
#include "tim/hub/detail/operation_io.hpp"
#include "tim/wire/tables.hpp"

#include <array>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tim::hub {
namespace detail {

/// Room for the frame around a reply's body.
inline constexpr std::size_t frame_overhead = 1024;

TIM_DECL Answer group_reply(const Tx& tx, ReplyBody body) {
    if (body.size() + frame_overhead > tx.options.limits().frame_bytes)
        return Answer::refused(Failure(Errc::svr_group_rsp_size_limit, "the answer does not fit into one packet"));
    return Answer::done(std::move(body));
}

/// An operation that reads its body as `Param`, as the table of operations wants it.
template <class Param, class Reply, Result<Reply> (*Work)(Tx&, const Caller&, const Param&)>
Answer run_group_operation(Tx& tx, const Caller& caller, std::string_view body) {
    const Result<Param> param = read_body<Param>(tx, body);
    if (param.has_error()) return Answer::refused(param.error());
    const Result<Reply> reply = Work(tx, caller, *param);
    if (reply.has_error()) return Answer::refused(reply.error());
    if constexpr (std::is_void_v<Reply>)
        return Answer::done();
    else
        return group_reply(tx, codec::to_json(*reply));
}

TIM_DECL Answer run_group_mine(Tx& tx, const Caller& caller, std::string_view) {
    return group_reply(tx, codec::to_json(groups_of_caller(tx, caller)));
}

TIM_DECL Answer run_group_applications(Tx& tx, const Caller& caller, std::string_view body) {
    const Result<GroupPendencyOption> option = read_body<GroupPendencyOption>(tx, body);
    if (option.has_error()) return Answer::refused(option.error());
    return group_reply(tx, codec::to_json(list_applications(tx, caller, *option)));
}

}  // namespace detail

TIM_DECL std::optional<GroupStanding> group_standing(Tx& tx, std::string_view group_id, std::string_view user) {
    db::Rows rows = tx.db.query(
        "SELECT g.type, g.shutup_all, m.role, m.muted_until FROM chat_groups g"
        " LEFT JOIN members m ON m.log = g.log AND m.user_id = ? WHERE g.id = ? AND NOT g.dismissed",
        user, group_id);
    if (!rows.next()) return std::nullopt;
    GroupStanding standing;
    standing.type = rows.get<GroupType>(0);
    standing.member = !rows.is_null(2);
    const bool silenced = rows.get<bool>(1) && rows.get<GroupMemberRole>(2) < GroupMemberRole::admin;
    standing.may_speak = standing.member && !silenced && rows.get<UnixMillis>(3) <= tx.now;
    return standing;
}

TIM_DECL std::span<const Operation> group_operations() noexcept {
    using namespace detail;
    using wire::GroupRef;
    using Invited = std::vector<GroupInviteMemberResult>;
    using Kicked = std::vector<GroupDeleteMemberResult>;
    using Infos = std::vector<GetGroupInfoResult>;
    using Ids = std::vector<std::string>;
    static constexpr std::array<Operation, 13> operations = {{
        {"group.applications", &run_group_applications, true},
        {"group.create", &run_group_operation<CreateGroupParam, CreateGroupResult, &create_group>, true},
        {"group.decide", &run_group_operation<GroupHandlePendencyParam, void, &decide_application>, true},
        {"group.dismiss", &run_group_operation<GroupRef, void, &dismiss_group>, true},
        {"group.info", &run_group_operation<Ids, Infos, &group_infos>, true},
        {"group.invite", &run_group_operation<GroupInviteMemberParam, Invited, &invite_to_group>, true},
        {"group.join", &run_group_operation<GroupRef, wire::Joined, &join_group>, true},
        {"group.kick", &run_group_operation<GroupDeleteMemberParam, Kicked, &kick_from_group>, true},
        {"group.members",
         &run_group_operation<GroupGetMemberInfoListParam, GroupGetMemberInfoListResult, &list_group_members>, true},
        {"group.mine", &run_group_mine, true},
        {"group.modify", &run_group_operation<GroupModifyInfoParam, void, &modify_group>, true},
        {"group.modify_member", &run_group_operation<GroupModifyMemberInfoParam, void, &modify_group_member>, true},
        {"group.quit", &run_group_operation<GroupRef, void, &quit_group>, true},
    }};
    return operations;
}

}  // namespace tim::hub
