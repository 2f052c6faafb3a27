#pragma once

#include "tim/c/detail/thread.hpp"

#include <boost/asio/executor_work_guard.hpp>

#include <chrono>
#include <cstdlib>

#include <openssl/crypto.h>

namespace tim::c::detail {

TIM_DECL Thread& Thread::instance() {
    static Thread& thread = *new Thread;
    return thread;
}

TIM_DECL void Thread::start() {
    // OpenSSL would clean up at exit while this thread still uses it.
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
    std::atexit([] { instance().leave(); });
    std::thread([this] { run(); }).detach();
}

TIM_DECL void Thread::run() {
    id_ = std::this_thread::get_id();
    const auto work = boost::asio::make_work_guard(context_);
    for (;;) {
        try {
            context_.run();
            return;
        } catch (...) {
            // No memory for an answer, at worst: the call that it belonged to was answered when it was dropped.
        }
    }
}

TIM_DECL void Thread::enter_program(UniqueFunction<void()> call) noexcept {
    const std::lock_guard lock(program_);
    if (leaving_) return;
    try {
        call();
    } catch (...) {
        // The program's own; nobody here could do anything about it.
    }
}

TIM_DECL void Thread::leave() noexcept {
    leaving_ = true;
    context_.stop();
    // A callback that is running gets its time, but must not keep the program from leaving for ever.
    if (!is_here() && program_.try_lock_for(std::chrono::seconds(1))) program_.unlock();
}

}  // namespace tim::c::detail
