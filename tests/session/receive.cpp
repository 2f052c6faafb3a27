#include "tests/session/rig.hpp"
#include "tests/support/temporary_directory.hpp"

#include <algorithm>

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::session;
using tim::session::test::call_with;
using tim::session::test::Outcome;
using tim::session::test::Rig;

namespace {

const std::string bobs_log = "{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":0,\"log\":\"77aa\",\"start\":1}";

std::string entry(Position pos, const std::string& words) {
    const std::string number = std::to_string(pos);
    return "{\"pos\":" + number + ",\"kind\":\"message\",\"time\":1700000005000,\"seq\":" + number +
           ",\"from\":\"bob\",\"id\":\"bob-1700000000-" + number +
           "\",\"version\":1,\"body\":{\"message_elem_array\":[" + "{\"elem_type\":0,\"text_elem_content\":\"" + words +
           "\"}]}}";
}

std::string range(Position from, Position to, const std::string& entries, Position head = 0) {
    return "{\"log\":\"77aa\",\"from\":" + std::to_string(from) + ",\"to\":" + std::to_string(to) +
           ",\"head\":" + std::to_string(std::max(to, head)) + ",\"entries\":[" + entries + "]}";
}

std::string push(Position pos, const std::string& words, Position head = 0) {
    return "{\"push\":\"entries\",\"body\":" + range(pos, pos, entry(pos, words), head) + "}\n";
}

std::vector<std::string> words(const std::vector<Event>& events) {
    std::vector<std::string> list;
    for (const Event& event : events)
        if (const auto* arrived = std::get_if<MessageArrived>(&event))
            list.push_back(std::get<TextElem>(arrived->message.elements.at(0)).content);
    return list;
}

using Words = std::vector<std::string>;

Position number_after(const std::string& text, const std::string& mark) {
    return std::stoull(text.substr(text.find(mark) + mark.size()));
}

}  // namespace

TEST_CASE("a pushed message is stored, then handed out with what the hub says of it") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.events();
    rig.say(push(1, "hi"));
    REQUIRE(rig.messages().size() == 1);
    const auto events = rig.events();
    REQUIRE(words(events) == Words{"hi"});
    for (const Event& event : events) {
        const auto* arrived = std::get_if<MessageArrived>(&event);
        if (!arrived) continue;
        CHECK(arrived->message.sender == "bob");
        CHECK(arrived->message.conv_id == "bob");
        CHECK(arrived->message.conv_type == ConvType::c2c);
        CHECK(arrived->message.server_time == 1700000005);
        CHECK_FALSE(arrived->message.is_from_self);
    }
}

TEST_CASE("a receive that waits completes when something comes") {
    Rig rig;
    const auto early = rig.receive();
    CHECK_FALSE(early.done());
    rig.be_online(bobs_log);
    CHECK(early.code() == 0);
    rig.events();
    const auto waiting = rig.receive();
    CHECK_FALSE(waiting.done());
    rig.say(push(1, "hi"));
    CHECK(waiting.code() == 0);
}

TEST_CASE("one receive at a time") {
    Rig rig;
    rig.be_online();
    rig.events();
    const auto first = rig.receive();
    CHECK(rig.receive().code() == 6015);
    CHECK_FALSE(first.done());
}

TEST_CASE("a cancelled receive loses no event") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.events();
    const auto cancelled = rig.receive(call_with(3));
    rig.say("");
    rig.session->cancel(3);
    rig.run();
    CHECK(cancelled.aborted());
    rig.say(push(1, "hi"));
    CHECK(words(rig.events()) == Words{"hi"});
}

TEST_CASE("a receive waits for ever unless it was given a deadline") {
    Rig rig;
    const auto patient = rig.receive();
    rig.pass(1'000'000);
    CHECK_FALSE(patient.done());
    rig.be_online();
    rig.events();
    const auto hurried = rig.receive(call_with(1, 2000ms));
    rig.pass(2000);
    CHECK(hurried.code() == 6012);
}

TEST_CASE("messages above a hole are handed out only when the hole is filled, in the order of the log") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.say(push(1, "one") + push(3, "three"));
    CHECK(words(rig.events()) == Words{"one"});
    const std::string query = rig.heard();
    CHECK(query.find("{\"body\":{\"from\":2,\"log\":\"77aa\",\"to\":2}") == 0);
    rig.answer(query, "\"body\":" + range(2, 2, entry(2, "two"), 3));
    CHECK(words(rig.events()) == Words{"two", "three"});
}

TEST_CASE("a message that was not followed by another receive is handed out again after a restart") {
    tim::test::TemporaryDirectory folder;
    SessionOptions options;
    options.store = store::StoreOptions(folder.file(u8"data"));
    {
        Rig rig(options);
        rig.be_online(bobs_log);
        rig.say(push(1, "one") + push(2, "two"));
        Words got;
        while (got.size() < 2) {
            const auto event = rig.receive();
            REQUIRE(event.code() == 0);
            for (const std::string& one : words({event.value()})) got.push_back(one);
        }
        CHECK(got == Words{"one", "two"});
    }
    Rig rig(options);
    rig.login();
    CHECK(words(rig.events()) == Words{"two"});
}

TEST_CASE("what was shown before a logout is not shown again after it") {
    tim::test::TemporaryDirectory folder;
    SessionOptions options;
    options.store = store::StoreOptions(folder.file(u8"data"));
    Rig rig(options);
    rig.be_online(bobs_log);
    rig.say(push(1, "one") + push(2, "two") + push(3, "three"));
    CHECK(words(rig.events()) == Words{"one", "two", "three"});
    Outcome<void> out;
    rig.session->receive(call_with(5), [](Result<Event>) {});
    rig.session->logout({}, out.completion());
    rig.run();
    REQUIRE(out.code() == 0);
    rig.session->cancel(5);
    rig.login();
    CHECK(words(rig.events()).empty());
}

TEST_CASE("messages that a device missed arrive after its login as news") {
    Rig rig;
    rig.login();
    rig.come_online("{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":2,\"log\":\"77aa\",\"start\":1}");
    rig.answer(rig.heard(), "\"body\":" + range(1, 2, entry(1, "one") + "," + entry(2, "two")));
    CHECK(rig.session->state() == ConnectionState::online);
    CHECK(words(rig.events()) == Words{"one", "two"});
}

TEST_CASE("an ephemeral message is handed out and not stored") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.events();
    rig.say(
        "{\"push\":\"live\",\"body\":{\"conv_type\":1,\"conv_id\":\"alice\",\"from\":\"bob\",\"time\":1700000007000,"
        "\"id\":\"bob-1-2\",\"message\":{\"message_elem_array\":[{\"elem_type\":0,\"text_elem_content\":\"...\"}],"
        "\"message_sender\":\"mallory\",\"message_is_online_msg\":true}}}\n");
    const auto events = rig.events();
    REQUIRE(events.size() == 1);
    const MessageData& message = std::get<MessageArrived>(events[0]).message;
    CHECK(message.sender == "bob");
    CHECK(message.conv_id == "bob");
    CHECK(message.msg_id == "bob-1-2");
    CHECK(message.server_time == 1700000007);
    CHECK(message.is_online_msg);
    CHECK(rig.messages().empty());
}

TEST_CASE("an ephemeral message that cannot be read is passed over") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.events();
    rig.say("{\"push\":\"live\",\"body\":{\"conv_type\":1,\"from\":\"bob\",\"message\":[]}}\n");
    CHECK(rig.events().empty());
    CHECK(rig.session->state() == ConnectionState::online);
}

TEST_CASE("a conversation whose messages changed is told of") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.events();
    rig.say(push(1, "one") + push(2, "two"));
    const auto events = rig.events();
    const auto is_change = [](const Event& event) { return std::holds_alternative<ConversationsChanged>(event); };
    const auto changed = std::find_if(events.begin(), events.end(), is_change);
    REQUIRE(changed != events.end());
    CHECK(std::get<ConversationsChanged>(*changed).conversations ==
          std::vector<ConvKey>{ConvKey(ConvType::c2c, "bob")});
}

TEST_CASE("a conversation is told of when a message to it was queued, and when it failed") {
    Rig rig;
    rig.be_online();
    rig.events();
    rig.send(Rig::text("hi"), call_with(1));
    REQUIRE(rig.events().size() == 1);
    rig.session->cancel(1);
    rig.run();
    const auto events = rig.events();
    REQUIRE(events.size() == 1);
    CHECK(std::get<ConversationsChanged>(events[0]).conversations ==
          std::vector<ConvKey>{ConvKey(ConvType::c2c, "bob")});
}

TEST_CASE("messages are handed out however often conversations change") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.events();
    int messages = 0;
    for (Position pos = 1; pos <= 50; ++pos) {
        rig.say(push(pos, "hi"));
        const auto event = rig.receive();
        REQUIRE(event.done());
        messages += std::holds_alternative<MessageArrived>(event.value()) ? 1 : 0;
    }
    CHECK(messages == 25);
}

TEST_CASE("behind: all is compared again, and nothing that was left out is missed") {
    Rig rig;
    rig.be_online(bobs_log);
    rig.say("{\"push\":\"behind\",\"body\":{}}\n" + push(4, "four"));
    CHECK(rig.session->state() == ConnectionState::online);
    const std::string users = rig.heard();
    CHECK(users.find("{\"body\":{\"from\":1,\"log\":\"u1\"}") == 0);
    rig.answer(users, "\"body\":{\"log\":\"u1\",\"from\":1,\"to\":0}");
    rig.answer(rig.heard(),
               "\"body\":{\"heads\":[{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":4,\"log\":\"77aa\",\"start\":1}]}");
    const std::string query = rig.heard();
    CHECK(query.find("{\"body\":{\"from\":1,\"log\":\"77aa\",\"to\":3}") == 0);
    rig.answer(query, "\"body\":" + range(1, 3, entry(1, "one") + "," + entry(2, "two") + "," + entry(3, "three"), 4));
    CHECK(words(rig.events()) == Words{"one", "two", "three", "four"});
}

TEST_CASE("a change mark that differs twice in a row finds a push that was lost") {
    Rig rig;
    rig.be_online(bobs_log);
    for (int i = 0; i < 2; ++i) {
        rig.pass(15'000);
        rig.answer(rig.heard(), "\"body\":{\"mark\":1}");
    }
    CHECK(rig.heard().find("{\"body\":{\"from\":1,\"log\":\"u1\"}") == 0);
}

TEST_CASE("pushes that wait for a slow store are bounded, and what was left out is fetched") {
    Rig rig;
    rig.slow_down();
    const auto login = rig.login();
    rig.work();
    rig.welcome(rig.accept());
    rig.work();
    rig.answer(rig.heard(), "\"body\":{\"heads\":[" + bobs_log + "]}");
    rig.work();
    REQUIRE(login.code() == 0);
    const std::string long_words(10'000, 'x');
    constexpr Position pushes = 250;  // 2.5 MB
    for (Position pos = 1; pos <= pushes; ++pos) rig.say(push(pos, long_words));
    rig.work();
    Position fetched = 0;
    for (std::string query = rig.heard(); !query.empty(); query = rig.heard()) {
        REQUIRE(query.find("\"op\":\"sync\"") != std::string::npos);
        const Position from = number_after(query, "\"from\":");
        const Position to = number_after(query, "\"to\":");
        std::string entries;
        for (Position pos = from; pos <= to; ++pos) entries += (pos == from ? "" : ",") + entry(pos, "short");
        rig.answer(query, "\"body\":" + range(from, to, entries, pushes));
        fetched += to - from + 1;
        rig.work();
    }
    CHECK(fetched > 100);
    CHECK(fetched < 200);
    Outcome<std::vector<MessageData>> held;
    const auto read = [](store::Store& store) {
        return store.history(store::HistoryRead({ConvType::c2c, "bob"}, 1000)).messages;
    };
    read_store<std::vector<MessageData>>(*rig.session, {}, read, held.completion());
    rig.run();
    rig.work();
    CHECK(held.value().size() == pushes);
}
