#pragma once

#include "tim/core/unique_function.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tim::transport {

/// The connections of one port, so that they can be counted and ended together. Any thread.
class Connections : public std::enable_shared_from_this<Connections> {
public:
    /// A connection's place in the list; leaves it when destroyed.
    class Place {
    public:
        Place(std::shared_ptr<Connections> list, std::uint64_t number) : list_(std::move(list)), number_(number) {}
        Place(Place&&) noexcept = default;
        Place& operator=(Place&&) = delete;
        ~Place() {
            if (list_) list_->leave(number_);
        }

        /// How to end this connection from now on; at once when all have been ended already. `call` only posts.
        void ends_by(UniqueFunction<void()> call) const { list_->set(number_, std::move(call)); }

    private:
        std::shared_ptr<Connections> list_;
        std::uint64_t number_;
    };

    Place enter() {
        const std::lock_guard lock(mutex_);
        calls_.try_emplace(++last_);
        return {shared_from_this(), last_};
    }

    std::size_t count() const {
        const std::lock_guard lock(mutex_);
        return calls_.size();
    }

    void end_all() {
        // Called without the lock: what a call touches may be destroyed behind it, and leaves the list.
        std::vector<UniqueFunction<void()>> calls;
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
            for (auto& [number, call] : calls_) calls.push_back(std::move(call));
        }
        for (auto& call : calls)
            if (call) call();
    }

private:
    void set(std::uint64_t number, UniqueFunction<void()> call) {
        bool now = false;
        {
            const std::lock_guard lock(mutex_);
            if (!ended_)
                std::swap(calls_[number], call);
            else
                now = true;
        }
        if (now) call();
    }

    void leave(std::uint64_t number) {
        UniqueFunction<void()> released;
        const std::lock_guard lock(mutex_);
        released = std::move(calls_[number]);
        calls_.erase(number);
    }

    mutable std::mutex mutex_;
    std::map<std::uint64_t, UniqueFunction<void()>> calls_;
    std::uint64_t last_ = 0;
    bool ended_ = false;
};

}  // namespace tim::transport
