#pragma once

#include "tests/simulation/world.hpp"
#include "tim/core/ids.hpp"
#include "tim/model/group_enums.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sim {

/// What became of an operation: `vanished` with its process, which died before the answer.
enum class Outcome { pending, done, failed, vanished };

/// An event that told of a send's end after its call had ended.
struct Settled {
    unsigned visit = 0;
    Millis at = 0;
    int code = 0;  ///< 0: delivered
};

/// One send, from its call to all that was told of it. Its number stands in the message's text.
struct Sent {
    std::size_t number = 0;
    std::size_t device = 0;
    unsigned visit = 0;  ///< counts the device's logins
    tim::ConvKey conv;
    std::vector<std::string> only_to;  ///< of a directed message
    bool ephemeral = false;
    bool durable = false;
    Millis called = 0;
    Millis ended = 0;
    Outcome outcome = Outcome::pending;
    int code = 0;
    std::string msg_id;  ///< from here on as acknowledged
    std::uint64_t seq = 0;
    std::uint64_t server_time = 0;
    std::vector<Settled> settled;
};

/// Another operation of a client.
struct Asked {
    std::size_t device = 0;
    std::string what;
    unsigned life = 0;
    Millis called = 0;
    Millis ended = 0;
    Outcome outcome = Outcome::pending;
    int code = 0;
};

/// One message that `receive` brought.
struct Received {
    std::size_t device = 0;
    unsigned life = 0;
    unsigned visit = 0;
    Millis at = 0;
    tim::ConvKey conv;
    std::string msg_id;
    std::string sender;
    std::string text;
    std::uint64_t seq = 0;
    bool from_self = false;
};

/// Messages that a user took away from himself on all devices, and was told so.
struct TakenAway {
    std::string user;
    tim::ConvKey conv;
    std::vector<std::string> ids;  ///< of messages that the hub had acknowledged
    Millis called = 0;
    Millis ended = 0;
};

/// The hub's disk was put back.
struct Restoring {
    Millis saved = 0;     ///< when the backup was made
    Millis restored = 0;  ///< when the hub started with it
};

struct ResetTold {
    std::size_t device = 0;
    Millis at = 0;
    std::vector<tim::ConvKey> conversations;  ///< empty: all
};

/// A device's program began, or ended in whatever way.
struct Life {
    std::size_t device = 0;
    Millis begin = 0;
    std::optional<Millis> end;
};

/// A device lost power, and with it what its store had not synced.
struct Lapse {
    std::size_t device = 0;
    Millis at = 0;
};

/// All that happened at the surface of the clients, and what was done to the hub's disk.
struct History {
    std::vector<Sent> sends;
    std::vector<Asked> asked;
    std::vector<Received> received;
    std::vector<TakenAway> taken_away;
    std::set<std::pair<std::string, tim::ConvKey>> tidied;  ///< who ever began to take something away, and where
    std::map<std::pair<std::string, tim::ConvKey>, std::set<std::string>> named;  ///< ids that a call was to remove
    std::set<std::pair<std::string, tim::ConvKey>> cleared;                       ///< likewise: who, and what
    std::vector<ResetTold> resets;
    std::vector<Life> lives;
    std::vector<Restoring> restorings;
    std::vector<Lapse> lapses;
    std::set<std::string> forgetful;      ///< devices whose disk has lost commits, or refused them
    std::vector<std::string> complaints;  ///< what was seen to be wrong at once
};

/// The text of a send, and back.
inline std::string text_of(std::size_t number) { return "send " + std::to_string(number); }
inline std::optional<std::size_t> number_of(std::string_view text) {
    constexpr std::string_view head = "send ";
    if (!text.starts_with(head)) return std::nullopt;
    std::size_t number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + head.size(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}
/// The same out of the JSON of a message.
inline std::optional<std::size_t> number_in(std::string_view json) {
    constexpr std::string_view key = "\"text_elem_content\":\"";
    const std::size_t place = json.find(key);
    if (place == std::string_view::npos) return std::nullopt;
    const std::string_view rest = json.substr(place + key.size());
    return number_of(rest.substr(0, rest.find('"')));
}

}  // namespace sim
