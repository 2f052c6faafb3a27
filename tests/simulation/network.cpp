#include "tests/simulation/network.hpp"

#include <algorithm>
#include <utility>

namespace sim {
namespace {

class Dialer final : public tim::Transport::Dialer {
public:
    Dialer(Network& network, std::string device, std::string address, const Process& process)
        : network_(network), device_(std::move(device)), address_(std::move(address)), process_(process) {}

    std::shared_ptr<tim::wire::Link> connect(const boost::asio::any_io_executor& executor,
                                             std::shared_ptr<tim::wire::Endpoint> endpoint) override {
        const auto connection = std::make_shared<Connection>(network_, device_, address_);
        network_.add(connection);
        return connection->dial(process_, executor, std::move(endpoint));
    }
    std::string name() const override { return address_; }

private:
    Network& network_;
    const std::string device_;
    const std::string address_;
    const Process& process_;
};

}  // namespace

void Network::serve(const std::string& address, const std::shared_ptr<tim::wire::Peer>& peer, Process& process) {
    servers_[address] = {peer, &process};
}

tim::Transport Network::way(const std::string& device, const std::string& address, Process& process) {
    return tim::Transport(std::make_shared<Dialer>(*this, device, address, process));
}

void Network::cut(const std::string& device, const Cut& how) {
    for (const auto& connection : connections_)
        if (connection->device() == device) connection->cut(how);
}

void Network::hold_up(const std::string& device, bool client, Millis until) {
    for (const auto& connection : connections_)
        if (connection->device() == device) connection->hold_up(client, until);
}

void Network::died(const Process& process, bool silently) {
    std::erase_if(servers_, [&](const auto& entry) { return entry.second.process == &process; });
    const auto connections = connections_;
    for (const auto& connection : connections) connection->died(process, silently);
}

bool Network::is_quiet() const {
    return std::all_of(connections_.begin(), connections_.end(),
                       [](const auto& connection) { return connection->is_quiet(); });
}

const Network::Server* Network::server(const std::string& address) const {
    const auto found = servers_.find(address);
    return found == servers_.end() ? nullptr : &found->second;
}

bool Network::is_isolated(const std::string& device) const {
    const auto found = isolated_.find(device);
    return found != isolated_.end() && world.now() < found->second;
}

Millis Network::latency() {
    if (world.chance.percent(weather.percent_slow)) return world.chance.between(weather.most_latency, 1000);
    return world.chance.between(weather.least_latency, weather.most_latency);
}

void Network::add(const std::shared_ptr<Connection>& connection) {
    std::erase_if(connections_, [](const auto& old) { return old->is_over(); });
    connections_.push_back(connection);
}

}  // namespace sim
