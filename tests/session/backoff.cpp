#include "tim/session/detail/backoff.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/seeded_random.hpp"

#include <algorithm>
#include <array>

using namespace std::chrono_literals;
using tim::session::Backoff;
using tim::test::SeededRandom;

namespace {

/// The longest of many pauses at each step: with full jitter it comes close to the step's bound.
std::array<std::int64_t, 6> longest_pauses() {
    SeededRandom random;
    std::array<std::int64_t, 6> longest{};
    for (int run = 0; run < 2000; ++run) {
        Backoff backoff(100ms, 1000ms);
        for (std::int64_t& most : longest) most = std::max(most, backoff.next(random).count());
    }
    return longest;
}

}  // namespace

TEST_CASE("the bound of a pause doubles up to the cap, and the cap is reached") {
    const std::array<std::int64_t, 6> bounds = {100, 200, 400, 800, 1000, 1000};
    const auto longest = longest_pauses();
    for (std::size_t step = 0; step < bounds.size(); ++step) {
        CHECK(longest[step] <= bounds[step]);
        CHECK(longest[step] > bounds[step] * 95 / 100);
    }
}

TEST_CASE("a pause may be as short as nothing") {
    SeededRandom random;
    Backoff backoff(100ms, 1000ms);
    std::int64_t shortest = 1000;
    for (int i = 0; i < 2000; ++i) shortest = std::min(shortest, backoff.next(random).count());
    CHECK(shortest < 5);
}

TEST_CASE("after a reset pauses are short again") {
    SeededRandom random;
    Backoff backoff(100ms, 60'000ms);
    for (int i = 0; i < 20; ++i) backoff.next(random);
    backoff.reset();
    CHECK(backoff.next(random) <= 100ms);
}

TEST_CASE("a backoff does not overflow however often it is asked") {
    SeededRandom random;
    Backoff backoff(1ms, std::chrono::milliseconds::max());
    std::int64_t shortest = 0;
    for (int i = 0; i < 200; ++i) shortest = std::min(shortest, backoff.next(random).count());
    CHECK(shortest >= 0);
}
