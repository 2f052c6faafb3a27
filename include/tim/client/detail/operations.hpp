#pragma once

#include "tim/client/detail/core.hpp"
#include "tim/client/event.hpp"
#include "tim/client/history_query.hpp"
#include "tim/client/message.hpp"
#include "tim/client/send_options.hpp"
#include "tim/codec/read.hpp"
#include "tim/core/config.hpp"
#include "tim/core/secret.hpp"
#include "tim/model/group_info.hpp"
#include "tim/session/session.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// What the facade's operations do on the session's strand: named objects for `initiate`, each called once. They know
/// their client weakly, because the session keeps them until they complete.
namespace tim::detail {

struct Login {
    std::string user;
    Secret user_sig;

    void operator()(session::Session& session, const session::Call& call, session::Completion<void> done) {
        session.login(call, std::move(user), std::move(user_sig), std::move(done));
    }
};

struct Logout {
    void operator()(session::Session& session, const session::Call& call, session::Completion<void> done) {
        session.logout(call, std::move(done));
    }
};

struct Close {
    void operator()(session::Session& session, const session::Call&, session::Completion<void> done) {
        session.close(std::move(done));
    }
};

/// A message that is put together, and how it is to be sent.
struct Composed {
    MessageData message;
    bool durable = false;
};

struct SendMessage {
    std::weak_ptr<ClientCore> core;
    Composed composed;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<Message> done);
};

struct EditMessage {
    std::weak_ptr<ClientCore> core;
    MessageData message;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<Message> done);
};

/// A message with an id, which is not sent yet; throws 6014, or 6017 without a client.
TIM_DECL Message prepare(const std::shared_ptr<ClientCore>& core, Composed composed,
                         std::chrono::milliseconds deadline);

struct CancelMessage {
    ConvKey conversation;
    std::string id;

    void operator()(session::Session& session, const session::Call& call, session::Completion<void> done) {
        session.cancel_send(call, std::move(conversation), std::move(id), std::move(done));
    }
};

struct ReadHistory {
    std::weak_ptr<ClientCore> core;
    ConvKey conversation;
    HistoryQuery query;

    TIM_DECL void operator()(session::Session& session, const session::Call& call,
                             session::Completion<std::vector<Message>> done);
};

TIM_DECL std::vector<Message> handles(const std::weak_ptr<ClientCore>& core, std::vector<MessageData> rows);

/// Where a series of pages stands. Touched on the strand.
struct PagesState {
    HistoryQuery query;
    bool busy = false;
    bool ended = false;

    /// This page was read.
    TIM_DECL void turn(const session::Page& page);
};

struct NextPage {
    std::weak_ptr<ClientCore> core;
    ConvKey conversation;
    std::shared_ptr<PagesState> state;

    TIM_DECL void operator()(session::Session& session, const session::Call& call,
                             session::Completion<std::vector<Message>> done);
};

struct ReceiveEvent {
    std::weak_ptr<ClientCore> core;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<Event> done);
};

/// A request of the protocol whose reply is a documented record, or nothing (`void`).
template <class Reply>
struct AskHub {
    std::string op;
    std::string body;

    void operator()(session::Session& session, const session::Call& call, session::Completion<Reply> done) {
        session.request(call, std::move(op), std::move(body),
                        [done = std::move(done)](Result<std::string> text) mutable {
                            if (!text)
                                done(text.error());
                            else if constexpr (std::is_void_v<Reply>)
                                done({});
                            else
                                done(codec::read<Reply>(*text));
                        });
    }
};

/// `group.info` for one group: the outcome in the list's only row becomes the operation's.
struct AskGroupInfo {
    std::string group;

    TIM_DECL void operator()(session::Session& session, const session::Call& call,
                             session::Completion<GroupDetailInfo> done);
};

/// Puts elements and options, in the order given, into one message.
inline void add_part(Composed& composed, const SendOptions& options) {
    MessageData set_apart = options.data();
    set_apart.elements = std::move(composed.message.elements);
    composed.message = std::move(set_apart);
    composed.durable = options.is_durable();
}
inline void add_part(Composed& composed, Elem element) { composed.message.elements.push_back(std::move(element)); }

template <class Part>
inline constexpr bool is_message_part =
    std::is_same_v<std::decay_t<Part>, SendOptions> || std::is_convertible_v<Part, Elem>;

}  // namespace tim::detail

#ifdef TIM_HEADER_ONLY
#include "tim/client/impl/operations.ipp"
#endif
