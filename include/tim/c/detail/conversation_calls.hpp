#pragma once

#include "tim/c/operation.hpp"

/// The list of conversations, and what a user keeps of one.
namespace tim::c::detail {

void get_conversations(Call call);
void get_conversation_infos(Call call);
void get_conversation_page(Call call);
/// They come by themselves: brings what is known of it.
void create_conversation(Call call);
void delete_conversation(Call call);
void pin_conversation(Call call);

// Without a callback: what comes of them is told by events.
void set_draft(Call call);
void cancel_draft(Call call);

/// From then on changes of the number are told, too.
void get_total_unread(Call call);
void count_unread(Call call);
void clean_unread(Call call);

}  // namespace tim::c::detail
