// samples FOLDER USERSIG1 USERSIG2: the documents' sample calls, built with JsonCpp as they build them, in a program
// with a hub in its process.
#include <TIMCloud.h>

#include <json/json.h>

#include <chrono>
#include <cstdlib>
#include <future>
#include <iostream>
#include <sstream>
#include <string>

namespace {

struct Answer {
    int code;
    std::string json;
};

/// For `user_data`.
using Pending = std::promise<Answer>;

Pending* pending(const void* user_data) { return static_cast<Pending*>(const_cast<void*>(user_data)); }

void on_answer(int32_t code, const char*, const char* json_params, const void* user_data) {
    pending(user_data)->set_value(Answer{code, json_params});
}

Json::Value parsed(const std::string& json) {
    Json::Value value;
    std::istringstream stream(json);
    stream >> value;
    return value;
}

void check(bool holds, const std::string& what) {
    if (holds) return;
    std::cerr << what << '\n';
    std::exit(1);
}

/// The JSON of the answer to a call, which must be 0.
template <class Call>
std::string answer_to(const std::string& what, Call call) {
    Pending answer;
    std::future<Answer> future = answer.get_future();
    check(call(&answer) == TIM_SUCC, what + " was refused");
    check(future.wait_for(std::chrono::seconds(30)) == std::future_status::ready, what + ": no answer");
    const Answer got = future.get();
    check(got.code == ERR_SUCC, what + ": " + std::to_string(got.code) + ' ' + got.json);
    return got.json;
}

Json::Value text_message(const char* text) {
    Json::Value json_value_elem;
    json_value_elem[kTIMElemType] = TIMElemType::kTIMElem_Text;
    json_value_elem[kTIMTextElemContent] = text;
    Json::Value json_value_msg;
    json_value_msg[kTIMMsgElemArray].append(json_value_elem);
    json_value_msg[kTIMMsgSender] = "user1";
    json_value_msg[kTIMMsgClientTime] = 1551446728;
    json_value_msg[kTIMMsgServerTime] = 1551446728;
    return json_value_msg;
}

void log_in(const char* user_id, const char* user_sig) {
    answer_to("TIMLogin", [=](Pending* answer) { return TIMLogin(user_id, user_sig, on_answer, answer); });
}

Json::Value send(const Json::Value& message) {
    char message_id[128] = {0};
    const std::string sent = answer_to("TIMMsgSendMessage", [&](Pending* answer) {
        return TIMMsgSendMessage("user2", kTIMConv_C2C, message.toStyledString().c_str(), message_id, on_answer,
                                 answer);
    });
    const Json::Value json_value_sent = parsed(sent);
    check(json_value_sent[kTIMMsgMsgId].asString() == message_id, "the id told before is another one: " + sent);
    return json_value_sent;
}

void send_new_message() {
    const Json::Value json_value_msg = text_message("send text");
    // The documents' own form: a lambda without captures, and the program's state by user_data.
    Pending answer;
    std::future<Answer> future = answer.get_future();
    const int ret = TIMMsgSendNewMsg(
        "user2", kTIMConv_C2C, json_value_msg.toStyledString().c_str(),
        [](int32_t code, const char*, const char* json_params, const void* user_data) {
            if (ERR_SUCC != code) return pending(user_data)->set_value(Answer{code, ""});
            pending(user_data)->set_value(Answer{code, json_params});
        },
        &answer);
    check(TIM_SUCC == ret, "TIMMsgSendNewMsg was refused");
    check(parsed(future.get().json)[kTIMMsgStatus] == kTIMMsg_SendSucc, "TIMMsgSendNewMsg failed");
}

void find_messages(const Json::Value& json_value_sent) {
    Json::Value json_value_ids(Json::arrayValue);
    json_value_ids.append(json_value_sent[kTIMMsgMsgId]);
    json_value_ids.append("id_clienttime_rand_2");
    const Json::Value found = parsed(answer_to("TIMMsgFindMessages", [&](Pending* answer) {
        return TIMMsgFindMessages(json_value_ids.toStyledString().c_str(), on_answer, answer);
    }));
    check(found.size() == 1 && found[0][kTIMMsgMsgId] == json_value_sent[kTIMMsgMsgId], "TIMMsgFindMessages");
}

void find_by_locators(const Json::Value& json_value_sent) {
    Json::Value json_value_locator;
    json_value_locator[kTIMMsgLocatorIsRevoked] = false;
    json_value_locator[kTIMMsgLocatorIsSelf] = true;
    json_value_locator[kTIMMsgLocatorRand] = json_value_sent[kTIMMsgRand];
    json_value_locator[kTIMMsgLocatorSeq] = json_value_sent[kTIMMsgSeq];
    json_value_locator[kTIMMsgLocatorTime] = json_value_sent[kTIMMsgServerTime];
    Json::Value json_value_locators;
    json_value_locators.append(json_value_locator);
    const Json::Value found = parsed(answer_to("TIMMsgFindByMsgLocatorList", [&](Pending* answer) {
        return TIMMsgFindByMsgLocatorList("user2", kTIMConv_C2C, json_value_locators.toStyledString().c_str(),
                                          on_answer, answer);
    }));
    check(found.size() == 1 && found[0][kTIMMsgMsgId] == json_value_sent[kTIMMsgMsgId], "TIMMsgFindByMsgLocatorList");
}

void import_messages() {
    Json::Value json_value_msgs;
    json_value_msgs.append(text_message("this is import msg"));
    answer_to("TIMMsgImportMsgList", [&](Pending* answer) {
        return TIMMsgImportMsgList("user2", kTIMConv_C2C, json_value_msgs.toStyledString().c_str(), on_answer, answer);
    });
}

Json::Value get_messages() {
    Json::Value json_get_msg_param;
    json_get_msg_param[kTIMMsgGetMsgListParamLastMsg] = Json::Value(Json::objectValue);
    json_get_msg_param[kTIMMsgGetMsgListParamIsRamble] = false;
    json_get_msg_param[kTIMMsgGetMsgListParamIsForward] = true;
    json_get_msg_param[kTIMMsgGetMsgListParamCount] = 100;
    return parsed(answer_to("TIMMsgGetMsgList", [&](Pending* answer) {
        return TIMMsgGetMsgList("user2", kTIMConv_C2C, json_get_msg_param.toStyledString().c_str(), on_answer, answer);
    }));
}

Json::Value search(const char* keyword) {
    Json::Value json_keyword_array(Json::arrayValue);
    json_keyword_array.append(keyword);
    Json::Value json_search_param;
    json_search_param[kTIMMsgSearchParamKeywordArray] = json_keyword_array;
    json_search_param[kTIMMsgSearchParamMessageTypeArray].append(kTIMElem_Text);
    json_search_param[kTIMMsgSearchParamMessageTypeArray].append(kTIMElem_Image);
    json_search_param[kTIMMsgSearchParamPageIndex] = 0;
    json_search_param[kTIMMsgSearchParamPageSize] = 10;
    return parsed(answer_to("TIMMsgSearchLocalMessages", [&](Pending* answer) {
        return TIMMsgSearchLocalMessages(json_search_param.toStyledString().c_str(), on_answer, answer);
    }));
}

void delete_messages(const Json::Value& messages) {
    Json::Value json_value_param;
    json_value_param[kTIMMsgDeleteParamMsg] = messages[0];
    json_value_param[kTIMMsgDeleteParamIsRamble] = false;
    answer_to("TIMMsgDelete", [&](Pending* answer) {
        return TIMMsgDelete("user2", kTIMConv_C2C, json_value_param.toStyledString().c_str(), on_answer, answer);
    });
    Json::Value json_value_msgs;
    json_value_msgs.append(messages[1]);
    answer_to("TIMMsgListDelete", [&](Pending* answer) {
        return TIMMsgListDelete("user2", kTIMConv_C2C, json_value_msgs.toStyledString().c_str(), on_answer, answer);
    });
}

void get_receive_options() {
    Json::Value json_identifier_array;
    json_identifier_array.append("user1");
    json_identifier_array.append("user2");
    const Json::Value options = parsed(answer_to("TIMMsgGetC2CReceiveMessageOpt", [&](Pending* answer) {
        return TIMMsgGetC2CReceiveMessageOpt(json_identifier_array.toStyledString().c_str(), on_answer, answer);
    }));
    check(options[1][kTIMMsgGetC2CRecvMsgOptResultIdentifier] == "user2", "TIMMsgGetC2CReceiveMessageOpt");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    Json::Value json_value_config;
    json_value_config[kTIMSdkConfigConfigFilePath] = argv[1];
    json_value_config[kTIMSdkConfigLogFilePath] = argv[1];
    check(TIM_SUCC == TIMInit(1400000001, json_value_config.toStyledString().c_str()), "TIMInit was refused");
    // A user exists from the first login on.
    log_in("user2", argv[3]);
    log_in("user1", argv[2]);
    const Json::Value json_value_sent = send(text_message("send text"));
    send_new_message();
    find_messages(json_value_sent);
    find_by_locators(json_value_sent);
    import_messages();
    check(search("import")[kTIMMsgSearchResultTotalCount] == 1, "TIMMsgSearchLocalMessages");
    const Json::Value json_value_msgs = get_messages();
    check(json_value_msgs.size() == 3, "TIMMsgGetMsgList");
    delete_messages(json_value_msgs);
    check(get_messages().size() == 1, "the messages are still there");
    get_receive_options();
    TIMUninit();
}
