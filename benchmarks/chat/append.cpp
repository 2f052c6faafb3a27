// Messages through the hub's storage, without sessions and network, beside bare SQLite.

#include "benchmarks/chat/machine.hpp"
#include "benchmarks/chat/parts.hpp"
#include "benchmarks/chat/rows.hpp"
#include "benchmarks/chat/sqlite_loop.hpp"
#include "benchmarks/support/bench.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/hub/detail/log_operations.hpp"
#include "tim/hub/detail/storage.hpp"
#include "tim/wire/tables.hpp"

#include <boost/asio/io_context.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {
namespace {

constexpr std::size_t messages = 20'000;
constexpr int runs = 7;

/// The hub's storage, which commits on a thread of its own, as in every hub.
class HubStorage {
public:
    explicit HubStorage(const std::string& folder)
        : storage_(tim::hub::HubOptions().data(folder).unknown_receivers(true), context_.get_executor()) {
        who_.user = author;
        who_.device = "device";
        storage_.open([this](std::vector<tim::hub::Finished> batch) { finished(std::move(batch)); },
                      [](tim::Result<void> outcome) { outcome.value(); });
        run("hello", std::vector<std::string>(1, R"({"platform":1})"));
        run("open", std::vector<std::string>(1, R"({"conv_type":1,"conv_id":"bob"})"));
        log_ = tim::codec::read<tim::wire::Opened>(last_reply_).value().log;
    }

    /// The requests that these messages come in.
    std::vector<std::string> requests(std::vector<Row> rows) const {
        std::vector<std::string> bodies;
        bodies.reserve(rows.size());
        tim::wire::Send send;
        send.conv_type = tim::ConvType::c2c;
        send.conv_id = "bob";
        send.log = log_;
        for (Row& row : rows) {
            send.n = row.n;
            send.message = tim::RawJson(std::move(row.body));
            bodies.push_back(tim::codec::to_json(send));
        }
        return bodies;
    }

    /// Submits the requests, at any time as many as one session may have unanswered, and waits for all answers.
    void run(std::string_view operation, std::vector<std::string> requests) {
        operation_ = &row_of(operation);
        requests_ = std::move(requests);
        next_ = 0;
        const std::size_t most = tim::Limits().requests_in_flight;
        while (next_ < requests_.size() && next_ < most) submit();
        context_.restart();
        context_.run();
    }

private:
    static const tim::hub::Operation& row_of(std::string_view name) {
        for (const tim::hub::Operation& row : tim::hub::log_operations())
            if (row.name == name) return row;
        throw std::invalid_argument(std::string(name));
    }

    void submit() { storage_.submit(*operation_, who_, std::move(requests_[next_++])); }

    void finished(std::vector<tim::hub::Finished> batch) {
        for (tim::hub::Finished& done : batch) {
            if (done.answer.failure.code) throw std::runtime_error("refused: " + done.answer.failure.text);
            last_reply_ = std::move(done.answer.body);
            if (next_ < requests_.size()) submit();
        }
    }

    boost::asio::io_context context_;
    tim::hub::Caller who_;
    std::string log_;
    std::string last_reply_;
    const tim::hub::Operation* operation_ = nullptr;
    std::vector<std::string> requests_;
    std::size_t next_ = 0;
    tim::hub::Storage storage_;
};

}  // namespace

void measure_append() {
    const Folder folder;
    SqliteLoop sqlite(folder.at("baseline.db"));
    HubStorage storage(folder.at("hub"));
    std::vector<double> of_sqlite;
    std::vector<double> of_storage;
    // The first round warms up both.
    for (int run = 0; run <= runs; ++run) {
        const std::vector<Row> rows = make_rows(1 + static_cast<std::uint64_t>(run) * messages, messages);
        std::vector<std::string> requests = storage.requests(rows);
        const double bare = seconds([&] { sqlite.insert(rows, 100); });
        const double ours = seconds([&] { storage.run("send", std::move(requests)); });
        if (run == 0) continue;
        of_sqlite.push_back(messages / bare);
        of_storage.push_back(messages / ours);
    }
    print("chat.append_sqlite_per_s", median(of_sqlite));
    print("chat.append_per_s", median(of_storage));
    print("chat.append_vs_sqlite", median(of_storage) / median(of_sqlite));
}

}  // namespace bench
