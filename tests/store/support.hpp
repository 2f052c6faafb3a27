#pragma once

#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tim/codec/write.hpp"
#include "tim/db/connection.hpp"
#include "tim/db/error.hpp"
#include "tim/db/thread_check.hpp"
#include "tim/store/detail/schema.hpp"
#include "tim/store/store.hpp"
#include "tim/wire/tables.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tim::store::test {

using tim::test::SeededRandom;

/// The store of "alice", on a thread that may block. `reopen` closes it and opens it again.
class Device {
public:
    explicit Device(StoreOptions options = {}, std::string user = "alice")
        : options_(std::move(options)), user_(std::move(user)), store_(open()) {}

    Store* operator->() { return store_.get(); }
    Store& store() { return *store_; }

    void close() { store_.reset(); }
    void reopen() {
        close();
        store_ = open();
    }

private:
    std::unique_ptr<Store> open() { return std::make_unique<Store>(options_, user_, random_); }

    db::BlockingAllowed allowed_;
    SeededRandom random_{7};
    StoreOptions options_;
    std::string user_;
    std::unique_ptr<Store> store_;
};

/// Newest first, older than the message with that id.
inline std::vector<MessageData> newest_of(Device& device, const ConvKey& conv, std::size_t count,
                                          std::string older_than = {}) {
    HistoryRead wanted(conv, count);
    wanted.after = std::move(older_than);
    return device->history(wanted).messages;
}

/// Notes one acknowledgement; the message as the store then has it.
inline Updated note_delivered(Device& device, const ConvKey& conv, const std::string& id, const wire::Sent& sent) {
    Delivered noted = device->delivered(std::array{Delivery(conv, id, sent)});
    Updated updated;
    updated.changes = std::move(noted.changes);
    for (MessageData& message : device->find(std::array{id}))
        if (message.conv_type == conv.type && message.conv_id == conv.id) updated.message = std::move(message);
    if (noted.known[0] && *noted.known[0] != updated.message) throw std::logic_error("another message than is stored");
    return updated;
}

inline StoreOptions in_folder(const tim::test::TemporaryDirectory& folder) {
    const std::u8string path = folder.path().u8string();
    return StoreOptions(std::string(path.begin(), path.end()));
}

/// The names in these tests.
inline const ConvKey bob(ConvType::c2c, "bob");
inline const ConvKey team(ConvType::group, "team");
inline const ConvKey notices(ConvType::system, "");
inline constexpr std::string_view user_log = "log-of-alice";
inline constexpr std::string_view bob_log = "log-with-bob";
inline constexpr std::string_view team_log = "log-of-team";

inline std::string text_body(std::string_view text) {
    MessageData data;
    data.elements.push_back(TextElem(std::string(text)));
    return codec::to_json(data);
}

/// When the hub got what stands at a position.
inline UnixMillis time_of(Position pos) { return 1'700'000'000'000 + static_cast<UnixMillis>(pos) * 1000; }

inline wire::Entry entry(Position pos, std::string kind, std::string from, std::string id, std::string body) {
    wire::Entry entry;
    entry.pos = pos;
    entry.kind = std::move(kind);
    entry.time = time_of(pos);
    entry.seq = pos;
    entry.from = std::move(from);
    entry.id = std::move(id);
    entry.version = 1;
    entry.body = RawJson(std::move(body));
    return entry;
}

/// A text message whose id and text follow from its author and number.
inline wire::Entry message(Position pos, const std::string& from = "bob") {
    const std::string id = from + "-1700000000-" + std::to_string(pos);
    return entry(pos, "message", from, id, text_body("text " + std::to_string(pos)));
}

inline wire::Entry conv(Position pos, const ConvKey& name, std::string_view log, Position start = 1,
                        Position gone_at = 0) {
    wire::ConvChange change;
    change.conv_type = name.type;
    change.conv_id = name.id;
    change.log = log;
    change.start = start;
    change.end = gone_at;
    change.gone = gone_at != 0;
    return entry(pos, "conv", std::string(system_sender), "", codec::to_json(change));
}

/// What concerns alice alone, as her log tells it; a pair's own log tells `read` of both.
inline wire::Entry read_entry(Position pos, std::string_view log, Position to, std::string from = "alice") {
    wire::ReadMark mark;
    mark.log = log;
    mark.pos = to;
    return entry(pos, "read", std::move(from), "", codec::to_json(mark));
}

inline wire::Entry removed_entry(Position pos, std::string_view log, std::vector<Position> positions) {
    wire::Removal removal;
    removal.log = log;
    removal.positions = std::move(positions);
    return entry(pos, "removed", "alice", "", codec::to_json(removal));
}

inline wire::Entry cleared_entry(Position pos, std::string_view log, Position to, bool hide = false) {
    wire::Clear clear;
    clear.log = log;
    clear.pos = to;
    clear.hide = hide;
    return entry(pos, "cleared", "alice", "", codec::to_json(clear));
}

inline wire::Entry settings_entry(Position pos, const ConvKey& name, bool pinned,
                                  ReceiveMessageOpt option = ReceiveMessageOpt::receive) {
    wire::Settings settings;
    settings.conv_type = name.type;
    settings.conv_id = name.id;
    settings.pinned = pinned;
    settings.recv_opt = option;
    return entry(pos, "settings", "alice", "", codec::to_json(settings));
}

inline Batch answer(std::string_view log, Position from, Position to, std::vector<wire::Entry> entries,
                    Position head = 0) {
    Batch batch;
    batch.range.log = log;
    batch.range.from = from;
    batch.range.to = to;
    batch.range.head = head != 0 ? head : to;
    batch.range.entries = std::move(entries);
    return batch;
}

/// Messages of bob at each position of the range.
inline Batch messages_of_bob(Position from, Position to, Position head = 0) {
    std::vector<wire::Entry> entries;
    for (Position pos = from; pos <= to; ++pos) entries.push_back(message(pos));
    return answer(bob_log, from, to, std::move(entries), head);
}

/// The same as the answer to "the newest page first": what is missing below is history.
inline Batch newest_of_bob(Position from, Position to) {
    Batch batch = messages_of_bob(from, to);
    batch.skips_to_newest = true;
    return batch;
}

inline Applied apply(Device& device, const Batch& batch) { return device->apply(std::span(&batch, 1)); }

/// One entry of alice's own log.
inline Applied apply_own(Device& device, wire::Entry one) {
    const Position pos = one.pos;
    return apply(device, answer(user_log, pos, pos, {std::move(one)}));
}

/// One entry of the log with bob.
inline Applied apply_bobs(Device& device, wire::Entry one) {
    const Position pos = one.pos;
    return apply(device, answer(bob_log, pos, pos, {std::move(one)}));
}

inline wire::Head head(const ConvKey& name, std::string_view log, Position newest, Position start = 1) {
    wire::Head head;
    head.conv_type = name.type;
    head.conv_id = name.id;
    head.log = log;
    head.head = newest;
    head.start = start;
    return head;
}

inline Applied learn(Device& device, const wire::Head& head) { return device->learn(std::span(&head, 1)); }

/// Logged in at a hub of this epoch, with the conversation with bob known from position 1 of the user's log.
inline void log_in(Device& device, std::string_view epoch = "epoch") {
    device->greet(epoch, user_log, 1);
    apply(device, answer(user_log, 1, 1, {conv(1, bob, bob_log)}));
}

inline MessageData outgoing(const std::string& id, const ConvKey& to = bob, std::string_view text = "mine") {
    MessageData data;
    data.elements.push_back(TextElem(std::string(text)));
    data.conv_type = to.type;
    data.conv_id = to.id;
    data.sender = "alice";
    data.msg_id = id;
    data.client_time = 1'700'000'000;
    return data;
}

inline wire::Sent sent(std::string_view log, Position pos) {
    wire::Sent sent;
    sent.log = log;
    sent.pos = pos;
    sent.seq = pos;
    sent.time = time_of(pos);
    sent.version = 1;
    return sent;
}

inline std::string text_of(const MessageData& message) {
    if (message.elements.empty()) return {};
    const auto* text = std::get_if<TextElem>(&message.elements.front());
    return text ? text->content : std::string();
}

inline std::vector<std::string> ids_of(const std::vector<MessageData>& messages) {
    std::vector<std::string> ids;
    for (const MessageData& message : messages) ids.push_back(message.msg_id);
    return ids;
}

inline std::vector<std::string> ids_of(const std::vector<News>& news) {
    std::vector<std::string> ids;
    for (const News& one : news) ids.push_back(one.message.msg_id);
    return ids;
}

/// Ids of bob's messages: `bob_ids({3, 2, 1})`.
inline std::vector<std::string> bob_ids(const std::vector<Position>& positions) {
    std::vector<std::string> ids;
    for (const Position pos : positions) ids.push_back(message(pos).id);
    return ids;
}

/// Ids of a conversation's whole history, newest first.
inline std::vector<std::string> history(Device& device, const ConvKey& conv = bob) {
    return ids_of(newest_of(device, conv, 1'000'000));
}

inline std::optional<MessageData> find_one(Device& device, const std::string& id) {
    std::vector<MessageData> found = device->find(std::span(&id, 1));
    if (found.size() != 1) return std::nullopt;
    return std::move(found.front());
}

/// 0 also for a conversation that is not listed.
inline std::uint64_t unread(Device& device, const ConvKey& conv = bob) {
    const std::optional<ConvInfo> info = device->conversation(conv);
    return info ? info->unread_num : 0;
}

/// The database of alice as that version made it, with the device "the device" and bob's conversation as number 1.
inline db::Connection made_by_version(std::size_t version, const tim::test::TemporaryDirectory& folder) {
    const db::Schema old{store::detail::schema.application_id, "local message database",
                         std::span(store::detail::migrations).first(version)};
    db::Connection made(db::OpenOptions::file(folder.file(u8"616c696365.db")).on_any_thread(), old);
    made.run("INSERT INTO device(user_id, id) VALUES('alice', 'the device')");
    made.run("INSERT INTO conversations(key, type, id) VALUES(1, 1, 'bob')");
    return made;
}

inline std::vector<std::string> all_news(Device& device) { return ids_of(device->news(0, 1'000'000)); }

inline LogState log_state(Device& device, std::string_view log = bob_log) {
    for (LogState& state : device->state().logs)
        if (state.log == log) return std::move(state);
    return {};
}

inline std::vector<Range> held(Device& device, std::string_view log = bob_log) {
    return log_state(device, log).held.ranges();
}

/// Runs `work` and returns the error that it threw.
template <class Work>
std::optional<db::DbError> error_of(Work work) {
    try {
        work();
        return std::nullopt;
    } catch (const db::DbError& error) {
        return error;
    }
}

}  // namespace tim::store::test
