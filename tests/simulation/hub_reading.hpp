#pragma once

#include "tests/simulation/disk.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/time.hpp"
#include "tim/db/open_options.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sim {

/// One entry of a log, as the hub's database has it.
struct HubEntry {
    tim::Position pos = 0;
    std::optional<std::uint64_t> seq;
    std::string kind;
    tim::UnixMillis time = 0;
    std::string author;
    std::string msg_id;
    std::optional<std::vector<std::string>> audience;
    std::optional<std::size_t> number;  ///< of the send whose text it holds
    std::vector<std::string> joined;    ///< by the tip that it is
    std::vector<std::string> gone;      ///< likewise: left or removed
};

/// One log.
struct HubLog {
    struct Interval {
        tim::Position first = 0;
        tim::Position last = 0;  ///< the head while it is open
        bool open = false;
    };

    enum class Kind { pair = 1, group = 2, user = 3 };

    std::string id;
    Kind kind = Kind::pair;
    std::string owner;  ///< group or user, or the smaller of two users
    std::string other;
    tim::Position head = 0;
    std::uint64_t last_seq = 0;
    std::vector<HubEntry> entries;
    std::map<std::string, std::vector<Interval>> intervals;  ///< by user
    std::optional<int> group_type;
    std::map<std::string, tim::Position> read;                  ///< each user's mark
    std::map<std::string, tim::Position> cleared;               ///< up to where all is gone for a user
    std::map<std::string, std::set<tim::Position>> taken_away;  ///< what each user has removed
    std::map<std::string, std::uint64_t> unread;                ///< what the hub tells each user that it counts

    /// Whether that user may see the entry, now or ever.
    bool shows(const HubEntry& entry, const std::string& user) const;
    /// Whether that user has removed or cleared it.
    bool is_gone(const HubEntry& entry, const std::string& user) const;
    /// Up to where that user has read.
    tim::Position read_by(const std::string& user) const;
    /// The conversation as that user calls it.
    tim::ConvKey conversation_of(const std::string& user) const;
    bool concerns(const std::string& user) const;
};

/// Reads the database of a hub that does not run.
std::vector<HubLog> read_hub(tim::db::OpenOptions database);
inline std::vector<HubLog> read_hub(const Disk& disk) {
    return read_hub(tim::db::OpenOptions::file("./hub.db").vfs(disk.vfs_name()));
}

}  // namespace sim
