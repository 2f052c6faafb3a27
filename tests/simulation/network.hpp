#pragma once

#include "tests/simulation/connection.hpp"
#include "tim/transport/transport.hpp"
#include "tim/wire/link.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sim {

/// What the network does to everybody.
struct Weather {
    Millis least_latency = 1;
    Millis most_latency = 5;
    std::uint64_t percent_slow = 0;       ///< pieces that take up to a second
    std::uint64_t percent_tiny = 0;       ///< writes of a single frame
    std::uint64_t percent_duplicate = 0;  ///< packets whose sends are repeated later
};

/// Carries packets between the machines of a world.
class Network {
public:
    explicit Network(World& world) : world(world) {}
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    /// A hub accepts connections there, until its process dies or leaves.
    void serve(const std::string& address, const std::shared_ptr<tim::wire::Peer>& peer, Process& process);
    void leave(const std::string& address) { servers_.erase(address); }
    /// A way from the device's process to that address.
    tim::Transport way(const std::string& device, const std::string& address, Process& process);

    /// All connections of the device.
    void cut(const std::string& device, const Cut& how);
    void hold_up(const std::string& device, bool client, Millis until);
    /// Until then the device gets no answer to attempts to connect.
    void isolate(const std::string& device, Millis until) { isolated_[device] = until; }
    /// Before a process is destroyed; see `Connection::died`.
    void died(const Process& process, bool silently);
    /// Nothing is on its way.
    bool is_quiet() const;

    struct Server {
        std::weak_ptr<tim::wire::Peer> peer;
        Process* process = nullptr;
    };
    /// Null when nobody accepts there.
    const Server* server(const std::string& address) const;
    bool is_isolated(const std::string& device) const;
    Millis latency();
    void add(const std::shared_ptr<Connection>& connection);

    World& world;
    Weather weather;

private:
    std::map<std::string, Server> servers_;
    std::map<std::string, Millis> isolated_;
    std::vector<std::shared_ptr<Connection>> connections_;
};

}  // namespace sim
