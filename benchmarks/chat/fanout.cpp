// One user writes to a group whose other members are all online.

#include "benchmarks/chat/chatting.hpp"
#include "benchmarks/chat/hub.hpp"
#include "benchmarks/chat/parts.hpp"
#include "benchmarks/support/bench.hpp"

#include <string>
#include <vector>

namespace bench {
namespace {

constexpr std::size_t in_flight = 64;
constexpr int runs = 20;

struct Size {
    const char* metric;
    const char* type;
    std::size_t members;  ///< the sender included
    /// A run; the next one begins when all members have got them. So few that they fit into the buffers of the sockets:
    /// a member that the scheduler leaves waiting then does not fall behind, which would void the run.
    std::size_t messages;
};

/// Deliveries a second, from the first call of `send` until the last member has the last message.
void measure(const Size& size) {
    const Folder folder;
    const HubProcess hub;
    const std::size_t receivers = size.members - 1;
    Process members("members", {hub.url(), "crowd", size.type, std::to_string(receivers)});
    members.hear("ready");
    SenderProcess sender(hub.url(), "group", "crowd", folder.at("sender"));
    std::vector<double> rates;
    for (int run = 0; run <= runs; ++run) {
        members.tell(std::to_string(size.messages));
        members.hear("expecting");
        const Sent sent = sender.send(size.messages, in_flight);
        const std::int64_t end = std::stoll(members.hear("received"));
        const double time = static_cast<double>(end - sent.begin_ns) / 1e9;
        if (run > 0) rates.push_back(static_cast<double>(size.messages * receivers) / time);
    }
    print(size.metric, median(rates));
}

}  // namespace

void measure_fanout() {
    measure({"chat.fanout_per_s", "public", 100, 300});
    measure({"chat.fanout_meeting_per_s", "meeting", 1'000, 100});
}

}  // namespace bench
