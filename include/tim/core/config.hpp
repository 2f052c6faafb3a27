#pragma once

/// Header-only by default. A program that defines `TIM_SEPARATE_COMPILATION` for all its translation units compiles the
/// bodies once, by including `tim/src.hpp` in exactly one of them, and then pays for declarations only.
#ifdef TIM_SEPARATE_COMPILATION
#define TIM_DECL
#else
#define TIM_HEADER_ONLY 1
#define TIM_DECL inline
#endif

#define TIM_VERSION_MAJOR 0
#define TIM_VERSION_MINOR 1
#define TIM_VERSION_PATCH 0
