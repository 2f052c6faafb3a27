// Memory of a hub with thousands of connections that are logged in and idle, and of an idle client.

#include "benchmarks/chat/frame_client.hpp"
#include "benchmarks/chat/hub.hpp"
#include "benchmarks/chat/parts.hpp"
#include "benchmarks/chat/role.hpp"
#include "benchmarks/support/bench.hpp"
#include "tim/transport/websocket.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace bench {
namespace {

constexpr std::size_t connections = 5'000;
constexpr std::size_t at_once = 16;
constexpr std::size_t other_files = 64;  // that a process has open besides

/// Gives a process the time to finish what it has begun.
void settle() { std::this_thread::sleep_for(std::chrono::seconds(1)); }

/// Connects and logs in users, a few at a time.
class Crowd {
public:
    Crowd(boost::asio::io_context& context, std::string url, std::size_t most)
        : context_(context), transport_(tim::websocket(std::move(url))), most_(most) {
        for (std::size_t i = 0; i < at_once; ++i) enter_next();
    }

private:
    void enter_next() {
        if (clients_.size() == most_) return;
        clients_.push_back(FrameClient::connect(context_, transport_));
        const std::string user = "user" + std::to_string(clients_.size());
        clients_.back()->login(user, [this](const tim::wire::Incoming&) {
            if (++entered_ == most_) return say("ready");
            enter_next();
        });
    }

    boost::asio::io_context& context_;
    const tim::Transport transport_;
    const std::size_t most_;
    std::vector<std::shared_ptr<FrameClient>> clients_;
    std::size_t entered_ = 0;
};

}  // namespace

void crowd_role(const Arguments& arguments) {
    boost::asio::io_context context(1);
    const Orders orders(context, [](const std::string&) {});
    Crowd crowd(context, arguments.at(0), std::stoul(arguments.at(1)));
    context.run();
}

void measure_connections() {
    const std::size_t files = raise_open_files(connections + other_files);
    const std::size_t count = std::min(connections, files - std::min(files, other_files));
    if (count < connections)
        std::cerr << "bench_chat: only " << count << " connections, as this user may open no more files\n";
    const HubProcess hub;
    const double before = hub.resident_kib();
    Process crowd("crowd", {hub.url(), std::to_string(count)});
    crowd.hear("ready");
    settle();
    print("hub.kib_per_connection", (hub.resident_kib() - before) / static_cast<double>(count));
}

void measure_client_memory() {
    const Folder folder;
    const HubProcess hub;
    Process client("receiver", {hub.url(), "receiver", folder.at("receiver")});
    client.hear("ready");
    settle();
    print("client.rss_mib", resident_kib(client.id()) / 1024);
}

}  // namespace bench
