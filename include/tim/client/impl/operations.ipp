#pragma once

#include "tim/client/detail/operations.hpp"
#include "tim/codec/write.hpp"
#include "tim/core/time.hpp"

#include <algorithm>
#include <limits>

namespace tim::detail {

TIM_DECL void SendMessage::operator()(session::Session& session, const session::Call& call,
                                      session::Completion<Message> done) {
    session::Call own = call;
    own.durable = composed.durable;
    session.send(own, std::move(composed.message),
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

TIM_DECL Message prepare(const std::shared_ptr<ClientCore>& core, Composed composed,
                         std::chrono::milliseconds deadline) {
    if (!core) throw Error(no_client());
    if (const Result<void> prepared = core->session()->prepare(composed.message); !prepared)
        throw Error(prepared.error());
    return Message(core, std::move(composed.message), composed.durable, deadline);
}

TIM_DECL std::vector<Message> handles(const std::weak_ptr<ClientCore>& core, std::vector<MessageData> rows) {
    std::vector<Message> messages;
    messages.reserve(rows.size());
    for (MessageData& row : rows) messages.emplace_back(core, std::move(row));
    return messages;
}

/// A closed stretch of time that begins or ends at `begin`, as the direction says.
TIM_DECL void set_window(store::HistoryRead& wanted, const HistoryQuery& query, Clock& clock) {
    const auto period = static_cast<std::uint64_t>(std::max<std::int64_t>(query.period().count(), 0));
    if (query.begin() == 0 && period == 0) return;
    const std::uint64_t begin = query.begin() != 0 ? query.begin() : to_seconds(clock.unix_now());
    if (query.is_forward()) {
        wanted.begin = begin;
        if (period != 0) wanted.end = begin + std::min(period, std::numeric_limits<std::uint64_t>::max() - begin);
    } else {
        wanted.end = begin;
        if (period != 0) wanted.begin = begin - std::min(period, begin);
    }
}

TIM_DECL store::HistoryRead read_for(const ConvKey& conversation, const HistoryQuery& query, Clock& clock) {
    store::HistoryRead wanted(conversation, query.count());
    wanted.newer = query.is_forward();
    wanted.after = query.start_id();
    wanted.seq = conversation.type == ConvType::group ? query.start_seq() : 0;
    if (conversation.type == ConvType::group) wanted.seqs = query.seqs();
    wanted.types = query.types();
    wanted.complete = query.is_roaming();
    set_window(wanted, query, clock);
    return wanted;
}

TIM_DECL void ReadHistory::operator()(session::Session& session, const session::Call& call,
                                      session::Completion<std::vector<Message>> done) {
    if (query.count() == 0) return done(Failure(Errc::invalid_parameters, "count is zero"));
    session.history(call, read_for(conversation, query, session.clock()),
                    [core = core, done = std::move(done)](Result<session::Page> page) mutable {
                        if (page)
                            done(handles(core, std::move(page->messages)));
                        else
                            done(page.error());
                    });
}

TIM_DECL void NextPage::operator()(session::Session& session, const session::Call& call,
                                   session::Completion<std::vector<Message>> done) {
    if (state->busy) return done(Failure(Errc::in_progess, "another page is being read"));
    if (state->ended) return done(std::vector<Message>());
    HistoryQuery& query = state->query;
    if (query.count() == 0) return done(Failure(Errc::invalid_parameters, "count is zero"));
    state->busy = true;
    if (query.begin() == 0 && query.period().count() > 0)  // "now" is when the first page is asked for
        query.within(to_seconds(session.clock().unix_now()), query.period());
    session.history(call, read_for(conversation, query, session.clock()),
                    [core = core, state = state, done = std::move(done)](Result<session::Page> page) mutable {
                        state->busy = false;
                        if (page.has_error()) return done(page.error());
                        state->turn(*page);
                        done(handles(core, std::move(page->messages)));
                    });
}

TIM_DECL void PagesState::turn(const session::Page& page) {
    const bool is_last = page.whole && page.messages.size() < query.count();
    ended = is_last || !query.seqs().empty();
    if (page.messages.empty()) return;
    const std::string& last = page.messages.back().msg_id;
    query.is_forward() ? query.newer_than(last) : query.older_than(last);
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
