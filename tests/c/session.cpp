// Init, login, logout, uninit, and the callbacks around the connection.

#include "tests/c/arguments.hpp"
#include "tests/c/program.hpp"
#include "tests/support/shifted_clock.hpp"

#include <cstdlib>
#include <map>
#include <optional>
#include <string>

namespace tim::test {
namespace {

void on_network(int status, std::int32_t code, const char* desc, const void*) {
    Events::instance().add("network " + std::to_string(status) + ' ' + std::to_string(code) + (desc ? "" : " null"));
}
void on_kicked(const void*) { Events::instance().add("kicked"); }
void on_expired(const void*) { Events::instance().add("expired"); }
void on_conversation(int event, const char* json, const void*) {
    Events::instance().add("conversation " + std::to_string(event) + ' ' + json);
}
void on_log(int level, const char* line, const void*) {
    Events::instance().add("log " + std::to_string(level) + ' ' + line);
}

/// Set for the length of a test.
class Environment {
public:
    Environment(const char* name, const std::string& value) : name_(name) { setenv(name, value.c_str(), 1); }
    ~Environment() { unsetenv(name_); }

private:
    const char* name_;
};

TEST_CASE("a user logs in with nothing but a token, out, and in as another one", "[c]") {
    const Program program;
    CHECK(log_in("alice").code == 0);
    CHECK(login_status() == 1);
    CHECK(login_user() == "alice");
    CHECK(answer_to("TIMLogout", {}).code == 0);
    CHECK(login_status() == 3);
    CHECK(login_user().empty());
    CHECK(log_in("bob").code == 0);
    CHECK(login_user() == "bob");
}

TEST_CASE("a login as another user logs the first one out, as the same user changes nothing", "[c]") {
    const Program program;
    REQUIRE(log_in("alice").code == 0);
    CHECK(log_in("alice").code == 0);
    CHECK(log_in("bob").code == 0);
    CHECK(login_user() == "bob");
}

TEST_CASE("data lies under the configured folder, one database a user", "[c]") {
    const Program program;
    REQUIRE(log_in("alice").code == 0);
    REQUIRE(log_in("bob").code == 0);
    std::size_t databases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(program.folder()))
        databases += entry.is_regular_file() && entry.path().extension() == ".db";
    CHECK(databases == 2);
}

TEST_CASE("the hub in the process looks at what a UserSig says", "[c]") {
    const Program program;
    CHECK(log_in("alice", "no token").code == 70003);
    CHECK(log_in("alice", signed_for("alice", c_app + 1)).code == 70014);
    CHECK(log_in("alice", signed_for("bob")).code == 70013);
    CHECK(log_in("alice", signed_for("alice", c_app, 0)).code == 70001);
    CHECK(login_status() == 3);
    CHECK(log_in("alice", signed_for("alice", c_app, 3600, "whatever key")).code == 0);
}

TEST_CASE("the hub in the process checks signatures when it is given the key", "[c]") {
    const Environment key("TIM_SECRET", c_key);
    const Program program;
    CHECK(log_in("alice", signed_for("alice", c_app, 3600, "whatever key")).code == 70003);
    CHECK(log_in("alice").code == 0);
}

TEST_CASE("a second login while one runs is refused, and the first one ends as if nothing had been", "[c]") {
    const Program program;
    const std::string sig = signed_for("alice");
    for (const char* tag : {"first", "second"})
        call_words("TIMLogin", {word("alice"), word(sig.c_str()), word(&Answers::common), word(Answers::tag(tag))});
    const Answer second = Answers::instance().wait("second");
    CHECK(second.code == 7501);
    CHECK(Answers::instance().wait("first").code == 0);
}

TEST_CASE("a logout ends a login that runs", "[c]") {
    // Nobody listens there.
    const Program program("ws://127.0.0.1:1");
    call_back("TIMLogin", {word("alice"), word(signed_for("alice").c_str())});
    CHECK(answer_to("TIMLogout", {}).code == 0);
    CHECK(login_status() == 3);
    CHECK(Answers::instance().wait("TIMLogin").code == 6014);
}

TEST_CASE("uninit answers a login that runs, and no callback comes behind it", "[c]") {
    settle();
    {
        const Program program("ws://127.0.0.1:1");
        call_back("TIMLogin", {word("alice"), word(signed_for("alice").c_str())});
    }
    const std::vector<Answer> answers = settle();
    REQUIRE(answers.size() == 1);
    CHECK(answers.front().tag == "TIMLogin");
    CHECK(answers.front().code == 7009);
}

TEST_CASE("uninit ends a change of the user: nobody is logged in behind it", "[c]") {
    settle();
    {
        const Program program;
        REQUIRE(log_in("alice").code == 0);
        call_back("TIMLogin", {word("bob"), word(signed_for("bob").c_str())});
    }
    const std::vector<Answer> answers = settle();
    REQUIRE(answers.size() == 1);
    CHECK(answers.front().code == 7009);
    CHECK(answers.front().desc == "interrupted by uninit");
    CHECK(login_status() == 3);
    const Program program;
    CHECK(log_in("bob").code == 0);
}

TEST_CASE("a login that waits for the end of an uninit is ended by the next one", "[c]") {
    struct Again {
        static void logged_in(std::int32_t, const char*, const char*, const void* folder) {
            call("TIMUninit", {});
            call("TIMInit", {word(std::int64_t(c_app)), word(static_cast<const std::string*>(folder)->c_str())});
            call_back("TIMLogin", {word("bob"), word(signed_for("bob").c_str())});
            call("TIMUninit", {});
        }
    };
    settle();
    const Program program;
    const void* config = Answers::tag(program.config());
    call("TIMLogin", {word("alice"), word(signed_for("alice").c_str()), word(&Again::logged_in), word(config)});
    const Answer answer = Answers::instance().wait("TIMLogin");
    CHECK(answer.code == 7009);
    CHECK(answer.desc == "interrupted by uninit");
    CHECK(call("TIMUninit", {}) == 0);
    CHECK(login_status() == 3);
    CHECK(settle().empty());
}

TEST_CASE("a login waits for the end of an uninit", "[c]") {
    struct Again {
        static void logged_in(std::int32_t, const char*, const char*, const void* folder) {
            call("TIMUninit", {});
            call("TIMInit", {word(std::int64_t(c_app)), word(static_cast<const std::string*>(folder)->c_str())});
            call_back("TIMLogin", {word("bob"), word(signed_for("bob").c_str())});
        }
    };
    settle();
    const Program program;
    const void* config = Answers::tag(program.config());
    call("TIMLogin", {word("alice"), word(signed_for("alice").c_str()), word(&Again::logged_in), word(config)});
    CHECK(Answers::instance().wait("TIMLogin").code == 0);
    CHECK(login_user() == "bob");
}

TEST_CASE("a login whose store cannot be opened leaves none behind", "[c]") {
    const Initialised program(R"({"sdk_config_config_file_path":"/proc/nope"})");
    CHECK(log_in("alice").code == 6022);
    const Answer history = answer_to("TIMMsgGetMsgList", {word("bob"), 1, word(R"({"msg_getmsglist_param_count":1})")});
    CHECK(history.code == 6014);
    CHECK(history.desc == "not init database");
    CHECK(answer_to("TIMLogout", {}).code == 0);
}

TEST_CASE("a server that is no url is told at the login", "[c]") {
    for (const char* url : {"foo", "ws://", "http://x", "ws://x:0", "ws://x y"}) {
        INFO(url);
        const Program program(url);
        const Answer refused = log_in("alice");
        CHECK(refused.code == 6017);
        CHECK(refused.desc.find("url") != std::string::npos);
        CHECK(login_status() == 3);
    }
}

TEST_CASE("init and uninit follow each other as often as a program likes", "[c]") {
    for (int i = 0; i < 3; ++i) {
        const Program program;
        CHECK(log_in("alice").code == 0);
    }
    CHECK(login_status() == 3);
}

TEST_CASE("a program may log in, out and uninit within callbacks", "[c]") {
    struct Steps {
        static void logged_in(std::int32_t code, const char*, const char*, const void*) {
            Events::instance().add("in " + std::to_string(code));
            call("TIMLogout", {word(&logged_out), 0});
        }
        static void logged_out(std::int32_t code, const char*, const char*, const void*) {
            Events::instance().add("out " + std::to_string(code));
            call("TIMUninit", {});
            call("TIMLogout", {word(&refused), 0});
        }
        static void refused(std::int32_t code, const char*, const char*, const void*) {
            Events::instance().add("refused " + std::to_string(code));
        }
    };
    const Program program;
    call("TIMLogin", {word("alice"), word(signed_for("alice").c_str()), word(&Steps::logged_in), 0});
    CHECK(Events::instance().wait("in") == "in 0");
    CHECK(Events::instance().wait("out") == "out 0");
    CHECK(Events::instance().wait("refused") == "refused 6013");
}

TEST_CASE("a callback that throws harms nobody", "[c]") {
    struct Thrower {
        static void call_back(std::int32_t, const char*, const char*, const void*) { throw 1; }
    };
    call("TIMSetConfig", {word("{}"), word(&Thrower::call_back), 0});
    CHECK(settle().empty());
}

TEST_CASE("a connection tells its states", "[c]") {
    Town town;
    const Listening network("TIMSetNetworkStatusListenerCallback", &on_network);
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    CHECK(Events::instance().wait("network") == "network 2 0");
    CHECK(Events::instance().wait("network") == "network 0 0");
    REQUIRE(answer_to("TIMLogout", {}).code == 0);
    CHECK(Events::instance().wait("network 1") == "network 1 0");
}

TEST_CASE("a lost connection is told, and that another one is made", "[c]") {
    const Listening network("TIMSetNetworkStatusListenerCallback", &on_network);
    std::optional<Town> town(std::in_place);
    const Program program(town->url());
    REQUIRE(log_in("alice").code == 0);
    CHECK(Events::instance().wait("network 0") == "network 0 0");
    town.reset();
    CHECK(Events::instance().wait("network").starts_with("network 1 95"));
    CHECK(Events::instance().wait("network") == "network 2 0");
    CHECK(login_status() == 1);
}

TEST_CASE("the hub's address may stand in the environment", "[c]") {
    Town town;
    const Environment server("TIM_SERVER", town.url());
    const Program program;
    CHECK(log_in("alice", signed_for("alice", c_app, 3600, "whatever key")).code == 70003);
    CHECK(log_in("alice").code == 0);
}

TEST_CASE("the conversations' first look after each login is bracketed by start and finish", "[c]") {
    Town town;
    const Listening conversations("TIMSetConvEventCallback", &on_conversation);
    const Program program(town.url());
    for (int i = 0; i < 2; ++i) {
        REQUIRE(log_in("alice").code == 0);
        CHECK(Events::instance().wait("conversation") == "conversation 3 ");
        CHECK(Events::instance().wait("conversation") == "conversation 4 ");
        REQUIRE(answer_to("TIMLogout", {}).code == 0);
    }
}

TEST_CASE("a look at the conversations after a reconnect is not told again", "[c]") {
    const TemporaryDirectory data;
    const std::string hub = (data.path() / "hub").string();
    std::optional<Town> town;
    town.emplace(hub::HubOptions().data(hub));
    const std::uint16_t port = town->port();
    const Listening network("TIMSetNetworkStatusListenerCallback", &on_network);
    const Listening conversations("TIMSetConvEventCallback", &on_conversation);
    const Program program(town->url());
    REQUIRE(log_in("alice").code == 0);
    CHECK(Events::instance().wait("conversation") == "conversation 3 ");
    CHECK(Events::instance().wait("conversation") == "conversation 4 ");
    town.reset();
    town.emplace(hub::HubOptions().data(hub), port);
    // The next message comes behind the whole comparison.
    CHECK(Events::instance().wait("network 0") == "network 0 0");
    Client bob = town->client("bob");
    bob.c2c("alice").send(TextElem{"hi"}, boost::asio::use_future).get();
    CHECK(Events::instance().wait("conversation").starts_with("conversation 0 "));
    close(bob);
}

TEST_CASE("a login elsewhere kicks the program out", "[c]") {
    Town town;
    const Listening kicked("TIMSetKickedOfflineCallback", &on_kicked);
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    Client elsewhere = town.client("alice");
    CHECK(Events::instance().wait("kicked") == "kicked");
    CHECK(login_status() == 3);
    CHECK(answer_to("TIMGroupDelete", {word("group")}).code == 6014);
    CHECK(log_in("alice").code == 0);
    close(elsewhere);
}

TEST_CASE("a UserSig that runs out ends the session", "[c]") {
    Town town(hub::HubOptions().sweep_interval(std::chrono::milliseconds(50)));
    const Listening expired("TIMSetUserSigExpiredCallback", &on_expired);
    const Program program(town.url());
    REQUIRE(log_in("alice", signed_for("alice", c_app, 2)).code == 0);
    CHECK(Events::instance().wait("expired") == "expired");
    CHECK(login_status() == 3);
    CHECK(log_in("alice").code == 0);
}

TEST_CASE("the server's time is the hub's while somebody is logged in", "[c]") {
    constexpr std::uint64_t behind = 1000;
    ShiftedClock clock;
    clock.shift = -static_cast<UnixMillis>(behind) * 1000;
    Town town(hub::HubOptions().clock(clock));
    const auto own_time = [] { return to_seconds(SystemClock::instance().unix_now()); };
    const auto server_time = [] { return call_words("TIMGetServerTime", {}); };
    const Program program(town.url());
    const std::uint64_t before = own_time();
    CHECK(server_time() >= before);
    REQUIRE(log_in("alice").code == 0);
    const Word told = server_time();
    CHECK(told >= before - behind);
    CHECK(told <= own_time() - behind);
    REQUIRE(answer_to("TIMLogout", {}).code == 0);
    CHECK(server_time() >= before);
}

TEST_CASE("a configuration is merged and echoed", "[c]") {
    const std::string changed =
        answer_to(
            "TIMSetConfig",
            {word(
                R"({"set_config_user_define_data":"x","set_config_user_config":{"user_config_is_read_receipt":true}})")})
            .json;
    CHECK(changed.find(R"("set_config_user_define_data":"x")") != std::string::npos);
    const std::string later = answer_to("TIMSetConfig", {word(R"({"set_config_log_level":6})")}).json;
    CHECK(later.find(R"("set_config_log_level":6)") != std::string::npos);
    CHECK(later.find(R"("set_config_user_define_data":"x")") != std::string::npos);
    CHECK(later.find(R"("user_config_is_read_receipt":true)") != std::string::npos);
    CHECK(answer_to("TIMSetConfig", {word(R"({"set_config_user_define_data":""})")}).code == 0);
}

TEST_CASE("a configuration of a user is merged by its members and written without blanks", "[c]") {
    const auto configure = [](const char* json) { return answer_to("TIMSetConfig", {word(json)}).json; };
    configure(R"({"set_config_user_config":{"user_config_is_read_receipt":true}})");
    const std::string merged = configure(R"({ "set_config_user_config" : { "user_config_is_sync_report" : false,)"
                                         R"( "user_config_group_getinfo_option" : { "a b" : [ 1, 2 ] } },)"
                                         R"( "set_config_http_proxy_info" : { "http_proxy_info_ip" : "a \" b" } })");
    CHECK(merged.find(R"("set_config_user_config":{"user_config_group_getinfo_option":{"a b":[1,2]},)"
                      R"("user_config_is_read_receipt":true,"user_config_is_sync_report":false})") !=
          std::string::npos);
    CHECK(merged.find(R"("set_config_http_proxy_info":{"http_proxy_info_ip":"a \" b"})") != std::string::npos);
    CHECK(call_back("TIMSetConfig", {word(R"({"set_config_user_config":5})")}) == -3);
    CHECK(call_back("TIMSetConfig", {word(R"({"set_config_http_proxy_info":5})")}) == -3);
    configure(R"({"set_config_http_proxy_info":{}})");
}

TEST_CASE("the log goes to its callback from the configured level on", "[c]") {
    const Listening log("TIMSetLogCallback", &on_log);
    const auto log_a_warning = [] { return call("callExperimentalAPI", {word(R"({"a":"b"})"), 0, 0}); };
    REQUIRE(answer_to("TIMSetConfig", {word(R"({"set_config_callback_log_level":6})")}).code == 0);
    CHECK(log_a_warning() == -3);
    REQUIRE(answer_to("TIMSetConfig", {word(R"({"set_config_callback_log_level":5})")}).code == 0);
    CHECK(Events::instance().take().empty());
    CHECK(log_a_warning() == -3);
    CHECK(Events::instance().wait("log").starts_with("log 5 callExperimentalAPI"));
    REQUIRE(answer_to("TIMSetConfig", {word(R"({"set_config_callback_log_level":4})")}).code == 0);
}

TEST_CASE("a UserSig stands in no log", "[c]") {
    const Listening log("TIMSetLogCallback", &on_log);
    REQUIRE(answer_to("TIMSetConfig", {word(R"({"set_config_callback_log_level":1})")}).code == 0);
    const std::string sig = signed_for("alice");
    {
        const Program program;
        REQUIRE(log_in("alice", sig).code == 0);
    }
    settle();
    const std::vector<std::string> lines = Events::instance().take();
    CHECK_FALSE(lines.empty());
    for (const std::string& line : lines) CHECK(line.find(sig) == std::string::npos);
    REQUIRE(answer_to("TIMSetConfig", {word(R"({"set_config_callback_log_level":4})")}).code == 0);
}

TEST_CASE("a user who is logged in gets an answer from every function", "[c]") {
    const std::map<std::string, std::string> states = documented_states();
    REQUIRE(states.size() == prototypes().size());
    settle();
    const Program program;
    REQUIRE(log_in("alice").code == 0);
    for (const Prototype& function : prototypes()) {
        if (!function.has_callback() || function.is_setter()) continue;
        if (function.name == "TIMLogin" || function.name == "TIMLogout") continue;
        INFO(function.name);
        REQUIRE(Arguments(function).call() == 0);
        const Answer answer = Answers::instance().wait(function.name);
        CHECK(answer.code != 6013);
        CHECK(answer.code != 6014);
        const bool does_nothing = answer.code == 7014 && answer.desc == "not supported";
        // The others are looked at one by one.
        if (states.at(function.name) == "works") CHECK_FALSE(does_nothing);
    }
    CHECK(settle().empty());
}

TEST_CASE("many threads may call at once", "[c]") {
    constexpr int threads = 4;
    constexpr int calls = 500;
    settle();
    const Program program;
    std::vector<std::thread> callers;
    for (int i = 0; i < threads; ++i)
        callers.emplace_back([] {
            for (int n = 0; n < calls; ++n) call_back("TIMMsgGetMsgList", {word("bob"), 1, word("{}")});
        });
    for (std::thread& caller : callers) caller.join();
    CHECK(settle().size() == threads * calls);
}

}  // namespace
}  // namespace tim::test
