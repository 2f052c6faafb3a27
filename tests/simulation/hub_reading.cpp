#include "tests/simulation/hub_reading.hpp"

#include "tests/simulation/history.hpp"
#include "tests/support/seeded_random.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/db/connection.hpp"
#include "tim/hub/detail/own_operations.hpp"
#include "tim/hub/detail/schema.hpp"
#include "tim/model/message_data.hpp"
#include "tim/wire/tables.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace sim {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        lines.push_back(text.substr(begin, end - begin));
        begin = end == std::string::npos ? text.size() : end + 1;
    }
    return lines;
}

void read_tip(const tim::GroupTipsElem& tip, HubEntry& entry) {
    if (tip.tip_type == tim::GroupTipType::invite) entry.joined = tip.users;
    if (tip.tip_type == tim::GroupTipType::kick) entry.gone = tip.users;
    if (tip.tip_type == tim::GroupTipType::quit) entry.gone = {tip.op_user};
}

void read_body(const std::string& body, HubEntry& entry) {
    if (entry.kind == "message") {
        entry.number = number_in(body);
        return;
    }
    const auto message = tim::codec::read<tim::MessageData>(body);
    if (!message) return;
    for (const tim::Elem& element : message->elements)
        if (const auto* tip = std::get_if<tim::GroupTipsElem>(&element)) read_tip(*tip, entry);
}

void read_entries(tim::db::Connection& db, std::map<std::int64_t, HubLog>& logs) {
    tim::db::Rows rows = db.query(
        "SELECT log, pos, seq, kind, time, author, msg_id, audience, body FROM entries "
        "ORDER BY log, pos");
    while (rows.next()) {
        HubEntry& entry = logs[rows.get<std::int64_t>(0)].entries.emplace_back();
        entry.pos = rows.get<tim::Position>(1);
        entry.seq = rows.get<std::optional<std::uint64_t>>(2);
        entry.kind = rows.get<std::string>(3);
        entry.time = rows.get<tim::UnixMillis>(4);
        entry.author = rows.get<std::string>(5);
        entry.msg_id = rows.get<std::optional<std::string>>(6).value_or("");
        if (const auto audience = rows.get<std::optional<std::string>>(7)) entry.audience = lines_of(*audience);
        if (entry.kind != "conv") read_body(rows.get<std::string>(8), entry);
    }
}

void read_intervals(tim::db::Connection& db, std::map<std::int64_t, HubLog>& logs) {
    tim::db::Rows rows = db.query("SELECT log, user_id, first_pos, last_pos FROM intervals ORDER BY log, first_pos");
    while (rows.next()) {
        HubLog& log = logs[rows.get<std::int64_t>(0)];
        const auto last = rows.get<std::optional<tim::Position>>(3);
        log.intervals[rows.get<std::string>(1)].push_back({rows.get<tim::Position>(2), last.value_or(log.head), !last});
    }
}

void read_own(tim::db::Connection& db, std::map<std::int64_t, HubLog>& logs) {
    tim::db::Rows reads = db.query("SELECT log, user_id, pos FROM reads");
    while (reads.next()) logs[reads.get<std::int64_t>(0)].read[reads.get<std::string>(1)] = reads.get<tim::Position>(2);
    tim::db::Rows clears = db.query("SELECT log, user_id, pos FROM clears");
    while (clears.next())
        logs[clears.get<std::int64_t>(0)].cleared[clears.get<std::string>(1)] = clears.get<tim::Position>(2);
    tim::db::Rows removals = db.query("SELECT log, user_id, pos FROM removals");
    while (removals.next())
        logs[removals.get<std::int64_t>(0)].taken_away[removals.get<std::string>(1)].insert(
            removals.get<tim::Position>(2));
}

/// By the hub's own operation.
void ask_unread(tim::db::Connection& db, HubLog& log) {
    const tim::hub::HubOptions options;
    tim::test::SeededRandom random(1);
    std::vector<tim::hub::Event> events;
    tim::hub::Tx tx{db, options, random, 0, events};
    tim::wire::Unread query;
    query.log = log.id;
    for (const auto& [user, intervals] : log.intervals) {
        const tim::hub::Answer answer = tim::hub::unread_operation(tx, {user, "", 0, 0}, tim::codec::to_json(query));
        if (answer.failure.code) continue;
        log.unread[user] = tim::codec::read<tim::wire::Unread>(answer.body)->count;
    }
}

tim::Position mark_of(const std::map<std::string, tim::Position>& marks, const std::string& user) {
    const auto found = marks.find(user);
    return found == marks.end() ? 0 : found->second;
}

}  // namespace

bool HubLog::is_gone(const HubEntry& entry, const std::string& user) const {
    if (entry.pos <= mark_of(cleared, user)) return true;
    const auto found = taken_away.find(user);
    return found != taken_away.end() && found->second.contains(entry.pos);
}

tim::Position HubLog::read_by(const std::string& user) const {
    return std::max(mark_of(read, user), mark_of(cleared, user));
}

bool HubLog::concerns(const std::string& user) const {
    if (kind == Kind::user) return owner == user;
    return intervals.contains(user);
}

bool HubLog::shows(const HubEntry& entry, const std::string& user) const {
    if (kind == Kind::user) return owner == user;
    if (entry.audience && std::find(entry.audience->begin(), entry.audience->end(), user) == entry.audience->end())
        return false;
    if (kind == Kind::pair) return owner == user || other == user;
    const auto found = intervals.find(user);
    if (found == intervals.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const Interval& interval) {
        return interval.first <= entry.pos && entry.pos <= interval.last;
    });
}

tim::ConvKey HubLog::conversation_of(const std::string& user) const {
    if (kind == Kind::group) return {tim::ConvType::group, owner};
    if (kind == Kind::user) return {tim::ConvType::system, ""};
    return {tim::ConvType::c2c, owner == user ? other : owner};
}

std::vector<HubLog> read_hub(tim::db::OpenOptions database) {
    tim::db::Connection db(database.on_any_thread(), tim::hub::hub_schema());
    std::map<std::int64_t, HubLog> logs;
    tim::db::Rows rows = db.query(
        "SELECT l.key, l.id, l.kind, l.owner, l.other, l.head, l.last_seq, g.type FROM logs l "
        "LEFT JOIN chat_groups g ON g.log = l.key");
    while (rows.next()) {
        HubLog& log = logs[rows.get<std::int64_t>(0)];
        log.id = rows.get<std::string>(1);
        log.kind = rows.get<HubLog::Kind>(2);
        log.owner = rows.get<std::string>(3);
        log.other = rows.get<std::string>(4);
        log.head = rows.get<tim::Position>(5);
        log.last_seq = rows.get<std::uint64_t>(6);
        log.group_type = rows.get<std::optional<int>>(7);
    }
    read_intervals(db, logs);
    read_entries(db, logs);
    read_own(db, logs);
    std::vector<HubLog> list;
    for (auto& [key, log] : logs) {
        if (log.kind != HubLog::Kind::user) ask_unread(db, log);
        list.push_back(std::move(log));
    }
    return list;
}

}  // namespace sim
