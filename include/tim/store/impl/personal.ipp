#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/store/detail/personal.hpp"
#include "tim/store/detail/removal.hpp"
#include "tim/wire/tables.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace tim::store::detail {

TIM_DECL bool Personal::concerns(const Log& log, std::string_view kind) noexcept {
    static constexpr std::array<std::string_view, 4> kinds{"read", "removed", "cleared", "settings"};
    if (!log.is_users()) return kind == "read" && log.conversation.name.type == ConvType::c2c;
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

TIM_DECL void Personal::take(Log& log, const wire::Entry& entry) {
    const Outcome outcome = apply(log, entry);
    if (!outcome.done) keep(log, entry, outcome.log);
}

TIM_DECL Personal::Outcome Personal::apply(Log& log, const wire::Entry& entry) {
    if (!concerns(log, entry.kind)) return {};
    if (entry.kind == "read") return read(log, entry);
    if (entry.kind == "removed") return remove(entry);
    if (entry.kind == "cleared") return clear(entry);
    return set(entry);
}

TIM_DECL Personal::Outcome Personal::read(Log& log, const wire::Entry& entry) {
    const Result<wire::ReadMark> mark = codec::read<wire::ReadMark>(entry.body.view());
    if (mark.has_error() || mark->pos > last_position) return {};
    if (log.is_users()) {
        Log* const named = logs_.find(mark->log);
        if (!named) return {false, mark->log};
        named->told_read(mark->pos);
    } else {
        if (mark->log != log.state.log) return {};
        if (entry.from == user_)
            log.told_read(mark->pos);
        else
            log.read_by_peer(mark->pos);
    }
    return {true, {}};
}

TIM_DECL Personal::Outcome Personal::remove(const wire::Entry& entry) {
    const Result<wire::Removal> removed = codec::read<wire::Removal>(entry.body.view());
    if (removed.has_error()) return {};
    Log* const log = logs_.find(removed->log);
    if (!log) return {false, removed->log};
    Removal removal(db_);
    for (const Position pos : removed->positions) {
        if (pos == 0 || pos > last_position || pos <= log->marks.cleared) continue;
        log->conversation.changed |= removal.remove(log->conversation, pos);
    }
    for (const std::string& id : removed->ids) log->conversation.changed |= removal.remove_past(log->conversation, id);
    return {true, {}};
}

TIM_DECL Personal::Outcome Personal::clear(const wire::Entry& entry) {
    const Result<wire::Clear> cleared = codec::read<wire::Clear>(entry.body.view());
    if (cleared.has_error() || cleared->pos > last_position) return {};
    Log* const log = logs_.find(cleared->log);
    if (!log) return {false, cleared->log};
    Marks& marks = log->marks;
    if (cleared->pos > marks.cleared)
        clear(*log, cleared->pos, cleared->hide);
    else if (cleared->pos == marks.cleared && cleared->hide)
        hide(*log, true);
    log->told_read(cleared->pos);
    return {true, {}};
}

TIM_DECL void Personal::clear(Log& log, Position to, bool is_hidden) {
    Conversation& conversation = log.conversation;
    conversation.changed |= to > log.marks.cleared;
    log.marks.cleared = std::max(log.marks.cleared, to);
    if (Removal(db_).clear(conversation, log.marks.cleared)) {
        conversation.newest = newest_place(db_, conversation.key);
        conversation.changed = true;
    }
    hide(log, is_hidden);
    log.read(to);
}

// At once, because a hidden conversation may have got a draft since, which goes now.
TIM_DECL void Personal::hide(Log& log, bool is_hidden) {
    log.conversation.changed |= detail::hide(db_, log.conversation.key, is_hidden);
    log.hidden = log.saved_hidden = is_hidden;
}

TIM_DECL Personal::Outcome Personal::set(const wire::Entry& entry) {
    const Result<wire::Settings> settings = codec::read<wire::Settings>(entry.body.view());
    if (settings.has_error() || settings->conv_id.empty()) return {};
    if (settings->conv_type != ConvType::c2c && settings->conv_type != ConvType::group) return {};
    const ConvKey name(settings->conv_type, settings->conv_id);
    const Conversation conversation = find_or_make_conversation(db_, name);
    const bool changed = db_.run(
                             "UPDATE conversations SET pinned = ?1, recv_opt = ?2 WHERE key = ?3 AND settings_at < ?4 "
                             "AND (pinned <> ?1 OR recv_opt <> ?2)",
                             settings->pinned, settings->recv_opt, conversation.key, entry.pos) != 0;
    db_.run("UPDATE conversations SET settings_at = ?1 WHERE key = ?2 AND settings_at < ?1", entry.pos,
            conversation.key);
    if (changed) logs_.note(name);
    return {true, {}};
}

TIM_DECL void Personal::keep(const Log& log, const wire::Entry& entry) { keep(log, entry, std::nullopt); }

TIM_DECL void Personal::keep(const Log& log, const wire::Entry& entry, const std::optional<std::string>& waits_for) {
    db_.run("INSERT OR IGNORE INTO unknown_entries(conv, pos, entry, log) VALUES(?, ?, ?, ?)", log.conversation.key,
            entry.pos, codec::to_json(entry), waits_for);
}

TIM_DECL void Personal::retry(std::int64_t conv, Position pos, std::string_view text) {
    const Result<wire::Entry> entry = codec::read<wire::Entry>(text);
    Log* const log = logs_.find_by_key(conv);
    if (entry.has_error() || !log) return;
    const Outcome outcome = apply(*log, *entry);
    if (outcome.done)
        db_.run("DELETE FROM unknown_entries WHERE conv = ? AND pos = ?", conv, pos);
    else
        db_.run("UPDATE unknown_entries SET log = ? WHERE conv = ? AND pos = ?", outcome.log, conv, pos);
}

namespace waiting {

/// An entry that was kept.
struct Kept {
    std::int64_t conv = 0;
    Position pos = 0;
    std::string text;
};

TIM_DECL std::vector<Kept> read(db::Rows rows) {
    std::vector<Kept> kept;
    while (rows.next()) kept.push_back({rows.get<std::int64_t>(0), rows.get<Position>(1), rows.get<std::string>(2)});
    return kept;
}

}  // namespace waiting

TIM_DECL void Personal::wake(Log& log) {
    if (!std::exchange(log.attached, false)) return;
    for (const auto& [conv, pos, text] : waiting::read(
             db_.query("SELECT conv, pos, entry FROM unknown_entries WHERE log = ? ORDER BY conv, pos", log.state.log)))
        retry(conv, pos, text);
}

TIM_DECL void Personal::wake_all() {
    for (const auto& [conv, pos, text] : waiting::read(
             db_.query("SELECT conv, pos, entry FROM unknown_entries WHERE log IS NOT NULL ORDER BY conv, pos")))
        retry(conv, pos, text);
}

}  // namespace tim::store::detail
