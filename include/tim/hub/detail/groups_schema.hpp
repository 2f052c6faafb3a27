#pragma once

#include <string_view>

namespace tim::hub {

/// Tables of groups, in the same migration as `logs_schema`.
inline constexpr std::string_view groups_schema = R"sql(
)sql";

}  // namespace tim::hub
