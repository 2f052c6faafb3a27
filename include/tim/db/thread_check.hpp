#pragma once

#include "tim/core/config.hpp"

#if !defined(NDEBUG) && !defined(TIM_CHECK_THREADS)
#define TIM_CHECK_THREADS 1
#endif

namespace tim::db {

/// Says that the current thread may wait for a disk while this object lives. A `Worker` holds one around each job;
/// other code needs it only on a thread of its own that runs no executor.
class BlockingAllowed {
public:
    BlockingAllowed() noexcept { ++depth(); }
    ~BlockingAllowed() { --depth(); }
    BlockingAllowed(const BlockingAllowed&) = delete;
    BlockingAllowed& operator=(const BlockingAllowed&) = delete;

    static bool here() noexcept { return depth() != 0; }

private:
    static int& depth() noexcept {
        thread_local int count = 0;
        return count;
    }
};

namespace detail {
[[noreturn]] TIM_DECL void abort_blocking_call(const char* what) noexcept;
}

/// Call it before any database or file access. With `TIM_CHECK_THREADS` (on in debug builds) it aborts the program when
/// the thread may not block, naming `what` on standard error; otherwise it costs nothing.
inline void check_blocking_allowed([[maybe_unused]] const char* what) noexcept {
#ifdef TIM_CHECK_THREADS
    if (!BlockingAllowed::here()) detail::abort_blocking_call(what);
#endif
}

}  // namespace tim::db

#ifdef TIM_HEADER_ONLY
#include "tim/db/impl/thread_check.ipp"
#endif
