#pragma once

#include "tim/core/error.hpp"

#include <span>

namespace tim {

/// Every documented code, in ascending order. Any thread.
TIM_DECL std::span<const ErrorInfo> all_errors() noexcept;

}  // namespace tim

#ifdef TIM_HEADER_ONLY
#include "tim/core/impl/error_list.ipp"
#endif
