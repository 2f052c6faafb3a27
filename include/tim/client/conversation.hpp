#pragma once

#include "tim/client/detail/initiate.hpp"
#include "tim/client/detail/message_operations.hpp"
#include "tim/client/detail/operations.hpp"
#include "tim/client/history_query.hpp"
#include "tim/client/message.hpp"
#include "tim/client/send_options.hpp"
#include "tim/core/ids.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace tim {

/// One conversation of a client, with a user or in a group. A cheap value; needs no I/O to make. Any thread. One that
/// was made by default belongs to no client and has no operations: using it is undefined.
///
/// Operations take a completion token as their last argument; without one they are awaited, `co_await
/// conversation.send(…)`, and throw `tim::Error`. All end with a documented code; with 6012 (9523 without a connection)
/// at the deadline; with `boost::asio::error::operation_aborted` when they are cancelled or the client goes; with 6014
/// when nobody is logged in or somebody logs out, 6206 when the UserSig runs out, 6208 when another device of this kind
/// logs in, the hub's own code when it refuses a reconnect.
class Conversation {
    // In this order, because results are deduced from bodies that stand in front.
protected:
    /// An operation that a group has besides, with the conversation's deadline.
    template <class T, class Start, class Token>
    auto start(Start work, Token&& token) const {
        return detail::initiate<T>(core_, deadline_, detail::Cancels::not_total, std::move(work),
                                   std::forward<Token>(token));
    }

    template <class Reply, class Token>
    auto ask(std::string op, std::string body, Token&& token) const {
        return start<Reply>(detail::AskHub<Reply>{std::move(op), std::move(body)}, std::forward<Token>(token));
    }

private:
    template <class Token>
    auto send_draft(detail::Draft draft, Token&& token) const {
        draft.message.conv_type = key_.type;
        draft.message.conv_id = key_.id;
        return start<Message>(detail::SendMessage{core_, std::move(draft)}, std::forward<Token>(token));
    }

    template <class Tuple, std::size_t... Index>
    auto send_parts(detail::Draft& draft, Tuple& all, std::index_sequence<Index...>) const {
        (detail::add_part(draft, std::get<Index>(std::move(all))), ...);
        return send_draft(std::move(draft), std::get<sizeof...(Index)>(std::move(all)));
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
        using Last = std::tuple_element_t<sizeof...(Parts) - 1, std::tuple<Parts...>>;
        detail::Draft draft;
        if constexpr (detail::is_message_part<Last>) {
            (detail::add_part(draft, std::forward<Parts>(parts)), ...);
            return send_draft(std::move(draft), boost::asio::use_awaitable);
        } else {
            auto all = std::forward_as_tuple(std::forward<Parts>(parts)...);
            return send_parts(draft, all, std::make_index_sequence<sizeof...(Parts) - 1>());
        }
    }

    /// Puts a message together without sending it: it has its id at once, so that it can be taken back or changed while
    /// `Message::send` waits. No I/O. Throws `tim::Error` with 6014 when nobody is logged in.
    template <class... Parts>
    requires(detail::is_message_part<Parts>&&...) Message prepare(Parts&&... parts)
    const {
        detail::Draft draft;
        (detail::add_part(draft, std::forward<Parts>(parts)), ...);
        draft.message.conv_type = key_.type;
        draft.message.conv_id = key_.id;
        return detail::prepare(core_, std::move(draft));
    }

    /// Messages held on this device, newest first, own ones and failed ones included. Works offline. None when the
    /// query names a message that is not held. 6022, 6028 or 6019 when the local store fails. Honours all cancellation.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto history(HistoryQuery query = HistoryQuery(), Token&& token = Token()) const {
        return detail::initiate<std::vector<Message>>(core_, deadline_, detail::Cancels::any,
                                                      detail::ReadHistory{core_, key_, std::move(query)},
                                                      std::forward<Token>(token));
    }

private:
    std::shared_ptr<detail::ClientCore> core_;
    ConvKey key_;
    std::chrono::milliseconds deadline_{0};
};

}  // namespace tim
