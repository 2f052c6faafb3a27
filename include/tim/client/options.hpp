#pragma once

#include "tim/core/limits.hpp"
#include "tim/core/log.hpp"
#include "tim/core/random.hpp"
#include "tim/core/time.hpp"
#include "tim/model/user_enums.hpp"
#include "tim/session/session.hpp"
#include "tim/transport/timer.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace tim {

/// How a client is set up. A plain value; setters chain: `ClientOptions{}.data("chat-data").app(1400000000)`.
class ClientOptions {
public:
    ClientOptions() = default;

    /// Folder of the local database, one file a user, made if missing. Without it the client remembers nothing when it
    /// goes.
    ClientOptions& data(std::string folder) {
        options_.store.folder(std::move(folder));
        return *this;
    }
    /// Folder and durability of the local database; replaces a folder that was set before.
    ClientOptions& store(store::StoreOptions options) { return set(options_.store, std::move(options)); }
    /// The app id that the UserSigs were made for, the same as the hub's; `default_app_id` unless told.
    ClientOptions& app(std::uint64_t sdk_app_id) { return set(options_.app_id, sdk_app_id); }
    /// Kind of device, `Platform::other` unless told. Two devices of one kind and one user kick each other (6208), so
    /// name it when a user has several. A client without a folder is a new device each time.
    ClientOptions& platform(Platform platform) { return set(options_.platform, platform); }
    /// Time that an operation may take when it names none; 30 s by default.
    ClientOptions& deadline(std::chrono::milliseconds time) { return set(options_.deadline, time); }
    /// What is refused here already; the hub's own limits bind.
    ClientOptions& limits(const Limits& limits) { return set(options_.limits, limits); }
    /// Gets what the client has to say, on its strand; no secret is ever in it.
    ClientOptions& log(LogSink sink) { return set(options_.log, std::move(sink)); }
    /// Injected time and chance; they outlive the executor's context and every handle.
    ClientOptions& clock(Clock& clock) { return set(options_.clock, &clock); }
    ClientOptions& random(Random& random) { return set(options_.random, &random); }
    /// Makes the client's timers, so that a test or a simulation runs under virtual time.
    ClientOptions& timers(transport::TimerFactory factory) { return set(options_.make_timer, std::move(factory)); }
    /// Runs database work on this executor instead of the thread that all clients of an execution context share.
    ClientOptions& database_executor(boost::asio::any_io_executor executor) {
        return set(options_.database_executor, std::move(executor));
    }

private:
    friend class Client;

    template <class Member, class Value>
    ClientOptions& set(Member& member, Value&& value) {
        member = std::forward<Value>(value);
        return *this;
    }

    session::SessionOptions options_;
};

}  // namespace tim
