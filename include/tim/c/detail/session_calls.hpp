#pragma once

#include "tim/c/operation.hpp"

/// Starting, logging in, configuring.
namespace tim::c::detail {

Word init(const Arguments& arguments);
Word uninit(const Arguments& arguments);
Word get_login_status(const Arguments& arguments);
Word get_login_user_id(const Arguments& arguments);
Word get_sdk_version(const Arguments& arguments);
Word get_server_time(const Arguments& arguments);

void login(Call call);
void logout(Call call);
/// -3 when a part of the configuration is no object.
int has_config_objects(Arguments& arguments);
void set_config(Call call);

/// Of `callExperimentalAPI`: a request that is known, in whatever member it stands; -3 for all others, which are
/// logged.
int is_known_request(Arguments& arguments);
void answer_request(Call call);

}  // namespace tim::c::detail
