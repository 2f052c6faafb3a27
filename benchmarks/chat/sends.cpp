// One user writes to another through a hub; each of the three is a process of its own.

#include "benchmarks/chat/beast_client.hpp"
#include "benchmarks/chat/chatting.hpp"
#include "benchmarks/chat/hub.hpp"
#include "benchmarks/chat/parts.hpp"
#include "benchmarks/chat/rows.hpp"
#include "benchmarks/chat/sqlite_loop.hpp"
#include "benchmarks/support/bench.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace bench {
namespace {

constexpr std::size_t flood = 5'000;
constexpr std::size_t flood_in_flight = 64;
constexpr std::size_t singles = 500;
constexpr int runs = 5;

/// What the figures are held against, measured beside them.
class Baselines {
public:
    explicit Baselines(const std::string& file) : sqlite_(file) {}

    /// Measures once more. The first time only warms up.
    void run() {
        const std::vector<Row> rows = next_rows(flood);
        const double time = seconds([&] { sqlite_.insert(rows, 100); });
        const double commit = percentile(sqlite_.commit_times(next_rows(singles)), 0.5);
        const double echo = percentile(beast_.round_trips(singles, rows.front().body.size()), 0.5);
        if (!warm_) return void(warm_ = true);
        rates_.push_back(flood / time);
        commits_.push_back(commit);
        echoes_.push_back(echo);
    }

    double rows_per_s() const { return median(rates_); }
    double commit_us() const { return median(commits_); }
    double echo_us() const { return median(echoes_); }

private:
    std::vector<Row> next_rows(std::size_t count) {
        next_row_ += count;
        return make_rows(next_row_ - count, count);
    }

    SqliteLoop sqlite_;
    BeastClient beast_;
    std::uint64_t next_row_ = 1;
    bool warm_ = false;
    std::vector<double> rates_, commits_, echoes_;
};

/// A hub and two users, whose local stores lie in `folder`; in memory when it is empty.
class Chat {
public:
    explicit Chat(const std::string& folder)
        : receiver_(hub_.url(), "receiver", folder.empty() ? folder : folder + "/receiver"),
          sender_(hub_.url(), "c2c", "receiver", folder.empty() ? folder : folder + "/sender") {}

    /// Measures once more. The first time only warms up.
    void run() {
        const double rate = send_many();
        receiver_.expect(singles);
        const Sent sent = sender_.send(singles, 1);
        const Received received = receiver_.received();
        if (!warm_) return void(warm_ = true);
        rates_.push_back(rate);
        acks_.push_back(sent.p50_us);
        late_acks_.push_back(sent.p99_us);
        deliveries_.push_back(received.p50_us);
    }

    void report(const std::string& prefix, const Baselines& baselines) const {
        const double deliver = median(deliveries_);
        print((prefix + "sends_per_s").c_str(), median(rates_));
        print((prefix + "sends_vs_sqlite").c_str(), median(rates_) / baselines.rows_per_s());
        print((prefix + "ack_p50_us").c_str(), median(acks_));
        print((prefix + "ack_p99_us").c_str(), median(late_acks_));
        print((prefix + "deliver_p50_us").c_str(), deliver);
        print((prefix + "deliver_over_floor").c_str(), deliver / (baselines.commit_us() + 4 * baselines.echo_us()));
    }

private:
    /// A send counts when it is acknowledged here and received there, so the later of the two ends the time.
    double send_many() {
        receiver_.expect(flood);
        const Sent sent = sender_.send(flood, flood_in_flight);
        const std::int64_t end = std::max(sent.end_ns, receiver_.received().end_ns);
        return flood / (static_cast<double>(end - sent.begin_ns) / 1e9);
    }

    HubProcess hub_;
    ReceiverProcess receiver_;
    SenderProcess sender_;
    bool warm_ = false;
    std::vector<double> rates_, acks_, late_acks_, deliveries_;
};

}  // namespace

void measure_sends() {
    const Folder folder;
    Baselines baselines(folder.at("baseline.db"));
    Chat on_disk(folder.at("clients"));
    Chat in_memory("");
    for (int run = 0; run <= runs; ++run) {
        baselines.run();
        on_disk.run();
        in_memory.run();
    }
    print("chat.sqlite_rows_per_s", baselines.rows_per_s());
    print("chat.sqlite_commit_p50_us", baselines.commit_us());
    print("chat.beast_round_trip_p50_us", baselines.echo_us());
    on_disk.report("chat.", baselines);
    // The same with clients that keep what they hold in memory, as they do when they are given no folder.
    in_memory.report("chat.in_memory.", baselines);
}

}  // namespace bench
