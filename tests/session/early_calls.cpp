// Calls about messages that are made while the store is still being opened.

#include "tests/session/rig.hpp"

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::session;
using tim::session::test::Outcome;
using tim::session::test::Rig;

namespace {

TEST_CASE("what is sent, changed and taken back while the store is opened happens in that order") {
    Rig rig;
    rig.slow_down();
    const auto in = rig.login();
    MessageData first = Rig::text("first"), second = Rig::text("second");
    REQUIRE(rig.session->prepare(first).has_value());
    REQUIRE(rig.session->prepare(second).has_value());
    const auto sent = rig.send(first);
    const auto other = rig.send(second);
    second.elements = Rig::text("changed").elements;
    Outcome<MessageData> changed;
    rig.session->edit({}, second, changed.completion());
    Outcome<void> taken_back;
    rig.session->cancel_send({}, {ConvType::c2c, "bob"}, first.msg_id, taken_back.completion());
    rig.work();
    CHECK(sent.code() == 8021);
    CHECK(taken_back.code() == 0);
    CHECK(changed.code() == 0);
    CHECK_FALSE(other.done());
}

TEST_CASE("a send that is cancelled, or comes to its deadline, before the store is open is no message") {
    Rig rig;
    rig.slow_down();
    rig.login();
    const auto cancelled = rig.send(Rig::text("one"), tim::session::test::call_with(3));
    const auto late = rig.send(Rig::text("two"), tim::session::test::call_with(4, 500ms));
    rig.session->cancel(3);
    rig.pass(500);
    CHECK(cancelled.aborted());
    CHECK(late.code() == 9523);
    rig.work();
    Outcome<std::vector<MessageData>> held;
    const auto read = [](store::Store& store) {
        return store.history(store::HistoryRead({ConvType::c2c, "bob"}, 100)).messages;
    };
    read_store<std::vector<MessageData>>(*rig.session, {}, read, held.completion());
    rig.work();
    CHECK(held.value().empty());
}

TEST_CASE("a send before the store is open ends with the session") {
    Rig rig;
    rig.slow_down();
    rig.login();
    const auto sent = rig.send(Rig::text("hi"));
    Outcome<void> out;
    rig.session->logout({}, out.completion());
    rig.run();
    CHECK(sent.code() == 6014);
}

}  // namespace
