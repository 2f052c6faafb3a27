#pragma once

#include "tim/core/config.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/operation.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tim::hub {

/// A log that sends go to. Its row's head may be ahead of the database's.
struct SendLog {
    LogRow row;
    bool ahead = false;
};

/// The log that a device's sends name, and what the hub remembers of them.
struct SendPlace {
    SendLog* log = nullptr;
    std::int64_t device = 0;
    std::uint64_t last_n = 0;
};

/// Places of sends that follow each other in one transaction, so that each is looked up once and a log's new head is
/// written once. Nothing else may run before `write_heads`.
class SendPlaces {
public:
    /// Null when no send went there yet.
    TIM_DECL SendPlace* find(const Caller& caller, std::string_view log);
    TIM_DECL SendPlace& add(const Caller& caller, LogRow log, std::int64_t device, std::uint64_t last_n);
    /// Brings the database up to date, and forgets all.
    TIM_DECL void write_heads(db::Connection& db);
    void clear() {
        places_.clear();
        logs_.clear();
    }

private:
    static TIM_DECL std::string key_of(const Caller& caller, std::string_view log);

    std::unordered_map<std::string, SendLog> logs_;  ///< by log id; a row stays where it is
    std::unordered_map<std::string, SendPlace> places_;
};

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/send_places.ipp"
#endif
