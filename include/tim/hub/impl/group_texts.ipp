#pragma once

#include "tim/hub/detail/group_texts.hpp"

#include <string>

namespace tim::hub {
namespace detail {

TIM_DECL Result<void> check_length(std::string_view text, std::size_t most, Errc code, const char* what) {
    if (text.size() <= most) return {};
    return Failure(code, std::string(what) + " has at most " + std::to_string(most) + " bytes");
}

}  // namespace detail

TIM_DECL Result<void> check_group_name(std::string_view text, const Limits& limits) {
    if (text.empty()) return Failure(Errc::sdk_group_invalid_name, "a group must have a name");
    return detail::check_length(text, limits.group_name_bytes, Errc::sdk_group_invalid_name, "a group's name");
}

TIM_DECL Result<void> check_group_introduction(std::string_view text, const Limits& limits) {
    return detail::check_length(text, limits.group_introduction_bytes, Errc::sdk_group_invalid_introduction,
                                "a group's introduction");
}

TIM_DECL Result<void> check_group_notification(std::string_view text, const Limits& limits) {
    return detail::check_length(text, limits.group_notification_bytes, Errc::sdk_group_invalid_notification,
                                "a group's notice");
}

TIM_DECL Result<void> check_group_face_url(std::string_view text, const Limits& limits) {
    return detail::check_length(text, limits.group_face_url_bytes, Errc::sdk_group_invalid_face_url,
                                "the address of a group's picture");
}

TIM_DECL Result<void> check_name_card(std::string_view text, const Limits& limits) {
    return detail::check_length(text, limits.name_card_bytes, Errc::sdk_group_invalid_name_card, "a name card");
}

TIM_DECL Result<void> check_application_text(std::string_view text, const Limits& limits) {
    return detail::check_length(text, limits.application_bytes, Errc::svr_group_invalid_parameters,
                                "the text of a request");
}

}  // namespace tim::hub
