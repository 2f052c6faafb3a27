#pragma once

#include "tim/core/ids.hpp"
#include "tim/core/unique_function.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <utility>

namespace tim::c::detail {

/// Lets answers out in the order in which places were taken, whatever is known first. One thread.
class Lane {
    struct Entry {
        UniqueFunction<void()> deliver;
    };

public:
    class Place {
    public:
        Place() = default;
        Place(std::shared_ptr<Lane> lane, std::shared_ptr<Entry> entry)
            : lane_(std::move(lane)), entry_(std::move(entry)) {}

        /// Delivers when everything in front has been, at once without a lane. Once.
        void ready(UniqueFunction<void()> deliver) {
            if (!entry_) return deliver();
            entry_->deliver = std::move(deliver);
            lane_->drain();
        }

    private:
        std::shared_ptr<Lane> lane_;
        std::shared_ptr<Entry> entry_;
    };

    static Place join(const std::shared_ptr<Lane>& lane) {
        return {lane, lane->waiting_.emplace_back(std::make_shared<Entry>())};
    }

private:
    void drain() {
        while (!waiting_.empty() && waiting_.front()->deliver) {
            const std::shared_ptr<Entry> first = std::move(waiting_.front());
            waiting_.pop_front();
            first->deliver();
        }
    }

    std::deque<std::shared_ptr<Entry>> waiting_;
};

/// The lanes of the runtime: one for what needs no hub, one for each conversation in which something is on its way.
class Lanes {
public:
    Lane::Place join_local() { return Lane::join(local_); }

    Lane::Place join(const ConvKey& conversation) {
        if (conversations_.size() >= prune_at_) prune();
        std::weak_ptr<Lane>& known = conversations_[conversation];
        std::shared_ptr<Lane> lane = known.lock();
        if (!lane) known = lane = std::make_shared<Lane>();
        return Lane::join(lane);
    }

private:
    void prune() {
        std::erase_if(conversations_, [](const auto& entry) { return entry.second.expired(); });
        prune_at_ = 2 * conversations_.size() + 64;
    }

    std::shared_ptr<Lane> local_ = std::make_shared<Lane>();
    std::map<ConvKey, std::weak_ptr<Lane>> conversations_;
    std::size_t prune_at_ = 64;
};

}  // namespace tim::c::detail
