#include "tests/hub/storage_rig.hpp"

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

const Caller alice = caller("alice", "phone", 7);
const Caller bob = caller("bob", "desk", 8);

/// Alice and bob, who have a log but have not written yet.
struct Pair {
    Pair() {
        rig.login({alice, bob});
        log = rig.open_pair(alice, "bob");
    }

    Finished send(const Caller& who, std::uint64_t n, const std::string& id, const std::string& text = "hi") {
        return rig.ask("send", who, text_to(who.user == "alice" ? "bob" : "alice", log, n, id, text));
    }

    StorageRig rig;
    std::string log;
};

TEST_CASE("the first message between two users tells both of the conversation, then of the message", "[hub]") {
    Pair pair;
    const std::string log = pair.log;
    const Finished sent = pair.send(alice, 1, "alice-1-1");
    CHECK(sent.answer.body == R"({"log":")" + log + R"(","pos":1,"seq":1,"time":1700000000000,"version":1})");
    REQUIRE(sent.events.size() == 5);
    CHECK(sent.events[0].kind == Event::Kind::append);
    CHECK(sent.events[1].kind == Event::Kind::subscribe);
    CHECK(sent.events[1].user == "alice");
    CHECK(sent.events[1].log == log);
    CHECK(sent.events[1].session == 0);
    CHECK(sent.events[2].kind == Event::Kind::append);
    CHECK(sent.events[3].user == "bob");
    CHECK(*sent.events[4].frame ==
          R"({"body":{"entries":[{"body":{"message_elem_array":[{"elem_type":0,"text_elem_content":"hi"}],)"
          R"("message_msg_id":"alice-1-1"},"from":"alice","id":"alice-1-1","kind":"message","pos":1,"seq":1,)"
          R"("time":1700000000000,"version":1}],"from":1,"head":1,"log":")" +
              log +
              R"(","to":1},"push":"entries"})"
              "\n");
    CHECK(sent.events[4].except == 7);
    CHECK_FALSE(sent.events[4].audience);
    CHECK(sent.events[0].frame->find(R"("body":{"conv_id":"bob","conv_type":1,"log":")" + log + R"(","start":1})") !=
          std::string::npos);
    CHECK(sent.events[2].frame->find(R"("body":{"conv_id":"alice","conv_type":1,"log":")" + log + R"(","start":1})") !=
          std::string::npos);
    CHECK(sent.events[0].except == 0);
    CHECK(pair.send(bob, 1, "bob-1-1").events.size() == 1);
}

TEST_CASE("a message to oneself has one log and one conversation", "[hub]") {
    StorageRig rig;
    rig.login({alice});
    const std::string log = rig.open_pair(alice, "alice");
    const Finished sent = rig.done("send", alice, text_to("alice", log, 1, "alice-1-1"));
    CHECK(sent.events.size() == 3);
    CHECK(body_of<wire::Heads>(rig.done("heads", alice)).heads.size() == 1);
    CHECK(rig.open_pair(alice, "alice") == log);
}

TEST_CASE("positions and numbers have no gaps when senders and failing operations mingle", "[hub]") {
    Pair pair;
    LogRow row;
    pair.rig.work([&](Tx& tx) { row = find_log(tx, pair.log).value(); });
    for (std::uint64_t n = 1; n <= 5; ++n) {
        pair.rig.submit("send", alice, text_to("bob", pair.log, n, "alice-1-" + std::to_string(n)));
        pair.rig.submit([&](Tx& tx, const Caller&) {
            LogRow copy = row;
            append(tx, copy, NewEntry{"message", "eve", "eve-1-1", "{}", {}, true, 0, {}});
            return Answer::refused({Errc::sdk_internal_error, "undone"});
        });
        pair.rig.submit([&](Tx& tx, const Caller&) -> Answer {
            LogRow copy = row;
            append(tx, copy, NewEntry{"message", "eve", "eve-1-1", "{}", {}, true, 0, {}});
            db::throw_error(db::Problem::statement, "broken");
        });
        pair.rig.submit("send", bob, text_to("alice", pair.log, n, "bob-1-" + std::to_string(n)));
    }
    const auto finished = pair.rig.run();
    REQUIRE(finished.size() == 20);
    Position next = 1;
    for (const Finished& item : finished) {
        if (code_of(item) != 0) {
            CHECK(item.events.empty());
            continue;
        }
        const auto sent = body_of<wire::Sent>(item);
        CHECK(sent.pos == next);
        CHECK(sent.seq == next++);
    }
    CHECK(next == 11);
    CHECK(pair.rig.select<int>("SELECT count(*) FROM entries WHERE author IN ('alice', 'bob')") == 10);
}

TEST_CASE(
    "a message that stands in the log under another number is refused, and its own device is told where it stands",
    "[hub]") {
    Pair pair;
    const Caller desk = caller("alice", "desk", 9);
    pair.rig.login({desk});
    const Finished first = pair.send(alice, 1, "alice-1-1");
    const Finished again = pair.send(alice, 2, "alice-1-1");
    CHECK(code_of(again) == 20001);
    CHECK(again.answer.body == first.answer.body);
    CHECK(again.events.empty());
    const Finished repeated = pair.send(alice, 2, "alice-1-1");
    CHECK(code_of(repeated) == 20001);
    CHECK(repeated.answer.body == first.answer.body);
    CHECK(pair.send(alice, 3, "alice-1-1", "other words").answer.body.empty());
    CHECK(pair.send(desk, 1, "alice-1-1").answer.body.empty());
}

TEST_CASE("a repeat gets the first answer and appends nothing", "[hub]") {
    Pair pair;
    const Finished first = pair.send(alice, 1, "alice-1-1");
    pair.send(bob, 1, "bob-1-1");
    pair.rig.clock.unix += 5000;
    const Finished again = pair.send(alice, 1, "alice-1-1");
    CHECK(again.answer.body == first.answer.body);
    CHECK(again.events.empty());
    CHECK(body_of<wire::Sent>(pair.send(alice, 2, "alice-1-2")).pos == 3);
}

TEST_CASE("a repeat in the same batch gets the first answer", "[hub]") {
    Pair pair;
    pair.rig.submit("send", alice, text_to("bob", pair.log, 1, "alice-1-1"));
    pair.rig.submit("send", alice, text_to("bob", pair.log, 1, "alice-1-1"));
    const auto finished = pair.rig.run();
    CHECK(finished[0].answer.body == finished[1].answer.body);
    CHECK(pair.rig.select<int>("SELECT count(*) FROM entries WHERE kind = 'message'") == 1);
}

TEST_CASE("devices of one user count their sends apart", "[hub]") {
    Pair pair;
    const Caller desk = caller("alice", "desk", 9);
    pair.send(alice, 1, "alice-1-1");
    CHECK(body_of<wire::Sent>(pair.send(desk, 1, "alice-1-2")).pos == 2);
}

TEST_CASE("a gap is refused for now, and tells where to go on", "[hub]") {
    Pair pair;
    pair.send(alice, 1, "alice-1-1");
    const Finished gap = pair.send(alice, 3, "alice-1-3");
    CHECK(code_of(gap) == 20004);
    CHECK(gap.answer.retry);
    CHECK(gap.answer.body == R"({"n":1})");
    CHECK(code_of(pair.send(alice, 2, "alice-1-2")) == 0);
    CHECK(code_of(pair.send(alice, 3, "alice-1-3")) == 0);
}

TEST_CASE("a final refusal uses its n up, and a repeat gets it again", "[hub]") {
    Pair pair;
    const std::string large(13000, 'x');
    const Finished refused = pair.send(alice, 1, "alice-1-1", large);
    CHECK(code_of(refused) == 80002);
    CHECK_FALSE(refused.answer.retry);
    CHECK(refused.events.empty());
    const Finished again = pair.send(alice, 1, "alice-1-1");
    CHECK(code_of(again) == 80002);
    CHECK(again.answer.failure.text == refused.answer.failure.text);
    CHECK(body_of<wire::Sent>(pair.send(alice, 2, "alice-1-2")).pos == 1);
    CHECK(code_of(pair.send(alice, 1, "alice-1-9")) == 20001);
}

TEST_CASE("a passing refusal leaves its n unused", "[hub]") {
    Pair pair;
    pair.rig.work([](Tx& tx) {
        tx.db.script("CREATE TRIGGER broken BEFORE INSERT ON entries BEGIN SELECT raise(FAIL, 'no'); END");
    });
    const Finished failed = pair.send(alice, 1, "alice-1-1");
    CHECK(code_of(failed) == 20005);
    CHECK(failed.answer.retry);
    pair.rig.work([](Tx& tx) { tx.db.script("DROP TRIGGER broken"); });
    CHECK(body_of<wire::Sent>(pair.send(alice, 1, "alice-1-1")).pos == 1);
}

TEST_CASE("the same n under another id is refused and changes nothing", "[hub]") {
    Pair pair;
    pair.send(alice, 1, "alice-1-1");
    CHECK(code_of(pair.send(alice, 1, "alice-1-2")) == 20001);
    CHECK(body_of<wire::Sent>(pair.send(alice, 2, "alice-1-2")).pos == 2);
}

TEST_CASE("the same n and id with other content is refused and changes nothing", "[hub]") {
    Pair pair;
    pair.send(alice, 1, "alice-1-1", "hi");
    CHECK(code_of(pair.send(alice, 1, "alice-1-1", "ho")) == 20001);
    CHECK(body_of<wire::Sent>(pair.send(alice, 1, "alice-1-1", "hi")).pos == 1);
}

TEST_CASE("an id that the log has already is refused for ever under a new n", "[hub]") {
    Pair pair;
    pair.send(alice, 1, "alice-1-1");
    CHECK(code_of(pair.send(alice, 2, "alice-1-1")) == 20001);
    CHECK(code_of(pair.send(caller("alice", "desk"), 1, "alice-1-1")) == 20001);
    CHECK(body_of<wire::Sent>(pair.send(alice, 3, "alice-1-3")).pos == 2);
}

TEST_CASE("an id that another user has taken is free for a user whose id it begins with, too", "[hub]") {
    Pair pair;
    const Caller smith = caller("alice-smith", "tablet", 9);
    pair.rig.login({smith});
    const std::string log = pair.rig.open_pair(alice, "alice-smith");
    const std::string id = "alice-smith-1-1";
    pair.rig.done("send", alice, text_to("alice-smith", log, 1, id));
    const Finished sent = pair.rig.done("send", smith, text_to("alice", log, 1, id));
    CHECK(body_of<wire::Sent>(sent).pos == 2);
    CHECK(pair.rig.done("send", smith, text_to("alice", log, 1, id)).answer.body == sent.answer.body);
    CHECK(code_of(pair.rig.ask("send", smith, text_to("alice", log, 2, id))) == 20001);
}

TEST_CASE("ids begin with their sender", "[hub]") {
    Pair pair;
    std::uint64_t n = 0;
    for (const std::string id : {"bob-1-1", "alice", "alice-", "alice1-1-1", ""})
        CHECK(code_of(pair.send(alice, ++n, id)) == 20001);
    CHECK(code_of(pair.send(alice, ++n, "alice-" + std::string(123, '1'))) == 20001);
    CHECK(code_of(pair.send(alice, ++n, "alice-" + std::string(122, '1'))) == 0);
}

TEST_CASE("a repeat of a message that stands in the log gets its answer however old it is", "[hub]") {
    Pair pair;
    const Finished first = pair.send(alice, 1, "alice-1-1");
    for (std::uint64_t n = 2; n <= 1002; ++n)
        pair.rig.submit("send", alice, text_to("bob", pair.log, n, n == 2 ? "odd" : "alice-1-" + std::to_string(n)));
    pair.rig.run();
    const Finished again = pair.send(alice, 1, "alice-1-1");
    CHECK(again.answer.body == first.answer.body);
    CHECK(again.events.empty());
    CHECK(code_of(pair.send(alice, 1, "alice-1-9")) == 20001);
    CHECK(code_of(pair.send(alice, 1, "alice-1-1", "other words")) == 20001);
    CHECK(code_of(pair.send(alice, 2, "odd")) == 20001);
    CHECK(body_of<wire::Sent>(pair.send(alice, 3, "alice-1-3")).pos == 2);
}

TEST_CASE("of the refusals the last thousand are kept", "[hub]") {
    Pair pair;
    for (std::uint64_t n = 1; n <= 1200; ++n)
        pair.rig.submit("send", alice, text_to("bob", pair.log, n, "odd-" + std::to_string(n)));
    pair.rig.run();
    CHECK(pair.rig.select<int>("SELECT count(*) FROM refusals") == 1000);
    CHECK(code_of(pair.send(alice, 200, "odd-200")) == 10024);
    CHECK(code_of(pair.send(alice, 201, "odd-201")) == 20001);
    CHECK(code_of(pair.send(alice, 1201, "alice-1-1201")) == 0);
}

TEST_CASE("a send to a log that is not the conversation's is refused without using an n", "[hub]") {
    Pair pair;
    const Caller eve = caller("eve");
    pair.rig.login({eve});
    CHECK(code_of(pair.rig.ask("send", eve, text_to("bob", pair.log, 1, "eve-1-1"))) == 6004);
    CHECK(code_of(pair.rig.ask("send", alice, text_to("carol", pair.log, 1, "alice-1-1"))) == 6004);
    CHECK(code_of(pair.rig.ask("send", alice, text_to("bob", "nowhere", 1, "alice-1-1"))) == 6004);
    CHECK(code_of(pair.rig.ask("send", alice, text_to("bob", "", 1, "alice-1-1"))) == 6004);
    CHECK(code_of(pair.send(alice, 0, "alice-1-1")) == 6017);
    CHECK(code_of(pair.send(alice, 1, "alice-1-1")) == 0);
}

TEST_CASE("an unreadable message is refused for ever, an unreadable request uses no n", "[hub]") {
    Pair pair;
    const std::string head = R"({"conv_id":"bob","conv_type":1,"log":")" + pair.log + R"(","message":)";
    CHECK(code_of(pair.rig.ask("send", alice, head + R"({"message_msg_id":5},"n":1})")) == 6027);
    CHECK(code_of(pair.rig.ask("send", alice, head + R"({"message_msg_id":5},"n":1})")) == 6027);
    CHECK(code_of(pair.rig.ask("send", alice, head + R"({},"n":"2"})")) == 6027);
    CHECK(code_of(pair.rig.ask("send", alice, "[]")) == 6027);
    CHECK(code_of(pair.send(alice, 2, "alice-1-2")) == 0);
}

TEST_CASE("rules for elements and addressees hold for stored messages", "[hub]") {
    Pair pair;
    const std::string head =
        R"({"conv_id":"bob","conv_type":1,"log":")" + pair.log + R"(","message":{"message_msg_id":"alice-1-1",)";
    CHECK(code_of(pair.rig.ask("send", alice, head + R"("message_elem_array":[]},"n":1})")) == 6016);
    const std::string text = R"("message_elem_array":[{"elem_type":0,"text_elem_content":"hi"}])";
    CHECK(code_of(pair.rig.ask("send", alice, head + text + R"(,"message_group_at_user_array":["bob"]},"n":2})")) ==
          6017);
    CHECK(code_of(pair.rig.ask("send", alice, head + text + R"(,"message_is_online_msg":true},"n":3})")) == 6017);
}

TEST_CASE("a body is kept as its author wrote it, unknown keys and order included", "[hub]") {
    Pair pair;
    const std::string message = R"({ "message_msg_id":"alice-1-1", "zebra":[1, 2], "message_sender":"x",)"
                                R"( "message_elem_array":[{"text_elem_content":"\u4f60","elem_type":0}]})";
    pair.rig.done("send", alice,
                  R"({"conv_id":"bob","conv_type":1,"log":")" + pair.log + R"(","message":)" + message + R"(,"n":1})");
    CHECK(pair.rig.select<std::string>("SELECT body FROM entries WHERE kind = 'message'") == message);
}

TEST_CASE("a message whose text is within bounds but whose JSON does not fit into a page is too large", "[hub]") {
    Pair pair;
    const std::string padding(300 * 1024, ' ');
    const std::string body = R"({"conv_id":"bob","conv_type":1,"log":")" + pair.log +
                             R"(","message":{"message_elem_array":[{"elem_type":0,"text_elem_content":"hi"}],)" +
                             padding + R"("message_msg_id":"alice-1-1"},"n":1})";
    CHECK(code_of(pair.rig.ask("send", alice, body)) == 80002);
}

TEST_CASE("server time never decreases in a log, also when the clock goes back", "[hub]") {
    Pair pair;
    const auto first = body_of<wire::Sent>(pair.send(alice, 1, "alice-1-1"));
    pair.rig.clock.unix -= 60000;
    const auto second = body_of<wire::Sent>(pair.send(alice, 2, "alice-1-2"));
    CHECK(second.time == first.time);
    pair.rig.clock.unix += 60001;
    CHECK(body_of<wire::Sent>(pair.send(alice, 3, "alice-1-3")).time == first.time + 1);
}

const std::string typing = R"(","message":{"message_elem_array":[{"elem_type":3,"custom_elem_data":"typing"}],)"
                           R"("message_is_online_msg":true,"message_msg_id":"alice-1-1"}})";

TEST_CASE("an online-only message goes to the sessions of both users and leaves no trace", "[hub]") {
    Pair pair;
    const Finished sent = pair.rig.ask("send", alice, R"({"conv_type":1,"conv_id":"bob)" + typing);
    CHECK(sent.answer.body == R"({"time":1700000000000})");
    REQUIRE(sent.events.size() == 2);
    CHECK(*sent.events[0].frame ==
          R"({"body":{"conv_id":"bob","conv_type":1,"from":"alice","id":"alice-1-1","message":{"message_elem_array":)"
          R"([{"elem_type":3,"custom_elem_data":"typing"}],"message_is_online_msg":true,"message_msg_id":"alice-1-1"},)"
          R"("time":1700000000000},"push":"live"})"
          "\n");
    for (const Event& event : sent.events) {
        CHECK(event.kind == Event::Kind::live);
        CHECK(event.except == 7);
    }
    std::string alices;
    std::string bobs;
    pair.rig.work([&](Tx& tx) {
        alices = ensure_user(tx, "alice").id;
        bobs = ensure_user(tx, "bob").id;
    });
    CHECK(sent.events[0].log == bobs);
    CHECK(sent.events[1].log == alices);
    CHECK(pair.rig.select<int>("SELECT count(*) FROM entries") == 0);
    CHECK(code_of(pair.send(alice, 1, "alice-1-1")) == 0);
}

TEST_CASE("an online-only message to an unknown user is refused unless these are accepted", "[hub]") {
    StorageRig strict;
    strict.login({alice});
    CHECK(code_of(strict.ask("send", alice, R"({"conv_type":1,"conv_id":"bob)" + typing)) == 20003);
    StorageRig open(HubOptions().unknown_receivers(true));
    open.login({alice});
    const Finished sent = open.ask("send", alice, R"({"conv_type":1,"conv_id":"bob)" + typing);
    CHECK(code_of(sent) == 0);
    CHECK(sent.events.empty());
}

}  // namespace
