#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"
#include "tim/model/batch_send.hpp"
#include "tim/model/conv_info.hpp"
#include "tim/model/download.hpp"
#include "tim/model/get_msg_list.hpp"
#include "tim/model/message_search.hpp"
#include "tim/model/msg_delete.hpp"
#include "tim/model/receive_option.hpp"
#include "tim/model/translation.hpp"

namespace tim {

TIM_DECL const codec::Table& keys_of(const MsgGetMsgListParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MsgGetMsgListParam::count>("msg_getmsglist_param_count", "kTIMMsgGetMsgListParamCount",
                                        {.use = Use::write}),
        key<&MsgGetMsgListParam::is_forward>("msg_getmsglist_param_is_forward", "kTIMMsgGetMsgListParamIsForward",
                                             {.use = Use::write}),
        key<&MsgGetMsgListParam::is_ramble>("msg_getmsglist_param_is_ramble", "kTIMMsgGetMsgListParamIsRamble",
                                            {.use = Use::write, .older = "msg_getmsglist_param_is_remble"}),
        key<&MsgGetMsgListParam::last_msg>("msg_getmsglist_param_last_msg", "kTIMMsgGetMsgListParamLastMsg",
                                           {.use = Use::write}),
        key<&MsgGetMsgListParam::last_msg_seq>("msg_getmsglist_param_last_msg_seq", "kTIMMsgGetMsgListParamLastMsgSeq",
                                               {.use = Use::write}),
        key<&MsgGetMsgListParam::message_seqs>("msg_getmsglist_param_message_seq_array",
                                               "kTIMMsgGetMsgListParamMessageSeqArray", {.use = Use::write}),
        key<&MsgGetMsgListParam::message_types>("msg_getmsglist_param_message_type_array",
                                                "kTIMMsgGetMsgListMessageTypeArray", {.use = Use::write}),
        key<&MsgGetMsgListParam::time_begin>("msg_getmsglist_param_time_begin", "kTIMMsgGetMsgListParamTimeBegin",
                                             {.use = Use::write}),
        key<&MsgGetMsgListParam::time_period>("msg_getmsglist_param_time_period", "kTIMMsgGetMsgListParamTimePeriod",
                                              {.use = Use::write}),
    };
    static constexpr Table table = make_table<MsgGetMsgListParam>("MsgGetMsgListParam", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MsgDeleteParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MsgDeleteParam::is_ramble>("msg_delete_param_is_ramble", "kTIMMsgDeleteParamIsRamble",
                                        {.use = Use::write, .older = "msg_delete_param_is_remble"}),
        key<&MsgDeleteParam::msg>("msg_delete_param_msg", "kTIMMsgDeleteParamMsg", {.use = Use::write}),
    };
    static constexpr Table table = make_table<MsgDeleteParam>("MsgDeleteParam", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MsgBatchSendParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MsgBatchSendParam::identifiers>("msg_batch_send_param_identifier_array",
                                             "kTIMMsgBatchSendParamIdentifierArray",
                                             {.use = Use::write, .required = true}),
        key<&MsgBatchSendParam::msg>("msg_batch_send_param_msg", "kTIMMsgBatchSendParamMsg",
                                     {.use = Use::write, .required = true}),
    };
    static constexpr Table table = make_table<MsgBatchSendParam>("MsgBatchSendParam", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MsgBatchSendResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MsgBatchSendResult::code>("msg_batch_send_result_code", "kTIMMsgBatchSendResultCode", {.use = Use::read}),
        key<&MsgBatchSendResult::desc>("msg_batch_send_result_desc", "kTIMMsgBatchSendResultDesc", {.use = Use::read}),
        key<&MsgBatchSendResult::identifier>("msg_batch_send_result_identifier", "kTIMMsgBatchSendResultIdentifier",
                                             {.use = Use::read}),
        key<&MsgBatchSendResult::msg>("msg_batch_send_result_msg", "kTIMMsgBatchSendResultMsg", {.use = Use::read}),
    };
    static constexpr Table table = make_table<MsgBatchSendResult>("MsgBatchSendResult", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const DownloadElemParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&DownloadElemParam::business_id>("msg_download_elem_param_business_id",
                                             "kTIMMsgDownloadElemParamBusinessId", {.use = Use::write}),
        key<&DownloadElemParam::flag>("msg_download_elem_param_flag", "kTIMMsgDownloadElemParamFlag",
                                      {.use = Use::write, .when_set = true}),
        key<&DownloadElemParam::id>("msg_download_elem_param_id", "kTIMMsgDownloadElemParamId", {.use = Use::write}),
        key<&DownloadElemParam::type>("msg_download_elem_param_type", "kTIMMsgDownloadElemParamType",
                                      {.use = Use::write}),
        key<&DownloadElemParam::url>("msg_download_elem_param_url", "kTIMMsgDownloadElemParamUrl", {.use = Use::write}),
    };
    static constexpr Table table = make_table<DownloadElemParam>("DownloadElemParam", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MsgDownloadElemResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MsgDownloadElemResult::current_size>("msg_download_elem_result_current_size",
                                                  "kTIMMsgDownloadElemResultCurrentSize", {.use = Use::read}),
        key<&MsgDownloadElemResult::total_size>("msg_download_elem_result_total_size",
                                                "kTIMMsgDownloadElemResultTotalSize", {.use = Use::read}),
    };
    static constexpr Table table = make_table<MsgDownloadElemResult>("MsgDownloadElemResult", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GetC2CRecvMsgOptResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GetC2CRecvMsgOptResult::identifier>("msg_recv_msg_opt_result_identifier",
                                                 "kTIMMsgGetC2CRecvMsgOptResultIdentifier", {.use = Use::read}),
        key<&GetC2CRecvMsgOptResult::opt>("msg_recv_msg_opt_result_opt", "kTIMMsgGetC2CRecvMsgOptResultOpt",
                                          {.use = Use::read}),
    };
    static constexpr Table table = make_table<GetC2CRecvMsgOptResult>("GetC2CRecvMsgOptResult", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MessageTranslateTextResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MessageTranslateTextResult::source_text>("msg_translate_text_source_text",
                                                      "kTIMMsgTranslateTextSourceText", {.use = Use::read}),
        key<&MessageTranslateTextResult::target_text>("msg_translate_text_target_text",
                                                      "kTIMMsgTranslateTextTargetText", {.use = Use::read}),
    };
    static constexpr Table table = make_table<MessageTranslateTextResult>("MessageTranslateTextResult", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MessageSearchParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MessageSearchParam::conv_id>("msg_search_param_conv_id", "kTIMMsgSearchParamConvId", {.use = Use::write}),
        key<&MessageSearchParam::conv_type>("msg_search_param_conv_type", "kTIMMsgSearchParamConvType",
                                            {.use = Use::write}),
        key<&MessageSearchParam::keywords>("msg_search_param_keyword_array", "kTIMMsgSearchParamKeywordArray",
                                           {.use = Use::write, .required = true}),
        key<&MessageSearchParam::match_type>("msg_search_param_keyword_list_match_type",
                                             "kTIMMsgSearchParamKeywordListMatchType", {.use = Use::write}),
        key<&MessageSearchParam::message_types>("msg_search_param_message_type_array",
                                                "kTIMMsgSearchParamMessageTypeArray", {.use = Use::write}),
        key<&MessageSearchParam::page_index>("msg_search_param_page_index", "kTIMMsgSearchParamPageIndex",
                                             {.use = Use::write}),
        key<&MessageSearchParam::page_size>("msg_search_param_page_size", "kTIMMsgSearchParamPageSize",
                                            {.use = Use::write}),
        key<&MessageSearchParam::search_count>("msg_search_param_search_count", "kTIMMsgSearchParamSearchCount",
                                               {.use = Use::write}),
        key<&MessageSearchParam::search_cursor>("msg_search_param_search_cursor", "kTIMMsgSearchParamSearchCursor",
                                                {.use = Use::write}),
        key<&MessageSearchParam::search_time_period>("msg_search_param_search_time_period",
                                                     "kTIMMsgSearchParamSearchTimePeriod", {.use = Use::write}),
        key<&MessageSearchParam::search_time_position>("msg_search_param_search_time_position",
                                                       "kTIMMsgSearchParamSearchTimePosition", {.use = Use::write}),
        key<&MessageSearchParam::senders>("msg_search_param_send_identifier_array",
                                          "kTIMMsgSearchParamSenderIdentifierArray",
                                          {.use = Use::write, .older = "msg_search_param_send_indentifier_array"}),
    };
    static constexpr Table table = make_table<MessageSearchParam>("MessageSearchParam", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MessageSearchResultItem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MessageSearchResultItem::conv_id>("msg_search_result_item_conv_id", "kTIMMsgSearchResultItemConvId",
                                               {.use = Use::read}),
        key<&MessageSearchResultItem::conv_type>("msg_search_result_item_conv_type", "kTIMMsgSearchResultItemConvType",
                                                 {.use = Use::read}),
        key<&MessageSearchResultItem::messages>("msg_search_result_item_message_array",
                                                "kTIMMsgSearchResultItemMessageArray", {.use = Use::read}),
        key<&MessageSearchResultItem::total_message_count>("msg_search_result_item_total_message_count",
                                                           "kTIMMsgSearchResultItemTotalMessageCount",
                                                           {.use = Use::read}),
    };
    static constexpr Table table = make_table<MessageSearchResultItem>("MessageSearchResultItem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MessageSearchResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&MessageSearchResult::items>("msg_search_result_item_array", "kTIMMsgSearchResultItemArray",
                                         {.use = Use::read}),
        key<&MessageSearchResult::search_cursor>("msg_search_result_search_cursor", "kTIMMsgSearchResultSearchCursor",
                                                 {.use = Use::read}),
        key<&MessageSearchResult::total_count>("msg_search_result_total_count", "kTIMMsgSearchResultTotalCount",
                                               {.use = Use::read}),
    };
    static constexpr Table table = make_table<MessageSearchResult>("MessageSearchResult", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Draft*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&Draft::edit_time>("draft_edit_time", "kTIMDraftEditTime"),
        key<&Draft::message>("draft_msg", "kTIMDraftMsg", {.when_set = true}),
        key<&Draft::user_define>("draft_user_define", "kTIMDraftUserDefine"),
    };
    static constexpr Table table = make_table<Draft>("Draft", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupAtInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupAtInfo::at_type>("conv_group_at_info_at_type", "kTIMGroupAtInfoAtType", {.use = Use::read}),
        key<&GroupAtInfo::seq>("conv_group_at_info_seq", "kTIMGroupAtInfoSeq", {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupAtInfo>("GroupAtInfo", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const ConvInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&ConvInfo::active_time>("conv_active_time", "kTIMConvActiveTime", {.use = Use::read}),
        key<&ConvInfo::c2c_read_timestamp>("conv_c2c_read_timestamp", "kTIMConvC2CReadTimestamp", {.use = Use::read}),
        key<&ConvInfo::conversation_groups>("conv_conversation_group_array", "kTIMConvConversationGroupArray",
                                            {.use = Use::read}),
        key<&ConvInfo::custom_data>("conv_custom_data", "kTIMConvCustomData", {.use = Use::read}),
        key<&ConvInfo::draft>("conv_draft", "kTIMConvDraft", {.use = Use::read, .when_set = true}),
        key<&ConvInfo::face_url>("conv_face_url", "kTIMConvFaceUrl", {.use = Use::read}),
        key<&ConvInfo::group_at_infos>("conv_group_at_info_array", "kTIMConvGroupAtInfoArray", {.use = Use::read}),
        key<&ConvInfo::group_read_sequence>("conv_group_read_sequence", "kTIMConvGroupReadSequence",
                                            {.use = Use::read}),
        key<&ConvInfo::group_type>("conv_group_type", "kTIMConvGroupType", {.use = Use::read}),
        key<&ConvInfo::conv_id>("conv_id", "kTIMConvId", {.use = Use::read}),
        key<&ConvInfo::has_draft>("conv_is_has_draft", "kTIMConvIsHasDraft", {.use = Use::read}),
        key<&ConvInfo::has_last_msg>("conv_is_has_lastmsg", "kTIMConvIsHasLastMsg", {.use = Use::read}),
        key<&ConvInfo::is_pinned>("conv_is_pinned", "kTIMConvIsPinned", {.use = Use::read}),
        key<&ConvInfo::last_msg>("conv_last_msg", "kTIMConvLastMsg", {.use = Use::read, .when_set = true}),
        key<&ConvInfo::marks>("conv_mark_array", "kTIMConvMarkArray", {.use = Use::read}),
        key<&ConvInfo::owner>("conv_owner", "kTIMConvOwner", {.use = Use::read}),
        key<&ConvInfo::recv_opt>("conv_recv_opt", "kTIMConvRecvOpt", {.use = Use::read}),
        key<&ConvInfo::show_name>("conv_show_name", "kTIMConvShowName", {.use = Use::read}),
        key<&ConvInfo::conv_type>("conv_type", "kTIMConvType", {.use = Use::read}),
        key<&ConvInfo::unread_num>("conv_unread_num", "kTIMConvUnReadNum", {.use = Use::read}),
    };
    static constexpr Table table = make_table<ConvInfo>("ConvInfo", rows);
    return table;
}

}  // namespace tim
