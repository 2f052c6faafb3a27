#pragma once

#include "tim/core/ids.hpp"
#include "tim/model/conv_info.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tim::codec {
struct Table;
}

/// What programs say and are told of their lists of conversations.
namespace tim::c {

/// Names a conversation.
struct GetConversationListParam {
    std::string conv_id;
    ConvType conv_type{};

    GetConversationListParam() = default;
};

/// Which conversations are meant; what is absent does not restrict.
struct ConversationListFilter {
    ConvType conv_type{};
    std::optional<std::string> conversation_group;  ///< empty: in none
    std::optional<std::uint64_t> mark_type;         ///< 0: without a mark
    bool has_unread_count = false;
    bool has_group_at_info = false;

    ConversationListFilter() = default;

    bool admits(const ConvInfo& conversation) const;
};

/// A page of a list.
struct ConversationListResult {
    std::vector<ConvInfo> conversations;
    std::uint64_t next_seq = 0;  ///< where the next page begins
    bool is_finished = true;

    ConversationListResult() = default;
};

struct TotalUnreadResult {
    std::int32_t unread_count = 0;

    TotalUnreadResult() = default;
    /// The documented type is a narrow one.
    explicit TotalUnreadResult(std::uint64_t count);
};

/// Conversations by a single text: `c2c_` and a user, `group_` and a group; none for any other text.
std::optional<ConvKey> conversation_named(std::string_view conversation_id);

const codec::Table& keys_of(const GetConversationListParam*) noexcept;
const codec::Table& keys_of(const ConversationListFilter*) noexcept;
const codec::Table& keys_of(const ConversationListResult*) noexcept;
const codec::Table& keys_of(const TotalUnreadResult*) noexcept;

}  // namespace tim::c
