#pragma once

#include "tim/store/detail/conversation_list.hpp"
#include "tim/store/detail/history.hpp"
#include "tim/store/detail/locate.hpp"
#include "tim/store/impl/opened_store.ipp"

#include <algorithm>
#include <set>

namespace tim::store {

TIM_DECL HistoryPage Store::history(const HistoryRead& wanted) {
    const auto conversation = detail::find_conversation(impl_->db, wanted.conv);
    if (!conversation) return {};
    detail::Logs logs(impl_->db);
    const detail::Log* const log = wanted.complete ? logs.find(wanted.conv) : nullptr;
    return detail::History(impl_->db, impl_->user, wanted, *conversation, log ? &log->state : nullptr).read();
}

TIM_DECL std::vector<MessageData> Store::find(std::span<const std::string> msg_ids) {
    detail::Messages messages(impl_->db, impl_->user);
    std::vector<MessageData> found;
    std::set<std::string_view> seen;
    for (const std::string& id : msg_ids) {
        if (!seen.insert(id).second) continue;
        for (MessageData& message : messages.find(id)) found.push_back(std::move(message));
    }
    return found;
}

TIM_DECL std::vector<MessageData> Store::find(const ConvKey& conv, std::span<const MsgLocator> locators) {
    std::vector<MessageData> found;
    const auto conversation = detail::find_conversation(impl_->db, conv);
    if (!conversation) return found;
    for (const MsgLocator& locator : locators)
        if (auto message = detail::locate(impl_->db, impl_->user, *conversation, locator))
            found.push_back(std::move(*message));
    return found;
}

TIM_DECL std::vector<ConvInfo> Store::conversations() { return detail::ConversationList(impl_->db, impl_->user).all(); }

TIM_DECL std::optional<ConvInfo> Store::conversation(const ConvKey& conv) {
    return detail::ConversationList(impl_->db, impl_->user).find(conv);
}

TIM_DECL std::uint64_t Store::total_unread() { return detail::ConversationList(impl_->db, impl_->user).total_unread(); }

TIM_DECL wire::Settings Store::settings(const ConvKey& conv) {
    wire::Settings settings;
    settings.conv_type = conv.type;
    settings.conv_id = conv.id;
    db::Rows rows =
        impl_->db.query("SELECT pinned, recv_opt FROM conversations WHERE type = ? AND id = ?", conv.type, conv.id);
    if (!rows.next()) return settings;
    settings.pinned = rows.get<bool>(0);
    settings.recv_opt = rows.get<ReceiveMessageOpt>(1);
    return settings;
}

TIM_DECL std::vector<wire::ReadMark> Store::untold_marks(std::size_t count) {
    std::vector<wire::ReadMark> marks;
    db::Rows rows =
        impl_->db.query("SELECT id, read_to FROM logs WHERE read_to > read_told ORDER BY conv LIMIT ?", count);
    while (rows.next()) {
        wire::ReadMark& mark = marks.emplace_back();
        mark.log = rows.get<std::string>(0);
        mark.pos = rows.get<Position>(1);
    }
    return marks;
}

TIM_DECL Stored Store::positions(const ConvKey& conv, std::span<const std::string> msg_ids) {
    Stored stored;
    const auto conversation = detail::find_conversation(impl_->db, conv);
    if (!conversation) return stored;
    detail::Logs logs(impl_->db);
    const detail::Log* const log = logs.find(conv);
    bool is_partial = !conversation->past_log.empty();
    bool is_unknown = is_partial && !log;
    if (log) {
        stored.log = log->state.log;
        stored.head = log->state.head;
        // One that was forgotten and told of again may hold what it did, as long as nobody said how long it is.
        is_unknown = log->state.head == 0 && conversation->generation > 0;
        is_partial = is_unknown || log->state.held.oldest_hole(log->state.visible()).has_value();
    }
    stored.may_be_more = is_unknown && msg_ids.empty();
    detail::Messages messages(impl_->db, impl_->user);
    for (const std::string& id : msg_ids)
        for (const detail::StoredMessage& message : messages.find_all(conversation->key, id)) {
            if (message.is_held(*conversation))
                stored.positions.push_back(message.place.pos);
            else if (message.place.sub == 0 && is_partial)
                stored.may_be_more = true;
        }
    std::sort(stored.positions.begin(), stored.positions.end());
    stored.positions.erase(std::unique(stored.positions.begin(), stored.positions.end()), stored.positions.end());
    return stored;
}

TIM_DECL std::vector<News> Store::news(std::uint64_t arrival, std::size_t count) {
    return detail::Messages(impl_->db, impl_->user).news(arrival, count);
}

TIM_DECL std::uint64_t Store::shown() { return impl_->db.find<std::uint64_t>("SELECT shown FROM device").value_or(0); }

TIM_DECL void Store::set_shown(std::uint64_t arrival) {
    impl_->db.run("UPDATE device SET shown = ?1 WHERE shown < ?1", arrival);
}

}  // namespace tim::store
