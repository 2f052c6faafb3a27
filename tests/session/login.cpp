#include "tests/session/rig.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::session;
using tim::session::test::call_with;
using tim::session::test::Outcome;
using tim::session::test::Rig;
using tim::session::test::ScriptedHub;

namespace {

using States = std::vector<ConnectionState>;

/// All states that are told until the next receive waits.
States states(Rig& rig) {
    States list;
    for (auto outcome = rig.receive(call_with(99)); outcome.done(); outcome = rig.receive(call_with(99)))
        if (const auto* change = std::get_if<ConnectionChanged>(&outcome.value())) list.push_back(change->state);
    rig.session->cancel(99);
    rig.run();
    return list;
}

}  // namespace

TEST_CASE("a login says hello, reads the heads and then is done; when nothing is missing the state is online") {
    Rig rig;
    const auto login = rig.login();
    CHECK(rig.session->state() == ConnectionState::connecting);
    const std::string hello = rig.accept();
    CHECK(hello.find("\"op\":\"hello\"") != std::string::npos);
    CHECK(rig.heard().empty());
    rig.welcome(hello);
    CHECK(rig.session->state() == ConnectionState::syncing);
    CHECK_FALSE(login.done());
    const std::string heads = rig.heard();
    CHECK(heads == "{\"body\":{},\"id\":" + Rig::id_of(heads) + ",\"op\":\"heads\"}");
    rig.answer(heads, "\"body\":{\"as_of\":0}");
    CHECK(login.code() == 0);
    CHECK(rig.session->state() == ConnectionState::online);
    CHECK(states(rig) == States{ConnectionState::connecting, ConnectionState::syncing, ConnectionState::online});
}

TEST_CASE("the hub's time is that of its welcome, and passes like the steady clock; the own time before it") {
    Rig rig;
    rig.pass(5001);
    CHECK(rig.session->server_time() == rig.time.unix_now());
    CHECK(rig.session->server_time() > 1'700'000'005'000);
    rig.login();
    // The hub's clock is seconds behind.
    rig.welcome(rig.accept());
    CHECK(rig.session->server_time() == 1'700'000'000'000);
    rig.pass(300);
    CHECK(rig.session->server_time() == 1'700'000'000'300);
}

TEST_CASE("hello names the user, the app, the kind of device and a device id that stays the same") {
    SessionOptions options;
    options.app_id = 1400000000;
    options.platform = Platform::mac;
    Rig rig(options);
    rig.login();
    const std::string hello = rig.accept();
    const auto at = hello.find("\"device\":\"") + 10;
    const std::string device = hello.substr(at, hello.find('"', at) - at);
    CHECK(device.size() == 32);
    CHECK(hello == "{\"body\":{\"app_id\":1400000000,\"client\":\"tim/0.1\",\"device\":\"" + device +
                       "\",\"platform\":4,\"sig\":\"the-sig\",\"user\":\"alice\",\"version\":1},\"id\":" +
                       Rig::id_of(hello) + ",\"op\":\"hello\"}");
    rig.link().cut();
    rig.pass(1000);
    CHECK(rig.accept().find(device) != std::string::npos);
}

TEST_CASE("a login is done before the conversations are caught up") {
    Rig rig;
    const auto login = rig.login();
    rig.come_online("{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":1,\"log\":\"a1\",\"start\":1}");
    CHECK(login.code() == 0);
    CHECK(rig.session->state() == ConnectionState::syncing);
    const std::string query = rig.heard();
    CHECK(query.find("{\"body\":{\"from\":1,\"log\":\"a1\",\"to\":1}") == 0);
    rig.answer(query, "\"body\":{\"from\":1,\"to\":1,\"head\":1,\"log\":\"a1\"}");
    CHECK(rig.session->state() == ConnectionState::online);
}

TEST_CASE("a refused login ends with the hub's number, and another one may follow") {
    Rig rig;
    const auto refused = rig.login();
    rig.answer(rig.accept(), "\"code\":70003,\"text\":\"forged\"");
    CHECK(refused.code() == 70003);
    CHECK(rig.session->state() == ConnectionState::offline);
    CHECK(rig.session->user().empty());
    rig.pass(100'000);
    CHECK(rig.hub->links.size() == 1);
    rig.be_online();
    CHECK(rig.session->user() == "alice");
}

TEST_CASE("a second login is refused while one runs and when one is done") {
    Rig rig;
    const auto login = rig.login();
    CHECK(rig.login().code() == 7501);
    rig.come_online();
    CHECK(login.code() == 0);
    CHECK(rig.login().code() == 7014);
    CHECK(rig.session->state() == ConnectionState::online);
}

TEST_CASE("a user id that is none is refused without a connection") {
    Rig rig;
    CHECK(rig.login("").code() == 7003);
    CHECK(rig.login("a\tb").code() == 7003);
    CHECK(rig.hub->links.empty());
}

TEST_CASE("a login without a connection tries until its deadline and says why it failed") {
    Rig rig;
    const auto login = rig.login("alice", call_with(1, 5000ms));
    for (int i = 0; i < 4; ++i) {
        rig.link().cut();
        rig.pass(1100);
    }
    CHECK(rig.hub->links.size() > 2);
    CHECK_FALSE(login.done());
    rig.pass(1000);
    CHECK(login.code() == 9523);
    CHECK(rig.session->state() == ConnectionState::offline);
    rig.be_online();
}

TEST_CASE("a login that is welcomed but gets no answer afterwards ends with a timeout") {
    Rig rig;
    const auto login = rig.login("alice", call_with(1, 5000ms));
    rig.welcome(rig.accept());
    rig.pass(5000);
    CHECK(login.code() == 6012);
    CHECK(rig.session->state() == ConnectionState::offline);
    CHECK(rig.link().ended());
}

TEST_CASE("a cancelled login leaves nobody logged in and its connection ended") {
    Rig rig;
    const auto login = rig.login("alice", call_with(5));
    rig.accept();
    rig.session->cancel(5);
    rig.run();
    CHECK(login.aborted());
    CHECK(rig.session->state() == ConnectionState::offline);
    CHECK(rig.link().ended());
    rig.be_online();
}

TEST_CASE("a lost connection is made again by itself, as one that resumes") {
    Rig rig;
    rig.be_online();
    rig.link().cut();
    rig.run();
    CHECK(rig.session->state() == ConnectionState::connecting);
    rig.pass(1000);
    REQUIRE(rig.hub->links.size() == 2);
    const std::string hello = rig.accept();
    CHECK(hello.find("\"resume\":true") != std::string::npos);
    rig.welcome(hello);
    rig.answer(rig.heard(), "\"body\":{}");
    CHECK(rig.session->state() == ConnectionState::online);
}

TEST_CASE("being kicked ends the session in its own state, without a new attempt") {
    Rig rig;
    rig.be_online();
    states(rig);
    const auto request = rig.request();
    rig.say("{\"push\":\"kicked\",\"body\":{\"platform\":1}}\n");
    CHECK(rig.session->state() == ConnectionState::kicked);
    CHECK(request.code() == 6208);
    CHECK(rig.link().ended());
    CHECK(rig.request().code() == 6014);
    rig.pass(100'000);
    CHECK(rig.hub->links.size() == 1);
    CHECK(states(rig) == States{ConnectionState::kicked});
    const auto again = rig.login();
    CHECK(rig.accept().find("resume") == std::string::npos);
    CHECK_FALSE(again.done());
}

TEST_CASE("an expired UserSig ends the session in its own state; a new one resumes it") {
    Rig rig;
    rig.be_online();
    const auto request = rig.request();
    rig.say("{\"push\":\"expired\"}\n");
    CHECK(rig.session->state() == ConnectionState::expired);
    CHECK(request.code() == 6206);
    rig.be_online();
}

TEST_CASE("a refused reconnect ends the session as the refusal says") {
    struct Case {
        int code;
        ConnectionState state;
        int told;
    };
    const auto given = GENERATE(Case{6208, ConnectionState::kicked, 6208}, Case{70001, ConnectionState::expired, 6206},
                                Case{70003, ConnectionState::offline, 70003});
    Rig rig;
    rig.be_online();
    rig.link().cut();
    rig.pass(1000);
    const std::string hello = rig.accept();
    const auto request = rig.request();
    rig.answer(hello, "\"code\":" + std::to_string(given.code));
    CHECK(rig.session->state() == given.state);
    CHECK(request.code() == given.told);
}

TEST_CASE("a reconnect that is refused for now is tried again") {
    Rig rig;
    rig.be_online();
    rig.link().cut();
    rig.pass(1000);
    rig.answer(rig.accept(), "\"code\":70050");
    CHECK(rig.session->state() == ConnectionState::connecting);
    rig.pass(2000);
    CHECK(rig.hub->links.size() == 3);
}

TEST_CASE("a hub of another protocol version is left alone") {
    Rig rig;
    const auto login = rig.login();
    rig.answer(rig.accept(), "\"body\":{\"epoch\":\"e\",\"heartbeat\":1,\"user_log\":\"u\",\"version\":2}");
    CHECK(login.code() == 60017);
}

TEST_CASE("an idle session pings, and reconnects when nothing is heard for two intervals") {
    Rig rig;
    rig.be_online();
    rig.pass(15'000);
    const std::string ping = rig.heard();
    CHECK(ping == "{\"id\":" + Rig::id_of(ping) + ",\"op\":\"ping\"}");
    rig.answer(ping, "\"body\":{}");
    CHECK(rig.hub->links.size() == 1);
    rig.pass(15'000);
    CHECK(rig.heard().find("ping") != std::string::npos);
    rig.pass(15'000);
    CHECK(rig.session->state() == ConnectionState::connecting);
    rig.pass(1000);
    CHECK(rig.hub->links.size() == 2);
}

TEST_CASE("what cannot be read ends the connection, and it is made again") {
    const std::string nonsense =
        GENERATE(as<std::string>(), "{\"re\":", "17\n", "{\"push\":\"entries\",\"body\":{\"log\":\"a\"}}\n",
                 "{\"push\":\"entries\",\"body\":{\"log\":\"a\",\"from\":5,\"to\":4}}\n");
    Rig rig;
    rig.be_online();
    rig.say(nonsense);
    CHECK(rig.session->state() == ConnectionState::connecting);
    rig.pass(1000);
    CHECK(rig.hub->links.size() == 2);
}

TEST_CASE("pushes and fields of a newer hub are ignored") {
    Rig rig;
    rig.be_online();
    rig.say("{\"push\":\"weather\",\"body\":{\"rain\":true},\"colour\":1}\n{\"hm\":1}\n\n");
    CHECK(rig.session->state() == ConnectionState::online);
}

TEST_CASE("endpoints are tried in turn") {
    Rig rig;
    auto first = std::make_shared<ScriptedHub>();
    auto second = std::make_shared<ScriptedHub>();
    SessionOptions options;
    options.endpoints = {Transport(first), Transport(second)};
    options.clock = &rig.time;
    options.make_timer = rig.time.factory();
    options.database_executor = rig.context.get_executor();
    const auto session = Session::make(rig.context.get_executor(), options);
    Outcome<void> login;
    session->login({}, "alice", Secret("s"), login.completion());
    rig.run();
    REQUIRE(first->links.size() == 1);
    CHECK(second->links.empty());
    first->links.back()->cut();
    rig.pass(1000);
    CHECK(second->links.size() == 1);
    session->stop();
    rig.run();
    CHECK(login.aborted());
}

TEST_CASE("a session without an endpoint says so") {
    Rig rig;
    SessionOptions options;
    options.clock = &rig.time;
    options.make_timer = rig.time.factory();
    const auto session = Session::make(rig.context.get_executor(), options);
    Outcome<void> login;
    session->login({}, "alice", Secret("s"), login.completion());
    rig.run();
    CHECK(login.code() == 6017);
}

TEST_CASE("a store that another session holds refuses the login") {
    tim::test::TemporaryDirectory folder;
    SessionOptions options;
    options.store = store::StoreOptions(folder.file(u8"data"));
    Rig holder(options);
    holder.be_online();
    Rig rig(options);
    CHECK(rig.login().code() == 7010);
    CHECK(rig.session->state() == ConnectionState::offline);
    CHECK(rig.hub->links.empty());
}

TEST_CASE("no line of the log holds the UserSig or the text of a message") {
    Rig rig;
    const auto login = rig.login();
    rig.answer(rig.accept(), "\"code\":70003,\"text\":\"forged\"");
    rig.be_online();
    rig.send(Rig::text("the-words"));
    rig.answer(rig.heard(), "\"code\":20003");
    rig.link().cut();
    rig.pass(5000);
    CHECK(rig.log.find("online") != std::string::npos);
    CHECK(rig.log.find("the-sig") == std::string::npos);
    CHECK(rig.log.find("the-words") == std::string::npos);
}
