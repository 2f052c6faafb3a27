// Databases that earlier versions made.

#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"
#include "tim/store/detail/search_index.hpp"

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

/// What each version could store: a log with three positions held, of which one message does not count.
void fill(db::Connection& made) {
    made.run("UPDATE device SET epoch = 'epoch', shown = 1");
    made.run("INSERT INTO conversations(key, type, id) VALUES(2, 3, '')");
    made.run(
        "INSERT INTO logs(conv, id, head, start_pos, end_pos, news_to, gone, told) "
        "VALUES(1, 'log-with-bob', 4, 1, 0, 3, 0, 1), (2, 'log-of-alice', 3, 1, 0, 3, 0, 0)");
    made.run("INSERT INTO ranges VALUES(1, 1, 3), (2, 1, 3)");
    made.run(
        "INSERT INTO messages(conv, era, pos, sub, generation, arrival, seq, time, version, status, local_body, "
        "msg_id, sender, body) VALUES(1, 0, 1, 0, 0, 1, 1, 1000, 1, 2, 0, 'bob-1-1', 'bob', '{}'), "
        "(1, 0, 2, 0, 0, 2, 2, 2000, 1, 2, 0, 'bob-1-2', 'bob', "
        "'{\"message_elem_array\":[{\"elem_type\":0,\"text_elem_content\":\"tea\"}]}'), "
        "(1, 0, 3, 0, 0, 3, 3, 3000, 1, 2, 0, 'bob-1-3', 'bob', "
        "'{\"message_is_excluded_from_unread_count\":true}'), "
        "(1, 0, 4, 1, 0, NULL, 0, 0, 0, 3, 1, 'alice-1-1', 'alice', '{\"message_custom_str\":\"mine\"}')");
}

TEST_CASE("a database of any earlier version is taken over", "[store]") {
    const std::size_t version = GENERATE(range(std::size_t{1}, store::detail::migrations.size()));
    CAPTURE(version);
    const tim::test::TemporaryDirectory folder;
    {
        db::Connection made = made_by_version(version, folder);
        fill(made);
        if (version >= 4) made.run("UPDATE messages SET counts = 1 WHERE sender = 'bob' AND pos < 3");
        if (version >= 5) store::detail::SearchIndex(made).update(100);
    }
    Device alice(in_folder(folder));
    CHECK(alice->state().device == "the device");
    CHECK(held(alice) == std::vector<Range>{{1, 3}});
    CHECK(history(alice) == std::vector<std::string>{"alice-1-1", "bob-1-3", "bob-1-2", "bob-1-1"});
    CHECK(ids_of(alice->news(1, 10)) == std::vector<std::string>{"bob-1-2", "bob-1-3"});
    CHECK(find_one(alice, "alice-1-1")->custom_str == "mine");
    CHECK(unread(alice) == 2);
    CHECK(alice->search(MessageSearchParam({"tea"}), 0).total_count == 1);
    alice->mark_read(bob, "bob-1-1");
    CHECK(unread(alice) == 1);
    CHECK(alice->untold_marks().size() == 1);
    CHECK(apply(alice, messages_of_bob(4, 4)).news == 1);
    wire::Entry changed = entry(2, "message", "bob", "bob-1-2", text_body("coffee"));
    changed.version = 2;
    apply_bobs(alice, changed);
    CHECK(alice->search(MessageSearchParam({"tea"}), 0).total_count == 0);
    CHECK(alice->search(MessageSearchParam({"coffee"}), 0).total_count == 1);
    CHECK(alice->set_local_data(bob, "bob-1-1", "noted", 1));
    alice.reopen();
    CHECK(find_one(alice, "bob-1-1")->custom_str == "noted");
}

TEST_CASE("own messages that an earlier version let count do so no more", "[store]") {
    const tim::test::TemporaryDirectory folder;
    {
        db::Connection made = made_by_version(5, folder);
        fill(made);
        made.run("UPDATE messages SET counts = 1 WHERE msg_id IN ('bob-1-1', 'alice-1-1')");
        made.run("UPDATE messages SET sub = 0, version = 1, status = 2 WHERE msg_id = 'alice-1-1'");
    }
    Device alice(in_folder(folder));
    CHECK(unread(alice) == 1);
}

TEST_CASE("mentions that an earlier version stored are found", "[store]") {
    const std::size_t version = GENERATE(range(std::size_t{1}, store::detail::migrations.size()));
    CAPTURE(version);
    const tim::test::TemporaryDirectory folder;
    {
        db::Connection made = made_by_version(version, folder);
        fill(made);
        made.run("UPDATE conversations SET type = 2, id = 'team' WHERE key = 1");
        made.run("UPDATE messages SET body = '{\"message_group_at_user_array\":[\"alice\"]}' WHERE pos = 2");
        if (version >= 4) made.run("UPDATE messages SET counts = 1 WHERE sender = 'bob'");
    }
    Device alice(in_folder(folder));
    const std::vector<GroupAtInfo> infos = alice->conversation(team)->group_at_infos;
    REQUIRE(infos.size() == 1);
    CHECK(infos[0].seq == 2);
}

TEST_CASE("entries that an earlier version kept without understanding them have their effect", "[store]") {
    const tim::test::TemporaryDirectory folder;
    {
        db::Connection made = made_by_version(3, folder);
        fill(made);
        const auto keep = [&](int conv, const wire::Entry& one) {
            made.run("INSERT INTO unknown_entries VALUES(?, ?, ?)", conv, one.pos, codec::to_json(one));
        };
        keep(1, read_entry(4, bob_log, 1, "bob"));
        keep(2, removed_entry(1, bob_log, {2}));
        keep(2, settings_entry(2, bob, true));
        keep(2, removed_entry(3, team_log, {1}));
        keep(2, entry(9, "glow", "bob", "", "{}"));
    }
    Device alice(in_folder(folder));
    CHECK(find_one(alice, "bob-1-2")->status == MsgStatus::deleted);
    CHECK(alice->settings(bob).pinned);
    alice.reopen();
    apply_own(alice, conv(4, team, team_log));
    apply(alice, answer(team_log, 1, 2, {message(1), message(2)}));
    CHECK(history(alice, team) == bob_ids({2}));
    alice.close();
    db::Connection file(db::OpenOptions::file(folder.file(u8"616c696365.db")).on_any_thread(), store::detail::schema);
    CHECK(file.find<std::string>("SELECT group_concat(pos) FROM unknown_entries") == "9");
}

}  // namespace
