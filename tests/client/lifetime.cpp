// Clients that go in the middle of things, and clients that many threads use.

#include "tests/client/world.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/use_future.hpp>

#include <atomic>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

/// Counts the end of an operation, whatever it brings.
struct Ends {
    int& ended;

    template <class... Brought>
    void operator()(error_code, Brought&&...) const {
        ++ended;
    }
};

/// A client with a bit of everything under way, and how many of its operations have begun and ended.
class Busy {
public:
    explicit Busy(World& world) : client(world.client()), to_self_(client->c2c("alice")), group_(client->group("g")) {
        client->receive(ends());
        client->login("alice", world.hub.sign("alice"), [this, end = ends()](error_code ec) {
            end(ec);
            if (!ec && client) go_on();
        });
    }

    bool over() const { return ended_ == begun_; }
    /// Handles outlive the client they came from; what they are asked for then ends, too.
    void use_handles() {
        to_self_.send(TextElem{"too late"}, ends());
        group_.members(0, ends());
    }

    std::optional<Client> client;

private:
    Ends ends() {
        ++begun_;
        return Ends{ended_};
    }

    void go_on() {
        for (int i = 0; i < 3; ++i) to_self_.send(TextElem{"text " + std::to_string(i)}, ends());
        to_self_.history(HistoryQuery{}, ends());
        client->create_group(CreateGroupParam(GroupType::work, "w").set_group_id("g"), ends());
        client->receive(ends());
        client->groups(ends());
        to_self_.send(TextElem{"last"}, [this, end = ends()](error_code ec, const Message&) {
            end(ec);
            if (client) client->logout(ends());
        });
    }

    Conversation to_self_;
    Group group_;
    int begun_ = 0;
    int ended_ = 0;
};

/// Runs that many steps; false when there was less to do.
bool run_steps(World& world, const Busy& busy, int count) {
    for (int i = 0; i < count; ++i) {
        if (busy.over()) return false;
        world.context.restart();
        world.context.run_one_for(std::chrono::seconds(60));
    }
    return true;
}

asio::awaitable<void> keep(World& world, Message& sent, std::vector<Message>& history) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    sent = co_await say(alice, "alice", "kept");
    history = co_await alice.c2c("alice").history();
}

/// Tells that it was destroyed.
struct Farewell {
    bool& told;
    explicit Farewell(bool& flag) : told(flag) {}
    Farewell(const Farewell&) = delete;
    ~Farewell() { told = true; }
};

/// What a program looks like whose user presses Ctrl-C: a client in a coroutine that waits.
asio::awaitable<void> wait_for_ever(World& world, int what, bool& waiting, bool& gone) {
    const Farewell farewell(gone);
    const auto faults = std::make_shared<Faults>();
    Client alice = world.client(faults);
    if (what == 0) {
        faults->lose_request("hello");
        waiting = true;
        co_await log_in(world, alice, "alice");
    }
    co_await log_in(world, alice, "alice");
    co_await until(alice, ConnectionState::online);
    faults->lose_request(what == 1 ? "send" : "group.mine");
    waiting = true;
    if (what == 1) co_await say(alice, "alice", "never written");
    if (what == 2) co_await alice.groups();
    for (;;) co_await alice.receive();
}

/// The context on several threads.
class Threads {
public:
    Threads(asio::io_context& context, int count) : context_(context), work_(context.get_executor()) {
        for (int i = 0; i < count; ++i) threads_.emplace_back([this] { context_.run(); });
    }
    ~Threads() {
        work_.reset();
        context_.stop();
        for (std::thread& thread : threads_) thread.join();
    }

private:
    asio::io_context& context_;
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    std::vector<std::thread> threads_;
};

}  // namespace

TEST_CASE("a client may go at any point: every operation ends all the same", "[client]") {
    int steps = 0;
    for (bool all_done = false; !all_done; steps += 7) {
        INFO(steps << " steps");
        World world;
        Busy busy(world);
        all_done = !run_steps(world, busy, steps);
        busy.client.reset();
        busy.use_handles();
        world.run_until([&] { return busy.over(); });
        CHECK(busy.over());
    }
    CHECK(steps > 50);
}

TEST_CASE("a client, its hub and their context may go at any point, in the middle of everything", "[client]") {
    const Way way = each_way();
    int steps = 0;
    for (bool all_done = false; !all_done; steps += 29) {
        World world(way);
        Busy busy(world);
        all_done = !run_steps(world, busy, steps);
    }
    CHECK(steps > 50);
}

TEST_CASE("a coroutine that holds its client and waits for it goes with the context", "[client]") {
    const int what = GENERATE(0, 1, 2, 3);
    const Way way = each_way();
    bool waiting = false, gone = false;
    {
        World world(way);
        asio::co_spawn(world.context, wait_for_ever(world, what, waiting, gone), [](std::exception_ptr) {});
        world.run_until([&] { return waiting; });
        world.context.restart();
        world.context.poll();
        CHECK_FALSE(gone);
    }
    CHECK(gone);
}

TEST_CASE("a client that is assigned to lets go of its old session", "[client]") {
    World world;
    Client alice = world.client();
    int code = -1;
    alice.receive([&](error_code ec, const Event&) { code = ec.value(); });
    alice = world.client();
    world.run_until([&] { return code != -1; });
    CHECK(code == asio::error::operation_aborted);
    world.run(log_in(world, alice, "alice"));
    CHECK(alice.state() != ConnectionState::offline);
}

TEST_CASE("messages and events outlive everything they came from", "[client]") {
    Message sent;
    std::vector<Message> history;
    {
        World world(each_way());
        world.run(keep(world, sent, history));
    }
    CHECK(sent.text() == "kept");
    REQUIRE(history.size() == 1);
    CHECK(history[0].id() == sent.id());
}

TEST_CASE("many threads use the same clients at once", "[client]") {
    constexpr int writers = 3, each = 30;
    World world(each_way());
    Client alice = world.client(), bob = world.client();
    {
        const Threads threads(world.context, 3);
        bob.login("bob", world.hub.sign("bob"), asio::use_future).get();
        alice.login("alice", world.hub.sign("alice"), asio::use_future).get();
        std::vector<std::thread> callers;
        std::atomic<int> failed{0};
        for (int w = 0; w < writers; ++w)
            callers.emplace_back([&, w] {
                const Conversation to_bob = alice.c2c("bob");
                std::vector<std::future<Message>> sent;
                for (int i = 0; i < each; ++i) {
                    sent.push_back(to_bob.send(TextElem{std::to_string(w)}, asio::use_future));
                    if (alice.state() == ConnectionState::offline) ++failed;
                }
                for (auto& one : sent)
                    if (one.get().status() != MsgStatus::send_succ) ++failed;
                if (to_bob.history(HistoryQuery{}, asio::use_future).get().empty()) ++failed;
            });
        std::vector<int> heard(writers);
        for (int arrived = 0; arrived < writers * each;) {
            const Event event = bob.receive(asio::use_future).get();
            const auto* news = std::get_if<NewMessage>(&event);
            if (!news) continue;
            ++heard[static_cast<std::size_t>(std::stoi(std::string(news->message.text())))];
            ++arrived;
        }
        for (std::thread& caller : callers) caller.join();
        CHECK(failed == 0);
        CHECK(heard == std::vector<int>(writers, each));
        alice.close(asio::use_future).get();
        bob.close(asio::use_future).get();
    }
}
