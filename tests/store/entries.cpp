#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/schema.hpp"

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

TEST_CASE("an answer's entries are stored and its range is held", "[store]") {
    Device alice;
    log_in(alice);
    const Applied applied = apply(alice, messages_of_bob(1, 3, 5));
    CHECK(history(alice) == bob_ids({3, 2, 1}));
    CHECK(held(alice) == std::vector<Range>{{1, 3}});
    CHECK(applied.news == 3);
    CHECK(applied.conversations == std::vector<ConvKey>{bob});
    REQUIRE(applied.logs.size() == 1);
    CHECK(applied.logs[0] == log_state(alice));
    CHECK(applied.logs[0].head == 5);
    CHECK(applied.unknown.empty());
    CHECK(applied.reset.empty());
}

TEST_CASE("an answer that came before changes nothing", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    const State before = alice->state();
    const Applied applied = apply(alice, messages_of_bob(1, 3));
    CHECK(applied.logs.empty());
    CHECK(applied.conversations.empty());
    CHECK(applied.news == 0);
    CHECK(alice->state() == before);
    CHECK(history(alice) == bob_ids({3, 2, 1}));
}

TEST_CASE("of an answer that overlaps held positions only the rest is new", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 3));
    CHECK(apply(alice, messages_of_bob(2, 5)).news == 2);
    CHECK(history(alice) == bob_ids({5, 4, 3, 2, 1}));
    CHECK(all_news(alice) == bob_ids({1, 2, 3, 4, 5}));
    CHECK(held(alice) == std::vector<Range>{{1, 5}});
}

TEST_CASE("a position without an entry counts as held", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(bob_log, 1, 4, {message(1), message(4)}));
    CHECK(held(alice) == std::vector<Range>{{1, 4}});
    CHECK(history(alice) == bob_ids({4, 1}));
}

TEST_CASE("an answer above a hole is kept as a range of its own", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    apply(alice, messages_of_bob(5, 6));
    CHECK(held(alice) == std::vector<Range>{{1, 2}, {5, 6}});
    CHECK(history(alice) == bob_ids({6, 5, 2, 1}));
}

TEST_CASE("an empty answer tells the head only", "[store]") {
    Device alice;
    log_in(alice);
    const Applied applied = apply(alice, answer(bob_log, 7, 6, {}, 9));
    CHECK(log_state(alice).head == 9);
    CHECK(held(alice).empty());
    CHECK(applied.logs.size() == 1);
    CHECK(applied.conversations.empty());
}

TEST_CASE("an answer about a log that no conv entry told of is left out and named", "[store]") {
    Device alice;
    log_in(alice);
    const std::vector<Batch> batches{answer(team_log, 1, 1, {message(1)}), answer(team_log, 2, 2, {message(2)}),
                                     messages_of_bob(1, 1)};
    const Applied applied = alice->apply(batches);
    CHECK(applied.unknown == std::vector<std::string>{std::string(team_log)});
    CHECK(applied.news == 1);
    CHECK(history(alice, team).empty());
}

TEST_CASE("a conv entry is taken before the entries of its log that come with it", "[store]") {
    Device alice;
    log_in(alice);
    const std::vector<Batch> batches{answer(team_log, 1, 1, {message(1)}),
                                     answer(user_log, 2, 2, {conv(2, team, team_log)})};
    const Applied applied = alice->apply(batches);
    CHECK(applied.unknown.empty());
    CHECK(history(alice, team) == bob_ids({1}));
}

TEST_CASE("entries outside of the answer's range, or twice at a position, are not believed", "[store]") {
    Device alice;
    log_in(alice);
    wire::Entry twin = message(2);
    twin.id = "bob-1700000000-twin";
    apply(alice, answer(bob_log, 2, 3, {message(3), message(2), twin, message(1), message(4)}));
    CHECK(history(alice) == bob_ids({3, 2}));
    CHECK(held(alice) == std::vector<Range>{{2, 3}});
}

TEST_CASE("an answer with positions that no log can reach changes nothing", "[store]") {
    Device alice;
    log_in(alice);
    const State before = alice->state();
    constexpr Position most = std::numeric_limits<Position>::max();
    CHECK(apply(alice, answer(bob_log, 1, most, {message(1)})).logs.empty());
    CHECK(apply(alice, answer(bob_log, 0, most, {})).logs.empty());
    CHECK(apply(alice, answer(bob_log, 1, 1, {message(1)}, most)).logs.empty());
    CHECK(alice->state() == before);
}

TEST_CASE("sender, id, number, time, version, status and conversation come from the envelope and the log", "[store]") {
    Device alice;
    log_in(alice);
    MessageData body;
    body.elements.emplace_back(TextElem("hi"));
    body.sender = "mallory";
    body.msg_id = "mallory-1-1";
    body.conv_id = "elsewhere";
    body.conv_type = ConvType::group;
    body.server_time = 1;
    body.seq = 99;
    body.version = 99;
    body.status = MsgStatus::deleted;
    body.is_from_self = true;
    body.client_time = 1'600'000'000;
    body.rand = 812;
    wire::Entry one = entry(1, "message", "bob", "bob-1600000000-812", codec::to_json(body));
    one.seq = 5;
    one.version = 3;
    apply(alice, answer(bob_log, 1, 1, {one}));
    const MessageData message = newest_of(alice, bob, 1).at(0);
    CHECK(message.sender == "bob");
    CHECK(message.msg_id == "bob-1600000000-812");
    CHECK(message.conv_id == "bob");
    CHECK(message.conv_type == ConvType::c2c);
    CHECK(message.server_time == 1'700'000'001);
    CHECK(message.seq == 5);
    CHECK(message.version == 3);
    CHECK(message.status == MsgStatus::send_succ);
    CHECK_FALSE(message.is_from_self);
    CHECK(message.client_time == 1'600'000'000);
    CHECK(message.rand == 812);
    CHECK(text_of(message) == "hi");
}

TEST_CASE("what a body says of reading and of local data is ignored", "[store]") {
    Device alice;
    log_in(alice);
    MessageData body;
    body.elements.emplace_back(TextElem("hi"));
    body.is_read = true;
    body.is_peer_read = true;
    body.custom_str = "planted";
    body.custom_int = 7;
    body.cloud_custom_str = "travels";
    apply(alice, answer(bob_log, 1, 1, {entry(1, "message", "bob", "bob-1-1", codec::to_json(body))}));
    const MessageData message = newest_of(alice, bob, 1).at(0);
    CHECK_FALSE(message.is_read);
    CHECK_FALSE(message.is_peer_read);
    CHECK(message.custom_str.empty());
    CHECK(message.custom_int == 0);
    CHECK(message.cloud_custom_str == "travels");
}

TEST_CASE("a message from this user's other device is from self, and news", "[store]") {
    Device alice;
    log_in(alice);
    CHECK(apply(alice, answer(bob_log, 1, 1, {message(1, "alice")})).news == 1);
    CHECK(newest_of(alice, bob, 1).at(0).is_from_self);
    CHECK(alice->news(0, 10).size() == 1);
}

TEST_CASE("keys and elements that this version does not know stay in the message", "[store]") {
    Device alice;
    log_in(alice);
    const std::string body =
        R"({"message_elem_array":[{"elem_type":77,"glow":1}],"message_from_the_future":{"a":[1]}})";
    apply(alice, answer(bob_log, 1, 1, {entry(1, "message", "bob", "bob-1-1", body)}));
    const MessageData message = newest_of(alice, bob, 1).at(0);
    REQUIRE(message.elements.size() == 1);
    CHECK(elem_type(message.elements[0]) == static_cast<ElemType>(77));
    REQUIRE(message.unknown.find("message_from_the_future"));
    CHECK(*message.unknown.find("message_from_the_future") == R"({"a":[1]})");
}

TEST_CASE("a body that cannot be read leaves a message without elements in its place", "[store]") {
    Device alice;
    log_in(alice);
    const std::string body = R"({"message_elem_array":"no array"})";
    CHECK(apply(alice, answer(bob_log, 1, 2, {entry(1, "message", "bob", "bob-1-1", body), message(2)})).news == 2);
    const std::vector<MessageData> messages = newest_of(alice, bob, 10);
    REQUIRE(messages.size() == 2);
    CHECK(messages[1].msg_id == "bob-1-1");
    CHECK(messages[1].sender == "bob");
    CHECK(messages[1].elements.empty());
}

TEST_CASE("tips are messages of their group, notices those of the system conversation", "[store]") {
    Device alice;
    log_in(alice);
    const std::string system(system_sender);
    const std::vector<Batch> batches{
        answer(user_log, 2, 3,
               {conv(2, team, team_log), entry(3, "notice", system, "@TIM#SYSTEM-1-1", text_body("invited"))}),
        answer(team_log, 1, 1, {entry(1, "tip", system, "@TIM#SYSTEM-1-2", text_body("joined"))})};
    const Applied applied = alice->apply(batches);
    CHECK(applied.news == 2);
    const MessageData tip = newest_of(alice, team, 10).at(0);
    CHECK(tip.conv_type == ConvType::group);
    CHECK(tip.conv_id == "team");
    CHECK(tip.sender == "@TIM#SYSTEM");
    const MessageData notice = newest_of(alice, notices, 10).at(0);
    CHECK(text_of(notice) == "invited");
    CHECK(notice.conv_type == ConvType::system);
    CHECK(notice.conv_id.empty());
}

TEST_CASE("entries of unknown kind count as held and are no messages", "[store]") {
    Device alice;
    log_in(alice);
    const Applied applied =
        apply(alice, answer(bob_log, 1, 3, {message(1), entry(2, "glow", "bob", "", R"({"x":1})"), message(3)}));
    CHECK(applied.news == 2);
    CHECK(history(alice) == bob_ids({3, 1}));
    CHECK(held(alice) == std::vector<Range>{{1, 3}});
}

TEST_CASE("a newer version of a held message replaces it, an older or equal one does nothing", "[store]") {
    Device alice;
    log_in(alice);
    const auto version = [](std::uint64_t number) {
        wire::Entry one = message(1);
        one.version = number;
        one.body = RawJson(text_body("version " + std::to_string(number)));
        return answer(bob_log, 1, 1, {one});
    };
    apply(alice, version(2));
    CHECK(apply(alice, version(1)).conversations.empty());
    CHECK(text_of(newest_of(alice, bob, 1).at(0)) == "version 2");
    CHECK(apply(alice, version(3)).conversations == std::vector<ConvKey>{bob});
    CHECK(apply(alice, version(3)).conversations.empty());
    const MessageData message = newest_of(alice, bob, 1).at(0);
    CHECK(text_of(message) == "version 3");
    CHECK(message.version == 3);
    CHECK(alice->news(0, 10).size() == 1);
}

TEST_CASE("a message below the newest one does not change its conversation", "[store]") {
    Device alice;
    log_in(alice);
    CHECK(apply(alice, messages_of_bob(5, 6)).conversations == std::vector<ConvKey>{bob});
    CHECK(apply(alice, messages_of_bob(1, 4)).conversations.empty());
}

TEST_CASE("history is paged from the newest message down", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 5));
    CHECK(ids_of(newest_of(alice, bob, 2)) == bob_ids({5, 4}));
    CHECK(ids_of(newest_of(alice, bob, 2, message(4).id)) == bob_ids({3, 2}));
    CHECK(ids_of(newest_of(alice, bob, 2, message(2).id)) == bob_ids({1}));
    CHECK(newest_of(alice, bob, 2, message(1).id).empty());
    CHECK(newest_of(alice, bob, 2, "nobody-1-1").empty());
    CHECK(newest_of(alice, bob, 0).empty());
    CHECK(newest_of(alice, team, 2).empty());
}

TEST_CASE("messages are found by their ids, in the order asked for, in every conversation that has them", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(user_log, 2, 2, {conv(2, team, team_log)}));
    apply(alice, messages_of_bob(1, 3));
    apply(alice, answer(team_log, 2, 2, {message(2)}));
    const std::vector<std::string> wanted{message(3).id, "unknown-1-1", message(2).id, message(1).id};
    const std::vector<MessageData> found = alice->find(wanted);
    CHECK(ids_of(found) == bob_ids({3, 2, 2, 1}));
    CHECK(found.at(1).conv_id == "bob");
    CHECK(found.at(2).conv_id == "team");
}

TEST_CASE("of two positions with the same id the first one that came keeps the message", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    wire::Entry repeated = message(1);
    repeated.pos = 3;
    repeated.seq = 3;
    const Applied applied = apply(alice, answer(bob_log, 3, 3, {repeated}));
    CHECK(applied.news == 0);
    CHECK(history(alice) == bob_ids({2, 1}));
    CHECK(held(alice) == std::vector<Range>{{1, 3}});
}

TEST_CASE("entries of unknown kind are stored as they came, for a version that knows them", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    log_in(alice);
    const wire::Entry glow = entry(1, "glow", "bob", "bob-1-1", R"({"x":[1]})");
    apply(alice, answer(bob_log, 1, 1, {glow}));
    apply(alice, answer(bob_log, 1, 1, {glow}));
    alice.close();
    db::Connection file(db::OpenOptions::file(folder.file(u8"616c696365.db")), store::detail::schema);
    CHECK(file.find<std::string>("SELECT group_concat(entry) FROM unknown_entries") == codec::to_json(glow));
}

TEST_CASE("ranges that grew together are one row", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    apply(alice, messages_of_bob(5, 6));
    apply(alice, messages_of_bob(3, 4));
    alice.close();
    db::Connection file(db::OpenOptions::file(folder.file(u8"616c696365.db")), store::detail::schema);
    CHECK(file.find<std::string>("SELECT group_concat(first || '-' || last) FROM ranges WHERE last > 1") == "1-6");
}

}  // namespace
