#pragma once

#include "tim/session/detail/requests.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tim::session {

TIM_DECL void Requests::add(std::uint64_t id, std::string_view op, std::string_view body, OnLost on_lost,
                            Handler handler) {
    Entry& entry = entries_[id];
    entry.frame = wire::request_frame(op, id, body);
    entry.on_lost = on_lost;
    entry.handler = std::move(handler);
    (on_lost == OnLost::wait_in_history && !history_known_ ? held_ : queue_).push_back(id);
}

TIM_DECL void Requests::add_written(std::uint64_t id, std::size_t bytes, Handler handler) {
    Entry& entry = entries_[id];
    entry.handler = std::move(handler);
    note_written(entry, bytes);
}

TIM_DECL void Requests::note_written(Entry& entry, std::size_t bytes) {
    entry.bytes = bytes;
    bytes_in_flight_ += bytes;
    ++in_flight_;
}

TIM_DECL void Requests::take(std::vector<wire::FrameText>& frames, std::size_t& bytes) {
    while (waiting()) {
        Entry& entry = entries_.at(queue_.front());
        const std::size_t size = entry.frame->size();
        if (!frames.empty() && size > bytes) return;
        bytes -= std::min(bytes, size);
        frames.push_back(std::exchange(entry.frame, nullptr));
        note_written(entry, size);
        queue_.pop_front();
        skip_given_up();
    }
}

TIM_DECL void Requests::skip_given_up() {
    while (!queue_.empty() && !entries_.contains(queue_.front())) queue_.pop_front();
}

TIM_DECL void Requests::history_known() {
    history_known_ = true;
    for (const std::uint64_t id : std::exchange(held_, {}))
        if (entries_.contains(id)) queue_.push_back(id);
}

TIM_DECL std::vector<Requests::Done> Requests::another_history(const Failure& why) {
    std::vector<std::uint64_t> void_now;
    for (const auto& [id, entry] : entries_)
        if (entry.frame && entry.on_lost == OnLost::wait_in_history) void_now.push_back(id);
    std::vector<Done> done = end(std::move(void_now), why);
    held_.clear();
    skip_given_up();
    return done;
}

TIM_DECL std::optional<Requests::Done> Requests::reply(wire::Incoming reply) {
    if (!written(reply.re)) return std::nullopt;
    auto node = entries_.extract(reply.re);
    --in_flight_;
    bytes_in_flight_ -= node.mapped().bytes;
    if (!node.mapped().handler) return std::nullopt;
    return Done{std::move(node.mapped().handler), std::move(reply)};
}

TIM_DECL std::optional<Requests::Done> Requests::give_up(std::uint64_t id, Failure why) {
    const auto found = entries_.find(id);
    if (found == entries_.end() || !found->second.handler) return std::nullopt;
    Done done{std::move(found->second.handler), std::move(why)};
    found->second.handler = Handler();
    if (found->second.frame) {
        entries_.erase(found);
        skip_given_up();
    }
    return done;
}

TIM_DECL bool Requests::written(std::uint64_t id) const {
    const auto found = entries_.find(id);
    return found != entries_.end() && !found->second.frame;
}

TIM_DECL std::vector<Requests::Done> Requests::lost() {
    std::vector<std::uint64_t> gone;
    for (const auto& [id, entry] : entries_)
        if (!entry.frame || entry.on_lost == OnLost::forget) gone.push_back(id);
    std::sort(gone.begin(), gone.end());
    std::vector<Done> done;
    for (const std::uint64_t id : gone) {
        Entry entry = std::move(entries_.extract(id).mapped());
        if (entry.on_lost != OnLost::forget && entry.handler)
            done.push_back({std::move(entry.handler),
                            Failure(Errc::sdk_net_disconnect, "the connection ended before the answer")});
    }
    in_flight_ = bytes_in_flight_ = 0;
    history_known_ = false;
    for (const std::uint64_t id : std::exchange(queue_, {})) {
        const auto found = entries_.find(id);
        if (found == entries_.end()) continue;
        (found->second.on_lost == OnLost::wait_in_history ? held_ : queue_).push_back(id);
    }
    return done;
}

TIM_DECL std::vector<Requests::Done> Requests::end(const Failure& why) {
    std::vector<std::uint64_t> ids;
    for (const auto& [id, entry] : entries_)
        if (entry.on_lost != OnLost::forget && entry.handler) ids.push_back(id);
    std::vector<Done> done = end(std::move(ids), why);
    entries_.clear();
    queue_.clear();
    held_.clear();
    in_flight_ = bytes_in_flight_ = 0;
    history_known_ = false;
    return done;
}

TIM_DECL std::vector<Requests::Done> Requests::end(std::vector<std::uint64_t> ids, const Failure& why) {
    std::sort(ids.begin(), ids.end());
    std::vector<Done> done;
    for (const std::uint64_t id : ids) done.push_back({std::move(entries_.extract(id).mapped().handler), why});
    return done;
}

}  // namespace tim::session
