#pragma once

#include "tests/hub/group_rig.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tim::hub::test {

/// What users read, remove, clear and set up, asked as JSON of the real storage. Alice and bob have a log.
struct OwnRig : GroupRig {
    explicit OwnRig(HubOptions options = {}) : GroupRig(std::move(options)), pair(open_with("alice", "bob")) {}

    std::string open_with(const std::string& user, const std::string& peer) {
        return rig.open_pair(caller(user), peer);
    }
    std::string own_log(const std::string& user) {
        std::string id;
        rig.work([&](Tx& tx) { id = ensure_user(tx, user).id; });
        return id;
    }

    /// Sends a text; `rest` are further keys of the message, with a comma in front. Returns its position.
    Position send(const std::string& user, const ConvKey& conv, const std::string& log, const std::string& rest = "") {
        rig.clock.steady += 1000;
        wire::Send body;
        body.conv_type = conv.type;
        body.conv_id = conv.id;
        body.log = log;
        body.n = ++sent[user + log];
        body.message = RawJson(R"({"message_elem_array":[{"elem_type":0,"text_elem_content":"secret words"}],)"
                               R"("message_msg_id":")" +
                               user + "-1-" + std::to_string(body.n) + '"' + rest + "}");
        return get<wire::Sent>(user, "send", body).pos;
    }
    /// From alice to bob, or from bob to alice.
    Position write(const std::string& user, const std::string& rest = "") {
        return send(user, ConvKey(ConvType::c2c, user == "alice" ? "bob" : "alice"), pair, rest);
    }
    void write_many(const std::string& user, int count) {
        for (int i = 0; i < count; ++i) write(user);
    }
    Position post(const std::string& user, const std::string& group, const std::string& rest = "") {
        return send(user, ConvKey(ConvType::group, group), group_log(group), rest);
    }

    static wire::ReadMark mark(const std::string& log, Position position) {
        wire::ReadMark made;
        made.log = log;
        made.pos = position;
        return made;
    }
    /// The mark that stands then.
    Position read(const std::string& user, const std::string& log, Position position) {
        return get<wire::ReadMark>(user, "read", mark(log, position)).pos;
    }
    static wire::Removal removal(const std::string& log, std::vector<Position> positions) {
        wire::Removal made;
        made.log = log;
        made.positions = std::move(positions);
        return made;
    }
    /// A second after whatever was before; the code.
    int remove(const std::string& user, const std::string& log, std::vector<Position> positions) {
        rig.clock.pass(1000);
        return code(user, "remove", removal(log, std::move(positions)));
    }
    static wire::Clear clearing(const std::string& log, Position position, bool hide = false) {
        wire::Clear made;
        made.log = log;
        made.pos = position;
        made.hide = hide;
        return made;
    }
    wire::Clear clear(const std::string& user, const std::string& log, Position position, bool hide = false) {
        return get<wire::Clear>(user, "clear", clearing(log, position, hide));
    }
    static wire::SettingsChange settings(const ConvKey& conv, bool pinned, std::uint32_t option = 0) {
        wire::SettingsChange made;
        made.conv_type = conv.type;
        made.conv_id = conv.id;
        made.pinned = pinned;
        made.recv_opt = static_cast<ReceiveMessageOpt>(option);
        return made;
    }
    static wire::Unread asking(const std::string& log) {
        wire::Unread made;
        made.log = log;
        return made;
    }
    std::uint64_t unread(const std::string& user, const std::string& log) {
        return get<wire::Unread>(user, "unread", asking(log)).count;
    }

    /// An answer about a range as text: its bounds, its head, and the positions that have an entry.
    std::string seen(const std::string& user, const wire::SyncQuery& query) {
        const auto range = get<wire::EntryRange>(user, "sync", query);
        std::string text =
            std::to_string(range.from) + "-" + std::to_string(range.to) + "/" + std::to_string(range.head) + ":";
        for (const wire::Entry& entry : range.entries) text += " " + std::to_string(entry.pos);
        return text;
    }
    std::string seen(const std::string& user, const std::string& log) { return seen(user, page(log)); }
    static wire::SyncQuery page(const std::string& log, Position from = 1, Position to = 0, bool newest = false,
                                std::uint32_t count = 200) {
        wire::SyncQuery query;
        query.log = log;
        query.from = from;
        query.to = to;
        query.newest = newest;
        query.count = count;
        return query;
    }
    /// Bodies of entries of this kind in a log, as the user gets them.
    std::vector<std::string> bodies(const std::string& user, const std::string& log, const std::string& kind) {
        std::vector<std::string> found;
        for (const wire::Entry& entry : sync(user, log).entries)
            if (entry.kind == kind) found.push_back(entry.body.text());
        return found;
    }
    std::vector<std::string> own(const std::string& user, const std::string& kind) {
        return bodies(user, own_log(user), kind);
    }
    wire::Head head_of(const std::string& user, const std::string& log) {
        for (const wire::Head& head : get<wire::Heads>(user, "heads", wire::HeadsQuery()).heads)
            if (head.log == log) return head;
        return wire::Head();
    }
    Position head(const std::string& log) {
        Position found = 0;
        rig.work([&](Tx& tx) { found = find_log(tx, log).value().head; });
        return found;
    }

    std::map<std::string, std::uint64_t> sent;
    std::string pair;
};

}  // namespace tim::hub::test
