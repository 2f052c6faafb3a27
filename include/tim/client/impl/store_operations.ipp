#pragma once

#include "tim/client/detail/operations.hpp"
#include "tim/client/detail/store_operations.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/wire/tables.hpp"

#include <boost/asio/error.hpp>

namespace tim::detail {

using session::Call;
using session::Completion;
using session::Session;

/// For an operation that is several calls one after the other: one deadline for all of them.
TIM_DECL Call in_steps(const Session& session, Call call) {
    call.until = session.deadline_of(call);
    return call;
}

/// Whether an operation goes on behind a call that brought `before`, and with what session.
template <class T>
Result<std::shared_ptr<Session>> next_step(const std::weak_ptr<Session>& session, const Call& call,
                                           const Result<T>& before) {
    auto alive = session.lock();
    if (!alive || (call.cancelled && *call.cancelled)) return Failure(boost::asio::error::operation_aborted);
    if (before.has_error()) return before.error();
    return alive;
}

TIM_DECL Completion<std::vector<MessageData>> as_handles(const std::weak_ptr<ClientCore>& core,
                                                         Completion<Messages> done) {
    return [core, done = std::move(done)](Result<std::vector<MessageData>> rows) mutable {
        if (rows)
            done(handles(core, std::move(*rows)));
        else
            done(rows.error());
    };
}

TIM_DECL void FindMessages::operator()(Session& session, const Call& call, Completion<Messages> done) {
    const auto read = [ids = std::move(ids)](store::Store& store) { return store.find(ids); };
    session::read_store<std::vector<MessageData>>(session, call, read, as_handles(core, std::move(done)));
}

TIM_DECL void LocateMessages::operator()(Session& session, const Call& call, Completion<Messages> done) {
    const auto read = [conversation = std::move(conversation), locators = std::move(locators)](store::Store& store) {
        return store.find(conversation, locators);
    };
    session::read_store<std::vector<MessageData>>(session, call, read, as_handles(core, std::move(done)));
}

/// What a message that was made elsewhere may lack: id, sender and time. 6014 when nobody is logged in.
TIM_DECL Result<void> complete_message(Session& session, MessageData& message) {
    MessageData fresh;
    if (const auto prepared = session.prepare(fresh); prepared.has_error()) return prepared.error();
    if (message.msg_id.empty()) {
        message.msg_id = std::move(fresh.msg_id);
        message.rand = fresh.rand;
    }
    if (message.sender.empty()) message.sender = std::move(fresh.sender);
    if (message.client_time == 0) message.client_time = message.server_time;
    if (message.client_time == 0) message.client_time = fresh.client_time;
    return {};
}

TIM_DECL void ImportMessages::operator()(Session& session, const Call& call, Completion<void> done) {
    if (const auto checked = check_conversation(conversation); checked.has_error()) return done(checked.error());
    for (MessageData& message : messages)
        if (const auto completed = complete_message(session, message); completed.has_error())
            return done(completed.error());
    session.use_store(
        call,
        [conversation = std::move(conversation), messages = std::move(messages)](store::Store& store) {
            return store.import(conversation, messages);
        },
        std::move(done));
}

TIM_DECL void SaveMessage::operator()(Session& session, const Call& call, Completion<Message> done) {
    auto checked = check_conversation(conversation);
    if (checked.has_value()) checked = complete_message(session, message);
    if (checked.has_error()) return done(checked.error());
    const auto saved = std::make_shared<MessageData>();
    session.use_store(
        call,
        [saved, conversation = std::move(conversation), message = std::move(message)](store::Store& store) {
            store::Updated updated = store.save(conversation, message);
            *saved = std::move(updated.message);
            return std::move(updated.changes);
        },
        [saved, core = core, done = std::move(done)](Result<void> outcome) mutable {
            if (outcome)
                done(Message(core, std::move(*saved)));
            else
                done(outcome.error());
        });
}

TIM_DECL void SetLocalData::operator()(Session& session, const Call& call, Completion<Message> done) {
    session.use_store(
        call,
        [message = message](store::Store& store) {
            const ConvKey conversation(message.conv_type, message.conv_id);
            if (!store.set_local_data(conversation, message.msg_id, message.custom_str, message.custom_int))
                throw Error(Failure(Errc::sdk_comm_database_notfound, "this device does not hold the message"));
            return store::Applied();
        },
        [message = message, core = core, done = std::move(done)](Result<void> outcome) mutable {
            if (outcome)
                done(Message(core, std::move(message)));
            else
                done(outcome.error());
        });
}

/// 6015 when one of the messages is on its way.
TIM_DECL void check_removable(store::Store& store, const ConvKey& conversation, const std::vector<std::string>& ids) {
    for (const MessageData& message : store.find(ids))
        if (message.status == MsgStatus::sending && ConvKey(message.conv_type, message.conv_id) == conversation)
            throw Error(Failure(Errc::in_progess, "a message that is on its way can only be cancelled"));
}

TIM_DECL void remove_here(Session& session, const Call& call, ConvKey conversation, std::vector<std::string> ids,
                          Completion<void> done) {
    session.use_store(
        call,
        [conversation = std::move(conversation), ids = std::move(ids)](store::Store& store) {
            check_removable(store, conversation, ids);
            return store.remove_local(conversation, ids).changes;
        },
        std::move(done));
}

/// A message that the hub has must not stay there because its place is not known yet. What is unknown to a device that
/// was in step is not at the hub.
TIM_DECL Result<store::Stored> settled_places(Result<store::Stored> stored, bool was_in_step) {
    if (stored.has_value() && stored->may_be_more && !(stored->head == 0 && was_in_step))
        return Failure(Errc::in_progess, "the hub's history changed and is being fetched");
    return stored;
}

// First at the hub: what it refuses stays here, too.
TIM_DECL void remove_everywhere(Session& session, const Call& call, ConvKey conversation, std::vector<std::string> ids,
                                store::Stored stored, bool single, Completion<void> done) {
    if (stored.positions.empty())
        return remove_here(session, call, std::move(conversation), std::move(ids), std::move(done));
    wire::Removal body;
    body.log = std::move(stored.log);
    body.positions = std::move(stored.positions);
    body.single = single && body.positions.size() == 1;
    session.request(call, "remove", codec::to_json(body),
                    [conversation = std::move(conversation), ids = std::move(ids), call,
                     session = session.weak_from_this(), done = std::move(done)](Result<std::string> reply) mutable {
                        const auto next = next_step(session, call, reply);
                        if (next.has_error()) return done(next.error());
                        remove_here(**next, call, std::move(conversation), std::move(ids), std::move(done));
                    });
}

TIM_DECL void RemoveMessages::operator()(Session& session, const Call& one, Completion<void> done) {
    const std::size_t most = session.limits().removed_messages;
    if (messages.empty() || messages.size() > most)
        return done(
            Failure(Errc::invalid_parameters, "1 to " + std::to_string(most) + " messages are removed at once"));
    std::vector<std::string> ids;
    for (const Message& message : messages) {
        if (ConvKey(message.data().conv_type, message.data().conv_id) != conversation)
            return done(Failure(Errc::invalid_parameters, "a message of another conversation"));
        ids.push_back(message.id());
    }
    if (scope == RemoveScope::this_device)
        return remove_here(session, one, std::move(conversation), std::move(ids), std::move(done));
    Call call = in_steps(session, one);
    call.hub_history = session.hub_history();
    const auto read = [conversation = conversation, ids = ids](store::Store& store) {
        check_removable(store, conversation, ids);
        return store.positions(conversation, ids);
    };
    const bool in_step = session.state() == ConnectionState::online;
    auto remove = [conversation = std::move(conversation), ids = std::move(ids), in_step, single = single, call,
                   session = session.weak_from_this(), done = std::move(done)](Result<store::Stored> stored) mutable {
        stored = settled_places(std::move(stored), in_step);
        const auto next = next_step(session, call, stored);
        if (next.has_error()) return done(next.error());
        remove_everywhere(**next, call, std::move(conversation), std::move(ids), std::move(*stored), single,
                          std::move(done));
    };
    session::read_store<store::Stored>(session, call, read, std::move(remove));
}

/// Clears up to `to` of that log; without one the conversation had none.
TIM_DECL void clear_here(Session& session, const Call& call, ConvKey conversation, std::string log, Position to,
                         bool hide, Completion<void> done) {
    session.use_store(
        call,
        [conversation = std::move(conversation), log = std::move(log), to, hide](store::Store& store) {
            if (store.positions(conversation, {}).log != log)
                throw Error(Failure(Errc::in_progess, "the hub's history changed meanwhile"));
            return store.clear(conversation, to, hide);
        },
        std::move(done));
}

TIM_DECL void clear_everywhere(Session& session, const Call& call, ConvKey conversation, bool hide,
                               store::Stored stored, Completion<void> done) {
    if (stored.log.empty())
        return clear_here(session, call, std::move(conversation), std::string(), stored.head, hide, std::move(done));
    wire::Clear body;
    body.log = std::move(stored.log);
    body.pos = stored.head;
    body.hide = hide;
    session.request(call, "clear", codec::to_json(body),
                    [conversation = std::move(conversation), hide, call, session = session.weak_from_this(),
                     done = std::move(done)](Result<std::string> reply) mutable {
                        const auto next = next_step(session, call, reply);
                        if (next.has_error()) return done(next.error());
                        auto cleared = codec::read<wire::Clear>(*reply);
                        if (cleared.has_error()) return done(cleared.error());
                        // Whether the hub has hidden it says nothing of what is listed here for local messages.
                        clear_here(**next, call, std::move(conversation), std::move(cleared->log), cleared->pos, hide,
                                   std::move(done));
                    });
}

TIM_DECL void ClearConversation::operator()(Session& session, const Call& one, Completion<void> done) {
    Call call = in_steps(session, one);
    call.hub_history = session.hub_history();
    const auto read = [conversation = conversation](store::Store& store) { return store.positions(conversation, {}); };
    const bool in_step = session.state() == ConnectionState::online;
    auto clear = [conversation = std::move(conversation), hide = hide, in_step, call,
                  session = session.weak_from_this(), done = std::move(done)](Result<store::Stored> stored) mutable {
        stored = settled_places(std::move(stored), in_step);
        const auto next = next_step(session, call, stored);
        if (next.has_error()) return done(next.error());
        clear_everywhere(**next, call, std::move(conversation), hide, std::move(*stored), std::move(done));
    };
    session::read_store<store::Stored>(session, call, read, std::move(clear));
}

// A call that ends early does not take its mark back: the hub is to be told all the same.
TIM_DECL void MarkRead::operator()(Session& session, const Call& call, Completion<void> done) {
    if (up_to && ConvKey(up_to->data().conv_type, up_to->data().conv_id) != *conversation)
        return done(Failure(Errc::invalid_parameters, "a message of another conversation"));
    session.use_store(
        call,
        [conversation = std::move(conversation), up_to = up_to ? up_to->id() : "", type = type](store::Store& store) {
            return conversation ? store.mark_read(*conversation, up_to) : store.mark_all(type);
        },
        [session = session.weak_from_this(), done = std::move(done)](Result<void> marked) mutable {
            if (const auto alive = session.lock()) alive->marks_moved();
            done(marked);
        });
}

TIM_DECL void SetDraft::operator()(Session& session, const Call& call, Completion<void> done) {
    if (const auto checked = check_conversation(conversation); checked.has_error()) return done(checked.error());
    session.use_store(
        call,
        [conversation = std::move(conversation), draft = std::move(draft)](store::Store& store) {
            return store.set_draft(conversation, draft);
        },
        std::move(done));
}

/// Changes settings at the hub. The entries that tell the change come before the reply, so they are in the store before
/// what is asked of that next.
TIM_DECL void change_at_hub(Session& session, const Call& one, std::string op, std::string body,
                            Completion<void> done) {
    const Call call = in_steps(session, one);
    session.request(
        call, std::move(op), std::move(body),
        [call, session = session.weak_from_this(), done = std::move(done)](Result<std::string> reply) mutable {
            const auto next = next_step(session, call, reply);
            if (next.has_error()) return done(next.error());
            (*next)->use_store(
                call, [](store::Store&) { return store::Applied(); }, std::move(done));
        });
}

TIM_DECL void ChangeSettings::operator()(Session& session, const Call& call, Completion<void> done) {
    wire::SettingsChange change;
    change.conv_type = conversation.type;
    change.conv_id = std::move(conversation.id);
    change.pinned = pinned;
    change.recv_opt = receive_option;
    change_at_hub(session, call, "settings", codec::to_json(change), std::move(done));
}

TIM_DECL void SetReceiveOptions::operator()(Session& session, const Call& call, Completion<void> done) {
    wire::ReceiveOptions body;
    body.users = std::move(users);
    body.recv_opt = option;
    change_at_hub(session, call, "options", codec::to_json(body), std::move(done));
}

TIM_DECL std::vector<GetC2CRecvMsgOptResult> receive_options(store::Store& store,
                                                             const std::vector<std::string>& users) {
    std::vector<GetC2CRecvMsgOptResult> options;
    for (const std::string& user : users) {
        GetC2CRecvMsgOptResult& known = options.emplace_back();
        known.identifier = user;
        known.opt = store.settings(ConvKey(ConvType::c2c, user)).recv_opt;
    }
    return options;
}

TIM_DECL SearchResult search_result(const std::weak_ptr<ClientCore>& core, MessageSearchResult found) {
    SearchResult result;
    result.total = found.total_count;
    for (MessageSearchResultItem& item : found.items) {
        SearchHits& hits = result.conversations.emplace_back();
        hits.conversation = ConvKey(item.conv_type, std::move(item.conv_id));
        hits.total = item.total_message_count;
        hits.messages = handles(core, std::move(item.messages));
    }
    return result;
}

/// Takes what is in no index yet into it, a part at a time so that others get at the store in between, and searches.
TIM_DECL void search_step(Session& session, const Call& call, MessageSearchParam query, std::uint64_t now,
                          Completion<MessageSearchResult> done) {
    using Found = std::optional<MessageSearchResult>;
    const auto read = [query, now](store::Store& store) {
        constexpr std::size_t indexed_at_once = 2000;
        return store.index_some(indexed_at_once) ? Found() : Found(store.search(query, now));
    };
    auto go_on = [query = std::move(query), now, call, session = session.weak_from_this(),
                  done = std::move(done)](Result<Found> found) mutable {
        const auto next = next_step(session, call, found);
        if (next.has_error()) return done(next.error());
        if (*found) return done(std::move(**found));
        search_step(**next, call, std::move(query), now, std::move(done));
    };
    session::read_store<Found>(session, call, read, std::move(go_on));
}

TIM_DECL void SearchMessages::operator()(Session& session, const Call& call, Completion<SearchResult> done) {
    if (const auto checked = store::check_search(query); checked.has_error()) return done(checked.error());
    search_step(session, in_steps(session, call), std::move(query), to_seconds(session.clock().unix_now()),
                [core = core, done = std::move(done)](Result<MessageSearchResult> found) mutable {
                    if (found)
                        done(search_result(core, std::move(*found)));
                    else
                        done(found.error());
                });
}

}  // namespace tim::detail
