// Return values of all functions for all arguments: they speak of the arguments only, and are the same before init,
// after it, while a login is pending, while somebody is logged in, and after uninit.

#include "tests/c/arguments.hpp"
#include "tests/c/program.hpp"

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace tim::test {
namespace {

constexpr const char* null = nullptr;

/// One wrong text, and what it returns unless the list below says otherwise.
struct Variant {
    const char* name;
    const char* text;
};

const std::vector<Variant> plain_variants = {{"null", null}, {"empty", ""}};

const std::vector<Variant> json_variants = {
    {"null", null},           {"empty", ""},      {"no json", "not json"},
    {"cut", "{\"a\":"},       {"number", "12"},   {"json null", "null"},
    {"other shape", nullptr}, {"blank", nullptr}, {"two values", nullptr},
};

std::string text_of(const Variant& variant, const Parameter& parameter) {
    const bool array = is_array(parameter);
    const std::string name = variant.name;
    if (name == "other shape") return array ? "{\"a\":1}" : "[1]";
    if (name == "blank") return array ? " [ ] " : "{\n}";
    if (name == "two values") return array ? "[1] [2]" : "{\"a\":1} {}";
    return variant.text ? variant.text : "";
}

using Case = std::tuple<std::string, std::string, std::string>;  // function, parameter, variant; "*" for all

/// What is not as the rule has it: null and "" are -4, wrong JSON is -3. From the measurements on the documented
/// library; of functions that were not measured, from the documents.
const std::map<Case, int> exceptions = {
    // An empty object or array is enough; the callback tells what is missing.
    {{"TIMInit", "*", "blank"}, 0},
    {{"TIMSetConfig", "*", "blank"}, 0},
    {{"TIMMsgFindByMsgLocatorList", "json_msg_Locator_array", "blank"}, 0},
    {{"TIMMsgGetMsgList", "json_get_msg_param", "blank"}, 0},
    {{"TIMMsgSearchLocalMessages", "*", "blank"}, 0},
    {{"TIMMsgSearchCloudMessages", "*", "blank"}, 0},
    {{"TIMMsgDownloadElemToPath", "json_download_elem_param", "blank"}, 0},
    {{"TIMMsgBatchSend", "*", "blank"}, 0},
    {{"TIMMsgSetMessageExtensions", "json_extension_array", "blank"}, 0},
    {{"TIMGroupGetPendencyList", "*", "blank"}, 0},
    {{"TIMConvGetConversationListByFilter", "*", "blank"}, 0},
    {{"TIMConvGetUnreadMessageCountByFilter", "*", "blank"}, 0},
    {{"TIMFriendshipGetFriendGroupList", "*", "blank"}, 0},
    {{"TIMGroupGetTopicInfoList", "json_topic_id_array", "blank"}, 0},
    {{"TIMCommunityGetTopicInfoList", "json_topic_id_array", "blank"}, 0},
    {{"TIMCommunityGetTopicPermissionInPermissionGroup", "json_topic_id_array", "blank"}, 0},
    {{"TIMCommunityGetPermissionGroupListInCommunity", "json_permission_group_id_array", "blank"}, 0},
    // Not looked at before the callback.
    {{"TIMMsgFindMessages", "*", "no json"}, 0},
    {{"TIMMsgFindMessages", "*", "cut"}, 0},
    {{"TIMMsgFindMessages", "*", "number"}, 0},
    {{"TIMMsgFindMessages", "*", "json null"}, 0},
    {{"TIMMsgFindMessages", "*", "other shape"}, 0},
    {{"TIMMsgFindMessages", "*", "blank"}, 0},
    {{"TIMMsgFindMessages", "*", "two values"}, 0},
    {{"TIMMsgDeleteMessageExtensions", "json_extension_key_array", "no json"}, 0},
    {{"TIMMsgDeleteMessageExtensions", "json_extension_key_array", "cut"}, 0},
    {{"TIMMsgDeleteMessageExtensions", "json_extension_key_array", "number"}, 0},
    {{"TIMMsgDeleteMessageExtensions", "json_extension_key_array", "json null"}, 0},
    {{"TIMMsgDeleteMessageExtensions", "json_extension_key_array", "other shape"}, 0},
    {{"TIMMsgDeleteMessageExtensions", "json_extension_key_array", "blank"}, 0},
    {{"TIMMsgDeleteMessageExtensions", "json_extension_key_array", "two values"}, 0},
    {{"TIMMsgReportReaded", "*", "null"}, 0},
    {{"TIMMsgReportReaded", "*", "empty"}, 0},
    {{"TIMMsgReportReaded", "*", "no json"}, 0},
    {{"TIMMsgReportReaded", "*", "cut"}, 0},
    {{"TIMMsgReportReaded", "*", "number"}, 0},
    {{"TIMMsgReportReaded", "*", "json null"}, 0},
    {{"TIMMsgReportReaded", "*", "other shape"}, 0},
    {{"TIMMsgReportReaded", "*", "blank"}, 0},
    {{"TIMMsgReportReaded", "*", "two values"}, 0},
    // -4 for whatever is wrong.
    {{"TIMMsgSendMessageReadReceipts", "*", "no json"}, -4},
    {{"TIMMsgSendMessageReadReceipts", "*", "cut"}, -4},
    {{"TIMMsgSendMessageReadReceipts", "*", "number"}, -4},
    {{"TIMMsgSendMessageReadReceipts", "*", "json null"}, -4},
    {{"TIMMsgSendMessageReadReceipts", "*", "other shape"}, -4},
    {{"TIMMsgSendMessageReadReceipts", "*", "blank"}, -4},
    {{"TIMMsgSendMessageReadReceipts", "*", "two values"}, -4},
    {{"TIMMsgGetMessageReadReceipts", "*", "no json"}, -4},
    {{"TIMMsgGetMessageReadReceipts", "*", "cut"}, -4},
    {{"TIMMsgGetMessageReadReceipts", "*", "number"}, -4},
    {{"TIMMsgGetMessageReadReceipts", "*", "json null"}, -4},
    {{"TIMMsgGetMessageReadReceipts", "*", "other shape"}, -4},
    {{"TIMMsgGetMessageReadReceipts", "*", "blank"}, -4},
    {{"TIMMsgGetMessageReadReceipts", "*", "two values"}, -4},
    {{"TIMMsgTranslateText", "json_source_text_array", "no json"}, -4},
    {{"TIMMsgTranslateText", "json_source_text_array", "cut"}, -4},
    {{"TIMMsgTranslateText", "json_source_text_array", "number"}, -4},
    {{"TIMMsgTranslateText", "json_source_text_array", "json null"}, -4},
    {{"TIMMsgTranslateText", "json_source_text_array", "other shape"}, -4},
    {{"TIMMsgTranslateText", "json_source_text_array", "blank"}, -4},
    {{"TIMMsgTranslateText", "json_source_text_array", "two values"}, -4},
    // Optional texts.
    {{"TIMMsgTranslateText", "source_language", "empty"}, 0},
    {{"TIMMsgConvertVoiceToText", "language", "empty"}, 0},
    {{"TIMMsgSetOfflinePushToken", "*", "null"}, 0},
    {{"TIMMsgSetOfflinePushToken", "*", "empty"}, -3},
    {{"TIMMsgSetOfflinePushToken", "*", "blank"}, 0},
    {{"TIMUnsubscribeUserInfo", "*", "null"}, 0},
    {{"TIMUnsubscribeUserInfo", "*", "empty"}, 0},
    {{"TIMUnsubscribeUserInfo", "*", "blank"}, 0},
    {{"TIMUnsubscribeUserStatus", "*", "null"}, 0},
    {{"TIMUnsubscribeUserStatus", "*", "empty"}, 0},
    {{"TIMUnsubscribeUserStatus", "*", "blank"}, 0},
    {{"TIMGroupJoin", "hello_msg", "null"}, 0},
    {{"TIMGroupJoin", "hello_msg", "empty"}, 0},
    {{"TIMConvCleanConversationUnreadMessageCount", "conversation_id", "null"}, 0},
    {{"TIMConvCleanConversationUnreadMessageCount", "conversation_id", "empty"}, 0},
    {{"TIMConvSetConversationCustomData", "custom_data", "empty"}, 0},
    {{"*", "next_cursor", "null"}, 0},
    {{"*", "next_cursor", "empty"}, 0},
    {{"*", "data", "null"}, 0},
    {{"*", "data", "empty"}, 0},
    {{"*", "json_offline_push_info", "null"}, 0},
    {{"*", "json_offline_push_info", "empty"}, 0},
    {{"*", "json_offline_push_info", "blank"}, 0},
    {{"TIMGroupDeleteGroupAttributes", "json_keys", "null"}, 0},
    {{"TIMGroupDeleteGroupAttributes", "json_keys", "empty"}, 0},
    {{"TIMGroupDeleteGroupAttributes", "json_keys", "blank"}, 0},
    {{"TIMGroupGetGroupAttributes", "json_keys", "null"}, 0},
    {{"TIMGroupGetGroupAttributes", "json_keys", "empty"}, 0},
    {{"TIMGroupGetGroupAttributes", "json_keys", "blank"}, 0},
    {{"TIMGroupGetGroupCounters", "json_group_counter_key_array", "null"}, 0},
    {{"TIMGroupGetGroupCounters", "json_group_counter_key_array", "empty"}, 0},
    {{"TIMGroupGetGroupCounters", "json_group_counter_key_array", "blank"}, 0},
};

int expected(const Prototype& function, const Parameter& parameter, const std::string& variant) {
    for (const Case& one : {Case(function.name, parameter.name, variant), Case(function.name, "*", variant),
                            Case("*", parameter.name, variant)}) {
        const auto found = exceptions.find(one);
        if (found != exceptions.end()) return found->second;
    }
    return variant == "null" || variant == "empty" ? -4 : -3;
}

/// Those whose return value is told by tests of their own: no documented result, or no way to say more.
bool is_regular(const Prototype& function) {
    static const std::set<std::string> others = {"TIMInit",
                                                 "TIMUninit",
                                                 "TIMGetLoginStatus",
                                                 "TIMGetSDKVersion",
                                                 "TIMGetServerTime",
                                                 "TIMGetLoginUserID",
                                                 "TIMConvSetDraft",
                                                 "TIMConvCancelDraft",
                                                 "TIMLogin",
                                                 "TIMConvSubscribeUnreadMessageCountByFilter",
                                                 "TIMConvUnsubscribeUnreadMessageCountByFilter"};
    return function.is_declared && !function.is_setter() && !others.contains(function.name);
}

/// Counts the answers of a sweep over all functions; every call has a tag of its own.
class Sweep {
public:
    /// Leaves out what would end a login.
    bool within_login = false;

    bool covers(const Prototype& function) const {
        return is_regular(function) && !(within_login && function.name == "TIMLogout");
    }

    void check(const Arguments& arguments, const std::string& tag, int returns) {
        INFO(tag);
        CHECK(arguments.call() == returns);
        if (returns == 0 && arguments.prototype.has_callback()) ++promised_;
    }

    /// Exactly one callback for each 0, none for the others.
    void finish() {
        const std::vector<Answer> answers = settle();
        std::set<std::string> tags;
        for (const Answer& answer : answers) {
            INFO(answer.tag);
            CHECK(tags.insert(answer.tag).second);
        }
        CHECK(answers.size() == promised_);
    }

private:
    std::size_t promised_ = 0;
};

void sweep_texts(Sweep& sweep) {
    for (const Prototype& function : prototypes()) {
        if (!sweep.covers(function)) continue;
        for (std::size_t i = 0; i < function.parameters.size(); ++i) {
            const Parameter& parameter = function.parameters[i];
            if (!parameter.is_text()) continue;
            for (const Variant& variant : is_json(parameter) ? json_variants : plain_variants) {
                const std::string tag = function.name + ' ' + parameter.name + ' ' + variant.name;
                Arguments arguments(function, tag);
                if (std::string(variant.name) == "null")
                    arguments.words[i] = 0;
                else
                    arguments.set_text(i, text_of(variant, parameter));
                sweep.check(arguments, tag, expected(function, parameter, variant.name));
            }
        }
    }
}

void sweep_numbers(Sweep& sweep) {
    for (const Prototype& function : prototypes()) {
        if (!sweep.covers(function)) continue;
        for (std::size_t i = 0; i < function.parameters.size(); ++i) {
            const Parameter& parameter = function.parameters[i];
            if (parameter.is_text() || parameter.is_callback() || parameter.name == "user_data") continue;
            for (const std::int64_t number : {-1, 0, 2, 3, 99}) {
                const std::string tag = function.name + ' ' + parameter.name + ' ' + std::to_string(number);
                Arguments arguments(function, tag);
                if (parameter.type == "char*") continue;
                arguments.words[i] = word(number);
                const bool is_page =
                    function.name == "TIMMsgGetGroupMessageReadMemberList" && parameter.name == "count";
                int returns = 0;
                if (parameter.is_conv_type() && number != 2) returns = -4;
                if (is_page && (number == -1 || number == 0)) returns = -4;
                sweep.check(arguments, tag, returns);
            }
        }
    }
}

void sweep_all(Sweep& sweep) {
    for (const Prototype& function : prototypes())
        if (sweep.covers(function)) sweep.check(Arguments(function), function.name, 0);
    sweep_texts(sweep);
    sweep_numbers(sweep);
}

TEST_CASE("return values speak of the arguments alone, and a callback comes once for each 0", "[c]") {
    settle();
    Sweep sweep;
    SECTION("before init") { sweep_all(sweep); }
    SECTION("after init") {
        const Program program;
        sweep_all(sweep);
        // Uninit would answer what was forgotten.
        sweep.finish();
        sweep = Sweep();
    }
    SECTION("while a login is pending") {
        sweep.within_login = true;
        // Nobody listens there.
        const Program program("ws://127.0.0.1:1");
        call("TIMLogin", {word("alice"), word(signed_for("alice").c_str()), 0, 0});
        sweep_all(sweep);
        CHECK(login_status() == 2);
    }
    SECTION("logged in") {
        sweep.within_login = true;
        const Program program;
        REQUIRE(log_in("alice").code == 0);
        sweep_all(sweep);
        CHECK(login_status() == 1);
    }
    SECTION("after uninit") {
        { const Program program; }
        sweep_all(sweep);
    }
    sweep.finish();
}

TEST_CASE("a callback may be null everywhere", "[c]") {
    settle();
    for (const Prototype& function : prototypes()) {
        if (!is_regular(function) || !function.has_callback()) continue;
        Arguments arguments(function);
        for (std::size_t i = 0; i < arguments.words.size(); ++i)
            if (function.parameters[i].is_callback()) arguments.words[i] = 0;
        INFO(function.name);
        CHECK(arguments.call() == 0);
    }
    CHECK(settle().empty());
}

TEST_CASE("a message of wrong types is refused as JSON", "[c]") {
    for (const char* json : {R"({"message_elem_array":5})", R"({"message_priority":"high"})",
                             R"({"message_elem_array":[{"elem_type":0,"text_elem_content":1}]})"}) {
        INFO(json);
        CHECK(call_back("TIMMsgSendMessage", {word("bob"), 1, word(json), 0}) == -3);
        CHECK(call_back("TIMMsgModifyMessage", {word(json)}) == -3);
    }
    CHECK(call_back("TIMMsgImportMsgList", {word("bob"), 1, word("[1]")}) == -3);
    CHECK(call_back("TIMMsgSetMessageExtensions", {word(R"({"message_seq":1})"), word("[1]")}) == -3);
}

TEST_CASE("an object without its needed key is refused as JSON", "[c]") {
    CHECK(call_back("TIMMsgDelete", {word("bob"), 1, word(R"({"msg_delete_param_is_ramble":true})")}) == -3);
    CHECK(call_back("TIMGroupCreate", {word(R"({"create_group_param_group_type":1})")}) == -3);
}

TEST_CASE("receipts are asked only for own messages that want them", "[c]") {
    for (const char* json :
         {R"({"message_status":2})",
          R"({"message_conv_id":"g","message_conv_type":2,"message_seq":1,"message_msg_id":"m","message_status":2})",
          R"({"message_conv_id":"g","message_conv_type":2,"message_seq":1,"message_msg_id":"m","message_status":2,)"
          R"("message_need_read_receipt":true,"message_is_from_self":false})",
          R"({"message_conv_id":"g","message_conv_type":2,"message_seq":1,"message_msg_id":"m","message_status":3,)"
          R"("message_need_read_receipt":true,"message_is_from_self":true})"}) {
        INFO(json);
        CHECK(call_back("TIMMsgGetMessageReadReceipts", {word(('[' + std::string(json) + ']').c_str())}) == -4);
        CHECK(call("TIMMsgGetGroupMessageReadMemberList", {word(json), 0, 0, 10, 0, 0}) == -4);
    }
    CHECK(call("TIMMsgGetGroupMessageReadMemberList", {word(receipt_message.c_str()), 99, 0, 100, 0, 0}) == 0);
    CHECK(call("TIMMsgGetGroupMessageReadMemberList", {word(receipt_message.c_str()), 0, 0, 101, 0, 0}) == -4);
    CHECK(call("TIMMsgGetGroupMessageReadMemberList", {word(receipt_message.c_str()), 0, 0, 4294967295, 0, 0}) == -4);
}

TEST_CASE("an own message need not say that it is own to be asked about", "[c]") {
    const std::string json =
        R"({"message_conv_id":"g","message_conv_type":2,"message_seq":1,"message_msg_id":"m","message_status":2,)"
        R"("message_need_read_receipt":true})";
    CHECK(call("TIMMsgGetGroupMessageReadMemberList", {word(json.c_str()), 0, 0, 10, 0, 0}) == 0);
    CHECK(call("TIMMsgGetMessageReadReceipts", {word(('[' + json + ']').c_str()), 0, 0}) == 0);
}

TEST_CASE("init wants an app and a configuration", "[c]") {
    CHECK(call("TIMInit", {word(std::int64_t(0)), word("{}")}) == -4);
    CHECK(call("TIMInit", {1, 0}) == -4);
    CHECK(call("TIMInit", {1, word("")}) == -4);
    CHECK(call("TIMInit", {1, word("not json")}) == -3);
    CHECK(call("TIMInit", {1, word("[]")}) == -3);
    CHECK(call("TIMInit", {1, word("{}")}) == 0);
    CHECK(call("TIMInit", {2, word("{}")}) == 0);
    CHECK(call("TIMUninit", {}) == 0);
    CHECK(call("TIMUninit", {}) == 0);
}

TEST_CASE("a login wants a user and a UserSig", "[c]") {
    for (const char* wrong : {static_cast<const char*>(nullptr), ""}) {
        CHECK(call("TIMLogin", {word(wrong), word("sig"), 0, 0}) == -4);
        CHECK(call("TIMLogin", {word("alice"), word(wrong), 0, 0}) == -4);
    }
}

TEST_CASE("functions without a documented prototype return -4", "[c]") {
    std::size_t count = 0;
    for (const Prototype& function : prototypes()) {
        if (function.is_declared) continue;
        INFO(function.name);
        CHECK(static_cast<int>(call_words(function.name, {})) == -4);
        ++count;
    }
    CHECK(count == 7);
}

TEST_CASE("functions that can only return say so when they do nothing", "[c]") {
    CHECK(call("TIMConvSetDraft", {word("bob"), 1, word(R"({"draft_user_define":"x"})")}) == 0);
    CHECK(call("TIMConvSetDraft", {word("bob"), 1, word("not json")}) == -3);
    CHECK(call("TIMConvSetDraft", {word(""), 1, word("{}")}) == -4);
    CHECK(call("TIMConvCancelDraft", {word("bob"), 1}) == 0);
    CHECK(call("TIMConvCancelDraft", {word("bob"), 3}) == -4);
    CHECK(call("TIMConvSubscribeUnreadMessageCountByFilter", {word("{}")}) == -4);
    CHECK(call("TIMConvUnsubscribeUnreadMessageCountByFilter", {word("{}")}) == -4);
}

TEST_CASE("what nobody has to be logged in for is answered at once", "[c]") {
    CHECK(call("TIMGetLoginStatus", {}) == 3);
    char buffer[128] = "untouched";
    CHECK(call("TIMGetLoginUserID", {word(static_cast<const void*>(buffer))}) == 0);
    CHECK(std::string(buffer) == "untouched");
    CHECK(call("TIMGetLoginUserID", {0}) == -4);
    const auto now = static_cast<std::int64_t>(std::time(nullptr));
    CHECK(std::abs(static_cast<std::int64_t>(call_words("TIMGetServerTime", {})) - now) <= 2);
    const Word version = call_words("TIMGetSDKVersion", {});
    CHECK(std::string(reinterpret_cast<const char*>(version)).starts_with("8.0"));
}

TEST_CASE("every callback may be set and cleared before init", "[c]") {
    for (const Prototype& function : prototypes()) {
        if (!function.is_setter()) continue;
        INFO(function.name);
        CHECK_NOTHROW(call_words(function.name, {word(&Answers::common), 0}));
        CHECK_NOTHROW(call_words(function.name, {0, 0}));
    }
    call("TIMRemoveRecvNewMsgCallback", {word(&Answers::common)});
}

TEST_CASE("an experimental request that nobody knows is refused", "[c]") {
    CHECK(call("callExperimentalAPI", {word(R"({"request_internal_operation":"internal_operation_x"})"), 0, 0}) == -3);
}

}  // namespace
}  // namespace tim::test
