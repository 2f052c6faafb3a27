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
    send(text_message("send text"));
    send_new_message();
    TIMUninit();
}
