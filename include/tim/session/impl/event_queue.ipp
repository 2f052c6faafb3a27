#pragma once

#include "tim/session/detail/event_queue.hpp"

#include <algorithm>
#include <utility>

namespace tim::session {
namespace detail {

template <class T>
void push_bounded(std::deque<T>& queue, T value, std::size_t most) {
    if (queue.size() == most) queue.pop_front();
    queue.push_back(std::move(value));
}

template <class T>
T pop(std::deque<T>& queue) {
    T value = std::move(queue.front());
    queue.pop_front();
    return value;
}

}  // namespace detail

TIM_DECL void EventQueue::changed(ConnectionChanged change) {
    detail::push_bounded(changes_, std::move(change), most_changes);
}

TIM_DECL void EventQueue::conversations(const std::vector<ConvKey>& keys) {
    for (const ConvKey& key : keys)
        if (known_conversations_.insert(key).second) conversations_.push_back(key);
}

TIM_DECL void EventQueue::reset(const std::vector<ConvKey>& keys) {
    if (keys.empty() || (reset_ && reset_->empty())) return void(reset_.emplace());
    if (!reset_) reset_.emplace();
    for (const ConvKey& key : keys)
        if (std::find(reset_->begin(), reset_->end(), key) == reset_->end()) reset_->push_back(key);
}

TIM_DECL void EventQueue::settled(SendSettled send) { detail::push_bounded(settled_, std::move(send), most_settled); }

TIM_DECL void EventQueue::live(MessageData message) { detail::push_bounded(live_, std::move(message), most_live); }

TIM_DECL void EventQueue::read_by_peer(const ReadByPeer& reading) { peers_read_[reading.conversation] = reading.time; }

TIM_DECL void EventQueue::attach(std::uint64_t shown) {
    attached_ = more_ = true;
    reading_ = false;
    read_to_ = shown;
}

TIM_DECL void EventQueue::detach() {
    attached_ = more_ = reading_ = false;
    conversations_.clear();
    known_conversations_.clear();
    reset_.reset();
    settled_.clear();
    peers_read_.clear();
    live_.clear();
    news_.clear();
    handed_out_.reset();
}

TIM_DECL std::optional<std::uint64_t> EventQueue::next_read() {
    if (!attached_ || !more_ || reading_ || !news_.empty()) return std::nullopt;
    reading_ = true;
    more_ = false;
    return read_to_;
}

TIM_DECL void EventQueue::read(std::vector<store::News> news) {
    if (!reading_) return;
    reading_ = false;
    more_ = more_ || news.size() == news_page;
    conversations_turn_ |= news.empty();
    for (store::News& one : news) {
        read_to_ = one.arrival;
        news_.push_back(std::move(one));
    }
}

TIM_DECL void EventQueue::read_failed() {
    if (!reading_) return;
    reading_ = false;
    more_ = conversations_turn_ = true;
}

TIM_DECL std::optional<std::uint64_t> EventQueue::take_shown() { return std::exchange(handed_out_, std::nullopt); }

TIM_DECL std::optional<Event> EventQueue::take() {
    if (auto event = take_state()) return event;
    if (live_.empty() && news_.empty()) return std::nullopt;
    return take_message();
}

TIM_DECL std::optional<Event> EventQueue::take_state() {
    if (!changes_.empty()) return detail::pop(changes_);
    if (reset_) return HistoryReset(*std::exchange(reset_, std::nullopt));
    if (!settled_.empty()) return detail::pop(settled_);
    if (!peers_read_.empty()) {
        const auto first = peers_read_.extract(peers_read_.begin());
        return ReadByPeer(first.key(), first.mapped());
    }
    if (conversations_.empty() || (!conversations_turn_ && expects_messages())) return std::nullopt;
    conversations_turn_ = false;
    known_conversations_.clear();
    return ConversationsChanged(std::exchange(conversations_, {}));
}

TIM_DECL Event EventQueue::take_message() {
    conversations_turn_ = true;
    live_turn_ = news_.empty() || (live_turn_ && !live_.empty());
    if (live_turn_) {
        live_turn_ = false;
        return MessageArrived(detail::pop(live_));
    }
    live_turn_ = true;
    store::News news = detail::pop(news_);
    handed_out_ = news.arrival;
    return MessageArrived(std::move(news.message));
}

}  // namespace tim::session
