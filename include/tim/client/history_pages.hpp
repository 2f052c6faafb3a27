#pragma once

#include "tim/client/detail/initiate.hpp"
#include "tim/client/detail/operations.hpp"
#include "tim/client/history_query.hpp"
#include "tim/client/message.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

namespace tim {

/// The pages of a conversation's history, one after the other, for endless scrolling:
///
///     tim::HistoryPages pages = conversation.pages(tim::HistoryQuery{}.count(50).roaming());
///     for (auto page = co_await pages.next(); !page.empty(); page = co_await pages.next()) show(page);
///
/// Copies share where they stand. Any thread.
class HistoryPages {
public:
    HistoryPages(std::shared_ptr<detail::ClientCore> core, ConvKey conversation, HistoryQuery query,
                 std::chrono::milliseconds deadline)
        : core_(std::move(core)), conversation_(std::move(conversation)), deadline_(deadline) {
        state_->query = std::move(query);
    }

    /// The next page, ends as `Conversation::history` does; empty when there is none. A page that is not full is the
    /// last one, unless the query is roaming and the hub could not be asked: later ones go on behind it then. 6015
    /// while another one is being read. One that ends with an error or is cancelled can be asked for again. Honours all
    /// cancellation.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto next(Token&& token = Token()) const {
        return detail::initiate<std::vector<Message>>(core_, deadline_, detail::Cancels::any,
                                                      detail::NextPage{core_, conversation_, state_},
                                                      std::forward<Token>(token));
    }

private:
    std::shared_ptr<detail::ClientCore> core_;
    ConvKey conversation_;
    std::chrono::milliseconds deadline_;
    std::shared_ptr<detail::PagesState> state_ = std::make_shared<detail::PagesState>();
};

}  // namespace tim
