// Operations of several steps, in between which the link goes or the hub's history turns out to be another one. The
// test is the hub.

#include "tests/session/rig.hpp"
#include "tim/client/detail/operations.hpp"
#include "tim/client/detail/store_operations.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace tim;
using tim::session::test::Outcome;
using tim::session::test::Rig;

namespace {

const ConvKey bob(ConvType::c2c, "bob");
const std::string bobs_log = "{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":0,\"log\":\"77aa\",\"start\":1}";

/// A reply or a push with bob's messages of the range.
std::string range(Position from, Position to, Position head) {
    std::string entries;
    for (Position pos = from; pos <= to; ++pos) {
        const std::string number = std::to_string(pos);
        entries += (entries.empty() ? "" : ",") + ("{\"pos\":" + number) +
                   ",\"kind\":\"message\",\"time\":1700000005000,\"seq\":" + number +
                   ",\"from\":\"bob\",\"id\":\"bob-1-" + number + "\",\"version\":1,\"body\":{}}";
    }
    return "\"body\":{\"log\":\"77aa\",\"from\":" + std::to_string(from) + ",\"to\":" + std::to_string(to) +
           ",\"head\":" + std::to_string(head) + ",\"entries\":[" + entries + "]}";
}

/// The log with bob, of which this device holds one message.
struct Script {
    Rig rig;

    Script() {
        rig.be_online(bobs_log);
        rig.say("{\"push\":\"entries\"," + range(1, 1, 1) + "}\n");
        REQUIRE(rig.messages().size() == 1);
    }
    void cut() {
        rig.link().cut();
        rig.run();
    }
    /// The hub's `hello` after a pause, answered.
    void reconnect(const std::string& epoch) {
        rig.pass(1000);
        rig.welcome(rig.accept(), 0, epoch);
    }
    /// The frames of that operation among those that the client wrote.
    std::vector<std::string> frames(const std::string& op) {
        std::vector<std::string> found;
        for (std::string frame = rig.heard(); !frame.empty(); frame = rig.heard())
            if (frame.find("\"op\":\"" + op + "\"") != std::string::npos) found.push_back(frame);
        return found;
    }
    Outcome<void> remove(const MessageData& message) {
        Outcome<void> outcome;
        std::vector<Message> list(1, Message({}, message));
        tim::detail::RemoveMessages removal{bob, std::move(list), RemoveScope::all_devices, false};
        removal(*rig.session, {}, outcome.completion());
        rig.run();
        return outcome;
    }
    Outcome<void> clear() {
        Outcome<void> outcome;
        tim::detail::ClearConversation clearing{bob, false};
        clearing(*rig.session, {}, outcome.completion());
        rig.run();
        return outcome;
    }
};

TEST_CASE("what was to be removed or cleared without a connection is so at the same hub") {
    Script script;
    script.cut();
    const bool clears = GENERATE(false, true);
    const auto outcome = clears ? script.clear() : script.remove(script.rig.messages()[0]);
    CHECK_FALSE(outcome.done());
    script.reconnect("e1");
    const auto frames = script.frames(clears ? "clear" : "remove");
    REQUIRE(frames.size() == 1);
    script.rig.answer(frames[0], clears ? "\"body\":{\"log\":\"77aa\",\"pos\":1}" : "");
    CHECK(outcome.code() == 0);
    CHECK(script.rig.messages().empty());
}

TEST_CASE("a hub with another history is told nothing of the old one's positions") {
    Script script;
    script.cut();
    const bool clears = GENERATE(false, true);
    const auto outcome = clears ? script.clear() : script.remove(script.rig.messages()[0]);
    script.reconnect("e2");
    CHECK(script.frames(clears ? "clear" : "remove").empty());
    CHECK(outcome.code() == 6015);
    CHECK(script.rig.messages().size() == 1);
}

TEST_CASE("positions that were looked up in an earlier history are not asked about") {
    Script script;
    session::Call call;
    call.hub_history = script.rig.session->hub_history();
    script.cut();
    script.reconnect("e2");
    Outcome<std::string> outcome;
    script.rig.session->request(call, "remove", "{}", outcome.completion());
    script.rig.run();
    CHECK(outcome.code() == 6015);
    CHECK(script.frames("remove").empty());
}

TEST_CASE("nothing is removed or cleared while the hub's history is fetched anew") {
    Script script;
    const MessageData message = script.rig.messages()[0];
    script.cut();
    script.reconnect("e2");
    CHECK(script.remove(message).code() == 6015);
    CHECK(script.clear().code() == 6015);
    CHECK(script.rig.messages().size() == 1);
}

TEST_CASE("nothing is removed or cleared when the link went before the hub said how long its logs are") {
    Script script;
    const MessageData message = script.rig.messages()[0];
    script.cut();
    script.rig.pass(1000);
    script.rig.welcome(script.rig.accept(), 1, "e2");
    const auto queries = script.frames("sync");
    REQUIRE(queries.size() == 1);
    script.rig.answer(queries[0],
                      "\"body\":{\"log\":\"u1\",\"from\":1,\"to\":1,\"head\":1,\"entries\":[{\"pos\":1,"
                      "\"kind\":\"conv\",\"time\":1700000005000,\"body\":{\"conv_type\":1,\"conv_id\":"
                      "\"bob\",\"log\":\"77aa\",\"start\":1}}]}");
    script.cut();
    CHECK(script.remove(message).code() == 6015);
    CHECK(script.clear().code() == 6015);
    CHECK(script.rig.messages().size() == 1);
}

TEST_CASE("a message that is being sent is not removed, and clearing leaves it") {
    Script script;
    script.cut();
    MessageData hi = Rig::text("hi");
    const auto sent = script.rig.send(hi);
    const auto held = script.rig.messages();
    REQUIRE(held.size() == 2);
    CHECK(script.remove(held[0]).code() == 6015);
    const auto cleared = script.clear();
    script.reconnect("e1");
    const auto frames = script.frames("clear");
    REQUIRE(frames.size() == 1);
    script.rig.answer(frames[0], "\"body\":{\"log\":\"77aa\",\"pos\":1}");
    CHECK(cleared.code() == 0);
    const auto left = script.rig.messages();
    REQUIRE(left.size() == 1);
    CHECK(left[0].status == MsgStatus::sending);
    CHECK_FALSE(sent.done());
}

TEST_CASE("a conversation that got another log while it was cleared keeps what it has") {
    Script script;
    const auto outcome = script.clear();
    const auto frames = script.frames("clear");
    REQUIRE(frames.size() == 1);
    script.rig.say(
        "{\"push\":\"entries\",\"body\":{\"log\":\"u1\",\"from\":1,\"to\":1,\"head\":1,\"entries\":[{\"pos\":1,"
        "\"kind\":\"conv\",\"time\":1700000005000,\"from\":\"@TIM#SYSTEM\",\"body\":{\"conv_type\":1,\"conv_id\":"
        "\"bob\",\"log\":\"88bb\",\"start\":1}}]}}\n");
    script.rig.answer(frames[0], "\"body\":{\"log\":\"77aa\",\"pos\":1}");
    CHECK(outcome.code() == 6015);
    CHECK(script.rig.messages().size() == 1);
}

/// Ids of the next page, as numbers.
struct Pages {
    Rig& rig;
    std::shared_ptr<tim::detail::PagesState> state = std::make_shared<tim::detail::PagesState>();

    Outcome<std::vector<Message>> next() {
        Outcome<std::vector<Message>> outcome;
        tim::detail::NextPage page{{}, bob, state};
        page(*rig.session, {}, outcome.completion());
        rig.run();
        return outcome;
    }
    static std::string ids(const Outcome<std::vector<Message>>& page) {
        REQUIRE(page.code() == 0);
        std::string ids;
        for (const Message& message : page.value()) ids += message.id().substr(6) + " ";
        return ids;
    }
};

TEST_CASE("history asks the hub only when it is to be complete") {
    Rig rig;
    const auto login = rig.login();
    rig.come_online("{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":9,\"log\":\"77aa\",\"start\":1}");
    rig.answer(rig.heard(), range(6, 9, 9));
    while (!rig.heard().empty()) continue;  // what is missing below, never answered
    Outcome<std::vector<Message>> local;
    tim::detail::ReadHistory{{}, bob, HistoryQuery()}(*rig.session, {}, local.completion());
    CHECK(rig.heard().empty());
    CHECK(Pages::ids(local) == "9 8 7 6 ");
    Outcome<std::vector<Message>> roaming;
    tim::detail::ReadHistory{{}, bob, HistoryQuery{}.roaming()}(*rig.session, {}, roaming.completion());
    CHECK(rig.heard().find("\"op\":\"sync\"") != std::string::npos);
    CHECK_FALSE(roaming.done());
}

TEST_CASE("pages that end early without a link go on when it is back") {
    const std::string head = "{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":9,\"log\":\"77aa\",\"start\":1}";
    Rig rig;
    const auto login = rig.login();
    rig.come_online(head);
    rig.answer(rig.heard(), range(6, 9, 9));
    rig.heard();  // what is missing below, never answered
    Pages pages{rig};
    pages.state->query.count(3).roaming();
    CHECK(Pages::ids(pages.next()) == "9 8 7 ");
    rig.link().cut();
    rig.run();
    CHECK(Pages::ids(pages.next()) == "6 ");
    rig.pass(1000);
    rig.come_online(head);
    rig.heard();
    const auto third = pages.next();
    CHECK_FALSE(third.done());
    std::string asked;
    for (std::string frame = rig.heard(); !frame.empty(); frame = rig.heard())
        if (frame.find("\"op\":\"sync\"") != std::string::npos) asked = frame;
    rig.answer(asked, range(1, 5, 9));
    CHECK(Pages::ids(third) == "5 4 3 ");
    CHECK(Pages::ids(pages.next()) == "2 1 ");
    CHECK(pages.state->ended);
}

}  // namespace
