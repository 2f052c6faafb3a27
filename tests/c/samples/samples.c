/* samples FOLDER USERSIG1 USERSIG2: the documents' sample texts, as they are printed there, from a program in C with a
 * hub in its process. Some are no JSON as printed: a comma is missing, or one too many. They are refused as documented.
 */
#define _POSIX_C_SOURCE 200809L
#include <TIMCloud.h>

#include "sample_texts.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;

struct answer {
    int is_there;
    int32_t code;
    char json[1 << 16];
};
static struct answer answer;

static void on_answer(int32_t code, const char* desc, const char* json, const void* user_data) {
    (void)desc;
    pthread_mutex_lock(&mutex);
    if (user_data == &answer) {
        answer.is_there = 1;
        answer.code = code;
        snprintf(answer.json, sizeof answer.json, "%s", json);
        pthread_cond_signal(&arrived);
    }
    pthread_mutex_unlock(&mutex);
}

/* Ends the program unless the call is accepted and answered with that code. */
static void expect(const char* call, int returned, int32_t code) {
    struct timespec deadline;
    int late = 0;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += 30;
    if (returned != TIM_SUCC) {
        fprintf(stderr, "%s returned %d\n", call, returned);
        exit(1);
    }
    pthread_mutex_lock(&mutex);
    while (!answer.is_there && !late) late = pthread_cond_timedwait(&arrived, &mutex, &deadline);
    if (late || answer.code != code) {
        fprintf(stderr, "%s: answer %d, %s\n", call, answer.is_there ? (int)answer.code : -1, answer.json);
        exit(1);
    }
    answer.is_there = 0;
    pthread_mutex_unlock(&mutex);
}
#define ANSWERED(call, code) expect(#call, call, code)

static void expect_refusal(const char* call, int returned, int expected) {
    if (returned == expected) return;
    fprintf(stderr, "%s returned %d\n", call, returned);
    exit(1);
}
#define REFUSED(call, code) expect_refusal(#call, call, code)

static void contains(const char* text) {
    if (strstr(answer.json, text)) return;
    fprintf(stderr, "no %s in %s\n", text, answer.json);
    exit(1);
}

/* Documented codes; the last one is what a later version of the library will do. */
enum { wrong_arguments = 6017, not_supported = 7014 };

static void send_samples(void) {
    char id[128] = "";
    REFUSED(TIMMsgSendMessage("user2", kTIMConv_C2C, TIMMsgSendMessage_sample, id, on_answer, &answer), TIM_ERR_JSON);
    ANSWERED(TIMMsgSendMessage("user2", kTIMConv_C2C, TIMMsgSendNewMsg_sample, id, on_answer, &answer), TIM_SUCC);
    contains(id);
    ANSWERED(TIMMsgSendNewMsg("user2", kTIMConv_C2C, TIMMsgSendNewMsg_sample, on_answer, &answer), TIM_SUCC);
    contains("\"text_elem_content\":\"send text\"");
    ANSWERED(TIMMsgBatchSend(TIMMsgBatchSend_sample, on_answer, &answer), not_supported);
}

static void find_samples(void) {
    ANSWERED(TIMMsgImportMsgList("user2", kTIMConv_C2C, TIMMsgImportMsgList_sample, on_answer, &answer), TIM_SUCC);
    ANSWERED(TIMMsgGetMsgList("user2", kTIMConv_C2C, TIMMsgGetMsgList_sample, on_answer, &answer), TIM_SUCC);
    contains("this is import msg");
    ANSWERED(TIMMsgFindMessages(TIMMsgFindMessages_sample, on_answer, &answer), wrong_arguments);
    ANSWERED(TIMMsgFindByMsgLocatorList("user2", kTIMConv_C2C, TIMMsgFindByMsgLocatorList_sample, on_answer, &answer),
             TIM_SUCC);
    contains("[]");
    ANSWERED(TIMMsgSearchLocalMessages(TIMMsgSearchLocalMessages_sample, on_answer, &answer), TIM_SUCC);
    contains("\"msg_search_result_total_count\":0");
}

static void other_samples(void) {
    ANSWERED(TIMMsgDelete("user2", kTIMConv_C2C, TIMMsgDelete_sample, on_answer, &answer), wrong_arguments);
    ANSWERED(TIMMsgListDelete("user2", kTIMConv_C2C, TIMMsgListDelete_sample, on_answer, &answer), TIM_SUCC);
    REFUSED(TIMMsgGetC2CReceiveMessageOpt(TIMMsgGetC2CReceiveMessageOpt_sample, on_answer, &answer), TIM_ERR_JSON);
}

int main(int argc, char** argv) {
    char config[1024];
    if (argc != 4) return 2;
    snprintf(config, sizeof config, "{\"%s\":\"%s\"}", kTIMSdkConfigConfigFilePath, argv[1]);
    if (TIMInit(1400000001, config) != TIM_SUCC) return 1;
    /* A user exists from the first login on. */
    ANSWERED(TIMLogin("user2", argv[3], on_answer, &answer), TIM_SUCC);
    ANSWERED(TIMLogin("user1", argv[2], on_answer, &answer), TIM_SUCC);
    send_samples();
    find_samples();
    other_samples();
    TIMUninit();
    return 0;
}
