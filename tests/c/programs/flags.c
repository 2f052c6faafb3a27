/* A program whose own headers come behind the library's, in whatever order they are written. */
#include <stddef.h>

#include <TIMCloud.h>

#include <stdbool.h>

static void on_read_members(const char* json, uint64_t next_seq, bool is_finished, const void* user_data) {
    (void)json, (void)next_seq, (void)is_finished, (void)user_data;
}

/* Of the same type as the documented callbacks. */
TIMMsgGroupMessageReadMemberListCallback callback = on_read_members;

int ask(bool pinned);
int ask(bool pinned) { return TIMConvPinConversation("bob", kTIMConv_C2C, pinned, NULL, NULL); }
