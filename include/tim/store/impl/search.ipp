#pragma once

#include "tim/store/detail/conversations.hpp"
#include "tim/store/detail/folding.hpp"
#include "tim/store/detail/messages.hpp"
#include "tim/store/detail/search.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

namespace tim::store::detail {

/// What is searched for.
struct Search::Filter {
    std::vector<std::string> keywords;  // folded
    bool all_keywords = false;
    std::optional<std::uint32_t> conv;
    std::optional<std::vector<std::uint32_t>> senders;
    std::optional<TypeSet> types;
    std::uint64_t earliest = 0;  // UTC seconds
    std::uint64_t latest = std::numeric_limits<std::uint64_t>::max();

    bool needs_marks() const noexcept { return senders || types; }
    bool accepts(const SearchRow& row) const noexcept {
        if (row.conv == 0 || (conv && *conv != row.conv)) return false;
        if (row.time < earliest || row.time > latest || (types && (*types & row.types) == 0)) return false;
        return !senders || std::find(senders->begin(), senders->end(), row.sender) != senders->end();
    }
};

/// What is found by its words has a type that search finds; else that is to be seen to.
TIM_DECL std::optional<TypeSet> searched_types(const std::vector<ElemType>& types, bool by_words) noexcept {
    if (types.empty()) return by_words ? std::nullopt : std::optional(static_cast<TypeSet>(~0u));
    TypeSet set = 0;
    for (const ElemType type : types) set = static_cast<TypeSet>(set | type_set(type));
    return set;
}

/// False when the conversation is not known.
TIM_DECL bool Search::fill(Filter& filter, const MessageSearchParam& param, std::uint64_t now) {
    for (const std::string& keyword : param.keywords)
        if (!keyword.empty()) filter.keywords.push_back(fold(keyword));
    filter.all_keywords = param.match_type == KeywordListMatchType::all;
    filter.types = searched_types(param.message_types, !filter.keywords.empty());
    if (!param.senders.empty()) filter.senders.emplace();
    for (const std::string& sender : param.senders)
        if (const auto key = db_.find<std::uint32_t>("SELECT key FROM search_senders WHERE id = ?", sender))
            filter.senders->push_back(*key);

    if (param.search_time_position != 0) filter.latest = param.search_time_position;
    if (param.search_time_period != 0) {
        if (param.search_time_position == 0) filter.latest = now;
        filter.earliest = filter.latest - std::min(filter.latest, param.search_time_period);
    }
    if (param.conv_type == ConvType::invalid) return true;
    const auto conversation = find_conversation(db_, ConvKey(param.conv_type, param.conv_id));
    if (conversation) filter.conv = static_cast<std::uint32_t>(conversation->key);
    return filter.conv.has_value();
}

/// Keys of the messages that contain any, or all, of these.
TIM_DECL std::vector<std::int64_t> find_keywords(SearchIndex& index, const std::vector<std::string>& keywords,
                                                 bool all) {
    std::vector<std::int64_t> keys;
    index.find(keywords.front(), [&](std::int64_t key) { keys.push_back(key); });
    for (std::size_t i = 1; i < keywords.size() && !(all && keys.empty()); ++i) {
        std::vector<std::int64_t> more;
        index.find(keywords[i], [&](std::int64_t key) { more.push_back(key); });
        std::vector<std::int64_t> both;
        if (all)
            std::set_intersection(keys.begin(), keys.end(), more.begin(), more.end(), std::back_inserter(both));
        else
            std::set_union(keys.begin(), keys.end(), more.begin(), more.end(), std::back_inserter(both));
        keys = std::move(both);
    }
    return keys;
}

/// Calls `take(key, row)` for each, in the order of keys.
template <class Take>
void Search::for_each_hit(const Filter& filter, Take&& take) {
    SearchRows rows(db_);
    const auto look_at = [&](std::int64_t key) {
        const SearchRow row = filter.needs_marks() ? rows.all(key) : rows.place(key);
        if (filter.accepts(row)) take(key, row);
    };
    SearchIndex index(db_);
    if (filter.keywords.empty()) {
        const std::int64_t end = rows.end();
        for (std::int64_t key = 1; key < end; ++key) look_at(key);
    } else if (filter.keywords.size() == 1) {
        index.find(filter.keywords.front(), look_at);
    } else {
        for (const std::int64_t key : find_keywords(index, filter.keywords, filter.all_keywords)) look_at(key);
    }
}

/// The part of a list that is a page of it.
struct PageOf {
    PageOf(const MessageSearchParam& param, std::size_t total) {
        if (param.page_size == 0) {
            last = param.page_index == 0 ? total : 0;
            return;
        }
        const std::uint64_t before = std::uint64_t{param.page_index} * param.page_size;
        first = static_cast<std::size_t>(std::min<std::uint64_t>(before, total));
        last = static_cast<std::size_t>(std::min<std::uint64_t>(before + param.page_size, total));
    }

    std::size_t first = 0;
    std::size_t last = 0;
};

/// Newest first.
TIM_DECL void Search::sort_by_place(std::span<Hit> hits) {
    std::vector<std::pair<Place, Hit>> placed;
    for (const Hit& hit : hits) {
        db::Rows rows = db_.query("SELECT era, pos, sub FROM messages WHERE key = ?", hit.key);
        if (!rows.next()) continue;
        const Place place{rows.get<std::int64_t>(0), rows.get<Position>(1), rows.get<std::int64_t>(2)};
        placed.emplace_back(place, hit);
    }
    std::sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; i < placed.size(); ++i) hits[i] = placed[i].second;
}

/// Puts the hits from `first` to before `last` where they belong when all are sorted newest first: by time, then by
/// place.
TIM_DECL void Search::sort_page(std::vector<Hit>& hits, std::size_t first, std::size_t last) {
    if (first == last) return;
    const auto at = [&](std::size_t i) { return hits.begin() + static_cast<std::ptrdiff_t>(i); };
    const auto newer = [](const Hit& a, const Hit& b) { return a.time > b.time; };
    std::partial_sort(hits.begin(), at(last), hits.end(), newer);
    // Others of the same times may belong on this page too.
    const auto begin = std::lower_bound(hits.begin(), at(first), hits[first], newer);
    const std::uint64_t oldest = hits[last - 1].time;
    const auto end = std::partition(at(last), hits.end(), [&](const Hit& hit) { return hit.time == oldest; });

    for (auto same = begin; same != end;) {
        const auto next = std::find_if(same, end, [&](const Hit& hit) { return hit.time != same->time; });
        if (next - same > 1) sort_by_place(std::span<Hit>(same, next));
        same = next;
    }
}

TIM_DECL MessageSearchResult Search::in_conversation(const Filter& filter, const MessageSearchParam& param) {
    std::vector<Hit> hits;
    for_each_hit(filter, [&](std::int64_t key, const SearchRow& row) { hits.push_back(Hit{key, row.time}); });
    MessageSearchResult result;
    result.total_count = static_cast<std::uint32_t>(hits.size());
    if (hits.empty()) return result;
    const PageOf page(param, hits.size());
    sort_page(hits, page.first, page.last);
    MessageSearchResultItem& item = result.items.emplace_back();
    item.conv_type = param.conv_type;
    item.conv_id = param.conv_id;
    item.total_message_count = result.total_count;
    Messages messages(db_, user_);
    for (std::size_t i = page.first; i < page.last; ++i) item.messages.push_back(messages.get(hits[i].key));
    return result;
}

/// What is found in one conversation.
struct Search::Found {
    std::uint32_t conv = 0;
    std::uint32_t count = 0;
    std::uint64_t newest = 0;
    std::int64_t key = 0;  ///< of one of the messages
};

TIM_DECL MessageSearchResult Search::everywhere(const Filter& filter, const MessageSearchParam& param) {
    std::unordered_map<std::uint32_t, Found> by_conversation;
    Found* found = nullptr;  // messages of one conversation often come together
    for_each_hit(filter, [&](std::int64_t key, const SearchRow& row) {
        if (!found || found->conv != row.conv) found = &by_conversation[row.conv];
        found->conv = row.conv;
        ++found->count;
        found->newest = std::max(found->newest, row.time);
        found->key = key;
    });
    std::vector<Found> all;
    all.reserve(by_conversation.size());
    for (const auto& [conv, one] : by_conversation) all.push_back(one);
    const auto newer = [](const Found& a, const Found& b) {
        return a.newest != b.newest ? a.newest > b.newest : a.conv < b.conv;
    };
    const PageOf page(param, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(page.last), all.end(), newer);

    MessageSearchResult result;
    result.total_count = static_cast<std::uint32_t>(all.size());
    Messages messages(db_, user_);
    for (std::size_t i = page.first; i < page.last; ++i) {
        const Found& one = all[i];
        MessageSearchResultItem& item = result.items.emplace_back();
        db::Rows name = db_.query("SELECT type, id FROM conversations WHERE key = ?", one.conv);
        if (name.next()) {
            item.conv_type = name.get<ConvType>(0);
            item.conv_id = name.get<std::string>(1);
        }
        item.total_message_count = one.count;
        if (one.count == 1) item.messages.push_back(messages.get(one.key));
    }
    return result;
}

TIM_DECL MessageSearchResult Search::run(const MessageSearchParam& param, std::uint64_t now) {
    Filter filter;
    if (!fill(filter, param, now)) return MessageSearchResult();
    return filter.conv ? in_conversation(filter, param) : everywhere(filter, param);
}

}  // namespace tim::store::detail
