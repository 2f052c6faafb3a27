#include "benchmarks/c/parts.hpp"
#include "benchmarks/chat/hub.hpp"
#include "benchmarks/chat/machine.hpp"

#include <TIMCloud.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace bench {
namespace {

[[noreturn]] void fail(const char* what, int code) {
    std::fprintf(stderr, "bench_c: %s: %d\n", what, code);
    std::_Exit(1);
}

/// Sends on order, "<messages> <in flight>", and tells how it went, all on the library's thread once it has begun.
class CSender {
public:
    explicit CSender(const Arguments& arguments) : to_(arguments.at(2)) {
        const std::string config = "{\"sdk_config_config_file_path\":\"" + arguments.at(3) +
                                   "\",\"sdk_config_server_url\":\"" + arguments.at(0) + "\"}";
        // As programs with a window do.
        TIMAddRecvNewMsgCallback([](const char*, const void*) {}, nullptr);
        TIMSetConvEventCallback([](TIMConvEvent, const char*, const void*) {}, nullptr);
        if (TIMInit(app_id, config.c_str()) != TIM_SUCC) fail("TIMInit", 1);
        std::promise<int> login;
        const tim::Secret sig = sig_of("c_sender");
        TIMLogin("c_sender", std::string(sig.reveal()).c_str(), &logged_in, &login);
        if (const int code = login.get_future().get(); code != ERR_SUCC) fail("TIMLogin", code);
        say("ready");
    }

    void obey(const std::string& order) {
        std::size_t messages = 0;
        std::size_t in_flight = 0;
        std::istringstream(order) >> messages >> in_flight;
        const std::size_t first = std::min(in_flight, messages);
        sends_.assign(first, Send{this, 0});
        latencies_.clear();
        latencies_.reserve(messages);
        unacknowledged_ = messages;
        unsent_ = messages - first;
        begin_ns_ = now_ns();
        // From the first one on all but these belongs to the library's thread.
        for (Send& begun : sends_) send(begun);
    }

private:
    struct Send {
        CSender* sender;
        std::int64_t start_ns;
    };

    static void logged_in(std::int32_t code, const char*, const char*, const void* login) {
        static_cast<std::promise<int>*>(const_cast<void*>(login))->set_value(code);
    }

    static void sent(std::int32_t code, const char*, const char*, const void* user_data) {
        Send& send = *static_cast<Send*>(const_cast<void*>(user_data));
        if (code != ERR_SUCC) fail("a send", code);
        send.sender->acknowledged(send);
    }

    void send(Send& send) {
        send.start_ns = now_ns();
        std::string text = std::to_string(send.start_ns);
        text.resize(100, ' ');
        const std::string message =
            "{\"message_elem_array\":[{\"elem_type\":0,\"text_elem_content\":\"" + text + "\"}]}";
        if (const int code = TIMMsgSendMessage(to_.c_str(), kTIMConv_C2C, message.c_str(), nullptr, &sent, &send);
            code != TIM_SUCC)
            fail("TIMMsgSendMessage", code);
    }

    void acknowledged(Send& last) {
        latencies_.push_back(static_cast<double>(now_ns() - last.start_ns) / 1000);
        if (unsent_ > 0) {
            --unsent_;
            send(last);
        }
        if (--unacknowledged_ == 0) report();
    }

    void report() const {
        std::ostringstream line;
        line << "sent " << begin_ns_ << ' ' << now_ns() << ' ' << percentile(latencies_, 0.5) << ' '
             << percentile(latencies_, 0.99);
        say(line.str());
    }

    const std::string to_;
    std::vector<Send> sends_;
    std::size_t unsent_ = 0;
    std::size_t unacknowledged_ = 0;
    std::int64_t begin_ns_ = 0;
    std::vector<double> latencies_;
};

}  // namespace

void c_sender_role(const Arguments& arguments) {
    CSender sender(arguments);
    for (std::string order; std::getline(std::cin, order);) sender.obey(order);
    TIMUninit();
}

}  // namespace bench
