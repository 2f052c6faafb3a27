#pragma once

#include "tim/core/ids.hpp"
#include "tim/model/box.hpp"
#include "tim/model/group_enums.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tim {

/// A message that has been written but not sent.
struct Draft {
    Box<MessageData> message;
    std::string user_define;
    std::uint32_t edit_time = 0;  ///< UTC seconds
    Unknown unknown;

    Draft() = default;

    friend bool operator==(const Draft&, const Draft&) = default;
};

/// An unread message that mentions the local user.
struct GroupAtInfo {
    std::uint64_t seq = 0;
    GroupAtType at_type{};
    Unknown unknown;

    GroupAtInfo() = default;

    friend bool operator==(const GroupAtInfo&, const GroupAtInfo&) = default;
};

/// A conversation as one user sees it.
struct ConvInfo {
    std::string conv_id;  ///< bare id of the user or group
    ConvType conv_type{};
    std::string face_url;
    std::uint64_t unread_num = 0;
    std::uint64_t active_time = 0;  ///< orders conversations; not a time
    bool has_last_msg = false;
    Box<MessageData> last_msg;
    bool has_draft = false;
    Box<Draft> draft;
    ReceiveMessageOpt recv_opt{};
    GroupType group_type{};  ///< groups only
    std::vector<GroupAtInfo> group_at_infos;
    bool is_pinned = false;
    std::string show_name;             ///< the first that is set of name or remark, nickname, id
    std::vector<std::uint64_t> marks;  ///< one bit each; bits 32 to 63 are the application's
    std::string custom_data;           ///< at most 256 bytes
    std::vector<std::string> conversation_groups;
    std::uint64_t c2c_read_timestamp = 0;   ///< of the newest read message, UTC seconds
    std::uint64_t group_read_sequence = 0;  ///< of the newest read message
    std::string owner;                      ///< obsolete
    Unknown unknown;

    ConvInfo() = default;

    friend bool operator==(const ConvInfo&, const ConvInfo&) = default;
};

}  // namespace tim
