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

TIM_DECL Failure client_gone() { return Failure(boost::asio::error::operation_aborted); }

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

/// Where the messages stand at the hub; 6015 when one of them is on its way.
TIM_DECL store::Stored locate_removed(store::Store& store, const ConvKey& conversation,
                                      const std::vector<std::string>& ids) {
    for (const MessageData& message : store.find(ids))
        if (message.status == MsgStatus::sending && ConvKey(message.conv_type, message.conv_id) == conversation)
            throw Error(Failure(Errc::in_progess, "a message that is on its way can only be cancelled"));
    return store.positions(conversation, ids);
}

TIM_DECL void remove_here(Session& session, const Call& call, ConvKey conversation, std::vector<std::string> ids,
                          Completion<void> done) {
    session.use_store(
        call,
        [conversation = std::move(conversation), ids = std::move(ids)](store::Store& store) {
            return store.remove_local(conversation, ids).changes;
        },
        std::move(done));
}

/// A message that the hub has must not stay there because its place is not known yet. What is unknown to a device that
/// was in step is not at the hub.
TIM_DECL Result<store::Stored> settled_places(Result<store::Stored> stored, bool was_in_step) {
    if (stored.has_value() && stored->may_be_more && !(stored->log.empty() && was_in_step))
        return Failure(Errc::in_progess, "the hub's history changed and is being fetched");
    return stored;
}

// First at the hub: what it refuses stays here, too.
TIM_DECL void RemoveMessages::operator()(Session& session, const Call& call, Completion<void> done) {
    const std::size_t most = session.limits().removed_messages;
    if (ids.empty() || ids.size() > most)
        return done(
            Failure(Errc::invalid_parameters, "1 to " + std::to_string(most) + " messages are removed at once"));
    const auto read = [conversation = conversation, ids = ids](store::Store& store) {
        return locate_removed(store, conversation, ids);
    };
    const bool in_step = session.state() == ConnectionState::online;
    auto remove = [conversation = std::move(conversation), ids = std::move(ids), scope = scope, in_step, call,
                   session = session.weak_from_this(), done = std::move(done)](Result<store::Stored> stored) mutable {
        const auto alive = session.lock();
        if (!alive) return done(client_gone());
        const bool only_here = scope == RemoveScope::this_device;
        if (!only_here) stored = settled_places(std::move(stored), in_step);
        if (stored.has_error()) return done(stored.error());
        if (only_here || stored->positions.empty())
            return remove_here(*alive, call, std::move(conversation), std::move(ids), std::move(done));
        wire::Removal body;
        body.log = std::move(stored->log);
        body.positions = std::move(stored->positions);
        alive->request(call, "remove", codec::to_json(body),
                       [conversation = std::move(conversation), ids = std::move(ids), call, session,
                        done = std::move(done)](Result<std::string> reply) mutable {
                           const auto still = session.lock();
                           if (!still) return done(client_gone());
                           if (reply.has_error()) return done(reply.error());
                           remove_here(*still, call, std::move(conversation), std::move(ids), std::move(done));
                       });
    };
    session::read_store<store::Stored>(session, call, read, std::move(remove));
}

TIM_DECL void clear_here(Session& session, const Call& call, ConvKey conversation, Position to, bool hide,
                         Completion<void> done) {
    session.use_store(
        call,
        [conversation = std::move(conversation), to, hide](store::Store& store) {
            return store.clear(conversation, to, hide);
        },
        std::move(done));
}

TIM_DECL void ClearConversation::operator()(Session& session, const Call& call, Completion<void> done) {
    const auto read = [conversation = conversation](store::Store& store) { return store.positions(conversation, {}); };
    const bool in_step = session.state() == ConnectionState::online;
    auto clear = [conversation = std::move(conversation), hide = hide, in_step, call,
                  session = session.weak_from_this(), done = std::move(done)](Result<store::Stored> stored) mutable {
        const auto alive = session.lock();
        if (!alive) return done(client_gone());
        stored = settled_places(std::move(stored), in_step);
        if (stored.has_error()) return done(stored.error());
        if (stored->log.empty())
            return clear_here(*alive, call, std::move(conversation), stored->head, hide, std::move(done));
        wire::Clear body;
        body.log = std::move(stored->log);
        body.pos = stored->head;
        body.hide = hide;
        alive->request(call, "clear", codec::to_json(body),
                       [conversation = std::move(conversation), call, session,
                        done = std::move(done)](Result<std::string> reply) mutable {
                           const auto still = session.lock();
                           if (!still) return done(client_gone());
                           if (reply.has_error()) return done(reply.error());
                           const auto cleared = codec::read<wire::Clear>(*reply);
                           if (cleared.has_error()) return done(cleared.error());
                           clear_here(*still, call, std::move(conversation), cleared->pos, cleared->hide,
                                      std::move(done));
                       });
    };
    session::read_store<store::Stored>(session, call, read, std::move(clear));
}

// A call that ends early does not take its mark back: the hub is to be told all the same.
TIM_DECL void MarkRead::operator()(Session& session, const Call& call, Completion<void> done) {
    session.use_store(
        call,
        [conversation = std::move(conversation), up_to = std::move(up_to), type = type](store::Store& store) {
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

// The entry that tells the change comes before the reply, so it is in the store before what is asked of that next.
TIM_DECL void ChangeSettings::operator()(Session& session, const Call& call, Completion<void> done) {
    const auto read = [conversation = conversation](store::Store& store) { return store.settings(conversation); };
    auto change = [pinned = pinned, option = receive_option, call, session = session.weak_from_this(),
                   done = std::move(done)](Result<wire::Settings> settings) mutable {
        const auto alive = session.lock();
        if (!alive) return done(client_gone());
        if (settings.has_error()) return done(settings.error());
        settings->pinned = pinned.value_or(settings->pinned);
        settings->recv_opt = option.value_or(settings->recv_opt);
        alive->request(call, "settings", codec::to_json(*settings),
                       [call, session, done = std::move(done)](Result<std::string> reply) mutable {
                           const auto still = session.lock();
                           if (!still) return done(client_gone());
                           if (reply.has_error()) return done(reply.error());
                           still->use_store(
                               call, [](store::Store&) { return store::Applied(); }, std::move(done));
                       });
    };
    session::read_store<wire::Settings>(session, call, read, std::move(change));
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

TIM_DECL void SearchMessages::operator()(Session& session, const Call& call, Completion<SearchResult> done) {
    if (const auto checked = store::check_search(query); checked.has_error()) return done(checked.error());
    const auto read = [query = std::move(query), now = to_seconds(session.clock().unix_now())](store::Store& store) {
        return store.search(query, now);
    };
    session::read_store<MessageSearchResult>(
        session, call, read, [core = core, done = std::move(done)](Result<MessageSearchResult> found) mutable {
            if (found)
                done(search_result(core, std::move(*found)));
            else
                done(found.error());
        });
}

}  // namespace tim::detail
