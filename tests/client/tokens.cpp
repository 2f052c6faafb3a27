// Operations with every kind of completion token.

#include "tests/client/stage.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>

#include <exception>
#include <future>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

void run_until(World& world, const Outcome& outcome) {
    world.run_until([&] { return outcome.code.has_value(); });
    CHECK(*outcome.code == 0);
}

/// The context on a thread of its own, as programs with futures have it.
class Background {
public:
    explicit Background(asio::io_context& context)
        : context_(context), work_(context.get_executor()), thread_([this] { context_.run(); }) {}
    ~Background() {
        work_.reset();
        context_.stop();
        thread_.join();
    }

private:
    asio::io_context& context_;
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    std::thread thread_;
};

asio::awaitable<void> as_tuples(World& world) {
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    Client alice = world.client();
    const auto early = co_await alice.groups(token);
    CHECK(std::get<0>(early) == Errc::sdk_not_logged_in);
    CHECK(std::get<1>(early).empty());
    const auto login = co_await alice.login("alice", world.hub.sign("alice"), token);
    CHECK_FALSE(std::get<0>(login));
    const Conversation to_self = alice.c2c("alice");
    const auto sent = co_await to_self.send(TextElem{"as a tuple"}, token);
    CHECK_FALSE(std::get<0>(sent));
    CHECK(std::get<1>(sent).text() == "as a tuple");
    const auto history = co_await to_self.history(HistoryQuery{}, token);
    CHECK(std::get<1>(history).size() == 1);
    const auto event = co_await alice.receive(token);
    CHECK_FALSE(std::get<0>(event));
    const Conversation to_nobody = alice.c2c("nobody");
    const auto refused = co_await to_nobody.send(TextElem{"?"}, token);
    CHECK(std::get<0>(refused) == Errc::svr_msg_invalid_id);
    const auto logout = co_await alice.logout(token);
    CHECK_FALSE(std::get<0>(logout));
    const auto closed = co_await alice.close(token);
    CHECK_FALSE(std::get<0>(closed));
}

asio::awaitable<void> deferred(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    auto operation = stage.alice.c2c("bob").send(TextElem{"when I say so"}, asio::deferred);
    co_await say(stage.alice, "bob", "before");
    CHECK(stage.faults->written("send") == 2);
    const Message sent = co_await std::move(operation);
    CHECK(sent.text() == "when I say so");
    const std::vector<std::string> heard = co_await next_texts(stage.bob, 2);
    CHECK(heard == std::vector<std::string>{"before", "when I say so"});
}

asio::awaitable<std::string> what_of(asio::awaitable<void> operation) {
    try {
        co_await std::move(operation);
    } catch (const std::exception& e) {
        co_return e.what();
    }
    co_return "";
}

asio::awaitable<void> bound_awaitable(Client& client, std::string user) {
    const Conversation conversation = client.c2c(std::move(user));
    asio::cancellation_signal unused;
    co_await conversation.send(TextElem{"?"}, asio::bind_cancellation_slot(unused.slot(), asio::use_awaitable));
}

asio::awaitable<void> texts(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const std::string what = co_await what_of(bound_awaitable(alice, "nobody"));
    CHECK(what.find("nobody") != std::string::npos);
}

}  // namespace

TEST_CASE("every operation calls back", "[client]") {
    World world;
    Client alice = world.client();
    Outcome login, group, send, history, receive, logout, closed, opened, hub_closed;
    world.hub.open(opened.callback());
    run_until(world, opened);
    alice.login("alice", world.hub.sign("alice"), login.callback());
    CHECK_FALSE(login.code);
    run_until(world, login);
    alice.create_group(CreateGroupParam(GroupType::work, "w"), group.callback());
    run_until(world, group);
    alice.c2c("alice").send(TextElem{"to myself"}, send.callback());
    CHECK_FALSE(send.code);
    run_until(world, send);
    alice.c2c("alice").history(HistoryQuery{}, history.callback());
    run_until(world, history);
    alice.receive(receive.callback());
    CHECK_FALSE(receive.code);
    run_until(world, receive);
    alice.logout(logout.callback());
    run_until(world, logout);
    alice.close(closed.callback());
    run_until(world, closed);
    world.hub.close(hub_closed.callback());
    run_until(world, hub_closed);
}

TEST_CASE("every operation gives a future, whose exception explains itself", "[client]") {
    World world;
    Client alice = world.client();
    // Ends behind the other thread: the count of an exception's owners lies where the thread sanitizer does not look.
    std::shared_future<Message> refused;
    {
        const Background background(world.context);
        world.hub.open(asio::use_future).get();
        alice.login("alice", world.hub.sign("alice"), asio::use_future).get();
        const Message sent = alice.c2c("alice").send(TextElem{"to myself"}, asio::use_future).get();
        CHECK(sent.text() == "to myself");
        const CreateGroupResult made =
            alice.create_group(CreateGroupParam(GroupType::work, "w"), asio::use_future).get();
        CHECK(alice.group(made.group_id).properties(asio::use_future).get().owner_identifier == "alice");
        CHECK(alice.c2c("alice").history(HistoryQuery{}, asio::use_future).get().size() == 1);
        CHECK(std::holds_alternative<ConnectionChanged>(alice.receive(asio::use_future).get()));
        std::string what;
        try {
            refused = alice.c2c("nobody").send(TextElem{"?"}, asio::use_future).share();
            refused.get();
        } catch (const Error& e) {
            what = e.what();
        }
        CHECK(what.find("nobody") != std::string::npos);
        alice.logout(asio::use_future).get();
        alice.close(asio::use_future).get();
        world.hub.close(asio::use_future).get();
    }
}

TEST_CASE("as_tuple brings errors as values and throws nothing", "[client]") { over_loopback(as_tuples); }

TEST_CASE("a deferred operation begins when it is awaited", "[client]") { over_loopback(deferred); }

TEST_CASE("a bound token of co_await explains itself like an unbound one", "[client]") { over_loopback(texts); }

TEST_CASE("a handler runs on the executor that it is bound to", "[client]") {
    World world;
    Client alice = world.client();
    asio::thread_pool elsewhere(1);
    std::promise<bool> there;
    alice.login("alice", world.hub.sign("alice"), asio::bind_executor(elsewhere, [&](error_code ec) {
                    there.set_value(!ec && elsewhere.get_executor().running_in_this_thread());
                }));
    const Background background(world.context);
    CHECK(there.get_future().get());
}
