// Links that break: nothing is lost, nothing is doubled, and the order stays.

#include "tests/client/world.hpp"
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

struct Pair {
    explicit Pair(World& world)
        : alice_faults(std::make_shared<Faults>()),
          bob_faults(std::make_shared<Faults>()),
          alice(world.client(alice_faults)),
          bob(world.client(bob_faults)) {}

    std::shared_ptr<Faults> alice_faults, bob_faults;
    Client alice, bob;
};

asio::awaitable<void> both_online(World& world, Pair& pair) {
    co_await log_in(world, pair.bob, "bob");
    co_await log_in(world, pair.alice, "alice");
    co_await until(pair.alice, ConnectionState::online);
    co_await until(pair.bob, ConnectionState::online);
}

constexpr int flood = 120;

asio::awaitable<void> cut_again_and_again(World& world) {
    Pair pair(world);
    co_await both_online(world, pair);
    std::vector<std::string> expected;
    int acknowledged = 0, failed = 0;
    for (int i = 0; i < flood; ++i) {
        expected.push_back("message " + std::to_string(i));
        pair.alice.c2c("bob").send(TextElem{expected.back()}, [&](error_code ec, const Message&) {
            ++(ec ? failed : acknowledged);
            // In the middle of everything, and so that acknowledgements are under way.
            if ((acknowledged + failed) % 25 == 1) pair.alice_faults->cut();
            if ((acknowledged + failed) % 40 == 7) pair.bob_faults->cut();
        });
    }
    const std::vector<std::string> heard = co_await next_texts(pair.bob, flood);
    CHECK(heard == expected);
    co_await say(pair.alice, "bob", "end");
    CHECK(acknowledged == flood);
    CHECK(failed == 0);
    const Message last = co_await next_message(pair.bob);
    CHECK(last.text() == "end");
    const std::vector<Message> at_alice = co_await whole_history(pair.alice.c2c("bob"));
    const std::vector<Message> at_bob = co_await whole_history(pair.bob.c2c("alice"));
    REQUIRE(at_alice.size() == flood + 1);
    REQUIRE(at_bob.size() == flood + 1);
    for (std::size_t i = 0; i < at_bob.size(); ++i) REQUIRE(at_alice[i].id() == at_bob[i].id());
    CHECK(pair.alice_faults->connections() >= 2);
}

asio::awaitable<void> lost_acknowledgement(World& world) {
    Pair pair(world);
    co_await both_online(world, pair);
    co_await say(pair.alice, "bob", "first");
    pair.alice_faults->lose_reply("send");
    Result<Message> outcome = Failure(Errc::in_progess);
    pair.alice.c2c("bob").send(TextElem{"only once"}, [&](error_code ec, Message sent) {
        if (ec)
            outcome = Failure(ec);
        else
            outcome = std::move(sent);
    });
    std::vector<std::string> heard = co_await next_texts(pair.bob, 2);
    CHECK(heard == std::vector<std::string>{"first", "only once"});
    CHECK(outcome.has_error());
    pair.alice_faults->heal();
    pair.alice_faults->cut();
    const Message last = co_await say(pair.alice, "bob", "last");
    // The repeat was answered with the first acknowledgement.
    REQUIRE(outcome.has_value());
    CHECK(outcome->status() == MsgStatus::send_succ);
    CHECK(outcome->data().seq == 2);
    CHECK(last.data().seq == 3);
    CHECK(pair.alice_faults->written("send") == 4);
    heard = co_await next_texts(pair.bob, 1);
    CHECK(heard == std::vector<std::string>{"last"});
}

asio::awaitable<void> missed_while_away(World& world) {
    Pair pair(world);
    co_await both_online(world, pair);
    pair.bob_faults->down(true);
    pair.bob_faults->cut();
    co_await until(pair.bob, ConnectionState::connecting);
    std::vector<std::string> expected;
    for (int i = 0; i < 30; ++i) {
        expected.push_back("missed " + std::to_string(i));
        co_await say(pair.alice, "bob", expected.back());
    }
    // He writes without a connection: it waits for the next one.
    bool sent = false;
    pair.bob.c2c("alice").send(TextElem{"written offline"}, [&](error_code ec, const Message&) { sent = !ec; });
    pair.bob_faults->down(false);
    const std::vector<std::string> heard = co_await next_texts(pair.bob, 30);
    CHECK(heard == expected);
    const Message answer = co_await next_message(pair.alice);
    CHECK(answer.text() == "written offline");
    co_await say(pair.bob, "alice", "end");
    CHECK(sent);
}

asio::awaitable<void> far_behind(World& world) {
    Pair pair(world);
    co_await both_online(world, pair);
    co_await say(pair.alice, "bob", "before");
    const Message before = co_await next_message(pair.bob);
    CHECK(before.text() == "before");
    pair.bob_faults->down(true);
    pair.bob_faults->cut();
    co_await until(pair.bob, ConnectionState::connecting);
    for (int i = 0; i < 600; ++i)
        pair.alice.c2c("bob").send(TextElem{"missed " + std::to_string(i)}, [](error_code, const Message&) {});
    co_await say(pair.alice, "bob", "newest");
    pair.bob_faults->down(false);
    // Too much to be news: the newest page is, the rest is history.
    Message heard;
    while (heard.text() != "newest") heard = co_await next_message(pair.bob);
    const std::vector<Message> held = co_await filled(pair.bob, pair.bob.c2c("alice"), 602);
    CHECK(held.size() == 602);
    for (std::size_t i = 0; i < held.size(); ++i) REQUIRE(held[i].data().seq == 602 - i);
}

asio::awaitable<void> slow_reader(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    co_await until(bob, ConnectionState::online);
    const std::string text(2000, 'x');
    for (int i = 0; i < 150; ++i)
        alice.c2c("bob").send(TextElem{std::to_string(i) + ' ' + text}, [](error_code, const Message&) {});
    const Message last = co_await say(alice, "bob", "end");
    const std::vector<Message> held = co_await filled(bob, bob.c2c("alice"), 151);
    CHECK(held.size() == 151);
    CHECK(held[0].id() == last.id());
    for (std::size_t i = 0; i < held.size(); ++i) REQUIRE(held[i].data().seq == 151 - i);
}

asio::awaitable<void> group_call_is_not_repeated(World& world) {
    Pair pair(world);
    co_await both_online(world, pair);
    pair.alice_faults->lose_reply("group.create");
    int code = -1;
    pair.alice.create_group(CreateGroupParam(GroupType::work, "tea"),
                            [&](error_code ec, const CreateGroupResult&) { code = ec.value(); });
    // Its conversation tells that the hub did it.
    co_await next<ConversationsChanged>(pair.alice);
    pair.alice_faults->cut();
    co_await until(pair.alice, ConnectionState::connecting);
    co_await until(pair.alice, ConnectionState::online);
    CHECK(code == 9508);
    const std::vector<GroupBaseInfo> groups = co_await pair.alice.groups();
    CHECK(groups.size() == 1);
}

/// A hub that is stopped and started anew on the same folder, while its clients stay.
class RestartingHub final : public wire::Peer {
public:
    RestartingHub(asio::io_context& context, std::string folder) : context_(context), folder_(std::move(folder)) {
        start();
    }

    void start() { hub = std::make_unique<hub::Hub>(context_.get_executor(), hub_options().data(folder_)); }

    std::shared_ptr<wire::Endpoint> accept(const wire::LinkInfo& info) override {
        return hub ? hub->peer()->accept(info) : nullptr;
    }

    std::unique_ptr<hub::Hub> hub;

private:
    asio::io_context& context_;
    std::string folder_;
};

asio::awaitable<void> hub_restarts(World& world, std::shared_ptr<RestartingHub> house) {
    const ClientOptions options = ClientOptions().app(test_app);
    Client alice(world.context.get_executor(), loopback(house), options);
    Client bob(world.context.get_executor(), loopback(house), options);
    co_await alice.login("alice", house->hub->sign("alice"));
    co_await bob.login("bob", house->hub->sign("bob"));
    std::vector<std::string> expected;
    int failed = 0;
    for (int i = 0; i < flood; ++i) {
        expected.push_back("message " + std::to_string(i));
        alice.c2c("bob").send(TextElem{expected.back()}, [&](error_code ec, const Message&) { failed += ec ? 1 : 0; });
    }
    std::vector<std::string> heard = co_await next_texts(bob, 10);
    co_await house->hub->close();
    house->hub.reset();
    co_await until(bob, ConnectionState::connecting);
    house->start();
    const std::vector<std::string> rest = co_await next_texts(bob, flood - 10);
    heard.insert(heard.end(), rest.begin(), rest.end());
    CHECK(heard == expected);
    co_await say(alice, "bob", "end");
    CHECK(failed == 0);
    const Message last = co_await next_message(bob);
    CHECK(last.text() == "end");
}

}  // namespace

TEST_CASE("links that are cut in the middle of a flood of sends lose nothing, double nothing and keep the order",
          "[client]") {
    over_each_way(cut_again_and_again);
}

TEST_CASE("a send whose acknowledgement is lost is repeated and stands in the log once", "[client]") {
    over_each_way(lost_acknowledgement);
}

TEST_CASE("what was missed and what was written without a connection arrive after it is back", "[client]") {
    over_each_way(missed_while_away);
}

TEST_CASE("a device that is far behind gets the newest page as news and the rest as history", "[client]") {
    over_each_way(far_behind);
}

TEST_CASE("a reader that is slower than the hub's queue catches up by position", "[client]") {
    Limits limits = unhurried();
    limits.session_queue_bytes = 8 * 1024;
    World world(each_way(), hub_options().limits(limits));
    world.run(slow_reader(world));
}

TEST_CASE("a group operation whose answer is lost with the link ends with 9508 and is not repeated", "[client]") {
    over_each_way(group_call_is_not_repeated);
}

TEST_CASE("a hub that restarts on its data in the middle of a flood loses nothing and doubles nothing", "[client]") {
    const TemporaryDirectory folder;
    World world;
    world.run(hub_restarts(world, std::make_shared<RestartingHub>(world.context, folder.file(u8"hub"))));
}
