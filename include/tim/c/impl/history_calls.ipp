#pragma once

#include "tim/c/call.hpp"
#include "tim/c/detail/answering.hpp"
#include "tim/c/detail/history_calls.hpp"
#include "tim/c/detail/message_calls.hpp"
#include "tim/c/detail/runtime.hpp"
#include "tim/codec/read.hpp"
#include "tim/model/get_msg_list.hpp"
#include "tim/model/message_search.hpp"
#include "tim/model/msg_delete.hpp"
#include "tim/model/msg_locator.hpp"
#include "tim/model/raw_json.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace tim::c::detail {

/// Those of a list that are texts, and not empty.
std::vector<std::string> valid_ids(const std::vector<RawJson>& items) {
    std::vector<std::string> valid;
    for (const RawJson& item : items) {
        Result<std::vector<std::string>> id = codec::read<std::vector<std::string>>('[' + item.text() + ']');
        if (id && !id->front().empty()) valid.push_back(std::move(id->front()));
    }
    return valid;
}

void find_messages(Call call) {
    const auto items = codec::read<std::vector<RawJson>>(call.arguments().text("json_message_id_array"));
    if (!items || items->empty()) return call.fail(invalid("message_id_list is empty"));
    std::vector<std::string> ids = valid_ids(*items);
    if (ids.empty()) return call.fail(invalid("no message id is valid"));
    client().find(std::move(ids), answering(std::move(call)));
}

void locate_messages(Call call) {
    auto locators = codec::read<std::vector<MsgLocator>>(call.arguments().text("json_msg_Locator_array"));
    if (!locators || locators->empty()) return call.fail(invalid("empty message_locator_list"));
    const Conversation chat = chat_of(call);
    chat.find(std::move(*locators), answering(std::move(call)));
}

HistoryQuery query_of(MsgGetMsgListParam& wanted) {
    HistoryQuery query;
    query.count(wanted.count).roaming(wanted.is_ramble).from_seq(wanted.last_msg_seq);
    query.within(wanted.time_begin, std::chrono::seconds(wanted.time_period));
    query.only(std::move(wanted.message_types)).exactly(std::move(wanted.message_seqs));
    if (wanted.last_msg) query.older_than(std::move(wanted.last_msg->msg_id));
    return query.forward(wanted.is_forward);
}

void get_history(Call call) {
    const Conversation chat = chat_of(call);
    HistoryQuery query = query_of(call.arguments().json<MsgGetMsgListParam>("json_get_msg_param"));
    chat.history(std::move(query), answering(std::move(call)));
}

bool wants_roaming(const Arguments& arguments) {
    return arguments.json<MsgGetMsgListParam>("json_get_msg_param").is_ramble;
}

void import_messages(Call call) {
    const Conversation chat = chat_of(call);
    std::vector<MessageData> messages;
    for (const MessageData& given : call.arguments().json<std::vector<MessageData>>("json_msg_array"))
        messages.push_back(content_of(given));
    chat.import(std::move(messages), answering(std::move(call)));
}

void save_message(Call call) {
    const Conversation chat = chat_of(call);
    MessageData message = content_of(call.arguments().json<MessageData>("json_msg_param"));
    chat.save(std::move(message), answering(std::move(call)));
}

void set_local_data(Call call) {
    const auto& given = call.arguments().json<MessageData>("json_msg_param");
    const Message message = client().conversation(ConvKey(given.conv_type, given.conv_id)).message(given);
    message.set_local_data(given.custom_str, given.custom_int,
                           AsResult([call = std::move(call)](const Result<Message>& kept) mutable {
                               // As measured, a message that is not held is no failure.
                               if (kept || kept.error().code == Errc::sdk_comm_database_notfound)
                                   call.succeed();
                               else
                                   call.fail(kept.error());
                           }));
}

MessageSearchResult documented(const SearchResult& found) {
    MessageSearchResult result;
    result.total_count = found.total;
    for (const SearchHits& hits : found.conversations) {
        MessageSearchResultItem& item = result.items.emplace_back();
        item.conv_id = hits.conversation.id;
        item.conv_type = hits.conversation.type;
        item.total_message_count = hits.total;
        for (const Message& message : hits.messages) item.messages.push_back(message.data());
    }
    return result;
}

void search_messages(Call call) {
    auto query = call.arguments().json<MessageSearchParam>("json_search_message_param");
    client().search(std::move(query), AsResult([call = std::move(call)](const Result<SearchResult>& found) mutable {
                        found ? call.succeed(documented_json(documented(*found))) : call.fail(found.error());
                    }));
}

// A message that cannot be read is as none, as measured.
void report_read(Call call) {
    const Conversation chat = chat_of(call);
    if (chat.id().empty()) return client().mark_read(chat.type(), answering(std::move(call)));
    Result<MessageData> up_to = codec::read<MessageData>(call.arguments().text("json_msg_param"));
    if (!up_to || up_to->msg_id.empty()) return chat.mark_read(answering(std::move(call)));
    chat.mark_read(chat.message(std::move(*up_to)), answering(std::move(call)));
}

void mark_all_read(Call call) { client().mark_all_read(answering(std::move(call))); }

void delete_message(Call call) {
    const Conversation chat = chat_of(call);
    const auto& wanted = call.arguments().json<MsgDeleteParam>("json_msgdel_param");
    if (wanted.msg.msg_id.empty()) return call.fail(invalid("the message has no id"));
    const RemoveScope scope = wanted.is_ramble ? RemoveScope::all_devices : RemoveScope::this_device;
    chat.message(wanted.msg).remove(scope, answering(std::move(call)));
}

bool removes_everywhere(const Arguments& arguments) {
    return arguments.json<MsgDeleteParam>("json_msgdel_param").is_ramble;
}

void delete_messages(Call call) {
    const Conversation chat = chat_of(call);
    std::vector<Message> messages;
    for (const MessageData& message : call.arguments().json<std::vector<MessageData>>("json_msg_array"))
        messages.push_back(chat.message(message));
    chat.remove(messages, answering(std::move(call)));
}

void clear_history(Call call) {
    const Conversation chat = chat_of(call);
    chat.clear(answering(std::move(call)));
}

void set_user_options(Call call) {
    auto users = call.arguments().json<std::vector<std::string>>("json_identifier_array");
    const auto option = call.arguments().number<ReceiveMessageOpt>("opt");
    client().set_receive_option(std::move(users), option, answering(std::move(call)));
}

void get_user_options(Call call) {
    auto users = call.arguments().json<std::vector<std::string>>("json_identifier_array");
    client().receive_options(std::move(users), answering(std::move(call)));
}

void set_group_option(Call call) {
    const Group group = group_of(call);
    const auto option = call.arguments().number<ReceiveMessageOpt>("opt");
    group.set_receive_option(option, answering(std::move(call)));
}

}  // namespace tim::c::detail
