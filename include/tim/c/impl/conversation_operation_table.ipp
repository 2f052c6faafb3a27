#pragma once

#include "tim/c/conversation_list.hpp"
#include "tim/c/detail/conversation_calls.hpp"
#include "tim/c/detail/json_param.hpp"
#include "tim/c/detail/session_calls.hpp"
#include "tim/c/detail/setter.hpp"
#include "tim/model/conv_info.hpp"

namespace tim::c::detail {

inline constexpr Operation conversation_operations[] = {
    function("TIMConvAddConversationsToGroup", text("group_name"), array<std::string>("conversation_id_array"), cb)
        .empty("[]"),
    function("TIMConvCancelDraft", conv_id, conv_type).reads_store().does(&cancel_draft),
    function("TIMConvCleanConversationUnreadMessageCount", text("conversation_id").or_null().or_empty(),
             number("clean_timestamp", "uint64_t"), number("clean_sequence", "uint64_t"), cb)
        .ordered(Order::local)
        .does(&clean_unread),
    function("TIMConvCreate", conv_id, conv_type, cb).ordered(Order::local).does(&create_conversation),
    function("TIMConvCreateConversationGroup", text("group_name"), array<std::string>("conversation_id_array"), cb)
        .empty("[]"),
    function("TIMConvDelete", conv_id, conv_type, cb).does(&delete_conversation),
    function("TIMConvDeleteConversationGroup", text("group_name"), cb),
    function("TIMConvDeleteConversationList", array<std::string>("conversation_id_array"),
             number("clear_message", "bool"), cb)
        .empty("[]"),
    function("TIMConvDeleteConversationsFromGroup", text("group_name"), array<std::string>("conversation_id_array"), cb)
        .empty("[]"),
    function("TIMConvGetConvInfo", array<GetConversationListParam>("json_get_conv_list_param"), cb)
        .ordered(Order::local)
        .empty("[]")
        .does(&get_conversation_infos),
    function("TIMConvGetConvList", cb).empty("[]").reads_store().does(&get_conversations),
    function("TIMConvGetConversationGroupList", cb).empty("[]"),
    function("TIMConvGetConversationListByFilter", object<ConversationListFilter>("filter").or_blank(),
             number("next_seq", "uint64_t"), number("count", "uint32_t"), cb)
        .ordered(Order::local)
        .does(&get_conversation_page),
    function("TIMConvGetTotalUnreadMessageCount", cb).ordered(Order::local).does(&get_total_unread),
    function("TIMConvGetUnreadMessageCountByFilter", object<ConversationListFilter>("filter").or_blank(), cb)
        .ordered(Order::local)
        .does(&count_unread),
    function("TIMConvMarkConversation", array<std::string>("conversation_id_array"), number("mark_type", "uint64_t"),
             number("enable_mark", "bool"), cb)
        .empty("[]"),
    function("TIMConvPinConversation", conv_id, conv_type, number("is_pinned", "bool"), cb).does(&pin_conversation),
    function("TIMConvRenameConversationGroup", text("old_name"), text("new_name"), cb),
    function("TIMConvSetConversationCustomData", array<std::string>("conversation_id_array"),
             text("custom_data").or_empty(), cb)
        .empty("[]"),
    function("TIMConvSetDraft", conv_id, conv_type, object<Draft>("json_draft_param")).reads_store().does(&set_draft),
    function("TIMConvSubscribeUnreadMessageCountByFilter", object("filter").or_blank()).now(&refuse_unsupported),
    function("TIMConvUnsubscribeUnreadMessageCountByFilter", object("filter").or_blank()).now(&refuse_unsupported),
    setter("TIMSetConvConversationGroupCreatedCallback", "TIMConvConversationGroupCreatedCallback").pending(),
    setter("TIMSetConvConversationGroupDeletedCallback", "TIMConvConversationGroupDeletedCallback").pending(),
    setter("TIMSetConvConversationGroupNameChangedCallback", "TIMConvConversationGroupNameChangedCallback").pending(),
    setter("TIMSetConvConversationsAddedToGroupCallback", "TIMConvConversationsAddedToGroupCallback").pending(),
    setter("TIMSetConvConversationsDeletedFromGroupCallback", "TIMConvConversationsDeletedFromGroupCallback").pending(),
    setter("TIMSetConvEventCallback", "TIMConvEventCallback"),
    setter("TIMSetConvTotalUnreadMessageCountChangedCallback", "TIMConvTotalUnreadMessageCountChangedCallback"),
    setter("TIMSetConvUnreadMessageCountChangedByFilterCallback",
           "TIMConvTotalUnreadMessageCountChangedByFilterCallback")
        .pending(),
};

}  // namespace tim::c::detail
