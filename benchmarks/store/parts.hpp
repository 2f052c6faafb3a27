#pragma once

#include "benchmarks/store/bare_sqlite.hpp"
#include "benchmarks/store/corpus.hpp"
#include "tim/store/store.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace bench {

/// Microseconds of each of many calls.
std::vector<double> times_us(std::size_t calls, const std::function<void(std::size_t)>& call);
/// Prints the median as `name`, and the 99th of a hundred as `name` with `p99` before the unit.
void print_times(const std::string& name, const std::string& unit, const std::vector<double>& times);

/// What has been put into the store.
struct Stored {
    std::vector<std::vector<std::string>> ids;  ///< by conversation, in the order of its log
};

/// Fills all three in turn: the store and `bare` with measured messages, `texts` with what a scan looks at.
Stored measure_inserts(tim::store::Store& store, BareSqlite& bare, BareSqlite& texts, Corpus& corpus,
                       std::size_t messages);
void measure_reading(tim::store::Store& store, const Stored& stored);
void measure_search(tim::store::Store& store, BareSqlite& texts, const Corpus& corpus, std::size_t messages);

}  // namespace bench
