#include "tim/hub/detail/rate.hpp"
#include "tests/support/catch.hpp"

using tim::hub::TokenBucket;

TEST_CASE("a rate lets a second's worth pass at once, then one by one as time goes on") {
    TokenBucket bucket;
    for (int i = 0; i < 5; ++i) CHECK(bucket.pass(1000, 5));
    CHECK_FALSE(bucket.pass(1000, 5));
    CHECK_FALSE(bucket.pass(1199, 5));
    CHECK(bucket.pass(1200, 5));
    CHECK_FALSE(bucket.pass(1200, 5));
}

TEST_CASE("a rate of zero is no limit") {
    TokenBucket bucket;
    for (int i = 0; i < 1000; ++i) CHECK(bucket.pass(0, 0));
}

TEST_CASE("a rest saves up no more than one second's worth") {
    TokenBucket bucket;
    CHECK(bucket.pass(0, 2));
    CHECK(bucket.pass(1'000'000, 2));
    CHECK(bucket.pass(1'000'000, 2));
    CHECK_FALSE(bucket.pass(1'000'000, 2));
}

TEST_CASE("a rate below one a second still lets one pass") {
    TokenBucket bucket;
    CHECK(bucket.pass(0, 0.5));
    CHECK_FALSE(bucket.pass(1000, 0.5));
    CHECK(bucket.pass(2000, 0.5));
}

TEST_CASE("a steady clock that seems to go back gives nothing away") {
    TokenBucket bucket;
    CHECK(bucket.pass(5000, 1));
    CHECK_FALSE(bucket.pass(1000, 1));
}
