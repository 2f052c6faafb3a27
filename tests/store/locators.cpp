#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

using Ids = std::vector<std::string>;

MsgLocator locator_of(const MessageData& message) {
    MsgLocator locator;
    locator.conv_id = message.conv_id;
    locator.conv_type = message.conv_type;
    locator.time = message.server_time;
    locator.seq = message.seq;
    locator.rand = message.rand;
    locator.is_self = message.is_from_self;
    locator.is_revoked = message.status == MsgStatus::revoked;
    return locator;
}

wire::Entry with_rand(Position pos, std::uint64_t rand, const std::string& from = "bob") {
    MessageData data;
    data.elements.push_back(TextElem("hi"));
    data.rand = rand;
    return entry(pos, "message", from, from + "-1-" + std::to_string(pos), codec::to_json(data));
}

Ids find(Device& alice, const std::vector<MsgLocator>& locators, const ConvKey& conv = bob) {
    return ids_of(alice->find(conv, locators));
}

TEST_CASE("each locator finds one message, in their order; what is unknown is left out", "[store]") {
    Device alice;
    log_in(alice);
    std::vector<wire::Entry> entries;
    for (Position pos = 1; pos <= 40; ++pos) {
        entries.push_back(with_rand(pos, pos * 7, pos % 2 == 0 ? "alice" : "bob"));
        entries.back().time = time_of(pos / 4);  // several in a second
    }
    apply(alice, answer(bob_log, 1, 40, entries));
    std::vector<MsgLocator> locators;
    Ids expected;
    for (const Position pos : {40, 1, 17, 17}) {
        const std::string id = entries[pos - 1].id;
        locators.push_back(locator_of(*find_one(alice, id)));
        expected.push_back(id);
    }
    MsgLocator unknown = locators[0];
    unknown.rand = 5;
    locators.insert(locators.begin() + 1, unknown);
    CHECK(find(alice, locators) == expected);
    CHECK(find(alice, locators, team).empty());
    CHECK(find(alice, {MsgLocator()}).empty());
}

TEST_CASE("everything that a locator says has to fit", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(bob_log, 1, 3, {with_rand(1, 7), with_rand(2, 7), with_rand(3, 7)}));
    const MsgLocator good = locator_of(*find_one(alice, "bob-1-2"));
    CHECK(find(alice, {good}) == Ids{"bob-1-2"});
    MsgLocator odd = good;
    SECTION("time") { CHECK_NOTHROW(odd.time += 1); }
    SECTION("number") { CHECK_NOTHROW(odd.seq += 1); }
    SECTION("chance") { CHECK_NOTHROW(odd.rand += 1); }
    SECTION("author") { CHECK_NOTHROW(odd.is_self = true); }
    SECTION("whether it was revoked") { CHECK_NOTHROW(odd.is_revoked = true); }
    SECTION("conversation") { CHECK_NOTHROW(odd.conv_id = "carol"); }
    SECTION("kind of conversation") { CHECK_NOTHROW(odd.conv_type = ConvType::group); }
    CHECK(find(alice, {odd}).empty());
    odd = good;
    odd.conv_id.clear();
    odd.conv_type = {};
    CHECK(find(alice, {odd}) == Ids{"bob-1-2"});
}

TEST_CASE("deleted, revoked, imported, failed and sending messages are located", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(bob_log, 1, 3, {with_rand(1, 7), with_rand(2, 8), with_rand(3, 9)}));
    alice->remove_local(bob, std::array<std::string, 1>{"bob-1-2"});
    MessageData old = outgoing("carol-1-1");
    old.sender = "carol";
    old.server_time = 1'600'000'000;
    old.rand = 5;
    MessageData revoked = old;
    revoked.msg_id = "carol-1-2";
    revoked.status = MsgStatus::revoked;
    alice->import(bob, std::array{old, revoked});
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->failed(bob, "alice-1-1", 10017);
    MessageData later = outgoing("alice-1-2");
    later.rand = 3;
    alice->save_outgoing(later);
    for (const std::string id : {"bob-1-2", "carol-1-1", "carol-1-2", "alice-1-2"}) {
        CAPTURE(id);
        const MessageData stored = *find_one(alice, id);
        MsgLocator locator = locator_of(stored);
        if (locator.time == 0) locator.time = stored.client_time;
        CHECK(find(alice, {locator}) == Ids{id});
    }
}

TEST_CASE("a local message is located though its clock differs from the hub's", "[store]") {
    Device alice;
    log_in(alice);
    std::vector<wire::Entry> entries;
    for (Position pos = 1; pos <= 10; ++pos) entries.push_back(with_rand(pos, pos));
    apply(alice, answer(bob_log, 1, 10, entries));
    MessageData late = outgoing("alice-1-1");
    late.client_time = static_cast<std::uint64_t>(time_of(5)) / 1000;
    late.rand = 70;
    SECTION("a failed one") {
        alice->save_outgoing(late);
        CHECK(alice->failed(bob, "alice-1-1", 10017).message.status == MsgStatus::send_fail);
    }
    SECTION("a saved one") { CHECK(alice->save(bob, late).message.status == MsgStatus::local_imported); }
    apply(alice, answer(bob_log, 11, 11, {with_rand(11, 11)}));
    MsgLocator locator = locator_of(*find_one(alice, "alice-1-1"));
    locator.time = late.client_time;
    CHECK(find(alice, {locator}) == Ids{"alice-1-1"});
}

TEST_CASE("an id that is asked for twice is found once, in the order of the ids", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    const Ids ids{message(3).id, "nobody-1-1", message(1).id, message(3).id, ""};
    CHECK(ids_of(alice->find(ids)) == bob_ids({3, 1}));
    CHECK(alice->find(Ids()).empty());
}

}  // namespace
