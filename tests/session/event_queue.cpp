#include "tim/session/detail/event_queue.hpp"
#include "tests/support/catch.hpp"

#include <string>
#include <vector>

using tim::ConnectionState;
using tim::ConvKey;
using tim::ConvType;
using tim::MessageData;
using tim::session::ConnectionChanged;
using tim::session::ConversationsChanged;
using tim::session::Event;
using tim::session::EventQueue;
using tim::session::HistoryReset;
using tim::session::MessageArrived;
using tim::session::ReadByPeer;
using tim::session::SendSettled;

namespace {

const ConvKey bob(ConvType::c2c, "bob");
const ConvKey team(ConvType::group, "team");

MessageData message(std::string id) {
    MessageData made;
    made.msg_id = std::move(id);
    return made;
}

std::vector<tim::store::News> news(std::uint64_t first, std::uint64_t last) {
    std::vector<tim::store::News> list;
    for (std::uint64_t arrival = first; arrival <= last; ++arrival) {
        list.emplace_back();
        list.back().arrival = arrival;
        list.back().message = message("n" + std::to_string(arrival));
    }
    return list;
}

/// Ids of the messages that are handed out, up to the first that is none.
std::vector<std::string> take_ids(EventQueue& queue, std::size_t most = 1000) {
    std::vector<std::string> ids;
    while (ids.size() < most) {
        const auto event = queue.take();
        if (!event || !std::holds_alternative<MessageArrived>(*event)) break;
        ids.push_back(std::get<MessageArrived>(*event).message.msg_id);
    }
    return ids;
}

}  // namespace

TEST_CASE("changes of the connection come in order, each once") {
    EventQueue queue;
    queue.changed({ConnectionState::connecting, {}});
    queue.changed({ConnectionState::syncing, {}});
    CHECK(std::get<ConnectionChanged>(*queue.take()).state == ConnectionState::connecting);
    CHECK(std::get<ConnectionChanged>(*queue.take()).state == ConnectionState::syncing);
    CHECK_FALSE(queue.take());
}

TEST_CASE("of many unread changes of the connection the newest are kept") {
    EventQueue queue;
    for (int i = 0; i < 100; ++i) queue.changed({ConnectionState::connecting, {}});
    queue.changed({ConnectionState::online, {}});
    std::size_t count = 0;
    ConnectionState last = ConnectionState::offline;
    while (const auto event = queue.take()) {
        ++count;
        last = std::get<ConnectionChanged>(*event).state;
    }
    CHECK(count == EventQueue::most_changes);
    CHECK(last == ConnectionState::online);
}

TEST_CASE("a conversation that changed often is told once, until it was told") {
    EventQueue queue;
    queue.conversations({bob, team});
    queue.conversations({team, bob});
    CHECK(std::get<ConversationsChanged>(*queue.take()).conversations == std::vector<ConvKey>{bob, team});
    CHECK_FALSE(queue.take());
    queue.conversations({team});
    CHECK(std::get<ConversationsChanged>(*queue.take()).conversations == std::vector<ConvKey>{team});
}

TEST_CASE("a reset of everything swallows resets of single conversations") {
    EventQueue queue;
    queue.reset({bob});
    queue.reset({team});
    CHECK(std::get<HistoryReset>(*queue.take()).conversations == std::vector<ConvKey>{bob, team});
    queue.reset({bob});
    queue.reset({});
    queue.reset({team});
    CHECK(std::get<HistoryReset>(*queue.take()).conversations.empty());
    CHECK_FALSE(queue.take());
}

TEST_CASE("stored messages are read page by page from where the program stood") {
    EventQueue queue;
    CHECK_FALSE(queue.next_read());
    queue.attach(41);
    CHECK(queue.next_read() == 41);
    CHECK_FALSE(queue.next_read());
    queue.read(news(42, 41 + EventQueue::news_page));
    CHECK_FALSE(queue.next_read());
    CHECK(take_ids(queue).size() == EventQueue::news_page);
    CHECK(queue.next_read() == 41 + EventQueue::news_page);
    queue.read({});
    CHECK_FALSE(queue.next_read());
    queue.arrived();
    CHECK(queue.next_read() == 41 + EventQueue::news_page);
}

TEST_CASE("a message that arrives while the store is read is not missed") {
    EventQueue queue;
    queue.attach(0);
    REQUIRE(queue.next_read() == 0);
    queue.arrived();
    queue.read({});
    CHECK(queue.next_read() == 0);
}

TEST_CASE("a message counts as shown when the next event is asked for, not before") {
    EventQueue queue;
    queue.attach(0);
    queue.next_read();
    queue.read(news(1, 2));
    CHECK_FALSE(queue.take_shown());
    CHECK(take_ids(queue, 1) == std::vector<std::string>{"n1"});
    CHECK(queue.take_shown() == 1);
    CHECK_FALSE(queue.take_shown());
}

TEST_CASE("ephemeral and stored messages take turns, so that neither starves the other") {
    EventQueue queue;
    queue.attach(0);
    queue.next_read();
    queue.read(news(1, 3));
    for (const char* id : {"l1", "l2", "l3"}) queue.live(message(id));
    CHECK(take_ids(queue) == std::vector<std::string>{"l1", "n1", "l2", "n2", "l3", "n3"});
}

TEST_CASE("unread ephemeral messages are bounded, the oldest go") {
    EventQueue queue;
    for (std::size_t i = 0; i < EventQueue::most_live + 1; ++i) queue.live(message(std::to_string(i)));
    const auto ids = take_ids(queue);
    CHECK(ids.size() == EventQueue::most_live);
    CHECK(ids.front() == "1");
}

TEST_CASE("an ephemeral message does not count as shown") {
    EventQueue queue;
    queue.attach(0);
    queue.live(message("l1"));
    take_ids(queue);
    CHECK_FALSE(queue.take_shown());
}

TEST_CASE("a settled send is told with its failure") {
    EventQueue queue;
    queue.settled(SendSettled(message("m1"), tim::Errc::svr_group_shutup_deny));
    const auto event = std::get<SendSettled>(*queue.take());
    CHECK(event.message.msg_id == "m1");
    CHECK(event.failure.code == tim::Errc::svr_group_shutup_deny);
}

TEST_CASE("when a store is closed only the change of the connection is still told") {
    EventQueue queue;
    queue.attach(0);
    queue.next_read();
    queue.read(news(1, 2));
    take_ids(queue, 1);
    queue.conversations({bob});
    queue.reset({bob});
    queue.live(message("l1"));
    queue.settled(SendSettled(message("m1"), {}));
    queue.changed({ConnectionState::offline, {}});
    queue.detach();
    CHECK(std::holds_alternative<ConnectionChanged>(*queue.take()));
    CHECK_FALSE(queue.take());
    CHECK_FALSE(queue.take_shown());
    CHECK_FALSE(queue.next_read());
    queue.attach(7);
    CHECK(queue.next_read() == 7);
}

TEST_CASE("changed conversations and messages take turns, also while the messages are still being read") {
    EventQueue queue;
    queue.attach(0);
    queue.next_read();
    queue.conversations({bob});
    REQUIRE(std::holds_alternative<ConversationsChanged>(*queue.take()));
    queue.conversations({bob});
    CHECK_FALSE(queue.take());
    queue.read(news(1, 2));
    CHECK(take_ids(queue, 1) == std::vector<std::string>{"n1"});
    CHECK(std::holds_alternative<ConversationsChanged>(*queue.take()));
    CHECK(take_ids(queue) == std::vector<std::string>{"n2"});
}

TEST_CASE("batches that bring no messages do not hold changed conversations back") {
    EventQueue queue;
    queue.attach(0);
    REQUIRE(queue.next_read() == 0);
    queue.read({});
    queue.conversations({bob});
    REQUIRE(queue.take());
    queue.conversations({bob});
    queue.arrived();
    CHECK_FALSE(queue.take());
    REQUIRE(queue.next_read() == 0);
    queue.arrived();
    queue.read({});
    CHECK(std::get<ConversationsChanged>(*queue.take()).conversations == std::vector{bob});
}

TEST_CASE("messages that could not be read are asked for again, and hold nothing else back") {
    EventQueue queue;
    queue.attach(41);
    queue.next_read();
    queue.conversations({bob});
    queue.take();
    queue.conversations({team});
    queue.read_failed();
    CHECK(std::get<ConversationsChanged>(*queue.take()).conversations == std::vector<ConvKey>{team});
    CHECK(queue.next_read() == 41);
}

TEST_CASE("of each peer that reads only the newest is told, before messages") {
    EventQueue queue;
    queue.attach(0);
    queue.read_by_peer({ConvKey(ConvType::c2c, "bob"), 10});
    queue.read_by_peer({ConvKey(ConvType::c2c, "carol"), 11});
    queue.read_by_peer({ConvKey(ConvType::c2c, "bob"), 12});
    const auto bob = std::get<ReadByPeer>(queue.take().value());
    CHECK(bob.conversation.id == "bob");
    CHECK(bob.time == 12);
    CHECK(std::get<ReadByPeer>(queue.take().value()).time == 11);
    CHECK(!queue.take());
    queue.read_by_peer({ConvKey(ConvType::c2c, "bob"), 13});
    queue.detach();
    CHECK(!queue.take());
}

TEST_CASE("a conversation that is reset again and again is told of once") {
    EventQueue queue;
    queue.reset({bob, team});
    queue.reset({bob});
    const std::optional<Event> event = queue.take();
    REQUIRE(event);
    CHECK(std::get<HistoryReset>(*event).conversations == std::vector<ConvKey>{bob, team});
}
