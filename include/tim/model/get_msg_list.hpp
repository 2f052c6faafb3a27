#pragma once

#include "tim/model/box.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <vector>

namespace tim {

/// Asks for a part of a conversation's history, in the documented form; C++ programs use `HistoryQuery`.
struct MsgGetMsgListParam {
    Box<MessageData> last_msg;  ///< start behind this message
    std::uint32_t count = 0;
    bool is_ramble = false;                   ///< ask the hub too, not only the local store
    std::vector<ElemType> message_types;      ///< empty: all; local store only
    bool is_forward = false;                  ///< towards newer messages
    std::uint64_t last_msg_seq = 0;           ///< groups: start at this one, when there is no `last_msg`
    std::uint64_t time_begin = 0;             ///< UTC seconds; 0: now
    std::uint64_t time_period = 0;            ///< seconds; 0: no limit
    std::vector<std::uint64_t> message_seqs;  ///< groups: exactly these, whatever else is asked for
    Unknown unknown;

    MsgGetMsgListParam() = default;
    explicit MsgGetMsgListParam(std::uint32_t wanted) : count(wanted) {}

    friend bool operator==(const MsgGetMsgListParam&, const MsgGetMsgListParam&) = default;
};

}  // namespace tim
