// Asio 1.26, as it comes with Boost 1.81.

#include "tests/toolchain/hazard.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Channel = asio::experimental::channel<void(error_code, int)>;

constexpr auto for_ever = std::chrono::hours(1);

TEST_CASE("any_completion_handler wraps itself when it is built from an lvalue, as its move assignment does",
          "[toolchain]") {
    // The assignment builds `any_completion_handler(other)`; executing that recurses until the stack is full.
    using Handler = asio::any_completion_handler<void()>;
    probe::report("any_completion_handler move assignment", std::is_constructible_v<Handler, Handler&>,
                  probe::boost_hazard);
}

TEST_CASE("a move-constructed or swapped any_completion_handler runs its handler once", "[toolchain]") {
    int calls = 0;
    asio::any_completion_handler<void()> first([&] { ++calls; });
    asio::any_completion_handler<void()> second(std::move(first));
    asio::any_completion_handler<void()> third;
    third.swap(second);
    CHECK_FALSE(first);
    CHECK_FALSE(second);
    std::move(third)();
    CHECK(calls == 1);
}

TEST_CASE("a channel refuses a send after a waiting receive was cancelled", "[toolchain]") {
    asio::io_context context;
    Channel channel(context, 1);
    asio::cancellation_signal signal;
    bool cancelled = false;
    channel.async_receive(
        asio::bind_cancellation_slot(signal.slot(), [&](error_code ec, int) { cancelled = ec.failed(); }));
    context.poll();
    signal.emit(asio::cancellation_type::terminal);
    context.restart();
    context.run();
    REQUIRE(cancelled);
    probe::report("channel after a cancelled receive", !channel.try_send(error_code(), 1), probe::boost_hazard);
}

TEST_CASE("closing a channel drops what it holds", "[toolchain]") {
    asio::io_context context;
    Channel channel(context, 1);
    REQUIRE(channel.try_send(error_code(), 7));
    channel.close();
    int received = 0;
    channel.async_receive([&](error_code, int value) { received = value; });
    context.run();
    probe::report("channel close", received != 7, probe::boost_hazard);
}

asio::awaitable<void> wait_for_ever() {
    asio::steady_timer timer(co_await asio::this_coro::executor, for_ever);
    co_await timer.async_wait(asio::use_awaitable);
}

TEST_CASE("a coroutine that is cancelled right after co_spawn reports it to its handler, not to run()", "[toolchain]") {
    asio::io_context context;
    asio::cancellation_signal signal;
    std::exception_ptr failure;
    asio::co_spawn(context, wait_for_ever(),
                   asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr e) { failure = e; }));
    signal.emit(asio::cancellation_type::terminal);
    context.run();
    CHECK(failure);
}

asio::awaitable<void> fail_later() {
    co_await asio::post(asio::use_awaitable);
    throw std::runtime_error("failed");
}

TEST_CASE("detached swallows the exception of a coroutine", "[toolchain]") {
    asio::io_context context;
    asio::co_spawn(context, fail_later(), asio::detached);
    bool threw = false;
    try {
        context.run();
    } catch (const std::runtime_error&) {
        threw = true;
    }
    probe::report("detached", !threw, probe::boost_hazard);
}

TEST_CASE("a || b of awaitables goes on waiting when one side has failed", "[toolchain]") {
    using namespace asio::experimental::awaitable_operators;
    asio::io_context context;
    bool done = false;
    asio::co_spawn(context, fail_later() || wait_for_ever(), [&](std::exception_ptr, const auto&...) { done = true; });
    context.poll();
    probe::report("awaitable operators", !done, probe::boost_hazard);
}

asio::awaitable<void> clean_up_after_wait(bool& cleaned) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, for_ever);
    const auto waited = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    cleaned = false;
    co_await asio::post(executor, asio::use_awaitable);
    cleaned = std::get<0>(waited).failed();
}

TEST_CASE("after a cancellation every further co_await of the coroutine throws", "[toolchain]") {
    asio::io_context context;
    asio::cancellation_signal signal;
    bool cleaned = false;
    asio::co_spawn(context, clean_up_after_wait(cleaned),
                   asio::bind_cancellation_slot(signal.slot(), [](std::exception_ptr) {}));
    context.poll();
    signal.emit(asio::cancellation_type::terminal);
    context.run();
    probe::report("co_await after cancellation", !cleaned, probe::boost_hazard);
}

struct WaitOperation {
    asio::steady_timer& timer;

    template <class Self>
    void operator()(Self& self) {
        timer.async_wait(std::move(self));
    }
    template <class Self>
    void operator()(Self& self, error_code ec) {
        self.complete(ec);
    }
};

TEST_CASE("a composed operation honours terminal cancellation only, unless it says otherwise", "[toolchain]") {
    asio::io_context context;
    asio::steady_timer timer(context, for_ever);
    asio::cancellation_signal signal;
    bool done = false;
    auto handler = asio::bind_cancellation_slot(signal.slot(), [&](error_code) { done = true; });
    asio::async_compose<decltype(handler), void(error_code)>(WaitOperation{timer}, handler, context);
    context.poll();
    signal.emit(asio::cancellation_type::total);
    context.poll();
    probe::report("async_compose and total cancellation", !done, probe::boost_hazard);
    signal.emit(asio::cancellation_type::terminal);
    context.poll();
    CHECK(done);
}

// The probe leaks on purpose, which the address sanitizer would report at exit.
#if !defined(__SANITIZE_ADDRESS__)
asio::awaitable<void> holding(probe::Counted) { co_return; }

TEST_CASE("move-assigning an awaitable leaks the frame that it held", "[toolchain]") {
    probe::Counted::alive = 0;
    {
        asio::awaitable<void> first = holding(probe::Counted());
        first = holding(probe::Counted());
    }
    probe::report("awaitable move assignment", probe::Counted::alive != 0, probe::boost_hazard);
}
#endif

}  // namespace
