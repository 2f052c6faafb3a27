/* probe PART LIBRARY FOLDER: loads the library as a program does that knows nothing of it, and prints one figure in a
 * process that has done nothing else. The part is dlopen, init (milliseconds), rss (MiB) or refused (calls a second).
 */
#define _POSIX_C_SOURCE 200809L
#include <TIMCloud.h>

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { refused_calls = 200000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static long answered;
static long awaited;
static void* library;

static double milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void fail(const char* what) {
    fprintf(stderr, "probe: %s\n", what);
    exit(1);
}

/* The address of a function, as the type that its declaration has. */
static void* symbol(const char* name) {
    void* const found = dlsym(library, name);
    if (!found) fail(name);
    return found;
}
#define FUNCTION(name) (*(__typeof__(name)**)&(void*){symbol(#name)})

static void on_answer(int32_t code, const char* desc, const char* json, const void* user_data) {
    (void)desc, (void)json, (void)user_data;
    if (code != ERR_SDK_NOT_LOGGED_IN) fail("not refused as it should be");
    pthread_mutex_lock(&mutex);
    if (++answered == awaited) pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
}

static void await_answers(long count) {
    pthread_mutex_lock(&mutex);
    awaited = count;
    while (answered < count) pthread_cond_wait(&changed, &mutex);
    pthread_mutex_unlock(&mutex);
}

static void open_library(const char* path) {
    library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) fail(dlerror());
}

/* Until the library is ready: the first call behind `TIMInit` is answered. */
static void init(const char* folder) {
    char config[1024];
    snprintf(config, sizeof config, "{\"%s\":\"%s\"}", kTIMSdkConfigConfigFilePath, folder);
    if (FUNCTION(TIMInit)(1400000000, config) != TIM_SUCC) fail("TIMInit");
    FUNCTION(TIMMsgGetMsgList)("bob", kTIMConv_C2C, "{}", on_answer, NULL);
    await_answers(1);
}

static double resident_mib(void) {
    long pages = 0;
    FILE* file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%*s %ld", &pages) != 1) fail("/proc/self/statm");
    fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1048576;
}

static double refused_a_second(void) {
    int (*const get)(const char*, enum TIMConvType, const char*, TIMCommCallback, const void*) =
        FUNCTION(TIMMsgGetMsgList);
    const double start = milliseconds();
    long i;
    for (i = 0; i < refused_calls; ++i)
        if (get("bob", kTIMConv_C2C, "{\"msg_getmsglist_param_count\":20}", on_answer, NULL) != TIM_SUCC)
            fail("refused");
    await_answers(1 + refused_calls);
    return refused_calls / (milliseconds() - start) * 1e3;
}

int main(int argc, char** argv) {
    double start;
    if (argc != 4) return 2;
    start = milliseconds();
    open_library(argv[2]);
    if (strcmp(argv[1], "dlopen") == 0) return printf("%f\n", milliseconds() - start) < 0;
    start = milliseconds();
    init(argv[3]);
    if (strcmp(argv[1], "init") == 0) return printf("%f\n", milliseconds() - start) < 0;
    if (strcmp(argv[1], "rss") == 0) return printf("%f\n", resident_mib()) < 0;
    if (strcmp(argv[1], "refused") == 0) return printf("%f\n", refused_a_second()) < 0;
    return 2;
}
