#pragma once

#include "tim/c/operation.hpp"

#include "tim/model/message_data.hpp"

#include <string>
#include <string_view>

/// Messages.
namespace tim::c::detail {

Word add_new_message_callback(const Arguments& arguments);
Word remove_new_message_callback(const Arguments& arguments);

/// What a program may say of a message; the rest is the library's, even when the JSON was got from it.
MessageData content_of(const MessageData& message);

/// Gives the message of `json_msg_param` its id, and writes it into the caller's buffer when there is one.
int give_id(Arguments& arguments);
void send_message(Call call);
void cancel_send(Call call);
/// Done at once when nobody waits for a receipt.
void send_receipts(Call call);

// They look at what the callback tells of the arguments; the rest is not there yet.
void send_batch(Call call);
void download(Call call);
void set_push_token(Call call);

/// Answers a failed send: the message itself.
std::string unsent_message(const Arguments& arguments, int code, std::string_view desc);
/// Answers a failed change: the message itself, nothing when nobody is logged in.
std::string unchanged_message(const Arguments& arguments, int code, std::string_view desc);
/// Answers a refused batch: one result a user.
std::string refused_batch(const Arguments& arguments, int code, std::string_view desc);

/// -3 when the JSON lacks the message that is to be deleted.
int names_message(Arguments& arguments);
/// -4 unless it is a group message of one's own that asks for receipts, and `count` is 1 to 100.
int is_own_group_message(Arguments& arguments);
/// Keeps the messages of one's own that ask for receipts; -4 when none is left.
int keep_own_with_receipts(Arguments& arguments);
/// Keeps the messages of others that ask for receipts.
int keep_others_with_receipts(Arguments& arguments);

void answer_read_members(const Arguments& arguments, int code, const char* desc, const char* json);

}  // namespace tim::c::detail
