// No secret is ever logged, by anybody, at any level.

#include "tests/client/world.hpp"

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

/// Keeps everything that is logged.
class Log {
public:
    LogSink sink() {
        return [this](LogLevel level, std::string_view line) {
            const std::lock_guard lock(mutex_);
            text_.append(std::to_string(static_cast<int>(level))).append(" ").append(line).append("\n");
        };
    }
    bool holds(std::string_view words) const {
        const std::lock_guard lock(mutex_);
        return text_.find(words) != std::string::npos;
    }

private:
    mutable std::mutex mutex_;
    std::string text_;
};

asio::awaitable<void> busy_day(World& world, Log& log, std::vector<std::string>& secrets) {
    const auto faults = std::make_shared<Faults>();
    Client alice = world.client(faults, ClientOptions().log(log.sink()));
    Client bob = world.client(ClientOptions().log(log.sink()));
    Client twin = world.client(ClientOptions().log(log.sink()));
    asio::io_context elsewhere;
    hub::Hub forger(elsewhere.get_executor(), hub::HubOptions().app(test_app, Secret("another key")));

    const Secret forged = forger.sign("alice"), sig = world.hub.sign("alice"), expired = world.hub.sign("alice", {});
    for (const Secret* secret : {&forged, &sig, &expired}) secrets.emplace_back(secret->reveal());
    int code = co_await code_of(alice.login("alice", forged));
    CHECK(code == 70003);
    code = co_await code_of(alice.login("alice", expired));
    CHECK(code == 70001);
    co_await alice.login("alice", sig);
    co_await log_in(world, bob, "bob");
    co_await say(alice, "bob", "a very private text");
    co_await next_message(bob);
    code = co_await code_of(say(alice, "nobody", "another private text"));
    CHECK(code == 20003);
    faults->cut();
    co_await until(alice, ConnectionState::connecting);
    co_await until(alice, ConnectionState::online);
    co_await twin.login("alice", sig);
    co_await until(alice, ConnectionState::kicked);
    co_await bob.close();
}

}  // namespace

TEST_CASE("neither a UserSig nor the key nor a message's text is ever logged", "[client]") {
    Log log;
    std::vector<std::string> secrets{std::string(test_key)};
    {
        World world(each_way(), hub_options().log(log.sink()));
        world.run(busy_day(world, log, secrets));
    }
    REQUIRE(secrets.size() == 4);
    for (const std::string& secret : secrets) CHECK_FALSE(log.holds(secret));
    CHECK_FALSE(log.holds("private text"));
    // It was the right log.
    CHECK(log.holds("alice is online"));
}
