#include "tests/hub/group_rig.hpp"

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

/// A group of alice's with bob and carol, who may write to it.
struct Room {
    explicit Room(GroupType type, HubOptions options = {})
        : groups(std::move(options)), id(groups.make(type, {"bob", "carol"})) {
        log = groups.group_log(id);
    }

    /// Sends a text; `rest` are further keys of the message, with a comma in front.
    Finished send(const std::string& user, std::uint64_t n, const std::string& rest = "") {
        return groups.rig.ask("send", caller(user), body(user, n, log, rest));
    }
    Finished send_live(const std::string& user, const std::string& rest = "") {
        return groups.rig.ask("send", caller(user), body(user, 0, "", rest));
    }
    std::string body(const std::string& user, std::uint64_t n, const std::string& to, const std::string& rest) const {
        return R"({"conv_id":")" + id + R"(","conv_type":2,"log":")" + to +
               R"(","message":{"message_elem_array":[{"elem_type":0,"text_elem_content":"hi"}],"message_msg_id":")" +
               user + "-1-" + std::to_string(n) + '"' + rest + R"(},"n":)" + std::to_string(n) + "}";
    }
    /// Ids of the messages that a user sees.
    std::vector<std::string> seen(const std::string& user) {
        std::vector<std::string> ids;
        for (const wire::Entry& entry : groups.sync(user, log).entries)
            if (entry.kind == "message") ids.push_back(entry.id);
        return ids;
    }

    GroupRig groups;
    std::string id;
    std::string log;
};

const std::string online = R"(,"message_is_online_msg":true)";
const std::string at_bob = R"(,"message_group_at_user_array":["bob"])";
const std::string to_bob = R"(,"message_target_group_member_array":["bob"])";

using Ids = std::vector<std::string>;

TEST_CASE("a member's message is seen by all members", "[hub]") {
    Room room(GroupType::public_group);
    const Position head = room.groups.head(room.id);
    const Finished sent = room.send("bob", 1, at_bob);
    CHECK(body_of<wire::Sent>(sent).pos == head + 1);
    REQUIRE(sent.events.size() == 1);
    CHECK_FALSE(sent.events[0].audience);
    CHECK(room.seen("alice") == Ids{"bob-1-1"});
    CHECK(room.seen("carol") == Ids{"bob-1-1"});
}

TEST_CASE("an open group's log tells its start and the device's n", "[hub]") {
    Room room(GroupType::public_group);
    room.send("bob", 1);
    const std::string body = R"({"conv_type":2,"conv_id":")" + room.id + R"("})";
    const auto opened = body_of<wire::Opened>(room.groups.rig.done("open", caller("bob"), body));
    CHECK(opened.log == room.log);
    CHECK(opened.n == 1);
    CHECK(opened.start > 0);
    CHECK(opened.head == room.groups.head(room.id));
    CHECK(code_of(room.groups.rig.ask("open", caller("erin"), body)) == 10007);
}

TEST_CASE("opening an AVChatRoom tells that it keeps no log", "[hub]") {
    Room room(GroupType::av_chat_room);
    const std::string body = R"({"conv_type":2,"conv_id":")" + room.id + R"("})";
    const auto opened = body_of<wire::Opened>(room.groups.rig.done("open", caller("bob"), body));
    CHECK(opened.log.empty());
    CHECK(opened.n == 0);
}

TEST_CASE("who is no member any more is refused for ever, and counts on after a return", "[hub]") {
    Room room(GroupType::meeting);
    CHECK(code_of(room.send("bob", 1)) == 0);
    REQUIRE(room.groups.quit("bob", room.id) == 0);
    CHECK(code_of(room.send("bob", 2)) == 10007);
    CHECK(code_of(room.send("bob", 3)) == 10007);
    REQUIRE(room.groups.join("bob", room.id) == 0);
    CHECK(code_of(room.send("bob", 2)) == 10007);
    CHECK(code_of(room.send("bob", 4)) == 0);
}

TEST_CASE("a dismissed group takes no message", "[hub]") {
    Room room(GroupType::public_group);
    REQUIRE(room.groups.dismiss("alice", room.id) == 0);
    CHECK(code_of(room.send("bob", 1)) == 10010);
    CHECK(code_of(room.send_live("bob", online)) == 10010);
}

TEST_CASE("a muted member is refused until the time is over", "[hub]") {
    Room room(GroupType::public_group);
    room.groups.done("alice", "group.modify_member", GroupModifyMemberInfoParam(room.id, "bob").set_shutup_time(60));
    CHECK(code_of(room.send("bob", 1)) == 10017);
    CHECK(code_of(room.send("carol", 1)) == 0);
    room.groups.rig.clock.unix += 61000;
    CHECK(code_of(room.send("bob", 2)) == 0);
}

TEST_CASE("a directed message is for the members that it names and its author", "[hub]") {
    Room room(GroupType::public_group);
    const Finished sent = room.send("carol", 1, R"(,"message_target_group_member_array":["bob","erin"])");
    REQUIRE(code_of(sent) == 0);
    CHECK(sent.events.at(0).audience == Ids{"bob", "carol"});
    CHECK(sent.events.at(0).void_frame->find("carol-1-1") == std::string::npos);
    CHECK(room.seen("bob") == Ids{"carol-1-1"});
    CHECK(room.seen("carol") == Ids{"carol-1-1"});
    CHECK(room.seen("alice").empty());
    CHECK(room.groups.sync("alice", room.log).to == room.groups.head(room.id));
}

TEST_CASE("who becomes a member later does not see a directed message that named them", "[hub]") {
    Room room(GroupType::meeting);
    room.send("alice", 1, R"(,"message_target_group_member_array":["bob","erin"])");
    room.send("alice", 2);
    REQUIRE(room.groups.join("erin", room.id) == 0);
    CHECK(room.seen("erin") == Ids{"alice-1-2"});
}

TEST_CASE("mentions and receivers of a directed message exclude each other and have their kinds of group", "[hub]") {
    Room work(GroupType::work);
    CHECK(code_of(work.send("bob", 1, at_bob + to_bob)) == 6017);
    Room community(GroupType::community);
    CHECK(code_of(community.send("bob", 1, to_bob)) == 6017);
    CHECK(code_of(community.send("bob", 2, at_bob)) == 0);
    Room live(GroupType::av_chat_room);
    CHECK(code_of(live.send_live("bob", to_bob)) == 6017);
    CHECK(code_of(live.send_live("bob", at_bob)) == 6017);
    CHECK(code_of(live.send_live("bob", online)) == 6017);
}

TEST_CASE("an AVChatRoom's messages are told and forgotten", "[hub]") {
    Room room(GroupType::av_chat_room);
    const Finished sent = room.send_live("bob");
    REQUIRE(code_of(sent) == 0);
    CHECK(body_of<wire::Sent>(sent).log.empty());
    REQUIRE(sent.events.size() == 1);
    CHECK(sent.events[0].kind == Event::Kind::live);
    CHECK(sent.events[0].log == room.log);
    CHECK(sent.events[0].except == 7);
    CHECK_FALSE(sent.events[0].audience);
    CHECK(room.groups.head(room.id) == 0);
    CHECK(code_of(room.send("bob", 1)) == 6017);
    CHECK(code_of(room.send_live("erin")) == 10007);
}

TEST_CASE("an online-only message in a group is told to its members and leaves no trace", "[hub]") {
    Room room(GroupType::public_group);
    const Position head = room.groups.head(room.id);
    const Finished sent = room.send_live("bob", online);
    REQUIRE(sent.events.size() == 1);
    CHECK(sent.events[0].log == room.log);
    CHECK_FALSE(sent.events[0].audience);
    const Finished directed =
        room.send_live("bob", online + R"(,"message_target_group_member_array":["carol","erin"])");
    CHECK(directed.events.at(0).audience == Ids{"carol", "bob"});
    CHECK(room.groups.head(room.id) == head);
    CHECK(code_of(room.send_live("bob")) == 6004);
}

TEST_CASE("a group takes forty messages a second, of all kinds together", "[hub]") {
    Room room(GroupType::public_group);
    for (std::uint64_t n = 1; n <= 39; ++n) CHECK(code_of(room.send("bob", n)) == 0);
    CHECK(code_of(room.send_live("carol", online)) == 0);
    CHECK(code_of(room.send("alice", 1)) == 10023);
    CHECK(code_of(room.send_live("carol", online)) == 10023);
    CHECK(code_of(room.send("bob", 39)) == 0);
    room.groups.rig.clock.steady += 50;
    CHECK(code_of(room.send("alice", 2)) == 0);
    CHECK(code_of(room.send("alice", 1)) == 10023);
    CHECK(code_of(room.send("alice", 3)) == 0);
    CHECK(code_of(room.send("alice", 4)) == 10023);
}

TEST_CASE("groups do not share their rate, and it can be raised or switched off", "[hub]") {
    Limits limits;
    limits.group_messages_per_second = 1;
    Room room(GroupType::public_group, HubOptions().limits(limits));
    CHECK(code_of(room.send("bob", 1)) == 0);
    CHECK(code_of(room.send("bob", 2)) == 10023);
    room.id = room.groups.make(GroupType::meeting, {"bob"});
    room.log = room.groups.group_log(room.id);
    CHECK(code_of(room.send("bob", 1)) == 0);
    limits.group_messages_per_second = 0;
    Room open(GroupType::public_group, HubOptions().limits(limits));
    for (std::uint64_t n = 1; n <= 100; ++n) CHECK(code_of(open.send("bob", n)) == 0);
}

}  // namespace
