#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

TEST_CASE("the first login keeps epoch and user log, and is no change of epoch", "[store]") {
    Device alice;
    CHECK(alice->state().epoch.empty());
    CHECK(alice->state().user_log.empty());
    CHECK_FALSE(alice->greet("epoch", user_log, 4));
    const State state = alice->state();
    CHECK(state.epoch == "epoch");
    CHECK(state.user_log == user_log);
    REQUIRE(state.logs.size() == 1);
    CHECK(state.logs[0].conv == ConvKey());
    CHECK(state.logs[0].head == 4);
    CHECK_FALSE(alice->greet("epoch", user_log, 5));
    CHECK(log_state(alice, user_log).head == 5);
}

TEST_CASE("a conv entry makes a conversation known, with its start", "[store]") {
    Device alice;
    alice->greet("epoch", user_log, 1);
    const Applied applied = apply(alice, answer(user_log, 1, 1, {conv(1, team, team_log, 12)}));
    CHECK(applied.conversations == std::vector<ConvKey>{team});
    const LogState state = log_state(alice, team_log);
    CHECK(state.conv == team);
    CHECK(state.start == 12);
    CHECK(state.news_to == 11);
    CHECK_FALSE(state.gone);
    CHECK(apply(alice, answer(team_log, 12, 12, {message(12)})).news == 1);
}

TEST_CASE("a conversation that the user left keeps its log up to the end", "[store]") {
    Device alice;
    log_in(alice);
    const Applied applied =
        apply(alice, answer(user_log, 2, 3, {conv(2, team, team_log), conv(3, team, team_log, 1, 40)}));
    CHECK(applied.conversations == std::vector<ConvKey>{team});
    const LogState state = log_state(alice, team_log);
    CHECK(state.gone);
    CHECK(state.end == 40);
    CHECK(state.head == 40);
    CHECK(apply(alice, answer(team_log, 1, 40, {message(40)}, 90)).news == 1);
}

TEST_CASE("a return to a conversation takes the end away and keeps what is held", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(user_log, 2, 2, {conv(2, team, team_log)}));
    apply(alice, answer(team_log, 1, 2, {message(1), message(2)}));
    CHECK(apply(alice, answer(user_log, 3, 3, {conv(3, team, team_log, 1, 2)})).conversations ==
          std::vector<ConvKey>{team});
    CHECK(apply(alice, answer(user_log, 4, 4, {conv(4, team, team_log)})).conversations == std::vector<ConvKey>{team});
    const LogState state = log_state(alice, team_log);
    CHECK_FALSE(state.gone);
    CHECK(state.end == 0);
    CHECK(held(alice, team_log) == std::vector<Range>{{1, 2}});
}

TEST_CASE("of several conv entries the one with the newest position counts, whichever comes last", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(user_log, 5, 5, {conv(5, team, team_log, 3, 40)}));
    CHECK(apply(alice, answer(user_log, 2, 4, {conv(2, team, "an older log"), conv(4, team, team_log)})).reset.empty());
    const LogState state = log_state(alice, team_log);
    CHECK(state.gone);
    CHECK(state.start == 3);
    CHECK(log_state(alice, "an older log").log.empty());
}

TEST_CASE("another start lets messages that waited above the old one become news", "[store]") {
    Device alice;
    log_in(alice);
    learn(alice, head(team, team_log, 20, 1));
    CHECK(apply(alice, answer(team_log, 12, 12, {message(12)})).news == 0);
    CHECK(apply(alice, answer(user_log, 2, 2, {conv(2, team, team_log, 12)})).news == 1);
}

TEST_CASE("a conv entry that makes no sense is kept and changes nothing", "[store]") {
    Device alice;
    log_in(alice);
    const std::string from(system_sender);
    const std::vector<wire::Entry> entries{entry(2, "conv", from, "", "[]"),
                                           entry(3, "conv", from, "", R"({"conv_type":2,"conv_id":"team"})"),
                                           entry(4, "conv", from, "", R"({"conv_type":3,"conv_id":"x","log":"y"})"),
                                           conv(5, team, bob_log), conv(6, team, user_log)};
    const Applied applied = apply(alice, answer(user_log, 2, 6, entries));
    CHECK(applied.conversations.empty());
    CHECK(applied.reset.empty());
    CHECK(held(alice, user_log) == std::vector<Range>{{1, 6}});
    CHECK(alice->state().logs.size() == 2);
}

TEST_CASE("heads make conversations known, and tell heads", "[store]") {
    Device alice;
    log_in(alice);
    CHECK(learn(alice, head(team, team_log, 9, 4)).conversations == std::vector<ConvKey>{team});
    CHECK(log_state(alice, team_log).head == 9);
    CHECK(log_state(alice, team_log).start == 4);
    CHECK(learn(alice, head(team, team_log, 12, 4)).logs.size() == 1);
    CHECK(log_state(alice, team_log).head == 12);
    CHECK(learn(alice, head(team, team_log, 12, 4)).logs.empty());
}

TEST_CASE("heads say nothing of memberships", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(user_log, 2, 2, {conv(2, team, team_log, 3, 40)}));
    learn(alice, head(team, team_log, 50, 1));
    const LogState state = log_state(alice, team_log);
    CHECK(state.gone);
    CHECK(state.end == 40);
    CHECK(state.start == 3);
}

TEST_CASE("heads of no conversation, or of a log that serves another, are not believed", "[store]") {
    Device alice;
    log_in(alice);
    const State before = alice->state();
    learn(alice, head(team, bob_log, 5));
    learn(alice, head(notices, "some log", 5));
    learn(alice, head(ConvKey(ConvType::group, ""), "some log", 5));
    learn(alice, head(team, "", 5));
    learn(alice, head(team, "some log", std::numeric_limits<Position>::max()));
    CHECK(alice->state() == before);
}

TEST_CASE("a head below what is held resets the log, and its messages stay", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 5));
    const Applied applied = learn(alice, head(bob, bob_log, 3));
    CHECK(applied.reset == std::vector<ConvKey>{bob});
    CHECK(held(alice).empty());
    CHECK(log_state(alice).head == 3);
    CHECK(history(alice) == bob_ids({5, 4, 3, 2, 1}));
    CHECK(apply(alice, messages_of_bob(1, 3)).news == 0);
    CHECK(history(alice) == bob_ids({5, 4, 3, 2, 1}));
    CHECK(held(alice) == std::vector<Range>{{1, 3}});
}

TEST_CASE("another log of a conversation resets it, and its messages are newer than the old ones", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(7, 8));
    const bool by_heads = GENERATE(true, false);
    const Applied applied = by_heads ? learn(alice, head(bob, "second log", 1))
                                     : apply(alice, answer(user_log, 2, 2, {conv(2, bob, "second log")}));
    CHECK(applied.reset == std::vector<ConvKey>{bob});
    CHECK(applied.conversations == std::vector<ConvKey>{bob});
    CHECK(log_state(alice).log.empty());
    CHECK(held(alice, "second log").empty());
    CHECK(apply(alice, answer("second log", 1, 1, {message(1)})).news == 1);
    CHECK(history(alice) == bob_ids({1, 8, 7}));
    CHECK(apply(alice, messages_of_bob(9, 9)).unknown.size() == 1);
}

TEST_CASE("another log is not believed when the user's log told of the conversation later", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(user_log, 2, 5, {conv(5, team, team_log)}));
    const wire::Head old = head(team, "log before", 70);
    CHECK(alice->learn(std::span(&old, 1), 4).reset.empty());
    CHECK(log_state(alice, team_log).log == team_log);
    CHECK(alice->learn(std::span(&old, 1), 5).reset == std::vector<ConvKey>{team});
}

TEST_CASE("another epoch forgets all logs and keeps all messages", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    CHECK(alice->greet("restored", user_log, 1));
    const State state = alice->state();
    CHECK(state.epoch == "restored");
    REQUIRE(state.logs.size() == 1);
    CHECK(state.logs[0].log == user_log);
    CHECK(state.logs[0].held.ranges().empty());
    CHECK(history(alice) == bob_ids({3, 2, 1}));
    CHECK_FALSE(alice->greet("restored", user_log, 1));
}

TEST_CASE("another user log, or one that is shorter than what is held of it, counts as another epoch", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(user_log, 2, 5, {}));
    CHECK_FALSE(alice->greet("epoch", user_log, 5));
    const bool shorter = GENERATE(true, false);
    CHECK(alice->greet("epoch", shorter ? user_log : "another log", 4));
    CHECK(alice->state().logs.size() == 1);
    apply(alice, answer(alice->state().user_log, 1, 1, {conv(1, bob, bob_log)}));
    CHECK(log_state(alice).log == bob_log);
}

TEST_CASE("messages that come again after another epoch are neither doubled nor news again", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    alice->save_outgoing(outgoing("alice-1-1"));
    note_delivered(alice, bob, "alice-1-1", sent(bob_log, 4));
    const std::vector<std::string> before = history(alice);
    log_in(alice, "restored");
    Batch all = messages_of_bob(1, 3, 4);
    all.range.to = 4;
    all.range.entries.push_back(entry(4, "message", "alice", "alice-1-1", text_body("mine")));
    const Applied applied = apply(alice, all);
    CHECK(applied.news == 0);
    CHECK(applied.settled.empty());
    CHECK(history(alice) == before);
    CHECK(all_news(alice) == bob_ids({1, 2, 3}));
    CHECK(held(alice) == std::vector<Range>{{1, 4}});
}

TEST_CASE("messages that waited above a hole when the epoch changed still become news once", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(3, 3));
    log_in(alice, "restored");
    CHECK(apply(alice, messages_of_bob(1, 3)).news == 3);
    CHECK(all_news(alice) == bob_ids({1, 2, 3}));
}

TEST_CASE("what a restored hub lost stays before what came after it", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 6));
    log_in(alice, "restored");
    // The hub has 1 to 3 and goes on with other messages.
    const auto renewed = [](Position pos) { return message(pos, "carol"); };
    const bool downwards = GENERATE(true, false);
    const Batch low = messages_of_bob(1, 3, 5);
    const Batch high = answer(bob_log, 4, 5, {renewed(4), renewed(5)});
    apply(alice, downwards ? high : low);
    apply(alice, downwards ? low : high);
    std::vector<std::string> expected{renewed(5).id, renewed(4).id};
    for (const std::string& id : bob_ids({6, 5, 4, 3, 2, 1})) expected.push_back(id);
    CHECK(history(alice) == expected);
    CHECK(held(alice) == std::vector<Range>{{1, 5}});
}

TEST_CASE("a message that comes again at another position moves there", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    log_in(alice, "restored");
    wire::Entry moved = message(2);
    moved.pos = 4;
    apply(alice, answer(bob_log, 1, 2, {message(1)}));
    apply(alice, answer(bob_log, 3, 4, {message(3), moved}));
    CHECK(history(alice) == bob_ids({2, 3, 1}));
    CHECK(newest_of(alice, bob, 1).at(0).seq == moved.seq);
}

}  // namespace
