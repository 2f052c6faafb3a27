#pragma once

#include "tim/hub/detail/client_session.hpp"
#include "tim/hub/detail/registry.hpp"

#include <utility>

namespace tim::hub {
namespace detail {

TIM_DECL const Registry::Sessions& sessions_at(const std::unordered_map<std::string, Registry::Sessions>& index,
                                               const std::string& key) {
    static const auto& nobody = *new Registry::Sessions;  // never destroyed
    const auto row = index.find(key);
    return row == index.end() ? nobody : row->second;
}

}  // namespace detail

TIM_DECL void Registry::add(ClientSession& session) { by_user_[session.standing.caller.user].push_back(&session); }

TIM_DECL void Registry::remove(ClientSession& session) {
    const auto user = by_user_.find(session.standing.caller.user);
    if (user == by_user_.end() || std::erase(user->second, &session) == 0) return;
    if (user->second.empty()) by_user_.erase(user);
    for (const auto& [log, place] : std::exchange(session.standing.logs, {})) drop(log, place);
}

// Order does not matter, so the last one takes the place.
TIM_DECL void Registry::drop(const std::string& log, std::size_t place) {
    const auto row = by_log_.find(log);
    Sessions& sessions = row->second;
    ClientSession* last = sessions.back();
    sessions.pop_back();
    if (place < sessions.size()) {
        sessions[place] = last;
        last->standing.logs[log] = place;
    }
    if (sessions.empty()) by_log_.erase(row);
}

TIM_DECL const Registry::Sessions& Registry::of_user(const std::string& user) const {
    return detail::sessions_at(by_user_, user);
}

TIM_DECL const Registry::Sessions& Registry::of_log(const std::string& log) const {
    return detail::sessions_at(by_log_, log);
}

TIM_DECL void Registry::subscribe(ClientSession& session, const std::string& log) {
    Sessions& sessions = by_log_[log];
    if (session.standing.logs.try_emplace(log, sessions.size()).second) sessions.push_back(&session);
}

TIM_DECL void Registry::unsubscribe(ClientSession& session, const std::string& log) {
    if (const auto node = session.standing.logs.extract(log)) drop(log, node.mapped());
}

}  // namespace tim::hub
