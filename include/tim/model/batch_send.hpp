#pragma once

#include "tim/model/message_data.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tim {

/// One message for many users.
struct MsgBatchSendParam {
    std::vector<std::string> identifiers;
    MessageData msg;
    Unknown unknown;

    MsgBatchSendParam() = default;
    MsgBatchSendParam(std::vector<std::string> user_ids, MessageData message)
        : identifiers(std::move(user_ids)), msg(std::move(message)) {}

    friend bool operator==(const MsgBatchSendParam&, const MsgBatchSendParam&) = default;
};

/// What became of it for one user.
struct MsgBatchSendResult {
    std::string identifier;
    std::int32_t code = 0;  ///< 0 or a documented error
    std::string desc;
    MessageData msg;  ///< as it was sent to this user
    Unknown unknown;

    MsgBatchSendResult() = default;

    friend bool operator==(const MsgBatchSendResult&, const MsgBatchSendResult&) = default;
};

}  // namespace tim
