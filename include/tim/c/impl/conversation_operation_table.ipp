#pragma once

#include "tim/c/detail/json_param.hpp"
#include "tim/c/detail/session_calls.hpp"
#include "tim/c/detail/setter.hpp"
#include "tim/model/conv_info.hpp"

namespace tim::c::detail {

inline constexpr Operation conversation_operations[] = {
    function("TIMConvAddConversationsToGroup", text("group_name"), array<std::string>("conversation_id_array"), cb)
        .empty("[]"),
    function("TIMConvCancelDraft", conv_id, conv_type).now(&refuse_unsupported),
    function("TIMConvCleanConversationUnreadMessageCount", text("conversation_id").or_null().or_empty(),
             number("clean_timestamp", "uint64_t"), number("clean_sequence", "uint64_t"), cb),
    function("TIMConvCreate", conv_id, conv_type, cb),
    function("TIMConvCreateConversationGroup", text("group_name"), array<std::string>("conversation_id_array"), cb)
        .empty("[]"),
    function("TIMConvDelete", conv_id, conv_type, cb),
    function("TIMConvDeleteConversationGroup", text("group_name"), cb),
    function("TIMConvDeleteConversationList", array<std::string>("conversation_id_array"),
             number("clear_message", "bool"), cb)
        .empty("[]"),
    function("TIMConvDeleteConversationsFromGroup", text("group_name"), array<std::string>("conversation_id_array"), cb)
        .empty("[]"),
    function("TIMConvGetConvInfo", array("json_get_conv_list_param"), cb).empty("[]"),
    function("TIMConvGetConvList", cb).empty("[]").reads_store(),
    function("TIMConvGetConversationGroupList", cb).empty("[]"),
    function("TIMConvGetConversationListByFilter", object("filter").or_blank(), number("next_seq", "uint64_t"),
             number("count", "uint32_t"), cb),
    function("TIMConvGetTotalUnreadMessageCount", cb),
    function("TIMConvGetUnreadMessageCountByFilter", object("filter").or_blank(), cb),
    function("TIMConvMarkConversation", array<std::string>("conversation_id_array"), number("mark_type", "uint64_t"),
             number("enable_mark", "bool"), cb)
        .empty("[]"),
    function("TIMConvPinConversation", conv_id, conv_type, number("is_pinned", "bool"), cb),
    function("TIMConvRenameConversationGroup", text("old_name"), text("new_name"), cb),
    function("TIMConvSetConversationCustomData", array<std::string>("conversation_id_array"),
             text("custom_data").or_empty(), cb)
        .empty("[]"),
    function("TIMConvSetDraft", conv_id, conv_type, object<Draft>("json_draft_param")).now(&refuse_unsupported),
    function("TIMConvSubscribeUnreadMessageCountByFilter", object("filter").or_blank()).now(&refuse_unsupported),
    function("TIMConvUnsubscribeUnreadMessageCountByFilter", object("filter").or_blank()).now(&refuse_unsupported),
    setter("TIMSetConvConversationGroupCreatedCallback", "TIMConvConversationGroupCreatedCallback"),
    setter("TIMSetConvConversationGroupDeletedCallback", "TIMConvConversationGroupDeletedCallback"),
    setter("TIMSetConvConversationGroupNameChangedCallback", "TIMConvConversationGroupNameChangedCallback"),
    setter("TIMSetConvConversationsAddedToGroupCallback", "TIMConvConversationsAddedToGroupCallback"),
    setter("TIMSetConvConversationsDeletedFromGroupCallback", "TIMConvConversationsDeletedFromGroupCallback"),
    setter("TIMSetConvEventCallback", "TIMConvEventCallback"),
    setter("TIMSetConvTotalUnreadMessageCountChangedCallback", "TIMConvTotalUnreadMessageCountChangedCallback"),
    setter("TIMSetConvUnreadMessageCountChangedByFilterCallback",
           "TIMConvTotalUnreadMessageCountChangedByFilterCallback"),
};

}  // namespace tim::c::detail
