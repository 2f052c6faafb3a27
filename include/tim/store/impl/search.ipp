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

/// What restricts a search besides words.
struct SearchFilter {
    std::optional<std::uint32_t> conv;
    std::vector<std::uint32_t> senders;
    bool any_sender = true;
    std::optional<TypeSet> types;
    std::uint64_t earliest = 0;  // UTC seconds
    std::uint64_t latest = std::numeric_limits<std::uint64_t>::max();

    bool needs_marks() const noexcept { return !any_sender || types; }
    bool accepts(const SearchRow& row) const noexcept {
        if (row.conv == 0 || (conv && *conv != row.conv)) return false;
        const std::uint64_t time = to_seconds(row.time);
        if (time < earliest || time > latest || (types && (*types & row.types) == 0)) return false;
        return any_sender || std::find(senders.begin(), senders.end(), row.sender) != senders.end();
    }
};

TIM_DECL void set_time(SearchFilter& filter, const MessageSearchParam& param, std::uint64_t now) {
    if (param.search_time_position != 0) filter.latest = param.search_time_position;
    if (param.search_time_period == 0) return;
    if (param.search_time_position == 0) filter.latest = now;
    filter.earliest = filter.latest - std::min(filter.latest, param.search_time_period);
}

/// What is found by its words has a type that search finds; else that is to be seen to.
TIM_DECL std::optional<TypeSet> searched_types(const std::vector<ElemType>& types, bool by_words) noexcept {
    if (types.empty()) return by_words ? std::nullopt : std::optional(static_cast<TypeSet>(~0u));
    TypeSet set = 0;
    for (const ElemType type : types) set = static_cast<TypeSet>(set | type_set(type));
    return set;
}

TIM_DECL std::vector<std::uint32_t> sender_keys(db::Connection& db, const std::vector<std::string>& senders) {
    std::vector<std::uint32_t> keys;
    for (const std::string& sender : senders)
        if (const auto key = db.find<std::uint32_t>("SELECT key FROM search_senders WHERE id = ?", sender))
            keys.push_back(*key);
    return keys;
}

TIM_DECL std::vector<std::string> folded_keywords(const MessageSearchParam& param) {
    std::vector<std::string> keywords;
    for (const std::string& keyword : param.keywords)
        if (!keyword.empty()) keywords.push_back(fold(keyword));
    return keywords;
}

/// Keys of the messages that contain any, or all, of these.
TIM_DECL std::vector<std::int64_t> find_keywords(SearchIndex& index, const std::vector<std::string>& keywords,
                                                 bool all) {
    std::vector<std::int64_t> keys = index.find(keywords.front());
    for (std::size_t i = 1; i < keywords.size() && !(all && keys.empty()); ++i) {
        const std::vector<std::int64_t> more = index.find(keywords[i]);
        std::vector<std::int64_t> both;
        if (all)
            std::set_intersection(keys.begin(), keys.end(), more.begin(), more.end(), std::back_inserter(both));
        else
            std::set_union(keys.begin(), keys.end(), more.begin(), more.end(), std::back_inserter(both));
        keys = std::move(both);
    }
    return keys;
}

TIM_DECL std::vector<Search::Hit> Search::hits(const MessageSearchParam& param, std::uint64_t now) {
    SearchFilter filter;
    const std::vector<std::string> keywords = folded_keywords(param);
    filter.types = searched_types(param.message_types, !keywords.empty());
    filter.any_sender = param.senders.empty();
    filter.senders = sender_keys(db_, param.senders);
    set_time(filter, param, now);
    if (param.conv_type != ConvType::invalid) {
        const auto conversation = find_conversation(db_, ConvKey(param.conv_type, param.conv_id));
        if (!conversation) return {};
        filter.conv = static_cast<std::uint32_t>(conversation->key);
    }
    std::vector<Hit> hits;
    SearchRows rows(db_);
    const auto look_at = [&](std::int64_t key) {
        const SearchRow row = filter.needs_marks() ? rows.all(key) : rows.place(key);
        if (filter.accepts(row)) hits.push_back(Hit{key, row.conv, row.time});
    };
    if (keywords.empty()) {
        const std::int64_t end = rows.end();
        for (std::int64_t key = 1; key < end; ++key) look_at(key);
    } else {
        SearchIndex index(db_);
        const bool all = param.match_type == KeywordListMatchType::all;
        for (const std::int64_t key : find_keywords(index, keywords, all)) look_at(key);
    }
    return hits;
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
    const UnixMillis oldest = hits[last - 1].time;
    const auto end = std::partition(at(last), hits.end(), [&](const Hit& hit) { return hit.time == oldest; });

    for (auto same = begin; same != end;) {
        const auto next = std::find_if(same, end, [&](const Hit& hit) { return hit.time != same->time; });
        if (next - same > 1) sort_by_place(std::span<Hit>(same, next));
        same = next;
    }
}

TIM_DECL MessageSearchResult Search::messages(const MessageSearchParam& param, std::vector<Hit> hits) {
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

/// The hits in one conversation.
struct Search::Found {
    std::uint32_t conv = 0;
    std::uint32_t count = 0;
    UnixMillis newest = 0;
    std::int64_t key = 0;  ///< of one of them
};

TIM_DECL MessageSearchResult Search::conversations(const MessageSearchParam& param, const std::vector<Hit>& hits) {
    std::unordered_map<std::uint32_t, Found> by_conversation;
    for (const Hit& hit : hits) {
        Found& found = by_conversation[hit.conv];
        found.conv = hit.conv;
        ++found.count;
        found.newest = std::max(found.newest, hit.time);
        found.key = hit.key;
    }
    std::vector<Found> all;
    all.reserve(by_conversation.size());
    for (const auto& [conv, found] : by_conversation) all.push_back(found);
    const auto newer = [](const Found& a, const Found& b) {
        return a.newest != b.newest ? a.newest > b.newest : a.conv < b.conv;
    };
    const PageOf page(param, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(page.last), all.end(), newer);

    MessageSearchResult result;
    result.total_count = static_cast<std::uint32_t>(all.size());
    Messages messages(db_, user_);
    for (std::size_t i = page.first; i < page.last; ++i) {
        const Found& found = all[i];
        MessageSearchResultItem& item = result.items.emplace_back();
        db::Rows name = db_.query("SELECT type, id FROM conversations WHERE key = ?", found.conv);
        if (name.next()) {
            item.conv_type = name.get<ConvType>(0);
            item.conv_id = name.get<std::string>(1);
        }
        item.total_message_count = found.count;
        if (found.count == 1) item.messages.push_back(messages.get(found.key));
    }
    return result;
}

TIM_DECL MessageSearchResult Search::run(const MessageSearchParam& param, std::uint64_t now) {
    std::vector<Hit> found = hits(param, now);
    if (param.conv_type != ConvType::invalid) return messages(param, std::move(found));
    return conversations(param, found);
}

}  // namespace tim::store::detail
