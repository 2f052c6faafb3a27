// Users write to each other, over every way to the hub.

#include "tests/client/world.hpp"

#include <algorithm>
#include <future>
#include <string>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

asio::awaitable<void> both_ways(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");

    const Message hello = co_await say(alice, "bob", "Hello Bob!");
    CHECK(hello.status() == MsgStatus::send_succ);
    CHECK(hello.sender() == "alice");
    CHECK(hello.data().is_from_self);
    CHECK(hello.data().conv_id == "bob");
    CHECK(hello.data().server_time > 0);
    CHECK(hello.id().starts_with("alice-"));

    const Message heard = co_await next_message(bob);
    CHECK(heard.id() == hello.id());
    CHECK(heard.text() == "Hello Bob!");
    CHECK(heard.sender() == "alice");
    CHECK_FALSE(heard.data().is_from_self);
    CHECK(heard.data().conv_id == "alice");
    CHECK(heard.data().conv_type == ConvType::c2c);
    CHECK(heard.data().server_time == hello.data().server_time);
    CHECK(heard.status() == MsgStatus::send_succ);

    co_await say(bob, "alice", "Hello Alice!");
    const Message answer = co_await next_message(alice);
    CHECK(answer.text() == "Hello Alice!");

    const std::vector<Message> at_alice = co_await whole_history(alice.c2c("bob"));
    const std::vector<Message> at_bob = co_await whole_history(bob.c2c("alice"));
    REQUIRE(at_alice.size() == 2);
    REQUIRE(at_bob.size() == 2);
    CHECK(at_alice[0].id() == answer.id());
    CHECK(at_alice[1].id() == hello.id());
    CHECK(at_bob[0].id() == answer.id());
    CHECK(at_bob[1].id() == hello.id());
}

constexpr std::size_t flood = 200;

asio::awaitable<void> many_in_flight(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");

    std::vector<std::uint64_t> numbers(flood);
    std::size_t acknowledged = 0;
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < flood; ++i) {
        expected.push_back("message " + std::to_string(i));
        alice.c2c("bob").send(TextElem{expected.back()}, [&, i](error_code ec, const Message& sent) {
            if (!ec) numbers[i] = sent.data().seq;
            ++acknowledged;
        });
    }
    const std::vector<std::string> heard = co_await next_texts(bob, flood);
    CHECK(heard == expected);
    // Behind all the others, so every acknowledgement has come when it is acknowledged itself.
    co_await say(alice, "bob", "last");
    CHECK(acknowledged == flood);
    for (std::size_t i = 1; i < flood; ++i) REQUIRE(numbers[i] == numbers[i - 1] + 1);
}

asio::awaitable<void> elements_and_options(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");

    const Conversation to_bob = alice.c2c("bob");
    co_await to_bob.send(TextElem{"看这里 👩‍👩‍👧 \"quoted\"\n\\ \t end"},
                         CustomElem{"{\"a\":1}"}.set_desc("thing"), FaceElem{3, "smile"},
                         LocationElem{"Oslo", 10.757933, 59.911491},
                         SendOptions{}.exclude_from_unread().cloud_custom("travels ✈"));
    const Message heard = co_await next_message(bob);
    REQUIRE(heard.data().elements.size() == 4);
    CHECK(heard.text() == "看这里 👩‍👩‍👧 \"quoted\"\n\\ \t end");
    REQUIRE(heard.get<CustomElem>());
    CHECK(heard.get<CustomElem>()->data == "{\"a\":1}");
    CHECK(heard.get<CustomElem>()->desc == "thing");
    REQUIRE(heard.get<FaceElem>());
    CHECK(heard.get<FaceElem>()->index == 3);
    REQUIRE(heard.get<LocationElem>());
    CHECK(heard.get<LocationElem>()->longitude == 10.757933);
    CHECK(heard.data().is_excluded_from_unread_count);
    CHECK(heard.data().cloud_custom_str == "travels ✈");
    CHECK_FALSE(heard.data().is_online_msg);
}

asio::awaitable<void> online_only(World& world) {
    Client alice = world.client(), bob = world.client(), carol = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, carol, "carol");
    co_await carol.logout();
    co_await log_in(world, alice, "alice");

    const Conversation to_bob = alice.c2c("bob"), to_carol = alice.c2c("carol");
    const Message sent = co_await to_bob.send(TextElem{"typing…"}, SendOptions{}.online_only());
    CHECK(sent.status() == MsgStatus::send_succ);
    const Message heard = co_await next_message(bob);
    CHECK(heard.text() == "typing…");
    CHECK(heard.id() == sent.id());
    CHECK(heard.data().is_online_msg);
    CHECK(heard.data().conv_id == "alice");

    // Who is offline never gets it, and nobody stores it.
    co_await to_carol.send(TextElem{"gone"}, SendOptions{}.online_only());
    co_await say(alice, "carol", "stays");
    co_await log_in(world, carol, "carol");
    const Message first = co_await next_message(carol);
    CHECK(first.text() == "stays");
    const std::vector<Message> stored_at_bob = co_await whole_history(bob.c2c("alice"));
    CHECK(stored_at_bob.empty());
    const std::vector<Message> stored_at_alice = co_await whole_history(alice.c2c("bob"));
    CHECK(stored_at_alice.empty());
}

asio::awaitable<void> offline_receiver(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await bob.logout();
    co_await log_in(world, alice, "alice");
    co_await say(alice, "bob", "one");
    co_await say(alice, "bob", "two");
    co_await log_in(world, bob, "bob");
    const std::vector<std::string> heard = co_await next_texts(bob, 2);
    CHECK(heard == std::vector<std::string>{"one", "two"});
}

asio::awaitable<void> own_other_device(World& world) {
    Client desk = world.client(ClientOptions().platform(Platform::windows));
    Client phone = world.client(ClientOptions().platform(Platform::ios));
    Client bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, desk, "alice");
    co_await log_in(world, phone, "alice");

    const Message sent = co_await say(desk, "bob", "from the desk");
    const Message mirrored = co_await next_message(phone);
    CHECK(mirrored.id() == sent.id());
    CHECK(mirrored.data().is_from_self);
    CHECK(mirrored.data().conv_id == "bob");

    // The sending device gets no event of its own message: the next one is the other device's.
    co_await say(phone, "bob", "from the phone");
    const Message at_desk = co_await next_message(desk);
    CHECK(at_desk.text() == "from the phone");
    CHECK(at_desk.data().is_from_self);
}

asio::awaitable<void> to_oneself(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const Message note = co_await say(alice, "alice", "note to myself");
    CHECK(note.data().is_from_self);
    const std::vector<Message> history = co_await whole_history(alice.c2c("alice"));
    REQUIRE(history.size() == 1);
    CHECK(history[0].text() == "note to myself");
}

}  // namespace

TEST_CASE("two users write to each other and both keep both messages", "[client]") { over_each_way(both_ways); }

TEST_CASE("two hundred sends in flight arrive in the order of the calls, numbered without a gap", "[client]") {
    over_each_way(many_in_flight);
}

TEST_CASE("several elements, every text and every option arrive as they were sent", "[client]") {
    over_each_way(elements_and_options);
}

TEST_CASE("an online-only message reaches who is online and is stored nowhere", "[client]") {
    over_each_way(online_only);
}

TEST_CASE("what was sent to a user who was offline arrives at the next login, in order", "[client]") {
    over_each_way(offline_receiver);
}

TEST_CASE("a user's other device sees what the user sends, as one's own", "[client]") {
    over_each_way(own_other_device);
}

TEST_CASE("a message to oneself is kept once", "[client]") { over_each_way(to_oneself); }
