#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

using Ids = std::vector<std::string>;
constexpr std::uint64_t second_of(Position pos) { return 1'700'000'000 + pos; }

HistoryRead older(std::size_t count = 100) { return HistoryRead(bob, count); }

HistoryRead newer(std::size_t count = 100) {
    HistoryRead wanted(bob, count);
    wanted.newer = true;
    return wanted;
}

HistoryRead complete(HistoryRead wanted) {
    wanted.complete = true;
    return wanted;
}

Ids read(Device& alice, const HistoryRead& wanted) {
    const HistoryPage page = alice->history(wanted);
    CHECK_FALSE(page.missing);
    return ids_of(page.messages);
}

/// What the page asks for: `from to`, with `time`, `seq` and `newest` where it has them.
std::string asked(const HistoryPage& page) {
    if (!page.missing) return "nothing";
    std::string text = std::to_string(page.missing->from) + " " + std::to_string(page.missing->to);
    if (page.missing->newest) text += " newest";
    if (page.missing->time != 0) text += " time " + std::to_string(page.missing->time - time_of(0));
    if (page.missing->seq != 0) text += " seq " + std::to_string(page.missing->seq);
    return text;
}

TEST_CASE("a page goes towards older messages newest first, and towards newer ones oldest first", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 6));
    CHECK(read(alice, older(3)) == bob_ids({6, 5, 4}));
    CHECK(read(alice, newer(3)) == bob_ids({1, 2, 3}));
    HistoryRead wanted = older(2);
    wanted.after = message(4).id;
    CHECK(read(alice, wanted) == bob_ids({3, 2}));
    wanted.newer = true;
    CHECK(read(alice, wanted) == bob_ids({5, 6}));
    wanted.after = message(6).id;
    CHECK(read(alice, wanted).empty());
    wanted.count = 0;
    wanted.after.clear();
    CHECK(read(alice, wanted).empty());
}

TEST_CASE("a page that starts behind an unknown message, or of an unknown conversation, is empty", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    HistoryRead wanted = older();
    wanted.after = "nobody-1-1";
    CHECK(read(alice, wanted).empty());
    CHECK(read(alice, complete(wanted)).empty());
    CHECK(read(alice, HistoryRead({ConvType::c2c, "carol"})).empty());
    CHECK(read(alice, complete(HistoryRead(ConvKey()))).empty());
}

TEST_CASE("a page that starts at a number has it, unless a message says where to start", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    alice->save(bob, outgoing("alice-1-1"));
    apply(alice, messages_of_bob(4, 5));
    HistoryRead wanted = older(2);
    wanted.seq = 3;
    CHECK(read(alice, wanted) == bob_ids({3, 2}));
    wanted.newer = true;
    CHECK(read(alice, wanted) == Ids{message(3).id, "alice-1-1"});
    wanted.seq = 4;
    CHECK(read(alice, wanted) == bob_ids({4, 5}));
    wanted.seq = 99;
    CHECK(read(alice, wanted).empty());
    wanted.newer = false;
    CHECK(read(alice, wanted) == bob_ids({5, 4}));
    wanted.after = message(3).id;
    CHECK(read(alice, wanted) == bob_ids({2, 1}));
}

TEST_CASE("a time window is closed, and a start within it makes it smaller", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 9));
    HistoryRead wanted = older();
    wanted.begin = second_of(3);
    wanted.end = second_of(6);
    CHECK(read(alice, wanted) == bob_ids({6, 5, 4, 3}));
    CHECK(read(alice, complete(wanted)) == bob_ids({6, 5, 4, 3}));
    wanted.after = message(5).id;
    CHECK(read(alice, wanted) == bob_ids({4, 3}));
    wanted.newer = true;
    CHECK(read(alice, wanted) == bob_ids({6}));
    wanted.after.clear();
    CHECK(read(alice, wanted) == bob_ids({3, 4, 5, 6}));
    wanted.seq = 8;
    CHECK(read(alice, wanted).empty());
    wanted.newer = false;
    CHECK(read(alice, wanted) == bob_ids({6, 5, 4, 3}));
    wanted.seq = 0;
    wanted.end = second_of(100);
    CHECK(read(alice, wanted) == bob_ids({9, 8, 7, 6, 5, 4, 3}));
    wanted.begin = second_of(50);
    CHECK(read(alice, wanted).empty());
    wanted.begin = wanted.end = std::numeric_limits<std::uint64_t>::max();
    CHECK(read(alice, wanted).empty());
    wanted.newer = true;
    CHECK(read(alice, wanted).empty());
}

TEST_CASE("messages without a time of the hub are in the window by their author's time", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    MessageData failed = outgoing("alice-1-1");
    failed.client_time = second_of(3);
    alice->save_outgoing(failed);
    alice->failed(bob, failed.msg_id, 10017);
    apply(alice, messages_of_bob(4, 5));
    HistoryRead wanted = older();
    wanted.begin = second_of(3);
    wanted.end = second_of(4);
    CHECK(read(alice, wanted) == Ids{message(4).id, "alice-1-1"});
    wanted.newer = true;
    CHECK(read(alice, wanted) == Ids{"alice-1-1", message(4).id});
    wanted.end = second_of(2);
    wanted.begin = 0;
    CHECK(read(alice, wanted) == bob_ids({1, 2}));
}

TEST_CASE("a page of some types has messages with any element of them", "[store]") {
    Device alice;
    log_in(alice);
    MessageData mixed;
    mixed.elements.push_back(TextElem("look"));
    mixed.elements.push_back(FaceElem());
    MessageData face;
    face.elements.push_back(FaceElem());
    apply(alice, answer(bob_log, 1, 3,
                        {message(1), entry(2, "message", "bob", "bob-2", codec::to_json(mixed)),
                         entry(3, "message", "bob", "bob-3", codec::to_json(face))}));
    HistoryRead wanted = older(2);
    wanted.types = {ElemType::face};
    CHECK(read(alice, wanted) == Ids{"bob-3", "bob-2"});
    wanted.types = {ElemType::text, ElemType::sound};
    CHECK(read(alice, wanted) == Ids{"bob-2", message(1).id});
    wanted.types = {ElemType::sound};
    CHECK(read(alice, wanted).empty());
}

TEST_CASE("numbers that are asked for override everything else", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 5));
    alice->remove_local(bob, std::array{message(4).id});
    HistoryRead wanted = older(1);
    wanted.after = message(1).id;
    wanted.begin = second_of(100);
    wanted.types = {ElemType::sound};
    wanted.seqs = {2, 5, 4, 2, 77, 0, std::numeric_limits<std::uint64_t>::max()};
    CHECK(read(alice, wanted) == bob_ids({5, 2}));
    wanted.newer = true;
    CHECK(read(alice, wanted) == bob_ids({2, 5}));
}

TEST_CASE("a complete page stops in front of a hole and asks for it; another one reads over it", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, newest_of_bob(2, 3));
    apply(alice, newest_of_bob(7, 8));
    learn(alice, head(bob, bob_log, 9));
    CHECK(read(alice, older()) == bob_ids({8, 7, 3, 2}));
    const HistoryPage top = alice->history(complete(older()));
    CHECK(top.messages.empty());
    CHECK(asked(top) == "9 9 newest");
    CHECK(top.missing->log == bob_log);
    apply(alice, messages_of_bob(9, 9));
    const HistoryPage middle = alice->history(complete(older(100)));
    CHECK(ids_of(middle.messages) == bob_ids({9, 8, 7}));
    CHECK(asked(middle) == "4 6 newest");
    CHECK(middle.missing->count == 97);
    CHECK(read(alice, complete(older(3))) == bob_ids({9, 8, 7}));
    apply(alice, messages_of_bob(4, 6));
    CHECK(asked(alice->history(complete(older()))) == "1 1 newest");
    HistoryRead wanted = complete(newer());
    CHECK(read(alice, wanted) == bob_ids({2, 3, 4, 5, 6, 7, 8, 9}));
    wanted.begin = second_of(1);
    CHECK(asked(alice->history(wanted)) == "1 1 time 1000");
    apply(alice, messages_of_bob(1, 1));
    CHECK(read(alice, complete(older())) == bob_ids({9, 8, 7, 6, 5, 4, 3, 2, 1}));
}

TEST_CASE("towards newer messages a complete page stops in front of a hole, too", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, newest_of_bob(2, 3));
    apply(alice, newest_of_bob(7, 8));
    learn(alice, head(bob, bob_log, 9));
    const HistoryPage page = alice->history(complete(newer()));
    CHECK(ids_of(page.messages) == bob_ids({2, 3}));
    CHECK(asked(page) == "4 6");
    HistoryRead wanted = complete(newer(2));
    wanted.after = message(7).id;
    CHECK(asked(alice->history(wanted)) == "9 9");
    wanted.count = 1;
    CHECK(read(alice, wanted) == bob_ids({8}));
}

TEST_CASE("a complete page ends where the log begins for this user, or where the user left", "[store]") {
    Device alice;
    log_in(alice);
    apply_own(alice, conv(2, team, team_log, 4, 7));
    apply(alice, answer(team_log, 4, 7, {message(4), message(5), message(6), message(7)}, 20));
    HistoryRead wanted = complete(HistoryRead(team));
    CHECK(read(alice, wanted) == bob_ids({7, 6, 5, 4}));
    wanted.newer = true;
    CHECK(read(alice, wanted) == bob_ids({4, 5, 6, 7}));
}

TEST_CASE("a window that ends above a hole does not ask for it", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, newest_of_bob(5, 9));
    HistoryRead wanted = complete(older());
    wanted.begin = second_of(6);
    CHECK(read(alice, wanted) == bob_ids({9, 8, 7, 6}));
    wanted.end = second_of(7);
    CHECK(read(alice, wanted) == bob_ids({7, 6}));
}

TEST_CASE("a start by time in a hole is asked for, and found once the hub said where it is", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, newest_of_bob(1, 2));
    apply(alice, newest_of_bob(9, 9));
    HistoryRead wanted = complete(older(2));
    wanted.end = second_of(5);
    HistoryPage page = alice->history(wanted);
    CHECK(page.messages.empty());
    CHECK(asked(page) == "3 8 newest time 5999");
    SECTION("within it") {
        const Batch reply = messages_of_bob(4, 5, 9);
        apply(alice, reply);
        CHECK(wanted.answered(*page.missing, reply.range));
        CHECK(read(alice, wanted) == bob_ids({5, 4}));
        wanted.count = 3;
        CHECK(asked(alice->history(wanted)) == "3 3 newest");
    }
    SECTION("below it") {
        const Batch reply = answer(bob_log, 3, 2, {}, 9);
        apply(alice, reply);
        CHECK(wanted.answered(*page.missing, reply.range));
        CHECK(read(alice, wanted) == bob_ids({2, 1}));
    }
}

TEST_CASE("towards newer messages a start by time in a hole is found the same way", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, newest_of_bob(1, 2));
    apply(alice, newest_of_bob(8, 9));
    HistoryRead wanted = complete(newer(2));
    wanted.begin = second_of(5);
    HistoryPage page = alice->history(wanted);
    CHECK(asked(page) == "3 7 time 5000");
    SECTION("within it") {
        const Batch reply = messages_of_bob(5, 6, 9);
        apply(alice, reply);
        CHECK(wanted.answered(*page.missing, reply.range));
        CHECK(read(alice, wanted) == bob_ids({5, 6}));
        wanted.count = 4;
        CHECK(asked(alice->history(wanted)) == "7 7");
    }
    SECTION("above it") {
        const Batch reply = answer(bob_log, 3, 2, {}, 9);
        apply(alice, reply);
        CHECK(wanted.answered(*page.missing, reply.range));
        CHECK(read(alice, wanted) == bob_ids({8, 9}));
    }
}

TEST_CASE("a start by number in a hole, and numbers in a hole, are asked for once", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, newest_of_bob(1, 2));
    apply(alice, newest_of_bob(9, 9));
    HistoryRead wanted = complete(older(2));
    wanted.seq = 5;
    HistoryPage page = alice->history(wanted);
    CHECK(asked(page) == "3 8 newest seq 5");
    // The hub keeps no message with that number.
    const Batch reply = answer(bob_log, 3, 4, {message(3), message(4)}, 9);
    apply(alice, reply);
    CHECK(wanted.answered(*page.missing, reply.range));
    CHECK(read(alice, wanted) == bob_ids({4, 3}));

    HistoryRead some = complete(newer());
    some.seqs = {2, 6, 9};
    page = alice->history(some);
    CHECK(ids_of(page.messages) == bob_ids({2, 9}));
    CHECK(asked(page) == "5 8 seq 6");
    CHECK(page.missing->count == 20);
    CHECK(some.answered(*page.missing, answer(bob_log, 5, 4, {}).range));
    CHECK(read(alice, some) == bob_ids({2, 9}));
}

TEST_CASE("numbers that follow each other in a hole are asked for together", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, newest_of_bob(400, 400));
    HistoryRead some = complete(older());
    for (std::uint64_t seq = 300; seq > 200; --seq) some.seqs.push_back(seq);
    const HistoryPage page = alice->history(some);
    CHECK(asked(page) == "1 399 newest seq 300");
    CHECK(page.missing->count == 100);
    const Batch reply = answer(bob_log, 201, 300, messages_of_bob(201, 300).range.entries, 400);
    apply(alice, reply);
    CHECK(some.answered(*page.missing, reply.range));
    CHECK(read(alice, some).size() == 100);
}

TEST_CASE("an answer that brings nothing ends the asking", "[store]") {
    HistoryRead wanted = complete(older());
    wire::SyncQuery query;
    query.from = 3;
    query.to = 8;
    CHECK_FALSE(wanted.answered(query, answer(bob_log, 3, 2, {}).range));
    CHECK(wanted.answered(query, answer(bob_log, 8, 8, {}).range));
    CHECK_FALSE(wanted.edge);
}

TEST_CASE("messages that are sending, failed or only local stand where they are, in both directions", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->failed(bob, "alice-1-1", 10017);
    alice->save(bob, outgoing("alice-1-2"));
    alice->save_outgoing(outgoing("alice-1-3"));
    apply(alice, messages_of_bob(3, 3));
    const Ids all{message(1).id, message(2).id, "alice-1-1", "alice-1-2", message(3).id, "alice-1-3"};
    CHECK(read(alice, complete(newer())) == all);
    CHECK(read(alice, complete(older())) == Ids(all.rbegin(), all.rend()));
    HistoryRead wanted = complete(newer(1));
    for (std::size_t i = 1; i < all.size(); ++i) {
        wanted.after = all[i - 1];
        CHECK(read(alice, wanted) == Ids{all[i]});
    }
}

TEST_CASE("rows of earlier logs stand in front of the log as it is now", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    alice->greet("another epoch", user_log, 1);
    apply(alice, answer(user_log, 1, 1, {conv(1, bob, "log-2")}));
    Batch now = messages_of_bob(11, 12);
    now.range.log = "log-2";
    now.skips_to_newest = true;
    apply(alice, now);
    HistoryPage page = alice->history(complete(older()));
    CHECK(ids_of(page.messages) == bob_ids({12, 11}));
    CHECK(asked(page) == "1 10 newest");
    page = alice->history(complete(newer()));
    CHECK(ids_of(page.messages) == bob_ids({1, 2, 3}));
    CHECK(asked(page) == "1 10");
    apply(alice, answer("log-2", 1, 10, {}));
    CHECK(read(alice, complete(older())) == bob_ids({12, 11, 3, 2, 1}));
    HistoryRead wanted = older();
    wanted.end = second_of(2);
    CHECK(read(alice, wanted) == bob_ids({2, 1}));
}

TEST_CASE("a page is read from the index, without a look at the rest of the conversation", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    alice.close();
    db::Connection file(db::OpenOptions::file(folder.file(u8"616c696365.db")).on_any_thread(), store::detail::schema);
    const auto plan_of = [&](db::Sql sql) {
        std::string plan;
        db::Rows rows = file.query(sql);
        while (rows.next()) plan += rows.get<std::string>(3) + "\n";
        return plan;
    };
    const std::string older_plan = plan_of(
        "EXPLAIN QUERY PLAN SELECT * FROM readable_messages WHERE conv = 1 AND (era, pos, sub) < (1, 2, 3) "
        "AND status <> 4 ORDER BY era DESC, pos DESC, sub DESC");
    CHECK(older_plan.find("SEARCH m USING INDEX messages_place (conv=? AND (era,pos,sub)<(?,?,?))") == 0);
    CHECK(older_plan.find("B-TREE") == std::string::npos);
    const std::string start_plan =
        plan_of("EXPLAIN QUERY PLAN SELECT * FROM stored_messages WHERE msg_id = 'bob-1-1' AND conv = 1");
    CHECK(start_plan.find("SEARCH messages USING INDEX messages_id (msg_id=? AND conv=?)") == 0);
    const std::string unread_plan = plan_of("EXPLAIN QUERY PLAN SELECT count(*) FROM unread_messages WHERE conv = 1");
    CHECK(unread_plan.find("SEARCH m USING COVERING INDEX messages_unread (conv=? AND era=? AND pos>?)") !=
          std::string::npos);
    CHECK(unread_plan.find("SCAN m") == std::string::npos);
    const std::string mentions_plan =
        plan_of("EXPLAIN QUERY PLAN SELECT seq, body FROM unread_mentions WHERE conv = 1 ORDER BY pos");
    CHECK(mentions_plan.find("SEARCH m USING INDEX messages_mentions (conv=? AND era=? AND pos>?)") !=
          std::string::npos);
    const std::string local_plan = plan_of(
        "EXPLAIN QUERY PLAN SELECT * FROM readable_messages WHERE conv = 1 AND sub > 0 AND status <> 1 "
        "AND time BETWEEN 5 AND 6");
    CHECK(local_plan.find("SEARCH m USING INDEX messages_local (conv=? AND time>? AND time<?)") == 0);
    CHECK(mentions_plan.find("B-TREE") == std::string::npos);
}

}  // namespace
