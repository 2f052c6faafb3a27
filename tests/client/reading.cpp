// What was read: here, on the user's other devices, and at the other side; and the list of conversations.

#include "tests/client/stage.hpp"
#include "tests/client/world.hpp"
#include "tests/support/temporary_directory.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

ClientOptions phone() { return ClientOptions().platform(Platform::ios); }

asio::awaitable<std::uint64_t> unread(Client& client, std::string peer) {
    const std::optional<ConvInfo> info = co_await client.c2c(std::move(peer)).info();
    co_return info ? info->unread_num : 4711;
}

/// Reads events until the conversation has so many unread messages.
asio::awaitable<void> until_unread(Client& client, std::string peer, std::uint64_t wanted) {
    for (;;) {
        const std::uint64_t now = co_await unread(client, peer);
        if (now == wanted) co_return;
        co_await client.receive();
    }
}

/// Ids, in the order of the list.
asio::awaitable<std::string> listed(Client& client) {
    std::string ids;
    const std::vector<ConvInfo> list = co_await client.conversations();
    for (const ConvInfo& info : list) ids += (ids.empty() ? "" : " ") + info.conv_id;
    co_return ids;
}

/// Reads events until the list is like that.
asio::awaitable<void> until_listed(Client& client, std::string wanted) {
    for (;;) {
        const std::string now = co_await listed(client);
        if (now == wanted) co_return;
        co_await client.receive();
    }
}

asio::awaitable<void> everybody_learns(World& world) {
    Client alice = world.client(), bob = world.client(), bobs_phone = world.client(phone());
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");
    co_await log_in(world, bobs_phone, "bob");
    co_await say(alice, "bob", "one");
    const Message two = co_await say(alice, "bob", "two");
    co_await until_unread(bob, "alice", 2);
    co_await until_unread(bobs_phone, "alice", 2);

    co_await bob.c2c("alice").mark_read();
    const std::uint64_t left = co_await unread(bob, "alice");
    CHECK(left == 0);
    const ReadByPeer read = co_await next<ReadByPeer>(alice);
    CHECK(read.conversation == ConvKey(ConvType::c2c, "bob"));
    CHECK(read.time == two.data().server_time);
    const std::vector<Message> sent = co_await alice.c2c("bob").history();
    REQUIRE(sent.size() == 2);
    CHECK(sent[0].data().is_peer_read);
    CHECK(sent[1].data().is_peer_read);
    co_await until_unread(bobs_phone, "alice", 0);
    const std::vector<Message> at_phone = co_await bobs_phone.c2c("alice").history();
    CHECK(at_phone.at(0).data().is_read);
}

asio::awaitable<void> up_to_a_message(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");
    const Message one = co_await say(alice, "bob", "one");
    co_await say(alice, "bob", "two");
    co_await until_unread(bob, "alice", 2);
    const std::vector<Message> held = co_await bob.find(one.id());
    co_await bob.c2c("alice").mark_read(held.at(0));
    const std::uint64_t left = co_await unread(bob, "alice");
    CHECK(left == 1);
    co_await bob.c2c("alice").mark_read();
    co_await bob.c2c("alice").mark_read(held.at(0));
    const std::uint64_t still = co_await unread(bob, "alice");
    CHECK(still == 0);
    const int of_another = co_await code_of(bob.c2c("carol").mark_read(held.at(0)));
    CHECK(of_another == 6017);
}

/// The mark stands, though its call was cancelled; so the other side learns of it.
asio::awaitable<void> cancelled(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");
    co_await say(alice, "bob", "one");
    co_await until_unread(bob, "alice", 1);
    Outcome marked;
    bob.c2c("alice").mark_read(marked.cancellable());
    marked.signal.emit(asio::cancellation_type::terminal);
    const int code = co_await end_of(marked);
    CHECK(code == asio::error::operation_aborted);
    const std::uint64_t left = co_await unread(bob, "alice");
    CHECK(left == 0);
    co_await next<ReadByPeer>(alice);
}

asio::awaitable<void> read_long_ago(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");
    co_await say(alice, "bob", "one");
    co_await until_unread(bob, "alice", 1);
    co_await bob.c2c("alice").mark_read();
    co_await next<ReadByPeer>(alice);
    Client alices_phone = world.client(phone());
    co_await log_in(world, alices_phone, "alice");
    co_await say(bob, "alice", "two");
    for (std::string text; text != "two";) {
        const Event event = co_await alices_phone.receive();
        const bool told = std::holds_alternative<ReadByPeer>(event);
        CHECK_FALSE(told);
        if (const auto* arrived = std::get_if<NewMessage>(&event)) text = arrived->message.text();
    }
    const std::vector<Message> held = co_await alices_phone.c2c("bob").history();
    CHECK(held.at(1).data().is_peer_read);
}

asio::awaitable<void> all_at_once(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");
    const CreateGroupResult made = co_await alice.create_group(CreateGroupParam(GroupType::work, "team"));
    const Group team = alice.group(made.group_id);
    co_await team.invite("bob");
    co_await team.send(TextElem{"to all"});
    co_await say(alice, "bob", "to you");
    for (std::uint64_t total = 0; total != 2; total = co_await bob.total_unread()) co_await bob.receive();
    co_await bob.mark_read(ConvType::c2c);
    const std::uint64_t of_groups = co_await bob.total_unread();
    CHECK(of_groups == 1);
    co_await bob.mark_all_read();
    const std::uint64_t none = co_await bob.total_unread();
    CHECK(none == 0);
}

/// Marked without a connection: it holds at once, and the other side learns of it after the next login.
asio::awaitable<void> offline(World& world) {
    const TemporaryDirectory folder;
    const ClientOptions kept = ClientOptions().data(folder.file(u8"carol"));
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    {
        Stage stage(world, kept);
        co_await log_in(world, stage.alice, "carol");
        co_await say(alice, "carol", "one");
        co_await until_unread(stage.alice, "alice", 1);
        stage.faults->down(true);
        stage.faults->cut();
        co_await until(stage.alice, ConnectionState::connecting);
        co_await stage.alice.c2c("alice").mark_read();
        const std::uint64_t left = co_await unread(stage.alice, "alice");
        CHECK(left == 0);
        co_await stage.alice.close();
    }
    Client carol = world.client(kept);
    co_await log_in(world, carol, "carol");
    const ReadByPeer read = co_await next<ReadByPeer>(alice);
    CHECK(read.conversation.id == "carol");
}

/// What the hub gets from now on is later than what it has got.
asio::awaitable<void> later_millisecond() {
    Clock& clock = SystemClock::instance();
    const UnixMillis before = clock.unix_now();
    while (clock.unix_now() <= before) co_await asio::post(asio::use_awaitable);
}

asio::awaitable<void> ordered_list(World& world) {
    Client alice = world.client(), phones = world.client(phone());
    co_await log_in(world, alice, "alice");
    co_await log_in(world, phones, "alice");
    co_await say(alice, "bob", "first");
    co_await later_millisecond();
    co_await say(alice, "carol", "second");
    const std::string newest_first = co_await listed(alice);
    CHECK(newest_first == "carol bob");
    co_await alice.c2c("bob").set_pinned(true);
    const std::string pinned_first = co_await listed(alice);
    CHECK(pinned_first == "bob carol");
    co_await until_listed(phones, "bob carol");
    co_await alice.c2c("carol").erase();
    const std::string without = co_await listed(alice);
    CHECK(without == "bob");
    co_await until_listed(phones, "bob");
    co_await say(alice, "carol", "third");
    const std::string back = co_await listed(alice);
    CHECK(back == "bob carol");
    const std::vector<Message> restored = co_await alice.c2c("carol").history();
    CHECK(restored.size() == 1);
}

/// What lists it again on this device alone, the hub does not know of.
asio::awaitable<void> erased_twice(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    co_await say(alice, "bob", "one");
    co_await alice.c2c("bob").erase();
    Draft draft;
    draft.edit_time = 1;
    co_await alice.c2c("bob").set_draft(draft);
    co_await until_listed(alice, "bob");
    co_await alice.c2c("bob").erase();
    const std::string erased = co_await listed(alice);
    CHECK(erased.empty());
    MessageData note;
    note.elements.emplace_back(TextElem("note"));
    co_await alice.c2c("bob").save(note);
    co_await alice.c2c("bob").clear();
    const std::string cleared = co_await listed(alice);
    CHECK(cleared == "bob");
    const std::vector<Message> nothing = co_await alice.c2c("bob").history();
    CHECK(nothing.empty());
    co_await alice.c2c("bob").erase();
    const std::string gone = co_await listed(alice);
    CHECK(gone.empty());
}

asio::awaitable<void> drafts_and_options(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");
    MessageData begun;
    begun.elements.emplace_back(TextElem("what I wan"));
    Draft draft;
    draft.message = begun;
    co_await bob.c2c("alice").set_draft(draft);
    const std::optional<ConvInfo> info = co_await bob.c2c("alice").info();
    REQUIRE(info);
    CHECK(info->has_draft);
    CHECK_FALSE(info->has_last_msg);
    co_await bob.c2c("alice").set_draft(std::nullopt);
    const std::optional<ConvInfo> gone = co_await bob.c2c("alice").info();
    CHECK_FALSE(gone);

    co_await bob.c2c("alice").set_receive_option(ReceiveMessageOpt::not_notify);
    co_await say(alice, "bob", "quietly");
    co_await until_unread(bob, "alice", 1);
    const std::optional<ConvInfo> quiet = co_await bob.c2c("alice").info();
    CHECK(quiet.value().recv_opt == ReceiveMessageOpt::not_notify);
    const std::uint64_t total = co_await bob.total_unread();
    CHECK(total == 0);
    const int refused = co_await code_of(bob.c2c("alice").set_receive_option(ReceiveMessageOpt::not_notify_except_at));
    CHECK(refused == 6017);
}

asio::awaitable<void> settings_at_once(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");
    co_await say(alice, "bob", "one");
    co_await until_unread(bob, "alice", 1);
    Outcome pinned, quiet;
    bob.c2c("alice").set_pinned(true, pinned.callback());
    bob.c2c("alice").set_receive_option(ReceiveMessageOpt::not_notify, quiet.callback());
    int code = co_await end_of(pinned);
    CHECK(code == 0);
    code = co_await end_of(quiet);
    CHECK(code == 0);
    const std::optional<ConvInfo> info = co_await bob.c2c("alice").info();
    REQUIRE(info);
    CHECK(info->is_pinned);
    CHECK(info->recv_opt == ReceiveMessageOpt::not_notify);
}

asio::awaitable<void> options_of_several(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, alice, "alice");
    co_await log_in(world, bob, "bob");
    co_await bob.c2c("alice").set_pinned(true);
    co_await bob.set_receive_option(std::vector<std::string>(1, "alice"), ReceiveMessageOpt::not_notify);
    const std::vector<std::string> asked{"carol", "alice"};
    const std::vector<GetC2CRecvMsgOptResult> options = co_await bob.receive_options(asked);
    REQUIRE(options.size() == 2);
    CHECK(options[0].identifier == "carol");
    CHECK(options[0].opt == ReceiveMessageOpt::receive);
    CHECK(options[1].identifier == "alice");
    CHECK(options[1].opt == ReceiveMessageOpt::not_notify);
    co_await say(alice, "bob", "quietly");
    co_await until_unread(bob, "alice", 1);
    const std::optional<ConvInfo> pinned = co_await bob.c2c("alice").info();
    CHECK(pinned.value().is_pinned);
    const std::vector<std::string> with_a_stranger{"alice", "nobody"};
    const int unknown = co_await code_of(bob.set_receive_option(with_a_stranger, ReceiveMessageOpt::receive));
    CHECK(unknown == 20003);
    const std::vector<GetC2CRecvMsgOptResult> as_before = co_await bob.receive_options(asked);
    CHECK(as_before == options);
    const int none = co_await code_of(bob.set_receive_option(std::vector<std::string>(), ReceiveMessageOpt::receive));
    CHECK(none == 6017);
}

}  // namespace

TEST_CASE("what one device has read the peer and the own devices learn") { over_each_way(everybody_learns); }
TEST_CASE("a mark goes up to a message, and never back") { over_loopback(up_to_a_message); }
TEST_CASE("a mark whose call is cancelled is told to the other side") { over_loopback(cancelled); }
TEST_CASE("a new device is not told of what the peer read before") { over_loopback(read_long_ago); }
TEST_CASE("all conversations of a kind, or all, are read at once") { over_loopback(all_at_once); }
TEST_CASE("what was read without a connection is told at the next login") { over_loopback(offline); }
TEST_CASE("conversations are listed pinned first, then newest first; a deleted one comes back with a message") {
    among_strangers(ordered_list, each_way());
}
TEST_CASE("a conversation is erased, and cleared without leaving the list, as often as the device lists it again") {
    among_strangers(erased_twice);
}
TEST_CASE("a pin and an option that are set at once both hold") { over_loopback(settings_at_once); }
TEST_CASE("a draft stays on the device; an option to be quiet leaves the total alone") {
    over_loopback(drafts_and_options);
}
TEST_CASE("receive options of several users are set at once, for all or none") { over_loopback(options_of_several); }
