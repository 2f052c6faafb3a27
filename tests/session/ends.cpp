#include "tests/session/rig.hpp"

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::session;
using tim::session::test::call_with;
using tim::session::test::Outcome;
using tim::session::test::Rig;

namespace {

const std::string bobs_log = "{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":0,\"log\":\"77aa\",\"start\":1}";

Outcome<void> logout(Rig& rig, Call call = {}) {
    Outcome<void> outcome;
    rig.session->logout(call, outcome.completion());
    return outcome;
}

Outcome<void> close(Rig& rig) {
    Outcome<void> outcome;
    rig.session->close(outcome.completion());
    return outcome;
}

}  // namespace

TEST_CASE("a request completes with the reply's body, or with the hub's refusal") {
    Rig rig;
    rig.be_online();
    const auto answered = rig.request();
    rig.answer(rig.heard(), "\"body\":[{\"group_base_info_group_id\":\"team\"}]");
    CHECK(answered.value() == "[{\"group_base_info_group_id\":\"team\"}]");
    const auto refused = rig.request();
    rig.answer(rig.heard(), "\"code\":10010,\"text\":\"no group\"");
    CHECK(refused.code() == 10010);
}

TEST_CASE("a request that is not answered in time ends alone; its late answer is nobody's") {
    Rig rig;
    rig.be_online();
    const auto slow = rig.request(call_with(1, 2000ms));
    const std::string frame = rig.heard();
    const auto other = rig.request(call_with(2, 9000ms));
    rig.pass(2000);
    CHECK(slow.code() == 6012);
    rig.answer(frame, "");
    rig.answer(rig.heard(), "");
    CHECK(other.code() == 0);
    CHECK(rig.hub->links.size() == 1);
}

TEST_CASE("a cancelled request ends alone, whether it was written or not") {
    Rig rig;
    rig.be_online();
    const auto written = rig.request(call_with(1));
    rig.heard();
    rig.link().cut();
    rig.run();
    CHECK(written.code() == 9508);
    const auto waiting = rig.request(call_with(2));
    rig.session->cancel(2);
    rig.run();
    CHECK(waiting.aborted());
    rig.pass(1000);
    rig.welcome(rig.accept());
    rig.heard();
    CHECK(rig.heard().empty());
}

TEST_CASE("a request made without a connection waits for the next one until its deadline") {
    Rig rig;
    rig.be_online();
    rig.link().cut();
    rig.run();
    const auto patient = rig.request(call_with(1, 60'000ms));
    const auto hurried = rig.request(call_with(2, 100ms));
    rig.pass(100);
    CHECK(hurried.code() == 9523);
    rig.pass(1000);
    rig.welcome(rig.accept());
    const std::string frame = rig.heard();
    CHECK(frame.find("group.mine") != std::string::npos);
    rig.answer(frame, "");
    CHECK(patient.code() == 0);
}

TEST_CASE("a step of a longer operation ends when that has to, whatever time it would have alone") {
    Rig rig;
    rig.be_online();
    Call step = call_with(1, 60'000ms);
    step.until = rig.session->deadline_of(call_with(0, 100ms));
    rig.pass(60);
    const auto late = rig.request(step);
    rig.pass(39);
    CHECK_FALSE(late.done());
    rig.pass(1);
    CHECK(late.code() == 6012);
}

TEST_CASE("a request that is too large for a packet is refused") {
    Rig rig;
    rig.be_online();
    Outcome<std::string> outcome;
    rig.session->request({}, "group.create", std::string(1024 * 1024, ' '), outcome.completion());
    rig.run();
    CHECK(outcome.code() == 9522);
}

TEST_CASE("nobody can ask or read without a login") {
    Rig rig;
    CHECK(rig.request().code() == 6014);
    Outcome<void> read;
    rig.session->use_store(
        {}, [](store::Store&) { return store::Applied(); }, read.completion());
    rig.run();
    CHECK(read.code() == 6014);
    const auto out = logout(rig);
    rig.run();
    CHECK(out.code() == 6014);
}

TEST_CASE("a logout says bye, ends the link, ends what waits and leaves nobody logged in") {
    Rig rig;
    rig.be_online();
    const auto request = rig.request();
    rig.heard();
    const auto out = logout(rig);
    rig.run();
    CHECK(out.code() == 0);
    CHECK(request.code() == 6014);
    const std::string bye = rig.heard();
    CHECK(bye == "{\"id\":" + Rig::id_of(bye) + ",\"op\":\"bye\"}");
    CHECK(rig.link().ended());
    CHECK(rig.session->state() == ConnectionState::offline);
    CHECK(rig.session->user().empty());
    rig.pass(100'000);
    CHECK(rig.hub->links.size() == 1);
}

TEST_CASE("while a logout runs neither a login nor another logout begins") {
    Rig rig;
    rig.be_online();
    const auto out = logout(rig);
    const auto again = logout(rig);
    Outcome<void> login;
    rig.session->login({}, "alice", Secret("s"), login.completion());
    rig.run();
    CHECK(out.code() == 0);
    CHECK(again.code() == 7502);
    CHECK(login.code() == 7502);
}

TEST_CASE("a message that turns out to be ephemeral as the session ends, ends with it") {
    Rig rig;
    rig.be_online();
    MessageData message = Rig::text("hi", "room");
    message.conv_type = ConvType::group;
    const auto sent = rig.send(message);
    const std::string open = rig.heard();
    rig.say("{\"re\":" + Rig::id_of(open) + ",\"body\":{}}\n{\"push\":\"kicked\"}\n");
    CHECK(sent.code() == 6208);
    rig.login("carol");
    rig.welcome(rig.accept());
    for (std::string frame = rig.heard(); !frame.empty(); frame = rig.heard())
        CHECK(frame.find("\"op\":\"send\"") == std::string::npos);
}

TEST_CASE("after a logout the same or another user logs in") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.send(Rig::text("hi"));
    rig.answer(rig.heard(), "\"body\":{\"log\":\"77aa\",\"pos\":1,\"seq\":1,\"time\":1700000005000,\"version\":1}");
    CHECK(rig.messages().size() == 1);
    logout(rig);
    rig.run();
    const auto login = rig.login("carol");
    CHECK(rig.accept().find("\"user\":\"carol\"") != std::string::npos);
    CHECK(rig.session->user() == "carol");
    CHECK(rig.messages().empty());
}

TEST_CASE("a logout without a connection is done at once") {
    Rig rig;
    rig.be_online();
    rig.link().cut();
    rig.run();
    const auto out = logout(rig);
    rig.run();
    CHECK(out.code() == 0);
    rig.pass(100'000);
    CHECK(rig.hub->links.size() == 1);
}

TEST_CASE("local rows can be read after a login failed") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.send(Rig::text("hi"));
    rig.say("{\"push\":\"expired\"}\n");
    const auto login = rig.login();
    rig.answer(rig.accept(), "\"code\":70001");
    CHECK(login.code() == 70001);
    CHECK(rig.messages().size() == 1);
}

TEST_CASE("close logs out, ends a waiting receive, and nothing begins afterwards") {
    Rig rig;
    rig.be_online();
    rig.events();
    const auto waiting = rig.receive();
    const auto closed = close(rig);
    const auto again = close(rig);
    rig.run();
    CHECK(waiting.aborted());
    CHECK(closed.code() == 0);
    CHECK(again.code() == 0);
    CHECK(rig.heard().find("bye") != std::string::npos);
    CHECK(rig.login().aborted());
    CHECK(rig.send(Rig::text("hi")).aborted());
    CHECK(rig.request().aborted());
    CHECK(rig.receive().aborted());
    const auto out = logout(rig);
    const auto last = close(rig);
    rig.run();
    CHECK(out.aborted());
    CHECK(last.code() == 0);
}

TEST_CASE("close without a login, and during one, is done too") {
    const bool logging_in = GENERATE(false, true);
    Rig rig;
    Outcome<void> login;
    if (logging_in) login = rig.login();
    const auto closed = close(rig);
    rig.run();
    CHECK(closed.code() == 0);
    CHECK(login.aborted() == logging_in);
}

TEST_CASE("close waits for the last local commit") {
    Rig rig;
    rig.slow_down();
    rig.login();
    const auto closed = close(rig);
    rig.run();
    CHECK_FALSE(closed.done());
    rig.work();
    CHECK(closed.code() == 0);
}

TEST_CASE("calls from inside completions work") {
    Rig rig;
    rig.be_online();
    Outcome<std::string> inner;
    Outcome<void> closed;
    Session& session = *rig.session;
    session.request({}, "group.mine", "", [&](Result<std::string>) {
        session.request({}, "group.mine", "", inner.completion());
        session.close(closed.completion());
    });
    rig.answer(rig.heard(), "");
    CHECK(inner.aborted());
    CHECK(closed.code() == 0);
}

TEST_CASE("stop ends everything at once, at any moment of a session's life") {
    const int moment = GENERATE(range(0, 9));
    Rig rig;
    Outcome<void> login;
    Outcome<Event> receive;
    Outcome<MessageData> send;
    Outcome<std::string> request;
    Outcome<void> out;
    std::string hello;
    if (moment > 0) rig.session->login({}, "alice", Secret("s"), login.completion());
    if (moment > 1) rig.run();
    if (moment > 2) hello = rig.accept();
    if (moment > 3)
        rig.answer(hello, "\"body\":{\"epoch\":\"e\",\"heartbeat\":30000,\"user_log\":\"u1\",\"version\":1}");
    if (moment > 4) rig.answer(rig.heard(), "\"body\":{\"heads\":[" + bobs_log + "]}");
    if (moment > 5) rig.session->receive({}, receive.completion());
    if (moment > 6) rig.session->send({}, Rig::text("hi"), send.completion());
    if (moment > 7) {
        rig.run();
        rig.request();
        rig.session->request({}, "group.mine", "", request.completion());
        rig.session->logout({}, out.completion());
    }
    rig.session->stop();
    rig.session->stop();
    rig.run();
    CHECK(rig.session->state() == ConnectionState::offline);
    if (moment > 0) CHECK(login.done());
    if (moment > 5) CHECK(receive.done());
    if (moment > 6) CHECK(send.done());
    if (moment > 7) {
        CHECK(request.done());
        CHECK(out.aborted());
    }
    for (const auto& link : rig.hub->links) CHECK(link->ended());
    const auto kept = std::exchange(rig.session, Session::make(rig.context.get_executor(), SessionOptions()));
    rig.pass(100'000);
    CHECK(kept.use_count() == 1);
}

TEST_CASE("the longest deadline there is lies ahead") {
    Rig rig;
    rig.be_online();
    rig.link().cut();
    rig.run();
    const auto request = rig.request(call_with(1, std::chrono::milliseconds::max()));
    rig.pass(1'000'000);
    CHECK_FALSE(request.done());
}

TEST_CASE("what a hub says cannot pass for lines of the log") {
    Rig rig;
    rig.login();
    rig.answer(rig.accept(), "\"code\":70003,\"text\":\"forged\\nerror: all is lost\"");
    CHECK(rig.log.find("forged error: all is lost") != std::string::npos);
}

TEST_CASE("a session that is let go without stop ends its connection") {
    Rig rig;
    rig.be_online();
    const std::weak_ptr<Session> gone = rig.session;
    rig.session = Session::make(rig.context.get_executor(), SessionOptions());
    rig.run();
    CHECK(gone.expired());
    CHECK(rig.link().ended());
}
