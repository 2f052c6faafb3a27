// A send through the C interface beside the same one through C++: both users write to the same hub, each from a process
// of its own with its store on a disk, in turns.

#include "benchmarks/c/parts.hpp"
#include "benchmarks/chat/chatting.hpp"
#include "benchmarks/chat/hub.hpp"
#include "benchmarks/support/bench.hpp"

#include <vector>

namespace bench {
namespace {

constexpr int runs = 7;
constexpr std::size_t singles = 500;
constexpr std::size_t flood = 5'000;
constexpr std::size_t flood_in_flight = 64;

/// A sender and what it was measured with.
class Measured {
public:
    Measured(const HubProcess& hub, const std::string& folder, std::string_view role)
        : process_(hub.url(), "c2c", "receiver", folder, role) {}

    void run(bool counts) {
        const Sent one_by_one = process_.send(singles, 1);
        const Sent together = process_.send(flood, flood_in_flight);
        if (!counts) return;
        singles_us.push_back(one_by_one.p50_us);
        flood_us.push_back(static_cast<double>(together.end_ns - together.begin_ns) / 1000 / flood);
    }

    std::vector<double> singles_us, flood_us;

private:
    SenderProcess process_;
};

}  // namespace

void measure_c_sends() {
    const Folder folder;
    const HubProcess hub;
    // One can be written to from his first login on.
    { const ReceiverProcess receiver(hub.url(), "receiver", ""); }
    Measured cpp(hub, folder.at("cpp"), "sender");
    Measured c(hub, folder.at("c"), "c_sender");
    for (int run = 0; run <= runs; ++run)
        for (Measured* sender : {&cpp, &c}) sender->run(run > 0);
    print("c.send_us", median(c.singles_us));
    print("c.send_vs_cpp", median(c.singles_us) / median(cpp.singles_us));
    print("c.send_in_flight_us", median(c.flood_us));
    print("c.send_in_flight_vs_cpp", median(c.flood_us) / median(cpp.flood_us));
}

}  // namespace bench
