#pragma once

#include "tim/core/config.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tim::crypto::detail {

/// `bytes` as one zlib stream (RFC 1950). Throws `std::bad_alloc` only.
TIM_DECL std::string deflate_bytes(std::string_view bytes);

/// What one complete zlib stream holds. Empty when it is damaged or cut off, when bytes follow it, and when it holds
/// more than `most` bytes; no more than that is ever unpacked.
TIM_DECL std::optional<std::string> inflate_bytes(std::string_view stream, std::size_t most);

}  // namespace tim::crypto::detail

#ifdef TIM_HEADER_ONLY
#include "tim/crypto/impl/deflate.ipp"
#endif
