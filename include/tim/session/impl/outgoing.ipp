#pragma once

#include "tim/codec/write.hpp"
#include "tim/model/elem_files.hpp"
#include "tim/session/detail/outgoing.hpp"

namespace tim::session {

TIM_DECL Failure not_uploaded(const MessageData& message) {
    bool missing = false;
    for (const Elem& elem : message.elements)
        for_each_file(elem, [&missing](const std::string& path, const std::string& id, const std::string& url) {
            missing |= !path.empty() && id.empty() && url.empty();
        });
    if (!missing) return {};
    return {Errc::sdk_invalid_operation,
            "files are not uploaded: give the id or address of one that is stored already"};
}

TIM_DECL void prepare_outgoing(MessageData& message, std::string_view user, Platform platform, MessageIds& ids,
                               UnixMillis now) {
    if (message.msg_id.empty()) {
        MessageId made = ids.make(user, now);
        message.msg_id = std::move(made.id);
        message.client_time = made.seconds;
        message.rand = made.rand;
    }
    message.unique_id = message.client_time << 32 | (message.rand & 0xffffffff);
    message.sender = user;
    message.platform = platform;
    message.is_from_self = true;
    message.status = MsgStatus::sending;
    message.failure = 0;
    message.server_time = 0;
    message.seq = 0;
    message.version = 0;
}

TIM_DECL std::string outgoing_text(MessageData message) {
    message.sender.clear();
    message.conv_id.clear();
    message.conv_type = {};
    message.server_time = 0;
    message.seq = 0;
    message.status = {};
    message.is_from_self = message.is_read = message.is_peer_read = false;
    message.version = 0;
    message.custom_str.clear();
    message.custom_int = 0;
    for (Elem& elem : message.elements)
        for_each_file(elem, [](std::string& path, const std::string&, const std::string&) { path.clear(); });
    return codec::to_json(message);
}

}  // namespace tim::session
