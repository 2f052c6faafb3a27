#pragma once

#include "tim/core/ids.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>

namespace tim {

/// Who has read what. Without `msg_id` it concerns a C2C conversation: the peer marked it read at `time_stamp`.
struct MessageReceipt {
    std::string conv_id;
    ConvType conv_type{};
    std::string msg_id;
    std::uint64_t time_stamp = 0;    ///< UTC seconds
    bool is_peer_read = false;       ///< C2C
    std::uint64_t read_count = 0;    ///< groups: members who sent a receipt
    std::uint64_t unread_count = 0;  ///< groups: members who did not
    Unknown unknown;

    MessageReceipt() = default;

    friend bool operator==(const MessageReceipt&, const MessageReceipt&) = default;
};

}  // namespace tim
