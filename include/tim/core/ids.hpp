#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/limits.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tim {

/// Number of an entry in its log: 1, 2, 3, … without gaps; 0 stands for "before the first".
using Position = std::uint64_t;

/// Documented kinds of conversation (`TIMConvType`).
enum class ConvType : std::uint32_t { invalid = 0, c2c = 1, group = 2, system = 3 };

/// Names a conversation: its kind and the bare id of the other user or of the group.
struct ConvKey {
    ConvType type = ConvType::invalid;
    std::string id;

    ConvKey() = default;
    ConvKey(ConvType kind, std::string bare_id) : type(kind), id(std::move(bare_id)) {}

    friend bool operator==(const ConvKey&, const ConvKey&) = default;
    friend auto operator<=>(const ConvKey&, const ConvKey&) = default;
};

/// Printable ASCII, 1 to `limits.user_id_bytes` bytes, and not `system_sender`; else 7003.
[[nodiscard]] TIM_DECL Result<void> check_user_id(std::string_view id, const Limits& limits = {});

/// An id that a user may choose for a group: printable ASCII, at most `limits.group_id_bytes` bytes, not beginning with
/// `@TGS#` (a Community's must begin with `@TGS#_`); else 8501.
[[nodiscard]] TIM_DECL Result<void> check_new_group_id(std::string_view id, bool community, const Limits& limits = {});

/// A conversation that messages can be sent to: type 1 or 2 and an id of the right form; else 6004, 7003 or 8501.
[[nodiscard]] TIM_DECL Result<void> check_conversation(const ConvKey& conversation, const Limits& limits = {});

/// The app id of hubs and clients that are not told another one.
inline constexpr std::uint64_t default_app_id = 1400000000;

/// The sender of group notices, a documented name.
inline constexpr std::string_view system_sender = "@TIM#SYSTEM";

}  // namespace tim

#ifdef TIM_HEADER_ONLY
#include "tim/core/impl/ids.ipp"
#endif
