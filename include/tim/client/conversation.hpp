#pragma once

#include "tim/client/detail/initiate.hpp"
#include "tim/client/detail/message_operations.hpp"
#include "tim/client/detail/operations.hpp"
#include "tim/client/detail/store_operations.hpp"
#include "tim/client/history_pages.hpp"
#include "tim/client/history_query.hpp"
#include "tim/client/message.hpp"
#include "tim/client/send_options.hpp"
#include "tim/core/ids.hpp"
#include "tim/model/conv_info.hpp"
#include "tim/model/msg_locator.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace tim {

/// One conversation of a client, with a user or in a group. A cheap value; needs no I/O to make. Any thread. Operations
/// of one that was made by default, or moved from, end with 6017: it belongs to no client.
///
/// Operations take a completion token as their last argument; without one they are awaited, `co_await
/// conversation.send(…)`, and throw `tim::Error`. All end with a documented code (the values of `tim::Errc`); with 6012
/// (9523 without a connection) at the deadline; with `boost::asio::error::operation_aborted` when they are cancelled or
/// the client goes; with 6014 when nobody is logged in or somebody logs out, 6206 when the UserSig runs out, 6208 when
/// another device of this kind logs in, the hub's own code when it refuses a reconnect.
class Conversation {
    // In this order, because results are deduced from bodies that stand in front.
protected:
    /// An operation that a group has besides, with the conversation's deadline.
    template <class T, class Start, class Token>
    auto start(Start work, Token&& token) const {
        return detail::initiate<T>(core_, deadline_, detail::Cancels::not_total, std::move(work),
                                   std::forward<Token>(token));
    }

    /// One that only looks at what this device holds, first.
    template <class T, class Start, class Token>
    auto read(Start work, Token&& token) const {
        return detail::initiate<T>(core_, deadline_, detail::Cancels::any, std::move(work), std::forward<Token>(token));
    }

    template <class Reply, class Token>
    auto ask(std::string op, std::string body, Token&& token) const {
        return start<Reply>(detail::AskHub<Reply>{std::move(op), std::move(body)}, std::forward<Token>(token));
    }

private:
    template <class Token>
    auto send_composed(detail::Composed composed, Token&& token) const {
        composed.message.conv_type = key_.type;
        composed.message.conv_id = key_.id;
        return start<Message>(detail::SendMessage{core_, std::move(composed)}, std::forward<Token>(token));
    }

    template <class Tuple, std::size_t... Index>
    auto send_parts(detail::Composed& composed, Tuple& all, std::index_sequence<Index...>) const {
        (detail::add_part(composed, std::get<Index>(std::move(all))), ...);
        return send_composed(std::move(composed), std::get<sizeof...(Index)>(std::move(all)));
    }

public:
    Conversation() = default;
    Conversation(std::shared_ptr<detail::ClientCore> core, ConvKey key)
        : core_(std::move(core)), key_(std::move(key)) {}

    const ConvKey& key() const noexcept { return key_; }
    ConvType type() const noexcept { return key_.type; }
    const std::string& id() const noexcept { return key_.id; }

    /// The same conversation with another deadline for its operations.
    Conversation within(std::chrono::milliseconds deadline) const {
        Conversation other = *this;
        other.deadline_ = deadline;
        return other;
    }

    /// Sends one message made of the given elements, and optionally `SendOptions`, then optionally a token:
    /// `co_await conversation.send(TextElem{"hi"}, ImageElem{…}, SendOptions{}.priority(MsgPriority::high))`.
    ///
    /// Brings the message as the hub acknowledged it: with its number and the hub's time, on disk here and there.
    /// Before the message is written it is in the local outbox; sends to one conversation arrive in the order of these
    /// calls, also over lost connections and restarts. What a program wrote and got no answer to is repeated at its
    /// next login, once; what it had not written yet has failed then, unless it is `durable`. A message that failed may
    /// be sent again: it keeps its id, and the hub takes it once. Refusals: 6016 elements, 8001 size, 6017 mentions or
    /// receivers, 20003 unknown user, 10007 not a member, 10010 no such group, 10017 muted, 10023 group rate, 8005
    /// merged too deep, 6004, 7003 or 8501 no such conversation can be, 6015 the same message is on its way already.
    /// When the local store fails: 6022 or 6028 (disk, memory), 6019 (database). A message that reaches only who is
    /// online is tried once: 9508 when the connection is lost before the answer. Honours terminal and partial
    /// cancellation. A deadline or cancel that comes after the message was written ends the call only; the event
    /// `SendSettled` tells then what became of the message.
    template <class... Parts>
    auto send(Parts&&... parts) const {
        static_assert(sizeof...(Parts) > 0, "a message has at least one element");
        using First = std::tuple_element_t<0, std::tuple<Parts...>>;
        using Last = std::tuple_element_t<sizeof...(Parts) - 1, std::tuple<Parts...>>;
        static_assert(detail::is_message_part<First>,
                      "send() takes elements, as send(tim::TextElem{\"hi\"}), then SendOptions, then a token");
        detail::Composed composed;
        if constexpr (detail::is_message_part<Last>) {
            (detail::add_part(composed, std::forward<Parts>(parts)), ...);
            return send_composed(std::move(composed), boost::asio::use_awaitable);
        } else {
            auto all = std::forward_as_tuple(std::forward<Parts>(parts)...);
            return send_parts(composed, all, std::make_index_sequence<sizeof...(Parts) - 1>());
        }
    }

    /// Puts a message together without sending it: it has its id at once, so that it can be taken back or changed while
    /// `Message::send` waits. No I/O. Throws `tim::Error` with 6014 when nobody is logged in.
    template <class... Parts>
    requires(sizeof...(Parts) > 0 && (detail::is_message_part<Parts> && ...)) Message prepare(Parts&&... parts)
    const {
        detail::Composed composed;
        (detail::add_part(composed, std::forward<Parts>(parts)), ...);
        composed.message.conv_type = key_.type;
        composed.message.conv_id = key_.id;
        return detail::prepare(core_, std::move(composed), deadline_);
    }

    /// The same for a message that was put together as data; where it goes is this conversation's to say.
    Message prepare(MessageData message) const {
        message.conv_type = key_.type;
        message.conv_id = key_.id;
        return detail::prepare(core_, {std::move(message)}, deadline_);
    }

    /// A handle for a message of this conversation that the program holds as data. No I/O.
    Message message(MessageData data) const {
        data.conv_type = key_.type;
        data.conv_id = key_.id;
        return Message(core_, std::move(data), false, deadline_);
    }

    /// A part of the conversation's history: the newest messages, or what the query says. Own messages are in it from
    /// their call on, failed ones, imported and recalled ones, too; removed ones are not. Works without a connection,
    /// and while a login is under way or has failed, from what this device holds. 6017 for a count of 0; 6014 when no
    /// local store is open, 6022, 6028 or 6019 when it fails. Honours all cancellation.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto history(HistoryQuery query = HistoryQuery(), Token&& token = Token()) const {
        return read<std::vector<Message>>(detail::ReadHistory{core_, key_, std::move(query)},
                                          std::forward<Token>(token));
    }

    /// The same, page by page. No I/O.
    HistoryPages pages(HistoryQuery query = HistoryQuery()) const {
        return HistoryPages(core_, key_, std::move(query), deadline_);
    }

    /// Messages of this conversation by what both sides know of them, in the order of the locators; those that this
    /// device does not hold are left out. `find(locator1, locator2)`, or a vector and a token. Recalled and removed
    /// ones are found. Fails as `history` does, and honours all cancellation.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto find(std::vector<MsgLocator> locators, Token&& token = Token()) const {
        return read<std::vector<Message>>(detail::LocateMessages{core_, key_, std::move(locators)},
                                          std::forward<Token>(token));
    }

    template <class... Locators>
    requires(sizeof...(Locators) > 0 &&
             (std::same_as<std::decay_t<Locators>, MsgLocator> && ...)) auto find(Locators&&... locators) const {
        std::vector<MsgLocator> list;
        (list.push_back(std::forward<Locators>(locators)), ...);
        return find(std::move(list));
    }

    /// Adds messages to this conversation on this device, all or none: nobody is told. Each stands where its time puts
    /// it and never counts as unread. Ids, times, senders and status are kept; missing ids are made, a missing sender
    /// is this user, a missing time is now, a missing status *local imported*. A message that is held already stays as
    /// it is. 6004, 7003 or 8501 no such conversation can be; 6014 when nobody is logged in; 6022, 6028, 6019.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto import(std::vector<MessageData> messages, Token&& token = Token()) const {
        return start<void>(detail::ImportMessages{key_, std::move(messages)}, std::forward<Token>(token));
    }

    /// The same for one message that becomes the newest, for instance a hint for the reader; brings it as it is stored.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto save(MessageData message, Token&& token = Token()) const {
        return start<Message>(detail::SaveMessage{core_, key_, std::move(message)}, std::forward<Token>(token));
    }

    /// Takes messages of this conversation away from this user, see `Message::remove`. 6017 for none, more than 30, or
    /// one of another conversation; 7008 when more than one call a second asks that of the hub.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto remove(std::vector<Message> messages, Token&& token = Token()) const {
        return start<void>(detail::RemoveMessages{key_, std::move(messages), RemoveScope::all_devices},
                           std::forward<Token>(token));
    }

    template <class... Messages>
    requires(sizeof...(Messages) > 0 &&
             (std::same_as<std::decay_t<Messages>, Message> && ...)) auto remove(Messages&&... messages) const {
        std::vector<Message> list;
        (list.push_back(std::forward<Messages>(messages)), ...);
        return remove(std::move(list));
    }

    /// Takes all messages that this device knows of away from this user, on all devices, for good; what is on its way
    /// stays. The conversation keeps its place in the list. The other side keeps everything. Needs a connection, unless
    /// the hub never had any of it; 6015 as `Message::remove`.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto clear(Token&& token = Token()) const {
        return start<void>(detail::ClearConversation{key_, false}, std::forward<Token>(token));
    }

    /// The same, and it leaves the list of conversations until a new message comes.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto erase(Token&& token = Token()) const {
        return start<void>(detail::ClearConversation{key_, true}, std::forward<Token>(token));
    }

    /// This user has read everything up to the newest message, or up to the one given. Holds here at once; the hub, the
    /// user's other devices and, in C2C, the peer are told in the background, at the next connection if there is none.
    /// A mark never goes back. Fails as `history` does, and with 6017 for a message of another conversation.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto mark_read(Token&& token = Token()) const {
        return start<void>(detail::MarkRead{key_, std::nullopt, std::nullopt}, std::forward<Token>(token));
    }
    template <class Token = boost::asio::use_awaitable_t<>>
    auto mark_read(Message up_to, Token&& token = Token()) const {
        return start<void>(detail::MarkRead{key_, std::move(up_to), std::nullopt}, std::forward<Token>(token));
    }

    /// The newest message, unread messages, draft and settings; none for a conversation that is not listed. Unread are
    /// counted anew each time. Fails as `history` does, and honours all cancellation.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto info(Token&& token = Token()) const {
        auto get = [key = key_](store::Store& store) { return store.conversation(key); };
        return read<std::optional<ConvInfo>>(detail::ReadStore<std::optional<ConvInfo>, decltype(get)>{std::move(get)},
                                             std::forward<Token>(token));
    }

    /// Keeps what was written but not sent, on this device; the conversation is listed while it has a draft. None:
    /// there is no draft any more.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto set_draft(std::optional<Draft> draft, Token&& token = Token()) const {
        return start<void>(detail::SetDraft{key_, std::move(draft)}, std::forward<Token>(token));
    }

    /// Puts the conversation on top of the list, on all devices. Refusals as for `send`.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto set_pinned(bool pinned, Token&& token = Token()) const {
        return start<void>(detail::ChangeSettings{key_, pinned, std::nullopt}, std::forward<Token>(token));
    }

    /// Whether messages of this conversation make a noise and count in the total of unread messages, on all devices.
    /// 6017 for an option that is not documented for this kind of conversation.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto set_receive_option(ReceiveMessageOpt option, Token&& token = Token()) const {
        return start<void>(detail::ChangeSettings{key_, std::nullopt, option}, std::forward<Token>(token));
    }

private:
    std::shared_ptr<detail::ClientCore> core_;
    ConvKey key_;
    std::chrono::milliseconds deadline_{0};
};

}  // namespace tim
