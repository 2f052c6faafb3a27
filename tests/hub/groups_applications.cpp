// Requests to join, and invitations that need approval.

#include "tests/hub/group_rig.hpp"

namespace tim::hub::test {
namespace {

using Type = GroupType;
using Handled = GroupPendencyHandle;
using Decided = GroupPendencyHandleResult;
using Kind = GroupPendencyType;

GroupHandlePendencyParam decision(GroupPendency pendency, bool accept, std::string text = {}) {
    return GroupHandlePendencyParam(std::move(pendency), accept, std::move(text));
}

TEST_CASE("a request to join is told to owner and administrators, and listed for them", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.promote(id, "bob");
    REQUIRE(groups.join("dave", id, "let me in") == 0);
    for (const char* manager : {"alice", "bob"}) {
        const GroupReportElem notice = groups.last_notice(manager);
        CHECK(notice.report_type == GroupReportType::add_request);
        CHECK(notice.group_id == id);
        CHECK(notice.op_user == "dave");
        CHECK(notice.msg == "let me in");
        const auto listed = groups.pendencies(manager);
        REQUIRE(listed.size() == 1);
        CHECK(listed[0].group_id == id);
        CHECK(listed[0].from_identifier == "dave");
        CHECK(listed[0].to_identifier.empty());
        CHECK(listed[0].pendency_type == Kind::join_need_approved_by_admin);
        CHECK(listed[0].apply_invite_msg == "let me in");
        CHECK(listed[0].handled == Handled::not_handled);
        CHECK(listed[0].self_identifier == manager);
    }
    CHECK(groups.last_notice("carol").report_type == GroupReportType::invite);
    CHECK(groups.pendencies("carol").empty());
    CHECK(groups.pendencies("dave").empty());
}

TEST_CASE("an accepted request makes a member, tells the group and the applicant", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.promote(id, "bob");
    REQUIRE(groups.join("carol", id) == 0);
    groups.done("bob", "group.decide", decision(groups.pendencies("bob").front(), true, "welcome"));
    CHECK(groups.is_member("carol", id));
    const GroupTipsElem tip = groups.last_tip("carol", id);
    CHECK(tip.tip_type == GroupTipType::invite);
    CHECK(tip.join_type == GroupJoinType::apply);
    CHECK(tip.op_user == "bob");
    CHECK(tip.users == std::vector<std::string>{"carol"});
    const GroupReportElem notice = groups.last_notice("carol");
    CHECK(notice.report_type == GroupReportType::add_accept);
    CHECK(notice.op_user == "bob");
    CHECK(notice.msg == "welcome");
    const GroupPendency own = groups.pendencies("bob").front();
    CHECK(own.handled == Handled::handled_by_operator);
    CHECK(own.handle_result == Decided::accept);
    CHECK(own.approval_msg == "welcome");
    CHECK(groups.pendencies("alice").front().handled == Handled::handled_by_other);
}

TEST_CASE("a refused request is told to the applicant only, who may ask again", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    REQUIRE(groups.join("bob", id) == 0);
    groups.done("alice", "group.decide", decision(groups.pendencies("alice").front(), false, "not now"));
    CHECK_FALSE(groups.is_member("bob", id));
    CHECK(groups.last_notice("bob").report_type == GroupReportType::add_refuse);
    CHECK(groups.last_notice("bob").msg == "not now");
    CHECK(groups.head(id) == 0);
    CHECK(groups.pendencies("alice").front().handle_result == Decided::refuse);
    CHECK(groups.pendencies("alice").front().handled == Handled::handled_by_operator);
    REQUIRE(groups.join("bob", id) == 0);
    const auto listed = groups.pendencies("alice");
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].handled == Handled::not_handled);
}

TEST_CASE("a request that was decided before is refused with 10024", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    REQUIRE(groups.join("bob", id) == 0);
    REQUIRE(groups.join("carol", id) == 0);
    for (const GroupPendency& pendency : groups.pendencies("alice")) {
        const bool accept = pendency.from_identifier == "bob";
        groups.done("alice", "group.decide", decision(pendency, accept));
        CHECK(groups.code("alice", "group.decide", decision(pendency, true)) == 10024);
        CHECK(groups.code("alice", "group.decide", decision(pendency, false)) == 10024);
    }
    CHECK(groups.is_member("bob", id));
    CHECK_FALSE(groups.is_member("carol", id));
}

TEST_CASE("to ask again with the same words changes nothing, with other words it replaces the request",
          "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    REQUIRE(groups.join("bob", id, "please") == 0);
    const GroupPendency first = groups.pendencies("alice").front();
    const std::size_t notices = groups.notices("alice").size();
    CHECK(groups.join("bob", id, "please") == 0);
    CHECK(body_of<wire::Joined>(groups.last).pending);
    CHECK(groups.notices("alice").size() == notices);
    CHECK(groups.join("bob", id, "pretty please") == 0);
    CHECK(groups.notices("alice").size() == notices + 1);
    const auto listed = groups.pendencies("alice");
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].apply_invite_msg == "pretty please");
    CHECK(groups.code("alice", "group.decide", decision(first, true)) == 10004);
}

TEST_CASE("only owner and administrators decide", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    REQUIRE(groups.join("carol", id) == 0);
    const GroupPendency pendency = groups.pendencies("alice").front();
    for (const char* user : {"bob", "carol", "dave"})
        CHECK(groups.code(user, "group.decide", decision(pendency, true)) == 10007);
    CHECK_FALSE(groups.is_member("carol", id));
}

TEST_CASE("a request is decided in its own group only", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    REQUIRE(groups.join("carol", id) == 0);
    GroupPendency pendency = groups.pendencies("alice").front();
    pendency.group_id =
        groups.get<CreateGroupResult>("dave", "group.create", CreateGroupParam(Type::public_group, "mine")).group_id;
    CHECK(groups.code("dave", "group.decide", decision(pendency, true)) == 10004);
    CHECK_FALSE(groups.is_member("carol", id));
}

TEST_CASE("a request that nobody made is refused with 10004", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    REQUIRE(groups.join("bob", id) == 0);
    GroupPendency pendency = groups.pendencies("alice").front();
    for (const char* key : {"1", "x", "1700000000000x", "99999999999999999999999"}) {
        pendency.key = key;
        CHECK(groups.code("alice", "group.decide", decision(pendency, true)) == 10004);
    }
    pendency.key.clear();
    pendency.from_identifier = "carol";
    CHECK(groups.code("alice", "group.decide", decision(pendency, true)) == 10004);
}

TEST_CASE("a request can be named without its key, as from a notice", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    REQUIRE(groups.join("carol", id) == 0);
    REQUIRE(groups.invite("bob", id, {"dave"}) == 0);
    GroupPendency asked;
    asked.group_id = id;
    asked.from_identifier = "carol";
    groups.done("alice", "group.decide", decision(asked, true));
    CHECK(groups.is_member("carol", id));
    GroupPendency invited;
    invited.group_id = id;
    invited.from_identifier = "bob";
    invited.to_identifier = "dave";
    invited.pendency_type = Kind::invite_need_approved_by_admin;
    groups.done("alice", "group.decide", decision(invited, true));
    CHECK(groups.is_member("dave", id));
}

TEST_CASE("a full group takes no more: accepting is refused with 10014 and the request goes on waiting",
          "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    REQUIRE(groups.join("bob", id) == 0);
    groups.done("alice", "group.modify", GroupModifyInfoParam(id).set_max_member_num(1));
    const GroupPendency pendency = groups.pendencies("alice").front();
    CHECK(groups.code("alice", "group.decide", decision(pendency, true)) == 10014);
    groups.done("alice", "group.modify", GroupModifyInfoParam(id).set_max_member_num(2));
    CHECK(groups.code("alice", "group.decide", decision(pendency, true)) == 0);
}

TEST_CASE("a decision with too long a text is refused with 10004", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    REQUIRE(groups.join("bob", id) == 0);
    const GroupPendency pendency = groups.pendencies("alice").front();
    CHECK(groups.code("alice", "group.decide", decision(pendency, true, std::string(301, 'x'))) == 10004);
    CHECK(groups.code("alice", "group.decide", decision(pendency, true, std::string(300, 'x'))) == 0);
}

TEST_CASE("an approved invitation makes a member and tells inviter and invited", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.done("bob", "group.invite", GroupInviteMemberParam(id, {"carol"}, "a friend"));
    const GroupPendency pendency = groups.pendencies("alice").front();
    CHECK(pendency.pendency_type == Kind::invite_need_approved_by_admin);
    CHECK(pendency.from_identifier == "bob");
    CHECK(pendency.to_identifier == "carol");
    CHECK(pendency.apply_invite_msg == "a friend");
    groups.done("alice", "group.decide", decision(pendency, true));
    CHECK(groups.is_member("carol", id));
    CHECK(groups.last_tip("carol", id).join_type == GroupJoinType::invite);
    CHECK(groups.last_tip("carol", id).op_user == "bob");
    CHECK(groups.last_notice("bob").report_type == GroupReportType::invite_accept);
    CHECK(groups.last_notice("bob").user_data == "carol");
    CHECK(groups.last_notice("carol").report_type == GroupReportType::invite);
    CHECK(groups.last_notice("carol").op_user == "bob");
    CHECK(groups.last_notice("carol").user_data == "a friend");
}

TEST_CASE("a refused invitation is told to the inviter only", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    REQUIRE(groups.invite("bob", id, {"carol"}) == 0);
    groups.done("alice", "group.decide", decision(groups.pendencies("alice").front(), false, "no"));
    CHECK_FALSE(groups.is_member("carol", id));
    CHECK(groups.last_notice("bob").report_type == GroupReportType::invite_refuse);
    CHECK(groups.last_notice("bob").msg == "no");
    CHECK(groups.notices("carol").empty());
}

TEST_CASE("becoming a member by another way settles all that waits for it", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    REQUIRE(groups.join("carol", id) == 0);
    REQUIRE(groups.invite("bob", id, {"carol"}) == 0);
    REQUIRE(groups.join("dave", id) == 0);
    REQUIRE(groups.invite("alice", id, {"carol"}) == 0);
    for (const GroupPendency& pendency : groups.pendencies("alice")) {
        const bool waits = pendency.from_identifier == "dave";
        CHECK((pendency.handled == Handled::not_handled) == waits);
        if (!waits) CHECK(groups.code("alice", "group.decide", decision(pendency, false)) == 10024);
    }
    CHECK(groups.is_member("carol", id));
}

TEST_CASE("requests are paged newest first over all groups that one manages", "[hub][groups]") {
    GroupRig groups;
    const std::string first = groups.make(Type::public_group);
    const std::string second = groups.make(Type::public_group);
    for (const char* user : {"bob", "carol", "dave"}) {
        REQUIRE(groups.join(user, first) == 0);
        REQUIRE(groups.join(user, second) == 0);
    }
    std::vector<std::string> order;
    GroupPendencyOption option(0, 4);
    std::size_t pages = 0;
    do {
        const auto page = groups.get<GroupPendencyResult>("alice", "group.applications", option);
        CHECK(page.unread_num == 6);
        CHECK(page.pendencies.size() <= 4);
        for (const GroupPendency& pendency : page.pendencies)
            order.push_back(pendency.from_identifier + (pendency.group_id == first ? "1" : "2"));
        option.start_time = page.next_start_time;
        ++pages;
    } while (option.start_time != 0);
    CHECK(pages == 2);
    CHECK(order == std::vector<std::string>{"dave2", "dave1", "carol2", "carol1", "bob2", "bob1"});
}

TEST_CASE("requests of the same moment have different times, so that no page loses one", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    for (const char* user : {"bob", "carol", "dave"})
        groups.rig.submit("group.join", caller(user), codec::to_json(GroupRig::ref(id)));
    groups.rig.run();
    const auto listed = groups.pendencies("alice");
    REQUIRE(listed.size() == 3);
    CHECK(listed[0].add_time == listed[1].add_time + 1);
    CHECK(listed[1].add_time == listed[2].add_time + 1);
}

TEST_CASE("waiting requests are counted, decided ones are not", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    REQUIRE(groups.join("bob", id) == 0);
    REQUIRE(groups.join("carol", id) == 0);
    groups.done("alice", "group.decide", decision(groups.pendencies("alice").front(), false));
    const auto page = groups.get<GroupPendencyResult>("alice", "group.applications", GroupPendencyOption());
    CHECK(page.unread_num == 1);
    CHECK(page.pendencies.size() == 2);
    CHECK(page.next_start_time == 0);
}

}  // namespace
}  // namespace tim::hub::test
