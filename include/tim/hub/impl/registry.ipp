#pragma once

#include "tim/hub/detail/client_session.hpp"
#include "tim/hub/detail/registry.hpp"

#include <algorithm>

namespace tim::hub {
namespace detail {

// Order does not matter, so removal is a swap with the last.
TIM_DECL void drop(std::unordered_map<std::string, Registry::Sessions>& index, const std::string& key,
                   ClientSession* session) {
    const auto row = index.find(key);
    if (row == index.end()) return;
    auto& sessions = row->second;
    const auto place = std::find(sessions.begin(), sessions.end(), session);
    if (place == sessions.end()) return;
    *place = sessions.back();
    sessions.pop_back();
    if (sessions.empty()) index.erase(row);
}

TIM_DECL const Registry::Sessions& at(const std::unordered_map<std::string, Registry::Sessions>& index,
                                      const std::string& key) {
    static const Registry::Sessions nobody;
    const auto row = index.find(key);
    return row == index.end() ? nobody : row->second;
}

}  // namespace detail

TIM_DECL void Registry::add(ClientSession& session) {
    by_number_.emplace(session.standing.caller.session, &session);
    by_user_[session.standing.caller.user].push_back(&session);
}

TIM_DECL void Registry::remove(ClientSession& session) {
    if (by_number_.erase(session.standing.caller.session) == 0) return;
    detail::drop(by_user_, session.standing.caller.user, &session);
    for (const auto& log : session.standing.logs) detail::drop(by_log_, log, &session);
    session.standing.logs.clear();
}

TIM_DECL ClientSession* Registry::find(std::uint64_t number) const {
    const auto row = by_number_.find(number);
    return row == by_number_.end() ? nullptr : row->second;
}

TIM_DECL const Registry::Sessions& Registry::of_user(const std::string& user) const {
    return detail::at(by_user_, user);
}

TIM_DECL const Registry::Sessions& Registry::of_log(const std::string& log) const { return detail::at(by_log_, log); }

TIM_DECL void Registry::subscribe(ClientSession& session, const std::string& log) {
    auto& logs = session.standing.logs;
    if (std::find(logs.begin(), logs.end(), log) != logs.end()) return;
    logs.push_back(log);
    by_log_[log].push_back(&session);
}

TIM_DECL void Registry::unsubscribe(ClientSession& session, const std::string& log) {
    std::erase(session.standing.logs, log);
    detail::drop(by_log_, log, &session);
}

TIM_DECL Registry::Sessions Registry::all() const {
    Sessions sessions;
    sessions.reserve(by_number_.size());
    for (const auto& [number, session] : by_number_) sessions.push_back(session);
    return sessions;
}

}  // namespace tim::hub
