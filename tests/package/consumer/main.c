#include <TIMCloud.h>

#include <string.h>

/* Exits with 0 when the library was found and answers. */
int main(void) {
    return TIMGetLoginStatus() == kTIMLoginStatus_UnLogined && strncmp(TIMGetSDKVersion(), "8.0", 3) == 0 ? 0 : 1;
}
