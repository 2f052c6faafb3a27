#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

MessageData only(Device& device, const std::string& id) {
    const std::vector<MessageData> found = device->find(std::span(&id, 1));
    REQUIRE(found.size() == 1);
    return found.front();
}

wire::Entry own_entry(Position pos, const std::string& id, std::string_view text = "mine") {
    return entry(pos, "message", "alice", id, text_body(text));
}

TEST_CASE("a saved message is sending, from self, and the newest of its conversation", "[store]") {
    Device alice;
    alice->save_outgoing(outgoing("alice-1-1"));
    const MessageData message = only(alice, "alice-1-1");
    CHECK(message.status == MsgStatus::sending);
    CHECK(message.is_from_self);
    CHECK(text_of(message) == "mine");
    CHECK(message.client_time == 1'700'000'000);
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    std::vector<std::string> expected = bob_ids({2, 1});
    expected.insert(expected.begin(), "alice-1-1");
    CHECK(history(alice) == expected);
}

TEST_CASE("messages that are being sent stand in the order in which they were saved", "[store]") {
    Device alice;
    for (const char* id : {"alice-1-3", "alice-1-1", "alice-1-2"}) alice->save_outgoing(outgoing(id));
    CHECK(history(alice) == std::vector<std::string>{"alice-1-2", "alice-1-1", "alice-1-3"});
}

TEST_CASE("an acknowledged message has its number, time and place, and its position is held alone", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    alice->save_outgoing(outgoing("alice-1-1"));
    const Updated delivered = note_delivered(alice, bob, "alice-1-1", sent(bob_log, 5));
    CHECK(delivered.message.status == MsgStatus::send_succ);
    CHECK(delivered.message.seq == 5);
    CHECK(delivered.message.server_time == 1'700'000'005);
    CHECK(delivered.message.version == 1);
    CHECK(delivered.message == only(alice, "alice-1-1"));
    CHECK(delivered.changes.conversations == std::vector<ConvKey>{bob});
    CHECK(held(alice) == std::vector<Range>{{1, 2}, {5, 5}});
    CHECK(log_state(alice).head == 5);
    apply(alice, messages_of_bob(3, 4));
    apply(alice, messages_of_bob(6, 6));
    std::vector<std::string> expected = bob_ids({6, 4, 3, 2, 1});
    expected.insert(expected.begin() + 1, "alice-1-1");
    CHECK(history(alice) == expected);
}

TEST_CASE("an acknowledgement that comes again changes nothing", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    const MessageData first = note_delivered(alice, bob, "alice-1-1", sent(bob_log, 1)).message;
    const State before = alice->state();
    const Updated again = note_delivered(alice, bob, "alice-1-1", sent(bob_log, 1));
    CHECK(again.message == first);
    CHECK(again.changes.logs.empty());
    CHECK(again.changes.conversations.empty());
    CHECK(alice->state() == before);
}

TEST_CASE("an entry settles the own message that is still sending", "[store]") {
    Device alice;
    log_in(alice);
    MessageData mine = outgoing("alice-1-1");
    mine.custom_str = "never leaves the device";
    alice->save_outgoing(mine);
    const Applied applied = apply(alice, answer(bob_log, 1, 1, {own_entry(1, "alice-1-1")}));
    REQUIRE(applied.settled.size() == 1);
    CHECK(applied.settled[0].status == MsgStatus::send_succ);
    CHECK(applied.settled[0].seq == 1);
    CHECK(applied.settled[0].custom_str == "never leaves the device");
    CHECK(applied.news == 0);
    CHECK(applied.conversations == std::vector<ConvKey>{bob});
    CHECK(history(alice) == std::vector<std::string>{"alice-1-1"});
    CHECK(all_news(alice).empty());
    const Updated late = note_delivered(alice, bob, "alice-1-1", sent(bob_log, 1));
    CHECK(late.message == applied.settled[0]);
    CHECK(late.changes.logs.empty());
}

TEST_CASE("an entry that was modified since brings its newer text to the own message", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    wire::Entry modified = own_entry(1, "alice-1-1", "corrected");
    modified.version = 2;
    apply(alice, answer(bob_log, 1, 1, {modified}));
    CHECK(text_of(only(alice, "alice-1-1")) == "corrected");
}

TEST_CASE("only this user's entry in the same conversation settles a message", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(user_log, 2, 2, {conv(2, team, team_log)}));
    alice->save_outgoing(outgoing("alice-1-1"));
    CHECK(apply(alice, answer(team_log, 1, 1, {own_entry(1, "alice-1-1")})).settled.empty());
    const wire::Entry forged = entry(1, "message", "al", "alice-1-1", text_body("forged"));
    CHECK(apply(alice, answer(bob_log, 1, 1, {forged})).settled.empty());
    const std::vector<MessageData> with_bob = newest_of(alice, bob, 10);
    REQUIRE(with_bob.size() == 2);
    CHECK(with_bob[0].status == MsgStatus::sending);
    CHECK(text_of(with_bob[0]) == "mine");
    CHECK(with_bob[1].sender == "al");
    CHECK(text_of(note_delivered(alice, bob, "alice-1-1", sent(bob_log, 2)).message) == "mine");
}

TEST_CASE("a failed message keeps its place while the conversation goes on", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->save_outgoing(outgoing("alice-1-2"));
    CHECK(alice->failed(bob, "alice-1-1", 10017).message.status == MsgStatus::send_fail);
    CHECK(alice->failed(bob, "alice-1-1", 10017).message.status == MsgStatus::send_fail);
    CHECK(alice->failed(bob, "alice-1-2", 10017).message.status == MsgStatus::send_fail);
    apply(alice, messages_of_bob(3, 3));
    std::vector<std::string> expected = bob_ids({3, 2, 1});
    expected.insert(expected.begin() + 1, {"alice-1-2", "alice-1-1"});
    CHECK(history(alice) == expected);
}

TEST_CASE("a failed message that is sent again under its id is sending again, once", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->failed(bob, "alice-1-1", 10017);
    apply(alice, messages_of_bob(1, 1));
    alice->save_outgoing(outgoing("alice-1-1", bob, "edited"));
    CHECK(history(alice) == std::vector<std::string>{"alice-1-1", message(1).id});
    CHECK(only(alice, "alice-1-1").status == MsgStatus::sending);
    CHECK(text_of(only(alice, "alice-1-1")) == "edited");
}

TEST_CASE("a message that counted as failed and is found in its log is delivered", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->failed(bob, "alice-1-1", 10017);
    CHECK(apply(alice, answer(bob_log, 1, 1, {own_entry(1, "alice-1-1")})).settled.size() == 1);
    CHECK(only(alice, "alice-1-1").status == MsgStatus::send_succ);
    CHECK(alice->failed(bob, "alice-1-1", 10017).message.status == MsgStatus::send_succ);
    alice->save_outgoing(outgoing("alice-1-1", bob, "edited"));
    CHECK(text_of(only(alice, "alice-1-1")) == "mine");
    CHECK(only(alice, "alice-1-1").status == MsgStatus::send_succ);
}

TEST_CASE("a message that is only local keeps the status that it was given", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 1));
    MessageData note = outgoing("carol-1-1");
    note.sender = "carol";
    note.status = MsgStatus::local_imported;
    note.server_time = 1'600'000'000;
    note.custom_int = 7;
    alice->save_outgoing(note);
    apply(alice, messages_of_bob(2, 2));
    const MessageData kept = only(alice, "carol-1-1");
    CHECK(kept.status == MsgStatus::local_imported);
    CHECK(kept.server_time == 1'600'000'000);
    CHECK(kept.custom_int == 7);
    CHECK_FALSE(kept.is_from_self);
    CHECK(history(alice) == std::vector<std::string>{message(2).id, "carol-1-1", message(1).id});
}

TEST_CASE("an acknowledgement of an unknown message is an error, a failure is none, and both change nothing",
          "[store]") {
    Device alice;
    log_in(alice);
    const State before = alice->state();
    CHECK(error_of([&] { note_delivered(alice, bob, "alice-9-9", sent(bob_log, 1)); }));
    CHECK(alice->failed(team, "alice-9-9", 10017).message.msg_id.empty());
    CHECK(alice->state() == before);
}

TEST_CASE("an acknowledgement of a log that was replaced meanwhile delivers without a position", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 1));
    alice->save_outgoing(outgoing("alice-1-1"));
    learn(alice, head(bob, "second log", 0));
    const Updated delivered = note_delivered(alice, bob, "alice-1-1", sent(bob_log, 2));
    CHECK(delivered.message.status == MsgStatus::send_succ);
    CHECK(delivered.changes.conversations == std::vector<ConvKey>{bob});
    CHECK(held(alice, "second log").empty());
    apply(alice, answer("second log", 1, 2, {message(2)}));
    CHECK(history(alice) == std::vector<std::string>{message(2).id, "alice-1-1", message(1).id});
}

TEST_CASE("an acknowledgement in a log that was forgotten and not told of again delivers behind what is held",
          "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->greet("restored", "another log", 0);
    note_delivered(alice, bob, "alice-1-1", sent("second log", 1));
    std::vector<std::string> expected = bob_ids({2, 1});
    expected.insert(expected.begin(), "alice-1-1");
    CHECK(history(alice) == expected);
}

TEST_CASE("a message that is delivered already is not saved again: what is held is returned", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    const MessageData held = note_delivered(alice, bob, "alice-1-1", sent(bob_log, 1)).message;
    const Saved again = alice->save_outgoing(outgoing("alice-1-1", bob, "edited"));
    CHECK(again.delivered == held);
    CHECK(again.changes.conversations.empty());
}

TEST_CASE("a second acknowledgement at another position leaves no hole there", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    note_delivered(alice, bob, "alice-1-1", sent(bob_log, 1));
    const Updated again = note_delivered(alice, bob, "alice-1-1", sent(bob_log, 2));
    CHECK(again.message.seq == 1);
    CHECK(held(alice) == std::vector<Range>{{1, 2}});
    CHECK(apply(alice, messages_of_bob(3, 3)).news == 1);
}

TEST_CASE("saving, failing and discarding a message change what its conversation shows", "[store]") {
    Device alice;
    log_in(alice);
    const std::vector<ConvKey> only_bob{bob};
    CHECK(alice->save_outgoing(outgoing("alice-1-1")).changes.conversations == only_bob);
    CHECK(alice->failed(bob, "alice-1-1", 10017).changes.conversations == only_bob);
    CHECK(alice->failed(bob, "alice-1-1", 10017).changes.conversations.empty());
    CHECK(alice->discard(bob, "alice-1-1").conversations == only_bob);
    CHECK(alice->discard(bob, "alice-1-1").conversations.empty());
}

TEST_CASE("messages that are being sent outlive a change of epoch and are then acknowledged", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->greet("restored", "another log", 1);
    apply(alice, answer("another log", 1, 1, {conv(1, bob, "second log")}));
    apply(alice, answer("second log", 1, 1, {message(1)}));
    CHECK(history(alice) == std::vector<std::string>{"alice-1-1", message(1).id});
    CHECK(note_delivered(alice, bob, "alice-1-1", sent("second log", 2)).message.seq == 2);
    CHECK(held(alice, "second log") == std::vector<Range>{{1, 2}});
}

TEST_CASE("an undelivered message can be discarded, a delivered one stays", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->save_outgoing(outgoing("alice-1-2"));
    note_delivered(alice, bob, "alice-1-2", sent(bob_log, 1));
    for (const char* id : {"alice-1-1", "alice-1-2", "alice-1-3"}) alice->discard(bob, id);
    alice->discard(team, "alice-1-2");
    CHECK(history(alice) == std::vector<std::string>{"alice-1-2"});
}

}  // namespace
