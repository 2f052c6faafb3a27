// Asking about groups and members, and what every request about groups refuses.

#include "tests/hub/group_rig.hpp"

#include <map>
#include <set>

namespace tim::hub::test {
namespace {

using Type = GroupType;
using Members = GroupGetMemberInfoListResult;
using Query = GroupGetMemberInfoListParam;
using Infos = std::vector<GetGroupInfoResult>;
using Ids = std::vector<std::string>;

std::vector<std::string> ids_of(const Members& page) {
    std::vector<std::string> ids;
    for (const GroupMemberInfo& member : page.members) ids.push_back(member.identifier);
    return ids;
}

TEST_CASE("members are listed in the order of joining, a hundred a page", "[hub][groups]") {
    GroupRig groups{HubOptions().unknown_receivers(true)};
    const std::string id = groups.make(Type::community);
    Ids users;
    for (int i = 0; i < 250; ++i) users.push_back("user" + std::to_string(i));
    REQUIRE(groups.invite("alice", id, users) == 0);
    Ids listed;
    std::vector<std::size_t> sizes;
    Query query(id);
    do {
        const Members page = groups.get<Members>("alice", "group.members", query);
        for (const std::string& user : ids_of(page)) listed.push_back(user);
        sizes.push_back(page.members.size());
        query.next_seq = page.next_seq;
    } while (query.next_seq != 0);
    CHECK(sizes == std::vector<std::size_t>{100, 100, 51});
    users.insert(users.begin(), "alice");
    CHECK(listed == users);
}

TEST_CASE("a cursor that no page gave lists nothing", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::community, {"bob"});
    for (const std::uint64_t cursor : {std::uint64_t{3}, std::uint64_t{1} << 40, ~std::uint64_t{0}})
        CHECK(groups.get<Members>("alice", "group.members", Query(id, cursor)).members.empty());
}

TEST_CASE("members are listed by role", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    groups.promote(id, "bob");
    const auto with = [&](std::uint64_t roles) {
        return ids_of(groups.get<Members>("carol", "group.members", Query(id).set_roles(roles)));
    };
    CHECK(with(0) == Ids{"alice", "bob", "carol"});
    CHECK(with(1) == Ids{"alice"});
    CHECK(with(2) == Ids{"bob"});
    CHECK(with(4) == Ids{"carol"});
    CHECK(with(6) == Ids{"bob", "carol"});
    CHECK(with(7) == Ids{"alice", "bob", "carol"});
    CHECK(groups.code("carol", "group.members", Query(id).set_roles(8)) == 10004);
    CHECK(groups.code("carol", "group.members", Query(id).set_roles(std::uint64_t{1} << 32)) == 10004);
}

TEST_CASE("named users who are members are listed in the order of asking", "[hub][groups]") {
    Limits limits;
    limits.invite_members = 4;
    GroupRig groups{HubOptions().limits(limits)};
    const std::string id = groups.make(Type::public_group, {"bob", "carol"});
    CHECK(ids_of(groups.get<Members>("bob", "group.members",
                                     Query(id).set_identifiers({"carol", "dave", "nobody", "alice"}))) ==
          Ids{"carol", "alice"});
    CHECK(groups.code("bob", "group.members", Query(id).set_identifiers({"alice", "bob", "carol", "dave", "erin"})) ==
          10004);
}

TEST_CASE("a listed member tells since when he is there and what he is", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    const auto joined = static_cast<std::uint32_t>(to_seconds(groups.rig.clock.unix));
    const GroupMemberInfo bob = groups.member("alice", id, "bob").value();
    CHECK(bob.identifier == "bob");
    CHECK(bob.group_id == id);
    CHECK(bob.role == GroupMemberRole::normal);
    CHECK(bob.join_time == joined);
    CHECK(bob.shutup_time == 0);
}

TEST_CASE("members are for members: a stranger's question is refused with 10007", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.code("bob", "group.members", Query(groups.make(Type::public_group))) == 10007);
}

TEST_CASE("one's own groups are listed, live rooms too", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.mine("bob").empty());
    const std::string team = groups.make(Type::public_group, {"bob"});
    const std::string live = groups.make(Type::av_chat_room, {"bob"});
    groups.make(Type::work);
    groups.say(team);
    groups.promote(team, "bob");
    const auto mine = groups.mine("bob");
    REQUIRE(mine.size() == 2);
    CHECK(mine[0].group_id == team);
    CHECK(mine[0].group_name == "a group");
    CHECK(mine[0].group_type == Type::public_group);
    CHECK(mine[0].latest_seq == 3);
    CHECK(mine[0].self_info.role == GroupMemberRole::admin);
    CHECK(mine[0].self_info.join_time == groups.member("bob", team, "bob")->join_time);
    CHECK(mine[1].group_id == live);
    REQUIRE(groups.quit("bob", team) == 0);
    CHECK(groups.mine("bob").size() == 1);
    CHECK(groups.mine("alice").size() == 3);
}

TEST_CASE("an answer that does not fit into a packet is refused with 10018", "[hub][groups]") {
    Limits limits;
    limits.frame_bytes = 2048;
    GroupRig groups{HubOptions().limits(limits)};
    for (int i = 0; i < 2; ++i) groups.make(Type::work);
    CHECK(groups.mine("alice").size() == 2);
    for (int i = 0; i < 8; ++i) groups.make(Type::work);
    CHECK(groups.code("alice", "group.mine", wire::GroupRef()) == 10018);
}

TEST_CASE("each group asked for has its own code", "[hub][groups]") {
    GroupRig groups;
    const std::string open = groups.make(Type::public_group);
    const std::string closed = groups.make(Type::work);
    const Infos infos = groups.get<Infos>("bob", "group.info", Ids{closed, open, "none", "", std::string(49, 'g')});
    REQUIRE(infos.size() == 5);
    CHECK(infos[0].code == 10007);
    CHECK(infos[0].info.group_id == closed);
    CHECK(infos[0].info.group_name.empty());
    CHECK_FALSE(infos[0].desc.empty());
    CHECK(infos[1].code == 0);
    CHECK(infos[1].info.group_name == "a group");
    CHECK(infos[2].code == 10010);
    CHECK(infos[2].info.group_id == "none");
    CHECK(infos[3].code == 10015);
    CHECK(infos[4].code == 10015);
}

TEST_CASE("a Work group shows its profile to members only, unless it was made visible", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::work, {"bob"});
    const auto code = [&](const char* user) { return groups.get<Infos>(user, "group.info", Ids{id}).front().code; };
    CHECK(code("bob") == 0);
    CHECK(code("carol") == 10007);
    GroupModifyInfoParam param(id);
    param.visible = 1;
    param.modify_flag = GroupModifyInfoFlag::visible;
    groups.done("alice", "group.modify", param);
    CHECK(code("carol") == 0);
}

TEST_CASE("a group's numbers follow its log", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.say(id);
    const auto spoken = static_cast<std::uint32_t>(to_seconds(groups.rig.clock.unix));
    const GroupDetailInfo info = groups.info("alice", id);
    CHECK(info.next_msg_seq == 3);
    CHECK(info.last_msg_time == spoken);
    CHECK(info.member_num == 2);
}

TEST_CASE("asking for no group, or for too many, is refused with 10004", "[hub][groups]") {
    Limits limits;
    limits.groups_asked = 2;
    GroupRig groups{HubOptions().limits(limits)};
    CHECK(groups.code("alice", "group.info", Ids{}) == 10004);
    CHECK(groups.code("alice", "group.info", Ids{"a", "b", "c"}) == 10004);
    CHECK(groups.code("alice", "group.info", Ids{"a", "b"}) == 0);
}

// Every request about one group, by a body in which GROUP stands for its id.
const std::map<std::string, std::string> requests_about_a_group = {
    {"group.dismiss", R"({"group_id":"GROUP"})"},
    {"group.quit", R"({"group_id":"GROUP"})"},
    {"group.invite",
     R"({"group_invite_member_param_group_id":"GROUP","group_invite_member_param_identifier_array":["carol"]})"},
    {"group.kick",
     R"({"group_delete_member_param_group_id":"GROUP","group_delete_member_param_identifier_array":["carol"]})"},
    {"group.members", R"({"group_get_members_info_list_param_group_id":"GROUP"})"},
    {"group.modify",
     R"({"group_modify_info_param_group_id":"GROUP","group_modify_info_param_group_name":"x","group_modify_info_param_modify_flag":1})"},
    {"group.modify_member",
     R"({"group_modify_member_info_group_id":"GROUP","group_modify_member_info_identifier":"bob","group_modify_member_info_modify_flag":8,"group_modify_member_info_name_card":"x"})"},
    {"group.decide",
     R"({"group_handle_pendency_param_is_accept":true,"group_handle_pendency_param_pendency":{"group_pendency_group_id":"GROUP","group_pendency_form_identifier":"bob"}})"},
};

std::string about(std::string body, const std::string& group) { return body.replace(body.find("GROUP"), 5, group); }

TEST_CASE("every request refuses a stranger with 10007, an unknown group with 10010, an impossible id with 10015",
          "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group);
    const Position head = groups.head(id);
    for (const auto& [op, body] : requests_about_a_group) {
        CAPTURE(op);
        CHECK(code_of(groups.rig.ask(op, caller("bob"), about(body, id))) == 10007);
        CHECK(code_of(groups.rig.ask(op, caller("bob"), about(body, "none"))) == 10010);
        CHECK(code_of(groups.rig.ask(op, caller("bob"), about(body, ""))) == 10015);
        CHECK(code_of(groups.rig.ask(op, caller("bob"), about(body, std::string(49, 'g')))) == 10015);
        CHECK(code_of(groups.rig.ask(op, caller("bob"), about(body, "gr\xc3\xbcn"))) == 10015);
    }
    CHECK(groups.join("bob", "none") == 10010);
    CHECK(groups.join("bob", "") == 10015);
    CHECK(groups.head(id) == head);
    CHECK(groups.info("alice", id).member_num == 1);
}

TEST_CASE("a body that cannot be read is refused with 6027", "[hub][groups]") {
    GroupRig groups;
    for (const Operation& row : group_operations()) {
        if (row.name == "group.mine") continue;
        CAPTURE(row.name);
        CHECK(code_of(groups.rig.ask(row.name, caller("alice"), "{")) == 6027);
        CHECK(code_of(groups.rig.ask(row.name, caller("alice"), "7")) == 6027);
    }
}

TEST_CASE("a refused request leaves no trace and tells nobody", "[hub][groups]") {
    GroupRig groups;
    const std::string id = groups.make(Type::public_group, {"bob"});
    groups.ask("bob", "group.modify", GroupModifyInfoParam(id).set_group_name("mine"));
    CHECK(code_of(groups.last) == 10007);
    CHECK(groups.last.events.empty());
    CHECK_FALSE(groups.last.answer.failure.text.empty());
}

TEST_CASE("all requests about groups are there, and count against the rate", "[hub][groups]") {
    std::set<std::string_view> names;
    for (const Operation& row : group_operations()) {
        names.insert(row.name);
        CHECK(row.counts_against_rate);
    }
    CHECK(names == std::set<std::string_view>{"group.applications", "group.create", "group.decide", "group.dismiss",
                                              "group.info", "group.invite", "group.join", "group.kick", "group.members",
                                              "group.mine", "group.modify", "group.modify_member", "group.quit"});
}

}  // namespace
}  // namespace tim::hub::test
