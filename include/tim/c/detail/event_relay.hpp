#pragma once

#include "tim/c/detail/account.hpp"
#include "tim/c/detail/callbacks.hpp"
#include "tim/client/client.hpp"
#include "tim/client/event.hpp"

#include <memory>
#include <set>
#include <string>
#include <utility>

namespace tim::c::detail {

/// Documented numbers (`TIMNetworkStatus`, `TIMConvEvent`).
enum class NetworkStatus : int { connected = 0, disconnected = 1, connecting = 2, connect_failed = 3 };
enum class ConvEvent : int { add = 0, del = 1, update = 2, start = 3, finish = 4 };

/// Turns a client's events into the documented callbacks, one after the other. On the runtime's thread.
class EventRelay {
public:
    EventRelay(const Callbacks& callbacks, Account& account) : callbacks_(callbacks), account_(account) {}

    /// From now on until that client is closed.
    void follow(std::shared_ptr<Client> client);

    void operator()(const NewMessage& event);
    void operator()(const ConnectionChanged& event);
    void operator()(const ConversationsChanged& event);
    void operator()(const SendSettled& event);
    void operator()(const ReadByPeer& event);
    /// Has no documented callback.
    void operator()(const HistoryReset&) {}

private:
    void next(std::shared_ptr<Client> client);
    void tell(NetworkStatus status, const Failure& why = {}) const;
    void tell(ConvEvent event, const std::string& json = {}) const;
    void disconnected(const Failure& why);

    const Callbacks& callbacks_;
    Account& account_;
    bool is_connected_ = false;
    std::set<ConvKey> known_;
};

}  // namespace tim::c::detail
