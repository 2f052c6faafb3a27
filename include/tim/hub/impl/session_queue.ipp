#pragma once

#include "tim/hub/detail/session_queue.hpp"
#include "tim/wire/frame.hpp"

#include <utility>

namespace tim::hub {

TIM_DECL void SessionQueue::append(Kind kind, wire::FrameText frame) {
    if (kind == Kind::reply) {
        ++waiting_.replies;
        waiting_.bytes += frame->size();
    } else {
        push_bytes_ += frame->size();
        round_bytes_ += frame->size();
    }
    items_.push_back({kind, std::move(frame)});
}

TIM_DECL void SessionQueue::count_out(const Item& item) {
    if (item.kind == Kind::reply) {
        --waiting_.replies;
        waiting_.bytes -= item.frame->size();
    } else {
        push_bytes_ -= item.frame->size();
    }
    if (item.kind == Kind::behind) behind_ = false;
}

TIM_DECL void SessionQueue::begin_round() {
    const std::lock_guard lock(mutex_);
    round_bytes_ = 0;
}

// The oldest leave first, so as long as this round's wait in full, whatever is beyond them is older.
TIM_DECL bool SessionQueue::fits(const wire::FrameText& frame, std::size_t most) const {
    return push_bytes_ <= round_bytes_ || push_bytes_ - round_bytes_ + frame->size() <= most;
}

TIM_DECL void SessionQueue::add_reply(wire::FrameText frame) {
    const std::lock_guard lock(mutex_);
    append(Kind::reply, std::move(frame));
}

TIM_DECL void SessionQueue::add_push(wire::FrameText frame) {
    const std::lock_guard lock(mutex_);
    if (behind_) return;
    if (fits(frame, most_bytes_)) {
        append(Kind::push, std::move(frame));
    } else {
        append(Kind::behind, wire::push_frame("behind", {}));
        behind_ = true;
    }
}

TIM_DECL void SessionQueue::add_live(wire::FrameText frame) {
    const std::lock_guard lock(mutex_);
    if (behind_) return;
    if (fits(frame, most_bytes_ / 2)) append(Kind::push, std::move(frame));
}

TIM_DECL void SessionQueue::add_farewell(wire::FrameText frame) {
    const std::lock_guard lock(mutex_);
    append(Kind::push, std::move(frame));
}

TIM_DECL void SessionQueue::take(std::vector<wire::FrameText>& frames, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    std::size_t taken = 0;
    for (; next_ < items_.size(); ++next_) {
        Item& item = items_[next_];
        taken += item.frame->size();
        if (taken > bytes && !frames.empty()) break;
        count_out(item);
        frames.push_back(std::move(item.frame));
    }
    tidy();
}

// An idle session keeps no room for frames: thousands of them are idle. A busy one moves what waits only when as much
// has been taken.
TIM_DECL void SessionQueue::tidy() {
    if (next_ == items_.size())
        std::vector<Item>().swap(items_);
    else if (2 * next_ >= items_.size())
        items_.erase(items_.begin(), items_.begin() + static_cast<std::ptrdiff_t>(next_));
    else
        return;
    next_ = 0;
}

TIM_DECL void SessionQueue::clear() {
    const std::lock_guard lock(mutex_);
    std::vector<Item>().swap(items_);
    next_ = 0;
    push_bytes_ = 0;
    waiting_ = {};
}

TIM_DECL SessionQueue::Waiting SessionQueue::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_;
}

}  // namespace tim::hub
