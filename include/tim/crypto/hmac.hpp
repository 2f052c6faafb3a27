#pragma once

#include "tim/core/config.hpp"
#include "tim/core/secret.hpp"

#include <string>
#include <string_view>

namespace tim::crypto {

/// HMAC-SHA256 of `text` under the bytes of `key`: 32 raw bytes. Throws `std::bad_alloc` only.
TIM_DECL std::string hmac_sha256(const Secret& key, std::string_view text);

/// Compares in a time that depends on the lengths alone, so that a forger learns nothing from it.
TIM_DECL bool equal_in_constant_time(std::string_view left, std::string_view right) noexcept;

}  // namespace tim::crypto

#ifdef TIM_HEADER_ONLY
#include "tim/crypto/impl/hmac.ipp"
#endif
