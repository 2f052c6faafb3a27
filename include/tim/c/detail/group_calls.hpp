#pragma once

#include "tim/c/operation.hpp"

/// Groups.
namespace tim::c::detail {

/// -3 when the JSON lacks the name.
TIM_DECL int has_group_name(Arguments& arguments);

TIM_DECL void create_group(Call call);
TIM_DECL void delete_group(Call call);
TIM_DECL void join_group(Call call);
TIM_DECL void quit_group(Call call);
TIM_DECL void invite_members(Call call);
TIM_DECL void delete_members(Call call);
TIM_DECL void get_members(Call call);
TIM_DECL void get_joined_groups(Call call);
TIM_DECL void get_group_infos(Call call);
TIM_DECL void modify_group(Call call);
TIM_DECL void modify_member(Call call);
TIM_DECL void get_pendencies(Call call);
TIM_DECL void handle_pendency(Call call);

}  // namespace tim::c::detail
