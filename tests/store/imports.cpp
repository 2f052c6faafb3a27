// Messages that never were at the hub, and what an application notes about messages on this device.

#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

using Ids = std::vector<std::string>;

MessageData dated(const std::string& id, std::uint64_t time, const std::string& sender = "carol") {
    MessageData data = outgoing(id);
    data.sender = sender;
    data.server_time = time;
    return data;
}

/// The time of bob's message at a position, and so many seconds later.
std::uint64_t behind(Position pos, std::uint64_t seconds = 0) { return to_seconds(time_of(pos)) + seconds; }

Applied import(Device& alice, const std::vector<MessageData>& messages) { return alice->import(bob, messages); }

TEST_CASE("imported messages stand behind the last one that is not later", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(10, 10, 30));
    apply(alice, messages_of_bob(20, 20, 30));
    const Applied applied = import(alice, {dated("c-1-3", behind(20)), dated("c-1-1", behind(5)),
                                           dated("c-1-2", behind(12)), dated("c-1-4", behind(12))});
    CHECK(applied.conversations == std::vector{bob});
    CHECK(applied.news == 0);
    CHECK(history(alice) == Ids{"c-1-3", message(20).id, "c-1-4", "c-1-2", message(10).id, "c-1-1"});
    CHECK(unread(alice) == 2);
    CHECK(all_news(alice).empty());
    const MessageData stored = *find_one(alice, "c-1-2");
    CHECK(stored.status == MsgStatus::local_imported);
    CHECK(stored.sender == "carol");
    CHECK(stored.server_time == behind(12));
    CHECK(stored.is_read);
    CHECK(import(alice, {dated("c-1-0", behind(1))}).conversations.empty());
}

TEST_CASE("an import without the hub's time goes by its author's; one without any is the newest", "[store]") {
    Device alice;
    MessageData undated = dated("c-1-1", 0);
    undated.client_time = 0;
    MessageData authored = dated("c-1-2", 0);
    authored.client_time = 500;
    import(alice, {dated("c-1-3", 400), authored, dated("c-1-4", 450), undated});
    CHECK(history(alice) == Ids{"c-1-1", "c-1-2", "c-1-4", "c-1-3"});
    CHECK(find_one(alice, "c-1-2")->server_time == 500);
}

TEST_CASE("an import keeps id, status and the rest, but nothing is imported as sending or without an id", "[store]") {
    Device alice;
    MessageData kept = dated("bob-1-1", 100, "bob");
    kept.status = MsgStatus::revoked;
    kept.custom_str = "mine";
    kept.is_peer_read = true;
    kept.seq = 77;
    MessageData sending = dated("alice-1-1", 101, "");
    sending.status = MsgStatus::sending;
    import(alice, {kept, sending, dated("", 102)});
    CHECK(history(alice) == Ids{"alice-1-1", "bob-1-1"});
    const MessageData stored = *find_one(alice, "bob-1-1");
    CHECK(stored.status == MsgStatus::revoked);
    CHECK(stored.custom_str == "mine");
    CHECK(stored.is_peer_read);
    CHECK(stored.seq == 77);
    CHECK(find_one(alice, "alice-1-1")->status == MsgStatus::local_imported);
    CHECK(find_one(alice, "alice-1-1")->is_from_self);
    CHECK(alice->unsent().empty());
    CHECK(alice->fail_unwritten(6014).empty());
}

TEST_CASE("ids that are known already are left alone", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 1));
    CHECK(import(alice, {dated(message(1).id, 5, "bob"), dated("c-1-1", 5), dated("c-1-1", 9)}).conversations.empty());
    CHECK(history(alice) == Ids{message(1).id, "c-1-1"});
    CHECK(text_of(*find_one(alice, message(1).id)) == "text 1");
    CHECK(alice->save(bob, dated(message(1).id, 5, "bob")).message.status == MsgStatus::send_succ);
    CHECK(alice->save(bob, dated(message(1).id, 5, "bob")).changes.conversations.empty());
}

TEST_CASE("imports in any order of times are in the order of their times, also when there is no room between them",
          "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    SeededRandom random(11);
    std::vector<MessageData> all;
    for (std::uint64_t i = 0; i < 600; ++i)
        all.push_back(dated("c-1-" + std::to_string(i), i % 3 == 0 ? behind(1) : random.between(1000, 1200)));
    // Towards the older end, so that each has to stand in front of all before it.
    for (std::uint64_t i = 0; i < 100; ++i) all.push_back(dated("c-2-" + std::to_string(i), 999 - i));
    for (std::size_t first = 0; first < all.size(); first += 70)
        alice->import(bob, std::span(all).subspan(first, std::min<std::size_t>(70, all.size() - first)));
    std::stable_sort(all.begin(), all.end(),
                     [](const MessageData& a, const MessageData& b) { return a.server_time < b.server_time; });
    Ids expected = ids_of(all);
    const auto at_first =
        std::find_if(all.begin(), all.end(), [](const MessageData& one) { return one.server_time >= behind(1); });
    expected.insert(expected.begin() + (at_first - all.begin()), message(1).id);
    expected.push_back(message(2).id);
    std::reverse(expected.begin(), expected.end());
    CHECK(history(alice) == expected);
}

TEST_CASE("a long history is imported newest first, at once or page by page", "[store]") {
    Device alice;
    log_in(alice);
    constexpr std::size_t count = 8000;
    std::vector<MessageData> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(dated("c-1-" + std::to_string(i), 100'000 - i));
    const ConvKey pages(ConvType::c2c, "carol");
    for (std::size_t first = 0; first < count; first += 100) alice->import(pages, std::span(all).subspan(first, 100));
    alice->import(bob, all);
    const Ids expected = ids_of(all);
    CHECK(history(alice) == expected);
    CHECK(history(alice, pages) == expected);
}

TEST_CASE("an import goes between failed messages by the times of their author", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 1));
    for (const std::uint64_t later : {10, 20, 30}) {
        MessageData mine = outgoing("alice-1-" + std::to_string(later));
        mine.client_time = behind(1, later);
        alice->save_outgoing(mine);
        alice->failed(bob, mine.msg_id, 10017);
    }
    import(alice, {dated("c-1-1", behind(1, 25)), dated("c-1-2", behind(1, 25)), dated("c-1-3", behind(1, 40)),
                   dated("c-1-4", behind(1, 5))});
    CHECK(history(alice) ==
          Ids{"c-1-3", "alice-1-30", "c-1-2", "c-1-1", "alice-1-20", "alice-1-10", "c-1-4", message(1).id});
}

TEST_CASE("a saved message is the newest of its conversation, which is made", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    alice->save_outgoing(outgoing("alice-1-1"));
    const Updated saved = alice->save(bob, dated("c-1-1", 5));
    CHECK(saved.message.status == MsgStatus::local_imported);
    CHECK(saved.changes.conversations == std::vector{bob});
    CHECK(history(alice) == Ids{"alice-1-1", "c-1-1", message(2).id, message(1).id});
    const ConvKey carol(ConvType::c2c, "carol");
    CHECK(alice->save(carol, dated("c-1-1", 5)).message.conv_id == "carol");
    CHECK(history(alice, carol) == Ids{"c-1-1"});
}

TEST_CASE("local data stays on the device through everything that its message goes through", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    log_in(alice);
    apply(alice, messages_of_bob(1, 1));
    CHECK(alice->set_local_data(bob, message(1).id, "seen", 7));
    CHECK(alice->set_local_data(bob, message(1).id, "seen twice", 4'000'000'000));
    wire::Entry newer = message(1);
    newer.version = 2;
    apply(alice, answer(bob_log, 1, 1, {newer}));
    alice.reopen();
    const MessageData stored = *find_one(alice, message(1).id);
    CHECK(stored.custom_str == "seen twice");
    CHECK(stored.custom_int == 4'000'000'000);
    CHECK(history(alice) == bob_ids({1}));
    CHECK(alice->set_local_data(bob, message(1).id, "", 0));
    CHECK(find_one(alice, message(1).id)->custom_str.empty());
    CHECK_FALSE(alice->set_local_data(bob, "nobody-1-1", "x", 1));
    CHECK_FALSE(alice->set_local_data(team, message(1).id, "x", 1));
    CHECK_FALSE(alice->set_local_data(bob, "", "x", 1));
}

TEST_CASE("local data goes with its message, and no other message gets it", "[store]") {
    Device alice;
    log_in(alice);
    alice->save(bob, outgoing("alice-1-1"));
    alice->set_local_data(bob, "alice-1-1", "old", 1);
    alice->clear(bob, 0);
    alice->save(bob, outgoing("alice-1-2"));
    CHECK(find_one(alice, "alice-1-2")->custom_str.empty());
}

TEST_CASE("an import of nothing lists no conversation", "[store]") {
    Device alice;
    std::vector<MessageData> none;
    CHECK(import(alice, none).conversations.empty());
    CHECK(alice->conversations().empty());
}

}  // namespace
