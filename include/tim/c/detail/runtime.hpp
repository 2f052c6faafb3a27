#pragma once

#include "tim/c/call.hpp"
#include "tim/c/config.hpp"
#include "tim/c/detail/account.hpp"
#include "tim/c/detail/callbacks.hpp"
#include "tim/c/detail/event_relay.hpp"
#include "tim/c/detail/lane.hpp"
#include "tim/core/log.hpp"

#include <atomic>
#include <future>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace tim::c::detail {

/// What goes on until an uninit: all calls hold it, and with the last one it ends.
class Lifetime {
public:
    Lifetime() = default;
    Lifetime(const Lifetime&) = delete;
    Lifetime& operator=(const Lifetime&) = delete;
    ~Lifetime() {
        for (const auto& waiting : ended_) waiting->set_value();
    }

    void tell(std::shared_ptr<std::promise<void>> ended) { ended_.push_back(std::move(ended)); }

private:
    std::vector<std::shared_ptr<std::promise<void>>> ended_;
};

/// What lies behind the C functions: one thread, one account, the program's callbacks. Made by the first call, never
/// destroyed. The members are for handlers, on the thread; the functions here may be called from any thread.
class Runtime {
public:
    static Runtime& instance();

    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;

    /// Answers the call later, on the thread.
    void accept(Arguments arguments);

    /// Does nothing when it was done before.
    void init(Settings settings);
    /// Waits until everything has ended and no callback will come any more; not for ever, and not on the thread itself,
    /// where that comes behind the running callback.
    void uninit();

    /// Tells the program's log callback.
    void log(LogLevel level, std::string_view line);

    /// Why what needs this cannot begin; no code when it can. On the thread.
    Failure refusal(Needs need) const;

    /// Takes over a configuration; all of it. On the thread.
    const SetConfig& configure(SetConfig changes);

    Callbacks callbacks;
    Account account;
    EventRelay events;

private:
    Runtime();

    void run(Call call);

    Lanes lanes_;
    SetConfig config_ = SetConfig::defaults();
    std::atomic<int> callback_log_level_;
    std::shared_ptr<Lifetime> lifetime_ = std::make_shared<Lifetime>();
    bool initialised_ = false;
};

inline Runtime& runtime() { return Runtime::instance(); }

// For handlers, whose rows want a store or a login: there is a client then.

inline Client& client() { return *runtime().account.client(); }
/// The one that `conv_id` and `conv_type` name.
inline Conversation chat_of(const Call& call) { return client().conversation(call.arguments().conversation()); }
/// The one that `group_id` names.
inline Group group_of(const Call& call) { return client().group(call.arguments().text("group_id")); }

}  // namespace tim::c::detail
