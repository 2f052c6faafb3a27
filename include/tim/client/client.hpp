#pragma once

#include "tim/client/conversation.hpp"
#include "tim/client/detail/store_operations.hpp"
#include "tim/client/event.hpp"
#include "tim/client/group.hpp"
#include "tim/client/options.hpp"
#include "tim/client/search_result.hpp"
#include "tim/core/secret.hpp"
#include "tim/model/conv_info.hpp"
#include "tim/model/create_group.hpp"
#include "tim/model/group_info.hpp"
#include "tim/model/group_pendency.hpp"
#include "tim/model/message_search.hpp"
#include "tim/model/receive_option.hpp"
#include "tim/transport/transport.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tim {

/// A chat client: one user, one connection to a hub, one local store.
///
///     tim::Client alice{executor, tim::websocket("wss://chat.example.org")};
///     co_await alice.login("alice", user_sig);
///     tim::Message sent = co_await alice.c2c("bob").send(tim::TextElem{"你好"});
///
/// All operations may be called from any thread and take a completion token as their last argument: none (awaitable,
/// throws `tim::Error`), a callback `void(error_code, …)`, `use_future`, `as_tuple(use_awaitable)`, `deferred`, …
/// Codes are the values of `tim::Errc`: 6012 is `Errc::request_time_out`. Besides those that are named, an operation
/// ends with 6012 (9523 without a connection) at the deadline, `boost::asio::error::operation_aborted` when it is
/// cancelled or the client goes, and 6014, 6206 or 6208 when the session ends. Handlers run on their associated
/// executor, by default the client's, never inside the call. The executor's context must outlive the client. A client
/// that loses its connection makes a new one by itself; `docs/connection.md` draws the states. A client that was moved
/// from can only be assigned to or destroyed.
class Client {
public:
    Client(boost::asio::any_io_executor executor, Transport hub, ClientOptions options = ClientOptions())
        : Client(std::move(executor), std::vector<Transport>(1, std::move(hub)), std::move(options)) {}

    /// Several ways to the hub, tried in turn.
    TIM_DECL Client(boost::asio::any_io_executor executor, std::vector<Transport> hubs,
                    ClientOptions options = ClientOptions());

    Client(Client&&) noexcept = default;
    TIM_DECL Client& operator=(Client&& other) noexcept;

    /// Ends everything at once; waits for nothing. Operations under way end with `operation_aborted`.
    TIM_DECL ~Client();

    boost::asio::any_io_executor get_executor() const { return core_->executor(); }

    /// Logs a user in: opens the local store, connects, proves who it is with the UserSig, and learns the user's
    /// conversations. A user that the hub does not know yet is registered by this. What was missed meanwhile arrives
    /// afterwards, as events. 7501 while another login runs, 7014 when somebody is logged in; 7010 when the local store
    /// is damaged, in use, or from a newer version, 6022 when it cannot be made or fails meanwhile; 6017 without a hub
    /// to connect to; else the hub's refusal (70001 expired, 70002 none, 70003 forged, 70013 of another user, 70014 of
    /// another app, 7003 user id, 70050 too many logins, 60017 another protocol, 6208 when another device of this kind
    /// logs in at once), 6012 at the deadline, or 9523 without a connection. Honours terminal and partial cancellation:
    /// nobody is logged in then.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto login(std::string user, Secret user_sig, Token&& token = Token()) {
        return start<void>(detail::Login{std::move(user), std::move(user_sig)}, std::forward<Token>(token));
    }
    template <class Token = boost::asio::use_awaitable_t<>>
    auto login(std::string user, std::string user_sig, Token&& token = Token()) {
        return login(std::move(user), Secret(std::move(user_sig)), std::forward<Token>(token));
    }

    /// Says goodbye to the hub and closes the local store. 6014 when nobody is logged in, 7502 while a logout runs. A
    /// deadline (6012, 9523) and terminal and partial cancellation end the call and give the connection no more time;
    /// the logout goes on.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto logout(Token&& token = Token()) {
        return start<void>(detail::Logout(), std::forward<Token>(token));
    }

    /// As logout, but never fails; done after the last local commit. The client is of no use afterwards. Has no
    /// deadline and honours no cancellation.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto close(Token&& token = Token()) {
        return start<void>(detail::Close(), std::forward<Token>(token));
    }

    /// The next event. New messages come in the order of arrival and are read from the local store: leaving them unread
    /// costs nothing, and a crash before the next `receive` repeats the last one. 6015 when another receive waits. Has
    /// no deadline. Honours all cancellation; a cancelled receive loses nothing.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto receive(Token&& token = Token()) {
        return start<Event>(detail::ReceiveEvent{core_}, std::forward<Token>(token), detail::Cancels::any);
    }

    /// Who is logged in, or logging in; empty when nobody is.
    std::string user() const { return core_->session()->user(); }

    /// Where the connection stands: as the newest `ConnectionChanged` says, also before `receive` brought that.
    ConnectionState state() const { return core_->session()->state(); }

    /// The hub's clock: what it said when this client was last welcomed, and the time since then on the steady clock.
    /// This device's own clock before the first welcome. No I/O.
    UnixMillis server_time() const { return core_->session()->server_time(); }

    /// The conversation with a user. No I/O.
    Conversation c2c(std::string user) const { return {core_, ConvKey(ConvType::c2c, std::move(user))}; }
    /// A group by its id. No I/O.
    Group group(std::string id) const { return Group({core_, ConvKey(ConvType::group, std::move(id))}); }
    /// Either, as other functions and records name it. No I/O.
    Conversation conversation(ConvKey key) const { return {core_, std::move(key)}; }

    /// Messages by their ids, in that order, each once: `find(id1, id2)`, or a vector and a token. Those that this
    /// device does not hold are left out; recalled and removed ones are found. Honours all cancellation, and fails as
    /// `Conversation::history` does.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto find(std::vector<std::string> ids, Token&& token = Token()) {
        return start<std::vector<Message>>(detail::FindMessages{core_, std::move(ids)}, std::forward<Token>(token),
                                           detail::Cancels::any);
    }

    template <class... Ids>
    requires(sizeof...(Ids) > 0 && (std::convertible_to<Ids, std::string> && ...)) auto find(Ids&&... ids) {
        return find(detail::list_of(std::forward<Ids>(ids)...));
    }

    /// The conversations with users and in groups, pinned ones first, then those that were active last.
    /// `ConversationsChanged` tells when one of them changes. Honours all cancellation, and fails as
    /// `Conversation::history` does; so does the next one.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto conversations(Token&& token = Token()) {
        return from_store<std::vector<ConvInfo>>([](store::Store& store) { return store.conversations(); },
                                                 std::forward<Token>(token));
    }

    /// Unread messages of all conversations whose receive option is `receive`, without groups that the user has left.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto total_unread(Token&& token = Token()) {
        return from_store<std::uint64_t>([](store::Store& store) { return store.total_unread(); },
                                         std::forward<Token>(token));
    }

    /// `Conversation::mark_read` for all conversations of a kind, or all.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto mark_read(ConvType type, Token&& token = Token()) {
        return start<void>(detail::MarkRead{std::nullopt, std::nullopt, type}, std::forward<Token>(token));
    }
    template <class Token = boost::asio::use_awaitable_t<>>
    auto mark_all_read(Token&& token = Token()) {
        return start<void>(detail::MarkRead{std::nullopt, std::nullopt, std::nullopt}, std::forward<Token>(token));
    }

    /// `Conversation::set_receive_option` for the conversations with several users, all or none. 6017 for none or more
    /// than 30.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto set_receive_option(std::vector<std::string> users, ReceiveMessageOpt option, Token&& token = Token()) {
        return start<void>(detail::SetReceiveOptions{std::move(users), option}, std::forward<Token>(token));
    }

    /// The receive options of the conversations with these users, in that order; `receive` where none was set. As far
    /// as this device knows: other devices' changes come with the connection. Honours all cancellation, and fails as
    /// `Conversation::history` does.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto receive_options(std::vector<std::string> users, Token&& token = Token()) {
        auto read = [users = std::move(users)](store::Store& store) { return detail::receive_options(store, users); };
        return from_store<std::vector<GetC2CRecvMsgOptResult>>(std::move(read), std::forward<Token>(token));
    }

    /// Searches the messages that this device holds for words, and parts of words, in any script: upper and lower case
    /// of ASCII, full-width and half-width forms are the same. `MessageSearchParam` says what else restricts it. Newest
    /// first; removed and recalled messages are not found, changed ones by their new words. 6017 for more than 5
    /// keywords or senders, or nothing to search for. Honours all cancellation, and fails as `Conversation::history`
    /// does.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto search(MessageSearchParam query, Token&& token = Token()) {
        return start<SearchResult>(detail::SearchMessages{core_, std::move(query)}, std::forward<Token>(token),
                                   detail::Cancels::any);
    }

    /// Makes a group with this user as its owner. 8501–8506 for ids and texts, 10021 id in use.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto create_group(CreateGroupParam group, Token&& token = Token()) {
        return start<CreateGroupResult>(detail::AskHub<CreateGroupResult>{"group.create", codec::to_json(group)},
                                        std::forward<Token>(token));
    }

    /// The groups of this user.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto groups(Token&& token = Token()) {
        using Groups = std::vector<GroupBaseInfo>;
        return start<Groups>(detail::AskHub<Groups>{"group.mine", std::string()}, std::forward<Token>(token));
    }

    /// Properties of several groups; one outcome a group, in their order.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto group_infos(std::vector<std::string> ids, Token&& token = Token()) {
        using Infos = std::vector<GetGroupInfoResult>;
        return start<Infos>(detail::AskHub<Infos>{"group.info", codec::to_json(ids)}, std::forward<Token>(token));
    }

    /// Requests to join that this user has made or may decide.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto applications(GroupPendencyOption page = GroupPendencyOption(), Token&& token = Token()) {
        return start<GroupPendencyResult>(
            detail::AskHub<GroupPendencyResult>{"group.applications", codec::to_json(page)},
            std::forward<Token>(token));
    }

    /// Accepts or refuses a request to join. 10024 when somebody did so already.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto decide(GroupPendency application, std::same_as<bool> auto accept, std::string text = std::string(),
                Token&& token = Token()) {
        const GroupHandlePendencyParam body(std::move(application), accept, std::move(text));
        return start<void>(detail::AskHub<void>{"group.decide", codec::to_json(body)}, std::forward<Token>(token));
    }

private:
    template <class T, class Start, class Token>
    auto start(Start work, Token&& token, detail::Cancels cancels = detail::Cancels::not_total) {
        return detail::initiate<T>(core_, std::chrono::milliseconds(0), cancels, std::move(work),
                                   std::forward<Token>(token));
    }

    template <class T, class Read, class Token>
    auto from_store(Read read, Token&& token) {
        return start<T>(detail::ReadStore<T, Read>{std::move(read)}, std::forward<Token>(token), detail::Cancels::any);
    }

    std::shared_ptr<detail::ClientCore> core_;
};

}  // namespace tim

#ifdef TIM_HEADER_ONLY
#include "tim/client/impl/client.ipp"
#endif
