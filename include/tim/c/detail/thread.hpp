#pragma once

#include "tim/core/unique_function.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

namespace tim::c::detail {

/// The one thread of the C interface: all callbacks come on it. The first work starts it. Nobody ever joins it, because
/// a program may leave, or unload the library, at any moment and under the loader's lock; when the program leaves, it
/// ends before the program's own objects go, unless a callback takes too long.
class Thread {
public:
    /// Never destroyed.
    static Thread& instance();

    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

    /// Runs `work` there, behind all that was posted before it. Any thread.
    template <class Work>
    void post(Work work) {
        std::call_once(started_, [this] { start(); });
        boost::asio::post(context_, std::move(work));
    }

    bool is_here() const noexcept { return std::this_thread::get_id() == id_.load(); }
    /// The program is leaving: what is posted will not run any more.
    bool is_leaving() const noexcept { return leaving_; }
    boost::asio::io_context& context() noexcept { return context_; }

    /// Calls a function of the program, unless the program is leaving. What it throws ends here.
    void enter_program(UniqueFunction<void()> call) noexcept;

private:
    Thread() = default;

    void start();
    void run();
    void leave() noexcept;

    boost::asio::io_context context_{1};
    std::once_flag started_;
    std::atomic<std::thread::id> id_{};
    std::promise<void> ended_;
    std::atomic<bool> leaving_{false};
};

}  // namespace tim::c::detail
