// What counts as unread.

#include "tests/hub/own_rig.hpp"

#include <map>
#include <set>

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

const std::string uncounted = R"(,"message_is_excluded_from_unread_count":true)";

TEST_CASE("unread counts what others wrote above the mark", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 4);
    rig.write_many("bob", 2);
    CHECK(rig.unread("bob", rig.pair) == 4);
    CHECK(rig.unread("alice", rig.pair) == 2);
    rig.read("bob", rig.pair, 3);
    const auto reply = rig.get<wire::Unread>("bob", "unread", OwnRig::asking(rig.pair));
    CHECK(reply.log == rig.pair);
    CHECK(reply.read == 3);
    CHECK(reply.count == 1);
    CHECK(rig.last.events.empty());
}

TEST_CASE("unread looks at the newest 10,000 positions only", "[hub]") {
    OwnRig rig;
    rig.write("alice");
    CHECK(rig.rig.select<int>("UPDATE logs SET head = 10000 WHERE kind = 1 RETURNING 1") == 1);
    CHECK(rig.unread("bob", rig.pair) == 1);
    CHECK(rig.rig.select<int>("UPDATE logs SET head = 10001 WHERE kind = 1 RETURNING 1") == 1);
    CHECK(rig.unread("bob", rig.pair) == 0);
}

TEST_CASE("what was removed or cleared is not unread", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 6);
    rig.remove("bob", rig.pair, {3, 5});
    CHECK(rig.unread("bob", rig.pair) == 4);
    rig.clear("bob", rig.pair, 4);
    const auto reply = rig.get<wire::Unread>("bob", "unread", OwnRig::asking(rig.pair));
    CHECK(reply.read == 4);
    CHECK(reply.count == 1);
    CHECK(rig.unread("alice", rig.pair) == 0);
}

TEST_CASE("a message whose author asked for it is quiet in the push and in every answer, and not counted", "[hub]") {
    OwnRig rig;
    rig.write("alice", uncounted);
    CHECK(rig.last.events.back().frame->find(R"("quiet":true)") != std::string::npos);
    rig.write("alice");
    CHECK(rig.last.events.back().frame->find("quiet") == std::string::npos);
    const auto entries = rig.sync("bob", rig.pair).entries;
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].quiet);
    CHECK_FALSE(entries[1].quiet);
    CHECK(rig.unread("bob", rig.pair) == 1);
}

TEST_CASE("directed messages are quiet, tips are not counted either", "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group, {"bob", "carol"});
    rig.post("alice", group, R"(,"message_target_group_member_array":["bob"])");
    CHECK(rig.sync("bob", rig.group_log(group)).entries.back().quiet);
    CHECK(rig.unread("bob", rig.group_log(group)) == 0);
    rig.post("alice", group);
    CHECK(rig.unread("bob", rig.group_log(group)) == 1);
    CHECK(rig.unread("carol", rig.group_log(group)) == 1);
}

TEST_CASE("Work, Public and Community groups count, a Meeting does not", "[hub]") {
    OwnRig rig;
    for (const GroupType type : {GroupType::work, GroupType::public_group, GroupType::community, GroupType::meeting}) {
        const std::string group = rig.make(type, {"bob"});
        rig.post("alice", group);
        const bool quiet = type == GroupType::meeting;
        CHECK(rig.sync("bob", rig.group_log(group)).entries.back().quiet == quiet);
        CHECK(rig.unread("bob", rig.group_log(group)) == (quiet ? 0 : 1));
    }
}

TEST_CASE("what lies outside of a user's memberships is not unread", "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group);
    rig.post("alice", group);
    rig.done("alice", "group.invite", GroupInviteMemberParam(group, {"bob"}));
    rig.post("alice", group);
    rig.done("bob", "group.quit", OwnRig::ref(group));
    rig.post("alice", group);
    CHECK(rig.unread("bob", rig.group_log(group)) == 1);
    rig.done("alice", "group.invite", GroupInviteMemberParam(group, {"bob"}));
    rig.post("alice", group);
    CHECK(rig.unread("bob", rig.group_log(group)) == 2);
}

/// What one user has done with a log, kept as naively as can be.
struct Naive {
    Position read = 0;
    Position cleared = 0;
    std::set<Position> removed;
};

struct Said {
    std::string author;
    bool quiet = false;
};

/// Random traffic in one log, counted by hand.
struct Traffic {
    Traffic(unsigned seed, bool in_group) : chance(seed) {
        if (in_group) group = rig.make(GroupType::public_group, {"bob", "carol"});
        log = in_group ? rig.group_log(group) : rig.pair;
        users = in_group ? std::vector<std::string>{"alice", "bob", "carol"} : std::vector<std::string>{"alice", "bob"};
    }

    void say(const std::string& user) {
        const std::string rest = chance.chance(20) ? uncounted : "";
        const Position position = group.empty() ? rig.write(user, rest) : rig.post(user, group, rest);
        said[position] = {user, !rest.empty()};
    }
    Position somewhere() { return chance.between(0, rig.head(log) + 2); }

    void read(const std::string& user) {
        const Position head = rig.head(log);
        const Position mark = rig.read(user, log, chance.chance(30) ? head : somewhere());
        Naive& own = naive[user];
        CHECK(mark >= std::max(own.read, own.cleared));
        own.read = std::max(own.read, mark);
    }
    void clear(const std::string& user) {
        Naive& own = naive[user];
        const Position wanted = somewhere();
        own.cleared = std::max(own.cleared, std::min(wanted, rig.head(log)));
        CHECK(rig.clear(user, log, wanted, chance.chance(50)).pos == own.cleared);
    }
    void remove(const std::string& user) {
        std::vector<Position> positions;
        for (std::uint64_t i = chance.between(1, 5); i > 0; --i) positions.push_back(somewhere());
        CHECK(rig.remove(user, log, positions) == 0);
        for (const Position position : positions)
            if (said.contains(position)) naive[user].removed.insert(position);
    }

    void step() {
        const std::string& user = users[chance.between(0, users.size() - 1)];
        const std::uint64_t what = chance.between(1, 100);
        if (what <= 60)
            say(user);
        else if (what <= 75)
            read(user);
        else if (what <= 80)
            clear(user);
        else
            remove(user);
    }

    bool is_gone(const Naive& own, Position position) const {
        return position <= own.cleared || own.removed.contains(position);
    }
    void compare() {
        for (const std::string& user : users) {
            const Naive& own = naive[user];
            std::uint64_t unread = 0;
            std::set<Position> visible;
            for (const auto& [position, message] : said) {
                const bool counts = message.author != user && !message.quiet;
                unread += counts && position > own.read && !is_gone(own, position);
                if (!is_gone(own, position)) visible.insert(position);
            }
            CHECK(rig.unread(user, log) == unread);
            CHECK(messages_of(user) == visible);
        }
    }
    std::set<Position> messages_of(const std::string& user) {
        std::set<Position> found;
        for (Position from = 1; from <= rig.head(log);) {
            const auto page =
                rig.get<wire::EntryRange>(user, "sync", OwnRig::page(log, from, 0, false, 1 + chance.between(0, 30)));
            for (const wire::Entry& entry : page.entries)
                if (entry.kind == "message") found.insert(entry.pos);
            from = page.to + 1;
        }
        return found;
    }

    OwnRig rig;
    SeededRandom chance;
    std::string group, log;
    std::vector<std::string> users;
    std::map<Position, Said> said;
    std::map<std::string, Naive> naive;
};

TEST_CASE("unread and what is visible equal a naive count over random traffic", "[hub]") {
    const unsigned seed = GENERATE(1u, 2u, 3u, 4u);
    const bool in_group = GENERATE(false, true);
    INFO("seed " << seed << ", in a group " << in_group);
    Traffic traffic(seed, in_group);
    for (int round = 0; round < 8; ++round) {
        for (int i = 0; i < 40; ++i) traffic.step();
        traffic.compare();
    }
}

}  // namespace
