#pragma once

#include "tests/client/world.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>

#include <memory>
#include <optional>

namespace tim::test {

/// Where a callback leaves what it got.
struct Outcome {
    std::optional<int> code;

    auto callback() {
        return [this](error_code ec, auto&&...) { code = ec.value(); };
    }
    /// The same with a slot, so that the operation can be cancelled.
    auto cancellable() { return asio::bind_cancellation_slot(signal.slot(), callback()); }

    asio::cancellation_signal signal;
};

/// Lets everything run until the outcome is there.
inline asio::awaitable<int> end_of(Outcome& outcome) {
    while (!outcome.code) co_await asio::post(asio::use_awaitable);
    co_return *outcome.code;
}

/// A user on a way whose faults can be chosen, and bob, who listens.
struct Stage {
    explicit Stage(World& house, ClientOptions options = ClientOptions())
        : world(house), faults(std::make_shared<Faults>()), alice(house.client(faults, options)), bob(house.client()) {}

    World& world;
    std::shared_ptr<Faults> faults;
    Client alice, bob;
};

/// Both log in, and bob hears a first message.
inline asio::awaitable<void> set_up(Stage& stage) {
    co_await log_in(stage.world, stage.bob, "bob");
    co_await log_in(stage.world, stage.alice, "alice");
    co_await until(stage.alice, ConnectionState::online);
    co_await say(stage.alice, "bob", "first");
    const Message first = co_await next_message(stage.bob);
    CHECK(first.text() == "first");
}

}  // namespace tim::test
