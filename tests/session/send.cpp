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

std::string id_in(const std::string& frame) {
    const auto at = frame.find("\"message_msg_id\":\"") + 18;
    return frame.substr(at, frame.find('"', at) - at);
}

/// The settled sends among the events.
std::vector<SendSettled> settled(Rig& rig) {
    std::vector<SendSettled> list;
    for (const Event& event : rig.events())
        if (const auto* send = std::get_if<SendSettled>(&event)) list.push_back(*send);
    return list;
}

void reconnect(Rig& rig) {
    rig.pass(1000);
    rig.welcome(rig.accept());
}

/// The next frame with that operation; others are passed over.
std::string heard(Rig& rig, const std::string& op) {
    for (std::string frame = rig.heard(); !frame.empty(); frame = rig.heard())
        if (frame.find("\"op\":\"" + op + "\"") != std::string::npos) return frame;
    return {};
}

}  // namespace

TEST_CASE("a message is stored as sending, opened, written, acknowledged and stored as sent, then the call completes") {
    Rig rig;
    rig.be_online();
    const auto sent = rig.send(Rig::text("hi"));
    REQUIRE(rig.messages().size() == 1);
    CHECK(rig.messages()[0].status == MsgStatus::sending);
    const std::string open = rig.heard();
    CHECK(open == "{\"body\":{\"conv_id\":\"bob\",\"conv_type\":1},\"id\":" + Rig::id_of(open) + ",\"op\":\"open\"}");
    CHECK(rig.heard().empty());
    rig.answer(open, "\"body\":{\"log\":\"77aa\",\"head\":0,\"start\":1,\"n\":0}");
    const std::string send = rig.heard();
    const std::string id = id_in(send);
    const std::string rand = id.substr(id.rfind('-') + 1);
    CHECK(id == "alice-1700000001-" + rand);
    CHECK(send ==
          "{\"body\":{\"conv_id\":\"bob\",\"conv_type\":1,\"log\":\"77aa\",\"message\":{"
          "\"message_client_time\":1700000001,\"message_elem_array\":[{\"elem_type\":0,\"text_elem_content\":\"hi\"}],"
          "\"message_msg_id\":\"" +
              id + "\",\"message_rand\":" + rand +
              ",\"message_unique_id\":" + std::to_string((1700000001ULL << 32) + std::stoull(rand)) +
              "},\"n\":1},\"id\":" + Rig::id_of(send) + ",\"op\":\"send\"}");
    CHECK_FALSE(sent.done());
    rig.answer(send, acknowledgement(1));
    REQUIRE(sent.code() == 0);
    CHECK(sent.value().status == MsgStatus::send_succ);
    CHECK(sent.value().server_time == 1700000005);
    CHECK(sent.value().seq == 1);
    CHECK(sent.value().is_from_self);
    CHECK(rig.messages()[0].status == MsgStatus::send_succ);
    CHECK(rig.heard().empty());
}

TEST_CASE("messages leave in the order of their calls, several in flight") {
    Rig rig;
    rig.be_online(bobs_log);
    std::vector<Outcome<MessageData>> sent;
    for (const char* words : {"one", "two", "three"}) sent.push_back(rig.send(Rig::text(words)));
    std::vector<std::string> frames;
    for (std::string frame = rig.heard(); !frame.empty(); frame = rig.heard()) frames.push_back(frame);
    REQUIRE(frames.size() == 3);
    CHECK(frames[0].find("\"one\"") != std::string::npos);
    CHECK(frames[1].find("\"two\"") != std::string::npos);
    CHECK(frames[2].find("\"three\"") != std::string::npos);
    rig.answer(frames[2], acknowledgement(3));
    rig.answer(frames[0], acknowledgement(1));
    rig.answer(frames[1], acknowledgement(2));
    for (const auto& outcome : sent) CHECK(outcome.code() == 0);
    CHECK(heard(rig, "send").empty());
}

TEST_CASE("a refused message fails for good and may be sent again under its id") {
    Rig rig;
    rig.be_online(bobs_log);
    const auto refused = rig.send(Rig::text("hi"));
    rig.answer(rig.heard(), "\"code\":10017,\"text\":\"silence\"");
    CHECK(refused.code() == 10017);
    const auto failed = rig.messages();
    REQUIRE(failed.size() == 1);
    CHECK(failed[0].status == MsgStatus::send_fail);
    const auto again = rig.send(failed[0]);
    const std::string frame = rig.heard();
    CHECK(id_in(frame) == failed[0].msg_id);
    CHECK(frame.find("\"n\":2") != std::string::npos);
    rig.answer(frame, acknowledgement(1));
    CHECK(again.code() == 0);
    CHECK(rig.messages().size() == 1);
}

TEST_CASE("messages that cannot be sent are refused at once and stored nowhere") {
    Rig rig;
    rig.be_online();
    MessageData empty = Rig::text("");
    empty.elements.clear();
    CHECK(rig.send(empty).code() == 6016);
    CHECK(rig.send(Rig::text("hi", "")).code() == 7003);
    MessageData nowhere = Rig::text("hi");
    nowhere.conv_type = ConvType::system;
    CHECK(rig.send(nowhere).code() == 6004);
    CHECK(rig.send(Rig::text(std::string(13'000, 'x'))).code() == 8001);
    MessageData sent = Rig::text("hi");
    sent.status = MsgStatus::send_succ;
    CHECK(rig.send(sent).code() == 6017);
    CHECK(rig.messages().empty());
    CHECK(rig.heard().empty());
}

TEST_CASE("a message with little text that is too large as JSON is refused, so that it cannot end every connection") {
    const bool online_only = GENERATE(false, true);
    Rig rig;
    rig.be_online(bobs_log);
    MessageData faces = Rig::text("x");
    faces.is_online_msg = online_only;
    for (int i = 0; i < 40'000; ++i) {
        FaceElem face;
        face.index = i;
        faces.elements.emplace_back(std::move(face));
    }
    CHECK(rig.send(faces).code() == 8001);
    CHECK(rig.messages().empty());
    CHECK(rig.heard().empty());
}

TEST_CASE("a message that is on its way is not sent a second time") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.send(Rig::text("hi"));
    CHECK(rig.send(rig.messages()[0]).code() == 6015);
}

TEST_CASE("nobody can send without a login") {
    Rig rig;
    CHECK(rig.send(Rig::text("hi")).code() == 6014);
}

TEST_CASE("a deadline before the first write fails the message") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.link().cut();
    rig.run();
    const auto sent = rig.send(Rig::text("hi"), call_with(1, 3000ms));
    rig.pass(2900);
    CHECK_FALSE(sent.done());
    rig.pass(100);
    CHECK(sent.code() == 9523);
    CHECK(rig.messages()[0].status == MsgStatus::send_fail);
    rig.pass(30'000);
    rig.welcome(rig.accept());
    CHECK(heard(rig, "send").empty());
    CHECK(settled(rig).empty());
}

TEST_CASE("a deadline after the first write ends the call only; the message's end is told by an event") {
    Rig rig;
    rig.be_online(bobs_log);
    const auto sent = rig.send(Rig::text("hi"), call_with(1, 3000ms));
    const std::string frame = rig.heard();
    rig.pass(3000);
    CHECK(sent.code() == 6012);
    CHECK(rig.messages()[0].status == MsgStatus::sending);
    CHECK(settled(rig).empty());
    rig.answer(frame, acknowledgement(1));
    const auto ends = settled(rig);
    REQUIRE(ends.size() == 1);
    CHECK(ends[0].message.status == MsgStatus::send_succ);
    CHECK_FALSE(ends[0].failure.code);
}

TEST_CASE("a late refusal is told by an event with its reason") {
    Rig rig;
    rig.be_online(bobs_log);
    const auto sent = rig.send(Rig::text("hi"), call_with(1, 3000ms));
    const std::string frame = rig.heard();
    rig.pass(3000);
    REQUIRE(sent.code() == 6012);
    rig.answer(frame, "\"code\":10017");
    const auto ends = settled(rig);
    REQUIRE(ends.size() == 1);
    CHECK(ends[0].message.status == MsgStatus::send_fail);
    CHECK(ends[0].failure.code == Errc::svr_group_shutup_deny);
}

TEST_CASE("cancelling a message before its first write fails it and harms neither its neighbours nor the link") {
    Rig rig;
    rig.be_online();
    const auto first = rig.send(Rig::text("first"), call_with(1));
    const auto second = rig.send(Rig::text("second"), call_with(2));
    rig.session->cancel(1);
    rig.run();
    CHECK(first.aborted());
    rig.answer(rig.heard(), "\"body\":{\"log\":\"77aa\",\"start\":1}");
    const std::string frame = rig.heard();
    CHECK(frame.find("second") != std::string::npos);
    CHECK(frame.find("\"n\":1") != std::string::npos);
    rig.answer(frame, acknowledgement(1));
    CHECK(second.code() == 0);
    CHECK(rig.hub->links.size() == 1);
}

TEST_CASE("cancelling a message after its first write ends the call only") {
    Rig rig;
    rig.be_online(bobs_log);
    const auto sent = rig.send(Rig::text("hi"), call_with(1));
    const std::string frame = rig.heard();
    rig.session->cancel(1);
    rig.session->cancel(1);
    rig.run();
    CHECK(sent.aborted());
    rig.answer(frame, acknowledgement(1));
    CHECK(settled(rig).size() == 1);
}

TEST_CASE("a message whose acknowledgement was lost is repeated under its number and id, and completes once") {
    Rig rig;
    rig.be_online(bobs_log);
    const auto sent = rig.send(Rig::text("hi"));
    const std::string first = rig.heard();
    rig.link().cut();
    reconnect(rig);
    const std::string again = heard(rig, "send");
    CHECK(again.substr(0, again.find(",\"id\":")) == first.substr(0, first.find(",\"id\":")));
    rig.answer(again, acknowledgement(1));
    CHECK(sent.code() == 0);
    CHECK(settled(rig).empty());
}

TEST_CASE("a message whose acknowledgement was lost and that is found in its log completes by that") {
    Rig rig;
    rig.be_online(bobs_log);
    const auto sent = rig.send(Rig::text("hi"), call_with(1, 60'000ms));
    const std::string frame = rig.heard();
    rig.link().cut();
    reconnect(rig);
    rig.say(
        "{\"push\":\"entries\",\"body\":{\"log\":\"77aa\",\"from\":1,\"to\":1,\"head\":1,\"entries\":[{\"pos\":1,"
        "\"kind\":\"message\",\"time\":1700000005000,\"seq\":1,\"from\":\"alice\",\"id\":\"" +
        id_in(frame) +
        "\",\"version\":1,\"body\":{\"message_elem_array\":[{\"elem_type\":0,\"text_elem_content\":\"hi\"}]}}]}}\n");
    REQUIRE(sent.code() == 0);
    CHECK(sent.value().status == MsgStatus::send_succ);
    rig.answer(heard(rig, "send"), acknowledgement(1));
    CHECK(settled(rig).empty());
    CHECK(rig.messages().size() == 1);
}

TEST_CASE("with another epoch messages wait until it is known what the hub has") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.send(Rig::text("hi"));
    rig.heard();
    rig.link().cut();
    rig.pass(1000);
    rig.welcome(rig.accept(), 0, "e2");
    const std::string heads = rig.heard();
    CHECK(heads.find("heads") != std::string::npos);
    CHECK(rig.heard().empty());
    rig.answer(heads, "\"body\":{}");
    CHECK(rig.heard().find("\"op\":\"open\"") != std::string::npos);
    bool reset = false;
    for (const Event& event : rig.events()) reset = reset || std::holds_alternative<HistoryReset>(event);
    CHECK(reset);
}

TEST_CASE("the end of the session fails what was never written and leaves the rest for the next login") {
    Rig rig;
    rig.be_online(bobs_log);
    const auto written = rig.send(Rig::text("written"));
    const auto waiting = rig.send(Rig::text("waiting", "carol"));
    rig.say("{\"push\":\"expired\"}\n");
    CHECK(written.code() == 6206);
    CHECK(waiting.code() == 6206);
    CHECK(rig.messages("carol")[0].status == MsgStatus::send_fail);
    CHECK(rig.messages("bob")[0].status == MsgStatus::sending);
    rig.login();
    rig.welcome(rig.accept());
    rig.answer(heard(rig, "send"), acknowledgement(1));
    REQUIRE(settled(rig).size() == 1);
    CHECK(rig.messages("bob")[0].status == MsgStatus::send_succ);
}

TEST_CASE("an online-only message has neither log nor number and is stored nowhere") {
    Rig rig;
    rig.be_online(bobs_log);
    MessageData typing = Rig::text("...");
    typing.is_online_msg = true;
    const auto sent = rig.send(typing);
    const std::string frame = rig.heard();
    CHECK(frame.find("{\"body\":{\"conv_id\":\"bob\",\"conv_type\":1,\"message\":{") == 0);
    CHECK(frame.find("\"message_is_online_msg\":true") != std::string::npos);
    rig.answer(frame, "\"body\":{\"time\":1700000009000}");
    REQUIRE(sent.code() == 0);
    CHECK(sent.value().server_time == 1700000009);
    CHECK(rig.messages().empty());
}

TEST_CASE("an ephemeral message that was written when the link broke is not tried again") {
    Rig rig;
    rig.be_online(bobs_log);
    MessageData typing = Rig::text("...");
    typing.is_online_msg = true;
    const auto sent = rig.send(typing);
    rig.heard();
    rig.link().cut();
    reconnect(rig);
    CHECK(sent.code() == 9508);
    CHECK(heard(rig, "send").empty());
}

TEST_CASE("messages to a conversation that keeps no log go out as ephemeral and leave no trace") {
    Rig rig;
    rig.be_online();
    MessageData message = Rig::text("live", "show");
    message.conv_type = ConvType::group;
    const auto first = rig.send(message);
    rig.answer(rig.heard(), "\"body\":{}");
    const std::string frame = rig.heard();
    CHECK(frame.find("{\"body\":{\"conv_id\":\"show\",\"conv_type\":2,\"message\":{") == 0);
    rig.answer(frame, "\"body\":{\"time\":1700000009000}");
    CHECK(first.code() == 0);
    const auto second = rig.send(message);
    const std::string next = rig.heard();
    CHECK(next.find("{\"body\":{\"conv_id\":\"show\",\"conv_type\":2,\"message\":{") == 0);
    Outcome<std::vector<MessageData>> held;
    const auto read = [](store::Store& store) {
        return store.history(store::HistoryRead({ConvType::group, "show"}, 10)).messages;
    };
    read_store<std::vector<MessageData>>(*rig.session, {}, read, held.completion());
    rig.run();
    CHECK(held.value().empty());
}

TEST_CASE("an acknowledgement that cannot be read breaks the link, and the message is repeated") {
    Rig rig;
    rig.be_online(bobs_log);
    const auto sent = rig.send(Rig::text("hi"));
    rig.answer(rig.heard(), "\"body\":{\"pos\":\"one\"}");
    CHECK(rig.session->state() == ConnectionState::connecting);
    reconnect(rig);
    rig.answer(heard(rig, "send"), acknowledgement(1));
    CHECK(sent.code() == 0);
}
