/* Waiting for what the library calls back with, and reading its JSON. What goes wrong ends the program with 1. All that
 * is handed out lives as long as the program. */
#ifndef CALLS_H
#define CALLS_H

#include <TIMCloud.h>

#include <json-c/json.h>

/* For a call with a callback: ok(...) and refused(...) wait for its answer. Pass `on_answer, next_call()` to it. */
void on_answer(int32_t code, const char* desc, const char* json, const void* user_data);
const void* next_call(void);

/* The JSON of a call that must go well, null when it has none. */
#define OK(call) ok(#call, call)
json_object* ok(const char* what, int returned);
/* The same for one that must fail with that code, in its callback. */
#define REFUSED(code, call) refused(#call, call, code)
void refused(const char* what, int returned, int32_t code);

#define CHECK(holds) check(#holds, (holds) != 0)
void check(const char* what, int holds);

/* What the library tells on its own, by the name under which it is kept. */
void tell(const char* name, int number, const char* json);
/* The first that fits and was not taken yet: its JSON. Waits. */
typedef int (*fits_function)(int number, json_object* json, const void* context);
json_object* take(const char* name, fits_function fits, const void* context);

/* printf, with ' for the quotes of JSON. */
const char* text(const char* format, ...);

const char* string_at(json_object* object, const char* key);
int number_at(json_object* object, const char* key);
json_object* at(json_object* object, const char* key);
json_object* row(json_object* array, size_t index);

#endif
