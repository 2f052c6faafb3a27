// Messages through the C interface, to a user who speaks C++.

#include "tests/c/program.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <optional>
#include <set>
#include <string>

namespace tim::test {
namespace {

namespace json = boost::json;

std::string text_message(const std::string& text) {
    return R"({"message_elem_array":[{"elem_type":0,"text_elem_content":")" + text + R"("}]})";
}

void on_new_messages(const char* array, const void*) { Events::instance().add(std::string("new ") + array); }
void on_tips(const char* tips, const void*) { Events::instance().add(std::string("tips ") + tips); }

/// Listens to new messages for the length of a test.
class Listener {
public:
    Listener() {
        Events::instance().take();
        call_words("TIMAddRecvNewMsgCallback", {word(&on_new_messages), 0});
    }
    ~Listener() { call_words("TIMRemoveRecvNewMsgCallback", {word(&on_new_messages)}); }

    /// The next message with a text.
    json::value next() {
        for (;;) {
            const json::value messages = json::parse(Events::instance().wait("new").substr(4));
            const json::value& message = messages.at(0);
            if (message.at("message_elem_array").at(0).at("elem_type") == 0) return message;
        }
    }
};

Answer send(const std::string& to, const std::string& text) {
    return answer_to("TIMMsgSendMessage", {word(to.c_str()), 1, word(text_message(text).c_str()), 0});
}

std::set<std::string> keys_of(const json::value& value) {
    std::set<std::string> keys;
    for (const auto& member : value.as_object()) keys.emplace(member.key());
    return keys;
}

Message next_text(Client& client) {
    for (;;) {
        const Event event = client.receive(boost::asio::use_future).get();
        const auto* news = std::get_if<NewMessage>(&event);
        if (news && news->message.get<TextElem>()) return news->message;
    }
}

TEST_CASE("a message is sent under the id that was told before, and arrives", "[c]") {
    Town town;
    Client bob = town.client("bob");
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    char id[128] = {};
    const Answer sent = answer_to(
        "TIMMsgSendMessage",
        {word("bob"), 1, word(text_message("\xe4\xbd\xa0\xe5\xa5\xbd").c_str()), word(static_cast<const void*>(id))});
    CHECK(sent.code == 0);
    CHECK(sent.desc == "OK");
    const json::value message = json::parse(sent.json);
    CHECK(message.at("message_msg_id").as_string() == id);
    CHECK(message.at("message_status") == 2);
    CHECK(message.at("message_sender") == "alice");
    CHECK(message.at("message_is_from_self") == true);
    const Message arrived = next_text(bob);
    CHECK(arrived.id() == id);
    CHECK(arrived.text() == "\xe4\xbd\xa0\xe5\xa5\xbd");
    close(bob);
}

TEST_CASE("a sent and a received message have the documented keys", "[c]") {
    Town town;
    Client bob = town.client("bob");
    Listener listener;
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    std::set<std::string> documented;
    const json::value spec = read_spec("message_keys.json");
    for (const json::value& key : spec.at("message").at("c2c").as_array())
        documented.emplace(key.at("key").as_string());
    CHECK(keys_of(json::parse(send("bob", "hi").json)) == documented);
    bob.c2c("alice").send(TextElem{"hello"}, boost::asio::use_future).get();
    const json::value heard = listener.next();
    CHECK(keys_of(heard) == documented);
    CHECK(heard.at("message_sender") == "bob");
    CHECK(heard.at("message_conv_id") == "bob");
    CHECK(heard.at("message_is_from_self") == false);
    close(bob);
}

TEST_CASE("what the JSON says of itself is not believed", "[c]") {
    Town town;
    Client bob = town.client("bob");
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    const std::string forged =
        R"({"message_elem_array":[{"elem_type":0,"text_elem_content":"hi"}],"message_sender":"carol",)"
        R"("message_conv_id":"dave","message_status":6,"message_msg_id":"x-1-1","message_server_time":1,)"
        R"("message_cloud_custom_str":"mine","message_custom_int":7})";
    const json::value sent = json::parse(answer_to("TIMMsgSendNewMsg", {word("bob"), 1, word(forged.c_str())}).json);
    CHECK(sent.at("message_sender") == "alice");
    CHECK(sent.at("message_conv_id") == "bob");
    CHECK(sent.at("message_status") == 2);
    CHECK(sent.at("message_msg_id") != "x-1-1");
    CHECK(sent.at("message_server_time").to_number<std::uint64_t>() > 1);
    CHECK(sent.at("message_cloud_custom_str") == "mine");
    CHECK(sent.at("message_custom_int") == 7);
    close(bob);
}

TEST_CASE("the older form with two callbacks tells the id first", "[c]") {
    struct Id {
        static void told(std::int32_t code, const char*, const char* json, const void*) {
            Events::instance().add("id " + std::to_string(code) + ' ' + json);
        }
    };
    const Program program;
    REQUIRE(log_in("alice").code == 0);
    Events::instance().take();
    const std::string message = text_message("hi");
    const Answer sent = answer_to("TIMMsgSendNewMsgEx", {word("bob"), 1, word(message.c_str()), word(&Id::told)});
    CHECK(sent.code == 0);
    const std::string told = Events::instance().wait("id 0 ");
    CHECK(json::parse(told.substr(5)).at("message_msg_id") == json::parse(sent.json).at("message_msg_id"));
}

TEST_CASE("a message that cannot be sent comes back with its reason", "[c]") {
    Town town;
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    const Answer empty = answer_to("TIMMsgSendMessage", {word("bob"), 1, word(R"({"no_such_key":1})"), 0});
    CHECK(empty.code == 6016);
    CHECK(json::parse(empty.json).at("message_status") == 3);
    CHECK(send("nobody_ever_seen", "hi").code == 20003);
    const std::string tips = R"({"message_elem_array":[{"elem_type":5}]})";
    CHECK(answer_to("TIMMsgSendMessage", {word("bob"), 1, word(tips.c_str()), 0}).code == 6016);
    CHECK(answer_to("TIMMsgSendMessage", {word("no such group"), 2, word(text_message("hi").c_str()), 0}).code ==
          10010);
}

TEST_CASE("a failed message is sent again under its id", "[c]") {
    Town town;
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    const Answer failed = send("bob", "hi");
    REQUIRE(failed.code == 20003);
    Client bob = town.client("bob");
    const Answer sent = answer_to("TIMMsgSendMessage", {word("bob"), 1, word(failed.json.c_str()), 0});
    CHECK(sent.code == 0);
    CHECK(json::parse(sent.json).at("message_msg_id") == json::parse(failed.json).at("message_msg_id"));
    close(bob);
}

TEST_CASE("an id that does not fit into the caller's buffer is not kept", "[c]") {
    const Program program;
    REQUIRE(log_in("alice").code == 0);
    for (const std::size_t length : {std::size_t(127), std::size_t(128), std::size_t(600)}) {
        INFO(length);
        const std::string given = "alice-" + std::string(length - 6, 'z');
        const std::string failed =
            R"({"message_elem_array":[{"elem_type":0,"text_elem_content":"hi"}],"message_status":3,"message_msg_id":")" +
            given + "\"}";
        std::string buffer(1000, '#');
        const Answer sent = answer_to(
            "TIMMsgSendMessage", {word("bob"), 1, word(failed.c_str()), word(static_cast<const void*>(buffer.data()))});
        CHECK(sent.code == 0);
        const std::string id = buffer.substr(0, buffer.find('\0'));
        REQUIRE(id.size() < 128);
        CHECK(buffer.substr(id.size() + 1) == std::string(1000 - id.size() - 1, '#'));
        CHECK((id == given) == (length == 127));
        CHECK(json::parse(sent.json).at("message_msg_id").as_string() == id);
    }
}

TEST_CASE("sends to one conversation are answered in the order of the calls", "[c]") {
    Town town;
    Client bob = town.client("bob");
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    std::vector<std::string> asked;
    for (int i = 0; i < 30; ++i) {
        // One in three is refused, at once or by the hub.
        const std::string message = i % 3 == 1 ? R"({"no_such_key":1})" : text_message("hi");
        const std::string tag = "send " + std::to_string(i);
        REQUIRE(static_cast<int>(call_words("TIMMsgSendMessage", {word("bob"), 1, word(message.c_str()), 0,
                                                                  word(&Answers::common), word(Answers::tag(tag))})) ==
                0);
        asked.push_back(tag);
    }
    std::vector<std::string> answered;
    for (const Answer& answer : Answers::instance().take_until(asked.back())) answered.push_back(answer.tag);
    CHECK(answered == asked);
    close(bob);
}

TEST_CASE("a message that is not on its way cannot be taken back", "[c]") {
    const Program program;
    REQUIRE(log_in("alice").code == 0);
    CHECK(answer_to("TIMMsgCancelSend", {word("bob"), 1, word("alice-1-1")}).code == 8020);
    const json::value sent = json::parse(send("bob", "hi").json);
    const std::string id(sent.at("message_msg_id").as_string());
    CHECK(answer_to("TIMMsgCancelSend", {word("bob"), 1, word(id.c_str())}).code == 8020);
}

TEST_CASE("a message that waits for a connection is taken back", "[c]") {
    std::optional<Town> town(std::in_place);
    const Program program(town->url());
    REQUIRE(log_in("alice").code == 0);
    town.reset();
    char id[128] = {};
    call_back("TIMMsgSendMessage",
              {word("bob"), 1, word(text_message("hi").c_str()), word(static_cast<const void*>(id))});
    call_back("TIMMsgCancelSend", {word("bob"), 1, word(id)});
    const Answer cancelled = Answers::instance().wait("TIMMsgSendMessage");
    CHECK(cancelled.code == 8021);
    CHECK(json::parse(cancelled.json).at("message_status") == 7);
    CHECK(Answers::instance().wait("TIMMsgCancelSend").code == 0);
}

TEST_CASE("a send while a login runs is refused", "[c]") {
    const Program program("ws://127.0.0.1:1");
    call_back("TIMLogin", {word("alice"), word(signed_for("alice").c_str())});
    const Answer refused = send("bob", "hi");
    CHECK(refused.code == 6032);
    CHECK(json::parse(refused.json).at("message_status") == 1);
}

TEST_CASE("sends under way are answered at uninit", "[c]") {
    settle();
    std::optional<Town> town(std::in_place);
    {
        const Program program(town->url());
        REQUIRE(log_in("alice").code == 0);
        town.reset();
        const std::string message = text_message("hi");
        for (int i = 0; i < 5; ++i) call_back("TIMMsgSendMessage", {word("bob"), 1, word(message.c_str()), 0});
    }
    const std::vector<Answer> answers = settle();
    CHECK(answers.size() == 5);
    for (const Answer& answer : answers) CHECK((answer.code == 7009 || answer.code == 6014));
}

TEST_CASE("what is asked of the hub is answered before uninit returns", "[c]") {
    constexpr std::size_t calls = 200;
    settle();
    std::optional<Town> town(std::in_place);
    {
        const Program program(town->url());
        REQUIRE(log_in("alice").code == 0);
        REQUIRE(send("alice", "hi").code == 0);
        town.reset();
        for (std::size_t i = 0; i < calls; ++i) call_back("TIMConvDelete", {word("alice"), 1});
    }
    const std::vector<Answer> answers = settle();
    CHECK(answers.size() == calls);
    for (const Answer& answer : answers) CHECK(answer.code != 0);
}

TEST_CASE("new messages come to all that listen, each once, until they are removed", "[c]") {
    struct Second {
        static void call_back(const char*, const void* tag) {
            Events::instance().add("second " + *static_cast<const std::string*>(tag));
        }
    };
    Town town;
    Client bob = town.client("bob");
    Listener listener;
    call_words("TIMAddRecvNewMsgCallback", {word(&Second::call_back), word(Answers::tag("old"))});
    call_words("TIMAddRecvNewMsgCallback", {word(&Second::call_back), word(Answers::tag("new"))});
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    bob.c2c("alice").send(TextElem{"one"}, boost::asio::use_future).get();
    CHECK(listener.next().at("message_elem_array").at(0).at("text_elem_content") == "one");
    CHECK(Events::instance().wait("second") == "second new");
    call_words("TIMRemoveRecvNewMsgCallback", {word(&Second::call_back)});
    bob.c2c("alice").send(TextElem{"two"}, boost::asio::use_future).get();
    CHECK(listener.next().at("message_elem_array").at(0).at("text_elem_content") == "two");
    settle();
    for (const std::string& line : Events::instance().take()) CHECK_FALSE(line.starts_with("second"));
    close(bob);
}

TEST_CASE("elements and keys of a newer peer are left out", "[c]") {
    Town town;
    Client bob = town.client("bob");
    Listener listener;
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    // As an element of its own the hub would not pass on what it does not know itself.
    const auto newer = codec::read<MessageData>(
        R"({"message_elem_array":[{"elem_type":0,"text_elem_content":"hi","odd":1},)"
        R"({"elem_type":12,"merge_elem_title":"t","merge_elem_compatible_text":"c","merge_elem_message_array":[)"
        R"({"message_status":2,"odd":2,"message_elem_array":[{"elem_type":77,"odd":3},)"
        R"({"elem_type":0,"text_elem_content":"inside"}]}]}],"odd":4})");
    const Message sent = bob.c2c("alice").message(newer.value()).send(boost::asio::use_future).get();
    REQUIRE(codec::to_json(sent.data()).find("\"elem_type\":77,\"odd\":3") != std::string::npos);
    const json::value heard = listener.next();
    CHECK(json::serialize(heard).find("odd") == std::string::npos);
    const json::value& merged = heard.at("message_elem_array").at(1).at("merge_elem_message_array").at(0);
    REQUIRE(merged.at("message_elem_array").as_array().size() == 1);
    CHECK(merged.at("message_elem_array").at(0).at("text_elem_content") == "inside");
    const Answer page = answer_to("TIMMsgGetMsgList", {word("bob"), 1, word(R"({"msg_getmsglist_param_count":1})")});
    CHECK(page.json.find(R"("inside")") != std::string::npos);
    CHECK(page.json.find("odd") == std::string::npos);
    close(bob);
}

TEST_CASE("an element of unknown type is left out of what is kept", "[c]") {
    const Program program;
    REQUIRE(log_in("alice").code == 0);
    const Answer kept =
        answer_to("TIMMsgSaveMsg", {word("bob"), 1, word(R"({"message_elem_array":[{"elem_type":77,"odd":1}]})")});
    CHECK(kept.code == 0);
    CHECK(kept.json.find(R"("message_elem_array":[])") != std::string::npos);
}

TEST_CASE("keys of one's own that nobody knows are left out", "[c]") {
    const Program program;
    REQUIRE(log_in("alice").code == 0);
    const std::string odd = R"({"message_elem_array":[{"elem_type":0,"text_elem_content":"x","odd":1}],"odd":2})";
    const Answer sent = answer_to("TIMMsgSendNewMsg", {word("bob"), 1, word(odd.c_str())});
    CHECK(sent.code == 0);
    CHECK(sent.json.find("\"x\"") != std::string::npos);
    CHECK(sent.json.find("odd") == std::string::npos);
}

TEST_CASE("a conversation that gets a message is told, as new and then as changed", "[c]") {
    struct Conversation {
        static void changed(int event, const char* json, const void*) {
            Events::instance().add("conversation " + std::to_string(event) + ' ' + json);
        }
    };
    Town town;
    Client bob = town.client("bob");
    const Listening conversations("TIMSetConvEventCallback", &Conversation::changed);
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    REQUIRE(send("bob", "one").code == 0);
    const json::value added = json::parse(Events::instance().wait("conversation 0").substr(15));
    CHECK(added.at(0).at("conv_id") == "bob");
    CHECK(added.at(0).at("conv_last_msg").at("message_elem_array").at(0).at("text_elem_content") == "one");
    REQUIRE(send("bob", "two").code == 0);
    const json::value changed = json::parse(Events::instance().wait("conversation 2").substr(15));
    CHECK(changed.at(0).at("conv_id") == "bob");
    close(bob);
}

TEST_CASE("a program that asked for the number of unread messages is told its changes", "[c]") {
    struct Total {
        static void changed(int count, const void*) { Events::instance().add("total " + std::to_string(count)); }
    };
    Town town;
    Client bob = town.client("bob");
    const Listening totals("TIMSetConvTotalUnreadMessageCountChangedCallback", &Total::changed);
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    CHECK(answer_to("TIMConvGetTotalUnreadMessageCount", {}).json ==
          R"({"conv_get_total_unread_message_count_result_unread_count":0})");
    bob.c2c("alice").send(TextElem{"hi"}, boost::asio::use_future).get();
    CHECK(Events::instance().wait("total") == "total 1");
    close(bob);
}

TEST_CASE("a user who starts anew in another folder is told his conversations anew", "[c]") {
    struct Conversation {
        static void changed(int event, const char*, const void*) {
            Events::instance().add("conversation " + std::to_string(event));
        }
    };
    Town town;
    Client bob = town.client("bob");
    const Listening conversations("TIMSetConvEventCallback", &Conversation::changed);
    for (int i = 0; i < 2; ++i) {
        const Program program(town.url());
        REQUIRE(log_in("alice").code == 0);
        REQUIRE(send("bob", "one").code == 0);
        CHECK(Events::instance().wait("conversation 0") == "conversation 0");
    }
    close(bob);
}

TEST_CASE("group tips come as messages and through their own callback", "[c]") {
    Town town;
    Client bob = town.client("bob");
    const Listening tips("TIMSetGroupTipsEventCallback", &on_tips);
    const Program program(town.url());
    REQUIRE(log_in("alice").code == 0);
    const CreateGroupResult group =
        bob.create_group(CreateGroupParam(GroupType::work, "tea"), boost::asio::use_future).get();
    bob.group(group.group_id).invite(std::vector<std::string>{"alice"}, boost::asio::use_future).get();
    bob.group(group.group_id).modify(GroupModifyInfoParam().set_group_name("coffee"), boost::asio::use_future).get();
    for (;;) {
        const json::value tip = json::parse(Events::instance().wait("tips").substr(5));
        CHECK(tip.at("group_tips_elem_group_id").as_string() == group.group_id);
        if (tip.at("group_tips_elem_tip_type") == 6) break;
    }
    close(bob);
}

}  // namespace
}  // namespace tim::test
