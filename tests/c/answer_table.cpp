// What callbacks say of arguments that the return value accepted, and what is answered without a connection: before
// init, while nobody is logged in, while a login is pending, while a user is logged in.

#include "tests/c/program.hpp"

#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace tim::test {
namespace {

enum class State { before_init, logged_out, pending, logged_in };

const char* name_of(State state) {
    static constexpr const char* names[] = {"before init", "logged out", "while a login is pending", "logged in"};
    return names[static_cast<int>(state)];
}

using States = std::set<State>;
const States before_init = {State::before_init};
const States logged_out = {State::logged_out};
const States with_store = {State::pending, State::logged_in};
const States pending = {State::pending};
const States logged_in = {State::logged_in};

using Value = std::variant<int, const char*>;
constexpr const char* null = nullptr;
/// Looked at by other tests.
constexpr const char* any = "*";

struct Row {
    const char* function;
    std::vector<Value> arguments;
    const States& states;
    int code;
    const char* desc;
    const char* json;
};

constexpr const char* hi = R"({"message_elem_array":[{"elem_type":0,"text_elem_content":"hi"}]})";
constexpr const char* receipt_wanted =
    R"([{"message_is_from_self":false,"message_need_read_receipt":true,"message_msg_id":"m"}])";
constexpr const char* nothing_found = R"({"msg_search_result_search_cursor":"","msg_search_result_total_count":0})";

constexpr const char* find_nothing = R"({"msg_search_param_keyword_array":["nowhere"]})";
constexpr const char* no_hits =
    R"({"msg_search_result_item_array":[],"msg_search_result_search_cursor":"","msg_search_result_total_count":0})";

const std::vector<Row> table = {
    // State alone.
    {"TIMMsgFindMessages", {"not json"}, before_init, 6013, "not initialized", "[]"},
    {"TIMMsgFindMessages", {"not json"}, logged_out, 6014, "not init database", "[]"},
    {"TIMMsgGetMsgList", {"bob", 1, "{}"}, before_init, 6013, "not initialized", "[]"},
    {"TIMMsgGetMsgList", {"bob", 1, "{}"}, logged_out, 6014, "not init database", "[]"},
    {"TIMMsgSaveMsg", {"bob", 1, hi}, logged_out, 6014, "not login", ""},
    {"TIMMsgBatchSend", {"{}"}, before_init, 6013, "not initialized", "[]"},
    {"TIMMsgBatchSend", {"{}"}, logged_out, 6014, "not login", "[]"},
    {"TIMMsgModifyMessage", {hi}, before_init, 6013, "not initialized", "{}"},
    {"TIMMsgModifyMessage", {hi}, logged_out, 6014, "not login", "{}"},
    {"TIMMsgSendMessageReadReceipts", {R"([{"no_such_key":1}])"}, before_init, 0, "OK", ""},
    {"TIMMsgSendMessageReadReceipts", {R"([{"no_such_key":1}])"}, logged_out, 0, "OK", ""},
    {"TIMMsgSendMessageReadReceipts", {R"([{"no_such_key":1}])"}, with_store, 0, "OK", ""},
    {"TIMMsgSendMessageReadReceipts", {receipt_wanted}, before_init, 6013, "not initialized", ""},
    {"TIMMsgSendMessageReadReceipts", {receipt_wanted}, logged_out, 6014, "not login", ""},
    {"TIMMsgSendMessageReadReceipts", {receipt_wanted}, with_store, 7014, "not supported", ""},
    {"TIMLogout", {}, before_init, 6013, "not initialized", ""},
    {"TIMLogout", {}, logged_out, 0, "OK", ""},
    {"TIMSetConfig", {"{}"}, before_init, 0, "OK", any},

    // Wrong arguments that the callback tells.
    {"TIMMsgFindMessages", {"not json"}, with_store, 6017, "message_id_list is empty", "[]"},
    {"TIMMsgFindMessages", {"{}"}, with_store, 6017, "message_id_list is empty", "[]"},
    {"TIMMsgFindMessages", {"[]"}, with_store, 6017, "message_id_list is empty", "[]"},
    {"TIMMsgFindMessages", {"null"}, with_store, 6017, "message_id_list is empty", "[]"},
    {"TIMMsgFindMessages", {"[1]"}, with_store, 6017, "no message id is valid", "[]"},
    {"TIMMsgFindMessages", {R"([1,{},""])"}, with_store, 6017, "no message id is valid", "[]"},
    {"TIMMsgFindByMsgLocatorList", {"bob", 1, "[]"}, with_store, 6017, "empty message_locator_list", "[]"},
    {"TIMMsgFindByMsgLocatorList", {"bob", 1, "[1]"}, with_store, 6017, "empty message_locator_list", "[]"},
    {"TIMMsgGetMsgList", {"bob", 1, "{}"}, with_store, 6017, "count is zero", "[]"},
    {"TIMMsgGetMsgList", {"bob", 1, R"({"msg_getmsglist_param_count":0})"}, with_store, 6017, "count is zero", "[]"},
    {"TIMMsgSearchLocalMessages", {"{}"}, with_store, 6017, any, nothing_found},
    {"TIMMsgDownloadElemToPath", {"{}", "/nowhere"}, with_store, 6017, "url or path is empty", ""},
    {"TIMMsgSetOfflinePushToken", {"{}"}, with_store, 6017, "token is empty", ""},
    {"TIMMsgSetOfflinePushToken", {null}, with_store, 7014, "not supported", ""},
    {"TIMMsgBatchSend", {"{}"}, with_store, 6017, "identifier array is empty", "[]"},
    {"TIMMsgBatchSend", {R"({"msg_batch_send_param_msg":{}})"}, with_store, 6017, "identifier array is empty", "[]"},
    {"TIMMsgBatchSend",
     {R"({"msg_batch_send_param_identifier_array":["bob"]})"},
     with_store,
     6017,
     "message is empty",
     any},
    {"TIMConvCleanConversationUnreadMessageCount", {"bob", 0, 0}, with_store, 6017, "invalid conversation id", ""},
    {"TIMMsgCancelSend", {"bob", 1, "alice-1-1"}, with_store, 8020, any, ""},

    // What the local store answers.
    {"TIMMsgFindMessages", {R"(["unknown"])"}, with_store, 0, "OK", "[]"},
    {"TIMMsgFindByMsgLocatorList", {"bob", 1, R"([{"message_locator_seq":1}])"}, with_store, 0, "OK", "[]"},
    {"TIMMsgGetMsgList", {"nobody", 1, R"({"msg_getmsglist_param_count":5})"}, with_store, 0, "OK", "[]"},
    {"TIMMsgGetMsgList",
     {"nobody", 1, R"({"msg_getmsglist_param_count":5,"msg_getmsglist_param_is_ramble":true})"},
     pending,
     0,
     "OK",
     "[]"},
    {"TIMMsgSearchLocalMessages", {find_nothing}, with_store, 0, "OK", no_hits},
    {"TIMMsgSetLocalCustomData", {hi}, with_store, 0, "OK", ""},
    {"TIMMsgImportMsgList", {"carol", 1, "[{\"no_such_key\":1}]"}, with_store, 0, "OK", ""},
    {"TIMMsgSaveMsg", {"bob", 1, hi}, with_store, 0, "OK", any},
    {"TIMMsgReportReaded", {null, 1, "not json"}, with_store, 0, "OK", ""},
    {"TIMMsgMarkAllMessageAsRead", {}, with_store, 0, "OK", ""},
    {"TIMConvGetConvList", {}, with_store, 0, "OK", any},
    {"TIMConvGetTotalUnreadMessageCount",
     {},
     with_store,
     0,
     "OK",
     R"({"conv_get_total_unread_message_count_result_unread_count":0})"},
    {"TIMConvGetConvInfo",
     {R"([{"get_conversation_list_param_conv_id":"nobody","get_conversation_list_param_conv_type":1}])"},
     with_store,
     0,
     "OK",
     "[]"},
    {"TIMMsgGetC2CReceiveMessageOpt",
     {R"(["bob"])"},
     with_store,
     0,
     "OK",
     R"([{"msg_recv_msg_opt_result_identifier":"bob","msg_recv_msg_opt_result_opt":0}])"},

    // What needs the hub, and what does nothing yet.
    {"TIMMsgSendNewMsg", {"bob", 1, hi}, pending, 6032, "login is in process", any},
    {"TIMMsgSendNewMsg", {"bob", 1, R"({"no_such_key":1})"}, pending, 6032, "login is in process", any},
    {"TIMMsgSendNewMsg", {"bob", 1, R"({"no_such_key":1})"}, logged_in, 6016, any, any},
    {"TIMMsgGetMessageExtensions", {hi}, with_store, 7014, "not supported", "[]"},
    {"TIMMsgRevoke", {"bob", 1, hi}, with_store, 7014, "not supported", ""},
    {"TIMMsgSearchCloudMessages", {"{}"}, with_store, 7014, "not supported", nothing_found},
    {"TIMGroupGetJoinedGroupList", {}, logged_in, 0, "OK", "[]"},
    {"TIMGroupDelete", {"nowhere"}, logged_in, 10010, any, ""},
    {"TIMLogin", {"alice", "sig"}, pending, 7501, "login is in process", ""},
    {"TIMLogin", {"bob", "sig"}, pending, 7501, "login is in process", ""},
    {"TIMLogin", {"alice", "sig"}, logged_in, 0, "OK", ""},
};

Answer ask(const Row& row) {
    std::vector<Word> words;
    for (const Value& value : row.arguments)
        words.push_back(std::holds_alternative<int>(value) ? word(std::int64_t(std::get<int>(value)))
                                                           : word(std::get<const char*>(value)));
    return answer_to(row.function, std::move(words));
}

void check_rows(State state) {
    std::size_t asked = 0;
    for (const Row& row : table) {
        if (!row.states.contains(state)) continue;
        INFO(row.function << ' ' << name_of(state));
        const Answer answer = ask(row);
        CHECK(answer.code == row.code);
        if (row.desc != any) CHECK(answer.desc == row.desc);
        CHECK(answer.desc != "(null)");
        if (row.json != any) CHECK(answer.json == row.json);
        ++asked;
    }
    CHECK(asked > 4);
}

TEST_CASE("callbacks tell of arguments and state what was measured", "[c]") {
    settle();
    SECTION("before init") { check_rows(State::before_init); }
    SECTION("logged out") {
        const Program program;
        check_rows(State::logged_out);
    }
    SECTION("while a login is pending") {
        // Nobody listens there.
        const Program program("ws://127.0.0.1:1");
        call_words("TIMLogin", {word("alice"), word(signed_for("alice").c_str())});
        check_rows(State::pending);
        CHECK(login_status() == 2);
    }
    SECTION("logged in") {
        const Program program;
        REQUIRE(log_in("alice").code == 0);
        check_rows(State::logged_in);
    }
}

TEST_CASE("what is kept while a login is pending is found at once", "[c]") {
    const Program program("ws://127.0.0.1:1");
    call_words("TIMLogin", {word("alice"), word(signed_for("alice").c_str())});
    const Answer saved = answer_to("TIMMsgSaveMsg", {word("bob"), 1, word(hi)});
    const auto message = boost::json::parse(saved.json);
    CHECK(message.at("message_conv_id") == "bob");
    CHECK(message.at("message_status") == 5);
    const std::string id(message.at("message_msg_id").as_string());
    const auto found =
        boost::json::parse(answer_to("TIMMsgFindMessages", {word(("[1,\"" + id + "\",\"\"]").c_str())}).json);
    REQUIRE(found.as_array().size() == 1);
    CHECK(found.at(0).at("message_msg_id") == message.at("message_msg_id"));
    const auto page = boost::json::parse(
        answer_to("TIMMsgGetMsgList", {word("bob"), 1, word(R"({"msg_getmsglist_param_count":9})")}).json);
    CHECK(page.as_array().size() == 1);
}

TEST_CASE("a refused change and a refused batch bring the message", "[c]") {
    const Program program;
    REQUIRE(log_in("alice").code == 0);
    const Answer changed = answer_to("TIMMsgModifyMessage", {word(hi)});
    CHECK(changed.code == 7014);
    CHECK(changed.json.find(R"("text_elem_content":"hi")") != std::string::npos);
    const std::string batch =
        std::string(R"({"msg_batch_send_param_identifier_array":["bob"],"msg_batch_send_param_msg":)") + hi + '}';
    const Answer sent = answer_to("TIMMsgBatchSend", {word(batch.c_str())});
    CHECK(sent.code == 7014);
    CHECK(sent.json.find(R"("text_elem_content":"hi")") != std::string::npos);
    CHECK(sent.json.find(R"("msg_batch_send_result_code":7014)") != std::string::npos);
}

TEST_CASE("lists of messages are not deleted twice within a second", "[c]") {
    const Program program;
    REQUIRE(log_in("alice").code == 0);
    const std::string sent = answer_to("TIMMsgSendNewMsg", {word("bob"), 1, word(hi)}).json;
    const std::string list = '[' + sent + ']';
    CHECK(answer_to("TIMMsgListDelete", {word("bob"), 1, word(list.c_str())}).code == 0);
    const Answer again = answer_to("TIMMsgListDelete", {word("bob"), 1, word(list.c_str())});
    CHECK(again.code == 7008);
    CHECK_FALSE(again.desc.empty());
}

}  // namespace
}  // namespace tim::test
