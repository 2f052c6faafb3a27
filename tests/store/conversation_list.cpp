#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

constexpr std::uint64_t pinned_first = std::uint64_t{1} << 62;

std::vector<std::string> listed(Device& alice) {
    std::vector<std::string> ids;
    for (const ConvInfo& info : alice->conversations()) ids.push_back(info.conv_id);
    return ids;
}

using Ids = std::vector<std::string>;

void join_team(Device& alice) { apply_own(alice, conv(2, team, team_log)); }

Draft draft_of(std::uint32_t edited) {
    Draft draft;
    draft.message = outgoing("");
    draft.edit_time = edited;
    return draft;
}

TEST_CASE("conversations are listed by the time of their newest message, once they have one", "[store]") {
    Device alice;
    log_in(alice);
    join_team(alice);
    CHECK(listed(alice).empty());
    CHECK_FALSE(alice->conversation(bob));
    apply(alice, messages_of_bob(1, 5));
    apply(alice, answer(team_log, 1, 3, {message(1), message(2), message(3)}));
    wire::Entry notice = message(9);
    notice.kind = "notice";
    apply_own(alice, notice);
    CHECK(listed(alice) == Ids{"bob", "team"});
    const ConvInfo info = *alice->conversation(bob);
    CHECK(info.conv_type == ConvType::c2c);
    CHECK(info.show_name == "bob");
    CHECK(info.active_time == static_cast<std::uint64_t>(time_of(5)));
    CHECK(info.has_last_msg);
    CHECK(info.last_msg->msg_id == message(5).id);
    CHECK(info.unread_num == 5);
    CHECK_FALSE(info.has_draft);
    CHECK_FALSE(alice->conversation(notices));
    CHECK(alice->conversations()[0] == info);
    apply(alice, answer(team_log, 4, 9, {message(9)}));
    CHECK(listed(alice) == Ids{"team", "bob"});
}

TEST_CASE("a message of one's own counts from its sending on, by this device's clock", "[store]") {
    Device alice;
    alice->save_outgoing(outgoing("alice-1-1"));
    CHECK(alice->conversation(bob)->active_time == 1'700'000'000'000);
    CHECK(alice->conversation(bob)->last_msg->status == MsgStatus::sending);
}

TEST_CASE("a message that is excluded from the last one is none, but orders the list", "[store]") {
    Device alice;
    log_in(alice);
    MessageData data;
    data.elements.push_back(TextElem("aside"));
    data.excluded_from_last_message = true;
    apply(alice, answer(bob_log, 1, 2, {message(1), entry(2, "message", "bob", "bob-1-2", codec::to_json(data))}));
    const ConvInfo info = *alice->conversation(bob);
    CHECK(info.last_msg->msg_id == message(1).id);
    CHECK(info.active_time == static_cast<std::uint64_t>(time_of(2)));
}

TEST_CASE("settings come from the user's log, the newest position counts", "[store]") {
    Device alice;
    log_in(alice);
    join_team(alice);
    apply(alice, messages_of_bob(5, 5));
    apply(alice, answer(team_log, 1, 1, {message(1)}));
    CHECK(apply_own(alice, settings_entry(5, team, true, ReceiveMessageOpt::not_notify)).conversations ==
          std::vector{team});
    CHECK(apply_own(alice, settings_entry(4, team, false)).conversations.empty());
    CHECK(apply_own(alice, settings_entry(6, team, true, ReceiveMessageOpt::not_notify)).conversations.empty());
    CHECK(listed(alice) == Ids{"team", "bob"});
    const ConvInfo info = *alice->conversation(team);
    CHECK(info.is_pinned);
    CHECK(info.recv_opt == ReceiveMessageOpt::not_notify);
    CHECK(info.active_time == pinned_first + static_cast<std::uint64_t>(time_of(1)));
    CHECK(info.unread_num == 1);
    CHECK(alice->total_unread() == 1);
    const wire::Settings settings = alice->settings(team);
    CHECK(settings.conv_id == "team");
    CHECK(settings.pinned);
    CHECK(settings.recv_opt == ReceiveMessageOpt::not_notify);
    CHECK_FALSE(alice->settings({ConvType::c2c, "nobody"}).pinned);
}

TEST_CASE("settings end with the membership", "[store]") {
    Device alice;
    log_in(alice);
    join_team(alice);
    apply(alice, answer(team_log, 1, 1, {message(1)}));
    apply_own(alice, settings_entry(5, team, true, ReceiveMessageOpt::not_notify));
    apply_own(alice, conv(6, team, team_log, 1, 1));
    apply_own(alice, conv(7, team, team_log, 1));
    CHECK_FALSE(alice->settings(team).pinned);
    CHECK(alice->settings(team).recv_opt == ReceiveMessageOpt::receive);
}

TEST_CASE("settings of a conversation that is not known yet are there when it has a message", "[store]") {
    Device alice;
    log_in(alice);
    apply_own(alice, settings_entry(2, team, true));
    CHECK(listed(alice).empty());
    CHECK(alice->settings(team).pinned);
    apply_own(alice, conv(3, team, team_log));
    apply(alice, answer(team_log, 1, 1, {message(1)}));
    CHECK(alice->conversation(team)->is_pinned);
}

TEST_CASE("settings of a hub's other epoch give way to what the new one says", "[store]") {
    Device alice;
    log_in(alice);
    apply_own(alice, settings_entry(9, bob, true));
    alice->greet("another epoch", user_log, 2);
    CHECK(alice->settings(bob).pinned);
    apply_own(alice, settings_entry(2, bob, false));
    CHECK_FALSE(alice->settings(bob).pinned);
}

TEST_CASE("conversations whose option is not to receive or not to notify leave the total", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    const auto option = GENERATE(ReceiveMessageOpt::not_receive, ReceiveMessageOpt::not_notify,
                                 ReceiveMessageOpt::not_notify_except_at);
    apply_own(alice, settings_entry(2, bob, false, option));
    CHECK(unread(alice) == 2);
    CHECK(alice->total_unread() == 0);
}

TEST_CASE("a cleared conversation stays where it was, without messages", "[store]") {
    Device alice;
    log_in(alice);
    join_team(alice);
    apply(alice, messages_of_bob(1, 5));
    apply(alice, answer(team_log, 1, 3, {message(1), message(2), message(3)}));
    apply_own(alice, settings_entry(3, bob, true));
    apply_own(alice, cleared_entry(4, bob_log, 5));
    const ConvInfo info = *alice->conversation(bob);
    CHECK_FALSE(info.has_last_msg);
    CHECK(info.unread_num == 0);
    CHECK(info.active_time == pinned_first + static_cast<std::uint64_t>(time_of(5)));
    CHECK(listed(alice) == Ids{"bob", "team"});
}

TEST_CASE("a conversation whose newest message is removed shows the one before, where it was", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    apply_own(alice, removed_entry(2, bob_log, {2}));
    CHECK(alice->conversation(bob)->last_msg->msg_id == message(1).id);
    CHECK(alice->conversation(bob)->active_time == static_cast<std::uint64_t>(time_of(2)));
    apply_own(alice, removed_entry(3, bob_log, {1}));
    CHECK_FALSE(alice->conversation(bob)->has_last_msg);
}

TEST_CASE("a hidden conversation is listed again when it has something new that is not a mark", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    alice->set_draft(bob, draft_of(1));
    CHECK(apply_own(alice, cleared_entry(2, bob_log, 2, true)).conversations == std::vector{bob});
    CHECK(listed(alice).empty());
    apply_bobs(alice, read_entry(3, bob_log, 2, "bob"));
    CHECK(listed(alice).empty());
    SECTION("a message") {
        CHECK(apply(alice, messages_of_bob(4, 4)).conversations == std::vector{bob});
        CHECK(alice->conversation(bob)->unread_num == 1);
    }
    SECTION("one's own, not yet sent") { CHECK_NOTHROW(alice->save_outgoing(outgoing("alice-1-1"))); }
    SECTION("an entry of a kind that is not known") {
        CHECK(apply_bobs(alice, entry(4, "glow", "bob", "", "{}")).conversations == std::vector{bob});
    }
    SECTION("a draft") { CHECK_NOTHROW(alice->set_draft(bob, draft_of(2))); }
    SECTION("a clearing that hides no more") { CHECK_NOTHROW(apply_own(alice, cleared_entry(3, bob_log, 3))); }
    CHECK(listed(alice) == Ids{"bob"});
}

TEST_CASE("hiding what was cleared before hides it", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    apply_own(alice, cleared_entry(2, bob_log, 2));
    CHECK(listed(alice) == Ids{"bob"});
    apply_own(alice, cleared_entry(3, bob_log, 2, true));
    CHECK(listed(alice).empty());
    apply(alice, messages_of_bob(1, 2));
    CHECK(listed(alice).empty());
    Device logless;
    logless->save(bob, outgoing("alice-1-1"));
    logless->clear(bob, 0, true);
    CHECK(listed(logless).empty());
}

TEST_CASE("a hidden conversation that a draft lists again can be hidden again, and the draft goes", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    alice->clear(bob, 2, true);
    CHECK(alice->clear(bob, 2, true).conversations.empty());
    alice->set_draft(bob, draft_of(1));
    CHECK(listed(alice) == Ids{"bob"});
    CHECK(alice->clear(bob, 2, true).conversations == std::vector{bob});
    CHECK(listed(alice).empty());
}

TEST_CASE("clearing keeps a conversation listed or not as it was, though it was hidden before", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    alice->clear(bob, 2, true);
    alice->clear(bob, 2);
    CHECK(listed(alice).empty());
    SECTION("listed for a local message") {
        alice->save(bob, outgoing("alice-1-1"));
        alice->clear(bob, 2);
        CHECK(history(alice).empty());
    }
    SECTION("listed for a draft") {
        alice->set_draft(bob, draft_of(1));
        alice->clear(bob, 2);
        CHECK(alice->conversation(bob)->has_draft);
    }
    CHECK(listed(alice) == Ids{"bob"});
}

TEST_CASE("a draft is kept on the device, orders the list, and goes", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    log_in(alice);
    apply(alice, messages_of_bob(1, 1));
    CHECK(alice->set_draft(bob, draft_of(1'800'000'000)).conversations == std::vector{bob});
    CHECK(alice->set_draft(bob, draft_of(1'800'000'000)).conversations.empty());
    alice->set_draft({ConvType::c2c, "carol"}, draft_of(5));
    alice.reopen();
    CHECK(listed(alice) == Ids{"bob", "carol"});
    const ConvInfo info = *alice->conversation(bob);
    REQUIRE(info.has_draft);
    CHECK(info.draft->edit_time == 1'800'000'000);
    CHECK(text_of(*info.draft->message) == "mine");
    CHECK(info.active_time == 1'800'000'000'000);
    CHECK(alice->set_draft(bob, std::nullopt).conversations == std::vector{bob});
    alice->set_draft({ConvType::c2c, "carol"}, std::nullopt);
    CHECK(listed(alice) == Ids{"bob"});
    CHECK_FALSE(alice->conversation(bob)->has_draft);
}

TEST_CASE("unread messages that mention the user, or everybody, are named until they are read", "[store]") {
    Device alice;
    log_in(alice);
    join_team(alice);
    const auto mentioning = [](Position pos, std::vector<std::string> users) {
        MessageData data;
        data.elements.push_back(TextElem("look"));
        data.group_at_users = std::move(users);
        return entry(pos, "message", "bob", "bob-1-" + std::to_string(pos), codec::to_json(data));
    };
    apply(alice, answer(team_log, 1, 5,
                        {mentioning(1, {"alice"}), mentioning(2, {"carol"}), mentioning(3, {std::string(at_all)}),
                         mentioning(4, {std::string(at_all_older), "alice"}), message(5)}));
    const std::vector<GroupAtInfo> infos = alice->conversation(team)->group_at_infos;
    REQUIRE(infos.size() == 3);
    CHECK(infos[0].seq == 1);
    CHECK(infos[0].at_type == GroupAtType::me);
    CHECK(infos[1].at_type == GroupAtType::all);
    CHECK(infos[2].at_type == GroupAtType::all_at_me);
    alice->mark_read(team, "bob-1-3");
    CHECK(alice->conversation(team)->group_at_infos.size() == 1);
    alice->mark_read(team);
    CHECK(alice->conversation(team)->group_at_infos.empty());
}

TEST_CASE("a message that is changed mentions whom its new content mentions", "[store]") {
    Device alice;
    log_in(alice);
    join_team(alice);
    MessageData data;
    data.elements.push_back(TextElem("look"));
    data.group_at_users = {"alice"};
    apply(alice, answer(team_log, 1, 2, {message(1), entry(2, "message", "bob", "bob-1-2", codec::to_json(data))}));
    CHECK(alice->conversation(team)->group_at_infos.size() == 1);
    wire::Entry first = message(1);
    first.version = 2;
    first.body = RawJson(codec::to_json(data));
    wire::Entry second = entry(2, "message", "bob", "bob-1-2", text_body("look away"));
    second.version = 2;
    apply(alice, answer(team_log, 1, 2, {first, second}));
    const std::vector<GroupAtInfo> infos = alice->conversation(team)->group_at_infos;
    REQUIRE(infos.size() == 1);
    CHECK(infos[0].seq == 1);
}

}  // namespace
