#pragma once

#include "tests/simulation/world.hpp"
#include "tim/transport/timer.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>

#include <memory>
#include <string>
#include <utility>

namespace sim {

/// What runs in one life of a program: the lane of its code and the lane of its database work. Its destruction is the
/// death of the program: what waits is destroyed and never runs.
class Process final : public boost::asio::execution_context {
public:
    class Executor;

    Process(World& world, Millis most_disk_delay) : world_(world), code_(world, 0), disk_(world, most_disk_delay) {}
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process() {
        life_.reset();
        code_.close();
        disk_.close();
        shutdown();
        destroy();
    }

    boost::asio::any_io_executor code();
    boost::asio::any_io_executor disk();
    tim::transport::TimerFactory timers();

    /// The machine sleeps, or is too busy for this program.
    void stall(Millis until) {
        code_.stall(until);
        disk_.stall(until);
    }
    void stall_disk(Millis until) { disk_.stall(until); }
    bool is_idle() const noexcept { return code_.is_idle() && disk_.is_idle(); }

    /// Expires with the program.
    std::weak_ptr<void> life() const { return life_; }

private:
    World& world_;
    Lane code_;
    Lane disk_;
    std::shared_ptr<void> life_ = std::make_shared<char>();
};

/// Posts to one lane of a process.
class Process::Executor {
public:
    Executor(Process& process, Lane& lane) noexcept : process_(&process), lane_(&lane) {}

    boost::asio::execution_context& query(boost::asio::execution::context_t) const noexcept { return *process_; }
    static constexpr boost::asio::execution::blocking_t query(boost::asio::execution::blocking_t) noexcept {
        return boost::asio::execution::blocking.never;
    }
    Executor require(boost::asio::execution::blocking_t::never_t) const noexcept { return *this; }

    template <class Function>
    void execute(Function&& function) const {
        lane_->post(Work(std::forward<Function>(function)));
    }

    friend bool operator==(const Executor&, const Executor&) = default;

private:
    Process* process_;
    Lane* lane_;
};

inline boost::asio::any_io_executor Process::code() { return Executor(*this, code_); }
inline boost::asio::any_io_executor Process::disk() { return Executor(*this, disk_); }

/// An alarm under virtual time.
class VirtualTimer final : public tim::transport::Timer {
public:
    VirtualTimer(World& world, boost::asio::any_io_executor executor)
        : world_(world), state_(std::make_shared<State>()) {
        state_->executor = std::move(executor);
    }

    void set(tim::SteadyMillis at, tim::UniqueFunction<void()> ring) override {
        state_->ring = std::move(ring);
        world_.at(at, [weak = std::weak_ptr(state_), turn = ++state_->turn] {
            if (const auto state = weak.lock(); state && state->turn == turn) State::go_off(state);
        });
    }
    void clear() override {
        ++state_->turn;
        state_->ring = {};
    }

private:
    struct State {
        boost::asio::any_io_executor executor;
        std::uint64_t turn = 0;
        tim::UniqueFunction<void()> ring;

        static void go_off(const std::shared_ptr<State>& state) {
            boost::asio::post(state->executor, [state, turn = state->turn] {
                if (state->turn != turn) return;
                ++state->turn;
                auto ring = std::move(state->ring);
                ring();
            });
        }
    };

    World& world_;
    std::shared_ptr<State> state_;
};

inline tim::transport::TimerFactory Process::timers() {
    return [this](const boost::asio::any_io_executor& executor, tim::Clock&) {
        return std::make_unique<VirtualTimer>(world_, executor);
    };
}

}  // namespace sim
