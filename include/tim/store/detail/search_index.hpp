#pragma once

#include "tim/core/config.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/search_rows.hpp"
#include "tim/store/detail/search_terms.hpp"
#include "tim/store/detail/search_text.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tim::store::detail {

/// The index over the words of messages: written some time after the messages, in batches, because a message costs more
/// to index than to store. Within the caller's transaction.
class SearchIndex {
public:
    explicit SearchIndex(db::Connection& db) noexcept : db_(db), rows_(db) {}

    /// Takes in up to `most` messages that are new or changed; false when that were all of them.
    TIM_DECL bool update(std::size_t most);

    /// Calls `visit` with the key of each message that contains this text, ascending, as of the last `update`.
    /// Precondition: it is folded and not empty.
    template <class Visit>
    void find(std::string_view folded, Visit&& visit) {
        const SearchPhrase phrase(folded);
        if (const auto few = find_few(phrase)) {
            for (const std::int64_t key : *few)
                if (contains(key, folded)) visit(key);
            return;
        }
        db::Rows rows = find(phrase);
        while (rows.next()) {
            const auto key = rows.get<std::int64_t>(0);
            if (phrase.is_exact || contains(key, folded)) visit(key);
        }
    }

private:
    TIM_DECL db::Rows find(const SearchPhrase& phrase);
    TIM_DECL std::optional<std::vector<std::int64_t>> find_few(const SearchPhrase& phrase);
    TIM_DECL std::string rarest(std::vector<std::string> terms, std::size_t count);
    TIM_DECL bool contains(std::int64_t key, std::string_view folded);
    TIM_DECL std::size_t renew(std::size_t most);
    TIM_DECL std::size_t append(std::size_t most);
    TIM_DECL void add(std::int64_t key, const SearchText& text);
    TIM_DECL void remove(std::int64_t key, const SearchText& text);
    TIM_DECL void place(const db::Rows& message, const SearchText& text);
    TIM_DECL std::uint32_t sender_key(const std::string& sender);

    db::Connection& db_;
    SearchRowWriter rows_;
    std::map<std::string, std::uint32_t> senders_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/search_index.ipp"
#endif
