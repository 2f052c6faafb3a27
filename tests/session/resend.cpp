// Messages that are sent a second time, by the user or by the session, and what they end with.

#include "tests/session/rig.hpp"

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::session;
using tim::session::test::call_with;
using tim::session::test::Outcome;
using tim::session::test::Rig;

namespace {

const std::string bobs_log = "{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":0,\"log\":\"77aa\",\"start\":1}";

std::string acknowledgement(Position pos) {
    const std::string number = std::to_string(pos);
    return "\"body\":{\"log\":\"77aa\",\"pos\":" + number + ",\"seq\":" + number +
           ",\"time\":1700000005000,\"version\":1}";
}

std::string welcome_with(const std::string& user_log) {
    return "\"body\":{\"epoch\":\"e1\",\"heartbeat\":30000,\"time\":1700000000000,\"user_log\":\"" + user_log +
           "\",\"version\":1}";
}

/// The ops of what the client wrote.
std::vector<std::string> ops(Rig& rig) {
    std::vector<std::string> list;
    for (std::string frame = rig.heard(); !frame.empty(); frame = rig.heard()) {
        const auto at = frame.find("\"op\":\"") + 6;
        list.push_back(frame.substr(at, frame.find('"', at) - at));
    }
    return list;
}

using Ops = std::vector<std::string>;

std::vector<SendSettled> settled(Rig& rig) {
    std::vector<SendSettled> list;
    for (const Event& event : rig.events())
        if (const auto* send = std::get_if<SendSettled>(&event)) list.push_back(*send);
    return list;
}

}  // namespace

TEST_CASE("a stale copy of a delivered message is not written again: the call brings what was delivered") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.send(Rig::text("hi"));
    const MessageData stale = rig.messages()[0];
    rig.answer(rig.heard(), acknowledgement(1));
    const auto again = rig.send(stale);
    REQUIRE(again.code() == 0);
    CHECK(again.value().seq == 1);
    CHECK(again.value().status == MsgStatus::send_succ);
    CHECK(rig.heard().empty());
    CHECK(rig.messages().size() == 1);
}

TEST_CASE("a refusal of a message that its log has meanwhile is a success") {
    Rig rig;
    rig.be_online(bobs_log);
    const auto sent = rig.send(Rig::text("hi"), call_with(1));
    const std::string frame = rig.heard();
    const auto at = frame.find("\"message_msg_id\":\"") + 18;
    const std::string id = frame.substr(at, frame.find('"', at) - at);
    rig.session->cancel(1);
    rig.run();
    REQUIRE(sent.aborted());
    // In one packet, so that the store is still busy with the entry when the refusal comes.
    rig.say(
        "{\"push\":\"entries\",\"body\":{\"log\":\"77aa\",\"from\":1,\"to\":1,\"head\":1,\"entries\":[{\"pos\":1,"
        "\"kind\":\"message\",\"time\":1700000005000,\"seq\":1,\"from\":\"alice\",\"id\":\"" +
        id + "\",\"version\":1,\"body\":{}}]}}\n{\"re\":" + Rig::id_of(frame) + ",\"code\":20001}\n");
    const auto ends = settled(rig);
    REQUIRE(ends.size() == 1);
    CHECK(ends[0].message.status == MsgStatus::send_succ);
    CHECK_FALSE(ends[0].failure.code);
}

TEST_CASE("a message whose call has ended is not tried as an ephemeral one when its group became a room") {
    Rig rig;
    rig.be_online();
    MessageData message = Rig::text("hi", "room");
    message.conv_type = ConvType::group;
    const auto sent = rig.send(message, call_with(1));
    rig.answer(rig.heard(), "\"body\":{\"log\":\"88bb\",\"start\":1}");
    const std::string frame = rig.heard();
    rig.session->cancel(1);
    rig.run();
    REQUIRE(sent.aborted());
    rig.answer(frame, "\"code\":6004");
    rig.answer(rig.heard(), "\"body\":{}");
    CHECK(rig.heard().empty());
    const auto ends = settled(rig);
    REQUIRE(ends.size() == 1);
    CHECK(ends[0].failure.code == Errc::invalid_conversation);
    CHECK(ends[0].message.status == MsgStatus::send_fail);
}

TEST_CASE("with another log of the user's own messages wait until it is known what the hub has") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.send(Rig::text("hi"));
    rig.heard();
    rig.link().cut();
    rig.pass(1000);
    rig.answer(rig.accept(), welcome_with("u2"));
    const std::string heads = rig.heard();
    CHECK(heads.find("heads") != std::string::npos);
    CHECK(ops(rig) == Ops{});
    rig.answer(heads, "\"body\":{}");
    CHECK(ops(rig) == Ops{"open"});
}

TEST_CASE("what the hub of one login made wait does not wait at the next one") {
    Rig rig;
    rig.be_online();
    rig.link().cut();
    rig.pass(1000);
    rig.answer(rig.accept(), welcome_with("u2"));
    Outcome<void> out;
    rig.session->logout({}, out.completion());
    rig.run();
    REQUIRE(out.code() == 0);
    rig.login();
    rig.answer(rig.accept(), welcome_with("u2"));
    CHECK(ops(rig) == Ops{"heads"});
    rig.send(Rig::text("hi"));
    CHECK(ops(rig) == Ops{"open"});
}

TEST_CASE("a change mark counts the acknowledgements that came before it in one packet") {
    Rig rig;
    rig.be_online(bobs_log);
    for (Position pos = 1; pos <= 2; ++pos) {
        rig.send(Rig::text("hi"));
        const std::string send = rig.heard();
        rig.pass(14'000);
        const std::string other = rig.heard();
        const std::string ping = other.empty() ? (rig.pass(2000), rig.heard()) : other;
        REQUIRE(ping.find("\"op\":\"ping\"") != std::string::npos);
        rig.say("{\"re\":" + Rig::id_of(send) + "," + acknowledgement(pos) + "}\n{\"re\":" + Rig::id_of(ping) +
                ",\"body\":{\"mark\":" + std::to_string(pos) + "}}\n");
    }
    CHECK(ops(rig) == Ops{});
}
