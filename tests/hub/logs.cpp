#include "tests/hub/storage_rig.hpp"

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

const ConvKey team{ConvType::group, "team"};
const Caller alice = caller("alice");

NewEntry tip(std::optional<std::vector<std::string>> audience = {}) {
    NewEntry entry;
    entry.kind = "tip";
    entry.from = system_sender;
    entry.body = "{}";
    entry.audience = std::move(audience);
    return entry;
}

/// A group's log that grows by tips; memberships are the test's.
struct Group {
    Group() {
        rig.login({alice});
        rig.work([this](Tx& tx) { log = create_log(tx, LogKind::group, "team"); });
    }
    void grow(int entries, const std::optional<std::vector<std::string>>& audience = {}) {
        rig.work([&](Tx& tx) {
            for (int i = 0; i < entries; ++i) append(tx, log, tip(audience));
        });
    }
    void show(const std::string& user, Position start) {
        rig.work([&](Tx& tx) { show_log(tx, log, user, team, start); });
    }
    void hide(const std::string& user, Position end) {
        rig.work([&](Tx& tx) { hide_log(tx, log, user, team, end); });
    }
    Finished sync(const Caller& who, const std::string& rest = "") {
        return rig.ask("sync", who, R"({"log":")" + log.id + '"' + rest + "}");
    }
    /// Positions of a range that have an entry, as text, after its bounds.
    std::string seen(const Caller& who, const std::string& rest = "") {
        const auto range = body_of<wire::EntryRange>(sync(who, rest));
        std::string text =
            std::to_string(range.from) + "-" + std::to_string(range.to) + "/" + std::to_string(range.head) + ":";
        for (const wire::Entry& entry : range.entries) text += " " + std::to_string(entry.pos);
        return text;
    }
    std::string last_conv(const Caller& who) {
        std::string user_log;
        rig.work([&](Tx& tx) { user_log = ensure_user(tx, who.user).id; });
        const auto range = body_of<wire::EntryRange>(rig.done("sync", who, R"({"log":")" + user_log + R"("})"));
        return range.entries.back().body.text();
    }

    StorageRig rig;
    LogRow log;
};

TEST_CASE("positions count all entries of a log, numbers those that are numbered", "[hub]") {
    StorageRig rig;
    rig.work([](Tx& tx) {
        LogRow first = create_log(tx, LogKind::group, "first");
        LogRow second = create_log(tx, LogKind::group, "second");
        NewEntry plain = tip();
        plain.numbered = false;
        CHECK(append(tx, first, tip()).pos == 1);
        CHECK(append(tx, second, tip()).pos == 1);
        CHECK(append(tx, first, plain).seq == 0);
        const wire::Entry third = append(tx, first, tip());
        CHECK(third.pos == 3);
        CHECK(third.seq == 2);
        CHECK(first.head == 3);
        CHECK(find_log(tx, first.id)->head == 3);
        CHECK(find_log(tx, first.id)->last_seq == 2);
    });
}

TEST_CASE("a log is found by its id, its group, and its users in either order", "[hub]") {
    StorageRig rig;
    rig.work([](Tx& tx) {
        const LogRow pair = create_log(tx, LogKind::pair, "bob", "alice");
        const LogRow group = create_log(tx, LogKind::group, "alice");
        const LogRow self = create_log(tx, LogKind::pair, "bob", "bob");
        CHECK(pair.owner == "alice");
        CHECK(find_pair_log(tx, "alice", "bob")->id == pair.id);
        CHECK(find_pair_log(tx, "bob", "alice")->id == pair.id);
        CHECK(find_pair_log(tx, "bob", "bob")->id == self.id);
        CHECK_FALSE(find_pair_log(tx, "alice", "alice"));
        CHECK(find_group_log(tx, "alice")->id == group.id);
        CHECK(find_log(tx, pair.id)->key == pair.key);
        CHECK_FALSE(find_log(tx, "nowhere"));
        CHECK(pair.id.size() == 32);
    });
}

TEST_CASE("an id stands once in a log, and in other logs again", "[hub]") {
    StorageRig rig;
    NewEntry entry = tip();
    entry.id = "alice-1-1";
    rig.work([&](Tx& tx) {
        LogRow first = create_log(tx, LogKind::group, "first");
        LogRow second = create_log(tx, LogKind::group, "second");
        append(tx, first, entry);
        append(tx, second, entry);
        CHECK_THROWS_AS(append(tx, first, entry), db::DbError);
    });
}

TEST_CASE("an entry for some is a void for the other subscribers, and its author sees it", "[hub]") {
    Group group;
    const Finished told = group.rig.ask([&](Tx& tx, const Caller&) {
        NewEntry entry = tip(std::vector<std::string>{"bob"});
        entry.from = "alice";
        append(tx, group.log, entry);
        return Answer::done();
    });
    REQUIRE(told.events.size() == 1);
    CHECK(told.events[0].audience == std::vector<std::string>{"bob", "alice"});
    CHECK(*told.events[0].void_frame == R"({"body":{"from":1,"head":1,"log":")" + group.log.id +
                                            R"(","to":1},"push":"entries"})"
                                            "\n");
    CHECK(told.events[0].frame->find(R"("entries":[{"body":{},"from":"alice")") != std::string::npos);
    for (const std::string user : {"alice", "bob", "carol"}) group.show(user, 1);
    CHECK(group.seen(alice) == "1-1/1: 1");
    CHECK(group.seen(caller("bob")) == "1-1/1: 1");
    CHECK(group.seen(caller("carol")) == "1-1/1:");
}

TEST_CASE("an audience of nobody hides an entry from all", "[hub]") {
    Group group;
    group.show("alice", 1);
    group.grow(1, std::vector<std::string>());
    group.grow(1, std::vector<std::string>{"ali", "alice2", "lice"});
    CHECK(group.seen(alice) == "1-2/2:");
}

TEST_CASE("a member sees from the start of the membership to its end, both included", "[hub]") {
    Group group;
    group.grow(3);
    group.show("alice", 3);
    CHECK(group.last_conv(alice) == R"({"conv_id":"team","conv_type":2,"log":")" + group.log.id + R"(","start":3})");
    group.grow(2);
    CHECK(group.seen(alice) == "1-5/5: 3 4 5");
    group.hide("alice", 5);
    CHECK(group.last_conv(alice) ==
          R"({"conv_id":"team","conv_type":2,"end":5,"gone":true,"log":")" + group.log.id + R"(","start":3})");
    group.grow(4);
    CHECK(group.seen(alice) == "1-5/5: 3 4 5");
    CHECK(group.seen(alice, R"(,"from":6,"to":8)") == "6-5/5:");
    group.rig.work([&](Tx& tx) { CHECK_FALSE(sees_log(tx, group.log, "alice")); });
}

TEST_CASE("positions between two memberships are void, and the oldest start is told", "[hub]") {
    Group group;
    group.show("alice", 1);
    group.grow(2);
    group.hide("alice", 2);
    group.grow(3);
    group.show("alice", 6);
    group.grow(2);
    CHECK(group.seen(alice) == "1-7/7: 1 2 6 7");
    CHECK(group.last_conv(alice) == R"({"conv_id":"team","conv_type":2,"log":")" + group.log.id + R"(","start":1})");
    group.rig.work([&](Tx& tx) { CHECK(sees_log(tx, group.log, "alice")); });
}

TEST_CASE("who returns to a group that shows its history sees what happened meanwhile", "[hub]") {
    Group group;
    group.show("alice", 1);
    group.grow(2);
    group.hide("alice", 2);
    group.grow(2);
    group.show("alice", 1);
    CHECK(group.seen(alice) == "1-4/4: 1 2 3 4");
}

TEST_CASE("a membership during which nothing happened can be ended and taken up again", "[hub]") {
    Group group;
    group.show("alice", 1);
    group.hide("alice", 0);
    group.rig.work([&](Tx& tx) { CHECK_FALSE(sees_log(tx, group.log, "alice")); });
    CHECK(group.seen(alice) == "1-0/0:");
    group.show("alice", 1);
    group.grow(1);
    CHECK(group.seen(alice) == "1-1/1: 1");
}

TEST_CASE("hiding a log from one who does not see it does nothing", "[hub]") {
    Group group;
    const Finished finished = group.rig.ask([&](Tx& tx, const Caller&) {
        hide_log(tx, group.log, "alice", team, 0);
        return Answer::done();
    });
    CHECK(finished.events.empty());
}

TEST_CASE("showing a log tells the conversation before it subscribes, hiding unsubscribes last", "[hub]") {
    Group group;
    const Finished finished = group.rig.ask([&](Tx& tx, const Caller&) {
        show_log(tx, group.log, "alice", team, 1);
        append(tx, group.log, tip());
        hide_log(tx, group.log, "alice", team, 1);
        return Answer::done();
    });
    std::vector<Event::Kind> kinds;
    for (const Event& event : finished.events) kinds.push_back(event.kind);
    using Kind = Event::Kind;
    CHECK(kinds == std::vector{Kind::append, Kind::subscribe, Kind::append, Kind::append, Kind::unsubscribe});
    CHECK(finished.events[4].log == group.log.id);
    CHECK(finished.events[4].user == "alice");
}

TEST_CASE("a page goes up from its beginning or down from its end", "[hub]") {
    Group group;
    group.show("alice", 1);
    group.grow(10);
    CHECK(group.seen(alice, R"(,"from":3,"count":4)") == "3-6/10: 3 4 5 6");
    CHECK(group.seen(alice, R"(,"from":3,"to":5)") == "3-5/10: 3 4 5");
    CHECK(group.seen(alice, R"(,"count":4,"newest":true)") == "7-10/10: 7 8 9 10");
    CHECK(group.seen(alice, R"(,"count":4,"newest":true,"to":6)") == "3-6/10: 3 4 5 6");
    CHECK(group.seen(alice, R"(,"count":4,"newest":true,"from":5,"to":6)") == "5-6/10: 5 6");
    CHECK(group.seen(alice, R"(,"from":9,"to":99)") == "9-10/10: 9 10");
    CHECK(group.seen(alice, R"(,"from":11)") == "11-10/10:");
    CHECK(group.seen(alice, R"(,"from":12,"newest":true)") == "12-11/10:");
    CHECK(group.seen(alice, R"(,"from":5,"to":4)") == "5-4/10:");
}

TEST_CASE("a page has at most two hundred positions", "[hub]") {
    Group group;
    group.show("alice", 1);
    group.grow(300);
    const auto up = body_of<wire::EntryRange>(group.sync(alice, R"(,"count":1000)"));
    CHECK(up.to == 200);
    CHECK(up.entries.size() == 200);
    CHECK(body_of<wire::EntryRange>(group.sync(alice, R"(,"count":0,"newest":true)")).from == 101);
}

TEST_CASE("a page ends where its bytes are used up, but holds at least one entry", "[hub]") {
    Group group;
    group.show("alice", 1);
    NewEntry large = tip();
    large.body = '"' + std::string(100 * 1024, 'x') + '"';
    group.rig.work([&](Tx& tx) {
        append(tx, group.log, large);
        append(tx, group.log, large);
        append(tx, group.log, tip(std::vector<std::string>()));
        append(tx, group.log, large);
        large.body = '"' + std::string(300 * 1024, 'x') + '"';
        append(tx, group.log, large);
    });
    CHECK(group.seen(alice) == "1-3/5: 1 2");
    CHECK(group.seen(alice, R"(,"from":4)") == "4-4/5: 4");
    CHECK(group.seen(alice, R"(,"from":5)") == "5-5/5: 5");
    CHECK(group.seen(alice, R"(,"newest":true)") == "5-5/5: 5");
    CHECK(group.seen(alice, R"(,"newest":true,"to":4)") == "2-4/5: 2 4");
}

TEST_CASE("an entry read back is the entry that was pushed", "[hub]") {
    Group group;
    group.show("alice", 1);
    const Finished told = group.rig.ask([&](Tx& tx, const Caller&) {
        NewEntry entry = tip();
        entry.id = make_message_id(tx);
        entry.body = R"({"message_elem_array":[]})";
        append(tx, group.log, entry);
        return Answer::done();
    });
    CHECK(*told.events[0].frame == R"({"body":)" + group.sync(alice).answer.body +
                                       R"(,"push":"entries"})"
                                       "\n");
}

TEST_CASE("a user's log is for its owner only, a pair's for the two", "[hub]") {
    StorageRig rig;
    const Caller bob = caller("bob");
    rig.login({alice, bob, caller("eve")});
    const std::string pair = rig.open_pair(alice, "bob");
    std::string own;
    rig.work([&](Tx& tx) { own = ensure_user(tx, "alice").id; });
    const auto sync = [&](const Caller& who, const std::string& log) {
        return code_of(rig.ask("sync", who, R"({"log":")" + log + R"("})"));
    };
    CHECK(sync(alice, own) == 0);
    CHECK(sync(bob, own) == 20002);
    CHECK(sync(alice, pair) == 0);
    CHECK(sync(bob, pair) == 0);
    CHECK(sync(caller("eve"), pair) == 20002);
    CHECK(sync(alice, "nowhere") == 6004);
}

TEST_CASE("a group's log is closed to those who never were members", "[hub]") {
    Group group;
    CHECK(code_of(group.sync(alice)) == 10007);
}

TEST_CASE("an ephemeral frame goes to the log's subscribers and moves no head", "[hub]") {
    Group group;
    const Finished told = group.rig.ask([&](Tx& tx, const Caller&) {
        wire::Live live;
        live.from = "alice";
        tell_live(tx, group.log, live, std::vector<std::string>{"bob"}, 9);
        return Answer::done();
    });
    REQUIRE(told.events.size() == 1);
    CHECK(told.events[0].kind == Event::Kind::live);
    CHECK(told.events[0].log == group.log.id);
    CHECK(told.events[0].audience == std::vector<std::string>{"bob"});
    CHECK(told.events[0].except == 9);
    CHECK(*told.events[0].frame == R"({"body":{"from":"alice"},"push":"live"})"
                                   "\n");
    group.rig.work([&](Tx& tx) { CHECK(find_log(tx, group.log.id)->head == 0); });
}

TEST_CASE("message ids of the hub differ and tell the second", "[hub]") {
    StorageRig rig;
    rig.work([](Tx& tx) {
        const std::string id = make_message_id(tx);
        CHECK(id.starts_with("@TIM#SYSTEM-1700000000-"));
        CHECK(make_message_id(tx) != id);
    });
}

}  // namespace
