// Groups through the C interface.

#include "tests/c/program.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <string>

namespace tim::test {
namespace {

namespace json = boost::json;

/// Alice, who made a group through the C interface; bob and carol have logged in before.
struct Founded {
    explicit Founded(int type = 0) : bob(town.client("bob")), carol(town.client("carol")), program(town.url()) {
        REQUIRE(log_in("alice").code == 0);
        const std::string param =
            R"({"create_group_param_group_name":"tea","create_group_param_group_type":)" + std::to_string(type) + '}';
        const Answer created = answer_to("TIMGroupCreate", {word(param.c_str())});
        REQUIRE(created.code == 0);
        group = std::string(json::parse(created.json).at("create_group_result_groupid").as_string());
    }
    ~Founded() {
        close(bob);
        close(carol);
    }

    /// JSON with `$` replaced by the group's id.
    std::string of_group(std::string text) const {
        for (std::size_t at = 0; (at = text.find('$', at)) != text.npos; at += group.size()) text.replace(at, 1, group);
        return text;
    }
    Answer ask(const char* function, const std::string& param) const {
        return answer_to(function, {word(of_group(param).c_str())});
    }

    Town town;
    Client bob, carol;
    Program program;
    std::string group;
};

constexpr int public_group = 0;
constexpr int work_group = 1;
constexpr int meeting = 2;

TEST_CASE("a group is made, listed, looked at and dissolved", "[c]") {
    Founded founded(public_group);
    const json::value mine = json::parse(answer_to("TIMGroupGetJoinedGroupList", {}).json);
    REQUIRE(mine.as_array().size() == 1);
    CHECK(mine.at(0).at("group_base_info_group_id").as_string() == founded.group);
    const Answer infos = founded.ask("TIMGroupGetGroupInfoList", R"(["$","no such group"])");
    const json::value rows = json::parse(infos.json);
    REQUIRE(rows.as_array().size() == 2);
    CHECK(rows.at(0).at("get_groups_info_result_code") == 0);
    CHECK(rows.at(0).at("get_groups_info_result_info").at("group_detail_info_group_name") == "tea");
    CHECK(rows.at(1).at("get_groups_info_result_code") == 10010);
    const Answer dissolved = answer_to("TIMGroupDelete", {word(founded.group.c_str())});
    CHECK(dissolved.code == 0);
    CHECK(dissolved.json.empty());
    CHECK(answer_to("TIMGroupGetJoinedGroupList", {}).json == "[]");
}

TEST_CASE("members are invited, listed and removed, each with an outcome", "[c]") {
    Founded founded(work_group);
    const json::value invited = json::parse(
        founded
            .ask(
                "TIMGroupInviteMember",
                R"({"group_invite_member_param_group_id":"$","group_invite_member_param_identifier_array":["bob","carol"]})")
            .json);
    REQUIRE(invited.as_array().size() == 2);
    CHECK(invited.at(0).at("group_invite_member_result_identifier") == "bob");
    CHECK(invited.at(0).at("group_invite_member_result_result") == 1);
    const auto members = [&] {
        return json::parse(
                   founded.ask("TIMGroupGetMemberInfoList", R"({"group_get_members_info_list_param_group_id":"$"})")
                       .json)
            .at("group_get_member_info_list_result_info_array")
            .as_array()
            .size();
    };
    CHECK(members() == 3);
    const json::value removed = json::parse(
        founded
            .ask("TIMGroupDeleteMember",
                 R"({"group_delete_member_param_group_id":"$","group_delete_member_param_identifier_array":["bob"]})")
            .json);
    CHECK(removed.at(0).at("group_delete_member_result_result") == 1);
    CHECK(members() == 2);
}

TEST_CASE("only the members that were asked for are listed", "[c]") {
    Founded founded(work_group);
    founded.ask(
        "TIMGroupInviteMember",
        R"({"group_invite_member_param_group_id":"$","group_invite_member_param_identifier_array":["bob","carol"]})");
    const json::value listed = json::parse(
        founded
            .ask(
                "TIMGroupGetMemberInfoList",
                R"({"group_get_members_info_list_param_group_id":"$","group_get_members_info_list_param_identifier_array":["carol"]})")
            .json);
    const json::array& members = listed.at("group_get_member_info_list_result_info_array").as_array();
    REQUIRE(members.size() == 1);
    CHECK(members.at(0).at("group_member_info_identifier") == "carol");
}

TEST_CASE("a group's and a member's properties are changed", "[c]") {
    Founded founded(public_group);
    CHECK(founded
              .ask("TIMGroupModifyGroupInfo",
                   R"({"group_modify_info_param_group_id":"$","group_modify_info_param_modify_flag":1,)"
                   R"("group_modify_info_param_group_name":"coffee"})")
              .code == 0);
    const json::value info = json::parse(founded.ask("TIMGroupGetGroupInfoList", R"(["$"])").json);
    CHECK(info.at(0).at("get_groups_info_result_info").at("group_detail_info_group_name") == "coffee");
    CHECK(founded
              .ask("TIMGroupModifyMemberInfo",
                   R"({"group_modify_member_info_group_id":"$","group_modify_member_info_identifier":"alice",)"
                   R"("group_modify_member_info_modify_flag":8,"group_modify_member_info_name_card":"the host"})")
              .code == 0);
}

TEST_CASE("a request to join waits for who may decide it", "[c]") {
    Founded founded(public_group);
    Client& bob = founded.bob;
    CHECK(bob.group(founded.group).join("let me in", boost::asio::use_future).get().pending);
    const json::value page =
        json::parse(answer_to("TIMGroupGetPendencyList", {word(R"({"group_pendency_option_start_time":0})")}).json);
    const json::array& requests = page.at("group_pendency_result_pendency_array").as_array();
    REQUIRE(requests.size() == 1);
    CHECK(requests.at(0).at("group_pendency_form_identifier") == "bob");
    const std::string decision = R"({"group_handle_pendency_param_is_accept":true,)"
                                 R"("group_handle_pendency_param_handle_msg":"welcome",)"
                                 R"("group_handle_pendency_param_pendency":)" +
                                 json::serialize(requests.at(0)) + '}';
    CHECK(answer_to("TIMGroupHandlePendency", {word(decision.c_str())}).code == 0);
    CHECK(answer_to("TIMGroupHandlePendency", {word(decision.c_str())}).code == 10024);
}

TEST_CASE("a user joins, writes and leaves", "[c]") {
    Founded founded(meeting);
    REQUIRE(log_in("dave").code == 0);
    CHECK(answer_to("TIMGroupJoin", {word(founded.group.c_str()), 0}).code == 0);
    CHECK(answer_to("TIMGroupJoin", {word(founded.group.c_str()), word("again")}).code == 10013);
    const std::string message = R"({"message_elem_array":[{"elem_type":0,"text_elem_content":"hi"}]})";
    const Answer sent = answer_to("TIMMsgSendMessage", {word(founded.group.c_str()), 2, word(message.c_str()), 0});
    CHECK(sent.code == 0);
    CHECK(json::parse(sent.json).as_object().contains("message_sender_group_member_info"));
    CHECK(answer_to("TIMGroupQuit", {word(founded.group.c_str())}).code == 0);
    CHECK(answer_to("TIMMsgSendMessage", {word(founded.group.c_str()), 2, word(message.c_str()), 0}).code == 10007);
}

TEST_CASE("a refused request brings its reason and the empty form of its answer", "[c]") {
    Founded founded(work_group);
    const Answer refused = answer_to("TIMGroupDelete", {word(founded.group.c_str())});
    CHECK(refused.code == 10007);
    CHECK_FALSE(refused.desc.empty());
    const Answer unknown = founded.ask(
        "TIMGroupInviteMember",
        R"({"group_invite_member_param_group_id":"nowhere","group_invite_member_param_identifier_array":["bob"]})");
    CHECK(unknown.code == 10010);
    CHECK(unknown.json == "[]");
}

}  // namespace
}  // namespace tim::test
