#pragma once

#include "tim/store/detail/logs.hpp"

#include <algorithm>
#include <utility>

namespace tim::store::detail {

/// Columns from `column` on: id, head, start_pos, end_pos, news_to, gone.
TIM_DECL LogState read_log_state(const db::Rows& rows, const ConvKey& conversation, int column) {
    LogState state;
    if (conversation.type != ConvType::system) state.conv = conversation;
    state.log = rows.get<std::string>(column);
    state.head = rows.get<Position>(column + 1);
    state.start = rows.get<Position>(column + 2);
    state.end = rows.get<Position>(column + 3);
    state.news_to = rows.get<Position>(column + 4);
    state.gone = rows.get<bool>(column + 5);
    return state;
}

TIM_DECL void read_ranges(db::Connection& db, std::int64_t conv, RangeSet& held) {
    db::Rows rows = db.query("SELECT first, last FROM ranges WHERE conv = ? ORDER BY first", conv);
    while (rows.next()) held.add({rows.get<Position>(0), rows.get<Position>(1)});
}

TIM_DECL std::vector<LogState> read_logs(db::Connection& db) {
    std::vector<LogState> logs;
    db::Rows rows = db.query(
        "SELECT c.key, c.type, c.id, l.id, l.head, l.start_pos, l.end_pos, l.news_to, l.gone "
        "FROM logs l JOIN conversations c ON c.key = l.conv ORDER BY l.conv");
    while (rows.next()) {
        const ConvKey conversation(rows.get<ConvType>(1), rows.get<std::string>(2));
        LogState& log = logs.emplace_back(read_log_state(rows, conversation, 3));
        read_ranges(db, rows.get<std::int64_t>(0), log.held);
    }
    return logs;
}

TIM_DECL Log* Logs::find(std::string_view log) {
    if (last_found_ && last_found_->state.log == log) return last_found_;
    const auto conv = db_.find<std::int64_t>("SELECT conv FROM logs WHERE id = ?", log);
    if (!conv) return nullptr;
    last_found_ = load(*conv);
    return last_found_;
}

TIM_DECL Log* Logs::find(const ConvKey& conversation) {
    const auto conv = db_.find<std::int64_t>("SELECT key FROM conversations WHERE type = ? AND id = ?",
                                             conversation.type, conversation.id);
    return conv ? load(*conv) : nullptr;
}

TIM_DECL Log* Logs::load(std::int64_t conv) {
    const auto loaded = loaded_.find(conv);
    if (loaded != loaded_.end()) return &loaded->second;
    Log log;
    {
        db::Rows rows = db_.query(
            "SELECT c.type, c.id, l.id, l.head, l.start_pos, l.end_pos, l.news_to, l.gone, l.told, c.era, "
            "c.generation, "
            "l.read_to, l.read_told, l.peer_read_to, l.cleared_to, c.hidden "
            "FROM logs l JOIN conversations c ON c.key = l.conv WHERE l.conv = ?",
            conv);
        if (!rows.next()) return nullptr;
        log.conversation.key = conv;
        log.conversation.name = ConvKey(rows.get<ConvType>(0), rows.get<std::string>(1));
        log.conversation.era = rows.get<std::int64_t>(9);
        log.conversation.generation = rows.get<std::int64_t>(10);
        log.state = read_log_state(rows, log.conversation.name, 2);
        log.told = rows.get<Position>(8);
        log.marks = {rows.get<Position>(11), rows.get<Position>(12), rows.get<Position>(13), rows.get<Position>(14)};
        log.hidden = rows.get<bool>(15);
        log.saved_marks = log.marks;
        log.saved_hidden = log.hidden;
    }
    log.conversation.newest = newest_place(db_, conv);
    read_ranges(db_, conv, log.state.held);
    log.saved = log.state.held.ranges();
    return &loaded_.emplace(conv, std::move(log)).first->second;
}

/// A log serves one conversation for ever; what a hub says against that is not believed.
TIM_DECL bool Logs::may_belong(std::string_view log, const ConvKey& conversation) {
    const bool is_named = conversation.type == ConvType::c2c || conversation.type == ConvType::group;
    if (!is_named || conversation.id.empty() || log.empty()) return false;
    const Log* known = find(log);
    return !known || known->conversation.name == conversation;
}

TIM_DECL bool Logs::tell(const wire::ConvChange& change, Position at) {
    const ConvKey name(change.conv_type, change.conv_id);
    if (!may_belong(change.log, name)) return false;
    Log* log = find(name);
    if (log && log->told >= at) return true;
    const Position start = std::max<Position>(change.start, 1);
    if (!log || log->state.log != change.log) log = &attach(name, change.log, start);
    LogState& state = log->state;
    log->told = at;
    log->changed = true;
    log->conversation.changed |= state.gone != change.gone;
    state.gone = change.gone;
    state.start = start;
    state.end = change.gone ? change.end : 0;
    state.head = std::max(state.head, state.end);
    state.news_to = std::max(state.news_to, start - 1);
    if (change.gone)  // the hub forgets what a member had set
        db_.run(
            "UPDATE conversations SET pinned = 0, recv_opt = 0, settings_at = ?1 WHERE key = ?2 AND settings_at < ?1",
            at, log->conversation.key);
    return true;
}

TIM_DECL void Logs::learn(const wire::Head& head, Position as_of) {
    const ConvKey name(head.conv_type, head.conv_id);
    if (!may_belong(head.log, name) || head.head > last_position) return;
    Log* log = find(name);
    const bool another = log && log->state.log != head.log;
    if (another && log->told > as_of) return;
    if (!log || another) log = &attach(name, head.log, std::max<Position>(head.start, 1));
    LogState& state = log->state;
    if (head.head < state.held.newest()) {
        forget(*log);
        state.head = 0;
        state.news_to = std::min(state.news_to, head.head);
        reset_.push_back(name);
    }
    log->told_read(std::min(head.read, head.head));
    if (name.type == ConvType::c2c) log->read_by_peer(std::min(head.peer_read, head.head));
    if (head.head <= state.head) return;
    state.head = head.head;
    log->changed = true;
}

TIM_DECL Log& Logs::attach(const ConvKey& name, std::string_view id, Position start) {
    Log* log = find(name);
    if (log) {
        forget(*log);
        reset_.push_back(name);
        log->conversation.past_log = log->state.log;
        db_.run("DELETE FROM logs WHERE conv = ?", log->conversation.key);
    } else {
        Conversation conversation = find_or_make_conversation(db_, name);
        log = &loaded_[conversation.key];
        log->conversation = std::move(conversation);
        log->conversation.newest = newest_place(db_, log->conversation.key);
    }
    Conversation& conversation = log->conversation;
    if (!conversation.past_log.empty() && conversation.past_log != id) ++conversation.era;
    conversation.past_log.clear();
    conversation.changed = true;
    db_.run("UPDATE conversations SET era = ?, past_log = '' WHERE key = ?", conversation.era, conversation.key);
    log->state = LogState();
    log->state.log = id;
    if (!log->is_users()) log->state.conv = name;
    log->state.start = start;
    log->state.news_to = start - 1;
    log->saved_marks = Marks();
    log->changed = true;
    log->attached = true;
    // The row stands from now on, so that `find` sees the log; `save` completes it.
    db_.run("INSERT INTO logs(conv, id, head, start_pos, end_pos, news_to, gone, told) VALUES(?, ?, 0, ?, 0, 0, 0, 0)",
            conversation.key, id, start);
    return *log;
}

TIM_DECL void Logs::forget(Log& log) {
    ++log.conversation.generation;
    log.state.held.clear();
    log.saved.clear();
    log.marks = Marks();
    log.changed = true;
    db_.run("UPDATE conversations SET generation = generation + 1 WHERE key = ?", log.conversation.key);
    db_.run("DELETE FROM ranges WHERE conv = ?", log.conversation.key);
    db_.run("DELETE FROM unknown_entries WHERE conv = ?", log.conversation.key);
}

TIM_DECL void Logs::forget_all() {
    loaded_.clear();
    last_found_ = nullptr;
    db_.run(
        "UPDATE conversations SET past_log = logs.id, generation = generation + 1 "
        "FROM logs WHERE logs.conv = conversations.key");
    db_.run("UPDATE conversations SET settings_at = 0");
    db_.run("DELETE FROM logs");
    db_.run("DELETE FROM ranges");
    db_.run("DELETE FROM unknown_entries");
}

TIM_DECL void Logs::note(const ConvKey& conversation) {
    if (std::find(noted_.begin(), noted_.end(), conversation) == noted_.end()) noted_.push_back(conversation);
}

TIM_DECL void Logs::save(Applied& applied) {
    for (auto& [conv, log] : loaded_) {
        save_marks(log, applied);
        if (log.changed) {
            save(log);
            applied.logs.push_back(log.state);
        }
        if (log.conversation.changed) note(log.conversation.name);
    }
    applied.conversations.insert(applied.conversations.end(), noted_.begin(), noted_.end());
    for (const ConvKey& name : reset_)
        if (std::find(applied.reset.begin(), applied.reset.end(), name) == applied.reset.end())
            applied.reset.push_back(name);
}

TIM_DECL void Logs::save(Log& log) {
    const LogState& state = log.state;
    db_.run("UPDATE logs SET head = ?, start_pos = ?, end_pos = ?, news_to = ?, gone = ?, told = ? WHERE conv = ?",
            state.head, state.start, state.end, state.news_to, state.gone, log.told, log.conversation.key);
    save_ranges(log);
}

TIM_DECL void Logs::save_marks(Log& log, Applied& applied) {
    const Marks& now = log.marks;
    const bool peer_moved = now.peer_read > log.saved_marks.peer_read;
    if (now != log.saved_marks)
        db_.run("UPDATE logs SET read_to = ?, read_told = ?, peer_read_to = ?, cleared_to = ? WHERE conv = ?", now.read,
                now.told, now.peer_read, now.cleared, log.conversation.key);
    if (log.hidden != log.saved_hidden) hide(db_, log.conversation.key, log.hidden);
    log.saved_marks = now;
    log.saved_hidden = log.hidden;
    if (!peer_moved) return;
    PeerRead read;
    read.conv = log.conversation.name;
    read.pos = now.peer_read;
    if (const auto newest = newest_entry(db_, log.conversation, now.peer_read)) read.time = newest->time;
    applied.read_by_peer.push_back(std::move(read));
}

/// Most often one range grows at its end: one statement then.
TIM_DECL void Logs::save_ranges(Log& log) {
    const std::vector<Range>& now = log.state.held.ranges();
    const auto begins_before = [](const Range& range, Position from) { return range.from < from; };
    for (const Range& range : log.saved) {
        const auto same = std::lower_bound(now.begin(), now.end(), range.from, begins_before);
        if (same == now.end() || same->from != range.from)
            db_.run("DELETE FROM ranges WHERE conv = ? AND first = ?", log.conversation.key, range.from);
    }
    for (const Range& range : now) {
        const auto same = std::lower_bound(log.saved.begin(), log.saved.end(), range.from, begins_before);
        if (same == log.saved.end() || *same != range)
            db_.run("INSERT OR REPLACE INTO ranges VALUES(?, ?, ?)", log.conversation.key, range.from, range.to);
    }
    log.saved = now;
}

}  // namespace tim::store::detail
