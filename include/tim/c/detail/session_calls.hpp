#pragma once

#include "tim/c/operation.hpp"

/// Starting, logging in, configuring.
namespace tim::c::detail {

TIM_DECL Word init(const Arguments& arguments);
TIM_DECL Word uninit(const Arguments& arguments);
TIM_DECL Word get_login_status(const Arguments& arguments);
TIM_DECL Word get_login_user_id(const Arguments& arguments);
TIM_DECL Word get_sdk_version(const Arguments& arguments);
TIM_DECL Word get_server_time(const Arguments& arguments);

TIM_DECL void login(Call call);
TIM_DECL void logout(Call call);
TIM_DECL void set_config(Call call);

/// Of `callExperimentalAPI`: a request that is known, in whatever member it stands; -3 for all others, which are
/// logged.
TIM_DECL int is_known_request(Arguments& arguments);
TIM_DECL void answer_request(Call call);

}  // namespace tim::c::detail
