#pragma once

#include "tim/c/detail/history_calls.hpp"
#include "tim/c/detail/json_param.hpp"
#include "tim/c/detail/message_calls.hpp"
#include "tim/c/detail/setter.hpp"
#include "tim/model/batch_send.hpp"
#include "tim/model/download.hpp"
#include "tim/model/get_msg_list.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_extension.hpp"
#include "tim/model/message_search.hpp"
#include "tim/model/msg_delete.hpp"

namespace tim::c::detail {

/// What a search brings when it fails.
inline constexpr const char* nothing_found =
    R"({"msg_search_result_search_cursor":"","msg_search_result_total_count":0})";

inline constexpr Operation message_operations[] = {
    function("TIMGetPinnedGroupMessageList", group_id, cb).empty("[]"),
    function("TIMMsgAddMessageReaction", object<MessageData>("json_msg"), text("reaction_id"), cb),
    function("TIMMsgBatchSend", object<MsgBatchSendParam>("json_batch_send_param").or_blank(), cb)
        .ordered(Order::local)
        .empty(&refused_batch)
        .pending()
        .does(&send_batch),
    function("TIMMsgCancelSend", conv_id, conv_type, text("message_id"), cb).does(&cancel_send),
    function("TIMMsgClearHistoryMessage", conv_id, conv_type, cb).does(&clear_history),
    function("TIMMsgConvertVoiceToText", text("url"), text("language").or_empty(), cb),
    function("TIMMsgDelete", conv_id, conv_type, object<MsgDeleteParam>("json_msgdel_param"), cb)
        .ordered(Order::local)
        .free_when(&removes_everywhere)
        .checks(&names_message)
        .does(&delete_message),
    function("TIMMsgDeleteMessageExtensions", object<MessageData>("json_msg"), text("json_extension_key_array"), cb)
        .empty("[]"),
    function("TIMMsgDownloadElemToPath", object<DownloadElemParam>("json_download_elem_param").or_blank(), text("path"),
             cb)
        .ordered(Order::local)
        .pending()
        .does(&download),
    function("TIMMsgDownloadMergerMessage", object<MessageData>("json_single_msg"), cb).empty("[]"),
    function("TIMMsgFindByMsgLocatorList", conv_id, conv_type, array("json_msg_Locator_array").or_blank(), cb)
        .empty("[]")
        .reads_store()
        .does(&locate_messages),
    function("TIMMsgFindMessages", text("json_message_id_array"), cb).empty("[]").reads_store().does(&find_messages),
    function("TIMMsgGetAllReceiveMessageOpt", cb),
    function("TIMMsgGetAllUserListOfMessageReaction", object<MessageData>("json_msg"), text("reaction_id"),
             number("next_seq", "uint32_t"), number("count", "uint32_t"), cb),
    function("TIMMsgGetC2CReceiveMessageOpt", array<std::string>("json_identifier_array"), cb)
        .ordered(Order::local)
        .empty("[]")
        .does(&get_user_options),
    function("TIMMsgGetGroupMessageReadMemberList", object<MessageData>("json_msg"),
             number("filter", "enum TIMGroupMessageReadMembersFilter"), number("next_seq", "uint64_t"),
             number("count", "uint32_t"), CallbackParam{"TIMMsgGroupMessageReadMemberListCallback", "cb"})
        .checks(&is_own_group_message)
        .answers(&answer_read_members),
    function("TIMMsgGetMessageExtensions", object<MessageData>("json_msg"), cb).empty("[]").reads_store(),
    function("TIMMsgGetMessageReactions", array<MessageData>("json_msg_array"),
             number("max_user_count_per_reaction", "uint32_t"), cb)
        .empty("[]"),
    function("TIMMsgGetMessageReadReceipts", array<MessageData>("json_msg_array").wrong_is(bad_parameter), cb)
        .empty("[]")
        .reads_store()
        .checks(&keep_own_with_receipts),
    function("TIMMsgGetMsgList", conv_id, conv_type, object<MsgGetMsgListParam>("json_get_msg_param").or_blank(), cb)
        .empty("[]")
        .reads_store()
        .free_when(&wants_roaming)
        .does(&get_history),
    function("TIMMsgImportMsgList", conv_id, conv_type, array<MessageData>("json_msg_array"), cb)
        .ordered(Order::local)
        .does(&import_messages),
    function("TIMMsgListDelete", conv_id, conv_type, array<MessageData>("json_msg_array"), cb).does(&delete_messages),
    function("TIMMsgMarkAllMessageAsRead", cb).ordered(Order::local).does(&mark_all_read),
    function("TIMMsgModifyMessage", object<MessageData>("json_msg_param"), cb).empty(&unchanged_message),
    function("TIMMsgRemoveMessageReaction", object<MessageData>("json_msg"), text("reaction_id"), cb),
    function("TIMMsgReportReaded", conv_id.or_null().or_empty(), conv_type, text("json_msg_param").or_null().or_empty(),
             cb)
        .ordered(Order::local)
        .does(&report_read),
    function("TIMMsgRevoke", conv_id, conv_type, object<MessageData>("json_msg_param"), cb),
    function("TIMMsgSaveMsg", conv_id, conv_type, object<MessageData>("json_msg_param"), cb)
        .ordered(Order::local)
        .does(&save_message),
    function("TIMMsgSearchCloudMessages", object<MessageSearchParam>("json_search_message_param").or_blank(), cb)
        .empty(nothing_found),
    function("TIMMsgSearchLocalMessages", object<MessageSearchParam>("json_search_message_param").or_blank(), cb)
        .empty(nothing_found)
        .reads_store()
        .does(&search_messages),
    function("TIMMsgSendMessage", conv_id, conv_type, object<MessageData>("json_msg_param"),
             buffer("message_id_buffer"), cb)
        .ordered(Order::conversation)
        .empty(&unsent_message)
        .checks(&give_id)
        .does(&send_message),
    function("TIMMsgSendMessageReadReceipts", array<MessageData>("json_msg_array").wrong_is(bad_parameter), cb)
        .needs(Needs::nothing)
        .ordered(Order::local)
        .checks(&keep_others_with_receipts)
        .pending()
        .does(&send_receipts),
    function("TIMMsgSendNewMsg", conv_id, conv_type, object<MessageData>("json_msg_param"), cb)
        .ordered(Order::conversation)
        .empty(&unsent_message)
        .checks(&give_id)
        .does(&send_message),
    function("TIMMsgSendNewMsgEx", conv_id, conv_type, object<MessageData>("json_msg_param"),
             CallbackParam{"TIMCommCallback", "msgid_cb", false}, CallbackParam{"TIMCommCallback", "res_cb"})
        .ordered(Order::conversation)
        .empty(&unsent_message)
        .checks(&give_id)
        .does(&send_message),
    function("TIMMsgSetAllReceiveMessageOpt", number("opt", "enum TIMReceiveMessageOpt"),
             number("start_hour", "int32_t"), number("start_minute", "int32_t"), number("start_second", "int32_t"),
             number("duration", "uint32_t"), cb),
    function("TIMMsgSetAllReceiveMessageOpt2", number("opt", "enum TIMReceiveMessageOpt"),
             number("start_time_stamp", "uint32_t"), number("duration", "uint32_t"), cb),
    function("TIMMsgSetC2CReceiveMessageOpt", array<std::string>("json_identifier_array"),
             number("opt", "enum TIMReceiveMessageOpt"), cb)
        .does(&set_user_options),
    function("TIMMsgSetGroupReceiveMessageOpt", group_id, number("opt", "enum TIMReceiveMessageOpt"), cb)
        .does(&set_group_option),
    function("TIMMsgSetLocalCustomData", object<MessageData>("json_msg_param"), cb)
        .ordered(Order::local)
        .does(&set_local_data),
    function("TIMMsgSetMessageExtensions", object<MessageData>("json_msg"),
             array<MessageExtension>("json_extension_array").or_blank(), cb)
        .empty("[]"),
    function("TIMMsgTranslateText", array<std::string>("json_source_text_array").wrong_is(bad_parameter),
             text("source_language").or_empty(), text("target_language"), cb)
        .empty("[]"),
    function("TIMPinGroupMessage", group_id, object<MessageData>("json_msg"), number("is_pinned", "bool"), cb),
    function("TIMAddRecvNewMsgCallback", CallbackParam{"TIMRecvNewMsgCallback"})
        .returning("void")
        .now(&add_new_message_callback),
    function("TIMRemoveRecvNewMsgCallback", CallbackParam{"TIMRecvNewMsgCallback", "cb", false})
        .returning("void")
        .now(&remove_new_message_callback),
    setter("TIMSetMsgAllMessageReceiveOptionCallback", "TIMMsgAllMessageReceiveOptionCallback").pending(),
    setter("TIMSetMsgElemUploadProgressCallback", "TIMMsgElemUploadProgressCallback").pending(),
    setter("TIMSetMsgExtensionsChangedCallback", "TIMMsgExtensionsChangedCallback").pending(),
    setter("TIMSetMsgExtensionsDeletedCallback", "TIMMsgExtensionsDeletedCallback").pending(),
    setter("TIMSetMsgGroupPinnedMessageChangedCallback", "TIMMsgGroupPinnedMessageChangedCallback").pending(),
    setter("TIMSetMsgReactionsChangedCallback", "TIMMsgReactionsChangedCallback").pending(),
    setter("TIMSetMsgReadedReceiptCallback", "TIMMsgReadedReceiptCallback"),
    setter("TIMSetMsgRevokeCallback", "TIMMsgRevokeCallback").pending(),
    setter("TIMSetMsgUpdateCallback", "TIMMsgUpdateCallback"),
};

}  // namespace tim::c::detail
