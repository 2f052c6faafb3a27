// What was said, shown page by page, by id and by locator; and what a user adds to it.

#include "tests/client/stage.hpp"
#include "tests/client/world.hpp"
#include "tests/support/shifted_clock.hpp"
#include "tests/support/temporary_directory.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

using Texts = std::vector<std::string>;

Texts texts_of(const std::vector<Message>& messages) {
    Texts texts;
    for (const Message& message : messages) texts.emplace_back(message.text());
    return texts;
}

/// "1" to "n", or the other way round.
Texts numbers(int first, int last) {
    Texts list{std::to_string(first)};
    while (first != last) {
        first += first < last ? 1 : -1;
        list.push_back(std::to_string(first));
    }
    return list;
}

asio::awaitable<void> say_numbers(Client& client, Conversation conversation, int count) {
    std::string text;
    for (int i = 1; i <= count; ++i) {
        text = std::to_string(i);
        co_await conversation.send(TextElem{text});
    }
    co_await client.receive();
}

asio::awaitable<Texts> page(Conversation conversation, HistoryQuery query) {
    const std::vector<Message> found = co_await conversation.history(std::move(query));
    co_return texts_of(found);
}

MessageData message_at(std::uint64_t time, const std::string& text) {
    MessageData message;
    message.server_time = time;
    message.elements.emplace_back(TextElem(text));
    return message;
}

asio::awaitable<void> up_and_down(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const Conversation bob = alice.c2c("bob");
    co_await say_numbers(alice, bob, 10);
    const Texts newest = co_await page(bob, HistoryQuery{}.count(3));
    CHECK(newest == numbers(10, 8));
    const std::vector<Message> all = co_await bob.history();
    REQUIRE(all.size() == 10);
    const std::string fifth = all[5].id();
    const Texts older = co_await page(bob, HistoryQuery{}.count(2).older_than(fifth));
    CHECK(older == numbers(4, 3));
    const Texts newer = co_await page(bob, HistoryQuery{}.count(2).newer_than(fifth));
    CHECK(newer == numbers(6, 7));
    const Texts oldest = co_await page(bob, HistoryQuery{}.count(2).forward());
    CHECK(oldest == numbers(1, 2));
    const Texts none = co_await page(bob, HistoryQuery{}.older_than("no such id"));
    CHECK(none.empty());
    const int refused = co_await code_of(bob.history(HistoryQuery{}.count(0)));
    CHECK(refused == 6017);
}

asio::awaitable<void> twenty(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const Conversation bob = alice.c2c("bob");
    co_await say_numbers(alice, bob, 23);
    const Texts newest = co_await page(bob, HistoryQuery());
    CHECK(newest == numbers(23, 4));
    const HistoryPages pages = bob.pages();
    const std::vector<Message> first = co_await pages.next();
    CHECK(texts_of(first) == numbers(23, 4));
    const std::vector<Message> second = co_await pages.next();
    CHECK(texts_of(second) == numbers(3, 1));
}

/// Numbers are those of a group, in which every member sees the same.
asio::awaitable<void> numbers_of_a_pair(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const Conversation bob = alice.c2c("bob");
    co_await say_numbers(alice, bob, 5);
    const Texts from = co_await page(bob, HistoryQuery{}.count(2).from_seq(3));
    CHECK(from == numbers(5, 4));
    const Texts exact = co_await page(bob, HistoryQuery{}.count(2).exactly(1, 2));
    CHECK(exact == numbers(5, 4));
}

/// Without a beginning a period is the last one before now, or the next one after it.
asio::awaitable<void> a_period_alone(World& world) {
    ShiftedClock clock;
    Client alice = world.client(ClientOptions().clock(clock));
    co_await log_in(world, alice, "alice");
    const Conversation bob = alice.c2c("bob");
    const std::uint64_t now = to_seconds(clock.unix_now());
    std::vector<MessageData> all{message_at(now - 5000, "1"), message_at(now - 3000, "2"), message_at(now + 3000, "3"),
                                 message_at(now + 5000, "4")};
    co_await bob.import(std::move(all));
    const Texts past = co_await page(bob, HistoryQuery{}.within(0, std::chrono::hours(1)));
    CHECK(past == Texts{"2"});
    const Texts future = co_await page(bob, HistoryQuery{}.within(0, std::chrono::hours(1)).forward());
    CHECK(future == Texts{"3"});
    const Texts always = co_await page(bob, HistoryQuery());
    CHECK(always == numbers(4, 1));
    co_await alice.close();
}

asio::awaitable<void> nothing_of_a_live_room(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");
    const CreateGroupResult made = co_await alice.create_group(CreateGroupParam(GroupType::av_chat_room, "room"));
    const Group room = alice.group(made.group_id);
    co_await bob.group(made.group_id).join();
    const Message said = co_await room.send(TextElem{"live"});
    Message shown = co_await next_message(bob);
    while (shown.text() != "live") shown = co_await next_message(bob);
    for (Client* client : {&alice, &bob}) {
        const Texts held = co_await page(client->group(made.group_id), HistoryQuery{}.roaming());
        CHECK(held.empty());
        const std::vector<Message> by_id = co_await client->find(said.id());
        CHECK(by_id.empty());
        MessageSearchParam words(std::vector<std::string>(1, "live"));
        const SearchResult found = co_await client->search(std::move(words));
        CHECK(found.total == 0);
    }
}

asio::awaitable<void> by_number_and_time(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const CreateGroupResult made = co_await alice.create_group(CreateGroupParam(GroupType::public_group, "team"));
    const Group team = alice.group(made.group_id);
    co_await say_numbers(alice, team, 5);
    const std::vector<Message> said = co_await team.history(HistoryQuery{}.count(5));
    REQUIRE(said.size() == 5);
    const std::uint64_t third = said[2].data().seq;
    const Texts older = co_await page(team, HistoryQuery{}.count(2).from_seq(third));
    CHECK(older == numbers(3, 2));
    const Texts newer = co_await page(team, HistoryQuery{}.count(2).from_seq(third).forward());
    CHECK(newer == numbers(3, 4));
    const Texts exact = co_await page(team, HistoryQuery{}.exactly(third, third + 2, 4711));
    CHECK(exact == Texts{"5", "3"});
    const std::uint64_t time = said[0].data().server_time;
    const Texts past = co_await page(team, HistoryQuery{}.within(time - 1000, std::chrono::seconds(500)));
    CHECK(past.empty());
    const Texts window = co_await page(team, HistoryQuery{}.count(5).within(time + 10, std::chrono::hours(1)));
    CHECK(window == numbers(5, 1));
}

asio::awaitable<void> only_some_types(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const Conversation bob = alice.c2c("bob");
    co_await bob.send(TextElem{"words"});
    co_await bob.send(FaceElem{7, "smile"});
    const std::vector<Message> faces = co_await bob.history(HistoryQuery{}.only(ElemType::face));
    REQUIRE(faces.size() == 1);
    CHECK(faces[0].get<FaceElem>() != nullptr);
}

asio::awaitable<void> endless(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const Conversation bob = alice.c2c("bob");
    co_await say_numbers(alice, bob, 25);
    const HistoryPages pages = bob.pages(HistoryQuery{}.count(10));
    Texts all;
    for (auto next = co_await pages.next(); !next.empty(); next = co_await pages.next()) {
        const Texts some = texts_of(next);
        all.insert(all.end(), some.begin(), some.end());
    }
    CHECK(all == numbers(25, 1));
    const std::vector<Message> behind = co_await pages.next();
    CHECK(behind.empty());
}

/// The last hour is that before the first page, though time goes on.
asio::awaitable<void> pages_of_an_hour(World& world) {
    ShiftedClock clock;
    Client alice = world.client(ClientOptions().clock(clock));
    co_await log_in(world, alice, "alice");
    const Conversation bob = alice.c2c("bob");
    const std::uint64_t now = to_seconds(clock.unix_now());
    std::vector<MessageData> old{message_at(now - 4000, "1"), message_at(now - 3000, "2"), message_at(now - 2900, "3"),
                                 message_at(now - 2800, "4")};
    co_await bob.import(std::move(old));
    const HistoryPages pages = bob.pages(HistoryQuery{}.count(2).within(0, std::chrono::hours(1)));
    const std::vector<Message> first = co_await pages.next();
    CHECK(texts_of(first) == Texts{"4", "3"});
    clock.shift = 1'000'000;
    const std::vector<Message> second = co_await pages.next();
    CHECK(texts_of(second) == Texts{"2"});
    co_await alice.close();
}

asio::awaitable<void> two_pages_at_once(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const HistoryPages pages = alice.c2c("bob").pages();
    Outcome first, second;
    pages.next(first.callback());
    pages.next(second.callback());
    const int refused = co_await end_of(second);
    CHECK(refused == 6015);
    const int served = co_await end_of(first);
    CHECK(served == 0);
}

/// A device that has just logged in asks for the oldest messages at once: they are at the hub only.
asio::awaitable<void> roaming(World& world) {
    constexpr int count = 450;
    {
        Client alice = world.client();
        co_await log_in(world, alice, "alice");
        std::size_t acknowledged = 0;
        for (int i = 1; i <= count; ++i)
            alice.c2c("bob").send(TextElem{std::to_string(i)}, [&](error_code, const Message&) { ++acknowledged; });
        while (acknowledged < count) co_await asio::post(asio::use_awaitable);
    }
    Client bob = world.client();
    co_await log_in(world, bob, "bob");
    const HistoryPages down = bob.c2c("alice").pages(HistoryQuery{}.count(60).roaming());
    Texts all;
    for (auto next = co_await down.next(); !next.empty(); next = co_await down.next()) {
        const Texts some = texts_of(next);
        all.insert(all.end(), some.begin(), some.end());
    }
    CHECK(all == numbers(count, 1));
    const Texts up = co_await page(bob.c2c("alice"), HistoryQuery{}.count(count).forward().roaming());
    CHECK(up == numbers(1, count));
}

asio::awaitable<void> without_a_hub(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    stage.faults->cut();
    stage.faults->down(true);
    co_await until(stage.alice, ConnectionState::connecting);
    const Texts held = co_await page(stage.alice.c2c("bob"), HistoryQuery{}.roaming());
    CHECK(held == Texts{"first"});
}

/// What an earlier login has stored is shown while a login is under way, and when it has failed.
asio::awaitable<void> before_a_login(World& world) {
    const TemporaryDirectory folder;
    const ClientOptions kept = ClientOptions().data(folder.file(u8"alice"));
    {
        Client alice = world.client(kept);
        co_await log_in(world, alice, "alice");
        co_await say(alice, "bob", "one");
        co_await alice.close();
    }
    const auto faults = std::make_shared<Faults>();
    faults->lose_request("hello");
    Client alice = world.client(faults, kept);
    Outcome login;
    alice.login("alice", "no token at all", login.cancellable());
    const Texts pending = co_await page(alice.c2c("bob"), HistoryQuery{}.roaming());
    CHECK(pending == Texts{"one"});
    CHECK_FALSE(login.code);
    login.signal.emit(asio::cancellation_type::terminal);
    co_await end_of(login);
    faults->heal();
    const int refused = co_await code_of(alice.login("alice", "no token at all"));
    CHECK(refused == 70003);
    const Texts failed = co_await page(alice.c2c("bob"), HistoryQuery{}.roaming());
    CHECK(failed == Texts{"one"});
    const std::vector<ConvInfo> list = co_await alice.conversations();
    CHECK(list.size() == 1);
}

asio::awaitable<void> found_by_id(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const Message one = co_await say(alice, "bob", "one");
    const Message two = co_await say(alice, "carol", "two");
    const std::vector<Message> found = co_await alice.find(two.id(), "no such id", one.id(), two.id());
    CHECK(texts_of(found) == Texts{"two", "one"});
}

asio::awaitable<void> found_by_locator(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const Message one = co_await say(alice, "bob", "one");
    MsgLocator fits;
    fits.time = one.data().server_time;
    fits.seq = one.data().seq;
    fits.rand = one.data().rand;
    fits.is_self = true;
    MsgLocator wrong = fits;
    wrong.rand += 1;
    const std::vector<Message> found = co_await alice.c2c("bob").find(wrong, fits);
    CHECK(texts_of(found) == Texts{"one"});
}

asio::awaitable<void> brought_along(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const Conversation bob = alice.c2c("bob");
    co_await bob.send(TextElem{"now"});
    std::vector<MessageData> old;
    for (int i = 1; i <= 2000; ++i)
        old.push_back(message_at(1'000'000 + static_cast<std::uint64_t>(i), "old " + std::to_string(i)));
    old[0].msg_id = "bob-1000001-1";
    old[0].sender = "bob";
    co_await bob.import(old);
    co_await bob.import(std::vector<MessageData>(1, old[0]));
    const Texts newest = co_await page(bob, HistoryQuery{}.count(2));
    CHECK(newest == Texts{"now", "old 2000"});
    const std::vector<Message> oldest = co_await bob.history(HistoryQuery{}.count(2).forward());
    CHECK(texts_of(oldest) == Texts{"old 1", "old 2"});
    CHECK(oldest[0].id() == "bob-1000001-1");
    CHECK(oldest[0].sender() == "bob");
    CHECK(oldest[0].status() == MsgStatus::local_imported);
    CHECK(oldest[1].sender() == "alice");
    const Message hint = co_await bob.save(message_at(5, "a hint"));
    CHECK(hint.text() == "a hint");
    const Texts with_hint = co_await page(bob, HistoryQuery{}.count(2));
    CHECK(with_hint == Texts{"a hint", "now"});
    const int refused = co_await code_of(alice.c2c("").save(message_at(5, "nowhere")));
    CHECK(refused != 0);
}

asio::awaitable<void> local_data(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const Message one = co_await say(alice, "bob", "one");
    const Message marked = co_await one.set_local_data("draft of an answer", 7);
    CHECK(marked.data().custom_int == 7);
    const std::vector<Message> found = co_await alice.find(one.id());
    REQUIRE(found.size() == 1);
    CHECK(found[0].data().custom_str == "draft of an answer");
    CHECK(found[0].data().custom_int == 7);
    MessageData unknown = one.data();
    unknown.msg_id = "alice-1-1";
    const int refused =
        co_await code_of(Message(alice.c2c("bob").prepare(TextElem{"never sent"})).set_local_data("", 0));
    CHECK(refused == 7011);
}

}  // namespace

TEST_CASE("history goes up and down from a message, or begins at the newest or oldest") {
    among_strangers(up_and_down);
}
TEST_CASE("history of a group begins at a number, brings exact numbers, and keeps to a time") {
    over_loopback(by_number_and_time);
}
TEST_CASE("a page holds twenty messages when nothing else is asked for") { among_strangers(twenty); }
TEST_CASE("numbers say nothing in the history of a pair") { among_strangers(numbers_of_a_pair); }
TEST_CASE("a period without a beginning counts from now") { among_strangers(a_period_alone); }
TEST_CASE("what was said in a live room is in no history, not found and not searched") {
    over_loopback(nothing_of_a_live_room);
}
TEST_CASE("history can be kept to some types of elements") { among_strangers(only_some_types); }
TEST_CASE("the pages of a history follow each other to its end") { among_strangers(endless); }
TEST_CASE("pages of the last hour are all of the same hour") { among_strangers(pages_of_an_hour); }
TEST_CASE("one page at a time is read from the same pages") { among_strangers(two_pages_at_once); }
TEST_CASE("a new device scrolls through what only the hub has, without a gap") { among_strangers(roaming, each_way()); }
TEST_CASE("without a connection history brings what the device holds") { over_loopback(without_a_hub); }
TEST_CASE("a login that waits or has failed leaves the history of earlier ones to read") {
    among_strangers(before_a_login);
}
TEST_CASE("messages are found by their ids, in that order, each once") { among_strangers(found_by_id); }
TEST_CASE("messages are found by what both sides know of them") { among_strangers(found_by_locator); }
TEST_CASE("imported messages stand where their time puts them, saved ones are the newest") {
    among_strangers(brought_along);
}
TEST_CASE("a text and a number stay with a message on this device") { among_strangers(local_data); }
