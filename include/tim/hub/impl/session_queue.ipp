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

TIM_DECL void SessionQueue::add_reply(wire::FrameText frame) {
    const std::lock_guard lock(mutex_);
    append(Kind::reply, std::move(frame));
}

TIM_DECL void SessionQueue::add_push(wire::FrameText frame) {
    const std::lock_guard lock(mutex_);
    if (behind_) return;
    if (push_bytes_ == 0 || push_bytes_ + frame->size() <= most_bytes_) {
        append(Kind::push, std::move(frame));
    } else {
        append(Kind::behind, wire::push_frame("behind", {}));
        behind_ = true;
    }
}

TIM_DECL void SessionQueue::add_live(wire::FrameText frame) {
    const std::lock_guard lock(mutex_);
    if (behind_) return;
    if (push_bytes_ == 0 || push_bytes_ + frame->size() <= most_bytes_ / 2) append(Kind::push, std::move(frame));
}

TIM_DECL void SessionQueue::add_farewell(wire::FrameText frame) {
    const std::lock_guard lock(mutex_);
    append(Kind::push, std::move(frame));
}

TIM_DECL void SessionQueue::take(std::vector<wire::FrameText>& frames, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    std::size_t taken = 0;
    while (!items_.empty()) {
        taken += items_.front().frame->size();
        if (taken > bytes && !frames.empty()) break;
        count_out(items_.front());
        frames.push_back(std::move(items_.front().frame));
        items_.pop_front();
    }
    // An idle session keeps no room for frames: thousands of them are idle.
    if (items_.empty()) std::deque<Item>().swap(items_);
}

TIM_DECL void SessionQueue::clear() {
    const std::lock_guard lock(mutex_);
    std::deque<Item>().swap(items_);
    push_bytes_ = 0;
    waiting_ = {};
}

TIM_DECL SessionQueue::Waiting SessionQueue::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_;
}

}  // namespace tim::hub
