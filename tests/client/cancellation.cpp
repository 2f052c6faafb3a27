// Operations that are cancelled.

#include "tests/client/stage.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

using namespace std::chrono_literals;

asio::awaitable<void> cancel_login(World& world) {
    Stage stage(world);
    stage.faults->lose_request("hello");
    Outcome login;
    stage.alice.login("alice", world.hub.sign("alice"), login.cancellable());
    while (stage.faults->written("hello") == 0) co_await asio::post(asio::use_awaitable);
    login.signal.emit(asio::cancellation_type::terminal);
    const int code = co_await end_of(login);
    CHECK(code == asio::error::operation_aborted);
    CHECK(stage.alice.state() == ConnectionState::offline);
    stage.faults->heal();
    co_await log_in(world, stage.alice, "alice");
}

asio::awaitable<void> cancel_unwritten_send(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    stage.faults->down(true);
    stage.faults->cut();
    co_await until(stage.alice, ConnectionState::connecting);
    Outcome send, kept;
    stage.alice.c2c("bob").send(TextElem{"taken back"}, send.cancellable());
    stage.alice.c2c("bob").send(TextElem{"kept"}, kept.callback());
    send.signal.emit(asio::cancellation_type::partial);
    const int code = co_await end_of(send);
    CHECK(code == asio::error::operation_aborted);
    stage.faults->down(false);
    const int other = co_await end_of(kept);
    CHECK(other == 0);
    const Message heard = co_await next_message(stage.bob);
    CHECK(heard.text() == "kept");
    const std::vector<Message> held = co_await whole_history(stage.alice.c2c("bob"));
    REQUIRE(held.size() == 3);
    for (const Message& message : held)
        CHECK(message.status() == (message.text() == "taken back" ? MsgStatus::cancel : MsgStatus::send_succ));
}

asio::awaitable<void> cancel_written_send(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    stage.faults->lose_reply("send");
    Outcome send;
    stage.alice.c2c("bob").send(TextElem{"on its way"}, send.cancellable());
    const Message heard = co_await next_message(stage.bob);
    CHECK(heard.text() == "on its way");
    send.signal.emit(asio::cancellation_type::terminal);
    const int code = co_await end_of(send);
    CHECK(code == asio::error::operation_aborted);
    CHECK(stage.faults->connections() == 1);
    // The call has ended, not the message: what becomes of it is told when it is known.
    stage.faults->heal();
    stage.faults->cut();
    const SendSettled settled = co_await next<SendSettled>(stage.alice);
    CHECK_FALSE(settled.failure.code);
    CHECK(settled.message.id() == heard.id());
    CHECK(settled.message.status() == MsgStatus::send_succ);
    co_await say(stage.alice, "bob", "next");
    const Message next = co_await next_message(stage.bob);
    CHECK(next.text() == "next");
}

asio::awaitable<void> cancel_group_call(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    stage.faults->lose_reply("group.mine");
    Outcome groups;
    stage.alice.groups(groups.cancellable());
    while (stage.faults->written("group.mine") == 0) co_await asio::post(asio::use_awaitable);
    groups.signal.emit(asio::cancellation_type::terminal);
    const int code = co_await end_of(groups);
    CHECK(code == asio::error::operation_aborted);
    stage.faults->heal();
    const std::vector<GroupBaseInfo> none = co_await stage.alice.groups();
    CHECK(none.empty());
    CHECK(stage.faults->connections() == 1);
}

asio::awaitable<void> total_is_not_honoured(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    Outcome send;
    stage.alice.c2c("bob").send(TextElem{"goes on"}, send.cancellable());
    send.signal.emit(asio::cancellation_type::total);
    const int code = co_await end_of(send);
    CHECK(code == 0);
    const Message heard = co_await next_message(stage.bob);
    CHECK(heard.text() == "goes on");
}

asio::awaitable<void> cancel_logout(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    Outcome logout;
    stage.alice.logout(logout.cancellable());
    logout.signal.emit(asio::cancellation_type::terminal);
    const int code = co_await end_of(logout);
    CHECK((code == 0 || code == asio::error::operation_aborted));
    // It goes on all the same.
    co_await until(stage.alice, ConnectionState::offline);
    for (int refused = 7502; refused == 7502;) refused = co_await code_of(log_in(world, stage.alice, "alice"));
    co_await say(stage.alice, "bob", "again");
}

/// A database thread that a test can stop for a while.
class SlowDatabase {
public:
    asio::any_io_executor executor() { return pool_.get_executor(); }
    void block() {
        gate_ = std::promise<void>();
        asio::post(pool_, [open = std::make_shared<std::future<void>>(gate_.get_future())] { open->wait(); });
    }
    void release() { gate_.set_value(); }
    ~SlowDatabase() { pool_.join(); }

private:
    std::promise<void> gate_;
    asio::thread_pool pool_{1};
};

asio::awaitable<void> slow_history(World& world, SlowDatabase& database) {
    Stage stage(world, ClientOptions().database_executor(database.executor()));
    co_await set_up(stage);
    database.block();
    Outcome cancelled, late;
    const Conversation to_bob = stage.alice.c2c("bob");
    to_bob.history(HistoryQuery{}, cancelled.cancellable());
    to_bob.within(10ms).history(HistoryQuery{}, late.callback());
    cancelled.signal.emit(asio::cancellation_type::total);
    int code = co_await end_of(cancelled);
    CHECK(code == asio::error::operation_aborted);
    code = co_await end_of(late);
    CHECK(code == 6012);
    database.release();
    const std::vector<Message> held = co_await to_bob.history();
    CHECK(held.size() == 1);
    co_await stage.alice.close();
}

/// Whenever the cancel comes, also between the look into the store and the request to the hub.
asio::awaitable<void> cancel_between_steps(World& world) {
    Stage stage(world, ClientOptions().database_executor(world.context.get_executor()));
    co_await set_up(stage);
    stage.faults->down(true);
    stage.faults->cut();
    co_await until(stage.alice, ConnectionState::connecting);
    const Conversation to_bob = stage.alice.c2c("bob").within(2s);
    for (int turns = 0; turns < 40; ++turns) {
        Outcome clearing;
        to_bob.clear(clearing.cancellable());
        for (int turn = 0; turn < turns; ++turn) co_await asio::post(asio::use_awaitable);
        clearing.signal.emit(asio::cancellation_type::terminal);
        const int code = co_await end_of(clearing);
        CAPTURE(turns);
        CHECK(code == asio::error::operation_aborted);
    }
    stage.faults->down(false);
    co_await until(stage.alice, ConnectionState::online);
    const std::vector<Message> held = co_await to_bob.history();
    CHECK(held.size() == 1);
}

}  // namespace

TEST_CASE("a cancelled login ends, and the next one succeeds", "[client]") { over_loopback(cancel_login); }

TEST_CASE("a send that is cancelled before it was written fails, and the others go on", "[client]") {
    over_loopback(cancel_unwritten_send);
}

TEST_CASE("a cancel after the write ends the call, and an event tells what became of the message", "[client]") {
    over_loopback(cancel_written_send);
}

TEST_CASE("a cancelled group operation harms neither the connection nor the next one", "[client]") {
    over_loopback(cancel_group_call);
}

TEST_CASE("a send does not honour total cancellation, because it cannot be taken back without a trace", "[client]") {
    over_loopback(total_is_not_honoured);
}

TEST_CASE("a cancelled logout goes on without its caller", "[client]") { over_loopback(cancel_logout); }

TEST_CASE("reading history can be cancelled and has a deadline", "[client]") {
    SlowDatabase database;
    World world;
    world.run(slow_history(world, database));
}

TEST_CASE("an operation of several steps is cancelled between them, too", "[client]") {
    over_loopback(cancel_between_steps);
}
