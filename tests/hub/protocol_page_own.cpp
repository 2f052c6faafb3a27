// docs/protocol.md, taken at its word: what concerns one user alone.

#include "tests/hub/protocol_page.hpp"

#include <string>

using namespace tim;
using namespace tim::hub::test;

namespace {

/// Bob's request about the log of the two.
std::string about(const TwoOnPage& page, const std::string& op, int id, const std::string& rest) {
    return R"({"op":")" + op + R"(","id":)" + std::to_string(id) + R"(,"body":{"log":")" + page.log + '"' + rest + "}}";
}

/// Bob has a second device, and three messages of alice's.
struct ThreeMessages : TwoOnPage {
    ThreeMessages() : pad(login("bob", "pad", 2)) {
        sends(3);
        bob->hears_all();
        pad->hears_all();
    }

    std::shared_ptr<HandClient> pad;
};

TEST_CASE("protocol page: read of a pair is pushed to both users, to the asking session before its reply",
          "[protocol]") {
    ThreeMessages page;
    const json::object mark = page.expected(
        R"({"push":"entries","body":{"log":"$log","from":4,"to":4,"head":4,"entries":[{"pos":4,"kind":"read",)"
        R"("time":1700000000042,"from":"bob","body":{"log":"$log","pos":2}}]}})");
    CHECK(page.bob->asks(about(page, "read", 5, R"(,"pos":2)")) == mark);
    CHECK(page.bob->hears() == page.expected(R"({"re":5,"body":{"log":"$log","pos":2}})"));
    CHECK(page.pad->hears() == mark);
    CHECK(page.alice->hears() == mark);
    CHECK(page.bob->asks(about(page, "read", 6, R"(,"pos":1)")) ==
          page.expected(R"({"re":6,"body":{"log":"$log","pos":2}})"));
    CHECK(page.bob->asks(about(page, "unread", 7, "")) ==
          page.expected(R"({"re":7,"body":{"log":"$log","read":2,"count":1}})"));
    CHECK(page.alice->asks(R"({"op":"heads","id":8})") ==
          page.expected(R"({"re":8,"body":{"as_of":1,"heads":[{"log":"$log","conv_type":1,"conv_id":"bob","head":4,)"
                        R"("start":1,"n":3,"peer_read":2}]}})"));
    CHECK(page.pad->asks(R"({"op":"heads","id":8})") ==
          page.expected(R"({"re":8,"body":{"as_of":1,"heads":[{"log":"$log","conv_type":1,"conv_id":"alice","head":4,)"
                        R"("start":1,"read":2}]}})"));
}

TEST_CASE("protocol page: remove, clear and settings are entries of the user's log for his devices only",
          "[protocol]") {
    ThreeMessages page;
    const auto entry = [&](int pos, const std::string& kind, const std::string& body) {
        const std::string p = std::to_string(pos);
        return page.expected(R"({"push":"entries","body":{"log":"$bob","from":)" + p + R"(,"to":)" + p + R"(,"head":)" +
                             p + R"(,"entries":[{"pos":)" + p + R"(,"kind":")" + kind +
                             R"(","time":1700000000042,"from":"bob","body":)" + body + "}]}}");
    };
    const json::object removed =
        entry(2, "removed", R"({"log":"$log","positions":[1,3],"ids":["alice-1-1","alice-1-3"]})");
    CHECK(page.bob->asks(about(page, "remove", 5, R"(,"positions":[3,1,3,77])")) == removed);
    CHECK(page.bob->hears() == frame(R"({"re":5})"));
    CHECK(page.pad->hears() == removed);
    const json::object cleared = entry(3, "cleared", R"({"log":"$log","pos":2,"hide":true})");
    CHECK(page.bob->asks(about(page, "clear", 6, R"(,"pos":2,"hide":true)")) == cleared);
    CHECK(page.bob->hears() == page.expected(R"({"re":6,"body":{"log":"$log","pos":2,"hide":true}})"));
    CHECK(page.pad->hears() == cleared);
    const std::string settings = R"({"conv_type":1,"conv_id":"alice","pinned":true,"recv_opt":2})";
    CHECK(page.bob->asks(R"({"op":"settings","id":7,"body":)" + settings + "}") == entry(4, "settings", settings));
    CHECK(page.bob->hears() == frame(R"({"re":7})"));
    CHECK(page.pad->hears() == entry(4, "settings", settings));
    const std::string unpinned = R"({"conv_type":1,"conv_id":"alice","recv_opt":2})";
    CHECK(page.bob->asks(R"({"op":"settings","id":10,"body":{"conv_type":1,"conv_id":"alice","pinned":false}})") ==
          entry(5, "settings", unpinned));
    CHECK(page.bob->hears() == frame(R"({"re":10})"));
    CHECK(page.pad->hears() == entry(5, "settings", unpinned));
    CHECK(page.alice->hears_all().empty());
    CHECK(page.bob->asks(about(page, "sync", 8, R"(,"from":1)")) ==
          page.expected(R"({"re":8,"body":{"log":"$log","from":1,"to":3,"head":3}})"));
    CHECK(page.bob->asks(about(page, "unread", 9, "")) == page.expected(R"({"re":9,"body":{"log":"$log","read":2}})"));
}

TEST_CASE("protocol page: what concerns one user alone is refused as the page says", "[protocol]") {
    ThreeMessages page;
    const auto carol = page.login("carol");
    const auto code = [&](HandClient& client, const std::string& packet) {
        page.clock.pass(1000);
        return client.asks(packet).at("code").to_number<int>();
    };
    CHECK(code(*carol, about(page, "read", 5, R"(,"pos":1)")) == 20002);
    CHECK(code(*carol, about(page, "unread", 6, "")) == 20002);
    CHECK(code(*page.bob, R"({"op":"clear","id":5,"body":{"log":"0000","pos":1}})") == 6004);
    CHECK(code(*page.bob, about(page, "remove", 6, "")) == 6017);
    std::string many = "0";
    for (int i = 1; i <= 30; ++i) many += "," + std::to_string(i);
    CHECK(code(*page.bob, about(page, "remove", 7, R"(,"positions":[)" + many + "]")) == 6017);
    CHECK(code(*page.bob, R"({"op":"settings","id":8,"body":{"conv_type":1,"conv_id":"alice","recv_opt":3}})") == 6017);
    CHECK(code(*page.bob, R"({"op":"settings","id":9,"body":{"conv_type":2,"conv_id":"team"}})") == 10010);
    // What only the hub itself may ask for.
    CHECK(code(*page.bob, R"({"op":"expire","id":10})") == 60017);
}

TEST_CASE("protocol page: a second remove within a second is refused in passing", "[protocol]") {
    ThreeMessages page;
    CHECK(page.bob->asks(about(page, "remove", 5, R"(,"positions":[1])")).at("push") == "entries");
    CHECK(page.bob->hears() == frame(R"({"re":5})"));
    CHECK(without_text(page.pad->hears()).at("push") == "entries");
    CHECK(without_text(page.pad->asks(about(page, "remove", 6, R"(,"positions":[2])"))) ==
          frame(R"({"re":6,"code":7008,"retry":true})"));
    page.clock.pass(1000);
    CHECK(page.pad->asks(about(page, "remove", 7, R"(,"positions":[2])")).at("push") == "entries");
}

TEST_CASE("protocol page: sync is cut by time and number before a page is taken", "[protocol]") {
    ThreeMessages page;
    page.clock.pass(1000);
    page.alice->asks(page.send(300, 4, "alice-1-4"));
    page.pad->hears();
    const auto bounds = [&](const std::string& rest) {
        const json::object reply = page.pad->asks(about(page, "sync", 20, R"(,"from":1)" + rest));
        const json::object& body = reply.at("body").as_object();
        return std::to_string(body.at("from").to_number<int>()) + "-" + std::to_string(body.at("to").to_number<int>());
    };
    CHECK(bounds(R"(,"newest":true,"time":1700000000042)") == "1-3");
    CHECK(bounds(R"(,"time":1700000000043)") == "4-4");
    CHECK(bounds(R"(,"newest":true,"seq":2,"count":1)") == "2-2");
    CHECK(bounds(R"(,"seq":3)") == "3-4");
}

TEST_CASE("protocol page: a message that its author excludes from counting is quiet", "[protocol]") {
    TwoOnPage page;
    std::string packet = page.send(7, 1);
    const std::string flag = R"("message_is_excluded_from_unread_count":true,)";
    packet.insert(packet.find(R"("message_elem_array")"), flag);
    page.alice->says(packet);
    page.bob->hears();
    CHECK(page.bob->hears().at("body").at("entries").at(0).at("quiet") == true);
}

}  // namespace
