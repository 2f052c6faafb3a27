#pragma once

#include "tim/store/detail/history.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

namespace tim::store::detail {

/// The last millisecond of a second; 0: the last of all.
TIM_DECL UnixMillis last_millisecond(std::uint64_t second) noexcept {
    constexpr UnixMillis last = std::numeric_limits<UnixMillis>::max();
    return second == 0 || second >= last / 1000 ? last : static_cast<UnixMillis>(second * 1000 + 999);
}

TIM_DECL bool has_type(const MessageData& message, const std::vector<ElemType>& types) {
    return std::any_of(message.elements.begin(), message.elements.end(), [&](const Elem& elem) {
        return std::find(types.begin(), types.end(), elem_type(elem)) != types.end();
    });
}

TIM_DECL History::History(db::Connection& db, std::string_view user, const HistoryRead& wanted,
                          const Conversation& conversation, const LogState* log)
    : messages_(db, user),
      timeline_(db, conversation.key),
      wanted_(wanted),
      conversation_(conversation),
      log_(log),
      begin_(milliseconds(wanted.begin)),
      end_(last_millisecond(wanted.end)),
      from_(wanted.newer ? before_all : behind_all) {
    if (log_) visible_ = log_->visible();
}

TIM_DECL HistoryPage History::read() {
    if (!wanted_.seqs.empty())
        read_seqs();
    else if (wanted_.count != 0 && find_start())
        fill();
    return std::move(page_);
}

/// False: it lies in what is missing, or there is none.
TIM_DECL bool History::find_start() {
    if (wanted_.edge) {
        // A number names its message, a time also what stands around it and has none at the hub.
        const bool is_number = wanted_.seq != 0 && wanted_.after.empty();
        const Position edge = std::min(*wanted_.edge, last_position);
        if (!wanted_.newer)
            from_ = {conversation_.era, edge + 1, is_number ? -1 : 0};
        else if (is_number || edge == 0)
            from_ = {conversation_.era, edge, -1};
        else
            from_ = {conversation_.era, edge - 1, 0};
    }
    if (!wanted_.after.empty()) {
        const auto place = messages_.place_of(conversation_.key, wanted_.after);
        if (!place) return false;
        move_to(*place);
    } else if (wanted_.seq != 0 && !start_at(Timeline::Key::seq, static_cast<std::int64_t>(std::min<std::uint64_t>(
                                                                     wanted_.seq, last_position)))) {
        return false;
    }
    const UnixMillis bound = wanted_.newer ? begin_ : end_;
    if (bound != 0 && bound != last_millisecond(0)) return start_at(Timeline::Key::time, bound);
    if (wanted_.newer && from_ == before_all) begin_at_oldest();
    return true;
}

TIM_DECL bool History::start_at(Timeline::Key key, std::int64_t value) {
    const Timeline::Split split = timeline_.split(key, wanted_.newer ? value - 1 : value);
    const auto& exact = wanted_.newer ? split.above : split.below;
    const bool is_exact = key == Timeline::Key::seq && exact && exact->value == value;
    if (!is_exact && ask_between(key, value, split)) return false;
    move_to(key, split);
    return true;
}

TIM_DECL void History::move_to(Timeline::Key key, const Timeline::Split& split) {
    const auto& [below, above] = split;
    if (key == Timeline::Key::time) {
        if (wanted_.newer ? below : above) move_to(wanted_.newer ? below->place : above->place);
    } else if (wanted_.newer) {
        if (above)
            move_to({above->place.era, above->place.pos, -1});
        else if (below)
            move_to(below->place);
    } else {
        if (below)
            move_to({below->place.era, below->place.pos, 1});
        else if (above)
            move_to(above->place);
    }
}

TIM_DECL void History::move_to(const Place& place) {
    from_ = wanted_.newer ? std::max(from_, place) : std::min(from_, place);
}

TIM_DECL void History::begin_at_oldest() {
    db::Rows rows = messages_.newer(conversation_.key, before_all);
    if (!rows.next()) return;
    const Place oldest = messages_.dated(rows).place;
    if (oldest.era != era_afloat) from_ = {oldest.era, oldest.pos, oldest.sub - 1};
}

/// The positions of the log that the page may reach.
TIM_DECL Range History::ahead() const {
    Range range = visible_;
    if (wanted_.newer) {
        if (from_.era > conversation_.era) return {1, 0};
        if (from_.era == conversation_.era)
            range.from = std::max(range.from, from_.sub >= 0 ? from_.pos + 1 : from_.pos);
    } else {
        if (from_.era < conversation_.era) return {1, 0};
        if (from_.era == conversation_.era)
            range.to = std::min(range.to, from_.sub > 0 || from_.pos == 0 ? from_.pos : from_.pos - 1);
    }
    return range;
}

/// Whether the bound may lie in positions that are missing: then they are to be asked for, from the bound on.
TIM_DECL bool History::ask_between(Timeline::Key key, std::int64_t value, const Timeline::Split& split) {
    if (!log_) return false;
    Range gap = ahead();
    if (split.below && split.below->place.era == conversation_.era)
        gap.from = std::max(gap.from, split.below->place.pos + 1);
    if (split.above) {
        if (split.above->place.era != conversation_.era) return false;
        gap.to = std::min(gap.to, split.above->place.pos - 1);
    }
    const auto oldest = log_->held.oldest_hole(gap);
    const auto newest = log_->held.newest_hole(gap);
    if (!oldest || !newest) return false;
    wire::SyncQuery& query = ask({oldest->from, newest->to});
    if (key == Timeline::Key::time)
        query.time = value;
    else
        query.seq = static_cast<std::uint64_t>(value);
    return true;
}

TIM_DECL wire::SyncQuery& History::ask(Range range) {
    constexpr std::size_t least = 20;
    constexpr std::size_t most = 200;
    wire::SyncQuery& query = page_.missing.emplace();
    query.log = log_->log;
    query.from = range.from;
    query.to = range.to;
    query.newest = !wanted_.newer;
    const std::size_t whole = wanted_.seqs.empty() ? wanted_.count : wanted_.seqs.size();
    const std::size_t open = whole - std::min(whole, page_.messages.size());
    // How many of them are of the wanted types nobody knows.
    query.count = static_cast<std::uint32_t>(wanted_.types.empty() ? std::clamp(open, least, most) : most);
    return query;
}

TIM_DECL void History::fill() {
    const Place end = window_end();
    std::optional<Range> hole;
    if (log_) hole = wanted_.newer ? log_->held.oldest_hole(ahead()) : log_->held.newest_hole(ahead());
    Place stop = end;
    if (hole && wanted_.newer) stop = std::min(end, Place{conversation_.era, hole->from, 0});
    if (hole && !wanted_.newer) stop = std::max(end, Place{conversation_.era, hole->to, 0});
    read_rows(wanted_.newer ? messages_.newer(conversation_.key, from_) : messages_.older(conversation_.key, from_),
              stop);
    if (hole && stop != end && !is_full()) ask(*hole);
}

/// The first message at a position that is out of the time window.
TIM_DECL Place History::window_end() {
    if (wanted_.newer) {
        const auto above =
            end_ == last_millisecond(0) ? std::nullopt : timeline_.split(Timeline::Key::time, end_).above;
        return above ? above->place : behind_all;
    }
    const auto below = begin_ == 0 ? std::nullopt : timeline_.split(Timeline::Key::time, begin_ - 1).below;
    return below ? below->place : before_all;
}

TIM_DECL void History::read_rows(db::Rows rows, const Place& stop) {
    while (!is_full() && rows.next()) {
        const Place place = Messages::place(rows);
        if (wanted_.newer ? place >= stop : place <= stop) return;
        take(rows);
    }
}

TIM_DECL void History::take(const db::Rows& rows) {
    const UnixMillis time = Messages::time(rows);
    if (time != 0 && (time < begin_ || time > end_)) return;
    Dated dated = messages_.dated(rows);
    if (dated.time < begin_ || dated.time > end_) return;
    if (!wanted_.types.empty() && !has_type(dated.message, wanted_.types)) return;
    page_.messages.push_back(std::move(dated.message));
}

TIM_DECL void History::read_seqs() {
    std::vector<std::uint64_t> seqs = wanted_.seqs;
    std::sort(seqs.begin(), seqs.end());
    seqs.erase(std::unique(seqs.begin(), seqs.end()), seqs.end());
    if (!wanted_.newer) std::reverse(seqs.begin(), seqs.end());
    for (const std::uint64_t seq : seqs) {
        if (seq == 0 || seq > last_position) continue;
        const auto value = static_cast<std::int64_t>(seq);
        const Timeline::Split split = timeline_.split(Timeline::Key::seq, value);
        if (split.below && split.below->value == value) {
            db::Rows rows = messages_.at(conversation_.key, split.below->place);
            if (rows.next()) page_.messages.push_back(messages_.dated(rows).message);
        } else if (!page_.missing &&
                   std::find(wanted_.sought.begin(), wanted_.sought.end(), seq) == wanted_.sought.end()) {
            ask_between(Timeline::Key::seq, value, split);  // on, for other numbers often follow
        }
    }
}

}  // namespace tim::store::detail
