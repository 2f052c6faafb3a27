#pragma once

#include "tim/core/config.hpp"

#include <string>
#include <string_view>

namespace tim::store::detail {

/// Text as search compares it: forms that differ only in ASCII case or in width become one. Upper ASCII becomes lower,
/// full-width ASCII, signs and space become the usual ones, half-width katakana with their voice marks and half-width
/// Hangul letters become those of full width. Everything else stays, zero bytes too; bytes that are no UTF-8 become
/// U+FFFD, one each, so that the result is UTF-8 always.
///
/// The search index holds what this function made: another folding needs a migration that empties the index.
TIM_DECL std::string fold(std::string_view text);

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/folding.ipp"
#endif
