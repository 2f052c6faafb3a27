// Changing groups and members: rights, roles, mutes, what is told of it.

#include "tests/hub/group_rig.hpp"

#include <algorithm>

namespace tim::hub::test {
namespace {

using Type = GroupType;
using Role = GroupMemberRole;
using Option = GroupAddOption;
using Told = GroupTipGroupChangeFlag;

GroupModifyInfoParam change(const std::string& group) { return GroupModifyInfoParam(group); }
GroupModifyMemberInfoParam member(const std::string& group, const std::string& user) {
    return GroupModifyMemberInfoParam(group, user);
}

TEST_CASE("a changed profile is told to the members, one record for each property", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.done("alice", "group.modify",
                change(id)
                    .set_group_name("new name")
                    .set_introduction("new introduction")
                    .set_notification("new notice")
                    .set_face_url("new face")
                    .set_custom_info({GroupInfoCustomString("colour", "red")}));
    const GroupTipsElem tip = groups.last_tip("bob", id);
    CHECK(tip.tip_type == GroupTipType::group_info_change);
    CHECK(tip.op_user == "alice");
    REQUIRE(tip.group_changes.size() == 5);
    const std::pair<Told, const char*> expected[] = {{Told::name, "new name"},
                                                     {Told::introduction, "new introduction"},
                                                     {Told::notification, "new notice"},
                                                     {Told::face_url, "new face"},
                                                     {Told::custom, "red"}};
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(tip.group_changes[i].flag == expected[i].first);
        CHECK(tip.group_changes[i].value == expected[i].second);
    }
    CHECK(tip.group_changes[4].key == "colour");
    const GroupDetailInfo info = groups.info("bob", id);
    CHECK(info.group_name == "new name");
    CHECK(info.introduction == "new introduction");
    CHECK(info.notification == "new notice");
    CHECK(info.face_url == "new face");
    CHECK(info.custom_info == std::vector{GroupInfoCustomString("colour", "red")});
}

TEST_CASE("properties without their flag stay as they are", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    GroupModifyInfoParam param = change(id).set_introduction("new");
    param.group_name = "not meant";
    param.is_shutup_all = true;
    groups.done("alice", "group.modify", param);
    CHECK(groups.info("alice", id).group_name == "a group");
    CHECK_FALSE(groups.info("alice", id).is_shutup_all);
}

TEST_CASE("what does not differ is no change: no tip, no new number", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    groups.done("alice", "group.modify",
                change(id).set_group_name("other").set_custom_info({GroupInfoCustomString("a", "1")}));
    const Position head = groups.head(id);
    const GroupDetailInfo before = groups.info("alice", id);
    groups.done("alice", "group.modify", change(id).set_group_name("other").set_introduction(""));
    groups.done("alice", "group.modify",
                change(id).set_custom_info({GroupInfoCustomString("a", "1"), GroupInfoCustomString("b", "")}));
    CHECK(groups.head(id) == head);
    CHECK(groups.info("alice", id) == before);
    CHECK(before.info_seq == 2);
    CHECK(before.last_info_time == before.create_time + 1);
}

TEST_CASE("changed settings take effect and make no tip", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    GroupModifyInfoParam param = change(id)
                                     .set_add_option(Option::any)
                                     .set_approve_option(Option::forbid)
                                     .set_max_member_num(7)
                                     .set_shutup_all(true);
    param.visible = 0;
    param.searchable = 0;
    param.modify_flag |= GroupModifyInfoFlag::visible | GroupModifyInfoFlag::searchable;
    groups.done("alice", "group.modify", param);
    const GroupDetailInfo info = groups.info("alice", id);
    CHECK(info.add_option == Option::any);
    CHECK(info.approve_option == Option::forbid);
    CHECK(info.max_member_num == 7);
    CHECK(info.is_shutup_all);
    CHECK(info.visible == 0);
    CHECK(info.searchable == 0);
    CHECK(info.info_seq == 2);
    CHECK(groups.head(id) == 0);
}

TEST_CASE("a changed text that is too long is refused with its code, and nothing changes", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    const auto of = [](std::size_t size) { return std::string(size, 'x'); };
    const GroupModifyInfoParam named = change(id).set_group_name("other");
    CHECK(groups.code("alice", "group.modify", change(id).set_group_name("")) == 8502);
    CHECK(groups.code("alice", "group.modify", change(id).set_group_name(of(31))) == 8502);
    CHECK(groups.code("alice", "group.modify", GroupModifyInfoParam(named).set_introduction(of(241))) == 8503);
    CHECK(groups.code("alice", "group.modify", GroupModifyInfoParam(named).set_notification(of(301))) == 8504);
    CHECK(groups.code("alice", "group.modify", GroupModifyInfoParam(named).set_face_url(of(101))) == 8505);
    CHECK(groups.info("alice", id).group_name == "a group");
    CHECK(groups.head(id) == 0);
}

TEST_CASE("flags that name nothing, or what is not documented, are refused with 10004", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    const auto with = [&](std::uint32_t flags) {
        GroupModifyInfoParam param = change(id);
        param.group_name = "other";
        param.owner = "bob";
        param.modify_flag = static_cast<GroupModifyInfoFlag>(flags);
        return groups.code("alice", "group.modify", param);
    };
    CHECK(with(0) == 10004);
    CHECK(with(1u << 10) == 10004);
    CHECK(with(1u << 20 | 1) == 10004);
    CHECK(with(1u << 31 | 1) == 10004);
    GroupModifyMemberInfoParam none = member(id, "bob");
    CHECK(groups.code("alice", "group.modify_member", none) == 10004);
    none.modify_flag = static_cast<GroupMemberModifyInfoFlag>(32);
    CHECK(groups.code("alice", "group.modify_member", none) == 10004);
}

TEST_CASE("changes of topics and permission groups are refused with 7013", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::community);
    for (const std::uint32_t flag : {1u << 11, 1u << 13, 1u << 14}) {
        GroupModifyInfoParam param = change(id);
        param.modify_flag = static_cast<GroupModifyInfoFlag>(flag);
        CHECK(groups.code("alice", "group.modify", param) == 7013);
    }
}

TEST_CASE("options for joining that are not documented are refused with 10004", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    CHECK(groups.code("alice", "group.modify", change(id).set_add_option(Option::unknown)) == 10004);
    CHECK(groups.code("alice", "group.modify", change(id).set_approve_option(static_cast<Option>(4))) == 10004);
}

TEST_CASE("options that are fixed for a type are refused with 10007", "[hub][groups]") {
    GroupRig groups;
    const std::string work = groups.make(Type::work);
    const std::string live = groups.make(Type::av_chat_room);
    CHECK(groups.code("alice", "group.modify", change(work).set_add_option(Option::any)) == 10007);
    CHECK(groups.code("alice", "group.modify", change(work).set_approve_option(Option::forbid)) == 0);
    CHECK(groups.code("alice", "group.modify", change(live).set_add_option(Option::auth)) == 10007);
    CHECK(groups.code("alice", "group.modify", change(live).set_approve_option(Option::any)) == 10007);
}

TEST_CASE("administrators change profile and settings, members only a Work group's profile", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.promote(id, "bob");
    CHECK(groups.code("bob", "group.modify", change(id).set_group_name("other").set_max_member_num(9)) == 0);
    CHECK(groups.code("carol", "group.modify", change(id).set_max_member_num(9)) == 10007);
    CHECK(groups.code("dave", "group.modify", change(id).set_group_name("mine")) == 10007);
    const std::string work = groups.make(Type::work, {"bob"});
    CHECK(groups.code("bob", "group.modify", change(work).set_group_name("other")) == 0);
    CHECK(groups.code("bob", "group.modify", change(work).set_max_member_num(9)) == 10007);
}

TEST_CASE("custom fields are set, replaced and taken away one by one", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    using Field = GroupInfoCustomString;
    groups.done("alice", "group.modify", change(id).set_custom_info({Field("a", "1"), Field("b", "2")}));
    groups.done("alice", "group.modify",
                change(id).set_custom_info({Field("b", "3"), Field("c", "4"), Field("a", "")}));
    CHECK(groups.info("alice", id).custom_info == std::vector{Field("b", "3"), Field("c", "4")});
}

TEST_CASE("custom fields beyond their limits are refused with 10004", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    using Field = GroupInfoCustomString;
    const auto set = [&](std::vector<Field> fields) {
        return groups.code("alice", "group.modify", change(id).set_custom_info(std::move(fields)));
    };
    CHECK(set({Field("", "1")}) == 10004);
    CHECK(set({Field(std::string(17, 'k'), "1")}) == 10004);
    CHECK(set({Field("k", std::string(513, 'v'))}) == 10004);
    CHECK(set({Field(std::string(16, 'k'), std::string(512, 'v'))}) == 0);
    std::vector<Field> fields;
    for (char key = 'a'; key < 'a' + 9; ++key) fields.emplace_back(std::string(1, key), "1");
    CHECK(set(fields) == 0);
    CHECK(set({Field("one more", "1")}) == 10004);
    fields.emplace_back("j", "1");
    fields.emplace_back("k", "1");
    CHECK(set(fields) == 10004);
    CHECK(groups.info("alice", id).custom_info.size() == 10);
}

TEST_CASE("the owner hands the group over and becomes an ordinary member", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.done("alice", "group.modify", change(id).set_owner("bob"));
    CHECK(groups.info("carol", id).owner_identifier == "bob");
    CHECK(groups.info("carol", id).info_seq == 2);
    CHECK(groups.member("carol", id, "bob")->role == Role::owner);
    CHECK(groups.member("carol", id, "alice")->role == Role::normal);
    const GroupTipsElem tip = groups.last_tip("carol", id);
    CHECK(tip.tip_type == GroupTipType::group_info_change);
    CHECK(tip.op_user == "alice");
    REQUIRE(tip.group_changes.size() == 1);
    CHECK(tip.group_changes[0].flag == Told::owner);
    CHECK(tip.group_changes[0].value == "bob");
    CHECK(groups.dismiss("alice", id) == 10007);
    CHECK(groups.quit("alice", id) == 0);
    CHECK(groups.quit("bob", id) == 10009);
}

TEST_CASE("only the owner hands the group over, and only to a member", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.promote(id, "bob");
    CHECK(groups.code("bob", "group.modify", change(id).set_owner("bob")) == 10007);
    CHECK(groups.code("alice", "group.modify", change(id).set_owner("carol")) == 10019);
    CHECK(groups.code("alice", "group.modify", change(id).set_owner("nobody")) == 10019);
    const Position head = groups.head(id);
    CHECK(groups.code("alice", "group.modify", change(id).set_owner("alice")) == 0);
    CHECK(groups.head(id) == head);
    CHECK(groups.info("bob", id).owner_identifier == "alice");
}

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
