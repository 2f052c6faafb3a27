// What the callbacks of all functions say where state alone decides.

#include "tests/c/arguments.hpp"
#include "tests/c/program.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tim::test {
namespace {

const std::set<std::string> store_readers = {
    "TIMMsgFindMessages",           "TIMMsgFindByMsgLocatorList", "TIMMsgGetMsgList",  "TIMMsgSearchLocalMessages",
    "TIMMsgGetMessageReadReceipts", "TIMMsgGetMessageExtensions", "TIMConvGetConvList"};

const std::set<std::string> need_nothing = {"TIMSetConfig", "callExperimentalAPI", "TIMMsgSendMessageReadReceipts"};

const std::string nothing_found = R"({"msg_search_result_search_cursor":"","msg_search_result_total_count":0})";

/// The answers' empty forms: lists `[]`, nothing `""`, and these.
const std::map<std::string, std::string> empty_forms = {
    {"TIMMsgModifyMessage", "{}"},
    {"TIMMsgSearchLocalMessages", nothing_found},
    {"TIMMsgSearchCloudMessages", nothing_found},
    {"TIMMsgBatchSend", "[]"},
};

const std::set<std::string> sends = {"TIMMsgSendMessage", "TIMMsgSendNewMsg", "TIMMsgSendNewMsgEx"};

/// Of the functions whose answers are documented.
std::map<std::string, std::string> documented_empty_forms() {
    std::map<std::string, std::string> forms;
    const auto spec = read_spec("functions.json");
    for (const auto& function : spec.at("functions").as_array()) {
        const auto* out = function.as_object().if_contains("json_out");
        const bool is_list = out && out->is_string() && out->as_string().starts_with("array");
        forms[std::string(function.at("name").as_string())] = is_list ? "[]" : "";
    }
    for (const auto& [name, form] : empty_forms) forms[name] = form;
    return forms;
}

bool is_asked(const Prototype& function) {
    return function.is_declared && !function.is_setter() && function.has_callback() && function.name != "TIMLogin";
}

/// One call of each function, and its answer.
std::map<std::string, Answer> ask_all() {
    settle();
    std::map<std::string, Answer> answers;
    for (const Prototype& function : prototypes()) {
        if (!is_asked(function)) continue;
        INFO(function.name);
        REQUIRE(Arguments(function).call() == 0);
    }
    for (Answer& answer : settle()) answers[answer.tag] = std::move(answer);
    return answers;
}

/// The callback of the member list carries no code: "", 0, false.
const std::string without_code = "TIMMsgGetGroupMessageReadMemberList";

void check_answers(const std::map<std::string, Answer>& answers, bool initialised) {
    const std::map<std::string, std::string> forms = documented_empty_forms();
    for (const Prototype& function : prototypes()) {
        if (!is_asked(function)) continue;
        INFO(function.name);
        REQUIRE(answers.contains(function.name));
        const Answer& answer = answers.at(function.name);
        if (function.name == without_code) {
            CHECK(answer.code == 0);
            CHECK(answer.json.empty());
            continue;
        }
        if (need_nothing.contains(function.name) || (initialised && function.name == "TIMLogout")) {
            CHECK(answer.code == 0);
            CHECK(answer.desc == "OK");
            continue;
        }
        const bool reads_store = store_readers.contains(function.name);
        CHECK(answer.code == (initialised ? 6014 : 6013));
        CHECK(answer.desc == (!initialised ? "not initialized" : reads_store ? "not init database" : "not login"));
        if (sends.contains(function.name))
            CHECK(answer.json.find("\"message_status\":2,") != std::string::npos);
        else if (forms.contains(function.name))
            CHECK(answer.json == forms.at(function.name));
    }
}

TEST_CASE("before init every callback gets 6013 and the empty form of its answer", "[c]") {
    check_answers(ask_all(), false);
    CHECK(answer_to("TIMLogin", {word("alice"), word("sig")}).code == 6013);
}

TEST_CASE("while nobody is logged in every callback gets 6014 and the empty form of its answer", "[c]") {
    {
        const Program program;
        check_answers(ask_all(), true);
    }
    check_answers(ask_all(), false);
}

/// Of the functions that do nothing yet: 7014 and the empty form, unless something about the arguments comes first.
void check_unsupported() {
    static const std::set<std::string> told_first = {"TIMMsgBatchSend", "TIMMsgDownloadElemToPath",
                                                     "TIMMsgSetOfflinePushToken"};
    static const std::set<std::string> bring_the_message = {"TIMMsgModifyMessage"};
    const std::map<std::string, std::string> forms = documented_empty_forms();
    std::size_t checked = 0;
    for (const auto& [name, state] : documented_states()) {
        if (state != "not yet: 7014") continue;
        const auto found = std::find_if(prototypes().begin(), prototypes().end(),
                                        [&, &wanted = name](const Prototype& p) { return p.name == wanted; });
        REQUIRE(found != prototypes().end());
        if (name == without_code || name == "TIMMsgSendMessageReadReceipts") continue;
        INFO(name);
        REQUIRE(Arguments(*found).call() == 0);
        const Answer answer = Answers::instance().wait(name);
        CHECK(answer.code == (told_first.contains(name) ? 6017 : 7014));
        CHECK((answer.desc == "not supported") == !told_first.contains(name));
        if (forms.contains(name) && !bring_the_message.contains(name)) CHECK(answer.json == forms.at(name));
        ++checked;
    }
    CHECK(checked > 80);
}

TEST_CASE("what is not there yet says so while a login is pending and behind it", "[c]") {
    settle();
    SECTION("pending") {
        // Nobody listens there.
        const Program program("ws://127.0.0.1:1");
        call("TIMLogin", {word("alice"), word(signed_for("alice").c_str()), 0, 0});
        check_unsupported();
    }
    SECTION("logged in") {
        const Program program;
        REQUIRE(log_in("alice").code == 0);
        check_unsupported();
    }
}

TEST_CASE("a refused send brings the message, a refused batch one result a user", "[c]") {
    settle();
    char id[128] = {};
    const std::string json =
        R"({"message_elem_array":[{"elem_type":0,"text_elem_content":"hi"}],"message_sender":"alice"})";
    const Answer sent =
        answer_to("TIMMsgSendMessage", {word("bob"), 1, word(json.c_str()), word(static_cast<const void*>(id))});
    CHECK(sent.json.find("\"message_conv_id\":\"bob\"") != std::string::npos);
    CHECK(sent.json.find("\"text_elem_content\":\"hi\"") != std::string::npos);
    CHECK(std::string(id).starts_with("alice-"));
    CHECK(sent.json.find("\"message_msg_id\":\"" + std::string(id) + '"') != std::string::npos);

    const std::string batch =
        R"({"msg_batch_send_param_identifier_array":["bob","carol"],"msg_batch_send_param_msg":)" + json + '}';
    const auto results = boost::json::parse(answer_to("TIMMsgBatchSend", {word(batch.c_str())}).json);
    REQUIRE(results.as_array().size() == 2);
    CHECK(results.at(1).at("msg_batch_send_result_identifier") == "carol");
    CHECK(results.at(1).at("msg_batch_send_result_code") == 6013);
}

TEST_CASE("an id is written with its closing NUL and never beyond the documented room", "[c]") {
    settle();
    const std::string json = R"({"message_sender":")" + std::string(500, 's') + R"("})";
    std::string buffer(200, '#');
    const Answer sent = answer_to("TIMMsgSendMessage",
                                  {word("bob"), 1, word(json.c_str()), word(static_cast<const void*>(buffer.data()))});
    const std::size_t end = buffer.find('\0');
    REQUIRE(end < 128);
    CHECK(buffer.substr(end + 1) == std::string(200 - end - 1, '#'));
}

TEST_CASE("callbacks that need no hub come on one thread, in the order of the calls", "[c]") {
    settle();
    std::vector<std::string> asked;
    for (int i = 0; i < 200; ++i) {
        const char* name = i % 3 == 0 ? "TIMMsgGetMsgList" : i % 3 == 1 ? "TIMGroupDelete" : "TIMSetConfig";
        const std::string tag = std::to_string(i);
        std::vector<Word> words;
        if (i % 3 == 0) words = {word("bob"), 1, word("{}")};
        if (i % 3 == 1) words = {word("group")};
        if (i % 3 == 2) words = {word("{}")};
        words.push_back(word(&Answers::common));
        words.push_back(word(Answers::tag(tag)));
        REQUIRE(static_cast<int>(call_words(name, words)) == 0);
        asked.push_back(tag);
    }
    std::vector<std::string> answered;
    std::set<std::thread::id> threads;
    for (const Answer& answer : Answers::instance().take_until("199")) {
        answered.push_back(answer.tag);
        threads.insert(answer.thread);
    }
    CHECK(answered == asked);
    CHECK(threads.size() == 1);
    CHECK_FALSE(threads.contains(std::this_thread::get_id()));
}

}  // namespace
}  // namespace tim::test
