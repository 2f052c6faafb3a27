// bench_store [MESSAGES]: the local store of a device that synced this many messages, a million unless told, beside
// bare SQLite in the same run. Prints lines of "metric value"; times are medians, and those with p99 in the name are
// what 99 of 100 calls stay below.

#include "benchmarks/chat/machine.hpp"
#include "benchmarks/store/parts.hpp"
#include "benchmarks/support/bench.hpp"
#include "tim/crypto/system_random.hpp"
#include "tim/db/thread_check.hpp"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <optional>
#include <stdexcept>

namespace bench {
namespace {

std::uintmax_t bytes_below(const std::filesystem::path& folder) {
    std::uintmax_t bytes = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) bytes += file.file_size();
    return bytes;
}

void measure(std::size_t messages) {
    const tim::db::BlockingAllowed allowed;
    const Folder folder;
    const tim::store::StoreOptions options(folder.at("store"));
    const auto open = [&](std::optional<tim::store::Store>& store) {
        store.emplace(options, user, tim::crypto::SystemRandom::instance());
    };
    std::optional<tim::store::Store> store;
    open(store);
    BareSqlite bare(folder.at("bare.db"));
    BareSqlite texts(folder.at("texts.db"));
    Corpus corpus;
    const Stored stored = measure_inserts(*store, bare, texts, corpus, messages);
    store.reset();
    print("store.bytes_per_message",
          static_cast<double>(bytes_below(folder.at("store"))) / static_cast<double>(messages));
    print_times("store.open", "ms", [&] {
        std::vector<double> times = times_us(20, [&](std::size_t) {
            open(store);
            store->state();
        });
        for (double& time : times) time /= 1000;
        return times;
    }());
    measure_reading(*store, stored);
    measure_search(*store, texts, corpus, messages);
}

}  // namespace

std::vector<double> times_us(std::size_t calls, const std::function<void(std::size_t)>& call) {
    std::vector<double> times;
    for (std::size_t i = 0; i < calls; ++i) times.push_back(seconds([&] { call(i); }) * 1e6);
    return times;
}

void print_times(const std::string& name, const std::string& unit, const std::vector<double>& times) {
    if (times.empty()) throw std::runtime_error("nothing to measure for " + name);
    print((name + '_' + unit).c_str(), median(times));
    print((name + "_p99_" + unit).c_str(), percentile(times, 0.99));
}

}  // namespace bench

int main(int argc, char** argv) {
    try {
        const unsigned long messages = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000;
        if (messages < 10'000) throw std::invalid_argument("at least 10000 messages");
        bench::measure(messages);
    } catch (const std::exception& error) {
        std::cerr << "bench_store: " << error.what() << '\n';
        return 1;
    }
}
