#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/db/connection.hpp"
#include "tim/model/conv_info.hpp"
#include "tim/store/detail/conversations.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tim::store::detail {

/// The conversations of users and groups as an application lists them: those that have messages, had some and are not
/// hidden since, or have a draft.
class ConversationList {
public:
    ConversationList(db::Connection& db, std::string_view user) noexcept : db_(db), user_(user) {}

    /// Pinned ones first, then those that were active last.
    TIM_DECL std::vector<ConvInfo> all();
    /// None when it is not listed.
    TIM_DECL std::optional<ConvInfo> find(const ConvKey& name);
    /// Unread messages of the conversations whose option lets them count.
    TIM_DECL std::uint64_t total_unread();

private:
    TIM_DECL std::optional<ConvInfo> read(const db::Rows& rows);
    TIM_DECL bool read_last(std::int64_t conv, ConvInfo& info);
    TIM_DECL void read_unread(std::int64_t conv, ConvInfo& info);
    TIM_DECL void read_mark(const Conversation& conversation, Position read_to, ConvInfo& info);

    db::Connection& db_;
    std::string_view user_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/conversation_list.ipp"
#endif
