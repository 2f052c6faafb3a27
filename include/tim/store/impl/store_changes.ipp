#pragma once

#include "tim/codec/write.hpp"
#include "tim/store/detail/conversation_list.hpp"
#include "tim/store/detail/importer.hpp"
#include "tim/store/detail/reads.hpp"
#include "tim/store/detail/removal.hpp"
#include "tim/store/impl/opened_store.ipp"

#include <utility>

namespace tim::store {

TIM_DECL Applied Store::import(const ConvKey& conv, std::span<const MessageData> messages) {
    if (messages.empty()) return {};
    Impl::Change change(*impl_);
    Applied applied;
    detail::Conversation conversation = detail::find_or_make_conversation(impl_->db, conv);
    conversation.newest = detail::newest_place(impl_->db, conversation.key);
    detail::Importer(impl_->db, impl_->user, conversation).put(messages);
    if (conversation.changed) applied.conversations.push_back(conv);
    change.commit();
    return applied;
}

TIM_DECL Updated Store::save(const ConvKey& conv, const MessageData& message) {
    Impl::Change change(*impl_);
    Updated updated;
    detail::Conversation conversation = detail::find_or_make_conversation(impl_->db, conv);
    detail::Messages messages(impl_->db, impl_->user);
    if (detail::Importer(impl_->db, impl_->user, conversation).put_newest(message))
        updated.changes.conversations.push_back(conv);
    const auto stored = messages.find(conversation.key, message.msg_id,
                                      message.sender.empty() ? std::string_view(impl_->user) : message.sender);
    if (stored) updated.message = messages.get(stored->key);
    change.commit();
    return updated;
}

TIM_DECL bool Store::set_local_data(const ConvKey& conv, std::string_view msg_id, std::string_view text,
                                    std::uint32_t number) {
    Impl::Change change(*impl_);
    const auto conversation = detail::find_conversation(impl_->db, conv);
    if (!conversation) return false;
    detail::Messages messages(impl_->db, impl_->user);
    const auto found = messages.find_all(conversation->key, msg_id);
    for (const detail::StoredMessage& message : found)
        impl_->db.run("INSERT OR REPLACE INTO local_data(message, text, number) VALUES(?, ?, ?)", message.key, text,
                      number);
    change.commit();
    return !found.empty();
}

TIM_DECL Removed Store::remove_local(const ConvKey& conv, std::span<const std::string> msg_ids) {
    Impl::Change change(*impl_);
    Removed removed;
    const auto conversation = detail::find_conversation(impl_->db, conv);
    if (!conversation) return removed;
    detail::Messages messages(impl_->db, impl_->user);
    detail::Removal removal(impl_->db);
    bool changed = false;
    for (const std::string& id : msg_ids) {
        for (const detail::StoredMessage& message : messages.find_all(conversation->key, id)) {
            if (message.status == MsgStatus::sending)
                removed.sending.push_back(id);
            else
                changed |= removal.remove(*conversation, message.key);
        }
    }
    if (changed) removed.changes.conversations.push_back(conv);
    change.commit();
    return removed;
}

TIM_DECL Applied Store::clear(const ConvKey& conv, Position to, bool hide) {
    Impl::Change change(*impl_);
    Applied applied;
    detail::Logs logs(impl_->db);
    // What was hidden before and is listed for a local message or a draft stays in the list without them.
    const bool leaves = hide || !detail::ConversationList(impl_->db, impl_->user).find(conv);
    if (detail::Log* const log = logs.find(conv)) {
        detail::Personal(impl_->db, impl_->user, logs).clear(*log, std::min(to, log->state.head), leaves);
    } else if (const auto conversation = detail::find_conversation(impl_->db, conv)) {
        detail::Removal(impl_->db).clear(*conversation, detail::last_position);
        detail::hide(impl_->db, conversation->key, leaves);
        logs.note(conv);
    }
    logs.save(applied);
    change.commit();
    return applied;
}

TIM_DECL Applied Store::mark_read(const ConvKey& conv, std::string_view up_to_id) {
    Impl::Change change(*impl_);
    Applied applied;
    detail::Logs logs(impl_->db);
    if (detail::Log* const log = logs.find(conv)) detail::Reads(impl_->db, impl_->user).mark(*log, up_to_id);
    logs.save(applied);
    change.commit();
    return applied;
}

TIM_DECL Applied Store::mark_all(std::optional<ConvType> type) {
    Impl::Change change(*impl_);
    Applied applied;
    detail::Logs logs(impl_->db);
    detail::Reads reads(impl_->db, impl_->user);
    db::Rows rows =
        impl_->db.query("SELECT l.conv FROM logs l JOIN conversations c ON c.key = l.conv WHERE c.type IN (?, ?)",
                        type.value_or(ConvType::c2c), type.value_or(ConvType::group));
    while (rows.next())
        if (detail::Log* const log = logs.find_by_key(rows.get<std::int64_t>(0))) reads.mark(*log, {});
    logs.save(applied);
    change.commit();
    return applied;
}

TIM_DECL Applied Store::note_told(const wire::ReadMark& mark) {
    Impl::Change change(*impl_);
    Applied applied;
    detail::Logs logs(impl_->db);
    if (detail::Log* const log = logs.find(mark.log)) log->told_read(std::min(mark.pos, detail::last_position));
    logs.save(applied);
    change.commit();
    return applied;
}

TIM_DECL Applied Store::set_draft(const ConvKey& conv, const std::optional<Draft>& draft) {
    Impl::Change change(*impl_);
    Applied applied;
    std::optional<std::string> text;
    if (draft) text = codec::to_json(*draft);
    const auto conversation = detail::find_or_make_conversation(impl_->db, conv);
    const bool changed = impl_->db.run("UPDATE conversations SET draft = ?1 WHERE key = ?2 AND draft IS NOT ?1", text,
                                       conversation.key) != 0;
    if (changed) applied.conversations.push_back(conv);
    change.commit();
    return applied;
}

}  // namespace tim::store
