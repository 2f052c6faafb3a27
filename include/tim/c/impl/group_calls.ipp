#pragma once

#include "tim/c/call.hpp"
#include "tim/c/detail/answering.hpp"
#include "tim/c/detail/group_calls.hpp"
#include "tim/c/detail/runtime.hpp"

#include <string>
#include <vector>

namespace tim::c::detail {

int has_group_name(Arguments& arguments) {
    return arguments.has_key("json_group_create_param", "create_group_param_group_name") ? success : bad_json;
}

void create_group(Call call) {
    auto& group = call.arguments().json<CreateGroupParam>("json_group_create_param");
    client().create_group(std::move(group), answering(std::move(call)));
}

void delete_group(Call call) {
    const Group group = group_of(call);
    group.dismiss(answering(std::move(call)));
}

void join_group(Call call) {
    const Group group = group_of(call);
    std::string text = call.arguments().text("hello_msg");
    group.join(std::move(text), answering_with_nothing(std::move(call)));
}

void quit_group(Call call) {
    const Group group = group_of(call);
    group.quit(answering(std::move(call)));
}

void invite_members(Call call) {
    auto users = call.arguments().json<GroupInviteMemberParam>("json_group_invite_param");
    client().group(users.group_id).invite(std::move(users), answering(std::move(call)));
}

void delete_members(Call call) {
    auto members = call.arguments().json<GroupDeleteMemberParam>("json_group_delete_param");
    client().group(members.group_id).kick(std::move(members), answering(std::move(call)));
}

void get_members(Call call) {
    auto which = call.arguments().json<GroupGetMemberInfoListParam>("json_group_getmeminfos_param");
    client().group(which.group_id).members(std::move(which), answering(std::move(call)));
}

void get_joined_groups(Call call) { client().groups(answering(std::move(call))); }

void get_group_infos(Call call) {
    auto ids = call.arguments().json<std::vector<std::string>>("json_group_getinfo_param");
    client().group_infos(std::move(ids), answering(std::move(call)));
}

void modify_group(Call call) {
    auto changes = call.arguments().json<GroupModifyInfoParam>("json_group_modifyinfo_param");
    client().group(changes.group_id).modify(std::move(changes), answering(std::move(call)));
}

void modify_member(Call call) {
    auto changes = call.arguments().json<GroupModifyMemberInfoParam>("json_group_modifymeminfo_param");
    client().group(changes.group_id).modify_member(std::move(changes), answering(std::move(call)));
}

void get_pendencies(Call call) {
    const auto page = call.arguments().json<GroupPendencyOption>("json_group_getpendency_list_param");
    client().applications(page, answering(std::move(call)));
}

void handle_pendency(Call call) {
    auto decision = call.arguments().json<GroupHandlePendencyParam>("json_group_handle_pendency_param");
    client().decide(std::move(decision.pendency), decision.is_accept, std::move(decision.handle_msg),
                    answering(std::move(call)));
}

}  // namespace tim::c::detail
