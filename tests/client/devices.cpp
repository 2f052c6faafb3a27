// Several devices of one user, and one device over several lives.

#include "tests/client/world.hpp"
#include "tests/support/temporary_directory.hpp"

#include <boost/asio/post.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

ClientOptions on(Platform platform) { return ClientOptions().platform(platform); }

std::vector<std::string> ids_of(const std::vector<Message>& messages) {
    std::vector<std::string> ids;
    for (const Message& message : messages) ids.push_back(message.id());
    return ids;
}

asio::awaitable<void> same_logs(World& world) {
    Client desk = world.client(on(Platform::windows)), phone = world.client(on(Platform::ios));
    Client bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, desk, "alice");
    co_await log_in(world, phone, "alice");
    for (int i = 0; i < 5; ++i) {
        co_await say(desk, "bob", "desk " + std::to_string(i));
        co_await say(phone, "bob", "phone " + std::to_string(i));
        co_await say(bob, "alice", "bob " + std::to_string(i));
    }
    const std::vector<Message> at_desk = co_await filled(desk, desk.c2c("bob"), 15);
    const std::vector<Message> at_phone = co_await filled(phone, phone.c2c("bob"), 15);
    CHECK(at_desk.size() == 15);
    CHECK(ids_of(at_desk) == ids_of(at_phone));
    for (std::size_t i = 0; i < 15; ++i) {
        CHECK(at_desk[i].data().seq == 15 - i);
        CHECK(at_desk[i].data() == at_phone[i].data());
    }
}

constexpr std::size_t long_history = 900;

asio::awaitable<void> new_device(World& world) {
    Client desk = world.client(on(Platform::windows));
    Client bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, desk, "alice");
    for (std::size_t i = 1; i < long_history; ++i)
        desk.c2c("bob").send(TextElem{"old " + std::to_string(i)}, [](error_code, const Message&) {});
    co_await say(desk, "bob", "newest");

    Client phone = world.client(on(Platform::ios));
    co_await log_in(world, phone, "alice");
    co_await until(phone, ConnectionState::online);
    const std::vector<Message> first = co_await phone.c2c("bob").history();
    REQUIRE_FALSE(first.empty());
    CHECK(first[0].text() == "newest");

    const std::vector<Message> at_phone = co_await filled(phone, phone.c2c("bob"), long_history);
    const std::vector<Message> at_desk = co_await whole_history(desk.c2c("bob"));
    CHECK(at_phone.size() == long_history);
    CHECK(ids_of(at_phone) == ids_of(at_desk));
}

asio::awaitable<void> kicked(World& world) {
    Client old_phone = world.client(on(Platform::ios)), new_phone = world.client(on(Platform::ios));
    Client desk = world.client(on(Platform::windows));
    co_await log_in(world, desk, "alice");
    co_await log_in(world, old_phone, "alice");
    co_await until(old_phone, ConnectionState::online);
    co_await log_in(world, new_phone, "alice");

    const ConnectionChanged change = co_await next<ConnectionChanged>(old_phone);
    CHECK(change.state == ConnectionState::kicked);
    CHECK(change.reason.code == Errc::login_kicked_off_by_other);
    CHECK(old_phone.state() == ConnectionState::kicked);
    const int refused = co_await code_of(say(old_phone, "alice", "too late"));
    CHECK(refused == 6014);
    // The others go on, and the one that was kicked may come back.
    co_await say(desk, "alice", "still here");
    co_await say(new_phone, "alice", "and here");
    co_await log_in(world, old_phone, "alice");
    co_await say(old_phone, "alice", "back");
    co_await until(new_phone, ConnectionState::kicked);
}

asio::awaitable<void> kicked_while_away(World& world) {
    const auto faults = std::make_shared<Faults>();
    Client old_phone = world.client(faults, on(Platform::ios)), new_phone = world.client(on(Platform::ios));
    co_await log_in(world, old_phone, "alice");
    co_await until(old_phone, ConnectionState::online);
    faults->down(true);
    faults->cut();
    co_await until(old_phone, ConnectionState::connecting);
    int waiting = 0;
    old_phone.c2c("alice").send(TextElem{"written offline"},
                                [&](error_code ec, const Message&) { waiting = ec.value(); });
    co_await log_in(world, new_phone, "alice");
    faults->down(false);
    const ConnectionChanged change = co_await next<ConnectionChanged>(old_phone);
    CHECK(change.state == ConnectionState::kicked);
    CHECK(change.reason.code == Errc::login_kicked_off_by_other);
    while (waiting == 0) co_await asio::post(asio::use_awaitable);
    CHECK(waiting == 6208);
    co_await say(new_phone, "alice", "unharmed");
}

asio::awaitable<void> replaced(World& world) {
    Client bob = world.client();
    co_await log_in(world, bob, "bob");
    const auto faults = std::make_shared<Faults>();
    Client alice = world.client(faults);
    co_await log_in(world, alice, "alice");
    co_await until(alice, ConnectionState::online);
    // The hub still has the old connection when the device comes back on a new one.
    faults->abandon();
    co_await until(alice, ConnectionState::connecting);
    co_await until(alice, ConnectionState::online);
    co_await say(alice, "bob", "here again");
    const Message heard = co_await next_message(bob);
    CHECK(heard.text() == "here again");
    CHECK(alice.state() == ConnectionState::online);
}

asio::awaitable<void> first_life(World& world, std::string folder) {
    Client alice = world.client(ClientOptions().data(folder)), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    co_await say(alice, "bob", "written in the first life");
    co_await say(bob, "alice", "read in the first life");
    co_await next_message(alice);
    co_await alice.close();
    co_await say(bob, "alice", "sent in between");
}

asio::awaitable<void> second_life(World& world, std::string folder) {
    Client alice = world.client(ClientOptions().data(folder));
    co_await log_in(world, alice, "alice");
    const std::vector<Message> held = co_await filled(alice, alice.c2c("bob"), 3);
    REQUIRE(held.size() == 3);
    CHECK(held[0].text() == "sent in between");
    CHECK(held[1].text() == "read in the first life");
    CHECK(held[2].text() == "written in the first life");
    co_await say(alice, "bob", "and goes on");
    co_await alice.close();
}

asio::awaitable<void> without_hub(World& world, std::string folder) {
    const auto faults = std::make_shared<Faults>();
    faults->down(true);
    Client alice = world.client(faults, ClientOptions().data(folder).deadline(std::chrono::milliseconds(50)));
    const int refused = co_await code_of(log_in(world, alice, "alice"));
    CHECK(refused == 9523);
}

asio::awaitable<void> two_users_one_folder(World& world, std::string folder) {
    Client alice = world.client(ClientOptions().data(folder)), bob = world.client(ClientOptions().data(folder));
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "../bob/..\\*");
    co_await say(alice, "../bob/..\\*", "odd names are just names");
    const Message heard = co_await next_message(bob);
    CHECK(heard.text() == "odd names are just names");
    co_await alice.close();
    co_await bob.close();
}

asio::awaitable<void> locked(World& world, std::string folder) {
    Client first = world.client(ClientOptions().data(folder)), second = world.client(ClientOptions().data(folder));
    co_await log_in(world, first, "alice");
    const int refused = co_await code_of(log_in(world, second, "alice"));
    CHECK(refused == 7010);
    CHECK(second.state() == ConnectionState::offline);
    co_await first.close();
    co_await log_in(world, second, "alice");
}

}  // namespace

TEST_CASE("two devices of one user end with identical logs", "[client]") { over_each_way(same_logs); }

TEST_CASE("a new device shows the newest page first, then fills itself backward over many pages", "[client]") {
    over_each_way(new_device);
}

TEST_CASE("a second device of the same kind kicks the first, which is told 6208 and is logged in no more", "[client]") {
    over_each_way(kicked);
}

TEST_CASE("a device that was away while another of its kind logged in does not kick it, but ends with 6208",
          "[client]") {
    over_each_way(kicked_while_away);
}

TEST_CASE("the same device replaces its own old session without a word", "[client]") { over_each_way(replaced); }

TEST_CASE("a store on disk survives a restart and catches up with what came in between", "[client]") {
    const TemporaryDirectory folder;
    World world(each_way());
    world.run(first_life(world, folder.file(u8"alice")));
    world.run(without_hub(world, folder.file(u8"alice")));
    world.run(second_life(world, folder.file(u8"alice")));
}

TEST_CASE("users share a folder, whatever their ids look like", "[client]") {
    const TemporaryDirectory folder;
    World world;
    world.run(two_users_one_folder(world, folder.file(u8"both")));
}

TEST_CASE("a store that is in use refuses a second login with 7010", "[client]") {
    const TemporaryDirectory folder;
    World world;
    world.run(locked(world, folder.file(u8"alice")));
}
