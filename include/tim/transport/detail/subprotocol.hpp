#pragma once

#include <string_view>

namespace tim::transport {

/// What both sides of the upgrade must name (`docs/protocol.md`).
inline constexpr std::string_view subprotocol = "tim.v1";

}  // namespace tim::transport
