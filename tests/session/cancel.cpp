// Messages that are taken back by their id, before and after they were written.

#include "tests/session/rig.hpp"

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::session;
using tim::session::test::call_with;
using tim::session::test::Outcome;
using tim::session::test::Rig;

namespace {

const std::string bobs_log = "{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":0,\"log\":\"77aa\",\"start\":1}";

/// A session that knows bob's log.
struct Script {
    Rig rig;

    Script() { rig.be_online(bobs_log); }

    Outcome<void> cancel(const std::string& id, Call call = {}) {
        Outcome<void> outcome;
        rig.session->cancel_send(call, {ConvType::c2c, "bob"}, id, outcome.completion());
        rig.run();
        return outcome;
    }
    void reconnect() {
        rig.link().cut();
        rig.pass(1000);
        rig.welcome(rig.accept());
    }
    /// The next frame with that operation; others are passed over.
    std::string heard(const std::string& op) {
        for (std::string frame = rig.heard(); !frame.empty(); frame = rig.heard())
            if (frame.find("\"op\":\"" + op + "\"") != std::string::npos) return frame;
        return {};
    }
    void acknowledge(const std::string& frame) {
        rig.answer(frame, "\"body\":{\"log\":\"77aa\",\"pos\":1,\"seq\":1,\"time\":1700000005000,\"version\":1}");
    }
    std::string newest_id() { return rig.messages()[0].msg_id; }
    MsgStatus newest_status() { return rig.messages()[0].status; }
};

}  // namespace

TEST_CASE("a message that was not written is cancelled at once and never written") {
    Script script;
    script.rig.link().cut();
    script.rig.run();
    const auto sent = script.rig.send(Rig::text("one"));
    const auto cancelled = script.cancel(script.newest_id());
    CHECK(cancelled.code() == 0);
    CHECK(sent.code() == 8021);
    CHECK(script.newest_status() == MsgStatus::cancel);
    CHECK(script.rig.messages()[0].failure == 8021);
    script.rig.pass(1000);
    script.rig.welcome(script.rig.accept());
    CHECK(script.heard("send").empty());
}

TEST_CASE("a message whose answer is on its way is cancelled too late when it was taken") {
    Script script;
    const auto sent = script.rig.send(Rig::text("one"));
    const std::string frame = script.heard("send");
    const auto cancelled = script.cancel(script.newest_id());
    CHECK_FALSE(cancelled.done());
    script.acknowledge(frame);
    CHECK(cancelled.code() == 8020);
    CHECK(sent.code() == 0);
    CHECK(script.newest_status() == MsgStatus::send_succ);
    CHECK(script.heard("cancel").empty());
}

TEST_CASE("a message whose answer was lost is cancelled in its place, and the number is used up") {
    Script script;
    const auto sent = script.rig.send(Rig::text("one"));
    script.rig.send(Rig::text("two"));
    REQUIRE_FALSE(script.heard("send").empty());
    const std::string id = script.rig.messages()[1].msg_id;
    const auto cancelled = script.cancel(id);
    script.reconnect();
    const std::string frame = script.heard("cancel");
    CHECK(frame.find("{\"body\":{\"conv_id\":\"bob\",\"conv_type\":1,\"id\":\"" + id +
                     "\",\"log\":\"77aa\",\"n\":1}") == 0);
    const std::string next = script.heard("send");
    CHECK(next.find("\"n\":2}") != std::string::npos);
    script.rig.answer(frame, "\"code\":8021");
    CHECK(cancelled.code() == 0);
    CHECK(sent.code() == 8021);
    CHECK(script.rig.messages()[1].status == MsgStatus::cancel);
}

TEST_CASE("a message whose answer was lost and that the hub has is delivered, and the cancel came too late") {
    Script script;
    const auto sent = script.rig.send(Rig::text("one"));
    REQUIRE_FALSE(script.heard("send").empty());
    const auto cancelled = script.cancel(script.newest_id());
    script.reconnect();
    script.acknowledge(script.heard("cancel"));
    CHECK(cancelled.code() == 8020);
    CHECK(sent.code() == 0);
}

TEST_CASE("only a message that is on its way can be cancelled, by one call at a time") {
    Script script;
    CHECK(script.cancel("alice-1-1").code() == 8020);
    script.rig.send(Rig::text("one"));
    const std::string id = script.newest_id();
    const auto first = script.cancel(id);
    CHECK(script.cancel(id).code() == 6015);
    CHECK_FALSE(first.done());
    script.acknowledge(script.heard("send"));
    CHECK(script.cancel(id).code() == 8020);
}

TEST_CASE("a deadline or cancel ends the call that cancels, the message is still taken back") {
    Script script;
    script.rig.send(Rig::text("one"), call_with(1, 90'000ms));
    REQUIRE_FALSE(script.heard("send").empty());
    const std::string id = script.newest_id();
    const auto late = script.cancel(id, call_with(2, 500ms));
    script.rig.pass(500);
    CHECK(late.code() == 6012);
    const auto dropped = script.cancel(id, call_with(3));
    script.rig.session->cancel(3);
    script.rig.run();
    CHECK(dropped.aborted());
    script.reconnect();
    script.rig.answer(script.heard("cancel"), "\"code\":8021");
    CHECK(script.newest_status() == MsgStatus::cancel);
}

TEST_CASE("the end of the session ends a call that cancels") {
    Script script;
    script.rig.send(Rig::text("one"));
    REQUIRE_FALSE(script.heard("send").empty());
    const auto cancelled = script.cancel(script.newest_id());
    script.rig.say("{\"push\":\"kicked\"}\n");
    CHECK(cancelled.code() == 6208);
    CHECK(script.cancel("alice-1-1").code() == 6014);
}

TEST_CASE("a cancelled message can be sent again under its id") {
    Script script;
    script.rig.link().cut();
    script.rig.run();
    script.rig.send(Rig::text("one"));
    REQUIRE(script.cancel(script.newest_id()).code() == 0);
    const auto again = script.rig.send(script.rig.messages()[0]);
    script.rig.pass(1000);
    script.rig.welcome(script.rig.accept());
    script.acknowledge(script.heard("send"));
    CHECK(again.code() == 0);
}
