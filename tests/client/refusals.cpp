// What cannot be sent is refused with its documented code, and the conversation goes on.

#include "tests/client/world.hpp"

#include <boost/asio/post.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

asio::awaitable<int> send_code(Conversation conversation, SendOptions options) {
    const int code = co_await code_of(conversation.send(TextElem{"text"}, std::move(options)));
    co_return code;
}

template <class Element>
asio::awaitable<int> element_code(Conversation conversation, Element element) {
    const int code = co_await code_of(conversation.send(std::move(element)));
    co_return code;
}

SoundElem sound() {
    SoundElem elem;
    elem.url = "https://example.org/a.mp3";
    return elem;
}

asio::awaitable<void> elements(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    const Conversation to_bob = alice.c2c("bob");
    int code = co_await element_code(to_bob, GroupTipsElem());
    CHECK(code == 6016);
    code = co_await element_code(to_bob, GroupReportElem());
    CHECK(code == 6016);
    code = co_await element_code(to_bob, ProfileChangeElem());
    CHECK(code == 6016);
    code = co_await element_code(to_bob, MergerElem());
    CHECK(code == 6016);
    code = co_await code_of(to_bob.send(sound(), sound()));
    CHECK(code == 6016);
    code = co_await element_code(to_bob, TextElem{std::string(12 * 1024 + 1, 'x')});
    CHECK(code == 8001);
    code = co_await element_code(to_bob, TextElem{std::string(12 * 1024, 'x')});
    CHECK(code == 0);
    // Only what was accepted arrives.
    const Message heard = co_await next_message(bob);
    CHECK(heard.text().size() == 12 * 1024);
}

asio::awaitable<void> hub_has_the_say(World& world) {
    Limits generous = unhurried();
    generous.message_bytes = 100'000;
    Client alice = world.client(ClientOptions().limits(generous));
    co_await log_in(world, alice, "alice");
    const int code = co_await element_code(alice.c2c("alice"), TextElem{std::string(12 * 1024 + 1, 'x')});
    CHECK(code == 80002);
}

asio::awaitable<void> addressees(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    int code = co_await send_code(alice.c2c("bob"), SendOptions().mention("bob"));
    CHECK(code == 6017);
    code = co_await send_code(alice.c2c("bob"), SendOptions().only_to("bob"));
    CHECK(code == 6017);
    code = co_await send_code(alice.c2c("nobody"), SendOptions());
    CHECK(code == 20003);
    code = co_await send_code(alice.c2c("nobody"), SendOptions().online_only());
    CHECK(code == 20003);
    code = co_await send_code(alice.c2c(""), SendOptions());
    CHECK(code == 7003);
    code = co_await send_code(alice.c2c(std::string(33, 'x')), SendOptions());
    CHECK(code == 7003);
    code = co_await send_code(alice.conversation(ConvKey(ConvType::system, "bob")), SendOptions());
    CHECK(code == 6004);
    code = co_await send_code(alice.group("no-such-group"), SendOptions());
    CHECK(code == 10010);
    code = co_await send_code(alice.group(std::string(49, 'x')), SendOptions());
    CHECK(code == 8501);
}

asio::awaitable<void> group_addressees(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    const CreateGroupResult made = co_await alice.create_group(CreateGroupParam(GroupType::work, "work"));
    const CreateGroupResult live = co_await alice.create_group(CreateGroupParam(GroupType::av_chat_room, "live"));
    const Conversation work = alice.group(made.group_id), room = alice.group(live.group_id);
    SendOptions many_mentions, many_targets;
    for (int i = 0; i < 31; ++i) many_mentions.mention("user" + std::to_string(i));
    for (int i = 0; i < 51; ++i) many_targets.only_to("user" + std::to_string(i));
    int code = co_await send_code(work, many_mentions);
    CHECK(code == 6017);
    code = co_await send_code(work, many_targets);
    CHECK(code == 6017);
    code = co_await send_code(work, SendOptions().only_to("bob").mention("bob"));
    CHECK(code == 6017);
    code = co_await send_code(room, SendOptions().mention("bob"));
    CHECK(code == 6017);
    code = co_await send_code(room, SendOptions().online_only());
    CHECK(code == 6017);
    code = co_await send_code(bob.group(made.group_id), SendOptions());
    CHECK(code == 10007);
    code = co_await send_code(work, SendOptions());
    CHECK(code == 0);
}

asio::awaitable<void> group_rate(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    const CreateGroupResult made = co_await alice.create_group(CreateGroupParam(GroupType::work, "busy"));
    const Conversation group = alice.group(made.group_id);
    int refused = 0;
    std::size_t ended = 0;
    for (int i = 0; i < 20; ++i)
        group.send(TextElem{"quick"}, [&](error_code ec, const Message&) {
            if (ec.value() == 10023) ++refused;
            ++ended;
        });
    const Message note = co_await say(alice, "alice", "not limited");
    CHECK(note.status() == MsgStatus::send_succ);
    while (ended < 20) co_await asio::post(asio::use_awaitable);
    CHECK(refused > 0);
    CHECK(refused < 20);
}

asio::awaitable<void> failed_ones_stay(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    const CreateGroupResult made = co_await alice.create_group(CreateGroupParam(GroupType::meeting, "m"));
    const Group at_alice = alice.group(made.group_id), at_bob = bob.group(made.group_id);
    co_await at_bob.join();
    co_await at_bob.send(TextElem{"one"});
    GroupModifyMemberInfoParam mute(made.group_id, "bob");
    mute.set_shutup_time(600);
    co_await at_alice.modify_member(mute);
    const int code = co_await code_of(at_bob.send(TextElem{"two"}));
    CHECK(code == 10017);
    mute.set_shutup_time(0);
    co_await at_alice.modify_member(mute);
    co_await at_bob.send(TextElem{"three"});

    std::vector<std::string> texts;
    std::vector<MsgStatus> states;
    const std::vector<Message> held = co_await whole_history(at_bob);
    for (const Message& message : held) {
        if (message.sender() != "bob") continue;
        texts.emplace_back(message.text());
        states.push_back(message.status());
    }
    CHECK(texts == std::vector<std::string>{"three", "two", "one"});
    CHECK(states == std::vector{MsgStatus::send_succ, MsgStatus::send_fail, MsgStatus::send_succ});
}

asio::awaitable<void> explains(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    std::string text, what;
    try {
        co_await say(alice, "nobody", "hello?");
    } catch (const Error& e) {
        text = e.text();
        what = e.what();
        CHECK(e.code() == Errc::svr_msg_invalid_id);
    }
    CHECK(text.find("nobody") != std::string::npos);
    CHECK(what.find(text) != std::string::npos);
    CHECK(what.find(error_code(Errc::svr_msg_invalid_id).message()) != std::string::npos);
}

asio::awaitable<void> group_inputs(World& world) {
    Client alice = world.client();
    co_await log_in(world, alice, "alice");
    CreateGroupParam group(GroupType::work, std::string(31, 'n'));
    int code = co_await code_of(alice.create_group(group));
    CHECK(code == 8502);
    group.group_name = "n";
    group.set_group_id("@TGS#mine");
    code = co_await code_of(alice.create_group(group));
    CHECK(code == 8501);
    group.set_group_id("mine").set_introduction(std::string(241, 'i'));
    code = co_await code_of(alice.create_group(group));
    CHECK(code == 8503);
    group.set_introduction("").set_notification(std::string(301, 'i'));
    code = co_await code_of(alice.create_group(group));
    CHECK(code == 8504);
    group.set_notification("").set_face_url(std::string(101, 'i'));
    code = co_await code_of(alice.create_group(group));
    CHECK(code == 8505);
    group.set_face_url("");
    code = co_await code_of(alice.create_group(group));
    CHECK(code == 0);
    code = co_await code_of(alice.create_group(group));
    CHECK(code == 10025);
    code = co_await code_of(alice.group("no-such-group").properties());
    CHECK(code == 10010);
    code = co_await code_of(alice.group("mine").join());
    CHECK(code == 10013);
}

}  // namespace

TEST_CASE("elements that cannot be sent, too many or too big ones, are refused with 6016 and 8001", "[client]") {
    over_each_way(elements);
}

TEST_CASE("the hub refuses with 80002 what a generous client let pass", "[client]") { over_loopback(hub_has_the_say); }

TEST_CASE("receivers and mentions that make no sense are refused with their codes", "[client]") {
    over_each_way(addressees);
}

TEST_CASE("groups refuse wrong receivers, too many of them, and those who are not members", "[client]") {
    over_each_way(group_addressees);
}

TEST_CASE("a group that is written to too quickly refuses with 10023", "[client]") {
    Limits limits = unhurried();
    limits.group_messages_per_second = 2;
    World world(Way::loopback, hub_options().limits(limits));
    world.run(group_rate(world));
}

TEST_CASE("a refused message stays in the sender's history as failed, in its place", "[client]") {
    over_each_way(failed_ones_stay);
}

TEST_CASE("the exception of a refused send names the reason and the documented code", "[client]") {
    over_each_way(explains);
}

TEST_CASE("group texts, ids and states that are not allowed are refused with their codes", "[client]") {
    over_loopback(group_inputs);
}
