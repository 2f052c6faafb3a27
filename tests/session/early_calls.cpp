// Calls about messages that are made while the store is still being opened.

#include "tests/session/rig.hpp"
#include "tests/support/temporary_directory.hpp"

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

TEST_CASE("calls keep their order while the store is opened") {
    Rig rig;
    rig.slow_down();
    rig.login();
    MessageData message = Rig::text("hi");
    REQUIRE(rig.session->prepare(message).has_value());
    rig.send(message);
    Outcome<std::size_t> held;
    const auto count = [](store::Store& store) {
        return store.history(store::HistoryRead({ConvType::c2c, "bob"}, 100)).messages.size();
    };
    read_store<std::size_t>(*rig.session, {}, count, held.completion());
    Outcome<Page> page;
    rig.session->history({}, store::HistoryRead({ConvType::c2c, "bob"}, 100), page.completion());
    rig.work();
    CHECK(held.value() == 1);
    CHECK(page.value().messages.size() == 1);
}

TEST_CASE("a send that comes to its deadline, or is cancelled, before the store is open has failed") {
    Rig rig;
    rig.slow_down();
    rig.login();
    const bool cancels = GENERATE(false, true);
    const auto sent = rig.send(Rig::text("hi"), tim::session::test::call_with(3, 500ms));
    if (cancels) rig.session->cancel(3);
    rig.pass(500);
    rig.work();
    CHECK((cancels ? sent.aborted() : sent.code() == 9523));
    Outcome<std::vector<MessageData>> held;
    const auto read = [](store::Store& store) {
        return store.history(store::HistoryRead({ConvType::c2c, "bob"}, 100)).messages;
    };
    read_store<std::vector<MessageData>>(*rig.session, {}, read, held.completion());
    rig.work();
    REQUIRE(held.value().size() == 1);
    CHECK(held.value()[0].status == (cancels ? MsgStatus::cancel : MsgStatus::send_fail));
}

TEST_CASE("a durable send waits for later logins though its call or its session ends before the store is open") {
    const tim::test::TemporaryDirectory folder;
    SessionOptions options;
    options.store = store::StoreOptions(folder.file(u8"data"));
    Rig rig;
    SessionOptions slow = options;
    slow.database_executor = rig.disk.get_executor();
    rig.session->stop();
    rig.make(slow);
    rig.login();
    Call call = tim::session::test::call_with(0, 500ms);
    call.durable = true;
    const auto sent = rig.send(Rig::text("hi"), call);
    const bool by_deadline = GENERATE(false, true);
    if (by_deadline) rig.pass(500);
    Outcome<void> out;
    if (!by_deadline) rig.session->logout({}, out.completion());
    rig.work();
    CHECK(sent.code() == (by_deadline ? 9523 : 6014));
    rig.session->stop();
    rig.work();
    rig.make(options);
    rig.be_online("{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":0,\"log\":\"77aa\",\"start\":1}");
    std::string frames;
    for (std::string frame = rig.heard(); !frame.empty(); frame = rig.heard()) frames += frame;
    CHECK(frames.find("\"op\":\"send\"") != std::string::npos);
}

TEST_CASE("calls about a message that end before the store is open do nothing") {
    Rig rig;
    rig.slow_down();
    rig.login();
    MessageData message = Rig::text("hi");
    REQUIRE(rig.session->prepare(message).has_value());
    Outcome<MessageData> changed;
    rig.session->edit(tim::session::test::call_with(4, 500ms), message, changed.completion());
    Outcome<void> taken_back;
    rig.session->cancel_send({}, {ConvType::c2c, "bob"}, message.msg_id, taken_back.completion());
    rig.pass(500);
    CHECK(changed.code() == 9523);
    Outcome<void> out;
    rig.session->logout({}, out.completion());
    rig.run();
    CHECK(taken_back.code() == 6014);
}

TEST_CASE("a session that is stopped while its store is opened ends every call") {
    Rig rig;
    rig.slow_down();
    rig.login();
    const auto sent = rig.send(Rig::text("hi"));
    rig.session->stop();
    rig.run();
    CHECK(sent.aborted());
}

}  // namespace
