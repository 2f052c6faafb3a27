#pragma once

#include "tim/core/ids.hpp"
#include "tim/core/limits.hpp"
#include "tim/core/log.hpp"
#include "tim/core/random.hpp"
#include "tim/core/secret.hpp"
#include "tim/core/time.hpp"
#include "tim/transport/timer.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace tim::hub {

/// How a hub is set up. A plain value; setters chain: `HubOptions{}.data("/var/lib/chat").app(1400000000, key)`.
class HubOptions {
public:
    HubOptions() = default;

    /// Folder of the hub's database, made if missing. Empty (the default): in memory, gone with the hub.
    HubOptions& data(std::string folder) { return set(folder_, std::move(folder)); }
    /// App id (`default_app_id` unless told) and the key that UserSigs are signed with. Without a key the hub makes one
    /// for itself: it can sign, but it refuses to listen on a network address.
    HubOptions& app(std::uint64_t sdk_app_id, Secret key) {
        app_id_ = sdk_app_id;
        return set(key_, std::move(key));
    }
    /// What is refused; the documented values unless told, see `docs/limits.md`.
    HubOptions& limits(const Limits& limits) { return set(limits_, limits); }
    /// Accept messages to users that have never logged in. Off by default: they are refused with the documented 20003.
    HubOptions& unknown_receivers(bool accepted) { return set(unknown_receivers_, accepted); }
    /// The database was restored from a backup: it gets a new epoch, so that every device compares what it holds anew.
    HubOptions& restored(bool was) { return set(restored_, was); }
    /// How long messages, tips and notices are kept; 0, the default, for ever. What is older shows nowhere at once, and
    /// its text is taken off the disk when the hub opens, and every hour while somebody is connected.
    HubOptions& retention(std::chrono::seconds time) { return set(retention_, time); }
    /// How often sessions are looked at that never said hello, fell silent or whose UserSig ran out; 5 s unless told.
    HubOptions& sweep_interval(std::chrono::milliseconds time) { return set(sweep_interval_, time); }
    /// Gets what the hub has to say, on any of its threads; no secret is ever in it.
    HubOptions& log(LogSink sink) { return set(log_, std::move(sink)); }
    /// Injected time and chance; they outlive the executor's context.
    HubOptions& clock(Clock& clock) { return set(clock_, &clock); }
    HubOptions& random(Random& random) { return set(random_, &random); }
    /// Makes the hub's timer, so that a test or a simulation runs under virtual time.
    HubOptions& timers(transport::TimerFactory factory) { return set(make_timer_, std::move(factory)); }
    /// Runs the database work on this executor instead of a thread of the hub's own (tests, simulation). Its context
    /// lives longer than the hub.
    HubOptions& storage_executor(boost::asio::any_io_executor executor) { return set(storage_, std::move(executor)); }

    /// Name of a registered SQLite VFS that the database is kept through; empty, the default, for the platform's. With
    /// one, the folder is the beginning of the file's path and nothing is made.
    HubOptions& vfs(std::string name) { return set(vfs_, std::move(name)); }

    const std::string& data() const noexcept { return folder_; }
    std::uint64_t app_id() const noexcept { return app_id_; }
    const Secret& key() const noexcept { return key_; }
    const Limits& limits() const noexcept { return limits_; }
    bool unknown_receivers() const noexcept { return unknown_receivers_; }
    bool restored() const noexcept { return restored_; }
    std::chrono::seconds retention() const noexcept { return retention_; }
    std::chrono::milliseconds sweep_interval() const noexcept { return sweep_interval_; }
    const LogSink& log() const noexcept { return log_; }
    Clock& clock() const noexcept { return *clock_; }
    Random* random() const noexcept { return random_; }
    const transport::TimerFactory& timers() const noexcept { return make_timer_; }
    const boost::asio::any_io_executor& storage_executor() const noexcept { return storage_; }
    const std::string& vfs() const noexcept { return vfs_; }

private:
    template <class Member, class Value>
    HubOptions& set(Member& member, Value&& value) {
        member = std::forward<Value>(value);
        return *this;
    }

    std::string folder_;
    std::uint64_t app_id_ = default_app_id;
    Secret key_;
    Limits limits_;
    bool unknown_receivers_ = false;
    bool restored_ = false;
    std::chrono::seconds retention_{0};
    std::chrono::milliseconds sweep_interval_{5'000};
    LogSink log_;
    Clock* clock_ = &SystemClock::instance();
    Random* random_ = nullptr;
    transport::TimerFactory make_timer_ = transport::make_steady_timer;
    boost::asio::any_io_executor storage_;
    std::string vfs_;
};

}  // namespace tim::hub
