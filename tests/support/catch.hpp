#pragma once

// Catch2 2 and 3 name their header differently; tests use only what both have. Assertions belong on the test's own
// thread (Catch2 2 does not lock), and never around a `co_await`: await into a variable, then check the variable.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
