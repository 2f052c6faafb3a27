// Operations that run out of time.

#include "tests/client/stage.hpp"

#include <chrono>
#include <string>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

using namespace std::chrono_literals;

asio::awaitable<void> login_deadline(World& world) {
    Stage stage(world, ClientOptions().deadline(20ms));
    stage.faults->lose_request("hello");
    const int code = co_await code_of(log_in(world, stage.alice, "alice"));
    CHECK((code == 6012 || code == 9523));
    CHECK(stage.alice.state() == ConnectionState::offline);
}

asio::awaitable<void> send_deadline(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    stage.faults->lose_reply("send");
    const Conversation hurried = stage.alice.c2c("bob").within(20ms);
    int code = co_await code_of(hurried.send(TextElem{"written"}));
    CHECK(code == 6012);
    stage.faults->heal();
    stage.faults->down(true);
    stage.faults->cut();
    co_await until(stage.alice, ConnectionState::connecting);
    code = co_await code_of(hurried.send(TextElem{"never written"}));
    CHECK(code == 9523);
    const Message prepared = hurried.prepare(TextElem{"never written either"});
    code = co_await code_of(prepared.send());
    CHECK(code == 9523);
    stage.faults->down(false);
    const SendSettled settled = co_await next<SendSettled>(stage.alice);
    CHECK(settled.message.text() == "written");
    CHECK_FALSE(settled.failure.code);
    co_await say(stage.alice, "bob", "end");
    const std::vector<std::string> heard = co_await next_texts(stage.bob, 2);
    CHECK(heard == std::vector<std::string>{"written", "end"});
}

asio::awaitable<void> group_deadline(World& world) {
    Stage stage(world);
    co_await set_up(stage);
    const CreateGroupResult made = co_await stage.alice.create_group(CreateGroupParam(GroupType::work, "w"));
    stage.faults->lose_request("group.members");
    const Group group = stage.alice.group(made.group_id);
    const int code = co_await code_of(group.within(20ms).members());
    CHECK(code == 6012);
    stage.faults->heal();
    const GroupGetMemberInfoListResult members = co_await group.members();
    CHECK(members.members.size() == 1);
    CHECK(stage.faults->connections() == 1);
}

}  // namespace

TEST_CASE("a login that the hub does not answer ends at its deadline", "[client]") { over_loopback(login_deadline); }

TEST_CASE("a send ends at its deadline with 6012, without a connection with 9523", "[client]") {
    over_loopback(send_deadline);
}

TEST_CASE("a group operation ends at its deadline with 6012 and harms nothing", "[client]") {
    over_loopback(group_deadline);
}
