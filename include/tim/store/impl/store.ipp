#pragma once

#include "tim/store/detail/merge.hpp"
#include "tim/store/detail/outbox.hpp"
#include "tim/store/impl/opened_store.ipp"

namespace tim::store {

TIM_DECL bool Store::greet(std::string_view epoch, std::string_view user_log, Position user_head) {
    Impl::Change change(*impl_);
    const std::string known = impl_->db.find<std::string>("SELECT epoch FROM device").value_or("");
    detail::Logs logs(impl_->db);
    detail::Log* users = logs.find(detail::system_conversation());
    const bool is_another = !known.empty() && (known != epoch || !users || users->state.log != user_log ||
                                               user_head < users->state.held.newest());
    if (is_another) {
        logs.forget_all();
        detail::Outbox(impl_->db, impl_->user).forget_numbers();
        users = nullptr;
    }
    if (known != epoch) impl_->db.run("UPDATE device SET epoch = ?", epoch);
    if (!users) users = &logs.attach(detail::system_conversation(), user_log, 1);
    users->changed |= user_head > users->state.head;
    users->state.head = std::max(users->state.head, user_head);
    Applied applied;
    logs.save(applied);
    change.commit();
    return is_another;
}

TIM_DECL Applied Store::learn(std::span<const wire::Head> heads, Position as_of) {
    Impl::Change change(*impl_);
    detail::Logs logs(impl_->db);
    detail::Personal personal(impl_->db, impl_->user, logs);
    for (const wire::Head& head : heads) {
        logs.learn(head, as_of);
        if (detail::Log* const log = logs.find(head.log)) personal.wake(*log);
    }
    Applied applied;
    logs.save(applied);
    change.commit();
    return applied;
}

TIM_DECL Applied Store::apply(std::span<const Batch> batches) {
    Impl::Change change(*impl_);
    detail::Merge merge(impl_->db, impl_->user);
    std::string user_log;
    if (batches.size() > 1)
        user_log =
            impl_->db
                .find<std::string>("SELECT l.id FROM conversations c JOIN logs l ON l.conv = c.key WHERE c.type = ?",
                                   ConvType::system)
                .value_or("");
    for (const Batch& batch : batches)
        if (batch.range.log == user_log) merge.take(batch);
    for (const Batch& batch : batches)
        if (batch.range.log != user_log) merge.take(batch);
    Applied applied = merge.finish();
    change.commit();
    return applied;
}

TIM_DECL Saved Store::save_outgoing(const MessageData& message, const Outgoing& outgoing) {
    Impl::Change change(*impl_);
    detail::Messages messages(impl_->db, impl_->user);
    detail::Outbox outbox(impl_->db, impl_->user);
    const MsgStatus status = message.status == MsgStatus{} ? MsgStatus::sending : message.status;
    const detail::LocalBody body(message, outgoing.text);
    Saved saved;
    saved.changes.conversations.emplace_back(message.conv_type, message.conv_id);
    if (status == MsgStatus::sending)
        if (const auto key = messages.insert_sending(message, body)) {
            outbox.put(*key, outgoing, !body.is_own());
            change.commit();
            return saved;
        }
    const auto conversation = detail::find_or_make_conversation(impl_->db, saved.changes.conversations.front());
    const auto stored =
        messages.find(conversation.key, message.msg_id, message.sender.empty() ? impl_->user : message.sender);
    if (stored && stored->status == MsgStatus::send_succ) {
        saved.changes.conversations.clear();
        saved.delivered = messages.get(stored->key);
        return saved;
    }
    const bool is_afloat = stored && stored->place.era == detail::era_afloat;
    detail::Place place;
    if (status != MsgStatus::sending)
        place = messages.behind_newest(conversation);
    else
        place = is_afloat ? stored->place : messages.behind(conversation.key, detail::era_afloat, 0);
    const std::int64_t key =
        stored ? stored->key : messages.insert_local(conversation.key, place, message, body, status);
    if (stored) messages.replace_local(key, place, message, body, status);
    if (status == MsgStatus::sending) outbox.replace(key, outgoing, !body.is_own());
    change.commit();
    return saved;
}

TIM_DECL Delivered Store::delivered(std::span<const Delivery> deliveries) {
    Impl::Change change(*impl_);
    detail::Merge merge(impl_->db, impl_->user);
    detail::Messages messages(impl_->db, impl_->user);
    Delivered delivered;
    std::optional<detail::Conversation> conversation;
    for (const Delivery& delivery : deliveries) {
        auto& known = delivered.known.emplace_back();
        if (merge.acknowledge_sending(delivery.conv, delivery.msg_id, delivery.sent)) continue;
        if (!conversation || conversation->name != delivery.conv)
            conversation = detail::find_or_make_conversation(impl_->db, delivery.conv);
        const auto stored = messages.find(conversation->key, delivery.msg_id, impl_->user);
        if (!stored && merge.acknowledge_cleared(delivery.conv, delivery.sent)) continue;
        if (!stored) db::throw_error(db::Problem::statement, "no such message of one's own in the conversation");
        if (!stored->is_undelivered()) known = messages.get(stored->key);
        merge.acknowledge(delivery.conv, *stored, delivery.sent);
    }
    delivered.changes = merge.finish();
    change.commit();
    return delivered;
}

TIM_DECL void Store::number(std::span<const Numbered> numbers) {
    Impl::Change change(*impl_);
    detail::Outbox outbox(impl_->db, impl_->user);
    for (const Numbered& numbered : numbers) outbox.number(numbered);
    change.commit();
}

TIM_DECL std::vector<Unsent> Store::unsent() {
    std::vector<std::int64_t> keys;
    std::vector<Unsent> list = detail::Outbox(impl_->db, impl_->user).rows(keys);
    detail::Messages messages(impl_->db, impl_->user);
    for (std::size_t i = 0; i < list.size(); ++i) {
        list[i].message = messages.get(keys[i]);
        list[i].uncertain |= list[i].outgoing.n == 0 && !impl_->keeps_commits;
    }
    return list;
}

TIM_DECL std::vector<MessageData> Store::fail_unwritten(std::int32_t why) {
    Impl::Change change(*impl_);
    detail::Messages messages(impl_->db, impl_->user);
    std::vector<MessageData> failed;
    detail::Outbox outbox(impl_->db, impl_->user);
    for (const std::int64_t key : outbox.given_up(impl_->keeps_commits)) {
        const MessageData message = messages.get(key);
        const auto conversation =
            detail::find_or_make_conversation(impl_->db, ConvKey(message.conv_type, message.conv_id));
        messages.mark_failed(key, messages.behind_newest(conversation), why);
        failed.push_back(messages.get(key));
    }
    outbox.unwant_unnumbered(why);
    change.commit();
    return failed;
}

TIM_DECL void Store::unwant(const ConvKey& conv, std::string_view msg_id, std::int32_t why) {
    const auto conversation = detail::find_conversation(impl_->db, conv);
    if (!conversation) return;
    const auto stored = detail::Messages(impl_->db, impl_->user).find(conversation->key, msg_id, impl_->user);
    if (stored) detail::Outbox(impl_->db, impl_->user).unwant(stored->key, why);
}

TIM_DECL Updated Store::failed(const ConvKey& conv, std::string_view msg_id, std::int32_t why) {
    Impl::Change change(*impl_);
    detail::Messages messages(impl_->db, impl_->user);
    Updated updated;
    const auto conversation = detail::find_conversation(impl_->db, conv);
    const auto stored = conversation ? messages.find(conversation->key, msg_id, impl_->user) : std::nullopt;
    if (!stored) return updated;
    if (stored->status == MsgStatus::sending) {
        messages.mark_failed(stored->key, messages.behind_newest(*conversation), why);
        updated.changes.conversations.push_back(conv);
    }
    updated.message = messages.get(stored->key);
    change.commit();
    return updated;
}

TIM_DECL Applied Store::discard(const ConvKey& conv, std::string_view msg_id) {
    Impl::Change change(*impl_);
    Applied changes;
    const auto conversation = detail::find_conversation(impl_->db, conv);
    if (!conversation) return changes;
    detail::Messages messages(impl_->db, impl_->user);
    const auto stored = messages.find(conversation->key, msg_id, impl_->user);
    if (!stored || !stored->is_undelivered()) return changes;
    messages.erase(stored->key);
    changes.conversations.push_back(conv);
    change.commit();
    return changes;
}

}  // namespace tim::store
