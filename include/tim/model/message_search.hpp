#pragma once

#include "tim/core/ids.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tim {

/// What to search for. What is left empty does not restrict.
struct MessageSearchParam {
    std::vector<std::string> keywords;  ///< at most 5
    std::vector<ElemType> message_types;
    std::string conv_id;  ///< bare id of a user or group
    ConvType conv_type{};
    std::uint64_t search_time_position = 0;  ///< newest time, UTC seconds; 0: now
    std::uint64_t search_time_period = 0;    ///< seconds before it; 0: no limit
    std::uint32_t page_index = 0;            ///< from 0
    std::uint32_t page_size = 0;             ///< 0: all on one page
    KeywordListMatchType match_type{};
    std::vector<std::string> senders;  ///< at most 5
    std::uint32_t search_count = 0;    ///< search at the hub: size of a page
    std::string search_cursor;         ///< search at the hub: what the last page gave
    Unknown unknown;

    MessageSearchParam() = default;
    explicit MessageSearchParam(std::vector<std::string> words, KeywordListMatchType match = {})
        : keywords(std::move(words)), match_type(match) {}

    MessageSearchParam& set_conversation(ConvKey conversation) {
        conv_type = conversation.type;
        conv_id = std::move(conversation.id);
        return *this;
    }
    MessageSearchParam& set_message_types(std::vector<ElemType> types) {
        message_types = std::move(types);
        return *this;
    }
    MessageSearchParam& set_senders(std::vector<std::string> user_ids) {
        senders = std::move(user_ids);
        return *this;
    }
    MessageSearchParam& set_time(std::uint64_t newest, std::uint64_t period) {
        search_time_position = newest;
        search_time_period = period;
        return *this;
    }
    MessageSearchParam& set_page(std::uint32_t index, std::uint32_t size) {
        page_index = index;
        page_size = size;
        return *this;
    }

    friend bool operator==(const MessageSearchParam&, const MessageSearchParam&) = default;
};

/// What was found in one conversation.
struct MessageSearchResultItem {
    std::string conv_id;
    ConvType conv_type{};
    std::uint32_t total_message_count = 0;
    std::vector<MessageData> messages;  ///< empty when more than one conversation had several hits
    Unknown unknown;

    MessageSearchResultItem() = default;

    friend bool operator==(const MessageSearchResultItem&, const MessageSearchResultItem&) = default;
};

/// What was found: messages of one conversation, or conversations.
struct MessageSearchResult {
    std::uint32_t total_count = 0;
    std::vector<MessageSearchResultItem> items;
    std::string search_cursor;
    Unknown unknown;

    MessageSearchResult() = default;

    friend bool operator==(const MessageSearchResult&, const MessageSearchResult&) = default;
};

}  // namespace tim
