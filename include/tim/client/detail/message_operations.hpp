#pragma once

#include "tim/client/detail/initiate.hpp"
#include "tim/client/detail/operations.hpp"
#include "tim/client/detail/store_operations.hpp"
#include "tim/client/message.hpp"
#include "tim/core/error.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// What a message's handle does: here, because those operations bring messages themselves.
namespace tim {
namespace detail {

inline std::shared_ptr<ClientCore> living(const std::weak_ptr<ClientCore>& core) {
    if (auto alive = core.lock()) return alive;
    throw Error(Failure(Errc::invalid_parameters, "the message's client is gone, or it never had one"));
}

}  // namespace detail

template <class Token>
auto Message::send(Token&& token) const {
    return detail::initiate<Message>(detail::living(core_), std::chrono::milliseconds(0), detail::Cancels::not_total,
                                     detail::SendMessage{core_, {*data_, durable_}}, std::forward<Token>(token));
}

template <class Token>
auto Message::edit(std::vector<Elem> elements, Token&& token) const {
    MessageData changed = *data_;
    changed.elements = std::move(elements);
    return detail::initiate<Message>(detail::living(core_), std::chrono::milliseconds(0), detail::Cancels::not_total,
                                     detail::EditMessage{core_, std::move(changed)}, std::forward<Token>(token));
}

template <class Token>
auto Message::cancel(Token&& token) const {
    return detail::initiate<void>(detail::living(core_), std::chrono::milliseconds(0), detail::Cancels::not_total,
                                  detail::CancelMessage{ConvKey(data_->conv_type, data_->conv_id), data_->msg_id},
                                  std::forward<Token>(token));
}

template <class Token>
auto Message::remove(RemoveScope scope, Token&& token) const {
    return detail::initiate<void>(
        detail::living(core_), std::chrono::milliseconds(0), detail::Cancels::not_total,
        detail::RemoveMessages{ConvKey(data_->conv_type, data_->conv_id), std::vector<Message>(1, *this), scope, true},
        std::forward<Token>(token));
}

template <class Token>
auto Message::set_local_data(std::string text, std::uint32_t number, Token&& token) const {
    MessageData changed = *data_;
    changed.custom_str = std::move(text);
    changed.custom_int = number;
    return detail::initiate<Message>(detail::living(core_), std::chrono::milliseconds(0), detail::Cancels::not_total,
                                     detail::SetLocalData{core_, std::move(changed)}, std::forward<Token>(token));
}

}  // namespace tim
