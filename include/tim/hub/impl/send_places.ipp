#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/send_places.hpp"

#include <utility>

namespace tim::hub {

// Clients choose all three, so lengths part them.
TIM_DECL std::string SendPlaces::key_of(const Caller& caller, std::string_view log) {
    std::string key = std::to_string(caller.user.size());
    key.reserve(log.size() + caller.device.size() + caller.user.size() + 12);
    return key.append(" ")
        .append(std::to_string(log.size()))
        .append(" ")
        .append(caller.user)
        .append(log)
        .append(caller.device);
}

TIM_DECL SendPlace* SendPlaces::find(const Caller& caller, std::string_view log) {
    const auto place = places_.find(key_of(caller, log));
    return place == places_.end() ? nullptr : &place->second;
}

TIM_DECL SendPlace& SendPlaces::add(const Caller& caller, LogRow log, std::int64_t device, std::uint64_t last_n) {
    std::string key = key_of(caller, log.id);
    // Another device's place may have its row already, further on than the database.
    SendLog& shared = logs_.try_emplace(log.id, SendLog{log, false}).first->second;
    return places_.insert_or_assign(std::move(key), SendPlace{&shared, device, last_n}).first->second;
}

TIM_DECL void SendPlaces::write_heads(db::Connection& db) {
    for (const auto& [id, log] : logs_)
        if (log.ahead)
            db.run("UPDATE logs SET head = ?, last_seq = ?, last_time = ? WHERE key = ?", log.row.head,
                   log.row.last_seq, log.row.last_time, log.row.key);
    clear();
}

}  // namespace tim::hub
