#pragma once

#include "tim/core/error.hpp"
#include "tim/model/message_data.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace tim {

namespace detail {
class ClientCore;
}

/// A message as it was when the handle was got. A cheap value: copies share what they show; it may outlive
/// its client. Any thread.
class Message {
public:
    /// Shows an empty message.
    Message() : data_(std::make_shared<MessageData>()) {}
    Message(std::weak_ptr<detail::ClientCore> core, MessageData data)
        : core_(std::move(core)), data_(std::make_shared<MessageData>(std::move(data))) {}

    /// Everything that is documented of it.
    const MessageData& data() const noexcept { return *data_; }

    /// Documented `message_msg_id`; the same on all devices.
    const std::string& id() const noexcept { return data_->msg_id; }
    const std::string& sender() const noexcept { return data_->sender; }
    MsgStatus status() const noexcept { return data_->status; }
    /// Why it is *send failed*: a documented error number, 8021 when it was cancelled; without a code for others. Kept
    /// with the message until it is sent again.
    error_code failure() const noexcept {
        return data_->failure == 0 ? error_code() : error_code(data_->failure, error_category());
    }

    /// The first element of this type, null when there is none: `message.get<TextElem>()`.
    template <class Element>
    const Element* get() const noexcept {
        for (const Elem& element : data_->elements)
            if (const auto* found = std::get_if<Element>(&element)) return found;
        return nullptr;
    }

    /// Content of the first text element, empty when there is none.
    std::string_view text() const noexcept {
        const auto* element = get<TextElem>();
        return element ? std::string_view(element->content) : std::string_view();
    }

private:
    std::weak_ptr<detail::ClientCore> core_;  ///< weak, because messages are kept longer than clients
    std::shared_ptr<const MessageData> data_;
};

}  // namespace tim
