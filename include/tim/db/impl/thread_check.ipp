#pragma once

#include "tim/db/thread_check.hpp"

#include <cstdio>
#include <cstdlib>

namespace tim::db::detail {

TIM_DECL void abort_blocking_call(const char* what) noexcept {
    std::fprintf(stderr, "tim: %s on a thread that must not wait for a disk; use db::Worker\n", what);
    std::abort();
}

}  // namespace tim::db::detail
