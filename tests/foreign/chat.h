/* One of the two users of scenario.md, in parts. */
#ifndef CHAT_H
#define CHAT_H

#include "calls.h"

extern const char* user;
extern const char* peer;

/* A message and its elements have the documented keys, all of them and no others. */
void check_keys(json_object* message);

/* The JSON of a message with one text, and the text of one. */
const char* text_message(const char* said);
const char* text_of(json_object* message);

/* Sends a text; the message as it was sent. */
json_object* say(const char* said);
json_object* say_in(const char* conversation, enum TIMConvType type, const char* said);
/* Waits for a text that begins so; the message. */
json_object* hear(const char* beginning);
json_object* hear_in(const char* conversation, const char* beginning);

void alice_hosts(void);
void bob_visits(void);
void alice_invites(void);
void bob_is_invited(void);
void alice_remembers(void);
void bob_reads(void);
void keep_a_list(void);

#endif
