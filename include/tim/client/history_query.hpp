#pragma once

#include "tim/model/message_enums.hpp"

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tim {

/// Which part of a conversation's history to show. Setters chain: `HistoryQuery{}.count(50).older_than(message.id())`.
/// What is not set has its documented default: the newest 20 messages that this device holds, newest first.
class HistoryQuery {
public:
    HistoryQuery() = default;

    /// Most messages to return; 20 by default, as advised by the documents. 0 is refused with 6017.
    HistoryQuery& count(std::size_t most) { return set(count_, most); }
    /// Goes up or down from the message with this id, which is left out. An id that is not held brings no messages:
    /// that does not mean the end of the conversation.
    HistoryQuery& older_than(std::string message_id) { return set(start_id_, std::move(message_id)).forward(false); }
    HistoryQuery& newer_than(std::string message_id) { return set(start_id_, std::move(message_id)).forward(); }
    /// Starts at the message with this number (`message_seq`), which is included; groups only. A message to start from
    /// wins.
    HistoryQuery& from_seq(std::uint64_t number) { return set(start_seq_, number); }
    /// Only the messages of a stretch of time, both ends included: going older it ends `period` before `begin`, going
    /// newer it ends `period` after it. `begin` UTC seconds, 0: now; `period` 0: without an end.
    HistoryQuery& within(std::uint64_t begin, std::chrono::seconds period = std::chrono::seconds(0)) {
        return set(begin_, begin).set(period_, period);
    }
    /// Towards newer messages, oldest first. Without a start it begins at the oldest one that this device holds.
    HistoryQuery& forward(bool on = true) { return set(forward_, on); }
    /// Only messages that have an element of one of these types.
    HistoryQuery& only(std::vector<ElemType> types) { return set(types_, std::move(types)); }
    template <std::same_as<ElemType>... Types>
    HistoryQuery& only(ElemType first, Types... more) {
        return set(types_, std::vector<ElemType>{first, more...});
    }
    /// Exactly the messages with these numbers, whatever else is asked for; groups only.
    HistoryQuery& exactly(std::vector<std::uint64_t> numbers) { return set(seqs_, std::move(numbers)); }
    template <std::integral... Numbers>
    HistoryQuery& exactly(std::uint64_t first, Numbers... more) {
        return set(seqs_, std::vector<std::uint64_t>{first, static_cast<std::uint64_t>(more)...});
    }
    /// What this device does not hold is asked of the hub, so that the messages follow each other without a gap
    /// ("roaming"). Without a connection it is as if this were not set.
    HistoryQuery& roaming(bool on = true) { return set(roaming_, on); }

    std::size_t count() const noexcept { return count_; }
    const std::string& start_id() const noexcept { return start_id_; }
    std::uint64_t start_seq() const noexcept { return start_seq_; }
    std::uint64_t begin() const noexcept { return begin_; }
    std::chrono::seconds period() const noexcept { return period_; }
    bool is_forward() const noexcept { return forward_; }
    const std::vector<ElemType>& types() const noexcept { return types_; }
    const std::vector<std::uint64_t>& seqs() const noexcept { return seqs_; }
    bool is_roaming() const noexcept { return roaming_; }

private:
    template <class Member, class Value>
    HistoryQuery& set(Member& member, Value&& value) {
        member = std::forward<Value>(value);
        return *this;
    }

    std::size_t count_ = 20;
    std::string start_id_;
    std::uint64_t start_seq_ = 0;
    std::uint64_t begin_ = 0;
    std::chrono::seconds period_{0};
    bool forward_ = false;
    std::vector<ElemType> types_;
    std::vector<std::uint64_t> seqs_;
    bool roaming_ = false;
};

}  // namespace tim
