// One user writes to another through a hub; each of the three is a process of its own.

#include "benchmarks/chat/beast_client.hpp"
#include "benchmarks/chat/chatting.hpp"
#include "benchmarks/chat/hub.hpp"
#include "benchmarks/chat/parts.hpp"
#include "benchmarks/chat/rows.hpp"
#include "benchmarks/chat/sqlite_loop.hpp"
#include "benchmarks/support/bench.hpp"

#include <algorithm>

namespace bench {
namespace {

constexpr std::size_t flood = 5'000;
constexpr std::size_t flood_in_flight = 64;
constexpr std::size_t singles = 500;
constexpr int runs = 5;

/// Medians over the runs.
struct Figures {
    std::vector<double> sends, ack_p50, ack_p99, deliver_p50;
    std::vector<double> rows, commit_p50, echo_p50;
};

/// A send counts when it is acknowledged here and received there, so the later of the two ends the time.
double flood_rate(SenderProcess& sender, ReceiverProcess& receiver) {
    receiver.expect(flood);
    const Sent sent = sender.send(flood, flood_in_flight);
    const Received received = receiver.received();
    const std::int64_t end = std::max(sent.end_ns, received.end_ns);
    return flood / (static_cast<double>(end - sent.begin_ns) / 1e9);
}

void report(const Figures& figures) {
    const double sends = median(figures.sends);
    const double rows = median(figures.rows);
    const double commit = median(figures.commit_p50);
    const double echo = median(figures.echo_p50);
    const double deliver = median(figures.deliver_p50);
    print("chat.sqlite_rows_per_s", rows);
    print("chat.sends_per_s", sends);
    print("chat.sends_vs_sqlite", sends / rows);
    print("chat.sqlite_commit_p50_us", commit);
    print("chat.beast_round_trip_p50_us", echo);
    print("chat.ack_p50_us", median(figures.ack_p50));
    print("chat.ack_p99_us", median(figures.ack_p99));
    print("chat.deliver_p50_us", deliver);
    print("chat.deliver_over_floor", deliver / (commit + 4 * echo));
}

}  // namespace

void measure_sends() {
    const Folder folder;
    const HubProcess hub;
    ReceiverProcess receiver(hub.url(), "receiver", folder.at("receiver"));
    SenderProcess sender(hub.url(), "c2c", "receiver", folder.at("sender"));
    BeastClient beast;
    SqliteLoop sqlite(folder.at("baseline.db"));
    Figures figures;
    std::uint64_t row = 1;
    const auto next_rows = [&row](std::size_t count) {
        row += count;
        return make_rows(row - count, count);
    };
    // The first round warms up; then they take turns.
    for (int run = 0; run <= runs; ++run) {
        if (run == 1) figures = {};
        const std::vector<Row> rows = next_rows(flood);
        figures.rows.push_back(flood / seconds([&] { sqlite.insert(rows, 100); }));
        figures.sends.push_back(flood_rate(sender, receiver));

        figures.commit_p50.push_back(percentile(sqlite.commit_times(next_rows(singles)), 0.5));
        figures.echo_p50.push_back(percentile(beast.round_trips(singles, rows.front().body.size()), 0.5));
        receiver.expect(singles);
        const Sent sent = sender.send(singles, 1);
        figures.ack_p50.push_back(sent.p50_us);
        figures.ack_p99.push_back(sent.p99_us);
        figures.deliver_p50.push_back(receiver.received().p50_us);
    }
    report(figures);
}

}  // namespace bench
