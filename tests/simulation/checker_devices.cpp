#include "tests/simulation/checker.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace sim {
namespace {

bool is_shown(const HubEntry& entry) {
    return entry.kind == "message" || entry.kind == "tip" || entry.kind == "notice";
}

/// The position up to which the user sees the log, and the one from which on.
std::pair<tim::Position, tim::Position> bounds(const HubLog& log, const std::string& user) {
    if (log.kind != HubLog::Kind::group) return {1, log.head};
    const auto& intervals = log.intervals.at(user);
    return {intervals.front().first, intervals.back().last};
}

}  // namespace

void Checker::devices_hold_all() {
    for (const DeviceEnd& device : remains_.devices) {
        if (!device.in_step) continue;
        for (const HubLog& log : remains_.hub)
            if (log.concerns(device.user) && log.head > 0) holds(device, log);
    }
}

void Checker::holds(const DeviceEnd& device, const HubLog& log) {
    const auto found = device.reading.find(log.conversation_of(device.user));
    if (found == device.reading.end() || found->second.id != log.id)
        return wrong(device.name, " does not know ", name(log));
    const HeldLog& held = found->second;
    const auto [first, last] = bounds(log, device.user);
    if (const auto hole = held.held.newest_hole({first, last}))
        wrong(device.name, " lacks ", std::to_string(hole->from), "-", std::to_string(hole->to), " of ", name(log));
    std::map<tim::Position, const HeldMessage*> there;
    for (const HeldMessage& message : held.messages)
        if (message.in_log && message.pos > 0) there[message.pos] = &message;
    for (const HubEntry& entry : log.entries) {
        const auto message = there.find(entry.pos);
        const bool gone = is_shown(entry) && log.is_gone(entry, device.user);
        const bool expected = is_shown(entry) && log.shows(entry, device.user) && !gone;
        const std::string where = "position " + std::to_string(entry.pos) + " of " + name(log);
        if (expected && message == there.end()) {
            wrong(device.name, " lacks the message at ", where);
        } else if (gone && message != there.end()) {
            if (message->second->status != tim::MsgStatus::deleted)
                wrong(device.name, " holds ", where, ", which is gone");
        } else if (!expected && message != there.end()) {
            wrong(device.name, " holds ", where, ", which is not for ", device.user);
        } else if (expected) {
            const HeldMessage& held_message = *message->second;
            // A restored hub may have forgotten that it was removed, which the device has not.
            if (held_message.status == tim::MsgStatus::deleted && !history_.restorings.empty()) {
                there.erase(message);
                continue;
            }
            const bool same = held_message.msg_id == entry.msg_id && held_message.seq == entry.seq.value_or(0) &&
                              held_message.sender == entry.author && held_message.number == entry.number &&
                              held_message.status == tim::MsgStatus::send_succ;
            if (!same) wrong(device.name, " holds another message at ", where);
        }
        if (message != there.end()) there.erase(message);
    }
    for (const auto& [pos, message] : there)
        wrong(device.name, " holds position ", std::to_string(pos), " of ", name(log), ", which the hub lacks");
}

// What stands outside of the logs: own sends that failed, and what a restored hub has lost.
void Checker::devices_hold_no_more() {
    for (std::size_t index = 0; index < remains_.devices.size(); ++index) {
        const DeviceEnd& device = remains_.devices[index];
        if (!device.in_step) continue;
        for (const auto& [conv, log] : device.reading) {
            std::set<std::string> ids;
            for (const HeldMessage& message : log.messages) {
                if (message.status == tim::MsgStatus::deleted) continue;
                if (!ids.insert(message.msg_id).second)
                    wrong(device.name, " holds ", message.msg_id, " twice in ", conv.id);
                if (message.in_log) continue;
                const Sent* const sent = message.number ? &history_.sends[*message.number] : nullptr;
                const bool own = sent && sent->device == index;
                if (!own && history_.restorings.empty())
                    wrong(device.name, " holds ", message.msg_id, " in ", conv.id, " outside of its log");
                if (own && message.status == tim::MsgStatus::send_succ && history_.restorings.empty())
                    wrong(device.name, " holds ", name(*sent), " as delivered, outside of its log");
                const bool failed =
                    message.status == tim::MsgStatus::send_fail || message.status == tim::MsgStatus::cancel;
                if (own && failed && !places_[sent->number].empty())
                    wrong(name(*sent), " has failed for its device and is in the log");
            }
        }
    }
}

// Every send has an end that its device knows; it told of it if the call had ended before.
void Checker::sends_were_settled() {
    for (std::size_t index = 0; index < remains_.devices.size(); ++index) {
        const DeviceEnd& device = remains_.devices[index];
        if (!device.in_step) continue;
        std::set<std::size_t> held;
        for (const auto& [conv, log] : device.reading)
            for (const HeldMessage& message : log.messages) {
                if (!message.number) continue;
                held.insert(*message.number);
                // A disk that fails may have kept what it refused to; the next login of its device will tell.
                constexpr int disk_failed = 6022;
                if (message.status == tim::MsgStatus::sending && history_.sends[*message.number].code != disk_failed)
                    wrong(name(history_.sends[*message.number]), " is being sent for ever");
            }
        for (const Sent& sent : history_.sends) {
            const bool ended_open =
                sent.device == index && sent.visit == device.visit && sent.outcome == Outcome::failed;
            if (ended_open && !places_[sent.number].empty() && sent.settled.empty())
                wrong(name(sent), " ended with ", std::to_string(sent.code), ", is in the log, and nobody was told");
            // Refused before it was noted when nobody is logged in, or the client is closed.
            constexpr int aborted = 125;
            const bool noted = sent.outcome != Outcome::vanished && sent.code != 6014 && sent.code != aborted;
            const bool must_be_held = sent.device == index && sent.durable && noted &&
                                      !history_.forgetful.contains(device.name) &&
                                      !history_.tidied.contains({device.user, sent.conv});
            if (must_be_held && !held.contains(sent.number)) wrong(name(sent), " has vanished from its device");
        }
    }
}

void Checker::shown_in_order_once() {
    struct Reader {
        unsigned begin = 0;
        Millis at = 0;
        std::map<tim::ConvKey, std::uint64_t> last_seq;
        std::set<std::pair<tim::ConvKey, std::string>> shown;
    };
    std::map<std::size_t, Reader> readers;
    for (const Received& received : history_.received) {
        if (received.seq == 0 && received.conv.type != tim::ConvType::system) continue;
        const std::string who = remains_.devices[received.device].name;
        // Where its disk refused to note what was shown, a login shows it again, as a new life of the program does.
        const unsigned begin = history_.forgetful.contains(who) ? received.visit : received.life;
        Reader& reader = readers[received.device];
        if (std::exchange(reader.begin, begin) != begin) reader = Reader{begin, 0, {}, {}};
        const bool was_reset = std::any_of(history_.resets.begin(), history_.resets.end(), [&](const ResetTold& told) {
            return told.device == received.device && told.at >= reader.at && told.at <= received.at;
        });
        if (was_reset) reader.last_seq.clear();
        reader.at = received.at;
        // What a restored hub does not know to be cleared comes anew.
        const bool comes_anew = !history_.restorings.empty() &&
                                history_.tidied.contains({remains_.devices[received.device].user, received.conv});
        if (!reader.shown.emplace(received.conv, received.msg_id).second && !comes_anew)
            wrong(who, " was shown ", received.msg_id, " '", received.text, "' twice");
        std::uint64_t& last = reader.last_seq[received.conv];
        if (received.conv.type != tim::ConvType::system && received.seq <= last)
            wrong(who, " was shown ", received.msg_id, " after a later message of ", received.conv.id);
        last = received.seq;
    }
}

// Devices remember it when a restored hub does not.
bool Checker::was_taken_away(const std::string& user, const std::string& msg_id) const {
    return !history_.restorings.empty() &&
           std::any_of(history_.taken_away.begin(), history_.taken_away.end(), [&](const TakenAway& taken) {
               return taken.user == user && std::find(taken.ids.begin(), taken.ids.end(), msg_id) != taken.ids.end();
           });
}

void Checker::shown_completely() {
    std::set<std::tuple<std::size_t, tim::ConvKey, std::string>> shown;
    for (const Received& received : history_.received) shown.emplace(received.device, received.conv, received.msg_id);
    for (std::size_t index = 0; index < remains_.devices.size(); ++index) {
        const DeviceEnd& device = remains_.devices[index];
        if (!device.in_step) continue;
        for (const HubLog& log : remains_.hub)
            for (const HubEntry& entry : log.entries) {
                const bool own = entry.number && history_.sends[*entry.number].device == index;
                if (own || !is_shown(entry) || !log.concerns(device.user) || !log.shows(entry, device.user)) continue;
                if (log.is_gone(entry, device.user) || was_taken_away(device.user, entry.msg_id)) continue;
                if (!shown.contains({index, log.conversation_of(device.user), entry.msg_id}))
                    wrong(device.name, " was never shown position ", std::to_string(entry.pos), " of ", name(log));
            }
    }
}

void Checker::nobody_saw_what_was_not_for_him() {
    for (const Received& received : history_.received)
        if (const auto number = number_of(received.text))
            sees(received.device, *number, received.conv, received.at, "was shown");
    for (std::size_t index = 0; index < remains_.devices.size(); ++index)
        for (const auto& [conv, log] : remains_.devices[index].reading)
            for (const HeldMessage& message : log.messages)
                if (message.number) sees(index, *message.number, conv, 0, "holds");
}

void Checker::sees(std::size_t index, std::size_t number, const tim::ConvKey& conv, Millis since, const char* how) {
    const DeviceEnd& device = remains_.devices[index];
    const Sent& sent = history_.sends[number];
    const std::string& sender = remains_.devices[sent.device].user;
    const bool own = sender == device.user;
    const tim::ConvKey expected =
        own || sent.conv.type == tim::ConvType::group ? sent.conv : tim::ConvKey(tim::ConvType::c2c, sender);
    bool meant = own || sent.conv.type == tim::ConvType::group || sent.conv.id == device.user;
    if (!own && !sent.only_to.empty())
        meant = std::find(sent.only_to.begin(), sent.only_to.end(), device.user) != sent.only_to.end();
    // What a restored hub does not know any more may have shown it before.
    const bool was_member = !history_.restorings.empty() && since <= history_.restorings.back().restored;
    for (const Place& place : places_[number])
        if (!was_member && sent.device != index && !place.log->shows(*place.entry, device.user)) meant = false;
    if (!meant || conv != expected) wrong(device.name, " ", how, " ", name(sent), ", in ", conv.id);
}

// Who held something of a hub whose disk was put back, and lives on, has told so.
void Checker::restoring_was_told() {
    for (const Restoring& restoring : history_.restorings)
        for (const Life& life : history_.lives) {
            const DeviceEnd& device = remains_.devices[life.device];
            const bool logged_in = std::any_of(history_.asked.begin(), history_.asked.end(), [&](const Asked& asked) {
                return asked.device == life.device && asked.what == "login" && asked.outcome == Outcome::done &&
                       asked.ended >= life.begin && asked.ended < restoring.saved;
            });
            if (life.end || !device.in_step || !logged_in) continue;
            const bool told = std::any_of(history_.resets.begin(), history_.resets.end(), [&](const ResetTold& reset) {
                return reset.device == life.device && reset.at >= restoring.restored && reset.conversations.empty();
            });
            if (!told) wrong(device.name, " never told that the hub was restored");
        }
}

void Checker::histories_show_what_is_held() {
    for (const DeviceEnd& device : remains_.devices)
        for (const auto& [conv, shown] : device.histories) {
            std::vector<std::string> held;
            const auto found = device.reading.find(conv);
            if (found != device.reading.end())
                for (const HeldMessage& message : found->second.messages)
                    if (message.status != tim::MsgStatus::deleted) held.push_back(message.msg_id);
            if (shown.ids != held) wrong(device.name, " shows another history of ", conv.id, " than it holds");
            if (shown.upwards != held) wrong(device.name, " shows another history of ", conv.id, " upwards");
            std::reverse(held.begin(), held.end());
            if (shown.paged != held) wrong(device.name, " shows another history of ", conv.id, " by pages");
            for (const auto& [word, part] : sought) {
                const auto scanned = std::count_if(
                    shown.texts.begin(), shown.texts.end(),
                    [part = part](const std::string& text) { return text.find(part) != std::string::npos; });
                const auto found_here = shown.found.find(word);
                if (found_here == shown.found.end() || found_here->second != static_cast<std::size_t>(scanned))
                    wrong(device.name, " does not find the ", std::to_string(scanned), " messages in ", conv.id,
                          " with '", word, "'");
            }
        }
}

// What a restored hub does not know any more it can take away from nobody.
void Checker::taken_away_stays_gone() {
    std::set<std::string> known;
    for (const HubLog& log : remains_.hub)
        for (const HubEntry& entry : log.entries) known.insert(entry.msg_id);
    for (const TakenAway& taken : history_.taken_away) {
        if (may_be_lost(taken.called, taken.ended)) continue;
        std::set<std::string> ids(taken.ids.begin(), taken.ids.end());
        std::erase_if(ids, [&](const std::string& id) { return !known.contains(id); });
        for (const DeviceEnd& device : remains_.devices) {
            const auto held = device.reading.find(taken.conv);
            if (!device.in_step || device.user != taken.user || held == device.reading.end()) continue;
            for (const HeldMessage& message : held->second.messages)
                if (ids.contains(message.msg_id) && message.status != tim::MsgStatus::deleted)
                    wrong(device.name, " holds ", message.msg_id, " in ", taken.conv.id, ", which was taken away");
        }
    }
}

// Also by calls that ended without an answer.
void Checker::only_what_was_named_is_gone() {
    for (const HubLog& log : remains_.hub) {
        if (log.kind == HubLog::Kind::user) continue;
        for (const auto& [user, positions] : log.taken_away) {
            const auto named = history_.named.find({user, log.conversation_of(user)});
            for (const HubEntry& entry : log.entries)
                if (positions.contains(entry.pos) &&
                    (named == history_.named.end() || !named->second.contains(entry.msg_id)))
                    wrong("position ", std::to_string(entry.pos), " of ", name(log), " is gone, which ", user,
                          " never named");
        }
        for (const auto& [user, mark] : log.cleared)
            if (!history_.cleared.contains({user, log.conversation_of(user)}))
                wrong(name(log), " is cleared, which ", user, " never did");
    }
}

/// One by one, from what was sent: what went to some members only does not count, nor does anything in a meeting.
std::uint64_t Checker::unread(const HubLog& log, const std::string& user) const {
    if (log.group_type == static_cast<int>(tim::GroupType::meeting)) return 0;
    return static_cast<std::uint64_t>(std::count_if(log.entries.begin(), log.entries.end(), [&](const HubEntry& entry) {
        return entry.kind == "message" && entry.pos > log.read_by(user) && entry.author != user &&
               history_.sends[entry.number.value()].only_to.empty() && log.shows(entry, user) &&
               !log.is_gone(entry, user);
    }));
}

void Checker::unread_is_what_the_hub_counts() {
    for (const HubLog& log : remains_.hub)
        for (const auto& [user, intervals] : log.intervals) {
            const auto told = log.unread.find(user);
            if (log.kind == HubLog::Kind::user || !log.concerns(user)) continue;
            if (told == log.unread.end() || told->second != unread(log, user))
                wrong("the hub does not count the ", std::to_string(unread(log, user)), " unread messages of ", user,
                      " in ", name(log));
        }

    for (const DeviceEnd& device : remains_.devices)
        for (const HubLog& log : remains_.hub) {
            if (log.kind == HubLog::Kind::user || !log.concerns(device.user)) continue;
            const auto shown = device.histories.find(log.conversation_of(device.user));
            if (shown == device.histories.end()) continue;
            if (!history_.restorings.empty() && history_.tidied.contains({device.user, shown->first})) continue;
            const std::uint64_t counted = unread(log, device.user);
            if (shown->second.unread.value_or(0) != counted)
                wrong(device.name, " has ", std::to_string(shown->second.unread.value_or(0)), " unread messages in ",
                      name(log), ", there are ", std::to_string(counted));
        }
}

}  // namespace sim
