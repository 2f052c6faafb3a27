// Messages that outlive their program, and messages that are sent again.

#include "tests/client/stage.hpp"
#include "tests/support/temporary_directory.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

using namespace std::chrono_literals;

asio::awaitable<void> close(Client client) { co_await client.close(); }

/// Of several sends that nobody could write, the durable ones.
asio::awaitable<void> durable_sends_go_out_later(World& world) {
    const TemporaryDirectory folder;
    const ClientOptions options = ClientOptions().data(folder.file(u8"alice"));
    Client bob = world.client();
    co_await log_in(world, bob, "bob");
    {
        auto faults = std::make_shared<Faults>();
        Client alice = world.client(faults, options);
        co_await log_in(world, alice, "alice");
        co_await until(alice, ConnectionState::online);
        faults->down(true);
        faults->cut();
        co_await until(alice, ConnectionState::connecting);
        const Conversation with_bob = alice.c2c("bob").within(50ms);
        const SendOptions durable = SendOptions().durable();
        int code = 0;
        code = co_await code_of(with_bob.send(TextElem{"one"}, durable));
        CHECK(code == 9523);
        code = co_await code_of(with_bob.send(TextElem{"gone"}));
        CHECK(code == 9523);
        code = co_await code_of(with_bob.send(TextElem{"two"}, durable));
        CHECK(code == 9523);
        co_await close(std::move(alice));
    }
    Client alice = world.client(options);
    co_await log_in(world, alice, "alice");
    co_await say(alice, "bob", "three");
    const std::vector<std::string> heard = co_await next_texts(bob, 3);
    CHECK(heard == std::vector<std::string>{"one", "two", "three"});
    for (const char* text : {"one", "two"}) {
        const SendSettled settled = co_await next<SendSettled>(alice);
        CHECK(settled.message.text() == text);
        CHECK(settled.message.status() == MsgStatus::send_succ);
    }
    const std::vector<Message> held = co_await whole_history(alice.c2c("bob"));
    REQUIRE(held.size() == 4);
    std::size_t failed = 0;
    for (const Message& message : held)
        if (message.status() == MsgStatus::send_fail) {
            ++failed;
            CHECK(message.text() == "gone");
            CHECK(message.failure() == Errc::sdk_net_wait_send_timeout_no_network);
        }
    CHECK(failed == 1);
}

/// The hub has the message, its acknowledgement was lost, and the program ended.
asio::awaitable<void> unanswered_send_is_settled_later(World& world) {
    const TemporaryDirectory folder;
    const ClientOptions options = ClientOptions().data(folder.file(u8"alice"));
    Client bob = world.client();
    co_await log_in(world, bob, "bob");
    {
        auto faults = std::make_shared<Faults>();
        Client alice = world.client(faults, options);
        co_await log_in(world, alice, "alice");
        faults->lose_reply("send");
        Outcome outcome;
        alice.c2c("bob").send(TextElem{"only once"}, outcome.callback());
        const Message heard = co_await next_message(bob);
        CHECK(heard.text() == "only once");
        co_await close(std::move(alice));
        const int code = co_await end_of(outcome);
        CHECK(code != 0);
    }
    Client alice = world.client(options);
    co_await log_in(world, alice, "alice");
    const SendSettled settled = co_await next<SendSettled>(alice);
    CHECK_FALSE(settled.failure.code);
    CHECK(settled.message.status() == MsgStatus::send_succ);
    co_await say(alice, "bob", "end");
    const Message last = co_await next_message(bob);
    CHECK(last.text() == "end");
}

/// Through the handles of messages, as history shows them.
asio::awaitable<void> taken_back_and_sent_again(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    stage.faults->lose_request("send");
    Outcome lost;
    const Conversation with_bob = stage.alice.c2c("bob");
    with_bob.send(TextElem{"second"}, lost.callback());
    while (stage.faults->written("send") < 2) co_await asio::post(asio::use_awaitable);
    std::vector<Message> held = co_await with_bob.history();
    REQUIRE(held.size() == 2);
    REQUIRE(held[0].status() == MsgStatus::sending);
    Outcome cancelled;
    held[0].cancel(cancelled.callback());
    stage.faults->cut();
    const int code = co_await end_of(cancelled);
    CHECK(code == 0);
    const int lost_code = co_await end_of(lost);
    CHECK(lost_code == 8021);
    held = co_await with_bob.history();
    CHECK(held[0].status() == MsgStatus::cancel);
    CHECK(held[0].failure() == Errc::sdk_send_message_failed_with_cancel);

    stage.faults->heal();
    const Message again = co_await held[0].send();
    CHECK(again.id() == held[0].id());
    CHECK(again.status() == MsgStatus::send_succ);
    const Message heard = co_await next_message(stage.bob);
    CHECK(heard.text() == "second");
    const int too_late = co_await code_of(again.cancel());
    CHECK(too_late == 8020);
}

}  // namespace

TEST_CASE(
    "a message whose frame was lost is cancelled over the next connection, and arrives once when it is sent again",
    "[client]") {
    over_loopback(&taken_back_and_sent_again);
}

TEST_CASE("durable messages go out at the next login, in order; others failed with their reason", "[client]") {
    over_loopback(&durable_sends_go_out_later);
}

TEST_CASE("a message whose acknowledgement was lost with its program is settled at the next login, and arrived once",
          "[client]") {
    over_loopback(&unanswered_send_is_settled_later);
}
