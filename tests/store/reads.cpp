// Marks of what was read: this user's and, in a pair, the other one's.

#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

/// Positions up to which alice's messages of others are read.
std::vector<bool> read_flags(Device& alice, const ConvKey& conv = bob) {
    std::vector<bool> flags;
    HistoryRead wanted(conv, 100);
    wanted.newer = true;
    for (const MessageData& message : alice->history(wanted).messages) flags.push_back(message.is_read);
    return flags;
}

std::vector<std::pair<std::string, Position>> untold(Device& alice) {
    std::vector<std::pair<std::string, Position>> marks;
    for (const wire::ReadMark& mark : alice->untold_marks()) marks.emplace_back(mark.log, mark.pos);
    return marks;
}

using Marks = std::vector<std::pair<std::string, Position>>;

void join_team(Device& alice) { apply_own(alice, conv(2, team, team_log)); }

TEST_CASE("messages of others are unread until the mark passes them, one's own are read", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(bob_log, 1, 4, {message(1), message(2, "alice"), message(3), message(4)}));
    CHECK(unread(alice) == 3);
    CHECK(read_flags(alice) == std::vector{false, true, false, false});
    const Applied moved = alice->mark_read(bob, message(3).id);
    CHECK(moved.conversations == std::vector{bob});
    CHECK(unread(alice) == 1);
    CHECK(read_flags(alice) == std::vector{true, true, true, false});
    CHECK(alice->conversation(bob)->c2c_read_timestamp == 1'700'000'003);
    alice->mark_read(bob);
    CHECK(unread(alice) == 0);
}

TEST_CASE("a mark never goes back", "[store]") {
    Device alice;
    log_in(alice);
    join_team(alice);
    apply(alice, messages_of_bob(1, 5));
    apply(alice, answer(team_log, 1, 2, {message(1), message(2)}));
    alice->mark_read(bob);
    CHECK(alice->mark_read(bob, message(2).id).conversations.empty());
    CHECK(apply_bobs(alice, read_entry(6, bob_log, 2)).conversations.empty());
    CHECK(learn(alice, head(bob, bob_log, 6)).conversations.empty());
    CHECK(unread(alice) == 0);
    apply_own(alice, read_entry(4, team_log, 2));
    apply_own(alice, read_entry(3, team_log, 1));
    CHECK(unread(alice, team) == 0);
}

TEST_CASE("nothing moves for an unknown message, an unknown conversation, or when nobody else wrote", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(bob_log, 1, 1, {message(1, "alice")}));
    CHECK(alice->mark_read(bob).conversations.empty());
    CHECK(alice->mark_read(bob, "nobody-1-1").conversations.empty());
    CHECK(alice->mark_read({ConvType::c2c, "carol"}).conversations.empty());
    CHECK(alice->mark_read({}).conversations.empty());
    CHECK(untold(alice).empty());
}

TEST_CASE("a mark is to be told until the hub has it, also after the store was opened again", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    log_in(alice);
    join_team(alice);
    apply(alice, messages_of_bob(1, 3));
    apply(alice, answer(team_log, 1, 2, {message(1), message(2)}));
    alice->mark_read(bob, message(2).id);
    alice->mark_all(ConvType::group);
    alice.reopen();
    CHECK(untold(alice) == Marks{{std::string(bob_log), 2}, {std::string(team_log), 2}});
    CHECK(alice->untold_marks(1).size() == 1);
    apply_bobs(alice, read_entry(4, bob_log, 1));
    CHECK(untold(alice).size() == 2);
    apply_bobs(alice, read_entry(5, bob_log, 2));
    wire::ReadMark reply;
    reply.log = team_log;
    reply.pos = 2;
    CHECK(alice->note_told(reply).conversations.empty());
    CHECK(untold(alice).empty());
}

TEST_CASE("what another device of this user read is read here, and not told again", "[store]") {
    Device alice;
    log_in(alice);
    join_team(alice);
    apply(alice, messages_of_bob(1, 3));
    apply(alice, answer(team_log, 1, 2, {message(1), message(2)}));
    CHECK(apply_bobs(alice, read_entry(4, bob_log, 3)).conversations == std::vector{bob});
    CHECK(unread(alice) == 0);
    CHECK(apply_own(alice, read_entry(3, team_log, 1)).conversations == std::vector{team});
    CHECK(unread(alice, team) == 1);
    CHECK(alice->conversation(team)->group_read_sequence == 1);
    wire::Head told = head(team, team_log, 2);
    told.read = 2;
    CHECK(learn(alice, told).conversations == std::vector{team});
    CHECK(unread(alice, team) == 0);
    CHECK(untold(alice).empty());
}

TEST_CASE("one's own messages up to the mark of the other user are read by the peer, and that is told", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(bob_log, 1, 3, {message(1, "alice"), message(2), message(3, "alice")}));
    const Applied applied = apply_bobs(alice, read_entry(4, bob_log, 2, "bob"));
    REQUIRE(applied.read_by_peer.size() == 1);
    CHECK(applied.read_by_peer[0].conv == bob);
    CHECK(applied.read_by_peer[0].pos == 2);
    CHECK(applied.read_by_peer[0].time == time_of(2));
    CHECK(find_one(alice, message(1, "alice").id)->is_peer_read);
    CHECK_FALSE(find_one(alice, message(2).id)->is_peer_read);
    CHECK_FALSE(find_one(alice, message(3, "alice").id)->is_peer_read);
    CHECK(unread(alice) == 1);
    wire::Head told = head(bob, bob_log, 4);
    told.peer_read = 3;
    CHECK(learn(alice, told).read_by_peer.size() == 1);
    CHECK(learn(alice, told).read_by_peer.empty());
    CHECK(find_one(alice, message(3, "alice").id)->is_peer_read);
}

TEST_CASE("quiet messages, tips and notices do not count as unread", "[store]") {
    Device alice;
    log_in(alice);
    join_team(alice);
    wire::Entry quiet = message(2);
    quiet.quiet = true;
    wire::Entry tip = message(3);
    tip.kind = "tip";
    tip.from = system_sender;
    apply(alice, answer(team_log, 1, 3, {message(1), quiet, tip}));
    wire::Entry notice = message(3);
    notice.kind = "notice";
    apply_own(alice, notice);
    CHECK(unread(alice, team) == 1);
    CHECK(alice->total_unread() == 1);
}

TEST_CASE("only what is above the log's mark counts: rows of earlier logs, imports and failed messages are read",
          "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    alice->greet("another epoch", user_log, 1);
    CHECK(unread(alice) == 0);
    apply(alice, answer(user_log, 1, 1, {conv(1, bob, "log-2")}));
    apply(alice, answer("log-2", 1, 4, {message(4), message(2)}));
    CHECK(unread(alice) == 2);
    MessageData old = outgoing("carol-1-1");
    old.sender = "carol";
    old.server_time = 1'700'000'009;
    alice->import(bob, std::array{old});
    CHECK(unread(alice) == 2);
    CHECK(find_one(alice, "carol-1-1")->is_read);
    CHECK(find_one(alice, message(1).id)->is_read);
}

TEST_CASE("marks of a log that was reset are void", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    apply_bobs(alice, read_entry(4, bob_log, 3, "bob"));
    alice->mark_read(bob);
    SECTION("by another epoch") {
        CHECK(alice->greet("another epoch", user_log, 1));
        apply(alice, answer(user_log, 1, 1, {conv(1, bob, bob_log)}));
    }
    SECTION("by a head below what was held") {
        CHECK(learn(alice, head(bob, bob_log, 2)).reset == std::vector{bob});
        CHECK_FALSE(learn(alice, head(bob, bob_log, 3)).logs.empty());
    }
    CHECK(untold(alice).empty());
    apply(alice, messages_of_bob(1, 3));
    CHECK(unread(alice) == 3);
    alice->mark_read(bob, message(1).id);
    CHECK(unread(alice) == 2);
}

TEST_CASE("an entry about a log that is not known yet has its effect when it is", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(user_log, 3, 5,
                        {read_entry(3, team_log, 2), removed_entry(4, team_log, {4}), cleared_entry(5, team_log, 1)}));
    SECTION("by a conv entry in a later transaction") { CHECK_NOTHROW(apply_own(alice, conv(2, team, team_log))); }
    SECTION("by a head") { CHECK_NOTHROW(learn(alice, head(team, team_log, 5))); }
    SECTION("by a conv entry that comes with the log's own entries") {
        const std::vector<Batch> batches{
            answer(team_log, 1, 5, {message(1), message(2), message(3), message(4), message(5)}),
            answer(user_log, 2, 2, {conv(2, team, team_log)})};
        CHECK(alice->apply(batches).unknown.empty());
    }
    apply(alice, answer(team_log, 1, 5, {message(1), message(2), message(3), message(4), message(5)}));
    CHECK(history(alice, team) == bob_ids({5, 3, 2}));
    CHECK(unread(alice, team) == 2);
    CHECK(find_one(alice, message(4).id)->status == MsgStatus::deleted);
}

TEST_CASE("entries whose body makes no sense change nothing and are kept", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    const std::string odd = R"({"log":7})";
    const std::string beyond = R"({"log":"log-with-bob","pos":18446744073709551615})";
    apply(alice, answer(user_log, 2, 8,
                        {entry(2, "read", "alice", "", odd), entry(3, "removed", "alice", "", odd),
                         entry(4, "cleared", "alice", "", beyond), entry(5, "settings", "alice", "", "{}"),
                         entry(6, "read", "alice", "", beyond), settings_entry(7, {ConvType::system, "x"}, true),
                         removed_entry(8, bob_log, {0, 18446744073709551615U})}));
    apply_bobs(alice, entry(3, "read", "bob", "", R"({"log":"another","pos":2})"));
    apply_bobs(alice, entry(4, "cleared", "bob", "", R"({"log":"log-with-bob","pos":2})"));
    CHECK(history(alice) == bob_ids({2, 1}));
    CHECK(unread(alice) == 2);
    alice.close();
    db::Connection file(db::OpenOptions::file(folder.file(u8"616c696365.db")).on_any_thread(), store::detail::schema);
    CHECK(file.find<int>("SELECT count(*) FROM unknown_entries") == 8);
}

TEST_CASE("all conversations, or all of a kind, are read at once", "[store]") {
    Device alice;
    log_in(alice);
    join_team(alice);
    apply(alice, messages_of_bob(1, 3));
    apply(alice, answer(team_log, 1, 2, {message(1), message(2)}));
    CHECK(alice->total_unread() == 5);
    CHECK(alice->mark_all(ConvType::c2c).conversations == std::vector{bob});
    CHECK(alice->total_unread() == 2);
    CHECK(alice->mark_all().conversations == std::vector{team});
    CHECK(alice->total_unread() == 0);
    CHECK(alice->mark_all().conversations.empty());
}

TEST_CASE("what the hub has and this device does not hold is read with the rest", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(bob_log, 9, 9, {message(9, "alice")}));
    alice->mark_read(bob);
    CHECK(untold(alice) == Marks{{std::string(bob_log), 9}});
    apply(alice, messages_of_bob(1, 8));
    CHECK(unread(alice) == 0);
}

}  // namespace
