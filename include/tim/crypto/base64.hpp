#pragma once

#include "tim/core/config.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tim::crypto {

/// Base64 of RFC 4648 section 4, padded, without line breaks.
TIM_DECL std::string encode_base64(std::string_view bytes);

/// The bytes of a text that `encode_base64` could have written; empty for every other text: other characters, missing
/// or misplaced padding, bits that stand for nothing and are not zero.
TIM_DECL std::optional<std::string> decode_base64(std::string_view text);

}  // namespace tim::crypto

#ifdef TIM_HEADER_ONLY
#include "tim/crypto/impl/base64.ipp"
#endif
