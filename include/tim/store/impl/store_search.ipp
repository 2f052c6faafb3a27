#pragma once

#include "tim/store/detail/search.hpp"
#include "tim/store/impl/opened_store.ipp"

#include <cstddef>

namespace tim::store {

TIM_DECL bool Store::index_some(std::size_t most) {
    Impl::Change change(*impl_);
    const bool more = detail::SearchIndex(impl_->db).update(most);
    change.commit();
    return more;
}

TIM_DECL MessageSearchResult Store::search(const MessageSearchParam& param, std::uint64_t now) {
    constexpr std::size_t some = 10'000;
    while (index_some(some)) continue;
    // Between statements outside of a transaction SQLite would look anew whether anybody else wrote.
    Impl::Change change(*impl_);
    MessageSearchResult result = detail::Search(impl_->db, impl_->user).run(param, now);
    change.commit();
    return result;
}

}  // namespace tim::store
