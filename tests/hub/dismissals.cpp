// Groups with many members that end: for all of them at once, while they leave so many at a time.

#include "tim/hub/detail/dismissals.hpp"
#include "tests/hub/group_rig.hpp"
#include "tests/support/raw_session.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tim/hub/hub.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <vector>

namespace tim::hub::test {
namespace {

constexpr int many = 2500;

std::string member_name(int number) { return "member" + std::to_string(number); }

HubOptions takes_all() { return HubOptions().unknown_receivers(true); }

/// A group of alice's with so many others.
std::string make_large(GroupRig& groups, int others, GroupType type = GroupType::community) {
    const std::string id = groups.make(type);
    std::vector<std::string> block;
    for (int i = 1; i <= others; ++i) {
        block.push_back(member_name(i));
        if (block.size() < 100 && i < others) continue;
        REQUIRE(groups.invite("alice", id, std::exchange(block, {})) == 0);
    }
    return id;
}

int members(GroupRig& groups) { return groups.rig.select<int>("SELECT count(*) FROM members"); }

/// Lets the hub go on until nothing is left; the number of steps.
int go_on(GroupRig& groups) {
    std::string next;
    for (int steps = 0;; ++steps) {
        const auto step = [&](Tx& tx, const Caller& hub) { return dismissal_operation(tx, hub, next); };
        const Finished done = groups.rig.ask(step);
        REQUIRE(code_of(done) == 0);
        if (done.answer.body.empty()) return steps;
        next = done.answer.body;
    }
}

bool is_unfinished(const Finished& done) {
    return std::any_of(done.events.begin(), done.events.end(),
                       [](const Event& event) { return event.kind == Event::Kind::unfinished; });
}

TEST_CASE("a large group ends at once, and its members leave it a thousand at a time", "[hub][groups]") {
    GroupRig groups(takes_all());
    const std::string id = make_large(groups, many);
    REQUIRE(members(groups) == many + 1);
    REQUIRE(groups.dismiss("alice", id) == 0);
    CHECK(is_unfinished(groups.last));
    CHECK(members(groups) == many - 1000);  // and alice has left it

    const std::string last = member_name(many);
    CHECK(groups.mine(last).empty());
    CHECK(groups.dismiss("alice", id) == 10010);
    CHECK(groups.quit(last, id) == 10010);
    CHECK(groups.join("bob", id) == 10010);
    CHECK_FALSE(groups.convs(last).back().gone);

    CHECK(go_on(groups) == 2);
    CHECK(members(groups) == 0);
    CHECK(groups.rig.select<int>("SELECT count(*) FROM dismissals") == 0);
    for (const std::string& user : {std::string("alice"), member_name(1), member_name(1500), last}) {
        INFO(user);
        const std::vector<GroupReportType> types = groups.notice_types(user);
        CHECK(std::count(types.begin(), types.end(), GroupReportType::dismissed) == 1);
        CHECK(groups.last_notice(user).op_user == "alice");
        CHECK(groups.convs(user).back().gone);
        CHECK(groups.convs(user).back().end == groups.head(id));
    }
}

TEST_CASE("who ends a large group has left it with the answer, and does not own it any more", "[hub][groups]") {
    GroupRig groups(takes_all());
    const std::string id = make_large(groups, 1500);
    const std::string owner = member_name(1400);
    groups.done("alice", "group.modify", change(id).set_owner(owner));
    REQUIRE(groups.dismiss(owner, id) == 0);
    REQUIRE(is_unfinished(groups.last));
    CHECK(groups.convs(owner).back().gone);
    CHECK(groups.last_notice(owner).report_type == GroupReportType::dismissed);
    CreateGroupParam again(GroupType::community, "again");
    CHECK(groups.code(owner, "group.create", again.set_group_id(id)) == 10021);
    go_on(groups);
    CHECK(members(groups) == 0);
}

TEST_CASE("requests to join a large group are listed no longer when it has ended", "[hub][groups]") {
    GroupRig groups(takes_all());
    const std::string id = make_large(groups, 1500, GroupType::public_group);
    const std::string manager = member_name(1400);
    groups.promote(id, manager);
    REQUIRE(groups.join("bob", id) == 0);
    REQUIRE(groups.pendencies(manager).size() == 1);
    REQUIRE(groups.dismiss("alice", id) == 0);
    REQUIRE(groups.convs(manager).back().gone == false);
    CHECK(groups.get<GroupPendencyResult>(manager, "group.applications", GroupPendencyOption()).unread_num == 0);
    CHECK(groups.pendencies(manager).empty());
}

TEST_CASE("a group of less than a thousand members ends in one step", "[hub][groups]") {
    GroupRig groups(takes_all());
    const std::string id = make_large(groups, 20);
    REQUIRE(groups.dismiss("alice", id) == 0);
    CHECK_FALSE(is_unfinished(groups.last));
    CHECK(members(groups) == 0);
    CHECK(go_on(groups) == 0);
}

TEST_CASE("large groups that end one after the other all come to their end", "[hub][groups]") {
    GroupRig groups(takes_all());
    const std::string first = make_large(groups, 1200);
    const std::string second = make_large(groups, 1200);
    REQUIRE(groups.dismiss("alice", first) == 0);
    REQUIRE(groups.dismiss("alice", second) == 0);
    go_on(groups);
    CHECK(members(groups) == 0);
}

TEST_CASE("a hub that stopped before all had left lets the others go when it opens", "[hub][groups]") {
    const tim::test::TemporaryDirectory folder;
    const std::string data = folder.file(u8"data");
    {
        GroupRig groups(takes_all().data(data));
        REQUIRE(groups.dismiss("alice", make_large(groups, many)) == 0);
        REQUIRE(members(groups) > 0);
    }
    {
        boost::asio::io_context context;
        const hub::Hub hub(context.get_executor(), HubOptions().data(data));
        context.run();
    }
    GroupRig groups(takes_all().data(data));
    CHECK(members(groups) == 0);
}

/// A large group of the session's user.
void make_over(tim::test::RawSession& session, const std::string& id) {
    const auto param = CreateGroupParam(GroupType::community, "all").set_group_id(id);
    REQUIRE(session.ask("group.create", codec::to_json(param))->code == 0);
    for (int from = 1; from <= 1500; from += 100) {
        GroupInviteMemberParam invitation(id, {});
        for (int i = from; i < from + 100; ++i) invitation.identifiers.push_back(member_name(i));
        REQUIRE(session.ask("group.invite", codec::to_json(invitation))->code == 0);
    }
}

TEST_CASE("members who are connected learn of the end of groups without a word of theirs", "[hub][groups]") {
    boost::asio::io_context context;
    Limits limits;
    limits.requests_per_second = 0;
    hub::Hub hub(context.get_executor(), takes_all().app(1400000000, Secret("key")).limits(limits));
    const auto alice = tim::test::RawSession::connect(context, *hub.peer());
    REQUIRE(alice->hello("alice", hub.sign("alice").reveal()));
    make_over(*alice, "@TGS#_one");
    make_over(*alice, "@TGS#_two");
    const auto last = tim::test::RawSession::connect(context, *hub.peer());
    REQUIRE(last->hello(member_name(1500), hub.sign(member_name(1500)).reveal()));
    alice->request("group.dismiss", R"({"group_id":"@TGS#_one"})");
    alice->request("group.dismiss", R"({"group_id":"@TGS#_two"})");
    int gone = 0;
    while (const auto push = last->push("entries")) {
        gone += push->body.text().find(R"("gone":true)") != std::string::npos;
        if (gone == 2) break;
    }
    CHECK(gone == 2);
}

}  // namespace
}  // namespace tim::hub::test
