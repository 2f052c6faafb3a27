#pragma once

#include "tim/core/config.hpp"
#include "tim/db/connection.hpp"
#include "tim/model/message_search.hpp"
#include "tim/store/detail/search_index.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tim::store::detail {

/// One search over what is indexed. Within the caller's transaction.
class Search {
public:
    Search(db::Connection& db, std::string_view user) noexcept : db_(db), user_(user) {}

    /// Precondition: `check_search` accepts it.
    TIM_DECL MessageSearchResult run(const MessageSearchParam& param, std::uint64_t now);

private:
    struct Filter;
    struct Hit {
        std::int64_t key = 0;
        std::uint64_t time = 0;
    };
    struct Found;

    TIM_DECL bool fill(Filter& filter, const MessageSearchParam& param, std::uint64_t now);
    template <class Take>
    void for_each_hit(const Filter& filter, Take&& take);
    TIM_DECL MessageSearchResult in_conversation(const Filter& filter, const MessageSearchParam& param);
    TIM_DECL MessageSearchResult everywhere(const Filter& filter, const MessageSearchParam& param);
    TIM_DECL void sort_by_place(std::span<Hit> hits);
    TIM_DECL void sort_page(std::vector<Hit>& hits, std::size_t first, std::size_t last);

    db::Connection& db_;
    std::string_view user_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/search.ipp"
#endif
