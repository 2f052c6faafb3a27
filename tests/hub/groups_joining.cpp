// Coming into groups and leaving them.

#include "tests/hub/group_rig.hpp"

namespace tim::hub::test {
namespace {

using Type = GroupType;
using Option = GroupAddOption;
using Became = HandleGroupMemberResult;
using Invited = std::vector<GroupInviteMemberResult>;
using Kicked = std::vector<GroupDeleteMemberResult>;

TEST_CASE("joining twice is refused with 10013", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::meeting);
    CHECK(groups.join("bob", id) == 0);
    CHECK(groups.join("bob", id) == 10013);
    CHECK(groups.join("alice", id) == 10013);
}

TEST_CASE("joining a full group is refused with 10014", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::meeting, {"bob"});
    groups.done("alice", "group.modify", change(id).set_max_member_num(2));
    CHECK(groups.join("carol", id) == 10014);
    REQUIRE(groups.quit("bob", id) == 0);
    CHECK(groups.join("carol", id) == 0);
}

TEST_CASE("the limit of the type holds also for a group without one of its own", "[hub][groups]") {
    Limits limits;
    limits.meeting_members = 2;
    GroupRig groups{HubOptions().limits(limits)};
    const std::string id = groups.make(Type::meeting, {"bob"});
    CHECK(groups.join("carol", id) == 10014);
}

TEST_CASE("joining a group that forbids it is refused with 10007, one that needs none joins at once", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    groups.done("alice", "group.modify", change(id).set_add_option(Option::forbid));
    CHECK(groups.join("bob", id) == 10007);
    groups.done("alice", "group.modify", change(id).set_add_option(Option::any));
    CHECK(groups.join("bob", id) == 0);
    CHECK_FALSE(body_of<wire::Joined>(groups.last).pending);
    CHECK(groups.is_member("bob", id));
}

TEST_CASE("a Meeting that needs approval makes one wait", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::meeting);
    groups.done("alice", "group.modify", change(id).set_add_option(Option::auth));
    CHECK(groups.join("bob", id, "please") == 0);
    CHECK(body_of<wire::Joined>(groups.last).pending);
    CHECK_FALSE(groups.is_member("bob", id));
}

TEST_CASE("a reason that is too long is refused with 10004", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    const std::string longest(300, 'x');
    CHECK(groups.join("carol", id, longest + "x") == 10004);
    CHECK(groups.join("carol", id, longest) == 0);
    CHECK(groups.code("alice", "group.invite", GroupInviteMemberParam(id, {"dave"}, longest + "x")) == 10004);
    CHECK(groups.code("alice", "group.kick", GroupDeleteMemberParam(id, {"bob"}, longest + "x")) == 10004);
}

TEST_CASE("joining is told to the members, the newcomer among them", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::community, {"bob"});
    REQUIRE(groups.join("carol", id) == 0);
    for (const char* user : {"alice", "bob", "carol"}) {
        const std::vector<Tip> tips = groups.tips(user, id);
        REQUIRE(tips.size() == 2);
        const GroupTipsElem& tip = tips.back().element;
        CHECK(tip.tip_type == GroupTipType::invite);
        CHECK(tip.join_type == GroupJoinType::apply);
        CHECK(tip.group_id == id);
        CHECK(tip.op_user == "carol");
        CHECK(tip.users == std::vector<std::string>{"carol"});
        CHECK(tip.member_num == 3);
        REQUIRE(tip.changed_members.size() == 1);
        CHECK(tip.changed_members[0].identifier == "carol");
        CHECK(tip.changed_members[0].role == GroupMemberRole::normal);
        REQUIRE(tip.op_member_info.has_value());
        CHECK(tip.op_member_info->identifier == "carol");
    }
}

TEST_CASE("tips come from the system, are numbered, and don't count as unread", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.say(id);
    REQUIRE(groups.quit("bob", id) == 0);
    const std::vector<Tip> tips = groups.tips("alice", id);
    REQUIRE(tips.size() == 2);
    CHECK(tips[0].entry.from == "@TIM#SYSTEM");
    CHECK(tips[0].entry.seq == 1);
    CHECK(tips[1].entry.seq == 3);
    CHECK(tips[0].entry.id.substr(0, 12) == "@TIM#SYSTEM-");
    CHECK(tips[0].entry.id != tips[1].entry.id);
    CHECK(codec::read<MessageData>(tips[0].entry.body.view()).value().is_excluded_from_unread_count);
}

TEST_CASE("notices come from the system into the person's own log, without a number", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    const std::vector<Notice> notices = groups.notices("bob");
    REQUIRE(notices.size() == 1);
    CHECK(notices[0].entry.from == "@TIM#SYSTEM");
    CHECK(notices[0].entry.seq == 0);
    CHECK(notices[0].element.group_id == id);
    CHECK(notices[0].element.group_name == "a group");
}

TEST_CASE("a member who leaves sees the tip of it and nothing later", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.say(id);
    REQUIRE(groups.quit("bob", id) == 0);
    const Position last = groups.head(id);
    groups.say(id);
    const std::vector<Tip> tips = groups.tips("bob", id);
    REQUIRE(!tips.empty());
    CHECK(tips.back().element.tip_type == GroupTipType::quit);
    CHECK(tips.back().element.users == std::vector<std::string>{"bob"});
    CHECK(tips.back().element.member_num == 1);
    CHECK(groups.seen("bob", id).back() == last);
    CHECK(groups.convs("bob").back().gone);
    CHECK(groups.convs("bob").back().end == last);
    CHECK(groups.last_notice("bob").report_type == GroupReportType::quit);
}

TEST_CASE("a newcomer sees a Public group from the tip of his own joining on", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    groups.say(id);
    REQUIRE(groups.invite("alice", id, {"bob"}) == 0);
    const Position joined = groups.head(id);
    const Position after = groups.say(id);
    CHECK(groups.seen("bob", id) == std::vector<Position>{joined, after});
    CHECK(groups.convs("bob").back().start == joined);
}

TEST_CASE("who comes back does not see what happened between his memberships", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    REQUIRE(groups.quit("bob", id) == 0);
    const Position missed = groups.say(id);
    REQUIRE(groups.invite("alice", id, {"bob"}) == 0);
    CHECK(groups.seen("bob", id) == std::vector<Position>{1, missed - 1, missed + 1});
}

TEST_CASE("who comes back to a group that shows history sees all of it", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::meeting, {"bob"});
    groups.say(id);
    REQUIRE(groups.quit("bob", id) == 0);
    groups.say(id);
    REQUIRE(groups.join("bob", id) == 0);
    CHECK(groups.seen("bob", id) == std::vector<Position>{1, 2});
}

TEST_CASE("one may join, leave and join again where nothing was ever stored", "[hub][groups]") {
    const Type type = GENERATE(Type::meeting, Type::av_chat_room);
    GroupRig groups;
    const std::string id = groups.make(type);
    for (int round = 0; round < 2; ++round) {
        CHECK(groups.join("bob", id) == 0);
        CHECK(groups.quit("bob", id) == 0);
    }
    CHECK(groups.join("bob", id) == 0);
    CHECK(groups.info("alice", id).member_num == 2);
}

TEST_CASE("quitting a group that one is not in is refused with 10007", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.quit("bob", groups.make(Type::public_group)) == 10007);
}

TEST_CASE("when the owner leaves a Work group, the longest-standing member becomes owner", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::work, {"carol", "bob"});
    REQUIRE(groups.quit("alice", id) == 0);
    CHECK(groups.info("bob", id).owner_identifier == "carol");
    const std::vector<Tip> tips = groups.tips("bob", id);
    REQUIRE(tips.size() == 3);
    CHECK(tips[1].element.tip_type == GroupTipType::quit);
    CHECK(tips[2].element.tip_type == GroupTipType::group_info_change);
    REQUIRE(tips[2].element.group_changes.size() == 1);
    CHECK(tips[2].element.group_changes[0].flag == GroupTipGroupChangeFlag::owner);
    CHECK(tips[2].element.group_changes[0].value == "carol");
    CHECK(groups.last_tip("alice", id).tip_type == GroupTipType::quit);
    CHECK(groups.kick("carol", id, {"bob"}) == 0);
}

TEST_CASE("when the last member leaves a Work group, it ends", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::work);
    CHECK(groups.quit("alice", id) == 0);
    CHECK(groups.quit("alice", id) == 10010);
    CHECK(groups.convs("alice").back().gone);
}

TEST_CASE("an invitation tells for each user what became of him", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::work, {"bob"});
    const Invited results = groups.get<Invited>(
        "bob", "group.invite", GroupInviteMemberParam(id, {"carol", "alice", "nobody", "carol", "bob", ""}, "hello"));
    CHECK(results == Invited{{"carol", Became::done},
                             {"alice", Became::included},
                             {"nobody", Became::failed},
                             {"bob", Became::included},
                             {"", Became::failed}});
    CHECK(groups.is_member("carol", id));
    CHECK(groups.last_notice("carol").report_type == GroupReportType::invite);
    CHECK(groups.last_notice("carol").op_user == "bob");
    CHECK(groups.last_notice("carol").user_data == "hello");
    CHECK(groups.last_tip("alice", id).op_user == "bob");
    CHECK(groups.last_tip("alice", id).join_type == GroupJoinType::invite);
}

TEST_CASE("an invitation of nobody is refused with 8510, of too many with 10004", "[hub][groups]") {
    Limits limits;
    limits.invite_members = 2;
    GroupRig groups{HubOptions().limits(limits)};
    const std::string id = groups.make(Type::work);
    CHECK(groups.invite("alice", id, {}) == 8510);
    CHECK(groups.invite("alice", id, {"bob", "carol", "dave"}) == 10004);
    CHECK(groups.invite("alice", id, {"bob", "carol"}) == 0);
}

TEST_CASE("an invitation that would make more than 5,000 notices to managers is refused with 10004", "[hub][groups]") {
    Limits limits;
    limits.administrators = 499;
    GroupRig groups{HubOptions().limits(limits).unknown_receivers(true)};
    std::vector<GroupMemberInfo> first{GroupMemberInfo("bob", GroupMemberRole::normal)};
    for (int i = 1; i < 500; ++i) first.emplace_back("manager" + std::to_string(i), GroupMemberRole::admin);
    const std::string id = groups
                               .get<CreateGroupResult>("alice", "group.create",
                                                       CreateGroupParam(Type::public_group, "g").set_members(first))
                               .group_id;
    std::vector<std::string> users;
    for (int i = 0; i < 11; ++i) users.push_back("guest" + std::to_string(i));
    CHECK(groups.invite("bob", id, users) == 10004);
    CHECK(groups.last_notice("manager1").report_type == GroupReportType::invite);
    users.pop_back();
    CHECK(groups.invite("bob", id, users) == 0);
    CHECK(groups.last_notice("manager1").report_type == GroupReportType::invite_req_to_admin);
    users.push_back("guest10");
    CHECK(groups.invite("manager1", id, users) == 0);
}

TEST_CASE("invitations fill the last places and fail beyond; into a full group they are refused with 10014",
          "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::work);
    groups.done("alice", "group.modify", change(id).set_max_member_num(2));
    const Invited results = groups.get<Invited>("alice", "group.invite", GroupInviteMemberParam(id, {"bob", "carol"}));
    CHECK(results == Invited{{"bob", Became::done}, {"carol", Became::failed}});
    CHECK(groups.invite("alice", id, {"carol"}) == 10014);
    CHECK(groups.invite("alice", id, {"bob"}) == 0);
}

TEST_CASE("a group that forbids invitations refuses them with 10007, its owner's too", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    groups.done("alice", "group.modify", change(id).set_approve_option(Option::forbid));
    CHECK(groups.invite("alice", id, {"bob"}) == 10007);
}

TEST_CASE("where invitations need approval, those of managers need none and those of members wait", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.promote(id, "carol");
    CHECK(groups.get<Invited>("carol", "group.invite", GroupInviteMemberParam(id, {"dave"})) ==
          Invited{{"dave", Became::done}});
    CHECK(groups.get<Invited>("bob", "group.invite", GroupInviteMemberParam(id, {"erin"}, "a friend")) ==
          Invited{{"erin", Became::invited}});
    CHECK_FALSE(groups.is_member("erin", id));
    for (const char* manager : {"alice", "carol"}) {
        const GroupReportElem notice = groups.last_notice(manager);
        CHECK(notice.report_type == GroupReportType::invite_req_to_admin);
        CHECK(notice.op_user == "bob");
        CHECK(notice.user_data == "erin");
        CHECK(notice.msg == "a friend");
    }
}

TEST_CASE("a stranger may not invite", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.invite("bob", groups.make(Type::community), {"carol"}) == 10007);
}

TEST_CASE("a removal tells for each user what became of him", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol", "dave"});
    groups.promote(id, "bob");
    groups.promote(id, "carol");
    const Kicked results = groups.get<Kicked>(
        "bob", "group.kick", GroupDeleteMemberParam(id, {"dave", "carol", "alice", "bob", "erin", "dave"}, "noise"));
    CHECK(results == Kicked{{"dave", Became::done},
                            {"carol", Became::failed},
                            {"alice", Became::failed},
                            {"bob", Became::failed},
                            {"erin", Became::failed}});
    CHECK_FALSE(groups.is_member("dave", id));
    CHECK(groups.last_notice("dave").report_type == GroupReportType::be_kicked);
    CHECK(groups.last_notice("dave").op_user == "bob");
    CHECK(groups.last_notice("dave").msg == "noise");
    CHECK(groups.get<Kicked>("alice", "group.kick", GroupDeleteMemberParam(id, {"bob", "alice"})) ==
          Kicked{{"bob", Became::done}, {"alice", Became::failed}});
}

TEST_CASE("who is removed sees the tip of it and nothing later", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    REQUIRE(groups.kick("alice", id, {"bob", "carol"}) == 0);
    const Position last = groups.head(id);
    groups.say(id);
    for (const char* user : {"bob", "carol"}) {
        CHECK(groups.seen(user, id).back() == last);
        const GroupTipsElem tip = groups.last_tip(user, id);
        CHECK(tip.tip_type == GroupTipType::kick);
        CHECK(tip.op_user == "alice");
        CHECK(tip.users == std::vector<std::string>{"bob", "carol"});
        CHECK(tip.member_num == 1);
    }
}

TEST_CASE("a removal of nobody, or of too many, is refused with 10004", "[hub][groups]") {
    Limits limits;
    limits.invite_members = 2;
    GroupRig groups{HubOptions().limits(limits)};
    const std::string id = groups.make(Type::work, {"bob"});
    CHECK(groups.kick("alice", id, {}) == 10004);
    CHECK(groups.kick("alice", id, {"bob", "carol", "dave"}) == 10004);
}

TEST_CASE("who was removed for some time may not come back before it is over", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::community, {"bob", "carol"});
    groups.done("alice", "group.kick", GroupDeleteMemberParam(id, {"bob"}, "", 60));
    CHECK(groups.join("bob", id) == 10007);
    CHECK(groups.get<Invited>("carol", "group.invite", GroupInviteMemberParam(id, {"bob"})) ==
          Invited{{"bob", Became::failed}});
    groups.rig.clock.unix += 60'000;
    CHECK(groups.join("bob", id) == 0);
}

TEST_CASE("an invitation by a manager ends a ban", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::community, {"bob"});
    groups.done("alice", "group.kick", GroupDeleteMemberParam(id, {"bob"}, "", 4'000'000'000));
    REQUIRE(groups.invite("alice", id, {"bob"}) == 0);
    REQUIRE(groups.quit("bob", id) == 0);
    CHECK(groups.join("bob", id) == 0);
}

TEST_CASE("a Meeting makes no tips of joining, leaving and removing, but of roles", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::meeting, {"bob", "carol"});
    REQUIRE(groups.quit("bob", id) == 0);
    groups.promote(id, "carol");
    REQUIRE(groups.kick("alice", id, {"carol"}) == 0);
    const std::vector<Tip> tips = groups.tips("alice", id);
    REQUIRE(tips.size() == 1);
    CHECK(tips[0].element.tip_type == GroupTipType::set_admin);
}

TEST_CASE("a live room tells its tips to who is there and stores none", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::av_chat_room);
    REQUIRE(groups.join("bob", id) == 0);
    std::vector<const Event*> live;
    for (const Event& event : groups.last.events)
        if (event.kind == Event::Kind::live) live.push_back(&event);
    REQUIRE(live.size() == 1);
    CHECK(live[0]->log == groups.group_log(id));
    CHECK_FALSE(live[0]->audience.has_value());
    CHECK(live[0]->frame->find(R"("conv_id":")" + id) != std::string::npos);
    CHECK(live[0]->frame->find("group_tips_elem_user_array\":[\"bob\"]") != std::string::npos);
    CHECK(groups.head(id) == 0);
}

TEST_CASE("a newcomer's sessions hear of the log before the tip of his joining, a leaver's until the tip of it",
          "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::community);
    const std::string log = groups.group_log(id);
    const auto order = [&] {
        std::vector<std::pair<Event::Kind, std::string>> kinds;
        for (const Event& event : groups.last.events)
            if (event.log == log) kinds.emplace_back(event.kind, event.user);
        return kinds;
    };
    using Kinds = std::vector<std::pair<Event::Kind, std::string>>;
    REQUIRE(groups.join("bob", id) == 0);
    CHECK(order() == Kinds{{Event::Kind::subscribe, "bob"}, {Event::Kind::append, ""}});
    REQUIRE(groups.quit("bob", id) == 0);
    CHECK(order() == Kinds{{Event::Kind::append, ""}, {Event::Kind::unsubscribe, "bob"}});
}

}  // namespace
}  // namespace tim::hub::test
