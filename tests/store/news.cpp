#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

TEST_CASE("a message becomes news when everything below it is held", "[store]") {
    Device alice;
    log_in(alice);
    CHECK(apply(alice, messages_of_bob(3, 4)).news == 0);
    CHECK(apply(alice, messages_of_bob(6, 6)).news == 0);
    CHECK(all_news(alice).empty());
    CHECK(apply(alice, messages_of_bob(1, 2)).news == 4);
    CHECK(all_news(alice) == bob_ids({1, 2, 3, 4}));
    CHECK(log_state(alice).news_to == 4);
    CHECK(apply(alice, messages_of_bob(5, 5)).news == 2);
    CHECK(all_news(alice) == bob_ids({1, 2, 3, 4, 5, 6}));
}

TEST_CASE("an answer that joins several held ranges makes news in the order of positions", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(7, 8));
    apply(alice, messages_of_bob(3, 3));
    apply(alice, messages_of_bob(5, 5));
    CHECK(apply(alice, messages_of_bob(1, 6)).news == 8);
    CHECK(all_news(alice) == bob_ids({1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST_CASE("below a page that skips to the newest nothing will be news", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    apply(alice, messages_of_bob(50, 50));
    CHECK(apply(alice, newest_of_bob(91, 93)).news == 3);
    CHECK(apply(alice, messages_of_bob(3, 49)).news == 0);
    CHECK(apply(alice, messages_of_bob(51, 90)).news == 0);
    CHECK(apply(alice, messages_of_bob(94, 94)).news == 1);
    CHECK(all_news(alice) == bob_ids({1, 2, 91, 92, 93, 94}));
    CHECK(history(alice).size() == 94);
}

TEST_CASE("a page that skips to the newest takes back no news", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 4));
    CHECK(apply(alice, newest_of_bob(3, 6)).news == 2);
    CHECK(log_state(alice).news_to == 6);
    CHECK(all_news(alice) == bob_ids({1, 2, 3, 4, 5, 6}));
}

TEST_CASE("an empty answer can pass over all that a log has so far", "[store]") {
    Device alice;
    log_in(alice);
    Batch nothing = answer(bob_log, 11, 10, {}, 10);
    nothing.skips_to_newest = true;
    CHECK(apply(alice, nothing).news == 0);
    CHECK(apply(alice, messages_of_bob(1, 10)).news == 0);
    CHECK(apply(alice, messages_of_bob(11, 11)).news == 1);
    CHECK(all_news(alice) == bob_ids({11}));
}

TEST_CASE("news of several logs come in the order of their arrival", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(user_log, 2, 2, {conv(2, team, team_log)}));
    const auto team_message = [](Position pos) { return answer(team_log, pos, pos, {message(pos, "carol")}); };
    apply(alice, messages_of_bob(1, 1));
    apply(alice, team_message(1));
    apply(alice, messages_of_bob(2, 2));
    apply(alice, team_message(2));
    CHECK(all_news(alice) ==
          std::vector<std::string>{message(1).id, message(1, "carol").id, message(2).id, message(2, "carol").id});
}

TEST_CASE("news are read on from a number, a few at a time", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 5));
    const std::vector<News> first = alice->news(0, 2);
    CHECK(ids_of(first) == bob_ids({1, 2}));
    const std::vector<News> second = alice->news(first.back().arrival, 2);
    CHECK(ids_of(second) == bob_ids({3, 4}));
    CHECK(ids_of(alice->news(second.back().arrival, 2)) == bob_ids({5}));
}

TEST_CASE("the reading position is kept and moves forward only", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    CHECK(alice->shown() == 0);
    alice->set_shown(3);
    alice->set_shown(2);
    CHECK(alice->shown() == 3);
    alice.reopen();
    CHECK(alice->shown() == 3);
}

TEST_CASE("a number that was shown is never given to another message", "[store]") {
    Device alice;
    log_in(alice);
    alice->set_shown(100);
    apply(alice, messages_of_bob(1, 1));
    CHECK(alice->news(100, 10).size() == 1);
}

TEST_CASE("a notice becomes news like a message", "[store]") {
    Device alice;
    log_in(alice);
    const auto notice = entry(3, "notice", std::string(system_sender), "@TIM#SYSTEM-1-1", text_body("kicked"));
    CHECK(apply(alice, answer(user_log, 3, 3, {notice})).news == 0);
    CHECK(apply(alice, answer(user_log, 2, 2, {})).news == 1);
    CHECK(alice->news(0, 1).at(0).message.conv_type == ConvType::system);
}

TEST_CASE("an own message of this device is no news, and those above it are", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    apply(alice, messages_of_bob(1, 1));
    apply(alice, messages_of_bob(3, 3));
    const Updated delivered = note_delivered(alice, bob, "alice-1-1", sent(bob_log, 2));
    CHECK(delivered.changes.news == 1);
    REQUIRE(delivered.changes.logs.size() == 1);
    CHECK(delivered.changes.logs[0] == log_state(alice));
    CHECK(all_news(alice) == bob_ids({1, 3}));
    CHECK(log_state(alice).news_to == 3);
}

TEST_CASE("a message that was passed over is no news after another epoch either", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(3, 3));
    apply(alice, newest_of_bob(9, 9));
    log_in(alice, "restored");
    CHECK(apply(alice, messages_of_bob(1, 4)).news == 3);
    CHECK(all_news(alice) == bob_ids({9, 1, 2, 4}));
}

}  // namespace
