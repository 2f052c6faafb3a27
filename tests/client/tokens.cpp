// Operations with every kind of completion token, cancelled and out of time.

#include "tests/client/world.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

using namespace std::chrono_literals;

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
asio::awaitable<int> end_of(Outcome& outcome) {
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

asio::awaitable<void> set_up(Stage& stage) {
    co_await log_in(stage.world, stage.bob, "bob");
    co_await log_in(stage.world, stage.alice, "alice");
    co_await until(stage.alice, ConnectionState::online);
    co_await say(stage.alice, "bob", "first");
    const Message first = co_await next_message(stage.bob);
    CHECK(first.text() == "first");
}

// ---- tokens

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

// ---- cancellation

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
        CHECK(message.status() == (message.text() == "taken back" ? MsgStatus::send_fail : MsgStatus::send_succ));
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

// ---- deadlines

asio::awaitable<void> login_deadline(World& world) {
    Stage stage(world, ClientOptions().deadline(20ms));
    stage.faults->lose_request("hello");
    const int code = co_await code_of(log_in(world, stage.alice, "alice"));
    CHECK((code == 6012 || code == 9523));
    CHECK(stage.alice.state() == ConnectionState::offline);
}

asio::awaitable<void> send_deadline(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    stage.faults->lose_reply("send");
    const Conversation hurried = stage.alice.c2c("bob").within(20ms);
    int code = co_await code_of(hurried.send(TextElem{"written"}));
    CHECK(code == 6012);
    stage.faults->heal();
    stage.faults->down(true);
    stage.faults->cut();
    co_await until(stage.alice, ConnectionState::connecting);
    code = co_await code_of(hurried.send(TextElem{"never written"}));
    CHECK(code == 9523);
    stage.faults->down(false);
    const SendSettled settled = co_await next<SendSettled>(stage.alice);
    CHECK(settled.message.text() == "written");
    CHECK_FALSE(settled.failure.code);
    co_await say(stage.alice, "bob", "end");
    const std::vector<std::string> heard = co_await next_texts(stage.bob, 2);
    CHECK(heard == std::vector<std::string>{"written", "end"});
}

asio::awaitable<void> group_deadline(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    const CreateGroupResult made = co_await stage.alice.create_group(CreateGroupParam(GroupType::work, "w"));
    stage.faults->lose_request("group.members");
    const Group group = stage.alice.group(made.group_id);
    const int code = co_await code_of(group.within(20ms).members());
    CHECK(code == 6012);
    stage.faults->heal();
    const GroupGetMemberInfoListResult members = co_await group.members();
    CHECK(members.members.size() == 1);
    CHECK(stage.faults->connections() == 1);
}

// ---- texts

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
    {
        const Background background(world.context);
        world.hub.open(asio::use_future).get();
        alice.login("alice", world.hub.sign("alice"), asio::use_future).get();
        const Message sent = alice.c2c("alice").send(TextElem{"to myself"}, asio::use_future).get();
        CHECK(sent.text() == "to myself");
        const CreateGroupResult made =
            alice.create_group(CreateGroupParam(GroupType::work, "w"), asio::use_future).get();
        CHECK(alice.group(made.group_id).info(asio::use_future).get().owner_identifier == "alice");
        CHECK(alice.c2c("alice").history(HistoryQuery{}, asio::use_future).get().size() == 1);
        CHECK(std::holds_alternative<ConnectionChanged>(alice.receive(asio::use_future).get()));
        std::string what;
        try {
            alice.c2c("nobody").send(TextElem{"?"}, asio::use_future).get();
        } catch (const Error& e) {
            what = e.what();
        }
        CHECK(what.find("nobody") != std::string::npos);
        alice.logout(asio::use_future).get();
        alice.close(asio::use_future).get();
        world.hub.close(asio::use_future).get();
    }
}

TEST_CASE("as_tuple brings errors as values and throws nothing", "[client]") {
    World world;
    world.run(as_tuples(world));
}

TEST_CASE("a deferred operation begins when it is awaited", "[client]") {
    World world;
    world.run(deferred(world));
}

TEST_CASE("a bound token of co_await explains itself like an unbound one", "[client]") {
    World world;
    world.run(texts(world));
}

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

TEST_CASE("a cancelled login ends, and the next one succeeds", "[client]") {
    World world;
    world.run(cancel_login(world));
}

TEST_CASE("a send that is cancelled before it was written fails, and the others go on", "[client]") {
    World world;
    world.run(cancel_unwritten_send(world));
}

TEST_CASE("a cancel after the write ends the call, and an event tells what became of the message", "[client]") {
    World world;
    world.run(cancel_written_send(world));
}

TEST_CASE("a cancelled group operation harms neither the connection nor the next one", "[client]") {
    World world;
    world.run(cancel_group_call(world));
}

TEST_CASE("a send does not honour total cancellation, because it cannot be taken back without a trace", "[client]") {
    World world;
    world.run(total_is_not_honoured(world));
}

TEST_CASE("a cancelled logout goes on without its caller", "[client]") {
    World world;
    world.run(cancel_logout(world));
}

TEST_CASE("reading history can be cancelled and has a deadline", "[client]") {
    SlowDatabase database;
    World world;
    world.run(slow_history(world, database));
}

TEST_CASE("a login that the hub does not answer ends at its deadline", "[client]") {
    World world;
    world.run(login_deadline(world));
}

TEST_CASE("a send ends at its deadline with 6012, without a connection with 9523", "[client]") {
    World world;
    world.run(send_deadline(world));
}

TEST_CASE("a group operation ends at its deadline with 6012 and harms nothing", "[client]") {
    World world;
    world.run(group_deadline(world));
}
