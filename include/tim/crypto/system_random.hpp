#pragma once

#include "tim/core/config.hpp"
#include "tim/core/random.hpp"

namespace tim::crypto {

/// OpenSSL's generator, seeded by the operating system. Any thread may call it, also several at once.
class SystemRandom final : public Random {
public:
    /// Throws `tim::Error` (7012) when the system has no randomness to give; ids that can be guessed are not an option.
    TIM_DECL void fill(std::span<unsigned char> bytes) override;

    static SystemRandom& instance() noexcept {
        // Never destroyed: a thread may draw from it while static objects are torn down.
        static auto& random = *new SystemRandom;
        return random;
    }
};

}  // namespace tim::crypto

#ifdef TIM_HEADER_ONLY
#include "tim/crypto/impl/system_random.ipp"
#endif
