#pragma once

#include "tim/core/time.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/store/detail/search_index.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace tim::store::detail {

TIM_DECL bool SearchIndex::update(std::size_t most) {
    std::size_t done = renew(most);
    // Only then: a key may have been given to a new message while the old one's words still stand in the index.
    if (done < most) done += append(most - done);
    rows_.save();
    return done == most;
}

/// Columns of a message: key, conv, sender, time, body.
TIM_DECL void SearchIndex::place(const db::Rows& message, const SearchText& text) {
    SearchRow row;
    row.conv = message.get<std::uint32_t>(1);
    row.sender = sender_key(message.get<std::string>(2));
    const auto server_time = to_seconds(message.get<UnixMillis>(3));
    row.time = server_time != 0 ? server_time : text.client_time;
    row.types = text.types;
    rows_.set(message.get<std::int64_t>(0), row);
}

TIM_DECL std::size_t SearchIndex::append(std::size_t most) {
    std::size_t done = 0;
    std::int64_t last = 0;
    {
        db::Rows messages = db_.query(
            "SELECT key, conv, sender, time, body, status FROM messages "
            "WHERE key > (SELECT indexed_to FROM search_state) ORDER BY key LIMIT ?",
            most);
        for (; messages.next(); ++done) {
            last = messages.get<std::int64_t>(0);
            const auto status = messages.get<MsgStatus>(5);
            if (status == MsgStatus::deleted || status == MsgStatus::revoked) continue;
            const SearchText text(messages.get<std::string_view>(4));
            add(last, text);
            place(messages, text);
        }
    }
    if (done != 0) db_.run("UPDATE search_state SET indexed_to = ?", last);
    return done;
}

TIM_DECL std::size_t SearchIndex::renew(std::size_t most) {
    std::size_t done = 0;
    std::int64_t last = 0;
    {
        db::Rows stale = db_.query("SELECT key, body FROM search_stale ORDER BY key LIMIT ?", most);
        for (; stale.next(); ++done) {
            last = stale.get<std::int64_t>(0);
            const auto was = stale.get<std::string_view>(1);
            db::Rows messages = db_.query(
                "SELECT key, conv, sender, time, body FROM messages "
                "WHERE key = ? AND key <= (SELECT indexed_to FROM search_state) AND status NOT IN (4, 6)",
                last);
            const bool is_there = messages.next();
            const auto is = is_there ? messages.get<std::string_view>(4) : std::string_view();
            const SearchText text(is);
            if (was != is) {
                if (!was.empty()) remove(last, SearchText(was));
                add(last, text);
            }
            if (is_there)
                place(messages, text);
            else
                rows_.set(last, SearchRow());
        }
    }
    if (done != 0) db_.run("DELETE FROM search_stale WHERE key <= ?", last);
    return done;
}

TIM_DECL void SearchIndex::add(std::int64_t key, const SearchText& text) {
    SearchTerms terms;
    for (const std::string& part : text.parts) terms.add(part);
    if (!terms.short_terms.empty())
        db_.run("INSERT INTO search_short(rowid, terms) VALUES(?, ?)", key, terms.short_terms);
    if (!terms.long_terms.empty()) db_.run("INSERT INTO search_long(rowid, terms) VALUES(?, ?)", key, terms.long_terms);
}

TIM_DECL void SearchIndex::remove(std::int64_t key, const SearchText& text) {
    SearchTerms terms;
    for (const std::string& part : text.parts) terms.add(part);
    if (!terms.short_terms.empty())
        db_.run("INSERT INTO search_short(search_short, rowid, terms) VALUES('delete', ?, ?)", key, terms.short_terms);
    if (!terms.long_terms.empty())
        db_.run("INSERT INTO search_long(search_long, rowid, terms) VALUES('delete', ?, ?)", key, terms.long_terms);
}

TIM_DECL std::uint32_t SearchIndex::sender_key(const std::string& sender) {
    const auto known = senders_.find(sender);
    if (known != senders_.end()) return known->second;
    auto key = db_.find<std::uint32_t>("SELECT key FROM search_senders WHERE id = ?", sender);
    if (!key) {
        db_.run("INSERT INTO search_senders(id) VALUES(?)", sender);
        key = static_cast<std::uint32_t>(db_.last_insert_rowid());
    }
    return senders_.emplace(sender, *key).first->second;
}

TIM_DECL db::Rows SearchIndex::find(const SearchPhrase& phrase) {
    if (phrase.is_long)
        return db_.query("SELECT rowid FROM search_long WHERE search_long MATCH ? ORDER BY rowid", phrase.query);
    return db_.query("SELECT rowid FROM search_short WHERE search_short MATCH ? ORDER BY rowid", phrase.query);
}

/// The messages that a long word may stand in, when its rarest terms leave few: to look at those is quicker than to walk
/// along the lists of all its terms.
TIM_DECL std::optional<std::vector<std::int64_t>> SearchIndex::find_few(const SearchPhrase& phrase) {
    constexpr std::size_t guides = 3;
    constexpr std::size_t few = 1000;
    if (!phrase.is_long) return std::nullopt;
    std::vector<std::string> terms = phrase.terms();
    if (terms.size() <= guides) return std::nullopt;
    const std::string query = rarest(std::move(terms), guides);
    db::Rows rows =
        db_.query("SELECT rowid FROM search_long WHERE search_long MATCH ? ORDER BY rowid LIMIT ?", query, few + 1);
    std::vector<std::int64_t> keys;
    while (rows.next()) keys.push_back(rows.get<std::int64_t>(0));
    if (keys.size() > few) return std::nullopt;
    return keys;
}

/// A query for the terms that are in the fewest of the newest messages.
TIM_DECL std::string SearchIndex::rarest(std::vector<std::string> terms, std::size_t count) {
    constexpr std::int64_t sample = 4000;
    std::vector<std::pair<std::int64_t, std::string>> by_use;
    for (std::string& term : terms) {
        const auto uses = db_.find<std::int64_t>(
            "SELECT count(*) FROM search_long WHERE search_long MATCH ? AND "
            "rowid > (SELECT indexed_to FROM search_state) - ?",
            term, sample);
        by_use.emplace_back(uses.value_or(0), std::move(term));
    }
    std::sort(by_use.begin(), by_use.end());
    std::string query;
    for (std::size_t i = 0; i < count; ++i) query += (i == 0 ? "" : " AND ") + by_use[i].second;
    return query;
}

TIM_DECL bool SearchIndex::contains(std::int64_t key, std::string_view folded) {
    const auto body = db_.find<std::string>("SELECT body FROM messages WHERE key = ?", key);
    return body && SearchText(*body).contains(folded);
}

}  // namespace tim::store::detail
