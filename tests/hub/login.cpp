#include "tests/hub/storage_rig.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

const Caller alice = caller("alice", "phone", 7);
const Caller bob = caller("bob", "desk", 8);

Finished hello(StorageRig& rig, const Caller& who, bool resume = false) {
    return rig.ask("hello", who, resume ? R"({"resume":true})" : "{}");
}

TEST_CASE("the first hello makes the user and subscribes the session to the user's log", "[hub]") {
    StorageRig rig;
    rig.work([](Tx& tx) { CHECK_FALSE(user_exists(tx, "alice")); });
    const Finished welcomed = hello(rig, alice);
    const auto welcome = body_of<wire::Welcome>(welcomed);
    CHECK(welcome.epoch.size() == 32);
    CHECK(welcome.heartbeat == 30000);
    CHECK(welcome.time == 1'700'000'000'000);
    CHECK(welcome.user_head == 0);
    CHECK(welcome.version == 1);
    REQUIRE(welcomed.events.size() == 1);
    CHECK(welcomed.events[0].kind == Event::Kind::subscribe);
    CHECK(welcomed.events[0].log == welcome.user_log);
    CHECK(welcomed.events[0].session == 7);
    rig.work([](Tx& tx) { CHECK(user_exists(tx, "alice")); });
    CHECK(body_of<wire::Welcome>(hello(rig, alice)).user_log == welcome.user_log);
}

TEST_CASE("a later hello subscribes to all conversations and tells the user's head", "[hub]") {
    StorageRig rig;
    rig.login({alice, bob});
    const std::string log = rig.open_pair(alice, "bob");
    CHECK(hello(rig, bob).events.size() == 1);
    rig.done("send", alice, text_to("bob", log, 1, "alice-1-1"));
    const Finished welcomed = hello(rig, bob);
    CHECK(body_of<wire::Welcome>(welcomed).user_head == 1);
    REQUIRE(welcomed.events.size() == 2);
    CHECK(welcomed.events[1].log == log);
    CHECK(welcomed.events[1].session == 8);
}

TEST_CASE("resuming is refused when another device of the platform logged in since", "[hub]") {
    StorageRig rig;
    const Caller tablet = caller("alice", "tablet", 9);
    CHECK(code_of(hello(rig, alice, true)) == 0);
    CHECK(code_of(hello(rig, alice, true)) == 0);
    CHECK(code_of(hello(rig, tablet)) == 0);
    const Finished refused = hello(rig, alice, true);
    CHECK(code_of(refused) == 6208);
    CHECK_FALSE(refused.answer.retry);
    CHECK(refused.events.empty());
    CHECK(code_of(hello(rig, tablet, true)) == 0);
    CHECK(code_of(hello(rig, alice)) == 0);
    CHECK(code_of(hello(rig, tablet, true)) == 6208);
}

TEST_CASE("after a backup was put back nobody is refused because of who had logged in before it was made", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    const auto options = HubOptions().data(folder.path().string());
    const Caller tablet = caller("alice", "tablet", 9);
    {
        StorageRig rig(options);
        CHECK(code_of(hello(rig, alice)) == 0);
        CHECK(code_of(hello(rig, tablet, true)) == 6208);
    }
    StorageRig restored(HubOptions(options).restored(true));
    CHECK(code_of(hello(restored, tablet, true)) == 0);
}

TEST_CASE("devices of different platforms resume side by side", "[hub]") {
    StorageRig rig;
    Caller desk = caller("alice", "desk", 9);
    desk.platform = 1;
    hello(rig, alice);
    hello(rig, desk);
    CHECK(code_of(hello(rig, alice, true)) == 0);
    CHECK(code_of(hello(rig, desk, true)) == 0);
}

TEST_CASE("opening a conversation gives both users the same log, and tells nobody", "[hub]") {
    StorageRig rig;
    rig.login({alice, bob});
    const Finished opened = rig.done("open", alice, R"({"conv_type":1,"conv_id":"bob"})");
    CHECK(opened.events.empty());
    const std::string log = body_of<wire::Opened>(opened).log;
    CHECK(opened.answer.body == R"({"log":")" + log + R"(","start":1})");
    CHECK(rig.open_pair(bob, "alice") == log);
    CHECK(body_of<wire::Heads>(rig.done("heads", alice)).heads.empty());
}

TEST_CASE("opening tells the last n that this device used, refused ones included", "[hub]") {
    StorageRig rig;
    rig.login({alice, bob});
    const std::string log = rig.open_pair(alice, "bob");
    rig.ask("send", alice, text_to("bob", log, 1, "alice-1-1"));
    rig.ask("send", alice, text_to("bob", log, 2, "odd"));
    const auto opened = body_of<wire::Opened>(rig.done("open", alice, R"({"conv_type":1,"conv_id":"bob"})"));
    CHECK(opened.n == 2);
    CHECK(opened.head == 1);
    const auto desk =
        body_of<wire::Opened>(rig.done("open", caller("alice", "desk"), R"({"conv_type":1,"conv_id":"bob"})"));
    CHECK(desk.n == 0);
}

TEST_CASE("opening a conversation with an unknown user is refused, or makes the user where these are accepted",
          "[hub]") {
    const std::string body = R"({"conv_type":1,"conv_id":"bob"})";
    StorageRig strict;
    strict.login({alice});
    CHECK(code_of(strict.ask("open", alice, body)) == 20003);
    CHECK(code_of(strict.ask("open", alice, R"({"conv_type":3,"conv_id":"bob"})")) == 6004);
    CHECK(code_of(strict.ask("open", alice, R"({"conv_type":1,"conv_id":"b\u00f6b"})")) == 7003);
    CHECK(code_of(strict.ask("open", alice, R"({"conv_type":2,"conv_id":"team"})")) == 10010);
    StorageRig open(HubOptions().unknown_receivers(true));
    open.login({alice});
    const std::string log = open.open_pair(alice, "bob");
    open.done("send", alice, text_to("bob", log, 1, "alice-1-1"));
    CHECK(body_of<wire::Welcome>(hello(open, bob)).user_head == 1);
}

TEST_CASE("heads come in pages and name what the user has now", "[hub]") {
    StorageRig rig;
    rig.login({alice});
    std::vector<LogRow> logs(5);
    for (std::size_t i = 0; i < logs.size(); ++i) {
        const std::string group = "team" + std::to_string(i);
        rig.work([&](Tx& tx) {
            logs[i] = create_log(tx, LogKind::group, group);
            show_log(tx, logs[i], "alice", {ConvType::group, group}, i);
            append(tx, logs[i], NewEntry{"tip", "", "", "{}", {}, true, 0, {}});
        });
    }
    rig.work([&](Tx& tx) { hide_log(tx, logs[1], "alice", {ConvType::group, "team1"}, 1); });

    const Finished first = rig.done("heads", alice, R"({"count":2})");
    const auto page = body_of<wire::Heads>(first);
    CHECK(page.as_of == 6);
    REQUIRE(page.heads.size() == 2);
    CHECK(page.heads[0].conv_id == "team0");
    CHECK(page.heads[0].conv_type == ConvType::group);
    CHECK(page.heads[0].head == 1);
    CHECK(page.heads[1].log == logs[2].id);
    CHECK(page.heads[1].start == 2);
    const auto second = body_of<wire::Heads>(rig.done("heads", alice, R"({"count":2,"after":")" + page.next + R"("})"));
    REQUIRE(second.heads.size() == 2);
    CHECK(second.heads[0].conv_id == "team3");
    CHECK(second.heads[1].conv_id == "team4");
    const auto third =
        body_of<wire::Heads>(rig.done("heads", alice, R"({"count":2,"after":")" + second.next + R"("})"));
    CHECK(third.heads.empty());
    CHECK(third.next.empty());
    CHECK(body_of<wire::Heads>(rig.done("heads", alice)).next.empty());
    CHECK(code_of(rig.ask("heads", alice, R"({"after":"x"})")) == 6017);
}

TEST_CASE("heads of a pair name the other user and this device's n", "[hub]") {
    StorageRig rig;
    rig.login({alice, bob});
    const std::string log = rig.open_pair(alice, "bob");
    rig.done("send", alice, text_to("bob", log, 1, "alice-1-1"));
    CHECK(rig.done("heads", alice).answer.body ==
          R"({"as_of":1,"heads":[{"conv_id":"bob","conv_type":1,"head":1,"log":")" + log + R"(","n":1,"start":1}]})");
    CHECK(rig.done("heads", bob).answer.body ==
          R"({"as_of":1,"heads":[{"conv_id":"alice","conv_type":1,"head":1,"log":")" + log + R"(","start":1}]})");
}

TEST_CASE("the mark of a ping is the sum of the heads that the user has", "[hub]") {
    StorageRig rig;
    rig.login({alice, bob});
    CHECK(rig.done("ping", alice).answer.body == "{}");
    const std::string log = rig.open_pair(alice, "bob");
    for (std::uint64_t n = 1; n <= 3; ++n)
        rig.done("send", alice, text_to("bob", log, n, "alice-1-" + std::to_string(n)));
    CHECK(rig.done("ping", bob).answer.body == R"({"mark":4})");
    LogRow team;
    rig.work([&](Tx& tx) {
        team = create_log(tx, LogKind::group, "team");
        show_log(tx, team, "bob", {ConvType::group, "team"}, 1);
        append(tx, team, NewEntry{"tip", "", "", "{}", {}, true, 0, {}});
    });
    CHECK(rig.done("ping", bob).answer.body == R"({"mark":6})");
    rig.work([&](Tx& tx) { hide_log(tx, team, "bob", {ConvType::group, "team"}, 1); });
    CHECK(rig.done("ping", bob).answer.body == R"({"mark":6})");
}

}  // namespace
