#pragma once

#include "tim/core/error.hpp"
#include "tim/crypto/system_random.hpp"

#include <openssl/rand.h>

namespace tim::crypto {

TIM_DECL void SystemRandom::fill(std::span<unsigned char> bytes) {
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        throw Error(Failure(Errc::sdk_internal_error, "the system's random generator failed"));
}

}  // namespace tim::crypto
