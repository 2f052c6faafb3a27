/* leave HOW FOLDER USERSIG: a program that ends in the middle of things, without uninit. Exits with 0. */
#include <TIMCloud.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char* how;
static int logins;

static void uninit(void) { TIMUninit(); }

static void on_sent(int32_t code, const char* desc, const char* json, const void* user_data) {
    (void)code, (void)desc, (void)json;
    if (user_data == &logins && strcmp(how, "in_callback") == 0) exit(0);
}

static void send(void) {
    const char* message = "{\"message_elem_array\":[{\"elem_type\":0,\"text_elem_content\":\"farewell\"}]}";
    char id[128];
    int i;
    for (i = 0; i < 20; ++i) TIMMsgSendMessage("bob", kTIMConv_C2C, message, id, on_sent, &logins);
}

static void on_kept(int32_t code, const char* desc, const char* json, const void* user_data) {
    (void)desc, (void)json, (void)user_data;
    exit(code == 0 ? 0 : 6);
}

/* Messages that are kept and that nobody can get. */
static void on_network(enum TIMNetworkStatus status, int32_t code, const char* desc, const void* user_data) {
    (void)code, (void)desc, (void)user_data;
    if (status != kTIMDisconnected) return;
    send();
    TIMMsgFindMessages("[\"behind them\"]", on_kept, NULL);
}

static void on_login(int32_t code, const char* desc, const char* json, const void* user_data) {
    (void)desc, (void)json, (void)user_data;
    if (code != 0) _Exit(3);
    if (strcmp(how, "unheard") == 0) {
        puts("logged in");
        fflush(stdout);
        return;
    }
    send();
    if (strcmp(how, "in_login") == 0) exit(0);
}

int main(int argc, char** argv) {
    char config[1024];
    if (argc != 4) return 2;
    how = argv[1];
    snprintf(config, sizeof config, "{\"%s\":\"%s\"}", kTIMSdkConfigConfigFilePath, argv[2]);
    if (strcmp(how, "uninit_at_exit") == 0) atexit(uninit);
    if (strcmp(how, "unheard") == 0) TIMSetNetworkStatusListenerCallback(on_network, NULL);
    if (TIMInit(1400000001, config) != TIM_SUCC) return 4;
    if (TIMLogin("alice", argv[3], on_login, NULL) != TIM_SUCC) return 5;
    if (strcmp(how, "at_once") == 0 || strcmp(how, "uninit_at_exit") == 0) return 0;
    /* The callbacks end the program, or this does when they are about to. */
    while (strcmp(how, "logged_in") != 0 || TIMGetLoginStatus() != kTIMLoginStatus_Logined) {
    }
    return 0;
}
