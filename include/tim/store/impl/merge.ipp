#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/store/detail/merge.hpp"
#include "tim/store/detail/removal.hpp"
#include "tim/wire/tables.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace tim::store::detail {

/// The entries within the range, in order, one a position: nothing else of an answer is believed.
TIM_DECL std::vector<const wire::Entry*> entries_in_order(const wire::EntryRange& answer, Range range) {
    std::vector<const wire::Entry*> entries;
    entries.reserve(answer.entries.size());
    for (const wire::Entry& entry : answer.entries)
        if (entry.pos >= range.from && entry.pos <= range.to) entries.push_back(&entry);
    // Of two with one position the first given counts: all lie in one vector, so addresses tell. std::stable_sort would
    // draw a deprecation warning from clang with the standard library of g++ 12.
    const auto before = [](const wire::Entry* a, const wire::Entry* b) {
        return a->pos != b->pos ? a->pos < b->pos : a < b;
    };
    const auto same = [](const wire::Entry* a, const wire::Entry* b) { return a->pos == b->pos; };
    std::sort(entries.begin(), entries.end(), before);
    entries.erase(std::unique(entries.begin(), entries.end(), same), entries.end());
    return entries;
}

TIM_DECL void Merge::take(const Batch& batch) {
    const wire::EntryRange& range_answer = batch.range;
    Log* const log = logs_.find(range_answer.log);
    if (!log) {
        auto& unknown = applied_.unknown;
        if (std::find(unknown.begin(), unknown.end(), range_answer.log) == unknown.end())
            unknown.push_back(range_answer.log);
        return;
    }
    const Range range{std::max<Position>(range_answer.from, 1), range_answer.to};
    if (std::max({range.from, range.to, range_answer.head}) > last_position) return;

    LogState& state = log->state;
    const LogState before = state;
    state.head = std::max(state.head, range_answer.head);
    if (range.to >= range.from) state.head = std::max(state.head, range.to);
    if (batch.skips_to_newest) skip_news(*log, range.from - 1);
    state.held.add(range);
    const Position news_from = state.news_to;
    const Position news_to = std::max(news_from, state.held.held_from(news_from + 1));
    // Entries of an answer that overlaps nothing can be numbered as they are stored; others may have to stand behind
    // older ones that are numbered now.
    const bool is_fresh = before.held.newest_hole(range) == range;
    const Answer answer{*log, before.held, is_fresh ? news_to : news_from};
    for (const wire::Entry* entry : entries_in_order(range_answer, range)) take_entry(answer, *entry);
    announce(*log, is_fresh ? std::max(news_from, range.to) : news_from, news_to);
    state.news_to = news_to;
    log->changed |= state != before;
}

TIM_DECL void Merge::take_entry(const Answer& answer, const wire::Entry& entry) {
    if (answer.log.is_users()) {
        if (entry.kind == "conv") return take_conv(answer, entry);
        if (entry.kind == "notice") return take_message(answer, entry);
    } else if (entry.kind == "message" || entry.kind == "tip") {
        return take_message(answer, entry);
    }
    if (Personal::concerns(answer.log, entry.kind)) {
        if (!answer.before.contains(entry.pos)) personal_.take(answer.log, entry);
        return;
    }
    answer.log.has_entry(entry.pos);
    personal_.keep(answer.log, entry);
}

TIM_DECL void Merge::take_conv(const Answer& answer, const wire::Entry& entry) {
    const Result<wire::ConvChange> change = codec::read<wire::ConvChange>(entry.body.view());
    if (change.has_error() || !logs_.tell(*change, entry.pos)) return personal_.keep(answer.log, entry);
    Log* const told = logs_.find(change->log);
    if (!told) return;
    personal_.wake(*told);
    // Another start may leave no hole below what is held.
    advance_news(*told);
}

TIM_DECL void Merge::take_message(const Answer& answer, const wire::Entry& entry) {
    Conversation& conversation = answer.log.conversation;
    if (entry.pos <= answer.log.marks.cleared) return take_cleared(answer, entry);
    answer.log.has_entry(entry.pos);
    const Place place{conversation.era, entry.pos, 0};
    if (answer.before.contains(entry.pos)) {
        if (messages_.renew(conversation, entry)) conversation.touch(place);
        return;
    }
    const Arrival arrival = arrival_at(answer, entry.pos);
    if (!messages_.insert(conversation, entry, arrival)) return resolve(answer, entry, arrival);
    conversation.touch(place);
    count(arrival);
}

/// An older answer brings what was cleared since. A message of one's own that was being sent ends with it.
TIM_DECL void Merge::take_cleared(const Answer& answer, const wire::Entry& entry) {
    if (entry.from != messages_.user()) return;
    Conversation& conversation = answer.log.conversation;
    const auto same = messages_.find(conversation.key, entry.id, entry.from);
    if (!same || !same->is_undelivered()) return;
    settle(conversation, *same, entry, std::nullopt);
    Removal(db_).remove(conversation, same->key);
}

/// An entry met a row that stands at its place, or that is the same message: a message of one's own that was being
/// sent, or one that stayed when its log was forgotten.
TIM_DECL void Merge::resolve(const Answer& answer, const wire::Entry& entry, Arrival arrival) {
    Conversation& conversation = answer.log.conversation;
    const Place place{conversation.era, entry.pos, 0};
    const auto same = messages_.find(conversation.key, entry.id, entry.from);
    if (same && same->is_held(conversation)) return;  // one id twice in a log: the hub never does that
    const auto there = messages_.find(conversation.key, place);
    if (there && there->is_void()) return fill_void(answer, entry, *there, same, arrival);
    if (there && !there->has_id && entry.id.empty()) return settle(conversation, *there, entry, arrival);
    if (there && !(same && same->key == there->key)) make_room(answer.log, answer.before, entry.pos);
    if (same) return settle(conversation, *same, entry, arrival);
    messages_.insert(conversation, entry, arrival);
    conversation.touch(place);
    count(arrival);
}

/// An entry came whose removal was known before, unless that spoke of another history.
TIM_DECL void Merge::fill_void(const Answer& answer, const wire::Entry& entry, const StoredMessage& there,
                               const std::optional<StoredMessage>& same, Arrival arrival) {
    Conversation& conversation = answer.log.conversation;
    const bool is_removed = there.is_held(conversation);
    messages_.erase(there.key);
    if (is_removed) arrival = std::nullopt;
    if (same) {
        settle(conversation, *same, entry, arrival);
    } else {
        messages_.insert(conversation, entry, arrival);
        conversation.touch({conversation.era, entry.pos, 0});
        count(arrival);
    }
    if (is_removed) Removal(db_).remove(conversation, entry.pos);
}

TIM_DECL void Merge::settle(Conversation& conversation, const StoredMessage& stored, const wire::Entry& entry,
                            Arrival arrival) {
    messages_.settle(conversation, stored, entry, arrival);
    conversation.touch(stored.place);
    conversation.touch({conversation.era, entry.pos, 0});
    if (stored.arrival == 0) count(arrival);
    if (stored.is_undelivered() && entry.from == messages_.user())
        applied_.settled.push_back(messages_.get(stored.key));
}

/// The log goes on otherwise than the device remembers: what it remembers from here to the next held position came
/// before.
TIM_DECL void Merge::make_room(Log& log, const RangeSet& before, Position pos) {
    Position end = last_position;
    for (const Range& held : before.ranges())
        if (held.from > pos) {
            end = held.from - 1;
            break;
        }
    messages_.move_down(log.conversation, {pos, end});
}

TIM_DECL Log* Merge::log_of(const ConvKey& name, const wire::Sent& sent) {
    if (sent.pos == 0 || sent.pos > last_position) return nullptr;
    Log* const log = logs_.find(sent.log);
    return log && log->conversation.name == name ? log : nullptr;
}

TIM_DECL void Merge::hold(Log& log, Position pos) {
    LogState& state = log.state;
    log.changed |= !state.held.contains(pos);
    state.held.add({pos, pos});
    state.head = std::max(state.head, pos);
    // What one sent oneself is no news; mostly it is the newest, and nothing above it waits for a number either.
    if (state.news_to + 1 == pos && state.held.held_from(pos) == pos)
        state.news_to = pos;
    else
        advance_news(log);
}

TIM_DECL bool Merge::acknowledge_sending(const ConvKey& name, std::string_view msg_id, const wire::Sent& sent) {
    Log* const log = log_of(name, sent);
    if (!log || log->state.held.contains(sent.pos) || sent.pos <= log->marks.cleared) return false;
    Conversation& conversation = log->conversation;
    if (!messages_.acknowledge_sending(conversation, msg_id, sent)) return false;
    // It leaves its place among the newest, or shows another status there.
    conversation.changed |= conversation.newest.era == era_afloat;
    log->has_entry(sent.pos);
    conversation.touch({conversation.era, sent.pos, 0});
    hold(*log, sent.pos);
    return true;
}

TIM_DECL void Merge::acknowledge(const ConvKey& name, const StoredMessage& stored, const wire::Sent& sent) {
    Log* const log = log_of(name, sent);
    if (!log) {
        if (!stored.is_undelivered()) return;
        // The log was replaced meanwhile: delivered it was, but its position means nothing any more.
        const Conversation conversation = find_or_make_conversation(db_, name);
        messages_.acknowledge(conversation, stored.key, messages_.behind_newest(conversation), sent);
        applied_.conversations.push_back(name);
        return;
    }
    if (stored.is_undelivered()) place_acknowledged(*log, stored, sent);
    hold(*log, sent.pos);
}

TIM_DECL bool Merge::acknowledge_cleared(const ConvKey& name, const wire::Sent& sent) {
    Log* const log = log_of(name, sent);
    if (!log || sent.pos > log->marks.cleared) return false;
    hold(*log, sent.pos);
    return true;
}

TIM_DECL void Merge::place_acknowledged(Log& log, const StoredMessage& stored, const wire::Sent& sent) {
    Conversation& conversation = log.conversation;
    const RangeSet& held = log.state.held;
    Place place{conversation.era, sent.pos, 0};
    auto there = messages_.find(conversation.key, place);
    bool is_removed = sent.pos <= log.marks.cleared;
    if (there && there->is_void()) {
        is_removed |= there->is_held(conversation);
        messages_.erase(there->key);
        there.reset();
    }
    if (there && held.contains(sent.pos))
        place = messages_.behind(conversation.key, conversation.era, sent.pos);
    else if (there && there->key != stored.key)
        make_room(log, held, sent.pos);
    messages_.acknowledge(conversation, stored.key, place, sent);
    if (is_removed) Removal(db_).remove(conversation, stored.key);
    log.has_entry(sent.pos);
    conversation.touch(stored.place);
    conversation.touch(place);
}

TIM_DECL void Merge::advance_news(Log& log) {
    LogState& state = log.state;
    const Position news_to = std::max(state.news_to, state.held.held_from(state.news_to + 1));
    announce(log, state.news_to, news_to);
    state.news_to = news_to;
}

TIM_DECL Arrival Merge::arrival_at(const Answer& answer, Position pos) {
    if (pos <= answer.log.state.news_to) return std::nullopt;
    return pos <= answer.numbered_to ? next_arrival() : 0;
}

TIM_DECL void Merge::count(Arrival given) {
    if (given.value_or(0) == 0) return;
    ++*next_arrival_;
    ++applied_.news;
}

TIM_DECL void Merge::skip_news(Log& log, Position to) {
    LogState& state = log.state;
    if (to <= state.news_to) return;
    messages_.pass_over(log.conversation, {state.news_to + 1, to});
    state.news_to = to;
}

TIM_DECL void Merge::announce(Log& log, Position above, Position to) {
    if (to <= above) return;
    const std::uint64_t next = next_arrival();
    const std::size_t more = messages_.announce(log.conversation, {above + 1, to}, next - 1);
    next_arrival_ = next + more;
    applied_.news += more;
}

TIM_DECL std::uint64_t Merge::next_arrival() {
    if (!next_arrival_) next_arrival_ = messages_.last_arrival() + 1;
    return *next_arrival_;
}

TIM_DECL Applied Merge::finish() {
    logs_.save(applied_);
    return std::move(applied_);
}

}  // namespace tim::store::detail
