#pragma once

#include "tim/client/detail/core.hpp"
#include "tim/client/message.hpp"
#include "tim/client/search_result.hpp"
#include "tim/core/config.hpp"
#include "tim/model/conv_info.hpp"
#include "tim/model/message_search.hpp"
#include "tim/model/msg_locator.hpp"
#include "tim/model/receive_option.hpp"
#include "tim/session/session.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What the facade does with the local store, and with the hub where that keeps something for the user: named objects
/// as those of `operations.hpp`.
namespace tim::detail {

using Messages = std::vector<Message>;

/// Brings what `read(store)` returns.
template <class T, class Read>
struct ReadStore {
    Read read;

    void operator()(session::Session& session, const session::Call& call, session::Completion<T> done) {
        session::read_store<T>(session, call, std::move(read), std::move(done));
    }
};

struct FindMessages {
    std::weak_ptr<ClientCore> core;
    std::vector<std::string> ids;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<Messages> done);
};

struct LocateMessages {
    std::weak_ptr<ClientCore> core;
    ConvKey conversation;
    std::vector<MsgLocator> locators;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<Messages> done);
};

struct ImportMessages {
    ConvKey conversation;
    std::vector<MessageData> messages;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<void> done);
};

struct SaveMessage {
    std::weak_ptr<ClientCore> core;
    ConvKey conversation;
    MessageData message;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<Message> done);
};

struct SetLocalData {
    std::weak_ptr<ClientCore> core;
    MessageData message;  ///< as it is to become

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<Message> done);
};

struct RemoveMessages {
    ConvKey conversation;
    std::vector<Message> messages;
    RemoveScope scope;
    bool single = false;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<void> done);
};

struct ClearConversation {
    ConvKey conversation;
    bool hide;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<void> done);
};

/// One conversation, or without one all of a kind, or all.
struct MarkRead {
    std::optional<ConvKey> conversation;
    std::optional<Message> up_to;  ///< else the newest
    std::optional<ConvType> type;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<void> done);
};

struct SetDraft {
    ConvKey conversation;
    std::optional<tim::Draft> draft;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<void> done);
};

struct ChangeSettings {
    ConvKey conversation;
    std::optional<bool> pinned;
    std::optional<ReceiveMessageOpt> receive_option;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<void> done);
};

struct SetReceiveOptions {
    std::vector<std::string> users;
    ReceiveMessageOpt option;

    TIM_DECL void operator()(session::Session& session, const session::Call& call, session::Completion<void> done);
};

/// As far as this device knows.
TIM_DECL std::vector<GetC2CRecvMsgOptResult> receive_options(store::Store& store,
                                                             const std::vector<std::string>& users);

struct SearchMessages {
    std::weak_ptr<ClientCore> core;
    MessageSearchParam query;

    TIM_DECL void operator()(session::Session& session, const session::Call& call,
                             session::Completion<SearchResult> done);
};

}  // namespace tim::detail

#ifdef TIM_HEADER_ONLY
#include "tim/client/impl/store_operations.ipp"
#endif
