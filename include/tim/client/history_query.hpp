#pragma once

#include <cstddef>
#include <string>
#include <utility>

namespace tim {

/// Which part of a conversation's history to show. Setters chain: `HistoryQuery{}.count(50).older_than(message.id())`.
class HistoryQuery {
public:
    HistoryQuery() = default;

    /// Most messages to return; 20 by default, as advised by the documents.
    HistoryQuery& count(std::size_t most) {
        count_ = most;
        return *this;
    }
    /// Starts before the message with this id, which is left out; without it at the newest message. An id that is not
    /// held brings no messages: that does not mean the beginning of the conversation.
    HistoryQuery& older_than(std::string message_id) {
        older_than_ = std::move(message_id);
        return *this;
    }

    std::size_t count() const noexcept { return count_; }
    const std::string& older_than() const noexcept { return older_than_; }

private:
    std::size_t count_ = 20;
    std::string older_than_;
};

}  // namespace tim
