#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/session/detail/sync.hpp"
#include "tim/wire/tables.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tim::session {
namespace detail {

/// The end of a range that is asked for while the head is not known.
inline constexpr Position to_the_head = std::numeric_limits<Position>::max();

/// How many of the positions are not in the set.
TIM_DECL Position count_missing(const store::RangeSet& set, store::Range within) {
    if (within.to < within.from) return 0;
    Position missing = within.to - within.from + 1;
    for (const store::Range& range : set.ranges()) {
        const Position from = std::max(range.from, within.from);
        const Position to = std::min(range.to, within.to);
        if (from <= to) missing -= to - from + 1;
    }
    return missing;
}

/// The last position of the hole that begins at `from`, at most `limit`.
TIM_DECL Position hole_end(const store::RangeSet& set, Position from, Position limit) {
    for (const store::Range& range : set.ranges())
        if (range.from > from) return std::min(range.from - 1, limit);
    return limit;
}

}  // namespace detail

TIM_DECL void Sync::start(const store::State& state, Position user_head) {
    lost();
    logs_.clear();
    unknown_.clear();
    user_log_ = state.user_log;
    for (const store::LogState& log : state.logs) merge(log, false);
    Log& user = logs_[user_log_];
    user.user = user.head_known = true;
    user.head = std::max(user.head, user_head);
    accepted_difference_ = 0;
    compare_again();
}

TIM_DECL void Sync::lost() {
    phase_ = Phase::idle;
    running_.clear();
    catching_up_ = 0;
    backfilling_ = false;
    paused_.reset();
    backoff_.reset();
    differs_ = 0;
    for (auto& [id, log] : logs_) log.running = log.refused = false;
}

TIM_DECL void Sync::compare_again() {
    phase_ = Phase::user_log;
    heads_after_.clear();
    std::erase_if(running_, [](const auto& entry) { return entry.second.purpose == Purpose::heads; });
    for (const auto& [id, log] : logs_) todo_.insert(id);
}

TIM_DECL void Sync::behind() {
    if (phase_ == Phase::idle) return;
    for (auto& [id, log] : logs_) log.refused = false;
    logs_[user_log_].head_known = false;
    compare_again();
}

TIM_DECL void Sync::merge(const store::LogState& state, bool reset) {
    Log& log = logs_[state.log];
    if (reset) {
        log.seen.clear();
        log.head = log.floor = 0;
        log.refused = false;
    }
    log.user = state.log == user_log_;
    log.conv = state.conv;
    for (const store::Range& range : state.held.ranges()) log.seen.add(range);
    log.head = std::max(log.head, state.head);
    log.start = state.start;
    log.end = state.end;
    log.gone = state.gone;
    log.floor = std::max({log.floor, state.news_to, state.start == 0 ? 0 : state.start - 1});
    log.head_known = log.head_known || log.head > 0;
    if (const auto heard = unknown_.extract(state.log)) {
        log.head_known = true;
        for (const store::Range& range : heard.mapped().seen.ranges()) log.seen.add(range);
        log.head = std::max(log.head, heard.mapped().head);
    }
    todo_.insert(state.log);
}

TIM_DECL void Sync::saw(const std::string& id, store::Range range, Position head) {
    if (phase_ == Phase::idle) return;
    const auto found = logs_.find(id);
    if (found == logs_.end()) {
        Unknown& unknown = unknown_[id];
        unknown.seen.add(range);
        unknown.head = std::max(unknown.head, head);
        return;
    }
    Log& log = found->second;
    log.seen.add(range);
    log.head = std::max(log.head, head);
    if (missing(log)) todo_.insert(id);
}

TIM_DECL void Sync::pushed(const wire::EntryRange& range) {
    saw(range.log, {range.from, range.to}, std::max(range.head, range.to));
}

TIM_DECL void Sync::dropped(const wire::EntryRange& range) {
    saw(range.log, {range.from, range.from - 1}, std::max(range.head, range.to));
}

// It is newer than all pushes before it, so it counts also when it is lower: then the hub's log is another one.
TIM_DECL void Sync::told(const wire::Head& head) {
    if (phase_ == Phase::idle) return;
    const auto log = logs_.find(head.log);
    if (log == logs_.end()) {
        unknown_[head.log].head = head.head;
    } else {
        log->second.head = head.head;
        log->second.head_known = true;
    }
}

TIM_DECL void Sync::acknowledged(const std::string& log, Position position) {
    saw(log, {position, position}, position);
}

TIM_DECL std::string Sync::log_of(const ConvKey& conv) const {
    const auto has = [&conv](const auto& entry) { return !entry.second.user && entry.second.conv == conv; };
    const auto log = std::find_if(logs_.begin(), logs_.end(), has);
    return log == logs_.end() ? std::string() : log->first;
}

TIM_DECL void Sync::applied(const store::Applied& changes) {
    if (phase_ == Phase::idle) return;
    for (const std::string& id : changes.unknown) {
        const auto found = unknown_.find(id);
        if (found != unknown_.end()) found->second.seen.clear();
    }
    const auto was_reset = [&](const ConvKey& conv) {
        return std::find(changes.reset.begin(), changes.reset.end(), conv) != changes.reset.end();
    };
    if (!changes.reset.empty())
        std::erase_if(logs_, [&](const auto& entry) { return !entry.second.user && was_reset(entry.second.conv); });
    for (const store::LogState& state : changes.logs) merge(state, was_reset(state.conv));
}

// What would be news and is missing. The user's log is taken upwards without leaving anything out.
TIM_DECL std::optional<wire::SyncQuery> Sync::missing(const Log& log) const {
    if (log.refused) return std::nullopt;
    wire::SyncQuery query;
    const Position base = log.user ? 0 : log.floor;
    query.from = log.seen.held_from(base + 1) + 1;
    if (!log.head_known && !log.gone) {
        query.newest = !log.user;
        return query;
    }
    const Position target = log.gone ? log.end : log.head;
    if (query.from > target) return std::nullopt;
    query.to = detail::hole_end(log.seen, query.from, target);
    if (!log.user && detail::count_missing(log.seen, {query.from, target}) > page) {
        const auto newest = log.seen.newest_hole({query.from, target});
        query.from = newest->from;
        query.to = newest->to;
        query.newest = true;
    }
    return query;
}

// The newest stretch of history that is missing.
TIM_DECL std::optional<wire::SyncQuery> Sync::hole(const Log& log) const {
    if (log.refused || log.user) return std::nullopt;
    const Position top = std::min(log.floor, log.gone ? log.end : log.head);
    const auto newest = log.seen.newest_hole({std::max<Position>(log.start, 1), top});
    if (!newest) return std::nullopt;
    wire::SyncQuery query;
    query.from = newest->from;
    query.to = newest->to;
    query.newest = true;
    return query;
}

TIM_DECL Sync::Query Sync::ask(const std::string& id, Log& log, wire::SyncQuery query, Purpose purpose) {
    query.log = id;
    query.count = page;
    log.running = true;
    if (purpose == Purpose::catch_up) ++catching_up_;
    if (purpose == Purpose::backfill) backfilling_ = true;
    const store::Range asked{query.from, query.to == 0 ? detail::to_the_head : query.to};
    running_[++last_number_] = {purpose, id, asked, purpose == Purpose::catch_up && query.newest};
    return {last_number_, "sync", codec::to_json(query)};
}

TIM_DECL std::optional<Sync::Query> Sync::next(SteadyMillis now) {
    if (phase_ == Phase::idle || (paused_ && now < *paused_)) return std::nullopt;
    paused_.reset();
    if (phase_ == Phase::user_log)
        if (auto query = next_user_query()) return query;
    if (phase_ == Phase::heads) return next_heads_query();
    if (phase_ != Phase::logs) return std::nullopt;
    if (auto query = next_catch_up()) return query;
    return caught_up() ? next_backfill() : std::nullopt;
}

TIM_DECL std::optional<Sync::Query> Sync::next_user_query() {
    Log& user = logs_[user_log_];
    if (user.running) return std::nullopt;
    if (auto query = missing(user)) return ask(user_log_, user, std::move(*query), Purpose::catch_up);
    phase_ = Phase::heads;
    return std::nullopt;
}

TIM_DECL std::optional<Sync::Query> Sync::next_heads_query() {
    for (const auto& [number, running] : running_)
        if (running.purpose == Purpose::heads) return std::nullopt;
    wire::HeadsQuery query;
    query.after = heads_after_;
    running_[++last_number_] = {Purpose::heads, {}, {}, false};
    return Query{last_number_, "heads", codec::to_json(query)};
}

TIM_DECL std::optional<Sync::Query> Sync::next_catch_up() {
    while (!todo_.empty() && catching_up_ < most_running) {
        const std::string id = std::move(todo_.extract(todo_.begin()).value());
        const auto found = logs_.find(id);
        if (found == logs_.end() || found->second.running) continue;
        if (auto query = missing(found->second)) return ask(id, found->second, std::move(*query), Purpose::catch_up);
        if (hole(found->second)) holes_.insert(id);
    }
    return std::nullopt;
}

// Each log in turn gets one more page.
TIM_DECL std::optional<Sync::Query> Sync::next_backfill() {
    while (!backfilling_ && !holes_.empty()) {
        auto place = holes_.upper_bound(last_backfilled_);
        if (place == holes_.end()) place = holes_.begin();
        last_backfilled_ = *place;
        const auto found = logs_.find(last_backfilled_);
        if (found != logs_.end() && !found->second.running)
            if (auto query = hole(found->second))
                return ask(last_backfilled_, found->second, std::move(*query), Purpose::backfill);
        holes_.erase(place);
    }
    return std::nullopt;
}

TIM_DECL Sync::Answer Sync::answer(std::uint64_t number, const wire::Incoming& reply, SteadyMillis now,
                                   Random& random) {
    const auto found = running_.find(number);
    if (found == running_.end()) return {};
    if (reply.code != 0) return refused(number, reply, now, random);
    backoff_.reset();
    if (found->second.purpose == Purpose::heads) return take_heads(reply);
    if (logs_.contains(found->second.log)) return take_range(found->second, reply);
    finish(number);  // the store gave that log up meanwhile
    return {};
}

TIM_DECL Sync::Answer Sync::take_heads(const wire::Incoming& reply) {
    Answer answer;
    Result<wire::Heads> heads = codec::read<wire::Heads>(reply.body.view());
    answer.broken = heads.has_error();
    if (answer.broken) return answer;
    heads_after_ = heads->next;
    for (const wire::Head& head : heads->heads) told(head);
    // Entries that came while the user's log was being asked for may have been left out of the pushes.
    Log& user = logs_[user_log_];
    user.head = std::max(user.head, heads->as_of);
    answer.heads = std::move(*heads);
    return answer;
}

TIM_DECL Sync::Answer Sync::take_range(const Running& running, const wire::Incoming& reply) {
    Answer answer;
    Result<wire::EntryRange> range = codec::read<wire::EntryRange>(reply.body.view());
    answer.broken = range.has_error() || range->log != running.log || range->from == 0 || range->to + 1 < range->from;
    if (answer.broken) return answer;
    Log& log = logs_[running.log];
    const store::Range told{range->from, range->to};
    const bool answers = told.from <= std::min(told.to, running.asked.to) && told.to >= running.asked.from;
    // Asking again would not help; but where nobody knew how far the log goes, there may have been nothing to answer.
    log.refused = !answers && running.asked.to != detail::to_the_head;
    log.seen.add(told);
    log.head = std::max(log.head, range->head);
    log.head_known = true;
    if (running.skips && range->from <= range->to) log.floor = std::max(log.floor, range->from - 1);
    answer.batch.emplace();
    answer.batch->range = std::move(*range);
    answer.batch->skips_to_newest = running.skips;
    return answer;
}

TIM_DECL Sync::Answer Sync::refused(std::uint64_t number, const wire::Incoming& reply, SteadyMillis now,
                                    Random& random) {
    const Running& running = running_.at(number);
    Answer answer;
    if (reply.retry)
        paused_ = now + backoff_.next(random).count();
    else if (running.purpose == Purpose::heads || running.log == user_log_)
        answer.broken = true;
    else if (const auto log = logs_.find(running.log); log != logs_.end())
        log->second.refused = true;
    finish(number);
    return answer;
}

TIM_DECL void Sync::stored(std::uint64_t number) {
    const auto found = running_.find(number);
    if (found == running_.end()) return;
    if (found->second.purpose == Purpose::heads && phase_ == Phase::heads && heads_after_.empty()) {
        phase_ = Phase::logs;
        for (const auto& [id, log] : logs_) todo_.insert(id);
    }
    finish(number);
}

TIM_DECL void Sync::finish(std::uint64_t number) {
    const auto node = running_.extract(number);
    const Running& running = node.mapped();
    if (running.purpose == Purpose::heads) return;
    if (running.purpose == Purpose::catch_up) --catching_up_;
    if (running.purpose == Purpose::backfill) backfilling_ = false;
    const auto log = logs_.find(running.log);
    if (log == logs_.end()) return;
    log->second.running = false;
    todo_.insert(running.log);
}

TIM_DECL void Sync::pong(std::uint64_t mark) {
    if (!caught_up()) return;
    std::uint64_t sum = 0;
    for (const auto& [id, log] : logs_)
        if (!log.gone) sum += log.head;
    const std::uint64_t difference = mark - sum;
    if (difference == 0 || difference == accepted_difference_)
        differs_ = 0;
    else if (++differs_ == 2) {
        differs_ = 0;
        accepted_difference_ = difference;
        behind();
    }
}

}  // namespace tim::session
