#pragma once

#include "tests/support/catch.hpp"

#include <boost/version.hpp>

#include <optional>

/// A probe shows whether a hazard of the toolchain that the library avoids is still there. On the toolchain on which it
/// was recorded a probe fails when the answer changes, so that the rule made from it can be lifted knowingly; on others
/// it reports only.
namespace probe {

/// Where a hazard was recorded: present (true), absent (false), or not at all.
using Recorded = std::optional<bool>;

#if defined(__clang__)
inline constexpr Recorded compiler_hazard = __clang_major__ == 19 ? Recorded(false) : std::nullopt;
#elif defined(__GNUC__)
inline constexpr Recorded compiler_hazard = __GNUC__ == 12 ? Recorded(true) : std::nullopt;
#else
inline constexpr Recorded compiler_hazard = std::nullopt;
#endif

inline constexpr Recorded boost_hazard = BOOST_VERSION == 108100 ? Recorded(true) : std::nullopt;

inline void report(const char* hazard, bool present, Recorded recorded) {
    WARN(hazard << (present ? ": present" : ": absent"));
    if (recorded)
        CHECK(present == *recorded);
    else
        SUCCEED();
}

/// Counts its objects: below zero means that one was destroyed twice.
struct Counted {
    Counted() { ++alive; }
    Counted(const Counted&) { ++alive; }
    Counted(Counted&&) noexcept { ++alive; }
    Counted& operator=(const Counted&) = default;
    ~Counted() { --alive; }

    static inline int alive = 0;
};

}  // namespace probe
