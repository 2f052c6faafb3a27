/* chat USER PEER SERVER FOLDER USERSIG: one of the two users of scenario.md, in C with json-c. The environment names
 * the documented keys (TIM_MESSAGE_KEYS). */
#include "chat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { app = 1400000001 };

const char* user;
const char* peer;
static json_object* documented;

static void on_new_messages(const char* array, const void* user_data) {
    json_object* messages = json_tokener_parse(array);
    size_t i;
    (void)user_data;
    for (i = 0; i < json_object_array_length(messages); ++i)
        tell("message", 0, json_object_to_json_string(json_object_array_get_idx(messages, i)));
    json_object_put(messages);
}

static void on_tips(const char* tips, const void* user_data) {
    (void)user_data;
    tell("tips", 0, tips);
}

static void on_network(enum TIMNetworkStatus status, int32_t code, const char* desc, const void* user_data) {
    (void)code, (void)desc, (void)user_data;
    tell("network", status, "");
}

static void on_conversation(enum TIMConvEvent event, const char* array, const void* user_data) {
    (void)user_data;
    tell("conversation", event, array);
}

static void on_receipts(const char* receipts, const void* user_data) {
    (void)user_data;
    tell("receipts", 0, receipts);
}

static void on_total(int total, const void* user_data) {
    (void)user_data;
    tell("total", total, "");
}

static void on_log(enum TIMLogLevel level, const char* line, const void* user_data) {
    (void)line, (void)user_data;
    tell("log", level, "");
}

static void listen(void) {
    TIMSetMsgReadedReceiptCallback(on_receipts, NULL);
    TIMSetConvTotalUnreadMessageCountChangedCallback(on_total, NULL);
    TIMAddRecvNewMsgCallback(on_new_messages, NULL);
    TIMSetGroupTipsEventCallback(on_tips, NULL);
    TIMSetNetworkStatusListenerCallback(on_network, NULL);
    TIMSetConvEventCallback(on_conversation, NULL);
}

static int has_keys(json_object* object, size_t count) { return json_object_object_length(object) == (int)count; }

void check_keys(json_object* message) {
    json_object* keys = at(documented, number_at(message, kTIMMsgConvType) == kTIMConv_Group ? "group" : "c2c");
    json_object* elements = at(message, kTIMMsgElemArray);
    size_t i, j;
    CHECK(has_keys(message, json_object_array_length(keys)));
    for (i = 0; i < json_object_array_length(keys); ++i) at(message, string_at(row(keys, i), "key"));
    for (i = 0; i < json_object_array_length(elements); ++i) {
        keys = at(at(documented, "elements_seen"), string_at(row(elements, i), kTIMElemType));
        CHECK(has_keys(row(elements, i), json_object_array_length(keys)));
        for (j = 0; j < json_object_array_length(keys); ++j) at(row(elements, i), json_object_get_string(row(keys, j)));
    }
}

const char* text_message(const char* said) {
    return text("{'%s':[{'%s':%d,'%s':'%s'}]}", kTIMMsgElemArray, kTIMElemType, kTIMElem_Text, kTIMTextElemContent,
                said);
}

const char* text_of(json_object* message) {
    json_object* first = row(at(message, kTIMMsgElemArray), 0);
    json_object* said;
    return json_object_object_get_ex(first, kTIMTextElemContent, &said) ? json_object_get_string(said) : "";
}

json_object* say_in(const char* conversation, enum TIMConvType type, const char* said) {
    char id[128] = "";
    json_object* sent = OK(TIMMsgSendMessage(conversation, type, text_message(said), id, on_answer, next_call()));
    CHECK(strcmp(string_at(sent, kTIMMsgMsgId), id) == 0);
    CHECK(strcmp(string_at(sent, kTIMMsgSender), user) == 0);
    CHECK(number_at(sent, kTIMMsgStatus) == kTIMMsg_SendSucc);
    CHECK(json_object_get_boolean(at(sent, kTIMMsgIsFormSelf)));
    check_keys(sent);
    return sent;
}
json_object* say(const char* said) { return say_in(peer, kTIMConv_C2C, said); }

struct expected {
    const char* conversation;
    const char* beginning;
};

static int is_expected(int number, json_object* message, const void* context) {
    const struct expected* expected = context;
    (void)number;
    return strcmp(string_at(message, kTIMMsgConvId), expected->conversation) == 0 &&
           strncmp(text_of(message), expected->beginning, strlen(expected->beginning)) == 0;
}

json_object* hear_in(const char* conversation, const char* beginning) {
    const struct expected expected = {conversation, beginning};
    json_object* heard = take("message", is_expected, &expected);
    CHECK(strcmp(string_at(heard, kTIMMsgSender), peer) == 0);
    CHECK(!json_object_get_boolean(at(heard, kTIMMsgIsFormSelf)));
    check_keys(heard);
    return heard;
}
json_object* hear(const char* beginning) { return hear_in(peer, beginning); }

static int is_number(int number, json_object* json, const void* context) {
    (void)json;
    return number == *(const int*)context;
}

/* What nobody knows is refused, and logged. */
static void try_log(void) {
    const int warning = kTIMLog_Warn;
    TIMSetLogCallback(on_log, NULL);
    CHECK(callExperimentalAPI("{\"request_operation\":\"unheard_of\"}", NULL, NULL) == TIM_ERR_JSON);
    take("log", is_number, &warning);
    TIMSetLogCallback(NULL, NULL);
}

static void start(const char* server, const char* folder, const char* sig) {
    json_object* config;
    CHECK(strncmp(TIMGetSDKVersion(), "8.0", 3) == 0);
    CHECK(TIMGetLoginStatus() == kTIMLoginStatus_UnLogined);
    CHECK(llabs((long long)TIMGetServerTime() - (long long)time(NULL)) < 5);
    REFUSED(ERR_SDK_NOT_INITIALIZED, TIMLogin(user, sig, on_answer, next_call()));
    listen();
    try_log();
    config = OK(TIMSetConfig(text("{'%s':'in C'}", kTIMSetConfigUserDefineData), on_answer, next_call()));
    CHECK(strcmp(string_at(config, kTIMSetConfigUserDefineData), "in C") == 0);
    CHECK(callExperimentalAPI(text("{'request_operation':'internal_operation_set_ui_platform',"
                                   "'request_set_ui_platform_param':'c'}"),
                              NULL, NULL) == TIM_SUCC);
    CHECK(TIMInit(0, "{}") == TIM_ERR_PARAM);
    CHECK(TIMInit(app, text("{'%s':'%s','%s':'%s','sdk_config_server_url':'%s'}", kTIMSdkConfigConfigFilePath, folder,
                            kTIMSdkConfigLogFilePath, folder, server)) == TIM_SUCC);
    REFUSED(ERR_SDK_NOT_LOGGED_IN,
            TIMMsgSendNewMsg(peer, kTIMConv_C2C, text_message("too early"), on_answer, next_call()));
    CHECK(TIMLogin("", sig, NULL, NULL) == TIM_ERR_PARAM);
}

static void log_in(const char* sig) {
    const int connected = kTIMConnected;
    char name[128] = "";
    OK(TIMLogin(user, sig, on_answer, next_call()));
    CHECK(TIMGetLoginStatus() == kTIMLoginStatus_Logined);
    CHECK(TIMGetLoginUserID(name) == TIM_SUCC && strcmp(name, user) == 0);
    take("network", is_number, &connected);
    printf("%s is here\n", user);
    fflush(stdout);
}

static void leave(void) {
    TIMRemoveRecvNewMsgCallback(on_new_messages);
    OK(TIMLogout(on_answer, next_call()));
    CHECK(TIMGetLoginStatus() == kTIMLoginStatus_UnLogined);
    CHECK(TIMUninit() == TIM_SUCC);
}

static void on_id(int32_t code, const char* desc, const char* json, const void* user_data) {
    (void)desc, (void)user_data;
    tell("id", code, json);
}

static void alice_talks(void) {
    const int success = ERR_SUCC;
    const int kinds[] = {kTIMElem_Text, kTIMElem_Custom, kTIMElem_Face, kTIMElem_Location};
    json_object *heard, *elements, *sent;
    size_t i;
    say("hello");
    heard = hear("many things");
    elements = at(heard, kTIMMsgElemArray);
    for (i = 0; i < 4; ++i) CHECK(number_at(row(elements, i), kTIMElemType) == kinds[i]);
    CHECK(json_object_array_length(elements) == 4);
    CHECK(strcmp(string_at(row(elements, 1), kTIMCustomElemData), "数据") == 0);
    CHECK(number_at(row(elements, 2), kTIMFaceElemIndex) == 7);
    CHECK(json_object_get_double(at(row(elements, 3), kTIMLocationElemLatitude)) == 22.5);
    CHECK(strcmp(string_at(heard, kTIMMsgCloudCustomStr), "{}") == 0);

    /* The older form tells the id first. */
    sent = OK(TIMMsgSendNewMsgEx(peer, kTIMConv_C2C, text_message("fine"), on_id, on_answer, next_call()));
    CHECK(strcmp(string_at(take("id", is_number, &success), kTIMMsgMsgId), string_at(sent, kTIMMsgMsgId)) == 0);
    REFUSED(ERR_SDK_INVALID_CANCEL_MESSAGE,
            TIMMsgCancelSend(peer, kTIMConv_C2C, string_at(sent, kTIMMsgMsgId), on_answer, next_call()));
}

static int is_new_of_peer(int event, json_object* conversations, const void* context) {
    (void)context;
    return event == kTIMConvEvent_Add && strcmp(string_at(row(conversations, 0), kTIMConvId), peer) == 0;
}

static void bob_talks(void) {
    hear("hello");
    take("conversation", is_new_of_peer, NULL);
    OK(TIMMsgSendNewMsg(peer, kTIMConv_C2C,
                        text("{'message_elem_array':["
                             "{'elem_type':0,'text_elem_content':'many things'},"
                             "{'elem_type':3,'custom_elem_data':'数据','custom_elem_desc':'d','custom_elem_ext':'e'},"
                             "{'elem_type':6,'face_elem_index':7,'face_elem_buf':'smile'},"
                             "{'elem_type':7,'location_elem_desc':'here','location_elem_longitude':114.0,"
                             "'location_elem_latitude':22.5}],'message_cloud_custom_str':'{}'}"),
                        on_answer, next_call()));
    hear("fine");
}

int main(int argc, char** argv) {
    json_object* keys = json_object_from_file(getenv("TIM_MESSAGE_KEYS"));
    if (argc != 6 || !keys) return 2;
    documented = at(keys, "message");
    user = argv[1];
    peer = argv[2];
    start(argv[3], argv[4], argv[5]);
    log_in(argv[5]);
    if (strcmp(user, "alice") == 0) {
        alice_talks();
        alice_hosts();
        alice_invites();
        alice_remembers();
    } else {
        bob_talks();
        bob_visits();
        bob_is_invited();
        bob_reads();
    }
    keep_a_list();
    leave();
    json_object_put(keys);
    return 0;
}
