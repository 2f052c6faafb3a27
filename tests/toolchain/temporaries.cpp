// g++ 12 destroys some temporaries of a co_await expression twice: closures with captures and aggregates.

#include "tests/toolchain/hazard.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;
using probe::Counted;

struct Aggregate {
    Counted counted;
};

struct Constructed {
    Counted counted;
    Constructed() {}
    explicit Constructed(int) {}
};

struct Defaulted {
    Counted counted;
    Defaulted() = default;
    explicit Defaulted(int) {}
};

struct Options {
    Counted counted;
    int count = 0;
    Options() {}
    Options& with_count(int value) {
        count = value;
        return *this;
    }
};

/// Stands for a conversation: takes elements and hands back an operation.
struct Sender {
    template <class... Elements>
    auto send(const Elements&...) {
        return asio::post(asio::deferred);
    }
};

template <class T>
auto operation(const T&) {
    return asio::post(asio::deferred);
}

auto with_aggregate(Aggregate = {}) { return asio::post(asio::deferred); }
auto with_constructed(Constructed = {}) { return asio::post(asio::deferred); }
Aggregate make_aggregate() { return {}; }

asio::awaitable<void> closure() {
    Counted counted;
    co_await operation([counted] {});
}
asio::awaitable<void> closure_in_initiate() {
    Counted counted;
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(
        [counted](auto handler) { asio::post(std::move(handler)); }, asio::use_awaitable);
}
asio::awaitable<void> aggregate() { co_await operation(Aggregate{Counted{}}); }
asio::awaitable<void> aggregate_inside() { co_await operation(std::pair<Aggregate, int>(Aggregate{}, 1)); }
asio::awaitable<void> aggregate_default() { co_await with_aggregate(); }
asio::awaitable<void> aggregate_braces() { co_await with_aggregate({}); }

asio::awaitable<void> aggregate_named() {
    Aggregate named{Counted{}};
    co_await operation(std::move(named));
}
asio::awaitable<void> aggregate_returned() { co_await operation(make_aggregate()); }
asio::awaitable<void> constructed() { co_await operation(Constructed{1}); }
asio::awaitable<void> constructed_default() { co_await with_constructed(); }
asio::awaitable<void> constructed_braces() { co_await with_constructed({}); }
asio::awaitable<void> defaulted() { co_await operation(Defaulted{}); }
asio::awaitable<void> chained() { co_await operation(Options().with_count(3)); }
asio::awaitable<void> several() { co_await Sender{}.send(Constructed{1}, Options().with_count(2), std::string(40, 'x')); }
asio::awaitable<void> counted_vector() { co_await operation(std::vector<Counted>(2)); }

/// How many objects are left when the coroutine is over; 0 is right.
int left_by(asio::awaitable<void> (*coroutine)()) {
    Counted::alive = 0;
    asio::io_context context;
    std::exception_ptr failure;
    asio::co_spawn(context, coroutine(), [&](std::exception_ptr e) { failure = e; });
    context.run();
    REQUIRE_FALSE(failure);
    return Counted::alive;
}

void report_double(const char* hazard, asio::awaitable<void> (*coroutine)()) {
    probe::report(hazard, left_by(coroutine) != 0, probe::compiler_hazard);
}

TEST_CASE("a closure with captures in a co_await expression is destroyed twice by g++ 12", "[toolchain]") {
    report_double("closure as an argument", closure);
    report_double("closure given to async_initiate", closure_in_initiate);
}

TEST_CASE("an aggregate temporary in a co_await expression is destroyed twice by g++ 12", "[toolchain]") {
    report_double("aggregate as an argument", aggregate);
    report_double("aggregate inside another argument", aggregate_inside);
    report_double("aggregate as a default argument", aggregate_default);
    report_double("aggregate made from {}", aggregate_braces);
}

TEST_CASE("a temporary with a constructor in a co_await expression is destroyed once", "[toolchain]") {
    CHECK(left_by(constructed) == 0);
    CHECK(left_by(constructed_default) == 0);
    CHECK(left_by(constructed_braces) == 0);
    CHECK(left_by(defaulted) == 0);
    CHECK(left_by(chained) == 0);
    CHECK(left_by(several) == 0);
    CHECK(left_by(counted_vector) == 0);
}

TEST_CASE("an aggregate that is named first or returned by a function is destroyed once", "[toolchain]") {
    CHECK(left_by(aggregate_named) == 0);
    CHECK(left_by(aggregate_returned) == 0);
}

asio::awaitable<std::pair<std::string, int>> pair_of_results() { co_return std::pair<std::string, int>("text", 7); }

asio::awaitable<void> bind_results(std::string& text, int& number) {
    auto results = co_await pair_of_results();
    auto& [first, second] = results;
    co_await asio::post(asio::use_awaitable);
    text = first;
    number = second;
}

TEST_CASE("results bound by reference after the co_await keep their values across a suspension", "[toolchain]") {
    asio::io_context context;
    std::string text;
    int number = 0;
    std::exception_ptr failure;
    asio::co_spawn(context, bind_results(text, number), [&](std::exception_ptr e) { failure = e; });
    context.run();
    REQUIRE_FALSE(failure);
    CHECK(text == "text");
    CHECK(number == 7);
}

}  // namespace
