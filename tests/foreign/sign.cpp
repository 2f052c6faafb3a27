// sign USER: prints a UserSig for a day, as a token service would. TIM_SDKAPPID and TIM_SECRET say for whom.
#include "tim/core/time.hpp"
#include "tim/crypto/user_sig.hpp"

#include <cstdlib>
#include <iostream>
#include <string>

int main(int argc, char** argv) {
    const char* app = std::getenv("TIM_SDKAPPID");
    const char* key = std::getenv("TIM_SECRET");
    if (argc != 2 || !app || !key) return 2;
    const std::uint64_t now = tim::to_seconds(tim::SystemClock::instance().unix_now());
    const tim::crypto::UserSigClaims claims(std::stoull(app), argv[1], now, 24 * 60 * 60);
    std::cout << tim::crypto::sign_user_sig(claims, tim::Secret(key)).value().reveal() << '\n';
}
