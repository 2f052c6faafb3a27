// `sync` cut by time and by number.

#include "tests/hub/own_rig.hpp"
#include "tim/hub/detail/log_view.hpp"

#include <algorithm>
#include <limits>

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

wire::SyncQuery cut(const std::string& log, bool newest, UnixMillis time, std::uint64_t seq) {
    wire::SyncQuery query = OwnRig::page(log, 1, 0, newest);
    query.time = time;
    query.seq = seq;
    return query;
}

TEST_CASE("a number cuts off what is later from the top, or what is earlier from the bottom", "[hub]") {
    OwnRig rig;
    rig.write_many("alice", 2);
    rig.read("bob", rig.pair, 1);
    rig.read("bob", rig.pair, 2);
    rig.write_many("alice", 2);
    rig.read("bob", rig.pair, 6);
    // Numbers 1 to 4 are at positions 1, 2, 5, 6.
    const auto top = [&](std::uint64_t seq) { return rig.seen("bob", cut(rig.pair, true, 0, seq)); };
    const auto bottom = [&](std::uint64_t seq) { return rig.seen("bob", cut(rig.pair, false, 0, seq)); };
    CHECK(top(1) == "1-1/7: 1");
    CHECK(top(2) == "1-4/7: 1 2 3 4");
    CHECK(top(3) == "1-5/7: 1 2 3 4 5");
    CHECK(top(4) == "1-7/7: 1 2 3 4 5 6 7");
    CHECK(top(99) == "1-7/7: 1 2 3 4 5 6 7");
    CHECK(top(~std::uint64_t{0}) == "1-7/7: 1 2 3 4 5 6 7");
    CHECK(bottom(1) == "1-7/7: 1 2 3 4 5 6 7");
    CHECK(bottom(2) == "2-7/7: 2 3 4 5 6 7");
    CHECK(bottom(3) == "5-7/7: 5 6 7");
    CHECK(bottom(4) == "6-7/7: 6 7");
    CHECK(bottom(5) == "8-7/7:");
    CHECK(bottom(~std::uint64_t{0}) == "8-7/7:");
}

TEST_CASE("a number in a log without numbers cuts off all or nothing", "[hub]") {
    OwnRig rig;
    rig.make(GroupType::public_group, {"bob"});
    const std::string own = rig.own_log("bob");
    CHECK(rig.seen("bob", cut(own, true, 0, 1)) == "1-2/2: 1 2");
    CHECK(rig.seen("bob", cut(own, false, 0, 1)) == "3-2/2:");
    CHECK(rig.seen("alice", cut(rig.pair, true, 0, 1)) == "1-0/0:");
    CHECK(rig.seen("alice", cut(rig.pair, false, 0, 1)) == "1-0/0:");
}

TEST_CASE("a time cuts off what is later from the top, or what is earlier from the bottom", "[hub]") {
    OwnRig rig;
    rig.rig.clock.unix = 999'000;
    rig.write("alice");  // at 1,000,000
    rig.rig.clock.unix = 1'999'000;
    rig.write("alice");
    rig.rig.clock.unix = 1'999'000;
    rig.write("alice");  // both at 2,000,000
    rig.rig.clock.unix = 2'999'000;
    rig.write("alice");
    const auto top = [&](UnixMillis time) { return rig.seen("bob", cut(rig.pair, true, time, 0)); };
    const auto bottom = [&](UnixMillis time) { return rig.seen("bob", cut(rig.pair, false, time, 0)); };
    CHECK(top(999'999) == "1-0/4:");
    CHECK(top(1'000'000) == "1-1/4: 1");
    CHECK(top(1'999'999) == "1-1/4: 1");
    CHECK(top(2'000'000) == "1-3/4: 1 2 3");
    CHECK(top(3'000'000) == "1-4/4: 1 2 3 4");
    CHECK(top(std::numeric_limits<UnixMillis>::max()) == "1-4/4: 1 2 3 4");
    CHECK(top(-5) == "1-0/4:");
    CHECK(bottom(1) == "1-4/4: 1 2 3 4");
    CHECK(bottom(1'000'000) == "1-4/4: 1 2 3 4");
    CHECK(bottom(1'000'001) == "2-4/4: 2 3 4");
    CHECK(bottom(2'000'000) == "2-4/4: 2 3 4");
    CHECK(bottom(2'000'001) == "4-4/4: 4");
    CHECK(bottom(3'000'001) == "5-4/4:");
    CHECK(bottom(std::numeric_limits<UnixMillis>::max()) == "5-4/4:");
    CHECK(bottom(std::numeric_limits<UnixMillis>::min()) == "1-4/4: 1 2 3 4");
}

TEST_CASE("time, number, range and count work together", "[hub]") {
    OwnRig rig;
    rig.rig.clock.unix = 0;
    rig.write_many("alice", 10);  // at 1000, 2000, …
    wire::SyncQuery query = cut(rig.pair, true, 8000, 7);
    CHECK(rig.seen("bob", query) == "1-7/10: 1 2 3 4 5 6 7");
    query.to = 5;
    query.count = 2;
    CHECK(rig.seen("bob", query) == "4-5/10: 4 5");
    query = cut(rig.pair, false, 3000, 4);
    query.to = 6;
    CHECK(rig.seen("bob", query) == "4-6/10: 4 5 6");
    query.count = 2;
    CHECK(rig.seen("bob", query) == "4-5/10: 4 5");
    query.from = 6;
    CHECK(rig.seen("bob", query) == "6-6/10: 6");
    query.to = 3;
    CHECK(rig.seen("bob", query) == "6-5/10:");
}

TEST_CASE("who has left is not led beyond his end by a time or a number", "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    const std::string log = rig.group_log(group);
    rig.done("bob", "group.quit", OwnRig::ref(group));
    for (int i = 0; i < 5; ++i) rig.say(group);
    CHECK(rig.seen("bob", cut(log, true, 0, 6)) == "1-2/2: 1 2");
    CHECK(rig.seen("bob", cut(log, false, 0, 6)) == "6-5/2:");
    CHECK(rig.seen("bob", cut(log, true, rig.rig.clock.unix, 0)) == "1-2/2: 1 2");
}

TEST_CASE("positions by number and by time are those that a scan finds", "[hub]") {
    const unsigned seed = GENERATE(1u, 2u, 3u);
    StorageRig rig;
    SeededRandom chance(seed);
    LogRow log;
    std::vector<wire::Entry> entries;
    rig.work([&](Tx& tx) { log = create_log(tx, LogKind::group, "team"); });
    for (int i = 0; i < 60; ++i) {
        if (chance.chance(50)) rig.clock.unix += static_cast<UnixMillis>(chance.between(1, 3));
        rig.work([&](Tx& tx) {
            NewEntry entry;
            entry.kind = "tip";
            entry.body = "{}";
            entry.numbered = chance.chance(40);
            entries.push_back(append(tx, log, entry));
        });
    }
    const UnixMillis begin = entries.front().time;
    const auto first = [&](auto holds) {
        const auto found = std::find_if(entries.begin(), entries.end(), holds);
        return found == entries.end() ? log.head + 1 : found->pos;
    };
    rig.work([&](Tx& tx) {
        for (UnixMillis time = begin - 2; time < begin + 130; ++time)
            CHECK(first_after(tx, log, time) == first([&](const wire::Entry& entry) { return entry.time > time; }));
        for (std::uint64_t seq = 1; seq < 62; ++seq)
            CHECK(position_of(tx, log, seq) == first([&](const wire::Entry& entry) { return entry.seq == seq; }));
    });
}

}  // namespace
