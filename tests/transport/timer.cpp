#include "tim/transport/timer.hpp"
#include "tests/support/catch.hpp"

#include <boost/asio/io_context.hpp>

#include <limits>
#include <string>

using tim::Clock;
using tim::SteadyMillis;
using tim::SystemClock;
using tim::transport::make_steady_timer;

namespace {

SteadyMillis now() { return SystemClock::instance().steady_now(); }

}  // namespace

TEST_CASE("a timer rings once, not before its time and not from inside set") {
    boost::asio::io_context context;
    const auto timer = make_steady_timer(context.get_executor(), SystemClock::instance());
    const SteadyMillis begin = now();
    SteadyMillis rang = 0;
    int rings = 0;
    timer->set(begin + 5, [&] {
        rang = now();
        ++rings;
    });
    CHECK(rings == 0);
    context.run();
    CHECK(rings == 1);
    CHECK(rang >= begin + 5);
}

TEST_CASE("a timer that is set for the past rings soon") {
    boost::asio::io_context context;
    const auto timer = make_steady_timer(context.get_executor(), SystemClock::instance());
    int rings = 0;
    timer->set(std::numeric_limits<SteadyMillis>::min(), [&] { ++rings; });
    CHECK(rings == 0);
    context.run();
    CHECK(rings == 1);
}

TEST_CASE("setting a timer again replaces what it was set for, also when that is already on its way") {
    boost::asio::io_context context;
    const auto timer = make_steady_timer(context.get_executor(), SystemClock::instance());
    std::string rung;
    timer->set(now(), [&] { rung += "first "; });
    timer->set(now() + 1, [&] { rung += "second "; });
    context.run();
    CHECK(rung == "second ");
}

TEST_CASE("a timer that is cleared or destroyed does not ring") {
    boost::asio::io_context context;
    int rings = 0;
    auto timer = make_steady_timer(context.get_executor(), SystemClock::instance());
    timer->set(now(), [&] { ++rings; });
    timer->clear();
    context.run();
    context.restart();
    timer->set(now() + 1, [&] { ++rings; });
    timer.reset();
    context.run();
    CHECK(rings == 0);
}

TEST_CASE("a timer may be set again from inside its ring") {
    boost::asio::io_context context;
    const auto timer = make_steady_timer(context.get_executor(), SystemClock::instance());
    int rings = 0;
    timer->set(now(), [&] {
        ++rings;
        timer->set(now(), [&] { ++rings; });
    });
    context.run();
    CHECK(rings == 2);
}
