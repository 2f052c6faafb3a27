#pragma once

#include "tim/c/detail/thread.hpp"

#include <boost/asio/executor_work_guard.hpp>

#include <chrono>
#include <cstdlib>

#include <openssl/crypto.h>

namespace tim::c::detail {

Thread& Thread::instance() {
    static Thread& thread = *new Thread;
    return thread;
}

void Thread::start() {
    // OpenSSL would clean up at exit while this thread still uses it.
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
    std::atexit([] { instance().leave(); });
    std::thread([this] { run(); }).detach();
}

void Thread::run() {
    id_ = std::this_thread::get_id();
    const auto work = boost::asio::make_work_guard(context_);
    while (!context_.stopped()) {
        try {
            context_.run();
        } catch (...) {
            // No memory for an answer, at worst: the call that it belonged to was answered when it was dropped.
        }
    }
    OPENSSL_thread_stop();
    ended_.set_value();
}

void Thread::enter_program(UniqueFunction<void()> call) noexcept {
    if (leaving_) return;
    try {
        call();
    } catch (...) {
        // The program's own; nobody here could do anything about it.
    }
}

void Thread::leave() noexcept {
    leaving_ = true;
    context_.stop();
    // What runs gets its time, but must not keep the program from leaving for ever.
    if (!is_here()) ended_.get_future().wait_for(std::chrono::seconds(1));
}

}  // namespace tim::c::detail
