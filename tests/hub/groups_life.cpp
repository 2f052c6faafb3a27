// Making groups and ending them.

#include "tests/hub/group_rig.hpp"

#include <algorithm>

namespace tim::hub::test {
namespace {

using Type = GroupType;

CreateGroupParam param(Type type = Type::public_group, std::string name = "a group") {
    return CreateGroupParam(type, std::move(name));
}

GroupMemberInfo first(std::string user, GroupMemberRole role = GroupMemberRole::none) {
    return GroupMemberInfo(std::move(user), role);
}

TEST_CASE("a group without a chosen id gets one that begins with @TGS#, a Community's with @TGS#_", "[hub][groups]") {
    GroupRig groups;
    const std::string plain = groups.make(Type::public_group);
    const std::string community = groups.make(Type::community);
    CHECK(plain.substr(0, 5) == "@TGS#");
    CHECK(plain.substr(0, 6) != "@TGS#_");
    CHECK(community.substr(0, 6) == "@TGS#_");
    CHECK(groups.make(Type::public_group) != plain);
}

TEST_CASE("a group may have an id of its maker's choice", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.get<CreateGroupResult>("alice", "group.create", param().set_group_id("team")).group_id == "team");
    CHECK(groups.get<CreateGroupResult>("alice", "group.create", param(Type::community).set_group_id("@TGS#_all"))
              .group_id == "@TGS#_all");
}

TEST_CASE("an id that may not be chosen is refused with 8501", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.code("alice", "group.create", param().set_group_id("@TGS#1")) == 8501);
    CHECK(groups.code("alice", "group.create", param().set_group_id(std::string(49, 'g'))) == 8501);
    CHECK(groups.code("alice", "group.create", param().set_group_id("gr\xc3\xbcn")) == 8501);
    CHECK(groups.code("alice", "group.create", param(Type::community).set_group_id("all")) == 8501);
    CHECK(groups.code("alice", "group.create", param().set_group_id(std::string(48, 'g'))) == 0);
}

TEST_CASE("an id that is taken is refused with 10021, by one's own group with 10025", "[hub][groups]") {
    GroupRig groups;
    groups.done("alice", "group.create", param().set_group_id("team"));
    CHECK(groups.code("bob", "group.create", param().set_group_id("team")) == 10021);
    CHECK(groups.code("alice", "group.create", param().set_group_id("team")) == 10025);
}

TEST_CASE("the id of a group that has ended stays taken", "[hub][groups]") {
    GroupRig groups;
    groups.done("alice", "group.create", param().set_group_id("team"));
    REQUIRE(groups.dismiss("alice", "team") == 0);
    CHECK(groups.code("alice", "group.create", param().set_group_id("team")) == 10021);
}

TEST_CASE("a group has the profile that its maker gave it", "[hub][groups]") {
    GroupRig groups;
    groups.done("alice", "group.create",
                param()
                    .set_group_id("team")
                    .set_introduction("who we are")
                    .set_notification("be kind")
                    .set_face_url("http://faces/1")
                    .set_custom_info({GroupInfoCustomString("colour", "red"), GroupInfoCustomString("area", "7")}));
    const GroupDetailInfo info = groups.info("alice", "team");
    CHECK(info.group_id == "team");
    CHECK(info.group_type == Type::public_group);
    CHECK(info.group_name == "a group");
    CHECK(info.introduction == "who we are");
    CHECK(info.notification == "be kind");
    CHECK(info.face_url == "http://faces/1");
    CHECK(info.owner_identifier == "alice");
    CHECK(info.member_num == 1);
    CHECK(info.create_time == 1'700'000'001);
    REQUIRE(info.custom_info.size() == 2);
    CHECK(info.custom_info[0] == GroupInfoCustomString("area", "7"));
    CHECK(info.custom_info[1] == GroupInfoCustomString("colour", "red"));
    CHECK(groups.member("alice", "team", "alice")->role == GroupMemberRole::owner);
}

TEST_CASE("a text that is too long is refused with its code", "[hub][groups]") {
    GroupRig groups;
    const auto of = [](std::size_t size) { return std::string(size, 'x'); };
    CHECK(groups.code("alice", "group.create", param(Type::public_group, of(31))) == 8502);
    CHECK(groups.code("alice", "group.create", param().set_introduction(of(241))) == 8503);
    CHECK(groups.code("alice", "group.create", param().set_notification(of(301))) == 8504);
    CHECK(groups.code("alice", "group.create", param().set_face_url(of(101))) == 8505);
    CHECK(groups.code("alice", "group.create",
                      param(Type::public_group, of(30))
                          .set_introduction(of(240))
                          .set_notification(of(300))
                          .set_face_url(of(100))) == 0);
}

TEST_CASE("the length of a text counts bytes, not characters", "[hub][groups]") {
    GroupRig groups;
    std::string name;
    for (int i = 0; i < 11; ++i) name += "\xe5\xa5\xbd";
    CHECK(groups.code("alice", "group.create", param(Type::public_group, name)) == 8502);
}

TEST_CASE("a group without a name is refused with 8502", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.code("alice", "group.create", param(Type::public_group, "")) == 8502);
}

TEST_CASE("the options for joining are those usual for the type unless the maker chose others", "[hub][groups]") {
    using Option = GroupAddOption;
    const std::tuple<Type, Option, Option> usual[] = {{Type::work, Option::forbid, Option::any},
                                                      {Type::public_group, Option::auth, Option::auth},
                                                      {Type::meeting, Option::any, Option::auth},
                                                      {Type::av_chat_room, Option::any, Option::forbid},
                                                      {Type::community, Option::any, Option::any}};
    GroupRig groups;
    for (const auto& [type, add, approve] : usual) {
        const GroupDetailInfo info = groups.info("alice", groups.make(type));
        CHECK(info.add_option == add);
        CHECK(info.approve_option == approve);
    }
    groups.done("alice", "group.create",
                param().set_group_id("mine").set_add_option(Option::forbid).set_approve_option(Option::any));
    CHECK(groups.info("alice", "mine").add_option == Option::forbid);
    CHECK(groups.info("alice", "mine").approve_option == Option::any);
}

TEST_CASE("a Work group keeps its option for joining, a live room both, whatever its maker wants", "[hub][groups]") {
    using Option = GroupAddOption;
    GroupRig groups;
    groups.done("alice", "group.create", param(Type::work).set_group_id("work").set_add_option(Option::any));
    groups.done(
        "alice", "group.create",
        param(Type::av_chat_room).set_group_id("live").set_add_option(Option::auth).set_approve_option(Option::any));
    CHECK(groups.info("alice", "work").add_option == Option::forbid);
    CHECK(groups.info("alice", "live").add_option == Option::any);
    CHECK(groups.info("alice", "live").approve_option == Option::forbid);
}

TEST_CASE("an option that is not documented is refused with 10004", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.code("alice", "group.create", param().set_add_option(static_cast<GroupAddOption>(4))) == 10004);
    CHECK(groups.code("alice", "group.create", param().set_approve_option(static_cast<GroupAddOption>(9))) == 10004);
    CHECK(groups.code("alice", "group.create", param(Type::work).set_add_option(static_cast<GroupAddOption>(4))) ==
          10004);
}

TEST_CASE("topics and permission groups are refused with 7013", "[hub][groups]") {
    GroupRig groups;
    CreateGroupParam topics = param(Type::community);
    topics.is_support_topic = true;
    CHECK(groups.code("alice", "group.create", topics) == 7013);
    CreateGroupParam permissions = param(Type::community);
    permissions.enable_permission_group = true;
    CHECK(groups.code("alice", "group.create", permissions) == 7013);
    CreateGroupParam defaults = param(Type::community);
    defaults.default_permissions = 1;
    CHECK(groups.code("alice", "group.create", defaults) == 7013);
}

TEST_CASE("a group's own limit of members cannot exceed that of its type", "[hub][groups]") {
    GroupRig groups;
    groups.done("alice", "group.create", param(Type::work).set_group_id("few").set_max_member_num(5));
    groups.done("alice", "group.create", param(Type::work).set_group_id("many").set_max_member_num(5000));
    CHECK(groups.info("alice", "few").max_member_num == 5);
    CHECK(groups.info("alice", "many").max_member_num == 200);
}

TEST_CASE("first members have their roles, each once, and the maker is the owner", "[hub][groups]") {
    GroupRig groups;
    groups.done("alice", "group.create",
                param().set_group_id("team").set_members({first("bob", GroupMemberRole::admin), first("carol"),
                                                          first("alice"), first("bob", GroupMemberRole::normal),
                                                          first("dave", static_cast<GroupMemberRole>(4))}));
    CHECK(groups.info("alice", "team").member_num == 4);
    CHECK(groups.member("alice", "team", "alice")->role == GroupMemberRole::owner);
    CHECK(groups.member("alice", "team", "bob")->role == GroupMemberRole::admin);
    CHECK(groups.member("alice", "team", "carol")->role == GroupMemberRole::normal);
    CHECK(groups.member("alice", "team", "dave")->role == GroupMemberRole::normal);
}

TEST_CASE("first members are told in one tip, which they see, and by a notice each", "[hub][groups]") {
    GroupRig groups;
    groups.done("alice", "group.create", param().set_group_id("team").set_members({first("bob"), first("carol")}));
    const std::vector<Tip> tips = groups.tips("carol", "team");
    REQUIRE(tips.size() == 1);
    CHECK(tips[0].entry.pos == 1);
    CHECK(tips[0].element.tip_type == GroupTipType::invite);
    CHECK(tips[0].element.join_type == GroupJoinType::invite);
    CHECK(tips[0].element.op_user == "alice");
    CHECK(tips[0].element.users == std::vector<std::string>{"bob", "carol"});
    CHECK(tips[0].element.member_num == 3);
    CHECK(groups.notice_types("alice") == std::vector{GroupReportType::created});
    CHECK(groups.notice_types("bob") == std::vector{GroupReportType::invite});
    CHECK(groups.last_notice("bob").op_user == "alice");
}

TEST_CASE("more first members than the group may have are refused with 8507", "[hub][groups]") {
    Limits limits;
    limits.work_members = 3;
    GroupRig groups{HubOptions().limits(limits)};
    const std::vector<GroupMemberInfo> three = {first("bob"), first("carol"), first("dave")};
    CHECK(groups.code("alice", "group.create", param(Type::work).set_members(three)) == 8507);
    CHECK(groups.code("alice", "group.create", param(Type::work).set_members({three[0], three[1]})) == 0);
    CHECK(groups.code("alice", "group.create", param().set_max_member_num(2).set_members(three)) == 8507);
}

TEST_CASE("more first members than one request may name are refused with 10004", "[hub][groups]") {
    Limits limits;
    limits.invite_members = 1;
    GroupRig groups{HubOptions().limits(limits)};
    CHECK(groups.code("alice", "group.create", param().set_members({first("bob"), first("carol")})) == 10004);
    CHECK(groups.code("alice", "group.create", param().set_members({first("bob")})) == 0);
}

TEST_CASE("a first member who is to be the owner is refused with 8509", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.code("alice", "group.create", param().set_members({first("bob", GroupMemberRole::owner)})) == 8509);
    CHECK(groups.code("alice", "group.create", param().set_members({first("alice", GroupMemberRole::owner)})) == 0);
}

TEST_CASE("an administrator among the first members of a Work group is refused with 10004", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.code("alice", "group.create", param(Type::work).set_members({first("bob", GroupMemberRole::admin)})) ==
          10004);
}

TEST_CASE("a live room with first members is refused with 10007", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.code("alice", "group.create", param(Type::av_chat_room).set_members({first("bob")})) == 10007);
}

TEST_CASE("an unknown first member is refused with 10019, and nothing is made", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.code("alice", "group.create",
                      param().set_group_id("team").set_members({first("bob"), first("nobody")})) == 10019);
    CHECK(groups.code("alice", "group.create", param().set_group_id("team")) == 0);
    CHECK(groups.notice_types("bob").empty());
}

TEST_CASE("a hub that accepts unknown users lets them be first members, unless no user can have that id",
          "[hub][groups]") {
    GroupRig groups{HubOptions().unknown_receivers(true)};
    CHECK(groups.code("alice", "group.create", param().set_group_id("team").set_members({first("newcomer")})) == 0);
    CHECK(groups.is_member("newcomer", "team"));
    CHECK(groups.code("alice", "group.create", param().set_members({first("")})) == 10019);
    CHECK(groups.code("alice", "group.create", param().set_members({first(std::string(33, 'u'))})) == 10019);
}

TEST_CASE("a new group is a conversation of its maker from its first position on", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    const auto convs = groups.convs("alice");
    REQUIRE(convs.size() == 1);
    CHECK(convs[0].conv_type == ConvType::group);
    CHECK(convs[0].conv_id == id);
    CHECK(convs[0].log == groups.group_log(id));
    CHECK(convs[0].start == 1);
    CHECK_FALSE(convs[0].gone);
}

TEST_CASE("only the owner ends a group", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.promote(id, "bob");
    CHECK(groups.dismiss("carol", id) == 10007);
    CHECK(groups.dismiss("bob", id) == 10007);
    CHECK(groups.dismiss("dave", id) == 10007);
    CHECK(groups.dismiss("alice", id) == 0);
}

TEST_CASE("the end of a group is told to all who were in it, and takes their conversation away", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.say(id);
    const Position head = groups.head(id);
    REQUIRE(groups.dismiss("alice", id) == 0);
    for (const char* user : {"alice", "bob"}) {
        const auto notices = groups.notices(user);
        REQUIRE(!notices.empty());
        CHECK(notices.back().element.report_type == GroupReportType::dismissed);
        CHECK(notices.back().element.group_id == id);
        CHECK(notices.back().element.op_user == "alice");
        CHECK(groups.convs(user).back().gone);
        CHECK(groups.convs(user).back().end == head);
        CHECK(groups.seen(user, id).back() == head);
    }
}

TEST_CASE("a group that has ended is gone for every request", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    REQUIRE(groups.join("carol", id) == 0);
    REQUIRE(groups.pendencies("alice").size() == 1);
    REQUIRE(groups.dismiss("alice", id) == 0);
    CHECK(groups.join("carol", id) == 10010);
    CHECK(groups.quit("bob", id) == 10010);
    CHECK(groups.dismiss("alice", id) == 10010);
    CHECK(groups.invite("alice", id, {"carol"}) == 10010);
    CHECK(groups.pendencies("alice").empty());
    CHECK(groups.mine("alice").empty());
    groups.rig.work([&](Tx& tx) { CHECK_FALSE(group_standing(tx, id, "alice").has_value()); });
}

}  // namespace
}  // namespace tim::hub::test
