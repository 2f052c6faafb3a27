#pragma once

#include "tim/session/detail/outbox.hpp"

#include <algorithm>

// What the outbox knows of the local store: numbers that are stored before they are written, messages that earlier
// sessions left, and what is changed before the first write.
namespace tim::session {

// A number that was never written is the next one's.
TIM_DECL void Outbox::close_gap(Queue& queue, std::size_t index) {
    if (queue.items[index].n == 0 || queue.items[index].written) return;
    queue.next_n = queue.items[index].n;
    for (std::size_t i = index + 1; i < queue.items.size() && queue.items[i].n != 0; ++i)
        number(queue.items[i], queue.next_n++);
}

TIM_DECL void Outbox::number(Item& item, std::uint64_t n) {
    if (item.n == n) return;
    item.n = n;
    item.kept = item.written = false;
    item.order = 0;
}

TIM_DECL void Outbox::forget_number(Item& item) {
    item.uncertain |= item.written;
    number(item, 0);
}

TIM_DECL void Outbox::restore(std::uint64_t ticket, const ConvKey& conv, Earlier earlier) {
    Queue& target = queue(conv);
    const std::size_t index = index_of(target, ticket);
    Item& item = *target.items.emplace(target.items.begin() + static_cast<std::ptrdiff_t>(index));
    item.ticket = ticket;
    item.message = std::move(earlier.message);
    item.durable = earlier.durable;
    item.cancelled = std::move(earlier.cancelled);
    item.uncertain = true;  // a power cut may have taken its last number back
    item.saved = true;
    item.attempts = earlier.uncertain || earlier.n != 0 || !item.cancelled.empty() ? 1 : 0;
    if (target.state != Queue::Log::known && !earlier.log.empty()) target.log = earlier.log;
    if (earlier.n != 0 && earlier.log == target.log) {
        item.n = earlier.n;
        item.kept = item.written = true;
        target.next_n = std::max(target.next_n, item.n + 1);
    }
    target.in_flight = std::min(target.in_flight, index);
    where_[ticket] = &target;
    active_.emplace(conv, &target);
}

TIM_DECL void Outbox::stored(std::uint64_t ticket, std::uint64_t order) {
    const auto found = where_.find(ticket);
    if (found == where_.end()) return;
    Queue& queue = *found->second;
    Item& item = queue.items[index_of(queue, ticket)];
    item.saved = true;
    item.kept = item.kept || (item.order == order && item.n != 0);
    if (item.order == order) item.order = 0;
    if (queue.state == Queue::Log::none) hand_on(queue);
}

TIM_DECL std::vector<Outbox::Number> Outbox::take_numbers() {
    std::vector<Number> numbers;
    if (!connected_) return numbers;
    for (const auto& [conv, active] : active_) {
        Queue& queue = *active;
        if (queue.state != Queue::Log::known || queue.reopen) continue;
        const std::size_t end = std::min(queue.items.size(), queue.in_flight + window);
        for (std::size_t i = queue.in_flight; i < end && queue.items[i].saved; ++i) {
            Item& item = queue.items[i];
            if (item.n == 0) number(item, queue.next_n++);
            if (item.kept || item.order != 0) continue;
            item.order = ++last_order_;
            numbers.push_back({item.ticket, item.order, conv, queue.log, item.n});
        }
    }
    return numbers;
}

TIM_DECL std::optional<Outbox::Number> Outbox::edit(std::uint64_t ticket, std::string message) {
    const auto found = where_.find(ticket);
    if (found == where_.end()) return std::nullopt;
    const Queue& queue = *found->second;
    Item& item = found->second->items[index_of(queue, ticket)];
    if (item.attempts > 0) return std::nullopt;
    item.message = std::move(message);
    item.kept = false;
    item.order = item.edit = ++last_order_;
    return Number{ticket, item.order, queue.conv, item.n == 0 ? std::string() : queue.log, item.n};
}

TIM_DECL void Outbox::revert(const Number& edited, std::string message) {
    const auto found = where_.find(edited.ticket);
    if (found == where_.end()) return;
    Item& item = found->second->items[index_of(*found->second, edited.ticket)];
    if (item.edit != edited.order) return;
    item.message = std::move(message);
    if (item.order == edited.order) item.order = 0;
}

TIM_DECL const std::string& Outbox::text(std::uint64_t ticket) const {
    const Queue& queue = *where_.at(ticket);
    return queue.items[index_of(queue, ticket)].message;
}

TIM_DECL void Outbox::cancel(std::uint64_t ticket, std::string msg_id) {
    const auto found = where_.find(ticket);
    if (found == where_.end()) return;
    found->second->items[index_of(*found->second, ticket)].cancelled = std::move(msg_id);
}

TIM_DECL bool Outbox::durable(std::uint64_t ticket) const {
    const auto found = where_.find(ticket);
    return found != where_.end() && found->second->items[index_of(*found->second, ticket)].durable;
}

}  // namespace tim::session
