#pragma once

#include "tim/core/ids.hpp"
#include "tim/core/time.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/raw_json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Bodies of the requests, replies and pushes of `docs/protocol.md`, which explains each field. Plain data.
namespace tim::wire {

struct Hello {
    Hello() = default;
    std::uint64_t app_id = 0;
    std::string client;
    std::string device;
    std::uint32_t platform = 0;
    bool resume = false;
    std::string sig;  ///< a secret: this struct is never logged
    std::string user;
    std::uint32_t version = 0;
};

struct Welcome {
    Welcome() = default;
    std::string epoch;
    std::int64_t heartbeat = 0;
    UnixMillis time = 0;
    Position user_head = 0;
    std::string user_log;
    std::uint32_t version = 0;
};

struct Entry {
    Entry() = default;
    Position pos = 0;
    std::string kind;
    UnixMillis time = 0;
    std::uint64_t seq = 0;
    std::string from;
    std::string id;
    std::uint64_t version = 0;
    bool quiet = false;  ///< a message that does not count as unread
    RawJson body;
};

/// The answer about a range of a log: of the positions `from`…`to`, `entries` are all that the reader may see.
struct EntryRange {
    EntryRange() = default;
    std::string log;
    Position from = 0;
    Position to = 0;
    Position head = 0;
    std::vector<Entry> entries;
};

/// Body of a `conv` entry in a user's log.
struct ConvChange {
    ConvChange() = default;
    ConvType conv_type = ConvType::invalid;
    std::string conv_id;
    std::string log;
    Position start = 0;
    Position end = 0;
    bool gone = false;
};

struct Head {
    Head() = default;
    std::string log;
    ConvType conv_type = ConvType::invalid;
    std::string conv_id;
    Position head = 0;
    Position start = 0;
    std::uint64_t n = 0;
    Position read = 0;       ///< what this user has read up to
    Position peer_read = 0;  ///< the same of the other user of a pair
};

struct HeadsQuery {
    HeadsQuery() = default;
    std::string after;
    std::uint32_t count = 500;
};

struct Heads {
    Heads() = default;
    Position as_of = 0;
    std::vector<Head> heads;
    std::string next;
};

struct SyncQuery {
    SyncQuery() = default;
    std::string log;
    Position from = 0;
    Position to = 0;
    std::uint32_t count = 200;
    bool newest = false;
    std::uint64_t seq = 0;  ///< 0: no limit
    UnixMillis time = 0;    ///< 0: no limit
};

struct OpenQuery {
    OpenQuery() = default;
    ConvType conv_type = ConvType::invalid;
    std::string conv_id;
};

struct Opened {
    Opened() = default;
    std::string log;
    Position head = 0;
    Position start = 0;
    std::uint64_t n = 0;
};

struct Send {
    Send() = default;
    ConvType conv_type = ConvType::invalid;
    std::string conv_id;
    std::string log;
    std::uint64_t n = 0;
    RawJson message;
};

/// Takes the place of a `send` whose message is not wanted any more.
struct Cancel {
    Cancel() = default;
    ConvType conv_type = ConvType::invalid;
    std::string conv_id;
    std::string log;
    std::uint64_t n = 0;
    std::string id;
};

struct Sent {
    Sent() = default;
    std::string log;
    Position pos = 0;
    std::uint64_t seq = 0;
    UnixMillis time = 0;
    std::uint64_t version = 0;
};

/// Body of a refused `send` whose `n` was not the next one.
struct OutOfStep {
    OutOfStep() = default;
    std::uint64_t n = 0;
};

struct Pong {
    Pong() = default;
    std::uint64_t mark = 0;
};

/// An ephemeral message; `conv_id` is the receiver or the group.
struct Live {
    Live() = default;
    ConvType conv_type = ConvType::invalid;
    std::string conv_id;
    std::string from;
    UnixMillis time = 0;
    std::string id;
    RawJson message;
};

struct Kicked {
    Kicked() = default;
    std::uint32_t platform = 0;
};

/// Request `read` and its reply, body of a `read` entry: everything up to here is read.
struct ReadMark {
    ReadMark() = default;
    std::string log;
    Position pos = 0;
};

/// Request `remove`, body of a `removed` entry: these are gone for this user.
struct Removal {
    Removal() = default;
    std::string log;
    std::vector<Position> positions;
    std::vector<std::string> ids;  ///< of the entry: theirs, by which a device knows what it held of an earlier history
    bool single = false;           ///< of the request: one message by itself, which counts against no rate
};

/// Request `clear` and its reply, body of a `cleared` entry: everything up to here is gone for this user.
struct Clear {
    Clear() = default;
    std::string log;
    Position pos = 0;
    bool hide = false;  ///< the conversation leaves the list, too, until something new comes
};

/// Body of a `settings` entry: what the user wants of a conversation, all of it.
struct Settings {
    Settings() = default;
    ConvType conv_type = ConvType::invalid;
    std::string conv_id;
    bool pinned = false;
    ReceiveMessageOpt recv_opt{};
};

/// Request `settings`: what is to change; the rest stays as the hub has it.
struct SettingsChange {
    SettingsChange() = default;
    ConvType conv_type = ConvType::invalid;
    std::string conv_id;
    std::optional<bool> pinned;
    std::optional<ReceiveMessageOpt> recv_opt;
};

/// Request `options`: the receive option of the conversations with these users; what else is set up of them stays.
struct ReceiveOptions {
    ReceiveOptions() = default;
    std::vector<std::string> users;
    ReceiveMessageOpt recv_opt{};
};

/// Request `unread` and its reply.
struct Unread {
    Unread() = default;
    std::string log;
    Position read = 0;
    std::uint64_t count = 0;
};

struct GroupRef {
    GroupRef() = default;
    std::string group_id;
    std::string text;
};

struct Joined {
    Joined() = default;
    bool pending = false;
};

}  // namespace tim::wire
