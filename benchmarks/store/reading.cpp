#include "benchmarks/store/parts.hpp"
#include "benchmarks/support/bench.hpp"

#include <span>
#include <stdexcept>

namespace bench {
namespace {

constexpr std::size_t calls = 1000;
constexpr std::size_t a_page = 50;

}  // namespace

void measure_reading(tim::store::Store& store, const Stored& stored) {
    Engine engine(7);
    // Positions are drawn from all messages: busy conversations are read more often.
    std::vector<std::pair<std::size_t, std::size_t>> places;
    std::vector<std::size_t> sizes;
    for (const auto& ids : stored.ids) sizes.push_back(ids.size());
    std::discrete_distribution<std::size_t> conversation(sizes.begin(), sizes.end());
    while (places.size() < calls) {
        const std::size_t number = conversation(engine);
        if (sizes[number] <= a_page) continue;
        places.emplace_back(number, a_page + engine() % (sizes[number] - a_page));
    }
    print_times("store.page", "us", times_us(calls, [&](std::size_t i) {
                    const auto& [number, at] = places[i];
                    tim::store::HistoryRead wanted(Corpus::conversation(number), a_page);
                    wanted.after = stored.ids[number][at];
                    if (store.history(wanted).messages.size() != a_page)
                        throw std::runtime_error("a page is not full");
                }));
    print_times("store.find", "us", times_us(calls, [&](std::size_t i) {
                    const auto& [number, at] = places[i];
                    if (store.find(std::span(&stored.ids[number][at - 1], 1)).size() != 1)
                        throw std::runtime_error("a message is not found");
                }));
}

}  // namespace bench
