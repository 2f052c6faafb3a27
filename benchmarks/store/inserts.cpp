#include "benchmarks/store/parts.hpp"
#include "benchmarks/support/bench.hpp"

#include <algorithm>
#include <span>

namespace bench {
namespace {

constexpr std::size_t a_round = 50'000;
constexpr std::size_t indexed_together = 10'000;

std::vector<tim::store::Batch> next_batches(Corpus& corpus, std::size_t messages) {
    std::vector<tim::store::Batch> batches;
    for (std::size_t made = 0; made < messages; made += Corpus::a_batch) batches.push_back(corpus.next());
    return batches;
}

void apply(tim::store::Store& store, const std::vector<tim::store::Batch>& batches) {
    for (const tim::store::Batch& batch : batches) store.apply(std::span(&batch, 1));
    while (store.index_some(indexed_together)) continue;
}

void note_ids(Stored& stored, const std::vector<tim::store::Batch>& batches) {
    for (const tim::store::Batch& batch : batches) {
        const std::size_t conversation = Corpus::number_of(batch.range.log);
        stored.ids.resize(std::max(stored.ids.size(), conversation + 1));
        for (const tim::wire::Entry& entry : batch.range.entries) stored.ids[conversation].push_back(entry.id);
    }
}

}  // namespace

Stored measure_inserts(tim::store::Store& store, BareSqlite& bare, BareSqlite& texts, Corpus& corpus,
                       std::size_t messages) {
    store.greet("epoch", user_log, 1);
    const tim::store::Batch conversations = corpus.conversations();
    store.apply(std::span(&conversations, 1));
    Stored stored;
    double of_bare = 0;
    double of_store = 0;
    for (std::size_t done = 0; done < messages; done += a_round) {
        const std::vector<tim::store::Batch> batches = next_batches(corpus, std::min(a_round, messages - done));
        const std::vector<BareRow> rows = make_rows(batches);
        of_bare += seconds([&] { bare.insert(rows, Corpus::a_batch, indexed_together); });
        of_store += seconds([&] { apply(store, batches); });
        texts.insert_text(rows);
        note_ids(stored, batches);
    }
    const auto count = static_cast<double>(messages);
    print("store.insert_sqlite_per_s", count / of_bare);
    print("store.insert_per_s", count / of_store);
    print("store.insert_vs_sqlite", of_bare / of_store);
    return stored;
}

}  // namespace bench
