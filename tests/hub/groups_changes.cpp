// Changing groups: profile, settings, custom fields and the owner; what is told of it.

#include "tests/hub/group_rig.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tim::hub::test {
namespace {

using Type = GroupType;
using Role = GroupMemberRole;
using Option = GroupAddOption;
using Told = GroupTipGroupChangeFlag;

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

}  // namespace
}  // namespace tim::hub::test
