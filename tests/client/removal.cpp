// Messages that a user takes away from himself, and search, which must not find them.

#include "tests/client/stage.hpp"
#include "tests/client/world.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

/// Texts, newest first.
asio::awaitable<std::string> history_of(Client& client, std::string peer) {
    std::string texts;
    const std::vector<Message> held = co_await client.c2c(std::move(peer)).history(HistoryQuery{}.roaming());
    for (const Message& message : held) texts.append(texts.empty() ? "" : " ").append(message.text());
    co_return texts;
}

/// Reads events until the history is like that.
asio::awaitable<void> until_held(Client& client, std::string peer, std::string wanted) {
    for (;;) {
        const std::string now = co_await history_of(client, peer);
        if (now == wanted) co_return;
        co_await client.receive();
    }
}

asio::awaitable<std::uint32_t> found(Client& client, std::string word) {
    const SearchResult result = co_await client.search(MessageSearchParam({std::vector<std::string>(1, word)}));
    co_return result.total;
}

asio::awaitable<void> gone_everywhere(World& world) {
    Client alice = world.client(), phone = world.client(ClientOptions().platform(Platform::ios)), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, phone, "alice");
    co_await log_in(world, bob, "bob");
    const Message one = co_await say(alice, "bob", "one");
    const Message two = co_await say(alice, "bob", "two");
    const Message three = co_await say(alice, "bob", "three");
    co_await until_held(phone, "bob", "three two one");
    co_await until_held(bob, "alice", "three two one");

    co_await two.remove();
    const std::string at_alice = co_await history_of(alice, "bob");
    CHECK(at_alice == "three one");
    co_await until_held(phone, "bob", "three one");
    const std::vector<Message> marker = co_await alice.find(two.id());
    CHECK(marker.at(0).status() == MsgStatus::deleted);
    co_await alice.c2c("bob").remove(one, three);
    const std::string nothing = co_await history_of(alice, "bob");
    CHECK(nothing.empty());
    const std::string at_bob = co_await history_of(bob, "alice");
    CHECK(at_bob == "three two one");

    Client tablet = world.client(ClientOptions().platform(Platform::android));
    co_await log_in(world, tablet, "alice");
    co_await say(alice, "bob", "four");
    co_await until_held(tablet, "bob", "four");
}

asio::awaitable<void> gone_here(World& world) {
    Client alice = world.client(), phone = world.client(ClientOptions().platform(Platform::ios));
    co_await log_in(world, alice, "alice");
    co_await log_in(world, phone, "alice");
    const Message one = co_await say(alice, "bob", "one");
    co_await one.remove(RemoveScope::this_device);
    const std::string here = co_await history_of(alice, "bob");
    CHECK(here.empty());
    co_await until_held(phone, "bob", "one");
}

asio::awaitable<void> refusals(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    std::vector<Message> many;
    for (int i = 0; i < 31; ++i) many.push_back(alice.c2c("bob").prepare(TextElem{"not sent"}));
    const int too_many = co_await code_of(alice.c2c("bob").remove(many));
    CHECK(too_many == 6017);
    const int none = co_await code_of(alice.c2c("bob").remove(std::vector<Message>()));
    CHECK(none == 6017);
    const int of_another = co_await code_of(alice.c2c("carol").remove(many.front()));
    CHECK(of_another == 6017);
    co_await alice.logout();
    const int nobody = co_await code_of(alice.c2c("bob").clear());
    CHECK(nobody == 6014);
}

asio::awaitable<void> once_a_second(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const Message one = co_await say(alice, "bob", "one");
    const Message two = co_await say(alice, "bob", "two");
    const Message three = co_await say(alice, "bob", "three");
    co_await alice.c2c("bob").remove(one);
    const int hurried = co_await code_of(alice.c2c("bob").remove(two));
    CHECK(hurried == 7008);
    co_await three.remove();
    const std::string left = co_await history_of(alice, "bob");
    CHECK(left == "two");
}

asio::awaitable<void> cleared(World& world) {
    Client alice = world.client(), phone = world.client(ClientOptions().platform(Platform::ios)), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, phone, "alice");
    co_await log_in(world, bob, "bob");
    co_await say(bob, "alice", "one");
    co_await until_held(alice, "bob", "one");
    co_await until_held(phone, "bob", "one");
    co_await alice.c2c("bob").clear();
    const std::optional<ConvInfo> info = co_await alice.c2c("bob").info();
    REQUIRE(info);
    CHECK(info->unread_num == 0);
    CHECK_FALSE(info->has_last_msg);
    co_await until_held(phone, "bob", "");
    co_await say(bob, "alice", "two");
    co_await until_held(alice, "bob", "two");
    const std::string at_bob = co_await history_of(bob, "alice");
    CHECK(at_bob == "two one");
    Client tablet = world.client(ClientOptions().platform(Platform::android));
    co_await log_in(world, tablet, "alice");
    co_await until_held(tablet, "bob", "two");
}

asio::awaitable<void> searched(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    co_await say(alice, "bob", "Ｔｅａ at 五 with 田中さん");
    const Message coffee = co_await say(alice, "carol", "coffee, no TEA");
    const std::uint32_t tea = co_await found(alice, "tea");
    CHECK(tea == 2);
    const std::uint32_t five = co_await found(alice, "五");
    CHECK(five == 1);
    const std::uint32_t part = co_await found(alice, "offe");
    CHECK(part == 1);
    const std::uint32_t name = co_await found(alice, "中さ");
    CHECK(name == 1);
    const std::uint32_t syntax = co_await found(alice, "tea\" OR \"coffee");
    CHECK(syntax == 0);
    MessageSearchParam of_carol(std::vector<std::string>(1, "TEA"));
    of_carol.set_conversation(ConvKey(ConvType::c2c, "carol"));
    const SearchResult hits = co_await alice.search(std::move(of_carol));
    REQUIRE(hits.total == 1);
    CHECK(hits.conversations.at(0).messages.at(0).id() == coffee.id());
    co_await coffee.remove();
    const std::uint32_t without = co_await found(alice, "coffee");
    CHECK(without == 0);
    const int refused = co_await code_of(alice.search(MessageSearchParam()));
    CHECK(refused == 6017);
}

asio::awaitable<void> searched_at_once(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    MessageData one;
    one.elements.emplace_back(TextElem{"tea"});
    const std::vector<MessageData> many(4100, one);
    const Conversation bob = alice.c2c("bob");
    co_await bob.import(many);
    MessageSearchParam tea(std::vector<std::string>(1, "tea"));
    tea.set_conversation(bob.key()).set_page(0, 1);
    const SearchResult found = co_await alice.search(std::move(tea));
    CHECK(found.total == 4100);
}

}  // namespace

TEST_CASE("a removed message is gone on all devices of its user, for good, and nowhere else") {
    over_each_way(gone_everywhere);
}
TEST_CASE("a message can be removed from one device only") { among_strangers(gone_here); }
TEST_CASE("too many messages, none, and nobody's are not removed") { over_loopback(refusals); }
TEST_CASE("a second list within a second is refused and stays, a single message goes") {
    among_strangers(once_a_second, Way::loopback, hub::HubOptions().app(test_app, Secret(std::string(test_key))));
}
TEST_CASE("a cleared conversation is empty on all devices, and stays so") { over_each_way(cleared); }
TEST_CASE("words, parts of words and single characters are found in any width and case") { among_strangers(searched); }
TEST_CASE("a search behind a large import finds all of it") { among_strangers(searched_at_once); }
