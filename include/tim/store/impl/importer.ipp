#pragma once

#include "tim/store/detail/importer.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace tim::store::detail {

namespace importing {

/// Room that is left behind the last row of a position, for others that belong there.
inline constexpr std::int64_t room = std::int64_t{1} << 32;
/// How much of it the next one takes: most imports come in the order of their times.
inline constexpr std::int64_t step = std::int64_t{1} << 16;

/// A message and its time; one without any is later than all others.
struct Timed {
    UnixMillis time = 0;
    const MessageData* message = nullptr;
};

inline constexpr UnixMillis timeless = std::numeric_limits<UnixMillis>::max();

/// Of the same time: as they were given.
TIM_DECL std::vector<Timed> oldest_first(std::span<const MessageData> messages) {
    std::vector<Timed> all;
    all.reserve(messages.size());
    for (const MessageData& message : messages) {
        const UnixMillis time = milliseconds(message.server_time != 0 ? message.server_time : message.client_time);
        all.push_back({time != 0 ? time : timeless, &message});
    }
    std::sort(all.begin(), all.end(), [](const Timed& a, const Timed& b) {
        return a.time != b.time ? a.time < b.time : a.message < b.message;
    });
    return all;
}

}  // namespace importing

// Histories come newest first, and a message that always stands in front of the last one finds no room soon.
TIM_DECL void Importer::put(std::span<const MessageData> messages) {
    for (const auto& [time, message] : importing::oldest_first(messages)) {
        if (time == importing::timeless)
            put_newest(*message);
        else
            put(*message, time);
    }
}

TIM_DECL void Importer::put(const MessageData& message, UnixMillis time) {
    if (!is_new(message)) return;
    const bool fits = gap_ && gap_->after_time <= time && (!gap_->next || time < gap_->next_time);
    Gap gap = fits ? *gap_ : gap_for(time);
    auto sub = free_sub(gap);
    if (!sub) {
        spread(gap.after);
        gap = gap_for(time);
        sub = free_sub(gap);
    }
    gap.after.sub = sub.value_or(gap.after.sub + 1);
    gap.after_time = time;
    insert(gap.after, message);
    gap_ = gap;
}

TIM_DECL bool Importer::put_newest(const MessageData& message) {
    if (!is_new(message)) return false;
    insert(messages_.behind_newest(conversation_), message);
    gap_.reset();
    return true;
}

TIM_DECL bool Importer::is_new(const MessageData& message) {
    if (message.msg_id.empty()) return false;
    return !messages_.find(conversation_.key, message.msg_id, message.sender.empty() ? user_ : message.sender);
}

TIM_DECL void Importer::insert(const Place& place, const MessageData& message) {
    if (message.server_time == 0 && message.client_time != 0) {
        MessageData dated = message;
        dated.server_time = message.client_time;
        return insert(place, dated);
    }
    const bool keeps_status = message.status != MsgStatus{} && message.status != MsgStatus::sending;
    messages_.insert_local(conversation_.key, place, message, LocalBody(message, {}),
                           keeps_status ? message.status : MsgStatus::local_imported);
    conversation_.touch(place);
}

TIM_DECL Importer::Gap Importer::gap_for(UnixMillis time) {
    Gap gap;
    if (const auto last = timeline_.last_not_later(time)) {
        gap.after = *last;
    } else {
        const auto first = db_.find<std::int64_t>(
            "SELECT era FROM messages WHERE conv = ? AND era < ? ORDER BY era LIMIT 1", conversation_.key, era_afloat);
        gap.after = {first.value_or(conversation_.era), 0, 0};
    }
    gap.after_time = time;
    db::Rows next = db_.query(
        "SELECT era, pos, sub, time, body FROM dated_messages WHERE conv = ? AND (era, pos, sub) > (?, ?, ?) AND era < "
        "? "
        "ORDER BY era, pos, sub LIMIT 1",
        conversation_.key, gap.after.era, gap.after.pos, gap.after.sub, era_afloat);
    if (next.next()) {
        gap.next = Place{next.get<std::int64_t>(0), next.get<Position>(1), next.get<std::int64_t>(2)};
        gap.next_time = time_in_history(next, 3);
    }
    return gap;
}

/// None: no room.
TIM_DECL std::optional<std::int64_t> Importer::free_sub(const Gap& gap) const {
    const std::int64_t after = gap.after.sub;
    if (!gap.next || gap.next->era != gap.after.era || gap.next->pos != gap.after.pos) return after + importing::room;
    const std::int64_t between = gap.next->sub - after;
    if (between < 2) return std::nullopt;
    // In front of all others half of the room stays for those that come still earlier.
    return after + (after == 0 ? between / 2 : std::min(between / 2, importing::step));
}

/// Makes room between all rows behind a position.
TIM_DECL void Importer::spread(const Place& base) {
    db_.run("UPDATE messages SET sub = -sub WHERE conv = ? AND era = ? AND pos = ? AND sub > 0", conversation_.key,
            base.era, base.pos);
    db_.run(
        "UPDATE messages SET sub = spread.n * ?4 FROM (SELECT key AS k, row_number() OVER (ORDER BY sub DESC) AS n "
        "FROM messages WHERE conv = ?1 AND era = ?2 AND pos = ?3 AND sub < 0) AS spread WHERE key = spread.k",
        conversation_.key, base.era, base.pos, importing::room);
}

}  // namespace tim::store::detail
