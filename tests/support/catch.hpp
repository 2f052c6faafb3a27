#pragma once

// Catch2 2 and 3 name their header differently; tests use only what both have. Assertions belong on the test's own
// thread (Catch2 2 does not lock), and never around a `co_await`: await into a variable, then check the variable.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include "tim/core/error.hpp"

// A failed result says why in the report; a good one need not be printable.
template <class T>
struct Catch::StringMaker<boost::system::result<T, tim::Failure>> {
    static std::string convert(const boost::system::result<T, tim::Failure>& result) {
        if (result.has_value()) return "a value";
        return std::to_string(result.error().code.value()) + " " + result.error().text;
    }
};
