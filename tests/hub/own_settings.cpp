// What a user wants of a conversation.

#include "tests/hub/own_rig.hpp"

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

using Texts = std::vector<std::string>;

const ConvKey to_bob{ConvType::c2c, "bob"};

TEST_CASE("settings of a pair are told to the user's own devices as a whole, when one of them changes", "[hub]") {
    OwnRig rig;
    rig.done("alice", "settings", OwnRig::settings(to_bob, true));
    CHECK(rig.last.answer.body.empty());
    REQUIRE(rig.last.events.size() == 1);
    CHECK(rig.last.events[0].log == rig.own_log("alice"));
    rig.done("alice", "settings", OwnRig::settings(to_bob, true));
    CHECK(rig.last.events.empty());
    rig.done("alice", "settings", OwnRig::settings(to_bob, true, 2));
    rig.done("alice", "settings", OwnRig::settings(to_bob, false, 1));
    rig.done("alice", "settings", OwnRig::settings(to_bob, false));
    CHECK(rig.own("alice", "settings") == Texts{R"({"conv_id":"bob","conv_type":1,"pinned":true})",
                                                R"({"conv_id":"bob","conv_type":1,"pinned":true,"recv_opt":2})",
                                                R"({"conv_id":"bob","conv_type":1,"recv_opt":1})",
                                                R"({"conv_id":"bob","conv_type":1})"});
    CHECK(rig.own("bob", "settings").empty());
    CHECK(rig.head(rig.pair) == 0);
}

TEST_CASE("a change of settings leaves alone what it does not name", "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    const ConvKey conv = GENERATE_COPY(ConvKey(ConvType::c2c, "alice"), ConvKey(ConvType::group, group));
    wire::SettingsChange pin = OwnRig::settings(conv, true), option = OwnRig::settings(conv, false, 2);
    pin.recv_opt.reset();
    option.pinned.reset();
    rig.done("bob", "settings", pin);
    rig.done("bob", "settings", option);
    const Texts told = rig.own("bob", "settings");
    REQUIRE(told.size() == 2);
    CHECK(told[0].find(R"("pinned":true)") != std::string::npos);
    CHECK(told[1].find(R"("pinned":true,"recv_opt":2)") != std::string::npos);
    pin.pinned = false;
    rig.done("bob", "settings", pin);
    CHECK(rig.own("bob", "settings").back().find(R"("recv_opt":2)") != std::string::npos);
    CHECK(rig.own("bob", "settings").back().find("pinned") == std::string::npos);
}

TEST_CASE("settings that nobody made are the documented defaults, and to set these changes nothing", "[hub]") {
    OwnRig rig;
    rig.done("alice", "settings", OwnRig::settings(to_bob, false));
    CHECK(rig.last.events.empty());
}

TEST_CASE("settings can be made before the first message", "[hub]") {
    OwnRig rig;
    rig.done("carol", "settings", OwnRig::settings(ConvKey(ConvType::c2c, "dave"), true));
    CHECK(rig.own("carol", "settings").size() == 1);
    CHECK(rig.own("dave", "settings").empty());
}

TEST_CASE("settings of a group change the member's receive option with its notice", "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    const ConvKey conv(ConvType::group, group);
    rig.done("bob", "settings", OwnRig::settings(conv, true, 3));
    CHECK(rig.last.events.size() == 2);
    CHECK(rig.member("bob", group, "bob")->msg_flag == ReceiveMessageOpt::not_notify_except_at);
    CHECK(rig.last_notice("bob").report_type == GroupReportType::group_message_recv_option);
    CHECK(rig.last_notice("bob").group_message_receive_option == ReceiveMessageOpt::not_notify_except_at);
    const std::size_t notices = rig.notices("bob").size();
    rig.done("bob", "settings", OwnRig::settings(conv, false, 3));
    CHECK(rig.notices("bob").size() == notices);
    const std::string named = R"({"conv_id":")" + group + R"(","conv_type":2)";
    CHECK(rig.own("bob", "settings") == Texts{named + R"(,"pinned":true,"recv_opt":3})", named + R"(,"recv_opt":3})"});
    CHECK(rig.own("alice", "settings").empty());
}

TEST_CASE("a receive option that is changed as a member's is told as a setting, too, with the pin that stands",
          "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    rig.done("bob", "settings", OwnRig::settings(ConvKey(ConvType::group, group), true));
    const auto change = GroupModifyMemberInfoParam(group, "bob").set_msg_flag(ReceiveMessageOpt::not_notify);
    rig.done("bob", "group.modify_member", change);
    CHECK(rig.own("bob", "settings").back() ==
          R"({"conv_id":")" + group + R"(","conv_type":2,"pinned":true,"recv_opt":2})");
    rig.done("bob", "group.modify_member", change);
    CHECK(rig.last.events.empty());
    rig.done("bob", "settings", OwnRig::settings(ConvKey(ConvType::group, group), true, 2));
    CHECK(rig.last.events.empty());
}

TEST_CASE("settings of a group end with the membership", "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    const ConvKey conv(ConvType::group, group);
    rig.done("bob", "settings", OwnRig::settings(conv, true, 2));
    rig.done("bob", "group.quit", OwnRig::ref(group));
    rig.done("alice", "group.invite", GroupInviteMemberParam(group, {"bob"}));
    rig.done("bob", "settings", OwnRig::settings(conv, false));
    CHECK(rig.last.events.empty());
    rig.done("bob", "settings", OwnRig::settings(conv, true));
    rig.done("alice", "group.dismiss", OwnRig::ref(group));
    CHECK(rig.rig.select<int>("SELECT count(*) FROM settings") == 0);
}

TEST_CASE("settings are for who may open the conversation, and take documented options only", "[hub]") {
    OwnRig rig;
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    const auto code = [&](const std::string& user, const ConvKey& conv, std::uint32_t option = 0) {
        return rig.code(user, "settings", OwnRig::settings(conv, true, option));
    };
    CHECK(code("alice", to_bob, 3) == 6017);
    CHECK(code("alice", to_bob, 77) == 6017);
    CHECK(code("bob", ConvKey(ConvType::group, group), 4) == 6017);
    CHECK(code("alice", ConvKey(ConvType::c2c, "nobody")) == 20003);
    CHECK(code("alice", ConvKey(ConvType::c2c, "")) == 7003);
    CHECK(code("alice", ConvKey(ConvType::invalid, "bob")) == 6004);
    CHECK(code("alice", ConvKey(ConvType::group, "nowhere")) == 10010);
    CHECK(code("carol", ConvKey(ConvType::group, group)) == 10007);
    CHECK(code_of(rig.rig.ask("settings", caller("alice"), "[")) == 6027);
    CHECK(rig.rig.select<int>("SELECT count(*) FROM settings") == 0);
}

wire::ReceiveOptions options(std::vector<std::string> users, std::uint32_t option) {
    wire::ReceiveOptions wanted;
    wanted.users = std::move(users);
    wanted.recv_opt = static_cast<ReceiveMessageOpt>(option);
    return wanted;
}

TEST_CASE("the receive option of several pairs is set at once and leaves the pins", "[hub]") {
    OwnRig rig;
    rig.done("alice", "settings", OwnRig::settings(to_bob, true));
    rig.done("alice", "options", options({"bob", "carol"}, 2));
    CHECK(rig.own("alice", "settings") == Texts{R"({"conv_id":"bob","conv_type":1,"pinned":true})",
                                                R"({"conv_id":"bob","conv_type":1,"pinned":true,"recv_opt":2})",
                                                R"({"conv_id":"carol","conv_type":1,"recv_opt":2})"});
    rig.done("alice", "options", options({"bob"}, 2));
    CHECK(rig.last.events.empty());
}

TEST_CASE("receive options of several pairs are set for all or none", "[hub]") {
    OwnRig rig;
    const auto code = [&](std::vector<std::string> users, std::uint32_t option) {
        return rig.code("alice", "options", options(std::move(users), option));
    };
    CHECK(code({"bob", "nobody"}, 1) == 20003);
    CHECK(code({"bob", ""}, 1) == 7003);
    CHECK(code({"bob"}, 3) == 6017);
    CHECK(code({}, 1) == 6017);
    CHECK(code(std::vector<std::string>(31, "bob"), 1) == 6017);
    CHECK(code_of(rig.rig.ask("options", caller("alice"), "[")) == 6027);
    CHECK(rig.rig.select<int>("SELECT count(*) FROM settings") == 0);
}

TEST_CASE("a live room, which has no log to sync, can be pinned all the same", "[hub]") {
    OwnRig rig;
    const std::string room = rig.make(GroupType::av_chat_room, {"bob"});
    rig.done("bob", "settings", OwnRig::settings(ConvKey(ConvType::group, room), true));
    CHECK(rig.own("bob", "settings").size() == 1);
}

}  // namespace
