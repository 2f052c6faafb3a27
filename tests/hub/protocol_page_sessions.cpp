// docs/protocol.md, taken at its word: frames written by hand against a real hub, answers read by an independent
// reader. Here: frames, logins and how sessions end.

#include "tests/hub/protocol_page.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

using namespace tim;
using namespace tim::hub::test;

TEST_CASE("protocol page: hello is answered with epoch, heartbeat, time and the user's log", "[protocol]") {
    Page page;
    const auto alice = page.connect();
    const json::object welcome = alice->asks(page.hello("alice") + "\n");
    CHECK(welcome.at("re") == 1);
    const json::object& body = welcome.at("body").as_object();
    CHECK(body.at("heartbeat").to_number<int>() == 30000);
    CHECK(body.at("time") == 1700000000042);
    CHECK(body.at("version") == 1);
    CHECK_FALSE(body.at("epoch").as_string().empty());
    CHECK_FALSE(body.at("user_log").as_string().empty());
    CHECK_FALSE(body.contains("user_head"));
}

TEST_CASE("protocol page: before hello everything is refused with 6014", "[protocol]") {
    Page page;
    const auto alice = page.connect();
    CHECK(without_text(alice->asks(R"({"op":"heads","id":7})")) == frame(R"({"re":7,"code":6014})"));
}

TEST_CASE("protocol page: a refused hello gets its code and ends the connection", "[protocol]") {
    Page page;
    struct {
        const char* name;
        const char* from;
        const char* to;
        int code;
    } cases[] = {
        {"version", R"("version":1)", R"("version":0)", 60017},
        {"user id", R"("user":"alice")", R"("user":"")", 7003},
        {"another user", R"("user":"alice")", R"("user":"bob")", 70013},
        {"no app", R"("app_id":1400000000)", R"("app_id":0)", 60006},
        {"another app", R"("app_id":1400000000)", R"("app_id":1)", 70014},
        {"forged", R"("sig":"eJ)", R"("sig":"e9)", 70003},
    };
    for (const auto& one : cases) {
        INFO(one.name);
        std::string hello = page.hello("alice");
        const std::size_t at = hello.find(one.from);
        REQUIRE(at != std::string::npos);
        hello.replace(at, std::string_view(one.from).size(), one.to);
        const auto client = page.connect();
        const json::object refused = client->asks(hello);
        CHECK(refused.at("code") == one.code);
        CHECK(refused.at("re") == 1);
        CHECK(client->end() == 1000);
    }
}

TEST_CASE("protocol page: a packet holds several frames, the last with or without a line feed", "[protocol]") {
    Page page;
    const auto alice = page.login("alice");
    alice->says(R"({"op":"ping","id":2})"
                "\n\n"
                R"({"op":"ping","id":3})");
    CHECK(alice->hears() == frame(R"({"re":2,"body":{}})"));
    CHECK(alice->hears() == frame(R"({"re":3,"body":{}})"));
}

TEST_CASE("protocol page: unknown fields are ignored, an unknown op gets 60017, an unreadable body 6027",
          "[protocol]") {
    Page page;
    const auto alice = page.login("alice");
    const json::object pong = alice->asks(R"({"op":"ping","id":2,"trace":{"a":[1]},"body":null})");
    CHECK(pong.at("re") == 2);
    CHECK_FALSE(pong.contains("code"));
    CHECK(without_text(alice->asks(R"({"op":"dance","id":3,"body":{}})")) == frame(R"({"re":3,"code":60017})"));
    CHECK(without_text(alice->asks(R"({"op":"open","id":4,"body":[]})")) == frame(R"({"re":4,"code":6027})"));
    CHECK(without_text(alice->asks(R"({"op":"open","id":5,"body":{"conv_type":"one"}})")) ==
          frame(R"({"re":5,"code":6027})"));
}

TEST_CASE("protocol page: a frame that cannot be read ends the connection with 1007", "[protocol]") {
    Page page;
    for (const char* text : {"nonsense", R"({"op":"ping","id":2)", "[]", "{\"op\":\"\xff\",\"id\":1}", R"("ping")"}) {
        INFO(text);
        const auto alice = page.login("alice");
        alice->says(text);
        CHECK(alice->end() == 1007);
    }
}

TEST_CASE("protocol page: another device of the same platform is told that it is kicked", "[protocol]") {
    Page page;
    const auto first = page.login("alice", "6f1c", 4);
    const auto second = page.login("alice", "77aa", 4);
    const auto other = page.login("alice", "0815", 2);
    CHECK(first->hears() == frame(R"({"push":"kicked","body":{"platform":4}})"));
    CHECK(first->end() == 1000);
    CHECK(second->asks(R"({"op":"ping","id":2})").at("re") == 2);
    CHECK(other->asks(R"({"op":"ping","id":2})").at("re") == 2);
    // Coming back by itself, it does not kick in turn.
    std::string resume = page.hello("alice", "6f1c", 4);
    resume.replace(resume.find(R"("resume":false)"), 14, R"("resume":true)");
    const auto again = page.connect();
    CHECK(without_text(again->asks(resume)) == frame(R"({"re":1,"code":6208})"));
}

TEST_CASE("protocol page: the same device replaces its session without a word", "[protocol]") {
    Page page;
    const auto first = page.login("alice");
    const auto second = page.login("alice");
    CHECK(first->end() == 1000);
    CHECK(first->silent());
    CHECK(second->asks(R"({"op":"ping","id":2})").at("re") == 2);
}

TEST_CASE("protocol page: a session whose sig runs out is told so and ends", "[protocol]") {
    Page page;
    const auto alice = page.login("alice");
    page.clock.pass(std::chrono::milliseconds(std::chrono::hours(24 * 180)).count());
    CHECK(alice->asks(R"({"op":"ping","id":2})") == frame(R"({"push":"expired"})"));
    CHECK(alice->end() == 1000);
}

TEST_CASE("protocol page: bye is answered and ends the session", "[protocol]") {
    Page page;
    const auto alice = page.login("alice");
    CHECK(alice->asks(R"({"op":"bye","id":2})") == frame(R"({"re":2})"));
    CHECK(alice->end() == 1000);
}

TEST_CASE("protocol page: echo is answered with what it brought", "[protocol]") {
    Page page;
    const auto alice = page.login("alice");
    CHECK(alice->asks(R"({"op":"echo","id":2,"body":{"a":[1,"b"]}})") == frame(R"({"re":2,"body":{"a":[1,"b"]}})"));
    CHECK(alice->asks(R"({"op":"echo","id":3})") == frame(R"({"re":3})"));
}
