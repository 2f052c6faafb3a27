// The outbox over restarts: what a program leaves unsent, what it wrote without an answer, and what is durable.

#include "tests/session/rig.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::session;
using tim::session::test::Outcome;
using tim::session::test::Rig;

namespace {

const std::string bobs_log = "{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":0,\"log\":\"77aa\",\"start\":1}";

using Texts = std::vector<std::string>;

Call durable(OperationId id = 0, std::chrono::milliseconds deadline = {}) {
    Call call = tim::session::test::call_with(id, deadline);
    call.durable = true;
    return call;
}

/// A program that can end and begin again on the same disk.
struct Script {
    bool survives_power_cut = false;
    tim::test::TemporaryDirectory folder;
    Rig rig{options()};

    explicit Script(bool survives = false) : survives_power_cut(survives) {}
    SessionOptions options() {
        SessionOptions made;
        made.store = store::StoreOptions(folder.file(u8"data")).survive_power_cut(survives_power_cut);
        return made;
    }
    void restart() {
        rig.session->stop();
        rig.run();
        rig.make(options());
        rig.run();
    }
    void cut() {
        rig.link().cut();
        rig.run();
    }
    /// The program ends before it wrote "hi", and begins again.
    void leave_unwritten() {
        rig.be_online(bobs_log);
        cut();
        rig.send(Rig::text("hi"));
        restart();
    }
    /// The `send` frames that the client wrote, or those of another operation.
    Texts sends(const std::string& op = "send") {
        Texts frames;
        for (std::string frame = rig.heard(); !frame.empty(); frame = rig.heard())
            if (frame.find("\"op\":\"" + op + "\"") != std::string::npos) frames.push_back(frame);
        return frames;
    }
    /// A login at a hub that knows bob's log, of which this device used `n` numbers.
    void log_in(std::uint64_t n = 0, const std::string& epoch = "e1") {
        rig.login();
        rig.welcome(rig.accept(), 0, epoch);
        answer_heads(n);
    }
    void answer_heads(std::uint64_t n) {
        const std::string query = rig.heard();
        REQUIRE(query.find("\"op\":\"heads\"") != std::string::npos);
        rig.answer(
            query,
            "\"body\":{\"heads\":[{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":0,\"log\":\"77aa\",\"start\":1,\"n\":" +
                std::to_string(n) + "}]}");
    }
    void acknowledge(const std::string& frame, Position pos) {
        const std::string number = std::to_string(pos);
        rig.answer(frame, "\"body\":{\"log\":\"77aa\",\"pos\":" + number + ",\"seq\":" + number +
                              ",\"time\":1700000005000,\"version\":1}");
    }
    /// `text status code` of each settled send among the events.
    Texts settled() {
        Texts list;
        for (const Event& event : rig.events())
            if (const auto* send = std::get_if<SendSettled>(&event))
                list.push_back(words(send->message) + " " +
                               std::to_string(static_cast<std::uint32_t>(send->message.status)) + " " +
                               std::to_string(send->failure.code.value()));
        return list;
    }
    static std::string words(const MessageData& message) { return std::get<TextElem>(message.elements.at(0)).content; }
};

/// What stands between `"text_elem_content":"` and the next quotation mark, and the number.
std::string text_and_n(const std::string& frame) {
    const std::string mark = "\"text_elem_content\":\"";
    const auto at = frame.find(mark) + mark.size();
    const auto n = frame.rfind("\"n\":") + 4;
    return frame.substr(at, frame.find('"', at) - at) + "=" + frame.substr(n, frame.find('}', n) - n);
}

Texts texts_of(const Texts& frames) {
    Texts list;
    for (const std::string& frame : frames) list.push_back(text_and_n(frame));
    return list;
}

}  // namespace

TEST_CASE("durable messages that were never written go out at the next login, in order, before what is new") {
    Script script;
    script.rig.be_online(bobs_log);
    script.cut();
    for (const char* words : {"one", "two", "three"}) script.rig.send(Rig::text(words), durable());
    script.restart();
    script.log_in();
    script.rig.send(Rig::text("four"));
    const Texts frames = script.sends();
    REQUIRE(texts_of(frames) == Texts{"one=1", "two=2", "three=3", "four=4"});
    for (Position pos = 1; pos <= 4; ++pos) script.acknowledge(frames[pos - 1], pos);
    CHECK(script.settled() == Texts{"one 2 0", "two 2 0", "three 2 0"});
    script.restart();
    script.log_in(4);
    CHECK(script.sends().empty());
}

TEST_CASE("what is sent while the store is still being opened stands behind what it holds") {
    Script script;
    script.rig.be_online(bobs_log);
    script.cut();
    script.rig.send(Rig::text("one"), durable());
    script.rig.session->stop();
    script.rig.run();
    script.rig.make(script.options());
    Outcome<void> in;
    script.rig.session->login({}, "alice", Secret("sig"), in.completion());
    Outcome<MessageData> two;
    script.rig.session->send({}, Rig::text("two"), two.completion());
    script.rig.run();
    script.rig.welcome(script.rig.accept());
    script.answer_heads(0);
    CHECK(texts_of(script.sends()) == Texts{"one=1", "two=2"});
}

TEST_CASE("a message that was not written when its program ended has failed, with a reason, and is never sent") {
    Script script(true);
    script.leave_unwritten();
    script.log_in();
    CHECK(script.sends().empty());
    CHECK(script.settled() == Texts{"hi 3 6014"});
    const auto held = script.rig.messages();
    REQUIRE(held.size() == 1);
    CHECK(held[0].failure == 6014);
    script.rig.send(held[0]);
    CHECK(texts_of(script.sends()) == Texts{"hi=1"});
}

TEST_CASE("where a power cut may have taken a number back, the hub is asked for a message that seems unwritten") {
    Script script;
    script.leave_unwritten();
    script.log_in(1);
    CHECK(script.sends("cancel").size() == 1);
    script.restart();
    script.log_in(1);
    const Texts frames = script.sends("cancel");
    REQUIRE(frames.size() == 1);
    CHECK(frames[0].find("\"n\":2}") != std::string::npos);
    CHECK(script.settled().empty());
    SECTION("the hub does not have it: it has failed because its program ended") {
        script.rig.answer(frames[0], "\"code\":8021");
        CHECK(script.settled() == Texts{"hi 3 6014"});
        CHECK(script.rig.messages().at(0).failure == 6014);
    }
    SECTION("the hub has it: it is delivered") {
        script.rig.answer(frames[0],
                          "\"code\":20001,\"body\":{\"log\":\"77aa\",\"pos\":1,\"seq\":1,\"time\":1700000005000,"
                          "\"version\":1}");
        CHECK(script.settled() == Texts{"hi 2 0"});
    }
}

TEST_CASE("a message that its program left unwritten can be sent again before the hub was asked for it") {
    Script script;
    script.leave_unwritten();
    script.rig.login();
    const auto sent = script.rig.send(script.rig.messages().at(0));
    script.rig.welcome(script.rig.accept());
    script.answer_heads(0);
    const Texts frames = script.sends();
    REQUIRE(texts_of(frames) == Texts{"hi=1"});
    script.acknowledge(frames[0], 1);
    CHECK(sent.code() == 0);
}

TEST_CASE("a message that was to be taken back and is sent again goes out after a restart") {
    Script script;
    script.rig.be_online(bobs_log);
    script.rig.send(Rig::text("hi"), durable());
    REQUIRE(script.sends().size() == 1);
    Outcome<void> cancelled;
    const std::string id = script.rig.messages().at(0).msg_id;
    script.rig.session->cancel_send(tim::session::test::call_with(5), {ConvType::c2c, "bob"}, id,
                                    cancelled.completion());
    script.rig.run();
    script.rig.session->cancel(5);
    script.rig.run();
    REQUIRE(cancelled.aborted());
    script.cut();
    script.restart();
    script.rig.login();
    script.rig.send(script.rig.messages().at(0));
    script.restart();
    script.log_in(1);
    CHECK(texts_of(script.sends()) == Texts{"hi=1"});
}

TEST_CASE("a message that was being taken back is taken back after a restart, too") {
    Script script;
    script.rig.be_online(bobs_log);
    script.rig.send(Rig::text("hi"));
    REQUIRE(script.sends().size() == 1);
    Outcome<void> cancelled;
    script.rig.session->cancel_send({}, {ConvType::c2c, "bob"}, script.rig.messages().at(0).msg_id,
                                    cancelled.completion());
    script.rig.run();
    script.restart();
    script.log_in(0);
    const Texts frames = script.sends("cancel");
    REQUIRE(frames.size() == 1);
    script.rig.answer(frames[0], "\"code\":8021");
    CHECK(script.settled() == Texts{"hi 7 8021"});
}

TEST_CASE(
    "a message that was written and not answered is repeated after a restart, under its number and in its words") {
    Script script;
    script.rig.be_online(bobs_log);
    script.rig.send(Rig::text("hi"));
    const Texts first = script.sends();
    REQUIRE(first.size() == 1);
    script.restart();
    script.log_in(1);
    const Texts again = script.sends();
    REQUIRE(again.size() == 1);
    CHECK(again[0].substr(0, again[0].find(",\"id\":")) == first[0].substr(0, first[0].find(",\"id\":")));
    script.acknowledge(again[0], 1);
    CHECK(script.settled() == Texts{"hi 2 0"});
}

TEST_CASE("a call with the id of a message that waits without one gets that message's first acknowledgement") {
    Script script;
    script.rig.be_online(bobs_log);
    script.rig.send(Rig::text("hi"));
    script.sends();
    script.restart();
    script.log_in(1);
    const auto again = script.rig.send(script.rig.messages()[0]);
    const auto third = script.rig.send(script.rig.messages()[0]);
    CHECK(third.code() == 6015);
    const Texts frames = script.sends();
    REQUIRE(texts_of(frames) == Texts{"hi=1"});
    script.acknowledge(frames[0], 1);
    REQUIRE(again.code() == 0);
    CHECK(again.value().seq == 1);
    CHECK(script.settled().empty());
}

TEST_CASE("a call made while the store is opened joins a message that an earlier session left") {
    Script script;
    script.rig.be_online(bobs_log);
    script.rig.send(Rig::text("hi"), durable());
    script.sends();
    const MessageData left = script.rig.messages()[0];
    script.restart();
    Outcome<void> in;
    Outcome<MessageData> again;
    script.rig.session->login({}, "alice", Secret("the-sig"), in.completion());
    script.rig.session->send({}, left, again.completion());
    script.rig.welcome(script.rig.accept());
    script.answer_heads(1);
    const Texts frames = script.sends();
    REQUIRE(texts_of(frames) == Texts{"hi=1"});
    script.acknowledge(frames[0], 1);
    REQUIRE(again.code() == 0);
    CHECK(again.value().seq == 1);
    CHECK(script.settled().empty());
}

TEST_CASE("a joined message obeys the deadline of the call that joined it") {
    Script script;
    script.rig.be_online(bobs_log);
    script.rig.send(Rig::text("hi"));
    script.restart();
    script.log_in(1);
    const auto again = script.rig.send(script.rig.messages()[0], tim::session::test::call_with(7, 2000ms));
    script.rig.pass(2000);
    CHECK(again.code() == 6012);
    CHECK(script.rig.messages()[0].status == MsgStatus::sending);
}

TEST_CASE("a deadline ends the call of a durable message only, and so does the end of the session") {
    Script script;
    script.rig.be_online(bobs_log);
    script.cut();
    const auto late = script.rig.send(Rig::text("late"), durable(1, 500ms));
    script.rig.pass(500);
    CHECK(late.code() == 9523);
    const auto second = script.rig.send(Rig::text("second"), durable());
    Outcome<void> out;
    script.rig.session->logout({}, out.completion());
    script.rig.run();
    CHECK(second.code() == 6014);
    script.log_in();
    CHECK(texts_of(script.sends()) == Texts{"late=1", "second=2"});
}

TEST_CASE("a durable message that is cancelled before its first write has failed and is never sent") {
    Script script;
    script.rig.be_online(bobs_log);
    script.cut();
    const auto one = script.rig.send(Rig::text("one"), durable(1));
    script.rig.send(Rig::text("two"), durable(2));
    script.rig.session->cancel(1);
    script.rig.run();
    CHECK(one.aborted());
    script.restart();
    script.log_in();
    CHECK(texts_of(script.sends()) == Texts{"two=1"});
    CHECK(script.rig.messages()[1].failure == 8021);
}

TEST_CASE("nothing is written before the store has it with its number") {
    Rig rig;
    rig.slow_down();
    rig.login();
    rig.work();
    rig.welcome(rig.accept());
    rig.work();
    rig.answer(rig.heard(), "\"body\":{\"heads\":[" + bobs_log + "]}");
    rig.work();
    rig.send(Rig::text("hi"));
    CHECK(rig.heard().empty());
    rig.work();
    const std::string open = rig.heard();
    if (open.find("\"op\":\"open\"") != std::string::npos) {
        rig.answer(open, "\"body\":{\"log\":\"77aa\",\"start\":1}");
        CHECK(rig.heard().empty());
        rig.work();
        CHECK(text_and_n(rig.heard()) == "hi=1");
    } else {
        CHECK(text_and_n(open) == "hi=1");
    }
}

TEST_CASE("a program that ends while it compares a hub with another history goes on waiting for that") {
    Script script;
    script.rig.be_online(bobs_log);
    script.rig.send(Rig::text("hi"));
    REQUIRE(script.sends().size() == 1);
    script.cut();
    script.rig.pass(1000);
    script.rig.welcome(script.rig.accept(), 0, "e2");
    script.restart();
    script.rig.login();
    script.rig.welcome(script.rig.accept(), 0, "e2");
    const std::string heads = script.rig.heard();
    CHECK(heads.find("\"op\":\"heads\"") != std::string::npos);
    CHECK(script.rig.heard().empty());
    script.rig.answer(heads, "\"body\":{\"heads\":[" + bobs_log + "]}");
    CHECK(texts_of(script.sends()) == Texts{"hi=1"});
}
