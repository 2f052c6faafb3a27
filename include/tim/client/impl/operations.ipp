#pragma once

#include "tim/client/detail/operations.hpp"
#include "tim/codec/write.hpp"

namespace tim::detail {

TIM_DECL void SendMessage::operator()(session::Session& session, const session::Call& call,
                                      session::Completion<Message> done) {
    session::Call own = call;
    own.durable = draft.durable;
    session.send(own, std::move(draft.message),
                 [core = core, done = std::move(done)](Result<MessageData> sent) mutable {
                     if (sent)
                         done(Message(core, std::move(*sent)));
                     else
                         done(sent.error());
                 });
}

TIM_DECL void EditMessage::operator()(session::Session& session, const session::Call& call,
                                      session::Completion<Message> done) {
    session.edit(call, std::move(message), [core = core, done = std::move(done)](Result<MessageData> edited) mutable {
        if (edited)
            done(Message(core, std::move(*edited)));
        else
            done(edited.error());
    });
}

TIM_DECL Message prepare(const std::shared_ptr<ClientCore>& core, Draft draft) {
    if (const Result<void> prepared = core->session()->prepare(draft.message); !prepared) throw Error(prepared.error());
    return Message(core, std::move(draft.message), draft.durable);
}

TIM_DECL void ReadHistory::operator()(session::Session& session, const session::Call& call,
                                      session::Completion<std::vector<Message>> done) {
    const auto read = [conversation = std::move(conversation), query = std::move(query)](store::Store& store) {
        return store.messages(conversation, query.count(), query.older_than());
    };
    session::read_store<std::vector<MessageData>>(
        session, call, read, [core = core, done = std::move(done)](Result<std::vector<MessageData>> rows) mutable {
            if (!rows) return done(rows.error());
            std::vector<Message> messages;
            messages.reserve(rows->size());
            for (MessageData& row : *rows) messages.emplace_back(core, std::move(row));
            done(std::move(messages));
        });
}

TIM_DECL Result<GroupDetailInfo> only_group(const Result<std::string>& text) {
    if (!text) return text.error();
    auto rows = codec::read<std::vector<GetGroupInfoResult>>(*text);
    if (!rows) return rows.error();
    if (rows->size() != 1) return Failure(Errc::parse_response_failed, "the hub tells of another number of groups");
    GetGroupInfoResult& row = rows->front();
    if (row.code != 0) return Failure(error_code(row.code, error_category()), std::move(row.desc));
    return std::move(row.info);
}

TIM_DECL void AskGroupInfo::operator()(session::Session& session, const session::Call& call,
                                       session::Completion<GroupDetailInfo> done) {
    const std::vector<std::string> body(1, group);
    session.request(call, "group.info", codec::to_json(body),
                    [done = std::move(done)](Result<std::string> text) mutable { done(only_group(text)); });
}

// The session's events hold data, the client's hold handles.
struct ToClientEvent {
    const std::weak_ptr<ClientCore>& core;

    Event operator()(session::MessageArrived&& event) const {
        return NewMessage(Message(core, std::move(event.message)));
    }
    Event operator()(session::SendSettled&& event) const {
        return SendSettled(Message(core, std::move(event.message)), std::move(event.failure));
    }
    template <class Same>
    Event operator()(Same&& event) const {
        return std::forward<Same>(event);
    }
};

TIM_DECL void ReceiveEvent::operator()(session::Session& session, const session::Call& call,
                                       session::Completion<Event> done) {
    session.receive(call, [core = core, done = std::move(done)](Result<session::Event> event) mutable {
        if (event)
            done(std::visit(ToClientEvent{core}, std::move(*event)));
        else
            done(event.error());
    });
}

}  // namespace tim::detail
