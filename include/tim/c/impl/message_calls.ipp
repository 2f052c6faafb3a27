#pragma once

#include "tim/c/call.hpp"
#include "tim/c/detail/answering.hpp"
#include "tim/c/detail/message_calls.hpp"
#include "tim/c/detail/runtime.hpp"
#include "tim/codec/table.hpp"
#include "tim/core/time.hpp"
#include "tim/crypto/system_random.hpp"
#include "tim/model/batch_send.hpp"
#include "tim/model/download.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/offline_push.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tim::c::detail {

Word add_new_message_callback(const Arguments& arguments) {
    runtime().callbacks.add({arguments.callback<Word>(), to_word(arguments.user_data())});
    return success;
}

Word remove_new_message_callback(const Arguments& arguments) {
    runtime().callbacks.remove(arguments.callback<Word>());
    return success;
}

MessageData content_of(const MessageData& message) {
    MessageData given;
    given.elements = message.elements;
    given.priority = message.priority;
    given.sender = message.sender;
    given.platform = message.platform;
    given.is_online_msg = message.is_online_msg;
    given.need_read_receipt = message.need_read_receipt;
    given.support_message_extension = message.support_message_extension;
    given.custom_int = message.custom_int;
    given.custom_str = message.custom_str;
    given.cloud_custom_str = message.cloud_custom_str;
    given.is_excluded_from_unread_count = message.is_excluded_from_unread_count;
    given.group_at_users = message.group_at_users;
    given.is_forward_message = message.is_forward_message;
    given.excluded_from_last_message = message.excluded_from_last_message;
    given.excluded_from_content_moderation = message.excluded_from_content_moderation;
    given.custom_moderation_configuration_id = message.custom_moderation_configuration_id;
    given.target_group_members = message.target_group_members;
    given.offline_push_config = message.offline_push_config;
    given.unknown = message.unknown;
    return given;
}

/// What callers have room for, according to the documents, without the closing NUL.
inline constexpr std::size_t most_id = 127;

/// What is to be sent. A message that failed or was cancelled is sent again under its id, unless that is none of ours.
MessageData as_given(const MessageData& message) {
    MessageData given = content_of(message);
    const bool ended = message.status == MsgStatus::send_fail || message.status == MsgStatus::cancel;
    if (ended && !message.is_forward_message && message.msg_id.size() <= most_id) {
        given.msg_id = message.msg_id;
        given.rand = message.rand;
        given.client_time = message.client_time;
    }
    return given;
}

/// Where nobody is logged in a message is told from others all the same: it is handed back.
void name_unsent(MessageData& message) {
    crypto::SystemRandom random;
    constexpr std::size_t most_sender = 64;  // what fits into the caller's buffer with room to spare
    message.client_time = to_seconds(SystemClock::instance().unix_now());
    message.rand = static_cast<std::uint32_t>(random.next());
    message.msg_id = message.sender.substr(0, most_sender) + '-' + std::to_string(message.client_time) + '-' +
                     std::to_string(message.rand);
}

int give_id(Arguments& arguments) {
    auto& message = arguments.json<MessageData>("json_msg_param");
    message = as_given(message);
    message.conv_type = arguments.number<ConvType>("conv_type");
    message.conv_id = arguments.text("conv_id");
    if (!runtime().account.prepare(message)) name_unsent(message);
    if (!arguments.has("message_id_buffer")) return success;
    const std::size_t length = std::min(message.msg_id.size(), most_id);
    if (char* buffer = arguments.buffer("message_id_buffer"))
        *std::copy_n(message.msg_id.begin(), length, buffer) = '\0';
    return success;
}

void tell_id(const Call& call) {
    using Function = void (*)(std::int32_t, const char*, const char*, const void*);
    const Arguments& arguments = call.arguments();
    if (!arguments.has("msgid_cb")) return;
    const auto function = arguments.callback<Function>("msgid_cb");
    if (!function) return;
    const std::string json =
        "{\"message_msg_id\":" + codec::to_json(arguments.json<MessageData>("json_msg_param").msg_id) + '}';
    Thread::instance().enter_program([&] { function(0, "OK", json.c_str(), arguments.user_data()); });
}

void send_message(Call call) {
    tell_id(call);
    Account& account = runtime().account;
    if (account.status() == LoginStatus::logging_in)
        return call.fail(Failure(Errc::invalid_msg_receiver, "login is in process"));
    const Message message = chat_of(call).message(call.arguments().json<MessageData>("json_msg_param"));
    message.send(answering(std::move(call)));
}

std::string unsent_message(const Arguments& arguments, int code, std::string_view) {
    MessageData message = arguments.json<MessageData>("json_msg_param");
    switch (static_cast<Errc>(code)) {
        case Errc::sdk_not_initialized:
        case Errc::sdk_not_logged_in:
            message.status = MsgStatus::send_succ;  // as measured
            break;
        case Errc::invalid_msg_receiver:
            message.status = MsgStatus::sending;
            break;
        case Errc::sdk_send_message_failed_with_cancel:
            message.status = MsgStatus::cancel;
            break;
        default:
            message.status = MsgStatus::send_fail;
    }
    return documented_json(message);
}

void cancel_send(Call call) {
    MessageData message;
    message.msg_id = call.arguments().text("message_id");
    const Conversation chat = chat_of(call);
    chat.message(std::move(message)).cancel(answering(std::move(call)));
}

void send_receipts(Call call) {
    if (call.arguments().json<std::vector<MessageData>>("json_msg_array").empty()) return call.succeed();
    const Failure why = runtime().refusal(Needs::login);
    call.fail(why.code ? why : not_supported());
}

void send_batch(Call call) {
    const auto& batch = call.arguments().json<MsgBatchSendParam>("json_batch_send_param");
    if (batch.identifiers.empty()) return call.fail(invalid("identifier array is empty"));
    if (!call.arguments().has_key("json_batch_send_param", "msg_batch_send_param_msg"))
        return call.fail(invalid("message is empty"));
    call.fail(not_supported());
}

void download(Call call) {
    const auto& wanted = call.arguments().json<DownloadElemParam>("json_download_elem_param");
    call.fail(wanted.url.empty() ? invalid("url or path is empty") : not_supported());
}

void set_push_token(Call call) {
    const Arguments& arguments = call.arguments();
    const bool switches_off = arguments.text("json_token").empty();
    const bool is_empty = !switches_off && arguments.json<OfflinePushToken>("json_token").token.empty();
    call.fail(is_empty ? invalid("token is empty") : not_supported());
}

std::string unchanged_message(const Arguments& arguments, int code, std::string_view) {
    const auto why = static_cast<Errc>(code);
    if (why == Errc::sdk_not_initialized || why == Errc::sdk_not_logged_in) return "{}";
    return documented_json(arguments.json<MessageData>("json_msg_param"));
}

std::string refused_batch(const Arguments& arguments, int code, std::string_view desc) {
    const auto& batch = arguments.json<MsgBatchSendParam>("json_batch_send_param");
    std::vector<MsgBatchSendResult> results;
    for (const std::string& user : batch.identifiers) {
        MsgBatchSendResult& result = results.emplace_back();
        result.identifier = user;
        result.code = code;
        result.desc = desc;
        result.msg = batch.msg;
        result.msg.conv_type = ConvType::c2c;
        result.msg.conv_id = user;
    }
    return documented_json(results);
}

int names_message(Arguments& arguments) {
    return arguments.has_key("json_msgdel_param", "msg_delete_param_msg") ? success : bad_json;
}

/// `message_is_from_self` of a message, which counts as true where the JSON lacks it.
struct OwnMark {
    std::optional<bool> is_from_self;

    bool is_own() const { return is_from_self.value_or(true); }
};

const codec::Table& keys_of(const OwnMark*) noexcept {
    static constexpr codec::Row rows[] = {codec::key<&OwnMark::is_from_self>("message_is_from_self")};
    static constexpr codec::Table table = codec::make_table<OwnMark>("OwnMark", rows);
    return table;
}

void mark_own(const Arguments& arguments, std::vector<MessageData>& messages) {
    const Result<std::vector<OwnMark>> marks = codec::read_list<OwnMark>(arguments.text("json_msg_array"));
    for (std::size_t i = 0; marks && i < messages.size(); ++i) messages[i].is_from_self = (*marks)[i].is_own();
}

bool awaits_receipts(const MessageData& message) {
    return message.is_from_self && message.status == MsgStatus::send_succ && message.need_read_receipt;
}

int is_own_group_message(Arguments& arguments) {
    auto& message = arguments.json<MessageData>("json_msg");
    const auto count = arguments.number<std::uint32_t>("count");
    const Result<OwnMark> mark = codec::read<OwnMark>(arguments.text("json_msg"));
    message.is_from_self = mark && mark->is_own();
    const bool is_group = message.conv_type == ConvType::group && !message.conv_id.empty();
    return is_group && awaits_receipts(message) && count >= 1 && count <= 100 ? success : bad_parameter;
}

int keep_own_with_receipts(Arguments& arguments) {
    auto& messages = arguments.json<std::vector<MessageData>>("json_msg_array");
    mark_own(arguments, messages);
    std::erase_if(messages, [](const MessageData& message) {
        const bool is_known = !message.conv_id.empty() && !message.msg_id.empty() && message.seq != 0;
        return !awaits_receipts(message) || message.conv_type == ConvType::invalid || !is_known;
    });
    return messages.empty() ? bad_parameter : success;
}

int keep_others_with_receipts(Arguments& arguments) {
    auto& messages = arguments.json<std::vector<MessageData>>("json_msg_array");
    mark_own(arguments, messages);
    std::erase_if(messages,
                  [](const MessageData& message) { return message.is_from_self || !message.need_read_receipt; });
    return success;
}

void answer_read_members(const Arguments& arguments, int, const char*, const char* json) {
    using Function = void (*)(const char*, std::uint64_t, bool, const void*);
    if (const auto function = arguments.callback<Function>()) function(json, 0, false, arguments.user_data());
}

}  // namespace tim::c::detail
