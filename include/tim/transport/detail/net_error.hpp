#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"

namespace tim::transport {

/// The documented error of a connection that could not be made or has ended for `reason`, whatever library says it;
/// none of them travels further than this room. Codes of our own category stay as they are.
TIM_DECL error_code documented(const error_code& reason);

}  // namespace tim::transport

#ifdef TIM_HEADER_ONLY
#include "tim/transport/impl/net_error.ipp"
#endif
