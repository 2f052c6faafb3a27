#pragma once

#include "tim/c/detail/account.hpp"
#include "tim/c/detail/callbacks.hpp"
#include "tim/client/client.hpp"
#include "tim/client/event.hpp"
#include "tim/model/conv_info.hpp"

#include <cstdint>
#include <memory>
#include <optional>
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

    /// Changes of the number of unread messages are told from now on; it is this one.
    void tell_changes_of_total(std::uint64_t unread);

    void operator()(const NewMessage& event);
    void operator()(const ConnectionChanged& event);
    void operator()(const ConversationsChanged& event);
    void operator()(const SendSettled& event);
    void operator()(const ReadByPeer& event);
    /// Has no documented callback.
    void operator()(const HistoryReset&) {}

private:
    /// The comparison with the hub that the documents know, one a login.
    enum class FirstSync { ahead, running, done };

    void next(std::shared_ptr<Client> client);
    void tell(NetworkStatus status, const Failure& why = {}) const;
    void tell(ConvEvent event, const std::string& json = {}) const;
    void sync_begins();
    void sync_ends();
    void disconnected(const Failure& why);
    /// The connection has ended for good.
    void logged_out();
    void tell_conversation(const ConvKey& key, std::optional<ConvInfo> info);
    void tell_total(Client& client);
    void forget_other_user(const std::string& user);

    const Callbacks& callbacks_;
    Account& account_;
    bool is_connected_ = false;
    FirstSync first_sync_ = FirstSync::ahead;
    std::string user_;                         ///< of whom the next two are
    std::set<ConvKey> known_;                  ///< conversations that were told
    std::optional<std::uint64_t> told_total_;  ///< none: the program has not asked
};

}  // namespace tim::c::detail
