#pragma once

#include "tests/simulation/disk.hpp"
#include "tim/core/ids.hpp"
#include "tim/db/open_options.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/store/ranges.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sim {

/// One message of a device's store.
struct HeldMessage {
    bool in_log = false;  ///< came with a position of the conversation's present log
    tim::Position pos = 0;
    std::uint64_t seq = 0;
    tim::MsgStatus status{};
    std::string msg_id;
    std::string sender;
    std::optional<std::size_t> number;
};

/// One conversation of a device's store.
struct HeldLog {
    std::string id;  ///< of the log; empty: none
    tim::Position head = 0;
    tim::Position start = 0;
    tim::Position end = 0;
    bool gone = false;
    tim::store::RangeSet held;
    std::vector<HeldMessage> messages;  ///< in the order of the conversation
};

/// By conversation; that with type system is the user's own log.
using DeviceReading = std::map<tim::ConvKey, HeldLog>;

/// Name of the user's database in the folder of a store.
std::string database_of(const std::string& user);
/// Reads the store of a device whose program does not run.
DeviceReading read_device(tim::db::OpenOptions database);
/// The same; empty when there is none.
DeviceReading read_device(const Disk& disk, const std::string& user);

}  // namespace sim
