#pragma once

#include "tim/core/ids.hpp"

#include <algorithm>

namespace tim {
namespace detail {

TIM_DECL bool is_printable_ascii(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
}

TIM_DECL bool is_id(std::string_view id, std::size_t most) noexcept {
    return !id.empty() && id.size() <= most && is_printable_ascii(id);
}

}  // namespace detail

TIM_DECL Result<void> check_user_id(std::string_view id, const Limits& limits) {
    if (id == system_sender) return Failure(Errc::sdk_comm_invalid_identifier, "this id is the system's own");
    if (detail::is_id(id, limits.user_id_bytes)) return {};
    return Failure(Errc::sdk_comm_invalid_identifier,
                   "user id must be 1 to " + std::to_string(limits.user_id_bytes) + " printable ASCII characters");
}

TIM_DECL Result<void> check_new_group_id(std::string_view id, bool community, const Limits& limits) {
    if (!detail::is_id(id, limits.group_id_bytes))
        return Failure(Errc::sdk_group_invalid_id, "group id must be 1 to " + std::to_string(limits.group_id_bytes) +
                                                       " printable ASCII characters");
    if (community && !id.starts_with("@TGS#_"))
        return Failure(Errc::sdk_group_invalid_id, "a community's id must begin with @TGS#_");
    if (!community && id.starts_with("@TGS#"))
        return Failure(Errc::sdk_group_invalid_id, "a group id must not begin with @TGS#");
    return {};
}

TIM_DECL Result<void> check_conversation(const ConvKey& conversation, const Limits& limits) {
    if (conversation.type == ConvType::c2c) return check_user_id(conversation.id, limits);
    if (conversation.type != ConvType::group)
        return Failure(Errc::invalid_conversation, "conversation type must be 1 (C2C) or 2 (group)");
    if (detail::is_id(conversation.id, limits.group_id_bytes)) return {};
    return Failure(Errc::sdk_group_invalid_id, "invalid group id");
}

}  // namespace tim
