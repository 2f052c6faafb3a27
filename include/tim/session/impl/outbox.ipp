#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/session/detail/outbox.hpp"
#include "tim/wire/tables.hpp"

#include <algorithm>

namespace tim::session {

TIM_DECL Outbox::Queue& Outbox::queue(const ConvKey& conv) {
    Queue& queue = queues_[conv];
    if (queue.conv.id.empty()) queue.conv = conv;
    return queue;
}

TIM_DECL std::size_t Outbox::index_of(const Queue& queue, std::uint64_t ticket) const {
    const auto found = std::lower_bound(queue.items.begin(), queue.items.end(), ticket,
                                        [](const Item& item, std::uint64_t number) { return item.ticket < number; });
    return static_cast<std::size_t>(found - queue.items.begin());
}

TIM_DECL void Outbox::erase(Queue& queue, std::size_t index) {
    where_.erase(queue.items[index].ticket);
    queue.items.erase(queue.items.begin() + static_cast<std::ptrdiff_t>(index));
    if (index < queue.in_flight) --queue.in_flight;
    if (queue.items.empty()) active_.erase(queue.conv);
    settle(queue);
}

TIM_DECL void Outbox::refuse(Queue& queue, std::size_t index, const Failure& why) {
    outcomes_.push_back({Outcome::Kind::refused, queue.items[index].ticket, {}, why, {}});
    erase(queue, index);
}

TIM_DECL void Outbox::refuse_all(Queue& queue, const Failure& why) {
    while (!queue.items.empty()) refuse(queue, 0, why);
}

// Goes on with a queue whose log is to be asked for again, once nothing is in flight that may still be answered.
TIM_DECL void Outbox::settle(Queue& queue) {
    if (!queue.reopen || queue.in_flight > 0) return;
    queue.reopen = false;
    queue.state = Queue::Log::unknown;
    queue.wrong_log = std::exchange(queue.log, {});
    for (Item& item : queue.items) forget_number(item);
}

TIM_DECL Outbox::Number Outbox::add(std::uint64_t ticket, const ConvKey& conv, std::string message, bool durable) {
    Queue& target = queue(conv);
    const bool follows = target.items.empty() || target.items.back().n != 0;
    Item& item = target.items.emplace_back();
    item.ticket = ticket;
    item.message = std::move(message);
    item.durable = durable;
    item.order = ++last_order_;
    where_[ticket] = &target;
    active_.emplace(conv, &target);
    if (!connected_ || target.state != Queue::Log::known || target.reopen || !follows)
        return {ticket, item.order, conv, {}, 0};
    item.n = target.next_n++;
    return {ticket, item.order, conv, target.log, item.n};
}

TIM_DECL bool Outbox::give_up(std::uint64_t ticket) {
    const auto found = where_.find(ticket);
    if (found == where_.end()) return false;
    Queue& queue = *found->second;
    const std::size_t index = index_of(queue, ticket);
    if (queue.items[index].attempts > 0) return false;
    remove(ticket);
    return true;
}

TIM_DECL void Outbox::remove(std::uint64_t ticket) {
    const auto found = where_.find(ticket);
    if (found == where_.end()) return;
    Queue& queue = *found->second;
    const std::size_t index = index_of(queue, ticket);
    close_gap(queue, index);
    erase(queue, index);
}

TIM_DECL void Outbox::lost() {
    connected_ = false;
    for (auto& [conv, queue] : queues_) {
        queue.in_flight = 0;
        settle(queue);
        if (queue.state != Queue::Log::known) queue.state = Queue::Log::unknown;
        queue.went_back = false;
        queue.wrong_log.clear();
        queue.paused.reset();
        queue.backoff.reset();
        for (Item& item : queue.items)
            if (!item.kept) item.order = 0;  // should it not have been stored, it is tried again
    }
}

TIM_DECL void Outbox::forget_logs() {
    std::erase_if(queues_, [](const auto& entry) { return entry.second.items.empty(); });
    for (auto& [conv, queue] : queues_) {
        queue.state = Queue::Log::unknown;
        queue.log.clear();
        for (Item& item : queue.items) forget_number(item);
    }
}

TIM_DECL void Outbox::end(const Failure& why) {
    lost();
    const std::map<ConvKey, Queue*> queues = active_;
    for (const auto& [conv, active] : queues) {
        Queue& queue = *active;
        for (std::size_t index = queue.items.size(); index-- > 0;)
            if (queue.items[index].attempts == 0 && !queue.items[index].durable) {
                close_gap(queue, index);
                refuse(queue, index, why);
            }
    }
}

TIM_DECL void Outbox::clear() {
    connected_ = false;
    queues_.clear();
    active_.clear();
    where_.clear();
    outcomes_.clear();
}

TIM_DECL void Outbox::learn(const wire::Head& head) {
    Queue& target = queue({head.conv_type, head.conv_id});
    const bool may_keep_nothing = head.conv_type == ConvType::group && head.head == 0 && head.n == 0;
    const bool known = target.state == Queue::Log::known || target.state == Queue::Log::none;
    if (known || head.log == target.wrong_log || may_keep_nothing) return;
    use_log(target, head.log, head.n);
}

TIM_DECL void Outbox::use_log(Queue& queue, const std::string& log, std::uint64_t last_n) {
    std::uint64_t last = last_n;
    for (Item& item : queue.items)
        if (queue.log == log)
            last = std::max(last, item.n);
        else
            forget_number(item);
    queue.state = Queue::Log::known;
    queue.log = log;
    queue.next_n = last + 1;
}

TIM_DECL std::optional<ConvKey> Outbox::next_open(SteadyMillis now) {
    if (!connected_) return std::nullopt;
    Queue* const queue = find_active(opened_, [now](const Queue& active) {
        return active.state == Queue::Log::unknown && !(active.paused && now < *active.paused);
    });
    if (!queue) return std::nullopt;
    queue->paused.reset();
    queue->state = Queue::Log::opening;
    return queue->conv;
}

// In a circle, from where the last search ended: thousands of conversations may be waiting.
template <class Test>
Outbox::Queue* Outbox::find_active(ConvKey& from, Test test) const {
    auto place = active_.lower_bound(from);
    for (std::size_t looked_at = 0; looked_at < active_.size(); ++looked_at, ++place) {
        if (place == active_.end()) place = active_.begin();
        if (!test(*place->second)) continue;
        from = place->first;
        return place->second;
    }
    return nullptr;
}

TIM_DECL void Outbox::opened(const ConvKey& conv, const wire::Opened& answer) {
    Queue& target = queue(conv);
    if (target.state != Queue::Log::opening) return;
    if (!answer.log.empty() && answer.log == target.wrong_log) {
        target.state = Queue::Log::unknown;
        return refuse_all(target, {Errc::invalid_conversation, "the hub does not know the conversation's log"});
    }
    use_log(target, answer.log, answer.n);
    if (!answer.log.empty()) return;
    target.state = Queue::Log::none;
    hand_on(target);
}

TIM_DECL void Outbox::open_later(const ConvKey& conv, SteadyMillis now, Random& random) {
    Queue& target = queue(conv);
    if (target.state != Queue::Log::opening) return;
    target.state = Queue::Log::unknown;
    target.paused = now + target.backoff.next(random).count();
}

// A log that cannot be opened still answers for what is in it. The number that it is at is not known; one that is far
// ahead makes the hub tell it.
TIM_DECL void Outbox::open_refused(const ConvKey& conv, const Failure& why, const std::string& known_log) {
    constexpr std::uint64_t far_ahead = std::uint64_t(1) << 50;
    Queue& target = queue(conv);
    if (target.state != Queue::Log::opening) return;
    target.state = Queue::Log::unknown;
    const bool is_wrong = known_log == target.wrong_log;
    const std::string log = target.log.empty() && !is_wrong ? known_log : target.log;
    for (std::size_t index = 0; index < target.items.size();) {
        const Item& item = target.items[index];
        if (item.written || (item.uncertain && !log.empty()))
            ++index;
        else
            refuse(target, index, why);
    }
    if (!target.items.empty()) use_log(target, log, far_ahead);
}

// Without a log there are no numbers and no repeats: what is stored leaves this queue.
TIM_DECL void Outbox::hand_on(Queue& queue) {
    while (!queue.items.empty() && queue.items.front().saved && queue.items.front().order == 0) {
        outcomes_.push_back({Outcome::Kind::ephemeral, queue.items.front().ticket, {}, {}, {}});
        erase(queue, 0);
    }
}

TIM_DECL Outbox::Queue* Outbox::writable(SteadyMillis now) {
    if (!connected_) return nullptr;
    return find_active(written_, [now](const Queue& queue) {
        if (queue.state != Queue::Log::known || queue.reopen || (queue.paused && now < *queue.paused)) return false;
        return queue.in_flight < std::min(window, queue.items.size()) && queue.items[queue.in_flight].kept;
    });
}

TIM_DECL std::string Outbox::body_of(const Queue& queue, const Item& item) {
    if (!item.cancelled.empty()) {
        wire::Cancel cancel;
        cancel.conv_type = queue.conv.type;
        cancel.conv_id = queue.conv.id;
        cancel.log = queue.log;
        cancel.n = item.n;
        cancel.id = item.cancelled;
        return codec::to_json(cancel);
    }
    wire::Send send;
    send.conv_type = queue.conv.type;
    send.conv_id = queue.conv.id;
    send.log = queue.log;
    send.n = item.n;
    send.message = RawJson(item.message);
    return codec::to_json(send);
}

TIM_DECL std::optional<Outbox::Write> Outbox::next_write(SteadyMillis now, std::size_t bytes) {
    constexpr std::size_t most_overhead = 300;  // of the frame around the message
    Queue* const found = writable(now);
    if (!found) return std::nullopt;
    Queue& queue = *found;
    Item& item = queue.items[queue.in_flight];
    if (item.message.size() + queue.conv.id.size() + most_overhead > bytes) return std::nullopt;
    queue.paused.reset();
    ++queue.in_flight;
    item.written = true;
    return Write{item.cancelled.empty() ? "send" : "cancel", item.ticket, ++item.attempts, body_of(queue, item)};
}

TIM_DECL bool Outbox::reply(std::uint64_t ticket, std::uint64_t attempt, const wire::Incoming& reply, SteadyMillis now,
                            Random& random) {
    const auto found = where_.find(ticket);
    if (found == where_.end()) return true;
    Queue& queue = *found->second;
    const std::size_t index = index_of(queue, ticket);
    if (reply.code == 0) return acknowledge(queue, index, reply);
    const bool current = index < queue.in_flight && queue.items[index].attempts == attempt;
    const Failure why(static_cast<Errc>(reply.code), reply.text);
    // The log has it from a history that the hub had before: the body tells where.
    const bool may_stand = why.code == Errc::svr_msg_pkg_parse_failed && queue.items[index].uncertain;
    if (may_stand && acknowledge(queue, index, reply)) return true;
    if (reply.retry || why.code == Errc::invalid_conversation) {
        if (!current) return true;  // an answer to what was written before going back
        if (reply.retry && why.code == Errc::svr_msg_net_error) return go_back(queue, reply, now, random);
        if (!reply.retry) {
            log_is_wrong(queue, index);
        } else {
            queue.in_flight = index;
            queue.paused = now + queue.backoff.next(random).count();
        }
        return true;
    }
    refuse(queue, index, why);
    return true;
}

TIM_DECL bool Outbox::acknowledge(Queue& queue, std::size_t index, const wire::Incoming& reply) {
    Result<wire::Sent> sent = codec::read<wire::Sent>(reply.body.view());
    if (sent.has_error() || sent->log.empty() || sent->pos == 0) return false;
    queue.went_back = false;
    queue.backoff.reset();
    Item& item = queue.items[index];
    Earlier earlier{std::move(item.message), item.durable, queue.log, item.n, item.uncertain, item.cancelled};
    outcomes_.push_back({Outcome::Kind::delivered, item.ticket, std::move(*sent), {}, std::move(earlier)});
    erase(queue, index);
    return true;
}

// Out of step: what follows the hub's last number is written again, numbered from there. A second time without any
// progress in between it is not done in haste.
TIM_DECL bool Outbox::go_back(Queue& queue, const wire::Incoming& reply, SteadyMillis now, Random& random) {
    const Result<wire::OutOfStep> step = codec::read<wire::OutOfStep>(reply.body.view());
    if (step.has_error()) return false;
    std::size_t first = 0;
    while (first < queue.items.size() && queue.items[first].n != 0 && queue.items[first].n <= step->n) ++first;
    queue.next_n = step->n + 1;
    for (std::size_t i = first; i < queue.items.size() && queue.items[i].n != 0; ++i)
        number(queue.items[i], queue.next_n++);
    queue.in_flight = std::min(queue.in_flight, first);
    if (queue.went_back) queue.paused = now + queue.backoff.next(random).count();
    queue.went_back = true;
    return true;
}

TIM_DECL void Outbox::log_is_wrong(Queue& queue, std::size_t index) {
    queue.in_flight = index;
    queue.reopen = true;
    settle(queue);
}

TIM_DECL std::optional<SteadyMillis> Outbox::wake_at(SteadyMillis now) const {
    std::optional<SteadyMillis> earliest;
    for (const auto& [conv, queue] : active_)
        if (queue->paused && *queue->paused > now && (!earliest || *queue->paused < *earliest))
            earliest = queue->paused;
    return earliest;
}

TIM_DECL bool Outbox::ephemeral(const ConvKey& conv) const {
    const auto found = queues_.find(conv);
    return found != queues_.end() && found->second.state == Queue::Log::none && found->second.items.empty();
}

}  // namespace tim::session
