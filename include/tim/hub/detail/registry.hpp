#pragma once

#include "tim/core/config.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace tim::hub {

class ClientSession;

/// Who is online and which logs each session gets pushes of. Nothing here is truth: it is what the committed events of
/// the storage add up to since each session's `hello`. Used on the hub's strand only; sessions take themselves out
/// before they go.
class Registry {
public:
    using Sessions = std::vector<ClientSession*>;

    /// A session that has said hello.
    TIM_DECL void add(ClientSession& session);
    TIM_DECL void remove(ClientSession& session);

    TIM_DECL const Sessions& of_user(const std::string& user) const;
    TIM_DECL const Sessions& of_log(const std::string& log) const;

    TIM_DECL void subscribe(ClientSession& session, const std::string& log);
    TIM_DECL void unsubscribe(ClientSession& session, const std::string& log);

private:
    TIM_DECL void drop(const std::string& log, std::size_t place);

    std::unordered_map<std::string, Sessions> by_user_;  ///< a handful of sessions each
    std::unordered_map<std::string, Sessions> by_log_;   ///< each session knows its place in here
};

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/registry.ipp"
#endif
