#pragma once

#include "tim/core/error.hpp"
#include "tim/core/ids.hpp"
#include "tim/model/message_data.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tim {

namespace detail {
class ClientCore;
}

/// Where a message is removed: it stays visible on the user's other devices, or not. Others see it in both cases.
enum class RemoveScope { this_device, all_devices };

/// A message as it was when the handle was got. A cheap value: copies share what they show; it may outlive its client.
/// Any thread. References that it hands out are valid while this handle or a copy of it lives: not beyond the
/// expression for one that `co_await` just returned. Operations take a completion token as `Conversation`'s do; they
/// end with 6017 when the client is gone.
class Message {
public:
    /// Shows an empty message.
    Message() : data_(std::make_shared<MessageData>()) {}
    Message(std::weak_ptr<detail::ClientCore> core, MessageData data, bool durable = false,
            std::chrono::milliseconds deadline = std::chrono::milliseconds(0))
        : core_(std::move(core)),
          data_(std::make_shared<MessageData>(std::move(data))),
          durable_(durable),
          deadline_(deadline) {}

    /// The same message with another deadline for its operations; one that `Conversation::prepare` or `message` made
    /// has the conversation's, others the client's.
    Message within(std::chrono::milliseconds deadline) const {
        Message other = *this;
        other.deadline_ = deadline;
        return other;
    }

    /// Everything that is documented of it.
    const MessageData& data() const noexcept { return *data_; }

    /// Documented `message_msg_id`; the same on all devices.
    const std::string& id() const noexcept { return data_->msg_id; }
    const std::string& sender() const noexcept { return data_->sender; }
    /// Where it stands: `client.conversation(message.conversation())` answers it.
    ConvKey conversation() const { return ConvKey(data_->conv_type, data_->conv_id); }
    MsgStatus status() const noexcept { return data_->status; }
    /// Why it is *send failed*: a documented error number, 8021 when it was cancelled; without a code for others. Kept
    /// with the message until it is sent again.
    error_code failure() const noexcept {
        return data_->failure == 0 ? error_code() : error_code(data_->failure, error_category());
    }

    /// Sends a message that `Conversation::prepare` made. Or sends one of one's own again that failed or was cancelled,
    /// under its id: should the hub have it, it is not sent twice. Ends as `Conversation::send` does. A message that is
    /// still on its way is waited for (6015 when its own call does so already); one that was delivered meanwhile is
    /// brought as it was; 6017 when the handle shows it delivered.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto send(Token&& token = Token()) const;

    /// Replaces the elements of a message that is on its way and was not written yet, for instance because there is no
    /// connection. It keeps its id, its place and its call; brings the message as it now waits. 6015 when it was
    /// written already, 8020 when it is not on its way; content and local store as for `Conversation::send`. Then the
    /// message goes out as it was. Honours terminal and partial cancellation, which ends the call only.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto edit(std::vector<Elem> elements, Token&& token = Token()) const;

    /// Takes a message back that is on its way: it becomes *cancelled* and nobody gets it, and its own call ends with
    /// 8021. 8020 when it is not on its way or came too late: then it is delivered. 6015 while another call cancels it;
    /// 6012 (9523 without a connection) at the deadline, which ends the call only; 6014, 6206, 6208 when the session
    /// ends first. Honours terminal and partial cancellation, likewise of the call only.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto cancel(Token&& token = Token()) const;

    /// Takes the message away from this user, on all devices, or from this device only, for good: a later sync does not
    /// bring it back. It is found by its id as *deleted*, and nowhere else. The other side keeps it. 6015 for a message
    /// that is on its way, or while the hub's history, after it changed, is being fetched anew. Needs a connection
    /// unless the hub does not have the message, or for this device only. Honours terminal and partial cancellation.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto remove(RemoveScope scope = RemoveScope::all_devices, Token&& token = Token()) const;

    /// Keeps a text and a number beside the message (`message_custom_str`, `message_custom_int`), on this device only.
    /// Brings the message with them. 7011 when this device does not hold the message.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto set_local_data(std::string text, std::uint32_t number, Token&& token = Token()) const;

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
    bool durable_ = false;  ///< of a prepared message
    std::chrono::milliseconds deadline_{0};
};

}  // namespace tim
