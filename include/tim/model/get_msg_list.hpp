#pragma once

#include "tim/model/box.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace tim {

/// Asks for a part of a conversation's history.
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

    MsgGetMsgListParam& set_last_msg(MessageData message) {
        last_msg = std::move(message);
        return *this;
    }
    MsgGetMsgListParam& set_ramble(bool ask_hub) {
        is_ramble = ask_hub;
        return *this;
    }
    MsgGetMsgListParam& set_message_types(std::vector<ElemType> types) {
        message_types = std::move(types);
        return *this;
    }
    MsgGetMsgListParam& set_forward(bool towards_newer) {
        is_forward = towards_newer;
        return *this;
    }
    MsgGetMsgListParam& set_time(std::uint64_t begin, std::uint64_t period) {
        time_begin = begin;
        time_period = period;
        return *this;
    }
    MsgGetMsgListParam& set_message_seqs(std::vector<std::uint64_t> seqs) {
        message_seqs = std::move(seqs);
        return *this;
    }

    friend bool operator==(const MsgGetMsgListParam&, const MsgGetMsgListParam&) = default;
};

}  // namespace tim
