#pragma once

#include "tim/crypto/hmac.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <new>

namespace tim::crypto {

TIM_DECL std::string hmac_sha256(const Secret& key, std::string_view text) {
    const std::string_view key_bytes = key.reveal();
    std::string digest(32, '\0');
    const auto* input = reinterpret_cast<const unsigned char*>(text.data());
    auto* output = reinterpret_cast<unsigned char*>(digest.data());
    if (!HMAC(EVP_sha256(), key_bytes.data(), static_cast<int>(key_bytes.size()), input, text.size(), output, nullptr))
        throw std::bad_alloc();
    return digest;
}

TIM_DECL bool equal_in_constant_time(std::string_view left, std::string_view right) noexcept {
    return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace tim::crypto
