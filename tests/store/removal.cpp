// What is gone for this user: removed messages, cleared conversations.

#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

using Ids = std::vector<std::string>;

MsgStatus status_of(Device& alice, const std::string& id) {
    const auto message = find_one(alice, id);
    return message ? message->status : MsgStatus{};
}

TEST_CASE("removed messages are found by id only, and not unread", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 4));
    const Applied applied = apply_own(alice, removed_entry(2, bob_log, {2, 4, 77}));
    CHECK(applied.conversations == std::vector{bob});
    CHECK(history(alice) == bob_ids({3, 1}));
    CHECK(status_of(alice, message(4).id) == MsgStatus::deleted);
    CHECK(text_of(*find_one(alice, message(4).id)) == "text 4");
    CHECK(unread(alice) == 2);
    CHECK(alice->conversation(bob)->last_msg->msg_id == message(3).id);
    CHECK(all_news(alice) == bob_ids({1, 3}));
    CHECK(apply_own(alice, removed_entry(3, bob_log, {2, 4})).conversations.empty());
}

TEST_CASE("a message that is removed here stays so when its log comes again", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    const Removed removed = alice->remove_local(bob, std::array<std::string, 2>{message(2).id, "unknown-1-1"});
    CHECK(removed.changes.conversations == std::vector{bob});
    CHECK(removed.sending.empty());
    apply(alice, messages_of_bob(1, 3));
    CHECK(history(alice) == bob_ids({3, 1}));
    alice->greet("another epoch", user_log, 1);
    apply(alice, answer(user_log, 1, 1, {conv(1, bob, "log-2")}));
    apply(alice, answer("log-2", 1, 4, {message(1), message(2), message(3), message(4)}));
    CHECK(history(alice) == bob_ids({4, 3, 1}));
    CHECK(status_of(alice, message(2).id) == MsgStatus::deleted);
    CHECK(unread(alice) == 3);
}

TEST_CASE("after another epoch places are known again when the log was fetched anew", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    const std::array<std::string, 1> first{message(1).id};
    CHECK_FALSE(alice->positions(bob, first).may_be_more);
    CHECK(alice->greet("another epoch", user_log, 1));
    CHECK(alice->positions(bob, first).may_be_more);
    CHECK(alice->positions(bob, {}).may_be_more);
    apply(alice, answer(user_log, 1, 1, {conv(1, bob, bob_log)}));
    CHECK(alice->positions(bob, first).may_be_more);
    CHECK(alice->positions(bob, {}).may_be_more);
    learn(alice, head(bob, bob_log, 2));
    CHECK(alice->positions(bob, first).may_be_more);
    CHECK_FALSE(alice->positions(bob, {}).may_be_more);
    apply(alice, messages_of_bob(1, 2));
    const Stored stored = alice->positions(bob, first);
    CHECK_FALSE(stored.may_be_more);
    CHECK(stored.positions == std::vector<Position>{1});
}

TEST_CASE("a removed message does not come back with an older answer", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    apply_own(alice, removed_entry(2, bob_log, {4, 6}));
    CHECK(apply(alice, messages_of_bob(3, 5)).news == 2);
    CHECK(apply(alice, newest_of_bob(6, 7)).news == 1);
    CHECK(history(alice) == bob_ids({7, 5, 3, 2, 1}));
    CHECK(unread(alice) == 5);
    CHECK(status_of(alice, message(4).id) == MsgStatus::deleted);
    CHECK(all_news(alice) == bob_ids({1, 2, 3, 5, 7}));
    apply(alice, messages_of_bob(3, 7));
    CHECK(history(alice) == bob_ids({7, 5, 3, 2, 1}));
}

TEST_CASE("a removal of another history hides nothing of this one", "[store]") {
    Device alice;
    log_in(alice);
    apply_own(alice, removed_entry(2, bob_log, {2}));
    alice->greet("another epoch", user_log, 1);
    apply(alice, answer(user_log, 1, 1, {conv(1, bob, bob_log)}));
    apply(alice, messages_of_bob(1, 3));
    CHECK(history(alice) == bob_ids({3, 2, 1}));
    CHECK(unread(alice) == 3);
}

TEST_CASE("an own message that another device removed before this one heard of its delivery", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    apply_own(alice, removed_entry(2, bob_log, {3}));
    SECTION("is delivered and gone by its acknowledgement") {
        CHECK_NOTHROW(note_delivered(alice, bob, "alice-1-1", sent(bob_log, 3)));
    }
    SECTION("is delivered and gone by its entry") {
        const Applied applied = apply_bobs(alice, entry(3, "message", "alice", "alice-1-1", text_body("mine")));
        REQUIRE(applied.settled.size() == 1);
        CHECK(applied.settled[0].status == MsgStatus::send_succ);
    }
    CHECK(status_of(alice, "alice-1-1") == MsgStatus::deleted);
    CHECK(alice->unsent().empty());
    CHECK(history(alice).empty());
    CHECK(held(alice) == std::vector<Range>{{3, 3}});
}

TEST_CASE("failed and imported messages are removed, what is sending is not", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->failed(bob, "alice-1-1", 10017);
    alice->save_outgoing(outgoing("alice-1-2"));
    const Removed removed = alice->remove_local(bob, std::array<std::string, 2>{"alice-1-1", "alice-1-2"});
    CHECK(removed.sending == Ids{"alice-1-2"});
    CHECK(history(alice) == Ids{"alice-1-2"});
    CHECK(status_of(alice, "alice-1-1") == MsgStatus::deleted);
    CHECK(alice->unsent().size() == 1);
    CHECK(alice->remove_local(team, std::array<std::string, 1>{"alice-1-1"}).changes.conversations.empty());
}

TEST_CASE("positions are told of messages that stand in the conversation's log as it is now", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->remove_local(bob, std::array{message(1).id});
    const std::vector<std::string> ids{message(3).id, "alice-1-1", message(1).id, message(3).id, "unknown", ""};
    const Stored stored = alice->positions(bob, ids);
    CHECK(stored.log == bob_log);
    CHECK(stored.positions == std::vector<Position>{1, 3});
    CHECK(alice->positions(team, ids).log.empty());
    alice->greet("another epoch", user_log, 1);
    CHECK(alice->positions(bob, ids).positions.empty());
}

TEST_CASE("what was cleared is gone for good, and read", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->failed(bob, "alice-1-1", 10017);
    apply(alice, messages_of_bob(4, 4));
    alice->save_outgoing(outgoing("alice-1-2"));
    CHECK(apply_own(alice, cleared_entry(2, bob_log, 3)).conversations == std::vector{bob});
    const Ids left{"alice-1-2", message(4).id};
    CHECK(history(alice) == left);
    CHECK_FALSE(find_one(alice, "alice-1-1"));
    CHECK_FALSE(find_one(alice, message(1).id));
    CHECK(unread(alice) == 1);
    CHECK(apply(alice, messages_of_bob(1, 4)).news == 0);
    alice->greet("epoch", user_log, 2);
    apply(alice, messages_of_bob(1, 4));
    CHECK(history(alice) == left);
    CHECK(alice->unsent().size() == 1);
}

TEST_CASE("an older clearing does not take back a newer one", "[store]") {
    Device alice;
    log_in(alice);
    apply_own(alice, cleared_entry(3, bob_log, 4));
    apply_own(alice, cleared_entry(2, bob_log, 2));
    apply(alice, messages_of_bob(1, 5));
    CHECK(history(alice) == bob_ids({5}));
    CHECK(unread(alice) == 1);
}

TEST_CASE("messages in a hole below a cleared position are not stored when the hole is filled", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, newest_of_bob(8, 9));
    apply_own(alice, cleared_entry(2, bob_log, 8));
    CHECK(apply(alice, messages_of_bob(1, 7)).conversations.empty());
    CHECK(history(alice) == bob_ids({9}));
    CHECK(held(alice) == std::vector<Range>{{1, 9}});
}

TEST_CASE("an own message that was on its way when its place was cleared is delivered, and gone", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"));
    apply_own(alice, cleared_entry(2, bob_log, 3));
    SECTION("by its acknowledgement") { CHECK_NOTHROW(note_delivered(alice, bob, "alice-1-1", sent(bob_log, 2))); }
    SECTION("by its entry") {
        CHECK(apply_bobs(alice, entry(2, "message", "alice", "alice-1-1", text_body("mine"))).settled.size() == 1);
    }
    CHECK(alice->unsent().empty());
    CHECK(history(alice).empty());
}

TEST_CASE("news that were cleared do not give their numbers to others", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    const std::uint64_t last = alice->news(0, 10).back().arrival;
    apply_own(alice, cleared_entry(2, bob_log, 3));
    CHECK(all_news(alice).empty());
    apply(alice, messages_of_bob(4, 4));
    CHECK(alice->news(last, 10).size() == 1);
}

TEST_CASE("a conversation without a log is cleared on the device alone", "[store]") {
    Device alice;
    const ConvKey carol(ConvType::c2c, "carol");
    alice->save(carol, outgoing("alice-1-1", carol));
    alice->save_outgoing(outgoing("alice-1-2", carol));
    CHECK(alice->clear(carol, 0).conversations == std::vector{carol});
    CHECK(history(alice, carol) == Ids{"alice-1-2"});
    CHECK(alice->clear({ConvType::c2c, "nobody"}, 5).conversations.empty());
}

TEST_CASE("clearing here is the same as the hub's entry, and takes local messages behind the position along",
          "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    alice->save(bob, outgoing("alice-1-1"));
    alice->clear(bob, 3);
    CHECK(history(alice).empty());
    alice->save(bob, outgoing("alice-1-2"));
    apply_own(alice, cleared_entry(2, bob_log, 3));
    CHECK(history(alice) == Ids{"alice-1-2"});
    alice->clear(bob, 1'000'000);
    CHECK(history(alice).empty());
    apply(alice, messages_of_bob(1, 5));
    CHECK(history(alice) == bob_ids({5, 4}));
}

}  // namespace
