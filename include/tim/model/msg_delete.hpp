#pragma once

#include "tim/model/message_data.hpp"
#include "tim/model/unknown.hpp"

#include <utility>

namespace tim {

/// Names a message to delete.
struct MsgDeleteParam {
    MessageData msg;
    bool is_ramble = false;  ///< at the hub too, not only on this device
    Unknown unknown;

    MsgDeleteParam() = default;
    explicit MsgDeleteParam(MessageData message, bool at_hub = false) : msg(std::move(message)), is_ramble(at_hub) {}

    friend bool operator==(const MsgDeleteParam&, const MsgDeleteParam&) = default;
};

}  // namespace tim
