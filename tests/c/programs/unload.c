/* unload HOW LIBRARY FOLDER USERSIG: a program that closes the library while messages are on their way. Then it leaves
 * (`leave`), or opens it again and goes on (`again`). Exits with 0. */
#include <TIMCloud.h>

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { sends = 20 };

static atomic_int answered;
static void* library;

static void on_sent(int32_t code, const char* desc, const char* json, const void* user_data) {
    (void)desc, (void)json, (void)user_data;
    if (code != 0) _Exit(10);
    ++answered;
}

/* What dlsym brings is a function. */
static void find(const char* name, void* function) {
    void* const found = dlsym(library, name);
    if (!found) _Exit(11);
    memcpy(function, &found, sizeof found);
}

static void open_library(const char* path) {
    library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) _Exit(12);
}

static void send_all(void) {
    const char* const message = "{\"message_elem_array\":[{\"elem_type\":0,\"text_elem_content\":\"farewell\"}]}";
    int (*send)(const char*, enum TIMConvType, const char*, char*, TIMCommCallback, const void*);
    char id[128];
    int i;
    find("TIMMsgSendMessage", &send);
    for (i = 0; i < sends; ++i)
        if (send("bob", kTIMConv_C2C, message, id, on_sent, NULL) != TIM_SUCC) _Exit(13);
}

static void log_in(const char* folder, const char* sig) {
    int (*init)(uint64_t, const char*);
    int (*login)(const char*, const char*, TIMCommCallback, const void*);
    enum TIMLoginStatus (*status)(void);
    char config[1024];
    find("TIMInit", &init);
    find("TIMLogin", &login);
    find("TIMGetLoginStatus", &status);
    snprintf(config, sizeof config, "{\"%s\":\"%s\"}", kTIMSdkConfigConfigFilePath, folder);
    if (init(1400000001, config) != TIM_SUCC) _Exit(14);
    if (login("alice", sig, NULL, NULL) != TIM_SUCC) _Exit(15);
    while (status() != kTIMLoginStatus_Logined) {
    }
}

int main(int argc, char** argv) {
    int (*uninit)(void);
    if (argc != 5) return 2;
    open_library(argv[2]);
    log_in(argv[3], argv[4]);
    send_all();
    if (dlclose(library) != 0) return 3;
    if (strcmp(argv[1], "leave") == 0) return 0;
    open_library(argv[2]);
    send_all();
    while (answered < 2 * sends) {
    }
    find("TIMUninit", &uninit);
    return uninit();
}
