#pragma once

#include "tim/c/operation.hpp"

#include <string>
#include <string_view>

/// Messages.
namespace tim::c::detail {

TIM_DECL Word add_new_message_callback(const Arguments& arguments);
TIM_DECL Word remove_new_message_callback(const Arguments& arguments);

/// Gives the message of `json_msg_param` its id, and writes it into the caller's buffer when there is one.
TIM_DECL int give_id(Arguments& arguments);
TIM_DECL void send_message(Call call);
TIM_DECL void cancel_send(Call call);
/// Done at once when nobody waits for a receipt.
TIM_DECL void send_receipts(Call call);

/// Answers a failed send: the message itself.
TIM_DECL std::string unsent_message(const Arguments& arguments, int code, std::string_view desc);
/// Answers a refused batch: one result a user.
TIM_DECL std::string refused_batch(const Arguments& arguments, int code, std::string_view desc);

/// -3 when the JSON lacks the message that is to be deleted.
TIM_DECL int names_message(Arguments& arguments);
/// -4 unless it is a group message of one's own that asks for receipts, and `count` is 1 to 100.
TIM_DECL int is_own_group_message(Arguments& arguments);
/// Keeps the messages of one's own that ask for receipts; -4 when none is left.
TIM_DECL int keep_own_with_receipts(Arguments& arguments);
/// Keeps the messages of others that ask for receipts.
TIM_DECL int keep_others_with_receipts(Arguments& arguments);

TIM_DECL void answer_read_members(const Arguments& arguments, int code, const char* desc, const char* json);

}  // namespace tim::c::detail
