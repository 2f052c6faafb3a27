// Who may log in at the hub, with which token, and for how long.

#include "tests/hub/house.hpp"
#include "tests/support/temporary_directory.hpp"

#include <chrono>
#include <string>
#include <vector>

using namespace tim;
using namespace tim::hub::test;

TEST_CASE("a login with a wrong token gets its documented code, and the connection ends") {
    struct Case {
        const char* title;
        std::string user, sig;
        int code;
    };
    House house(unhurried());
    const hub::HubOptions other_key = hub::HubOptions().app(app, Secret("other")).clock(house.clock);
    const hub::HubOptions other_app = hub::HubOptions().app(app + 1, Secret("key")).clock(house.clock);
    boost::asio::io_context context;
    hub::Hub forger(context.get_executor(), other_key), foreigner(context.get_executor(), other_app);
    const std::string mine(house.hub.sign("alice").reveal());
    const std::string old(house.hub.sign("alice", std::chrono::seconds(0)).reveal());
    const Case cases[] = {
        {"empty", "alice", "", 70002},
        {"malformed", "alice", "eJy*", 70003},
        {"forged", "alice", std::string(forger.sign("alice").reveal()), 70003},
        {"another user's", "bob", mine, 70013},
        {"another app's", "alice", std::string(foreigner.sign("alice").reveal()), 70014},
        {"expired", "alice", old, 70001},
        {"no user id", "", mine, 7003},
    };
    for (const Case& one : cases) {
        INFO(one.title);
        const auto session = house.connect();
        CHECK(code_of(session->hello(one.user, one.sig)) == one.code);
        session->wait_closed();
        CHECK_FALSE(session->open());
    }
    context.run();
}

TEST_CASE("hello tells the user's log, the epoch and the time") {
    House house;
    const auto session = house.connect();
    const auto reply = session->hello("alice", house.hub.sign("alice").reveal());
    REQUIRE(reply);
    const auto welcome = codec::read<wire::Welcome>(reply->body.view());
    REQUIRE(welcome);
    CHECK_FALSE(welcome->user_log.empty());
    CHECK_FALSE(welcome->epoch.empty());
    CHECK(welcome->time == house.clock.unix);
    CHECK(welcome->heartbeat > 0);
}

TEST_CASE("a second hello on the same connection is refused") {
    House house;
    const auto session = house.login("alice");
    CHECK(code_of(session->hello("alice", house.hub.sign("alice").reveal())) == 60017);
}

TEST_CASE("logins of one user beyond the rate are refused with 70050") {
    Limits limits;
    limits.logins_per_second = 1;
    House house(limits);
    house.login("alice");
    const auto again = house.connect();
    CHECK(code_of(again->hello("alice", house.hub.sign("alice").reveal())) == 70050);
    house.login("bob");
    house.clock.pass(1000);
    house.login("alice");
}

TEST_CASE("a session whose token runs out is told so and ends") {
    House house;
    const auto session = house.connect();
    REQUIRE(code_of(session->hello("alice", house.hub.sign("alice", std::chrono::seconds(60)).reveal())) == 0);
    house.clock.pass(60'000);
    session->request("ping");
    CHECK(session->push("expired"));
    session->wait_closed();
}

TEST_CASE("a session whose token runs out is told so without asking") {
    House house;
    const auto session = house.connect();
    REQUIRE(code_of(session->hello("alice", house.hub.sign("alice", std::chrono::seconds(20)).reveal())) == 0);
    house.clock.pass(20'000);
    CHECK(session->push("expired"));
    session->wait_closed();
}

TEST_CASE("a token that is valid longer than time goes is valid, one with a negative validity is not") {
    House house(unhurried());
    const auto for_ever = house.connect();
    REQUIRE(code_of(for_ever->hello("alice", house.hub.sign("alice", std::chrono::seconds::max()).reveal())) == 0);
    CHECK(code_of(for_ever->ask("ping")) == 0);
    const auto never = house.connect();
    CHECK(code_of(never->hello("bob", house.hub.sign("bob", std::chrono::seconds(-3600)).reveal())) == 70001);
}

TEST_CASE("a platform that the documents do not know is refused with 6017, and so is a device without an id") {
    House house(unhurried());
    const auto odd = house.connect();
    CHECK(code_of(odd->hello("alice", house.hub.sign("alice").reveal(), "d1", 777)) == 6017);
    const auto nameless = house.connect();
    CHECK(code_of(nameless->hello("alice", house.hub.sign("alice").reveal(), "")) == 6017);
}

TEST_CASE("nobody can be the system") {
    House house;
    CHECK(house.hub.sign("@TIM#SYSTEM").empty());
    const auto session = house.connect();
    CHECK(code_of(session->hello("@TIM#SYSTEM", house.hub.sign("alice").reveal())) == 7003);
}

TEST_CASE("a hub restored from a backup tells another epoch") {
    tim::test::TemporaryDirectory folder;
    std::vector<std::string> epochs;
    for (const bool restored : {false, false, true}) {
        boost::asio::io_context context;
        hub::Hub hub(context.get_executor(),
                     hub::HubOptions().data(folder.path().string()).app(app, Secret("key")).restored(restored));
        const auto session = RawSession::connect(context, *hub.peer());
        const auto reply = session->hello("alice", hub.sign("alice").reveal());
        REQUIRE(code_of(reply) == 0);
        epochs.push_back(codec::read<wire::Welcome>(reply->body.view())->epoch);
    }
    CHECK(epochs[0] == epochs[1]);
    CHECK(epochs[1] != epochs[2]);
}

TEST_CASE(
    "a hub without a key takes any token of the right form in its own process, and listens on this machine only") {
    boost::asio::io_context context;
    hub::Hub hub(context.get_executor());
    hub::Hub other(context.get_executor());
    const auto inside = RawSession::connect(context, *hub.peer(), wire::LinkInfo{"", true});
    CHECK(code_of(inside->hello("alice", other.sign("alice").reveal())) == 0);
    const auto outside = RawSession::connect(context, *hub.peer(), wire::LinkInfo{"127.0.0.1", false});
    CHECK(code_of(outside->hello("bob", other.sign("bob").reveal())) == 70003);
    CHECK(hub.listen(hub::ListenOptions().address("localhost")).has_value());
    const auto refused = hub.listen(hub::ListenOptions().address("0.0.0.0"));
    REQUIRE(refused.has_error());
    CHECK(refused.error().code == Errc::invalid_parameters);
}

TEST_CASE("what is no user id gets an empty token") {
    boost::asio::io_context context;
    const hub::Hub hub(context.get_executor());
    CHECK(hub.sign("").empty());
    CHECK(hub.sign("line\nfeed").empty());
    CHECK_FALSE(hub.sign("alice").empty());
}
