#pragma once

#include "tim/c/detail/runtime.hpp"
#include "tim/c/detail/thread.hpp"

#include <chrono>
#include <future>
#include <string>

namespace tim::c::detail {

Runtime& Runtime::instance() {
    static Runtime& runtime = *new Runtime;
    return runtime;
}

Runtime::Runtime()
    : account([this](LogLevel level, std::string_view line) { log(level, line); },
              [this](std::shared_ptr<Client> client) { events.follow(std::move(client)); }),
      events(callbacks, account),
      callback_log_level_(static_cast<int>(*config_.callback_log_level)) {}

void Runtime::accept(Arguments arguments) {
    Thread::instance().post(
        [this, taken = std::make_unique<Arguments>(std::move(arguments))] { run(Call(std::move(*taken), lifetime_)); });
}

void Runtime::run(Call call) {
    const Operation& row = call.operation();
    Failure why = refusal(row.need);
    if (!why.code && !row.handler) why = not_supported();
    const bool asks_hub = !why.code && row.asks_hub && row.asks_hub(call.arguments());
    if (row.order == Order::conversation)
        call.join(lanes_.join(call.arguments().conversation()));
    else if ((row.order == Order::local && !asks_hub) || why.code)
        call.join(lanes_.join_local());
    if (why.code) return call.fail(why);
    row.handler(std::move(call));
}

Failure Runtime::refusal(Needs need) const {
    if (need == Needs::nothing) return {};
    if (!initialised_) return {Errc::sdk_not_initialized, "not initialized"};
    if (need == Needs::store && !account.has_store()) return {Errc::sdk_not_logged_in, "not init database"};
    const LoginStatus status = account.status();
    const bool is_there = status == LoginStatus::logged_in || status == LoginStatus::logging_in;
    if (need == Needs::login && !is_there) return {Errc::sdk_not_logged_in, "not login"};
    return {};
}

void Runtime::init(Settings settings) {
    Thread::instance().post([this, settings = std::move(settings)]() mutable {
        if (std::exchange(initialised_, true)) return;
        account.begin(std::move(settings));
    });
}

void Runtime::uninit() {
    auto ended = std::make_shared<std::promise<void>>();
    std::future<void> end = ended->get_future();
    Thread::instance().post([this, ended = std::move(ended)] {
        initialised_ = false;
        lifetime_->tell(ended);
        // What is aborted may be answered a little later than the databases are closed.
        account.close([ending = std::exchange(lifetime_, std::make_shared<Lifetime>())] {});
    });
    if (!Thread::instance().is_here() && !Thread::instance().is_leaving()) end.wait_for(std::chrono::seconds(5));
}

void Runtime::log(LogLevel level, std::string_view line) {
    static constexpr std::string_view setter = "TIMSetLogCallback";
    const int least = callback_log_level_;
    if (least == 0 || static_cast<int>(level) < least || !callbacks.has(setter)) return;
    Thread::instance().post(
        [this, level, text = std::string(line)] { callbacks.notify(setter, static_cast<int>(level), text.c_str()); });
}

const SetConfig& Runtime::configure(SetConfig changes) {
    config_.merge(std::move(changes));
    callback_log_level_ = static_cast<int>(*config_.callback_log_level);
    return config_;
}

}  // namespace tim::c::detail
