// Changing members: roles, mutes, name cards and the rest; who may, and what is told of it.

#include "tests/hub/group_rig.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tim::hub::test {
namespace {

using Type = GroupType;
using Role = GroupMemberRole;

TEST_CASE("a new owner is no longer muted", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.done("alice", "group.modify_member", member(id, "bob").set_shutup_time(600));
    groups.done("alice", "group.modify", change(id).set_owner("bob"));
    CHECK(groups.standing("bob", id).may_speak);
}

TEST_CASE("the owner gives and takes the role of an administrator", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.done("alice", "group.modify_member", member(id, "bob").set_role(Role::admin));
    CHECK(groups.member("carol", id, "bob")->role == Role::admin);
    CHECK(groups.last_tip("carol", id).tip_type == GroupTipType::set_admin);
    CHECK(groups.last_tip("carol", id).users == std::vector<std::string>{"bob"});
    CHECK(groups.last_notice("bob").report_type == GroupReportType::grant_admin);
    const Position head = groups.head(id);
    groups.done("alice", "group.modify_member", member(id, "bob").set_role(Role::admin));
    CHECK(groups.head(id) == head);
    groups.done("alice", "group.modify_member", member(id, "bob").set_role(Role::normal));
    CHECK(groups.member("carol", id, "bob")->role == Role::normal);
    CHECK(groups.last_tip("carol", id).tip_type == GroupTipType::cancel_admin);
    CHECK(groups.last_notice("bob").report_type == GroupReportType::cancel_admin);
}

TEST_CASE("more administrators than a group may have are refused with 10004", "[hub][groups]") {
    Limits limits;
    limits.administrators = 2;
    GroupRig groups{HubOptions().limits(limits)};
    const std::string id = groups.make(Type::public_group, {"bob", "carol", "dave"});
    groups.promote(id, "bob");
    groups.promote(id, "carol");
    CHECK(groups.code("alice", "group.modify_member", member(id, "dave").set_role(Role::admin)) == 10004);
    CHECK(groups.member("alice", id, "dave")->role == Role::normal);
    groups.promote(id, "bob");
    groups.done("alice", "group.modify_member", member(id, "bob").set_role(Role::normal));
    groups.promote(id, "dave");

    std::vector<GroupMemberInfo> first;
    for (const char* user : {"bob", "carol", "dave"}) first.emplace_back(user, Role::admin);
    const auto group = CreateGroupParam(Type::public_group, "g");
    CHECK(groups.code("alice", "group.create", CreateGroupParam(group).set_members(first)) == 10004);
    first.back().role = Role::normal;
    CHECK(groups.code("alice", "group.create", CreateGroupParam(group).set_members(first)) == 0);
}

TEST_CASE("nobody but the owner gives roles, none is given to the owner, and no other role exists", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.promote(id, "bob");
    CHECK(groups.code("bob", "group.modify_member", member(id, "carol").set_role(Role::admin)) == 10007);
    CHECK(groups.code("carol", "group.modify_member", member(id, "carol").set_role(Role::admin)) == 10007);
    CHECK(groups.code("alice", "group.modify_member", member(id, "alice").set_role(Role::normal)) == 10007);
    CHECK(groups.code("alice", "group.modify_member", member(id, "bob").set_role(Role::owner)) == 10004);
    CHECK(groups.code("alice", "group.modify_member", member(id, "bob").set_role(static_cast<Role>(1))) == 10004);
    CHECK(groups.code("alice", "group.modify_member", member(id, "dave").set_role(Role::admin)) == 10019);
}

TEST_CASE("a muted member may not speak until the time is over", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.done("alice", "group.modify_member", member(id, "bob").set_shutup_time(60));
    const UnixMillis end = groups.rig.clock.unix + 60'000;
    CHECK(groups.standing("bob", id).member);
    CHECK_FALSE(groups.standing("bob", id).may_speak);
    CHECK(groups.standing("carol", id).may_speak);
    CHECK(groups.member("carol", id, "bob")->shutup_time == to_seconds(end));
    groups.rig.clock.unix = end - 1;
    CHECK_FALSE(groups.standing("bob", id).may_speak);
    groups.rig.clock.unix = end;
    CHECK(groups.standing("bob", id).may_speak);
}

TEST_CASE("a mute and its end are told to the members and to the muted", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    for (const std::uint32_t seconds : {60u, 0u}) {
        groups.done("alice", "group.modify_member", member(id, "bob").set_shutup_time(seconds));
        const GroupTipsElem tip = groups.last_tip("carol", id);
        CHECK(tip.tip_type == GroupTipType::member_info_change);
        REQUIRE(tip.member_changes.size() == 1);
        CHECK(tip.member_changes[0].identifier == "bob");
        CHECK(tip.member_changes[0].shutup_time == seconds);
        CHECK(groups.last_notice("bob").report_type == GroupReportType::shut_up_member);
        CHECK(groups.last_notice("bob").shut_up_time == seconds);
    }
    CHECK(groups.standing("bob", id).may_speak);
    const Position head = groups.head(id);
    groups.done("alice", "group.modify_member", member(id, "bob").set_shutup_time(0));
    CHECK(groups.head(id) == head);
}

TEST_CASE("the longest mute there is does not wrap around", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.done("alice", "group.modify_member", member(id, "bob").set_shutup_time(0xffffffff));
    CHECK(groups.member("alice", id, "bob")->shutup_time == 0xffffffff);
    CHECK_FALSE(groups.standing("bob", id).may_speak);
}

TEST_CASE("administrators mute ordinary members, the owner administrators too, nobody the owner", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol", "dave"});
    groups.promote(id, "bob");
    groups.promote(id, "carol");
    const auto mute = [&](const char* who, const char* whom) {
        return groups.code(who, "group.modify_member", member(id, whom).set_shutup_time(60));
    };
    CHECK(mute("bob", "dave") == 0);
    CHECK(mute("bob", "carol") == 10007);
    CHECK(mute("bob", "alice") == 10007);
    CHECK(mute("bob", "bob") == 10007);
    CHECK(mute("dave", "carol") == 10007);
    CHECK(mute("alice", "bob") == 0);
    CHECK(mute("alice", "alice") == 10007);
    CHECK(mute("alice", "nobody") == 10019);
}

TEST_CASE("in a silenced group only owner and administrators may speak", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.promote(id, "bob");
    groups.done("alice", "group.modify", change(id).set_shutup_all(true));
    CHECK(groups.standing("alice", id).may_speak);
    CHECK(groups.standing("bob", id).may_speak);
    CHECK_FALSE(groups.standing("carol", id).may_speak);
    groups.done("alice", "group.modify", change(id).set_shutup_all(false));
    CHECK(groups.standing("carol", id).may_speak);
}

TEST_CASE("who is no member has no standing to speak", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::meeting, {"bob"});
    CHECK(groups.standing("bob", id).type == Type::meeting);
    CHECK_FALSE(groups.standing("carol", id).member);
    CHECK_FALSE(groups.standing("carol", id).may_speak);
    groups.rig.work([](Tx& tx) { CHECK_FALSE(group_standing(tx, "no such group", "alice").has_value()); });
}

TEST_CASE("a name card is changed by the member himself and by whoever outranks him", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.promote(id, "bob");
    const auto name = [&](const char* who, const char* whom, std::string card) {
        return groups.code(who, "group.modify_member", member(id, whom).set_name_card(std::move(card)));
    };
    CHECK(name("carol", "carol", "Caro") == 0);
    CHECK(groups.member("alice", id, "carol")->name_card == "Caro");
    CHECK(name("bob", "carol", "Carolina") == 0);
    CHECK(name("carol", "bob", "Bobby") == 10007);
    CHECK(name("bob", "alice", "Al") == 10007);
    CHECK(name("carol", "carol", std::string(51, 'x')) == 8506);
    CHECK(name("carol", "carol", std::string(50, 'x')) == 0);
    CHECK(name("carol", "carol", "") == 0);
    CHECK(groups.member("alice", id, "carol")->name_card.empty());
}

TEST_CASE("a member's custom fields are changed by himself and by whoever outranks him", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    using Field = GroupMemberInfoCustomString;
    const auto set = [&](const char* who, const char* whom, Field field) {
        return groups.code(who, "group.modify_member", member(id, whom).set_custom_info({std::move(field)}));
    };
    CHECK(set("bob", "bob", Field("rank", "1")) == 0);
    CHECK(set("alice", "bob", Field("desk", "2")) == 0);
    CHECK(set("carol", "bob", Field("rank", "3")) == 10007);
    CHECK(set("bob", "bob", Field("", "3")) == 10004);
    CHECK(groups.member("carol", id, "bob")->custom_info == std::vector{Field("desk", "2"), Field("rank", "1")});
    REQUIRE(groups.quit("bob", id) == 0);
    REQUIRE(groups.invite("alice", id, {"bob"}) == 0);
    CHECK(groups.member("carol", id, "bob")->custom_info.empty());
}

TEST_CASE("a receive option is changed by the member himself, and told to his own devices only", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    const Position head = groups.head(id);
    const auto set = [&](const char* who, ReceiveMessageOpt option) {
        return groups.code(who, "group.modify_member", member(id, "bob").set_msg_flag(option));
    };
    CHECK(set("bob", ReceiveMessageOpt::not_notify) == 0);
    CHECK(groups.member("bob", id, "bob")->msg_flag == ReceiveMessageOpt::not_notify);
    CHECK(groups.member("alice", id, "bob")->msg_flag == ReceiveMessageOpt::receive);
    CHECK(groups.mine("bob").front().msg_flag == ReceiveMessageOpt::not_notify);
    CHECK(groups.mine("bob").front().self_info.msg_flag == ReceiveMessageOpt::not_notify);
    CHECK(groups.last_notice("bob").report_type == GroupReportType::group_message_recv_option);
    CHECK(groups.last_notice("bob").group_message_receive_option == ReceiveMessageOpt::not_notify);
    CHECK(groups.head(id) == head);
    const std::size_t notices = groups.notices("bob").size();
    CHECK(set("bob", ReceiveMessageOpt::not_notify) == 0);
    CHECK(groups.notices("bob").size() == notices);
    CHECK(set("alice", ReceiveMessageOpt::receive) == 10007);
    CHECK(set("bob", static_cast<ReceiveMessageOpt>(4)) == 10004);
}

TEST_CASE("of several changes of a member none is made when one is refused", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.promote(id, "bob");
    const Position head = groups.head(id);
    CHECK(groups.code("bob", "group.modify_member",
                      member(id, "carol").set_shutup_time(60).set_name_card(std::string(51, 'x'))) == 8506);
    CHECK(groups.head(id) == head);
    CHECK(groups.standing("carol", id).may_speak);
    CHECK(groups.code("bob", "group.modify_member", member(id, "carol").set_shutup_time(60).set_name_card("C")) == 0);
    CHECK(groups.member("alice", id, "carol")->name_card == "C");
    CHECK_FALSE(groups.standing("carol", id).may_speak);
}

TEST_CASE("a change of roles settles at once who is told of requests", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.promote(id, "bob");
    groups.done("alice", "group.modify_member", member(id, "bob").set_role(Role::normal));
    REQUIRE(groups.join("carol", id) == 0);
    CHECK(groups.last_notice("alice").report_type == GroupReportType::add_request);
    CHECK(groups.last_notice("bob").report_type == GroupReportType::cancel_admin);
    CHECK(groups.pendencies("bob").empty());
}

}  // namespace
}  // namespace tim::hub::test
