#include "benchmarks/store/parts.hpp"
#include "benchmarks/support/bench.hpp"
#include "tim/model/message_search.hpp"
#include "tim/store/detail/utf8.hpp"

#include <algorithm>
#include <iostream>
#include <stdexcept>

namespace bench {
namespace {

constexpr std::size_t queries_each = 40;
constexpr std::uint32_t a_page = 20;

struct Query {
    std::string word;
    std::size_t hits = 0;
    tim::ConvKey busiest;  ///< the conversation with most of them
};

std::size_t length_of(std::string_view word) {
    std::size_t length = 0;
    for (std::size_t at = 0; at < word.size(); ++length) tim::store::detail::next_char(word, at);
    return length;
}

tim::MessageSearchResult search(tim::store::Store& store, const tim::MessageSearchParam& param) {
    return store.search(param, 2'000'000'000);
}

tim::MessageSearchParam everywhere(const std::string& word) {
    tim::MessageSearchParam param({word});
    param.set_page(0, a_page);
    return param;
}

Query look_up(tim::store::Store& store, const std::string& word) {
    Query query;
    query.word = word;
    const tim::MessageSearchResult result = search(store, everywhere(word).set_page(0, 0));
    std::size_t most = 0;
    for (const tim::MessageSearchResultItem& item : result.items) {
        query.hits += item.total_message_count;
        if (item.total_message_count <= most) continue;
        most = item.total_message_count;
        query.busiest = tim::ConvKey(item.conv_type, item.conv_id);
    }
    return query;
}

/// Words that were used and that so many messages contain, spread over all frequencies.
template <class Fits>
std::vector<Query> queries(tim::store::Store& store, const Corpus& corpus, std::size_t least, std::size_t most,
                           Fits fits) {
    std::vector<Query> found;
    for (std::size_t i = 0; i < corpus.languages().size(); ++i) {
        const Language& language = corpus.languages()[i];
        std::vector<std::string> words;
        for (std::size_t word = 0; word < language.words().size(); ++word) {
            const std::size_t uses = language.uses()[word];
            if (uses >= least / 2 && uses <= most && fits(i, language.words()[word]))
                words.push_back(language.words()[word]);
        }
        const std::size_t step = std::max<std::size_t>(words.size() / queries_each, 1);
        for (std::size_t at = 0; at < words.size(); at += step) {
            Query query = look_up(store, words[at]);
            if (query.hits >= least && query.hits <= most) found.push_back(std::move(query));
        }
    }
    return found;
}

/// Every query everywhere and in its busiest conversation.
std::vector<double> search_times(tim::store::Store& store, const std::vector<Query>& queries) {
    std::vector<double> times = times_us(queries.size(), [&](std::size_t i) {
        if (search(store, everywhere(queries[i].word)).total_count == 0) throw std::runtime_error("nothing is found");
    });
    const std::vector<double> in_one = times_us(queries.size(), [&](std::size_t i) {
        const auto param = everywhere(queries[i].word).set_conversation(queries[i].busiest);
        if (search(store, param).total_count == 0) throw std::runtime_error("nothing is found");
    });
    times.insert(times.end(), in_one.begin(), in_one.end());
    for (double& time : times) time /= 1000;
    return times;
}

double speedup(tim::store::Store& store, BareSqlite& texts, std::vector<Query> queries, std::size_t most) {
    const std::size_t step = std::max<std::size_t>(queries.size() / most, 1);
    std::vector<double> ratios;
    for (std::size_t i = 0; i < queries.size(); i += step) {
        const Query& query = queries[i];
        std::size_t hits = 0;
        const double scan = seconds([&] { hits = texts.scan(query.word); });
        if (hits != query.hits) throw std::runtime_error("the scan finds another number of " + query.word);
        const double ours = seconds([&] { search(store, everywhere(query.word)); });
        ratios.push_back(scan / ours);
    }
    return median(ratios);
}

}  // namespace

void measure_search(tim::store::Store& store, BareSqlite& texts, const Corpus& corpus, std::size_t messages) {
    const std::size_t least = std::max<std::size_t>(messages / 10'000, 1);
    const std::size_t most = messages / 500;
    const auto is_cjk_pair = [](std::size_t language, const std::string& word) {
        return language != 0 && length_of(word) == 2;
    };
    const auto is_word = [](std::size_t, const std::string& word) { return length_of(word) > 2; };
    const auto is_any = [](std::size_t, const std::string&) { return true; };
    std::vector<Query> pairs = queries(store, corpus, least, most, is_cjk_pair);
    std::vector<Query> words = queries(store, corpus, least, most, is_word);
    std::vector<Query> common = queries(store, corpus, messages / 15, messages / 5, is_any);
    std::cerr << pairs.size() << " pairs, " << words.size() << " words, " << common.size() << " common:";
    for (const Query& query : common) std::cerr << ' ' << query.word << ' ' << query.hits;
    std::cerr << '\n';
    print_times("store.search_2cjk", "ms", search_times(store, pairs));
    print_times("store.search_word", "ms", search_times(store, words));
    print_times("store.search_common", "ms", search_times(store, common));
    std::vector<Query> rare = pairs;
    rare.insert(rare.end(), words.begin(), words.end());
    print("store.search_vs_scan", speedup(store, texts, rare, 20));
    print("store.search_common_vs_scan", speedup(store, texts, common, 10));
}

}  // namespace bench
