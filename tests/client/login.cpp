// Logging in and out, and the states of the connection.

#include "tests/client/world.hpp"
#include "tests/support/shifted_clock.hpp"

#include <boost/asio/post.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

using namespace std::chrono_literals;

asio::awaitable<int> login_code(Client& client, std::string user, std::string sig) {
    const int code = co_await code_of(client.login(std::move(user), std::move(sig)));
    co_return code;
}

std::string text_of(const Secret& sig) { return std::string(sig.reveal()); }

asio::awaitable<void> wrong_sigs(World& world) {
    asio::io_context elsewhere;
    hub::Hub forger(elsewhere.get_executor(), hub::HubOptions().app(test_app, Secret("another key")));
    hub::Hub foreigner(elsewhere.get_executor(), hub::HubOptions().app(test_app + 1, Secret(std::string(test_key))));
    Client client = world.client();
    int code = co_await login_code(client, "alice", "");
    CHECK(code == 70002);
    code = co_await login_code(client, "alice", "eJy*no-sig");
    CHECK(code == 70003);
    code = co_await login_code(client, "alice", text_of(forger.sign("alice")));
    CHECK(code == 70003);
    code = co_await login_code(client, "alice", text_of(foreigner.sign("alice")));
    CHECK(code == 70014);
    code = co_await login_code(client, "alice", text_of(world.hub.sign("bob")));
    CHECK(code == 70013);
    code = co_await login_code(client, "alice", text_of(world.hub.sign("alice", 0s)));
    CHECK(code == 70001);
    code = co_await login_code(client, "", text_of(world.hub.sign("alice")));
    CHECK(code == 7003);
    code = co_await login_code(client, "what an extraordinarily long name", text_of(world.hub.sign("alice")));
    CHECK(code == 7003);
    CHECK(client.state() == ConnectionState::offline);
    // None of this stands in the way of a good one.
    code = co_await login_code(client, "alice", text_of(world.hub.sign("alice")));
    CHECK(code == 0);
}

asio::awaitable<void> wrong_app(World& world) {
    Client client(world.context.get_executor(), world.transport(), ClientOptions().app(test_app + 1));
    const int code = co_await login_code(client, "alice", text_of(world.hub.sign("alice")));
    CHECK(code == 70014);
}

asio::awaitable<void> refusal_text(World& world) {
    Client client = world.client();
    std::string what;
    const Secret expired = world.hub.sign("alice", 0s);
    try {
        co_await client.login("alice", expired);
    } catch (const Error& e) {
        what = e.what();
        CHECK_FALSE(e.text().empty());
        CHECK(what.find(error_code(Errc::svr_account_usersig_expired).message()) != std::string::npos);
        CHECK(what.starts_with(e.text()));
    }
    CHECK_FALSE(what.empty());
    CHECK(what.find(expired.reveal()) == std::string::npos);
}

asio::awaitable<void> twice(World& world) {
    Client client = world.client();
    int second = -1;
    client.login("alice", world.hub.sign("alice"), [](error_code) {});
    client.login("alice", world.hub.sign("alice"), [&](error_code ec) { second = ec.value(); });
    co_await until(client, ConnectionState::online);
    CHECK(second == 7501);
    const int third = co_await login_code(client, "alice", text_of(world.hub.sign("alice")));
    CHECK(third == 7014);
    const int other = co_await login_code(client, "bob", text_of(world.hub.sign("bob")));
    CHECK(other == 7014);
    co_await say(client, "alice", "the first login is unharmed");
}

asio::awaitable<void> not_logged_in(World& world) {
    Client client = world.client();
    const int sent = co_await code_of(say(client, "bob", "nobody is here"));
    CHECK(sent == 6014);
    const int out = co_await code_of(client.logout());
    CHECK(out == 6014);
    const int groups = co_await code_of(client.groups());
    CHECK(groups == 6014);
    const int history = co_await code_of(client.c2c("bob").history());
    CHECK(history == 6014);
}

asio::awaitable<void> two_logouts(World& world) {
    Client client = world.client();
    co_await log_in(world, client, "alice");
    int first = -1;
    client.logout([&](error_code ec) { first = ec.value(); });
    const int second = co_await code_of(client.logout());
    CHECK(second == 7502);
    while (first == -1) co_await asio::post(asio::use_awaitable);
    CHECK(first == 0);
    CHECK(client.state() == ConnectionState::offline);
    const int later = co_await code_of(client.logout());
    CHECK(later == 6014);
}

asio::awaitable<void> another_user(World& world) {
    Client client = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, client, "alice");
    co_await say(client, "bob", "from alice");
    co_await client.logout();
    CHECK(client.state() == ConnectionState::offline);
    co_await log_in(world, client, "carol");
    const std::vector<Message> nothing = co_await whole_history(client.c2c("bob"));
    CHECK(nothing.empty());
    co_await say(client, "bob", "from carol");
    const Message first = co_await next_message(bob);
    const Message second = co_await next_message(bob);
    CHECK(first.sender() == "alice");
    CHECK(second.sender() == "carol");
}

asio::awaitable<void> states(World& world, std::shared_ptr<Faults> faults) {
    Client client = world.client(faults);
    std::vector<ConnectionState> seen;
    CHECK(client.state() == ConnectionState::offline);
    // State events coalesce, so each change is awaited before the next is caused.
    client.login("alice", world.hub.sign("alice"), [](error_code) {});
    while (seen.empty() || seen.back() != ConnectionState::online) {
        const ConnectionChanged changed = co_await next<ConnectionChanged>(client);
        seen.push_back(changed.state);
        CHECK_FALSE(changed.reason.code);
    }
    CHECK(seen == std::vector{ConnectionState::connecting, ConnectionState::syncing, ConnectionState::online});

    faults->cut();
    seen.clear();
    ConnectionChanged lost = co_await next<ConnectionChanged>(client);
    CHECK(lost.state == ConnectionState::connecting);
    CHECK(lost.reason.code);
    while (seen.empty() || seen.back() != ConnectionState::online) {
        const ConnectionChanged changed = co_await next<ConnectionChanged>(client);
        seen.push_back(changed.state);
    }
    CHECK(seen == std::vector{ConnectionState::syncing, ConnectionState::online});

    co_await client.logout();
    const ConnectionChanged out = co_await next<ConnectionChanged>(client);
    CHECK(out.state == ConnectionState::offline);
    CHECK_FALSE(out.reason.code);
}

asio::awaitable<void> expires(World& world, ShiftedClock& clock) {
    Client client = world.client();
    const Secret for_a_minute = world.hub.sign("alice", 60s);
    co_await client.login("alice", for_a_minute);
    co_await until(client, ConnectionState::online);
    clock.shift = 61'000;
    const int refused = co_await code_of(client.groups());
    CHECK(refused == 6206);
    co_await until(client, ConnectionState::expired);
    const int later = co_await code_of(say(client, "alice", "too late"));
    CHECK(later == 6014);
    Client bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await say(bob, "alice", "meanwhile");
    co_await log_in(world, client, "alice");
    const Message missed = co_await next_message(client);
    CHECK(missed.text() == "meanwhile");
    co_await say(client, "alice", "with a new one");
}

asio::awaitable<void> close(World& world) {
    Client client = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, client, "alice");
    co_await say(client, "bob", "before");
    int waiting = 0;
    client.receive([&](error_code, const Event&) {});
    co_await client.close();
    client.receive([&](error_code ec, const Event&) { waiting = ec.value(); });
    const int after = co_await code_of(say(client, "bob", "after"));
    CHECK(after == asio::error::operation_aborted);
    co_await client.close();
    CHECK(waiting == asio::error::operation_aborted);
    const int again = co_await code_of(log_in(world, client, "alice"));
    CHECK(again == asio::error::operation_aborted);
}

asio::awaitable<void> close_unused(World& world) {
    Client client = world.client();
    co_await client.close();
    CHECK(client.state() == ConnectionState::offline);
}

asio::awaitable<void> unreachable(World& world) {
    const auto faults = std::make_shared<Faults>();
    faults->down(true);
    Client client = world.client(faults, ClientOptions().deadline(30ms));
    const int code = co_await code_of(log_in(world, client, "alice"));
    CHECK(code == 9523);
    CHECK(client.state() == ConnectionState::offline);
    faults->down(false);
    Client patient = world.client(faults);
    co_await log_in(world, patient, "alice");
}

asio::awaitable<void> several_ways(World& world) {
    const auto dead = std::make_shared<Faults>();
    dead->down(true);
    std::vector<Transport> hubs{faulty(world.transport(), dead), world.transport()};
    Client client(world.context.get_executor(), std::move(hubs), ClientOptions().app(test_app));
    co_await log_in(world, client, "alice");
    const Message sent = co_await say(client, "alice", "there is another way");
    CHECK(sent.status() == MsgStatus::send_succ);
}

}  // namespace

TEST_CASE("a wrong UserSig ends the login with its documented code", "[client]") { over_each_way(wrong_sigs); }

TEST_CASE("a client of another app is refused with 70014", "[client]") { over_loopback(wrong_app); }

TEST_CASE("the exception of a refused login explains itself and does not quote the UserSig", "[client]") {
    over_loopback(refusal_text);
}

TEST_CASE("a second login is refused with 7501 while one runs, with 7014 afterwards", "[client]") {
    over_each_way(twice);
}

TEST_CASE("without a login operations end with 6014", "[client]") { over_loopback(not_logged_in); }

TEST_CASE("a second logout is refused with 7502 while one runs, with 6014 afterwards", "[client]") {
    over_loopback(two_logouts);
}

TEST_CASE("after a logout another user logs in with the same client", "[client]") { over_each_way(another_user); }

TEST_CASE("every change of the connection is an event, in order", "[client]") {
    World world(each_way());
    world.run(states(world, std::make_shared<Faults>()));
}

TEST_CASE("when the UserSig runs out the session is expired with 6206, and a new one resumes it without loss",
          "[client]") {
    ShiftedClock clock;
    World world(each_way(), hub_options().clock(clock));
    world.run(expires(world, clock));
}

TEST_CASE("close completes, and ends everything that comes later with operation_aborted", "[client]") {
    over_each_way(close);
}

TEST_CASE("a client that was never used closes", "[client]") { over_loopback(close_unused); }

TEST_CASE("a login that reaches no hub ends with 9523 at its deadline", "[client]") { over_loopback(unreachable); }

TEST_CASE("a client with several ways to the hub takes the next when one fails", "[client]") {
    over_loopback(several_ways);
}
