#include "tests/simulation/checker.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace sim {
namespace {

constexpr Millis longest_operation = 60'000;

// Codes that end a call without saying what becomes of the message: deadline, no connection, cancelled, logged out.
bool leaves_open(int code) {
    constexpr int open[] = {6012, 9523, 125, 995, 6014, 6206, 6208, 7010, 6022};
    return std::find(std::begin(open), std::end(open), code) != std::end(open);
}

// A refused login ends the calls of durable messages with its code; they go on waiting.
bool was_refused(const Sent& sent) {
    constexpr int of_logins[] = {70001, 20005};
    const bool waits =
        sent.durable && std::find(std::begin(of_logins), std::end(of_logins), sent.code) != std::end(of_logins);
    return sent.outcome == Outcome::failed && !leaves_open(sent.code) && !waits;
}

bool is_among(const std::vector<std::string>& users, const std::string& user) {
    return std::find(users.begin(), users.end(), user) != users.end();
}

}  // namespace

Checker::Checker(const Remains& remains)
    : remains_(remains), history_(remains.history), places_(remains.history.sends.size()) {
    for (const HubLog& log : remains_.hub)
        for (const HubEntry& entry : log.entries)
            if (entry.number && *entry.number < places_.size()) places_[*entry.number].push_back({&log, &entry});
}

std::vector<std::string> Checker::check() {
    findings_ = history_.complaints;
    logs_are_dense();
    sends_are_in_their_log_once();
    acknowledged_is_kept();
    refused_never_appears();
    settled_was_true();
    ephemeral_left_no_trace();
    order_is_that_of_the_calls();
    memberships_follow_tips();
    operations_ended();
    devices_hold_all();
    devices_hold_no_more();
    sends_were_settled();
    shown_in_order_once();
    shown_completely();
    nobody_saw_what_was_not_for_him();
    restoring_was_told();
    histories_show_what_is_held();
    taken_away_stays_gone();
    only_what_was_named_is_gone();
    unread_is_what_the_hub_counts();
    return std::move(findings_);
}

bool Checker::may_be_lost(Millis called, Millis done) const {
    return std::any_of(history_.restorings.begin(), history_.restorings.end(), [&](const Restoring& restoring) {
        return called <= restoring.restored && done >= restoring.saved;
    });
}

bool Checker::may_be_forgotten(const Sent& sent, Millis told) const {
    return std::any_of(history_.lapses.begin(), history_.lapses.end(),
                       [&](const Lapse& lapse) { return lapse.device == sent.device && lapse.at >= told; });
}

bool Checker::may_be_sent_anew(const Sent& sent) const {
    return sent.outcome == Outcome::done && may_be_lost(sent.called, sent.ended) && may_be_forgotten(sent, sent.ended);
}

std::string Checker::name(const Sent& sent) const {
    return text_of(sent.number) + " of " + remains_.devices[sent.device].name + " to " + sent.conv.id;
}

std::string Checker::name(const HubLog& log) {
    return "log " + log.id.substr(0, 6) + " of " + log.owner + (log.other.empty() ? "" : " and " + log.other);
}

void Checker::logs_are_dense() {
    for (const HubLog& log : remains_.hub) {
        tim::Position pos = 0;
        std::uint64_t seq = 0;
        tim::UnixMillis time = 0;
        for (const HubEntry& entry : log.entries) {
            if (entry.pos != ++pos) return wrong(name(log), ": position ", std::to_string(pos), " is missing");
            if (entry.seq && *entry.seq != ++seq) wrong(name(log), ": seq ", std::to_string(seq), " is missing");
            if (entry.time < time) wrong(name(log), ": time goes back at ", std::to_string(pos));
            time = entry.time;
        }
        if (log.head != pos) wrong(name(log), ": head is ", std::to_string(log.head), ", not ", std::to_string(pos));
        if (log.last_seq != seq) wrong(name(log), ": last seq is ", std::to_string(log.last_seq));
    }
}

void Checker::sends_are_in_their_log_once() {
    for (const Sent& sent : history_.sends) {
        const auto& places = places_[sent.number];
        if (places.size() > 1) wrong(name(sent), " is in the hub's logs ", std::to_string(places.size()), " times");
        const std::string& user = remains_.devices[sent.device].user;
        for (const Place& place : places)
            if (place.log->conversation_of(user) != sent.conv || place.entry->author != user)
                wrong(name(sent), " is in ", name(*place.log));
    }
}

void Checker::acknowledged_is_kept() {
    for (const Sent& sent : history_.sends) {
        if (sent.outcome != Outcome::done || sent.ephemeral) continue;
        const auto& places = places_[sent.number];
        if (places.empty()) {
            if (!may_be_lost(sent.called, sent.ended)) wrong(name(sent), " was acknowledged and is not in the log");
            continue;
        }
        const HubEntry& entry = *places.front().entry;
        const bool same =
            entry.msg_id == sent.msg_id && entry.seq == sent.seq && tim::to_seconds(entry.time) == sent.server_time;
        if (!same && !may_be_sent_anew(sent))
            wrong(name(sent), " was acknowledged as seq ", std::to_string(sent.seq), " but stands at seq ",
                  std::to_string(entry.seq.value_or(0)), " or has another id or time");
    }
}

void Checker::refused_never_appears() {
    for (const Sent& sent : history_.sends) {
        if (was_refused(sent) && !places_[sent.number].empty() && !may_be_forgotten(sent, sent.ended))
            wrong(name(sent), " was refused with ", std::to_string(sent.code), " and is in the log");
    }
}

void Checker::settled_was_true() {
    for (const Sent& sent : history_.sends) {
        const bool there = !places_[sent.number].empty();
        // A device that lost its last commits, or died before it noted what it showed, may tell again.
        unsigned last_visit = sent.outcome == Outcome::done ? sent.visit : 0;
        for (const Settled& settled : sent.settled) {
            if (std::exchange(last_visit, settled.visit) == settled.visit) wrong(name(sent), " was settled twice");
            if (settled.code != 0 && there && !may_be_forgotten(sent, settled.at))
                wrong(name(sent), " was told to have failed and is in the log");
            if (settled.code == 0 && !there && !may_be_lost(sent.called, settled.at))
                wrong(name(sent), " was told to be delivered and is not in the log");
        }
    }
}

void Checker::ephemeral_left_no_trace() {
    for (const Sent& sent : history_.sends) {
        if (!sent.ephemeral) continue;
        if (!places_[sent.number].empty()) wrong(name(sent), " is ephemeral and in the hub's logs");
        for (const DeviceEnd& device : remains_.devices)
            for (const auto& [conv, log] : device.reading)
                for (const HeldMessage& message : log.messages)
                    if (message.number == sent.number) wrong(name(sent), " is ephemeral and held by ", device.name);
    }
    std::map<std::pair<std::size_t, std::size_t>, int> shown;
    for (const Received& received : history_.received)
        if (const auto number = number_of(received.text); number && history_.sends[*number].ephemeral)
            if (++shown[{received.device, *number}] == 2)
                wrong(name(history_.sends[*number]), " came twice to ", remains_.devices[received.device].name);
}

void Checker::order_is_that_of_the_calls() {
    for (const HubLog& log : remains_.hub) {
        std::map<std::size_t, std::size_t> last;  // by device
        for (const HubEntry& entry : log.entries) {
            if (!entry.number || *entry.number >= history_.sends.size()) continue;
            const Sent& sent = history_.sends[*entry.number];
            // It was told to have failed, which its device then forgot.
            if (sent.outcome == Outcome::failed && may_be_forgotten(sent, sent.ended)) continue;
            if (may_be_sent_anew(sent)) continue;
            const auto [place, is_first] = last.emplace(sent.device, *entry.number);
            if (is_first) continue;
            if (*entry.number < place->second) wrong(name(sent), " stands behind ", text_of(place->second));
            place->second = *entry.number;
        }
    }
}

void Checker::memberships_follow_tips() {
    for (const HubLog& log : remains_.hub) {
        if (log.kind != HubLog::Kind::group || !log.group_type) continue;
        const auto type = static_cast<tim::GroupType>(*log.group_type);
        const auto entry_at = [&](tim::Position pos) {
            return pos > 0 && pos <= log.entries.size() ? &log.entries[pos - 1] : nullptr;
        };
        for (const auto& [user, intervals] : log.intervals) {
            tim::Position before = 0;
            for (const HubLog::Interval& interval : intervals) {
                const HubEntry* const first = entry_at(interval.first);
                const HubEntry* const last = entry_at(interval.last);
                const bool sees_history = type != tim::GroupType::public_group;
                if (sees_history && interval.first != before + 1)
                    wrong(name(log), ": ", user, " does not see the history from ", std::to_string(before + 1));
                if (!sees_history && interval.first != 1 && !(first && is_among(first->joined, user)))
                    wrong(name(log), ": ", user, " sees from ", std::to_string(interval.first), ", no tip of joining");
                if (!interval.open && type != tim::GroupType::meeting && !(last && is_among(last->gone, user)))
                    wrong(name(log), ": ", user, " sees up to ", std::to_string(interval.last), ", no tip of leaving");
                before = interval.last;
            }
        }
    }
}

void Checker::operations_ended() {
    const auto look = [&](const auto& operation, const std::string& what) {
        if (operation.outcome == Outcome::pending)
            wrong(what, " has not ended");
        else if (operation.outcome != Outcome::vanished && operation.ended - operation.called > longest_operation)
            wrong(what, " took ", std::to_string(operation.ended - operation.called), " ms");
    };
    for (const Sent& sent : history_.sends) look(sent, name(sent));
    for (const Asked& asked : history_.asked) look(asked, asked.what + " of " + remains_.devices[asked.device].name);
}

}  // namespace sim
