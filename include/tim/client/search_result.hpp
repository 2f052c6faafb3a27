#pragma once

#include "tim/client/message.hpp"
#include "tim/core/ids.hpp"

#include <cstdint>
#include <vector>

namespace tim {

/// What a search found in one conversation.
struct SearchHits {
    SearchHits() = default;
    ConvKey conversation;
    std::uint32_t total = 0;  ///< messages that match
    /// The page, newest first. Of a search over all conversations only where one message matches: to see the others,
    /// search the conversation.
    std::vector<Message> messages;
};

/// What `client.search()` brings: of one conversation a page of its messages, of all a page of the conversations.
struct SearchResult {
    SearchResult() = default;
    std::uint32_t total = 0;  ///< of one conversation: messages that match; of all: conversations with such
    std::vector<SearchHits> conversations;
};

}  // namespace tim
