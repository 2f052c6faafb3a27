// What `receive` promises: messages are read from the store, one reader at a time, and a crash repeats rather than
// loses.

#include "tests/client/world.hpp"
#include "tests/support/temporary_directory.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

asio::awaitable<void> unread(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    std::vector<std::string> expected;
    for (int i = 0; i < 300; ++i) {
        expected.push_back("unread " + std::to_string(i));
        alice.c2c("bob").send(TextElem{expected.back()}, [](error_code, const Message&) {});
    }
    expected.push_back("unread, too");
    co_await say(alice, "bob", expected.back());
    // Nobody reads at bob's; he writes all the same.
    const Message answer = co_await say(bob, "alice", "I do not read");
    CHECK(answer.status() == MsgStatus::send_succ);
    const std::vector<std::string> heard = co_await next_texts(bob, expected.size());
    CHECK(heard == expected);
}

asio::awaitable<void> one_at_a_time(World& world) {
    Client alice = world.client();
    int first = -1;
    bool brought = false;
    alice.receive([&](error_code ec, const Event& event) {
        first = ec.value();
        brought = std::holds_alternative<ConnectionChanged>(event);
    });
    const auto second = co_await alice.receive(asio::as_tuple(asio::use_awaitable));
    CHECK(std::get<0>(second) == Errc::in_progess);
    CHECK(first == -1);
    co_await log_in(world, alice, "alice");
    CHECK(first == 0);
    CHECK(brought);
}

asio::awaitable<void> cancelled(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    co_await until(bob, ConnectionState::online);
    asio::cancellation_signal stop;
    int code = -1;
    bob.receive(asio::bind_cancellation_slot(stop.slot(), [&](error_code ec, const Event&) { code = ec.value(); }));
    stop.emit(asio::cancellation_type::total);
    co_await say(alice, "bob", "still comes");
    const Message heard = co_await next_message(bob);
    CHECK(code == asio::error::operation_aborted);
    CHECK(heard.text() == "still comes");
}

asio::awaitable<void> read_two_of_three(World& world, std::string folder) {
    Client alice = world.client(), bob = world.client(ClientOptions().data(folder));
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    co_await say(alice, "bob", "one");
    co_await say(alice, "bob", "two");
    co_await say(alice, "bob", "three");
    const std::vector<std::string> heard = co_await next_texts(bob, 2);
    CHECK(heard == std::vector<std::string>{"one", "two"});
    // The program ends here, while it works on the second message.
}

asio::awaitable<void> read_on(World& world, std::string folder) {
    Client alice = world.client(), bob = world.client(ClientOptions().data(folder));
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    co_await say(alice, "bob", "four");
    const std::vector<std::string> heard = co_await next_texts(bob, 3);
    CHECK(heard == std::vector<std::string>{"two", "three", "four"});
}

asio::awaitable<void> conversations_change(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    co_await say(alice, "bob", "here is a new conversation");
    const ConversationsChanged changed = co_await next<ConversationsChanged>(bob);
    CHECK(changed.conversations == std::vector<ConvKey>{ConvKey(ConvType::c2c, "alice")});
}

asio::awaitable<void> across_logouts(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");
    co_await until(bob, ConnectionState::online);
    // Begun before the logout, it brings what the next login finds.
    int code = -1;
    std::string text;
    co_await bob.logout();
    co_await until(bob, ConnectionState::offline);
    bob.receive([&](error_code ec, const Event& event) {
        code = ec.value();
        if (const auto* changed = std::get_if<ConnectionChanged>(&event))
            text = changed->state == ConnectionState::connecting ? "connecting" : "something else";
    });
    co_await say(alice, "bob", "while you were out");
    CHECK(code == -1);
    co_await log_in(world, bob, "bob");
    CHECK(code == 0);
    CHECK(text == "connecting");
    const Message heard = co_await next_message(bob);
    CHECK(heard.text() == "while you were out");
}

}  // namespace

TEST_CASE("an unread inbox keeps everything and hinders nothing", "[client]") { over_each_way(unread); }

TEST_CASE("a second receive ends with 6015 and leaves the first alone", "[client]") { over_loopback(one_at_a_time); }

TEST_CASE("a cancelled receive loses nothing", "[client]") { over_each_way(cancelled); }

TEST_CASE("a restart repeats the last message and loses none", "[client]") {
    const TemporaryDirectory folder;
    World world(each_way());
    world.run(read_two_of_three(world, folder.file(u8"bob")));
    world.run(read_on(world, folder.file(u8"bob")));
}

TEST_CASE("a conversation that appears is an event", "[client]") { over_each_way(conversations_change); }

TEST_CASE("a receive waits across a logout and a login", "[client]") { over_loopback(across_logouts); }
