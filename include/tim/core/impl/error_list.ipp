#pragma once

#include "tim/core/error_list.hpp"
#include "tim/core/impl/error_table.ipp"

namespace tim {

TIM_DECL std::span<const ErrorInfo> all_errors() noexcept { return detail::error_table; }

}  // namespace tim
