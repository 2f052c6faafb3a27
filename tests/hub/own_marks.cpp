// What a user has read, removed and cleared.

#include "tests/hub/own_rig.hpp"

#include <numeric>

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

using Texts = std::vector<std::string>;

std::string at(const std::string& log, Position position) {
    return R"({"log":")" + log + R"(","pos":)" + std::to_string(position) + "}";
}

/// The only `removed` entry of a user.
wire::Removal removed(OwnRig& rig, const std::string& user) {
    const Texts bodies = rig.own(user, "removed");
    REQUIRE(bodies.size() == 1);
    wire::Removal removal = codec::read<wire::Removal>(bodies[0]).value();
    CHECK(removal.ids.size() == removal.positions.size());
    return removal;
}

TEST_CASE("a read mark of a pair is an entry of its log that both users get, without number and id", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 3);
    CHECK(rig.read("bob", rig.pair, 2) == 2);
    REQUIRE(rig.last.events.size() == 1);
    CHECK(rig.last.events[0].log == rig.pair);
    CHECK(rig.last.events[0].except == 0);
    CHECK_FALSE(rig.last.events[0].audience);
    const wire::Entry entry = rig.sync("alice", rig.pair).entries.back();
    CHECK(entry.pos == 4);
    CHECK(entry.kind == "read");
    CHECK(entry.from == "bob");
    CHECK(entry.seq == 0);
    CHECK(entry.id.empty());
    CHECK(entry.version == 0);
    CHECK(entry.body.text() == at(rig.pair, 2));
    CHECK(rig.sync("bob", rig.pair).entries.back().body.text() == at(rig.pair, 2));
    CHECK(rig.own("bob", "read").empty());
    CHECK(rig.own("alice", "read").empty());
}

TEST_CASE("heads tell the own mark, and in a pair the other user's", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 3);
    rig.read("bob", rig.pair, 2);
    CHECK(rig.head_of("bob", rig.pair).read == 2);
    CHECK(rig.head_of("bob", rig.pair).peer_read == 0);
    CHECK(rig.head_of("alice", rig.pair).read == 0);
    CHECK(rig.head_of("alice", rig.pair).peer_read == 2);
}

TEST_CASE("in a group that is called like a member, heads tell nobody else's mark", "[hub]") {
    OwnRig rig;
    CreateGroupParam param(GroupType::public_group, "a group");
    param.group_id = "bob";
    rig.done("alice", "group.create", param);
    rig.done("alice", "group.invite", GroupInviteMemberParam("bob", {"bob"}));
    const std::string log = rig.group_log("bob");
    rig.post("alice", "bob");
    rig.read("bob", log, 9);
    CHECK(rig.head_of("bob", log).read == 2);
    CHECK(rig.head_of("alice", log).peer_read == 0);
}

TEST_CASE("a read mark never goes back, and one that does not grow writes nothing", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 3);
    rig.read("bob", rig.pair, 2);
    for (const Position position : {0, 1, 2}) {
        CHECK(rig.read("bob", rig.pair, position) == 2);
        CHECK(rig.last.events.empty());
    }
    CHECK(rig.head(rig.pair) == 4);
    CHECK(rig.read("bob", rig.pair, 3) == 3);
    CHECK(rig.head(rig.pair) == 5);
}

TEST_CASE("a read mark beyond the head means the head, of a log without entries nothing", "[hub]") {
    OwnRig rig;
    CHECK(rig.read("bob", rig.pair, 9) == 0);
    CHECK(rig.head(rig.pair) == 0);
    rig.write_many("alice", 2);
    CHECK(rig.read("bob", rig.pair, ~Position{0}) == 2);
}

TEST_CASE("marks are nothing to read: two users who read all they get come to rest", "[hub]") {
    OwnRig rig;
    rig.write("alice");
    CHECK(rig.read("bob", rig.pair, 9) == 1);
    CHECK(rig.read("bob", rig.pair, 9) == 1);
    CHECK(rig.read("alice", rig.pair, 9) == 2);
    CHECK(rig.read("alice", rig.pair, 9) == 2);
    CHECK(rig.read("bob", rig.pair, 9) == 1);
    CHECK(rig.head(rig.pair) == 3);
}

TEST_CASE("a read mark of a group is told to the reader's own devices only", "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    const std::string log = rig.group_log(group);
    rig.post("alice", group);
    const Position head = rig.head(log);
    CHECK(rig.read("bob", log, head) == head);
    REQUIRE(rig.last.events.size() == 1);
    CHECK(rig.last.events[0].log == rig.own_log("bob"));
    CHECK(rig.head(log) == head);
    CHECK(rig.own("bob", "read") == Texts{at(log, head)});
    CHECK(rig.own("alice", "read").empty());
    CHECK(rig.head_of("bob", log).read == head);
    CHECK(rig.head_of("alice", log).peer_read == 0);
}

TEST_CASE("notices in the own log can be read, removed and cleared, what the log says of conversations stays",
          "[hub]") {
    OwnRig rig;
    rig.make(GroupType::public_group, {"bob"});
    const std::string own = rig.own_log("bob");
    const auto kinds = [&] {
        std::string text;
        for (const wire::Entry& entry : rig.sync("bob", own).entries) text += entry.kind + " ";
        return text;
    };
    REQUIRE(kinds() == "conv notice ");
    CHECK(rig.read("bob", own, 2) == 2);
    CHECK(rig.own("bob", "read") == Texts{at(own, 2)});
    CHECK(rig.read("bob", own, 3) == 2);
    CHECK(rig.remove("bob", own, {1, 2, 3}) == 0);
    CHECK(kinds() == "conv read removed ");
    CHECK(removed(rig, "bob").log == own);
    CHECK(removed(rig, "bob").positions == std::vector<Position>{2});
    rig.make(GroupType::public_group, {"bob"});
    rig.clear("bob", own, 99);
    CHECK(kinds() == "conv read removed conv cleared ");
}

TEST_CASE("what was removed is a position without entry for that user, in every answer, and stays with others",
          "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 5);
    CHECK(rig.remove("bob", rig.pair, {4, 2}) == 0);
    CHECK(rig.last.answer.body.empty());
    REQUIRE(rig.last.events.size() == 1);
    CHECK(rig.last.events[0].log == rig.own_log("bob"));
    CHECK(rig.last.events[0].except == 0);
    CHECK(removed(rig, "bob").log == rig.pair);
    CHECK(removed(rig, "bob").positions == std::vector<Position>{2, 4});
    CHECK(removed(rig, "bob").ids == Texts{"alice-1-2", "alice-1-4"});
    CHECK(rig.own("alice", "removed").empty());
    CHECK(rig.seen("bob", rig.pair) == "1-5/5: 1 3 5");
    CHECK(rig.seen("bob", OwnRig::page(rig.pair, 1, 4, true)) == "1-4/5: 1 3");
    CHECK(rig.seen("bob", OwnRig::page(rig.pair, 2, 2)) == "2-2/5:");
    CHECK(rig.seen("alice", rig.pair) == "1-5/5: 1 2 3 4 5");
}

TEST_CASE("remove passes over what is gone already, is no message, or is not for the user", "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group, {"bob", "carol"});
    const std::string log = rig.group_log(group);
    const Position first = rig.post("alice", group);
    const Position directed = rig.post("alice", group, R"(,"message_target_group_member_array":["carol"])");
    rig.done("bob", "group.quit", OwnRig::ref(group));
    const Position end = rig.head(log);
    const Position later = rig.post("alice", group);
    CHECK(rig.remove("bob", log, {first, directed, later, 0, 99, ~Position{0}, first, end}) == 0);
    CHECK(removed(rig, "bob").positions == std::vector<Position>{first, end});
    CHECK(rig.remove("bob", log, {first, directed, later}) == 0);
    CHECK(rig.last.events.empty());
    rig.write("alice");
    rig.read("bob", rig.pair, 1);
    CHECK(rig.remove("alice", rig.pair, {2}) == 0);
    CHECK(rig.last.events.empty());
    rig.clear("alice", rig.pair, 1);
    CHECK(rig.remove("alice", rig.pair, {1}) == 0);
    CHECK(rig.last.events.empty());
}

TEST_CASE("remove takes one to thirty positions", "[hub]") {
    OwnRig rig;
    rig.write("alice");
    std::vector<Position> positions(30);
    std::iota(positions.begin(), positions.end(), Position{1});
    CHECK(rig.remove("bob", rig.pair, positions) == 0);
    positions.push_back(31);
    CHECK(rig.remove("bob", rig.pair, positions) == 6017);
    CHECK(rig.remove("bob", rig.pair, std::vector<Position>(31, 1)) == 6017);
    CHECK(rig.remove("bob", rig.pair, {}) == 6017);
}

TEST_CASE("a user removes once a second, from whichever device; what is refused does not count", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 3);
    CHECK(rig.code("bob", "remove", OwnRig::removal(rig.pair, {})) == 6017);
    CHECK(rig.code("bob", "remove", OwnRig::removal("nowhere", {1})) == 6004);
    CHECK(rig.code("bob", "remove", OwnRig::removal(rig.pair, {1})) == 0);
    const Finished hurried =
        rig.rig.ask("remove", caller("bob", "desk", 9), codec::to_json(OwnRig::removal(rig.pair, {2})));
    CHECK(code_of(hurried) == 7008);
    CHECK(hurried.answer.retry);
    CHECK(rig.code("alice", "remove", OwnRig::removal(rig.pair, {2})) == 0);
    rig.rig.clock.pass(1000);
    CHECK(rig.code("bob", "remove", OwnRig::removal(rig.pair, {2})) == 0);
    CHECK(rig.seen("bob", rig.pair) == "1-3/3: 3");
}

TEST_CASE("a message that is removed by itself counts against no rate", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 4);
    wire::Removal removal = OwnRig::removal(rig.pair, {1});
    removal.single = true;
    CHECK(rig.code("bob", "remove", removal) == 0);
    removal.positions = {2};
    CHECK(rig.code("bob", "remove", removal) == 0);
    CHECK(rig.code("bob", "remove", OwnRig::removal(rig.pair, {3})) == 0);
    removal.positions = {3, 4};
    CHECK(rig.code("bob", "remove", removal) == 6017);
    CHECK(rig.seen("bob", rig.pair) == "1-4/4: 4");
}

TEST_CASE("the rate of removals is a limit of the hub", "[hub]") {
    Limits limits;
    limits.removals_per_second = 0;
    limits.removed_messages = 1;
    OwnRig rig(HubOptions().limits(limits));
    rig.write_many("alice", 2);
    CHECK(rig.code("bob", "remove", OwnRig::removal(rig.pair, {1})) == 0);
    CHECK(rig.code("bob", "remove", OwnRig::removal(rig.pair, {2})) == 0);
    CHECK(rig.code("bob", "remove", OwnRig::removal(rig.pair, {1, 2})) == 6017);
}

TEST_CASE("clear takes everything up to a position from this user, and nothing from the other one", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 4);
    const wire::Clear clear = rig.clear("bob", rig.pair, 3);
    CHECK(clear.log == rig.pair);
    CHECK(clear.pos == 3);
    CHECK_FALSE(clear.hide);
    REQUIRE(rig.last.events.size() == 1);
    CHECK(rig.last.events[0].log == rig.own_log("bob"));
    CHECK(rig.own("bob", "cleared") == Texts{at(rig.pair, 3)});
    CHECK(rig.seen("bob", rig.pair) == "1-4/4: 4");
    CHECK(rig.seen("alice", rig.pair) == "1-4/4: 1 2 3 4");
    CHECK(rig.own("alice", "cleared").empty());
}

TEST_CASE("a clear moves the own read mark along, and tells the peer nothing of it", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 4);
    rig.clear("bob", rig.pair, 3);
    CHECK(rig.head_of("bob", rig.pair).read == 3);
    CHECK(rig.head_of("alice", rig.pair).peer_read == 0);
    CHECK(rig.head(rig.pair) == 4);
    CHECK(rig.read("bob", rig.pair, 3) == 3);
    CHECK(rig.last.events.empty());
    CHECK(rig.read("bob", rig.pair, 4) == 4);
    CHECK(rig.head_of("alice", rig.pair).peer_read == 4);
}

TEST_CASE("a clear never goes back, beyond the head it means the head", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 3);
    CHECK(rig.clear("bob", rig.pair, 2).pos == 2);
    CHECK(rig.clear("bob", rig.pair, 1).pos == 2);
    CHECK(rig.last.events.empty());
    CHECK(rig.clear("bob", rig.pair, 2).pos == 2);
    CHECK(rig.last.events.empty());
    CHECK(rig.clear("bob", rig.pair, 99).pos == 3);
    CHECK(rig.seen("bob", rig.pair) == "1-3/3:");
}

TEST_CASE("a conversation may be hidden with a clear or after it, and a clear further on shows it", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 3);
    rig.clear("bob", rig.pair, 2);
    CHECK(rig.clear("bob", rig.pair, 2, true).hide);
    CHECK(rig.last.events.size() == 1);
    CHECK(rig.clear("bob", rig.pair, 2, true).hide);
    CHECK(rig.last.events.empty());
    CHECK(rig.clear("bob", rig.pair, 2).hide);
    CHECK(rig.last.events.empty());
    CHECK(rig.clear("bob", rig.pair, 1, true).pos == 2);
    CHECK_FALSE(rig.clear("bob", rig.pair, 3).hide);
    const std::string hidden = R"({"hide":true,"log":")" + rig.pair + R"(","pos":2})";
    CHECK(rig.own("bob", "cleared") == Texts{at(rig.pair, 2), hidden, at(rig.pair, 3)});
}

TEST_CASE("a conversation can be hidden without clearing anything", "[hub]") {
    OwnRig rig;
    rig.write("alice");
    CHECK(rig.clear("bob", rig.pair, 0).pos == 0);
    CHECK(rig.last.events.empty());
    const wire::Clear hidden = rig.clear("bob", rig.pair, 0, true);
    CHECK(hidden.hide);
    CHECK(hidden.pos == 0);
    CHECK(rig.seen("bob", rig.pair) == "1-1/1: 1");
}

TEST_CASE("a cleared stretch is answered as one long page, upwards and downwards, within what was asked", "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    const std::string log = rig.group_log(group);
    for (int i = 0; i < 641; ++i) rig.say(group);
    REQUIRE(rig.head(log) == 642);
    rig.clear("bob", log, 630);
    const auto page = [&](Position from, Position to, bool newest, std::uint32_t count = 200) {
        return rig.seen("bob", OwnRig::page(log, from, to, newest, count));
    };
    CHECK(page(1, 0, false) == "1-630/642:");
    CHECK(page(1, 500, false) == "1-500/642:");
    CHECK(page(300, 0, false, 5) == "300-630/642:");
    CHECK(page(1, 630, true) == "1-630/642:");
    CHECK(page(20, 600, true, 5) == "20-600/642:");
    CHECK(page(1, 631, true, 2) == "630-631/642: 631");
    CHECK(page(629, 0, false, 3) == "629-631/642: 631");
}

TEST_CASE("marks in a cleared stretch of a pair are still told", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 300);
    rig.read("bob", rig.pair, 300);
    rig.write_many("alice", 3);
    rig.clear("alice", rig.pair, 302);
    CHECK(rig.seen("alice", rig.pair) == "1-302/304: 301");
}

TEST_CASE("requests about marks are refused for unknown logs, other users' logs, and what cannot be read", "[hub]") {
    OwnRig rig;
    rig.write("alice");
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    const std::string log = rig.group_log(group);
    const std::string own = rig.own_log("alice");
    for (const std::string op : {"read", "remove", "clear", "unread"}) {
        INFO(op);
        const auto code = [&](const std::string& user, const std::string& about) {
            rig.rig.clock.pass(1000);
            return code_of(
                rig.rig.ask(op, caller(user), R"({"log":")" + about + R"(","pos":1,"positions":[1],"hide":true})"));
        };
        CHECK(code("bob", "nowhere") == 6004);
        CHECK(code("bob", "") == 6004);
        CHECK(code("carol", rig.pair) == 20002);
        CHECK(code("carol", own) == 20002);
        CHECK(code("carol", log) == 10007);
        CHECK(code_of(rig.rig.ask(op, caller("bob"), "not JSON")) == 6027);
        CHECK(code_of(rig.rig.ask(op, caller("bob"), R"({"log":3})")) == 6027);
    }
    CHECK(code_of(rig.rig.ask("read", caller("bob"), R"({"log":")" + rig.pair + R"(","pos":-1})")) == 6027);
    CHECK(rig.rig.select<int>("SELECT count(*) FROM reads") == 0);
    CHECK(rig.rig.select<int>("SELECT count(*) FROM clears") == 0);
    CHECK(rig.rig.select<int>("SELECT count(*) FROM removals") == 0);
}

TEST_CASE("who has left a group still reads, removes and clears what was for him, up to his end", "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    const std::string log = rig.group_log(group);
    const Position first = rig.post("alice", group);
    const Position second = rig.post("alice", group);
    rig.done("bob", "group.quit", OwnRig::ref(group));
    const Position end = rig.head(log);
    rig.post("alice", group);
    CHECK(rig.unread("bob", log) == 2);
    CHECK(rig.read("bob", log, first) == first);
    CHECK(rig.unread("bob", log) == 1);
    CHECK(rig.remove("bob", log, {second}) == 0);
    CHECK(rig.unread("bob", log) == 0);
    CHECK(rig.read("bob", log, 99) == end);
    CHECK(rig.clear("bob", log, 99).pos == end);
    CHECK(rig.seen("bob", log) == "1-" + std::to_string(end) + "/" + std::to_string(end) + ":");
    rig.done("alice", "group.invite", GroupInviteMemberParam(group, {"bob"}));
    CHECK(rig.unread("bob", log) == 0);
    CHECK(rig.head_of("bob", log).read == end);
    rig.post("alice", group);
    CHECK(rig.unread("bob", log) == 1);
}

}  // namespace
