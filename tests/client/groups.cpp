// Groups: who is in, who may what, and what everybody learns of it.

#include "tests/client/world.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

/// The next group tip of this kind; other messages are passed over.
asio::awaitable<GroupTipsElem> next_tip(Client& client, GroupTipType type) {
    for (;;) {
        const Message message = co_await next_message(client);
        const auto* tip = message.get<GroupTipsElem>();
        if (!tip || tip->tip_type != type) continue;
        CHECK(message.sender() == system_sender);
        CHECK(message.data().conv_type == ConvType::group);
        CHECK(message.data().conv_id == tip->group_id);
        co_return *tip;
    }
}

/// The next notice of this kind.
asio::awaitable<GroupReportElem> next_notice(Client& client, GroupReportType type) {
    for (;;) {
        const Message message = co_await next_message(client);
        const auto* notice = message.get<GroupReportElem>();
        if (!notice || notice->report_type != type) continue;
        CHECK(message.sender() == system_sender);
        CHECK(message.data().conv_type == ConvType::system);
        CHECK(message.data().conv_id.empty());
        co_return *notice;
    }
}

/// The next message of a user, tips and notices passed over.
asio::awaitable<Message> next_said(Client& client) {
    for (;;) {
        Message message = co_await next_message(client);
        if (message.sender() != system_sender) co_return message;
    }
}

struct Three {
    explicit Three(World& world) : alice(world.client()), bob(world.client()), carol(world.client()) {}
    Client alice, bob, carol;
};

asio::awaitable<void> log_in_all(World& world, Three& users) {
    co_await log_in(world, users.carol, "carol");
    co_await log_in(world, users.bob, "bob");
    co_await log_in(world, users.alice, "alice");
}

asio::awaitable<std::string> make(Client& client, GroupType type, std::string name) {
    CreateGroupParam group(type, std::move(name));
    CreateGroupResult made = co_await client.create_group(std::move(group));
    co_return std::move(made.group_id);
}

asio::awaitable<void> life_of_a_group(World& world) {
    Three users(world);
    co_await log_in_all(world, users);
    const std::string id = co_await make(users.alice, GroupType::work, "tea");
    CHECK(id.starts_with("@TGS#"));
    const Group at_alice = users.alice.group(id), at_bob = users.bob.group(id), at_carol = users.carol.group(id);

    const std::vector<GroupInviteMemberResult> invited = co_await at_alice.invite("bob", "carol");
    REQUIRE(invited.size() == 2);
    CHECK(invited[0] == GroupInviteMemberResult("bob", HandleGroupMemberResult::done));
    const GroupTipsElem joined = co_await next_tip(users.bob, GroupTipType::invite);
    CHECK(joined.op_user == "alice");
    CHECK(joined.users == std::vector<std::string>{"bob", "carol"});
    CHECK(joined.member_num == 3);
    const GroupReportElem invitation = co_await next_notice(users.carol, GroupReportType::invite);
    CHECK(invitation.group_id == id);
    CHECK(invitation.op_user == "alice");

    co_await at_bob.send(TextElem{"Tea at four?"});
    Message heard = co_await next_said(users.alice);
    CHECK(heard.text() == "Tea at four?");
    CHECK(heard.sender() == "bob");
    CHECK(heard.data().conv_id == id);
    CHECK(heard.data().conv_type == ConvType::group);
    heard = co_await next_said(users.carol);
    CHECK(heard.text() == "Tea at four?");

    const std::vector<GroupDeleteMemberResult> kicked = co_await at_alice.kick("carol");
    REQUIRE(kicked.size() == 1);
    CHECK(kicked[0].result == HandleGroupMemberResult::done);
    const GroupTipsElem kick = co_await next_tip(users.bob, GroupTipType::kick);
    CHECK(kick.users == std::vector<std::string>{"carol"});
    const GroupReportElem removed = co_await next_notice(users.carol, GroupReportType::be_kicked);
    CHECK(removed.op_user == "alice");
    const int outside = co_await code_of(at_carol.send(TextElem{"let me in"}));
    CHECK(outside == 10007);

    co_await at_bob.quit();
    const GroupTipsElem quit = co_await next_tip(users.alice, GroupTipType::quit);
    CHECK(quit.op_user == "bob");
    const std::vector<GroupBaseInfo> mine = co_await users.bob.groups();
    CHECK(mine.empty());
}

asio::awaitable<void> roles(World& world) {
    Three users(world);
    co_await log_in_all(world, users);
    CreateGroupParam group(GroupType::meeting, "round table");
    group.set_members({GroupMemberInfo("bob"), GroupMemberInfo("carol")});
    const CreateGroupResult made = co_await users.alice.create_group(std::move(group));
    const Group at_alice = users.alice.group(made.group_id), at_bob = users.bob.group(made.group_id);

    int code = co_await code_of(at_bob.kick("carol"));
    CHECK(code == 10007);
    co_await at_alice.set_role("bob", GroupMemberRole::admin);
    const GroupTipsElem promoted = co_await next_tip(users.carol, GroupTipType::set_admin);
    CHECK(promoted.users == std::vector<std::string>{"bob"});
    const GroupReportElem granted = co_await next_notice(users.bob, GroupReportType::grant_admin);
    CHECK(granted.op_user == "alice");

    GroupModifyMemberInfoParam mute(made.group_id, "carol");
    mute.set_shutup_time(600);
    co_await at_bob.modify_member(std::move(mute));
    co_await next_notice(users.carol, GroupReportType::shut_up_member);
    code = co_await code_of(users.carol.group(made.group_id).send(TextElem{"mmh"}));
    CHECK(code == 10017);

    GroupModifyInfoParam rename;
    rename.set_group_name("long table");
    co_await at_bob.modify(std::move(rename));
    const GroupTipsElem changed = co_await next_tip(users.alice, GroupTipType::group_info_change);
    REQUIRE(changed.group_changes.size() == 1);
    CHECK(changed.group_changes[0].flag == GroupTipGroupChangeFlag::name);
    CHECK(changed.group_changes[0].value == "long table");

    co_await at_alice.transfer("bob");
    const GroupDetailInfo info = co_await at_bob.properties();
    CHECK(info.owner_identifier == "bob");
    CHECK(info.group_name == "long table");
    CHECK(info.member_num == 3);
    code = co_await code_of(at_alice.dismiss());
    CHECK(code == 10007);

    const GroupGetMemberInfoListResult members = co_await at_bob.members();
    REQUIRE(members.members.size() == 3);
    CHECK(std::count_if(members.members.begin(), members.members.end(), [](const GroupMemberInfo& member) {
              return member.role == GroupMemberRole::owner && member.identifier == "bob";
          }) == 1);

    co_await at_bob.dismiss();
    co_await next_notice(users.alice, GroupReportType::dismissed);
    code = co_await code_of(at_alice.send(TextElem{"anybody here?"}));
    CHECK(code == 10010);
}

asio::awaitable<void> application(World& world) {
    Three users(world);
    co_await log_in_all(world, users);
    const std::string id = co_await make(users.alice, GroupType::public_group, "garden");
    const Group at_bob = users.bob.group(id), at_carol = users.carol.group(id);

    const auto asked = co_await at_bob.join("I grow tomatoes");
    CHECK(asked.pending);
    int code = co_await code_of(at_bob.send(TextElem{"hello?"}));
    CHECK(code == 10007);
    const GroupReportElem request = co_await next_notice(users.alice, GroupReportType::add_request);
    CHECK(request.op_user == "bob");
    CHECK(request.msg == "I grow tomatoes");

    GroupPendencyResult waiting = co_await users.alice.applications();
    REQUIRE(waiting.pendencies.size() == 1);
    CHECK(waiting.pendencies[0].from_identifier == "bob");
    CHECK(waiting.pendencies[0].apply_invite_msg == "I grow tomatoes");
    co_await users.alice.decide(waiting.pendencies[0], true, "welcome");
    const GroupReportElem accepted = co_await next_notice(users.bob, GroupReportType::add_accept);
    CHECK(accepted.msg == "welcome");
    co_await at_bob.send(TextElem{"thank you"});
    code = co_await code_of(users.alice.decide(waiting.pendencies[0], false));
    CHECK(code == 10024);

    co_await at_carol.join();
    co_await next_notice(users.alice, GroupReportType::add_request);
    waiting = co_await users.alice.applications();
    const auto carol = std::find_if(waiting.pendencies.begin(), waiting.pendencies.end(),
                                    [](const GroupPendency& one) { return one.from_identifier == "carol"; });
    REQUIRE(carol != waiting.pendencies.end());
    co_await users.alice.decide(*carol, false, "full of tomatoes");
    const GroupReportElem refused = co_await next_notice(users.carol, GroupReportType::add_refuse);
    CHECK(refused.msg == "full of tomatoes");
    code = co_await code_of(at_carol.send(TextElem{"and cucumbers?"}));
    CHECK(code == 10007);
}

asio::awaitable<void> group_options(World& world) {
    Three users(world);
    co_await log_in_all(world, users);
    CreateGroupParam group(GroupType::work, "options");
    group.set_members({GroupMemberInfo("bob"), GroupMemberInfo("carol")});
    const CreateGroupResult made = co_await users.alice.create_group(std::move(group));
    const Group at_alice = users.alice.group(made.group_id);

    co_await at_alice.send(TextElem{"look here"},
                           SendOptions{}.mention("bob").mention_all().priority(MsgPriority::high));
    Message heard = co_await next_said(users.bob);
    CHECK(heard.data().group_at_users == std::vector<std::string>{"bob", std::string(at_all)});
    CHECK(heard.data().priority == MsgPriority::high);
    heard = co_await next_said(users.carol);
    CHECK(heard.text() == "look here");

    co_await at_alice.send(TextElem{"between us"}, SendOptions{}.only_to("bob"));
    co_await at_alice.send(TextElem{"for all"});
    heard = co_await next_said(users.bob);
    CHECK(heard.text() == "between us");
    CHECK(heard.data().target_group_members == std::vector<std::string>{"bob"});
    heard = co_await next_said(users.bob);
    CHECK(heard.text() == "for all");
    heard = co_await next_said(users.carol);
    CHECK(heard.text() == "for all");
    // Nor does history bring it.
    const std::vector<Message> at_carol = co_await whole_history(users.carol.group(made.group_id));
    CHECK(std::none_of(at_carol.begin(), at_carol.end(), [](const Message& m) { return m.text() == "between us"; }));

    co_await at_alice.send(TextElem{"psst"}, SendOptions{}.online_only());
    heard = co_await next_said(users.carol);
    CHECK(heard.text() == "psst");
    CHECK(heard.data().is_online_msg);
    CHECK(heard.data().conv_id == made.group_id);
}

asio::awaitable<void> numbers(World& world) {
    Three users(world);
    co_await log_in_all(world, users);
    CreateGroupParam group(GroupType::work, "numbers");
    group.set_members({GroupMemberInfo("bob")});
    const CreateGroupResult made = co_await users.alice.create_group(std::move(group));
    const Group at_alice = users.alice.group(made.group_id), at_bob = users.bob.group(made.group_id);
    for (int i = 0; i < 5; ++i) {
        co_await at_alice.send(TextElem{"from alice"});
        co_await at_bob.send(TextElem{"from bob"});
    }
    co_await at_alice.invite("carol");
    co_await at_bob.send(TextElem{"last"});
    const Message last = co_await next_said(users.carol);
    CHECK(last.text() == "last");
    // Carol sees nothing from before her joining; the numbers go on all the same.
    const std::vector<Message> at_carol = co_await whole_history(users.carol.group(made.group_id));
    REQUIRE(at_carol.size() == 2);
    // Two tips and eleven messages.
    CHECK(at_carol[0].data().seq == 13);
    CHECK(at_carol[1].data().seq == 12);
    CHECK(at_carol[1].get<GroupTipsElem>());
}

asio::awaitable<void> history_before_joining(World& world) {
    Three users(world);
    co_await log_in_all(world, users);
    const std::string id = co_await make(users.alice, GroupType::meeting, "open book");
    for (int i = 0; i < 30; ++i) co_await users.alice.group(id).send(TextElem{"page " + std::to_string(i)});
    const auto joined = co_await users.bob.group(id).join();
    CHECK_FALSE(joined.pending);
    for (;;) {
        const std::vector<Message> at_bob = co_await whole_history(users.bob.group(id));
        if (at_bob.size() >= 30) break;
        co_await users.bob.receive();
    }
    const std::vector<Message> at_bob = co_await whole_history(users.bob.group(id));
    CHECK(at_bob.size() == 30);
    CHECK(at_bob.back().text() == "page 0");
}

asio::awaitable<void> live_room(World& world) {
    Three users(world);
    co_await log_in_all(world, users);
    const std::string id = co_await make(users.alice, GroupType::av_chat_room, "stage");
    const Group at_alice = users.alice.group(id), at_bob = users.bob.group(id);
    co_await at_bob.join();
    const Message sent = co_await at_alice.send(TextElem{"curtain up"});
    CHECK(sent.status() == MsgStatus::send_succ);
    const Message heard = co_await next_said(users.bob);
    CHECK(heard.text() == "curtain up");
    CHECK(heard.data().conv_id == id);
    CHECK(heard.id() == sent.id());
    const std::vector<Message> stored = co_await whole_history(at_bob);
    CHECK(stored.empty());
    // Many at once keep their order too.
    for (int i = 0; i < 50; ++i)
        at_alice.send(TextElem{"line " + std::to_string(i)}, [](error_code, const Message&) {});
    for (int i = 0; i < 50; ++i) {
        const Message line = co_await next_said(users.bob);
        REQUIRE(line.text() == "line " + std::to_string(i));
    }
}

asio::awaitable<void> while_offline(World& world) {
    Three users(world);
    co_await log_in_all(world, users);
    co_await users.bob.logout();
    CreateGroupParam group(GroupType::work, "absent");
    group.set_group_id("absent-friends");
    const CreateGroupResult made = co_await users.alice.create_group(std::move(group));
    CHECK(made.group_id == "absent-friends");
    const Group at_alice = users.alice.group(made.group_id);
    co_await at_alice.invite("bob", "carol");
    co_await at_alice.send(TextElem{"for bob, later"});
    co_await log_in(world, users.bob, "bob");
    const GroupTipsElem tip = co_await next_tip(users.bob, GroupTipType::invite);
    CHECK(tip.op_user == "alice");
    const Message heard = co_await next_said(users.bob);
    CHECK(heard.text() == "for bob, later");
    // Kicked while away: he learns that too, and nothing of what came behind.
    co_await users.bob.logout();
    co_await at_alice.kick("bob");
    co_await at_alice.send(TextElem{"not for bob"});
    co_await log_in(world, users.bob, "bob");
    co_await next_notice(users.bob, GroupReportType::be_kicked);
    while (users.bob.state() != ConnectionState::online) co_await users.bob.receive();
    const std::vector<Message> held = co_await whole_history(users.bob.group(made.group_id));
    REQUIRE_FALSE(held.empty());
    CHECK(std::none_of(held.begin(), held.end(), [](const Message& m) { return m.text() == "not for bob"; }));
}

}  // namespace

TEST_CASE("a group is made, filled, talked in, and left, with tips and notices", "[client]") {
    over_each_way(life_of_a_group);
}

TEST_CASE("roles, muting, renaming, handing over and ending a group are told to whom they concern", "[client]") {
    over_each_way(roles);
}

TEST_CASE("a request to join waits for a decision and is told of it", "[client]") { over_each_way(application); }

TEST_CASE("mentions, priority, directed and online-only messages reach whom they should in a group", "[client]") {
    over_each_way(group_options);
}

TEST_CASE("a group numbers messages and tips without a gap, and shows newcomers nothing older", "[client]") {
    over_each_way(numbers);
}

TEST_CASE("a newcomer of a meeting gets its whole history", "[client]") { over_each_way(history_before_joining); }

TEST_CASE("a live room reaches who is there, in order, and stores nothing", "[client]") { over_each_way(live_room); }

TEST_CASE("what happens in a group while a member is away is learnt at the next login", "[client]") {
    over_each_way(while_offline);
}
