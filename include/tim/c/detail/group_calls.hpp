#pragma once

#include "tim/c/operation.hpp"

/// Groups.
namespace tim::c::detail {

/// -3 when the JSON lacks the name.
int has_group_name(Arguments& arguments);

void create_group(Call call);
void delete_group(Call call);
void join_group(Call call);
void quit_group(Call call);
void invite_members(Call call);
void delete_members(Call call);
void get_members(Call call);
void get_joined_groups(Call call);
void get_group_infos(Call call);
void modify_group(Call call);
void modify_member(Call call);
void get_pendencies(Call call);
void handle_pendency(Call call);

}  // namespace tim::c::detail
