#pragma once

#include "tim/c/conversation_list.hpp"
#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"

#include <algorithm>
#include <limits>

namespace tim::c {
namespace detail {

/// Whether a list holds what is wanted, or nothing when `none` is.
template <class T>
bool holds(const std::vector<T>& list, const std::optional<T>& wanted, const T& none) {
    if (!wanted) return true;
    return *wanted == none ? list.empty() : std::find(list.begin(), list.end(), *wanted) != list.end();
}

}  // namespace detail

bool ConversationListFilter::admits(const ConvInfo& conversation) const {
    if (conv_type != ConvType::invalid && conversation.conv_type != conv_type) return false;
    if (has_unread_count && conversation.unread_num == 0) return false;
    if (has_group_at_info && conversation.group_at_infos.empty()) return false;
    return detail::holds(conversation.marks, mark_type, std::uint64_t{0}) &&
           detail::holds(conversation.conversation_groups, conversation_group, std::string());
}

TotalUnreadResult::TotalUnreadResult(std::uint64_t count)
    : unread_count(
          static_cast<std::int32_t>(std::min<std::uint64_t>(count, std::numeric_limits<std::int32_t>::max()))) {}

std::optional<ConvKey> conversation_named(std::string_view conversation_id) {
    for (const auto& [prefix, type] : {std::pair(std::string_view("c2c_"), ConvType::c2c),
                                       std::pair(std::string_view("group_"), ConvType::group)})
        if (conversation_id.starts_with(prefix) && conversation_id.size() > prefix.size())
            return ConvKey(type, std::string(conversation_id.substr(prefix.size())));
    return std::nullopt;
}

const codec::Table& keys_of(const GetConversationListParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GetConversationListParam::conv_id>("get_conversation_list_param_conv_id",
                                                "kTIMGetConversationListParamConvId", {.use = Use::write}),
        key<&GetConversationListParam::conv_type>("get_conversation_list_param_conv_type",
                                                  "kTIMGetConversationListParamConvType", {.use = Use::write}),
    };
    static constexpr Table table = make_table<GetConversationListParam>("GetConversationListParam", rows);
    return table;
}

const codec::Table& keys_of(const ConversationListFilter*) noexcept {
    using namespace codec;
    using Filter = ConversationListFilter;
    static constexpr Row rows[] = {
        key<&Filter::conv_type>("conversation_list_filter_conv_type", "kTIMConversationListFilterConvType",
                                {.use = Use::write}),
        key<&Filter::conversation_group>("conversation_list_filter_conversation_group",
                                         "kTIMConversationListFilterConversationGroup", {.use = Use::write}),
        key<&Filter::has_group_at_info>("conversation_list_filter_has_group_at_info",
                                        "kTIMConversationListFilterHasGroupAtInfo", {.use = Use::write}),
        key<&Filter::has_unread_count>("conversation_list_filter_has_unread_count",
                                       "kTIMConversationListFilterHasUnreadCount", {.use = Use::write}),
        key<&Filter::mark_type>("conversation_list_filter_mark_type", "kTIMConversationListFilterMarkType",
                                {.use = Use::write}),
    };
    static constexpr Table table = make_table<Filter>("TIMConversationListFilter", rows);
    return table;
}

const codec::Table& keys_of(const ConversationListResult*) noexcept {
    using namespace codec;
    using Page = ConversationListResult;
    static constexpr Row rows[] = {
        key<&Page::conversations>("conversation_list_result_conv_list", "TIMConversationListResultConvList",
                                  {.use = Use::read}),
        key<&Page::is_finished>("conversation_list_result_is_finished", "TIMConversationListResultIsFinished",
                                {.use = Use::read}),
        key<&Page::next_seq>("conversation_list_result_next_seq", "TIMConversationListResultNextSeq",
                             {.use = Use::read}),
    };
    static constexpr Table table = make_table<Page>("TIMConversationListResult", rows);
    return table;
}

const codec::Table& keys_of(const TotalUnreadResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&TotalUnreadResult::unread_count>("conv_get_total_unread_message_count_result_unread_count",
                                              "kTIMConvGetTotalUnreadMessageCountResultUnreadCount",
                                              {.use = Use::read}),
    };
    static constexpr Table table = make_table<TotalUnreadResult>("GetTotalUnreadNumberResult", rows);
    return table;
}

}  // namespace tim::c
