#define _POSIX_C_SOURCE 200809L
#include "calls.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { patience = 30 };

/* An answer to a call, or something that was told. All are kept in a list. */
struct item {
    const char* name;
    int is_there;
    int is_taken;
    int32_t number;
    char* desc;
    json_object* json;
    struct item* next;
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static struct item* items;
static struct item* last_item;
static struct item* called;

static struct item* new_item(const char* name) {
    struct item* item = calloc(1, sizeof *item);
    if (!item) abort();
    item->name = name;
    if (last_item)
        last_item->next = item;
    else
        items = item;
    last_item = item;
    return item;
}

/* With the lock held. */
static void fill(struct item* item, int32_t number, const char* desc, const char* json) {
    item->number = number;
    item->desc = strdup(desc);
    item->json = *json ? json_tokener_parse(json) : NULL;
    item->is_there = 1;
    pthread_cond_broadcast(&changed);
}

static struct timespec in_a_while(void) {
    struct timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += patience;
    return deadline;
}

/* With the lock held. */
static void await_change(const char* what, const struct timespec* deadline) {
    if (pthread_cond_timedwait(&changed, &mutex, deadline) == 0) return;
    fprintf(stderr, "waited in vain for %s\n", what);
    exit(1);
}

void on_answer(int32_t code, const char* desc, const char* json, const void* user_data) {
    pthread_mutex_lock(&mutex);
    fill((struct item*)user_data, code, desc, json);
    pthread_mutex_unlock(&mutex);
}

const void* next_call(void) {
    pthread_mutex_lock(&mutex);
    called = new_item("");
    pthread_mutex_unlock(&mutex);
    return called;
}

static struct item* answer(const char* what, int returned, int32_t code) {
    const struct timespec deadline = in_a_while();
    if (returned != TIM_SUCC) {
        fprintf(stderr, "%s returned %d\n", what, returned);
        exit(1);
    }
    pthread_mutex_lock(&mutex);
    while (!called->is_there) await_change(what, &deadline);
    pthread_mutex_unlock(&mutex);
    if (called->number != code) {
        fprintf(stderr, "%s: %d %s\n", what, (int)called->number, called->desc);
        exit(1);
    }
    return called;
}

json_object* ok(const char* what, int returned) { return answer(what, returned, ERR_SUCC)->json; }

void refused(const char* what, int returned, int32_t code) { answer(what, returned, code); }

void check(const char* what, int holds) {
    if (holds) return;
    fprintf(stderr, "not so: %s\n", what);
    exit(1);
}

void tell(const char* name, int number, const char* json) {
    pthread_mutex_lock(&mutex);
    fill(new_item(name), number, "", json);
    pthread_mutex_unlock(&mutex);
}

/* With the lock held. */
static struct item* find(const char* name, fits_function fits, const void* context) {
    struct item* item;
    for (item = items; item; item = item->next)
        if (!item->is_taken && strcmp(item->name, name) == 0 && fits(item->number, item->json, context)) return item;
    return NULL;
}

json_object* take(const char* name, fits_function fits, const void* context) {
    const struct timespec deadline = in_a_while();
    struct item* found;
    pthread_mutex_lock(&mutex);
    while (!(found = find(name, fits, context))) await_change(name, &deadline);
    found->is_taken = 1;
    pthread_mutex_unlock(&mutex);
    return found->json;
}

const char* text(const char* format, ...) {
    char made[4096];
    char* quote;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(made, sizeof made, format, arguments);
    va_end(arguments);
    for (quote = strchr(made, '\''); quote; quote = strchr(quote, '\'')) *quote = '"';
    pthread_mutex_lock(&mutex);
    quote = new_item("")->desc = strdup(made);
    pthread_mutex_unlock(&mutex);
    return quote;
}

json_object* at(json_object* object, const char* key) {
    json_object* found = NULL;
    if (!json_object_object_get_ex(object, key, &found)) {
        fprintf(stderr, "no %s in %s\n", key, json_object_to_json_string(object));
        exit(1);
    }
    return found;
}

const char* string_at(json_object* object, const char* key) { return json_object_get_string(at(object, key)); }
int number_at(json_object* object, const char* key) { return json_object_get_int(at(object, key)); }

json_object* row(json_object* array, size_t index) {
    CHECK(json_object_get_type(array) == json_type_array && index < json_object_array_length(array));
    return json_object_array_get_idx(array, index);
}
