#pragma once

#include "tim/c/operation.hpp"

/// What was said, what was read, and what is kept or taken away of it.
namespace tim::c::detail {

void find_messages(Call call);
void locate_messages(Call call);
void get_history(Call call);
void import_messages(Call call);
void save_message(Call call);
void set_local_data(Call call);
void search_messages(Call call);

void report_read(Call call);
void mark_all_read(Call call);

void delete_message(Call call);
void delete_messages(Call call);
void clear_history(Call call);

void set_user_options(Call call);
void get_user_options(Call call);
void set_group_option(Call call);

/// Of a page of history: whether it is to be filled up from the hub.
bool wants_roaming(const Arguments& arguments);
/// Of a removal: whether the user's other devices are to follow.
bool removes_everywhere(const Arguments& arguments);

}  // namespace tim::c::detail
