#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/limits.hpp"

#include <string_view>

/// The documented lengths of what people write about groups, in bytes of UTF-8 (that it is UTF-8 the codec has
/// checked).
namespace tim::hub {

TIM_DECL Result<void> check_group_name(std::string_view text, const Limits& limits);          ///< 8502; not empty
TIM_DECL Result<void> check_group_introduction(std::string_view text, const Limits& limits);  ///< 8503
TIM_DECL Result<void> check_group_notification(std::string_view text, const Limits& limits);  ///< 8504
TIM_DECL Result<void> check_group_face_url(std::string_view text, const Limits& limits);      ///< 8505
TIM_DECL Result<void> check_name_card(std::string_view text, const Limits& limits);           ///< 8506
/// The reason of a request to join, of an invitation, a removal or a decision: 10004.
TIM_DECL Result<void> check_application_text(std::string_view text, const Limits& limits);

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/group_texts.ipp"
#endif
