#include "chat.h"

#include <string.h>

static json_object* history(int count, const char* more) {
    return OK(TIMMsgGetMsgList(
        peer, kTIMConv_C2C,
        text("{'%s':%d,'%s':false%s}", kTIMMsgGetMsgListParamCount, count, kTIMMsgGetMsgListParamIsForward, more),
        on_answer, next_call()));
}

static int has_text(json_object* messages, const char* said) {
    size_t i;
    for (i = 0; i < json_object_array_length(messages); ++i)
        if (strcmp(text_of(row(messages, i)), said) == 0) return 1;
    return 0;
}

static int is_only(json_object* messages, const char* said) {
    return has_text(messages, said) && json_object_array_length(messages) == 1;
}

static json_object* find(json_object* message) {
    json_object* found =
        OK(TIMMsgFindMessages(text("['%s','nobody-1-1']", string_at(message, kTIMMsgMsgId)), on_answer, next_call()));
    CHECK(json_object_array_length(found) == 1);
    check_keys(row(found, 0));
    return row(found, 0);
}

static int notes_found(void) {
    json_object* found = OK(TIMMsgSearchLocalMessages(
        text("{'%s':['note'],'%s':[0],'%s':'%s','%s':1,'%s':0,'%s':10}", kTIMMsgSearchParamKeywordArray,
             kTIMMsgSearchParamMessageTypeArray, kTIMMsgSearchParamConvId, peer, kTIMMsgSearchParamConvType,
             kTIMMsgSearchParamPageIndex, kTIMMsgSearchParamPageSize),
        on_answer, next_call()));
    return number_at(found, kTIMMsgSearchResultTotalCount);
}

static void alice_looks_back(json_object** notes) {
    json_object *newest, *older, *located;
    newest = history(2, "");
    CHECK(json_object_array_length(newest) == 2);
    CHECK(strcmp(text_of(row(newest, 0)), "note 3") == 0 && strcmp(text_of(row(newest, 1)), "note 2") == 0);
    older = history(1, text(",'%s':%s", kTIMMsgGetMsgListParamLastMsg, json_object_to_json_string(row(newest, 1))));
    CHECK(is_only(older, "note 1"));
    check_keys(row(older, 0));
    located = OK(TIMMsgFindByMsgLocatorList(
        peer, kTIMConv_C2C,
        text("[{'%s':'%s','%s':1,'%s':false,'%s':true,'%s':%s,'%s':%s,'%s':%s}]", kTIMMsgLocatorConvId, peer,
             kTIMMsgLocatorConvType, kTIMMsgLocatorIsRevoked, kTIMMsgLocatorIsSelf, kTIMMsgLocatorTime,
             string_at(notes[1], kTIMMsgServerTime), kTIMMsgLocatorSeq, string_at(notes[1], kTIMMsgSeq),
             kTIMMsgLocatorRand, string_at(notes[1], kTIMMsgRand)),
        on_answer, next_call()));
    CHECK(is_only(located, "note 2"));
}

static void alice_keeps_more(json_object* note) {
    json_object* saved;
    json_object_object_add(note, kTIMMsgCustomStr, json_object_new_string("mine"));
    json_object_object_add(note, kTIMMsgCustomInt, json_object_new_int(7));
    OK(TIMMsgSetLocalCustomData(json_object_to_json_string(note), on_answer, next_call()));
    CHECK(strcmp(string_at(find(note), kTIMMsgCustomStr), "mine") == 0);
    CHECK(number_at(find(note), kTIMMsgCustomInt) == 7);
    saved = OK(TIMMsgSaveMsg(peer, kTIMConv_C2C, text_message("saved"), on_answer, next_call()));
    CHECK(number_at(saved, kTIMMsgStatus) == kTIMMsg_LocalImported);
    CHECK(strcmp(text_of(find(saved)), "saved") == 0);
    OK(TIMMsgImportMsgList(peer, kTIMConv_C2C, text("[%s]", text_message("imported")), on_answer, next_call()));
    CHECK(has_text(history(20, ""), "imported") && has_text(history(20, ""), "saved"));
}

static int is_read_by_peer(int number, json_object* receipts, const void* context) {
    json_object* receipt = row(receipts, 0);
    (void)number, (void)context;
    return strcmp(string_at(receipt, kTIMMsgReceiptConvId), peer) == 0 &&
           json_object_get_boolean(at(receipt, kTIMMsgReceiptIsPeerRead));
}

void alice_remembers(void) {
    json_object* notes[3];
    notes[0] = say("note 1");
    notes[1] = say("note 2");
    notes[2] = say("note 3");
    alice_looks_back(notes);
    alice_keeps_more(notes[0]);

    CHECK(notes_found() == 3);
    OK(TIMMsgDelete(peer, kTIMConv_C2C,
                    text("{'%s':%s,'msg_delete_param_is_remble':true}", kTIMMsgDeleteParamMsg,
                         json_object_to_json_string(notes[0])),
                    on_answer, next_call()));
    CHECK(number_at(find(notes[0]), kTIMMsgStatus) == kTIMMsg_Deleted);
    OK(TIMMsgListDelete(peer, kTIMConv_C2C,
                        text("[%s,%s]", json_object_to_json_string(notes[1]), json_object_to_json_string(notes[2])),
                        on_answer, next_call()));
    CHECK(notes_found() == 0);

    say("now read");
    hear("read");
    take("receipts", is_read_by_peer, NULL);
}

static int is_number(int number, json_object* json, const void* context) {
    (void)json;
    return number == *(const int*)context;
}

static int unread(void) {
    return number_at(OK(TIMConvGetTotalUnreadMessageCount(on_answer, next_call())),
                     kTIMConvGetTotalUnreadMessageCountResultUnreadCount);
}

static int unread_of(int type) {
    const char* filter = text("{'%s':%d}", kTIMConversationListFilterConvType, type);
    return number_at(OK(TIMConvGetUnreadMessageCountByFilter(filter, on_answer, next_call())),
                     kTIMConvGetTotalUnreadMessageCountResultUnreadCount);
}

void bob_reads(void) {
    const int none = 0;
    int total;
    json_object* option;
    hear("now read");
    total = unread();
    CHECK(unread_of(kTIMConv_C2C) > 0 && unread_of(kTIMConv_C2C) + unread_of(kTIMConv_Group) == total);
    OK(TIMMsgReportReaded(peer, kTIMConv_C2C, NULL, on_answer, next_call()));
    CHECK(unread_of(kTIMConv_C2C) == 0);
    OK(TIMConvCleanConversationUnreadMessageCount("group", 0, 0, on_answer, next_call()));
    take("total", is_number, &none);
    OK(TIMMsgMarkAllMessageAsRead(on_answer, next_call()));
    CHECK(unread() == 0);
    OK(TIMMsgSetC2CReceiveMessageOpt(text("['%s']", peer), kTIMRecvMsgOpt_Not_Notify, on_answer, next_call()));
    option = row(OK(TIMMsgGetC2CReceiveMessageOpt(text("['%s']", peer), on_answer, next_call())), 0);
    CHECK(strcmp(string_at(option, kTIMMsgGetC2CRecvMsgOptResultIdentifier), peer) == 0);
    CHECK(number_at(option, kTIMMsgGetC2CRecvMsgOptResultOpt) == kTIMRecvMsgOpt_Not_Notify);
    say("read");
}

static json_object* conversation_info(void) {
    const char* which =
        text("[{'%s':'%s','%s':1}]", kTIMGetConversationListParamConvId, peer, kTIMGetConversationListParamConvType);
    return row(OK(TIMConvGetConvInfo(which, on_answer, next_call())), 0);
}

static int is_true(json_object* object, const char* key) { return json_object_get_boolean(at(object, key)); }

static int is_listed(void) {
    json_object* all = OK(TIMConvGetConvList(on_answer, next_call()));
    size_t i;
    for (i = 0; i < json_object_array_length(all); ++i)
        if (strcmp(string_at(row(all, i), kTIMConvId), peer) == 0) return 1;
    return 0;
}

void keep_a_list(void) {
    json_object *page, *draft;
    CHECK(strcmp(string_at(OK(TIMConvCreate(peer, kTIMConv_C2C, on_answer, next_call())), kTIMConvId), peer) == 0);
    CHECK(is_listed());
    page = OK(TIMConvGetConversationListByFilter(text("{'%s':1}", kTIMConversationListFilterConvType), 0, 10, on_answer,
                                                 next_call()));
    CHECK(strcmp(string_at(row(at(page, TIMConversationListResultConvList), 0), kTIMConvId), peer) == 0);
    CHECK(is_true(page, TIMConversationListResultIsFinished));
    CHECK(is_true(conversation_info(), kTIMConvIsHasLastMsg));
    OK(TIMConvPinConversation(peer, kTIMConv_C2C, 1, on_answer, next_call()));
    CHECK(is_true(conversation_info(), kTIMConvIsPinned));
    CHECK(TIMConvSetDraft(peer, kTIMConv_C2C,
                          text("{'%s':%s,'%s':'','%s':1}", kTIMDraftMsg, text_message("not yet sent"),
                               kTIMDraftUserDefine, kTIMDraftEditTime)) == TIM_SUCC);
    draft = at(conversation_info(), kTIMConvDraft);
    CHECK(strcmp(text_of(at(draft, kTIMDraftMsg)), "not yet sent") == 0);
    CHECK(TIMConvCancelDraft(peer, kTIMConv_C2C) == TIM_SUCC);
    CHECK(!is_true(conversation_info(), kTIMConvIsHasDraft));
    OK(TIMMsgClearHistoryMessage(peer, kTIMConv_C2C, on_answer, next_call()));
    CHECK(json_object_array_length(history(20, "")) == 0);
    OK(TIMConvDelete(peer, kTIMConv_C2C, on_answer, next_call()));
    CHECK(!is_listed());
}
