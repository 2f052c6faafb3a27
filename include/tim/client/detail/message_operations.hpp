#pragma once

#include "tim/client/detail/initiate.hpp"
#include "tim/client/detail/operations.hpp"
#include "tim/client/detail/store_operations.hpp"
#include "tim/client/message.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// What a message's handle does: here, because those operations bring messages themselves.
namespace tim {

template <class Token>
auto Message::send(Token&& token) const {
    return detail::initiate<Message>(core_.lock(), deadline_, detail::Cancels::not_total,
                                     detail::SendMessage{core_, {*data_, durable_}}, std::forward<Token>(token));
}

template <class Token>
auto Message::edit(std::vector<Elem> elements, Token&& token) const {
    MessageData changed = *data_;
    changed.elements = std::move(elements);
    return detail::initiate<Message>(core_.lock(), deadline_, detail::Cancels::not_total,
                                     detail::EditMessage{core_, std::move(changed)}, std::forward<Token>(token));
}

template <class Token>
auto Message::cancel(Token&& token) const {
    return detail::initiate<void>(core_.lock(), deadline_, detail::Cancels::not_total,
                                  detail::CancelMessage{conversation(), data_->msg_id}, std::forward<Token>(token));
}

template <class Token>
auto Message::remove(RemoveScope scope, Token&& token) const {
    return detail::initiate<void>(core_.lock(), deadline_, detail::Cancels::not_total,
                                  detail::RemoveMessages{conversation(), std::vector<Message>(1, *this), scope, true},
                                  std::forward<Token>(token));
}

template <class Token>
auto Message::set_local_data(std::string text, std::uint32_t number, Token&& token) const {
    MessageData changed = *data_;
    changed.custom_str = std::move(text);
    changed.custom_int = number;
    return detail::initiate<Message>(core_.lock(), deadline_, detail::Cancels::not_total,
                                     detail::SetLocalData{core_, std::move(changed)}, std::forward<Token>(token));
}

}  // namespace tim
