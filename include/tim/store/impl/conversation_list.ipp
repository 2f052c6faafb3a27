#pragma once

#include "tim/codec/read.hpp"
#include "tim/store/detail/conversation_list.hpp"
#include "tim/store/detail/messages.hpp"

#include <algorithm>
#include <utility>

namespace tim::store::detail {

/// Added to the time of what is pinned, as the documented interface has it.
inline constexpr std::uint64_t active_when_pinned = std::uint64_t{1} << 62;

/// Whether and how a message mentions the user.
TIM_DECL std::optional<GroupAtType> mention(const MessageData& message, std::string_view user) {
    bool me = false;
    bool all = false;
    for (const std::string& name : message.group_at_users) {
        me |= name == user;
        all |= name == at_all || name == at_all_older;
    }
    if (!me && !all) return std::nullopt;
    if (me && all) return GroupAtType::all_at_me;
    return me ? GroupAtType::me : GroupAtType::all;
}

TIM_DECL std::vector<ConvInfo> ConversationList::all() {
    std::vector<ConvInfo> list;
    db::Rows rows = db_.query("SELECT * FROM listable_conversations");
    while (rows.next())
        if (auto info = read(rows)) list.push_back(std::move(*info));
    std::sort(list.begin(), list.end(), [](const ConvInfo& a, const ConvInfo& b) {
        if (a.active_time != b.active_time) return a.active_time > b.active_time;
        return std::pair(a.conv_type, a.conv_id) < std::pair(b.conv_type, b.conv_id);
    });
    return list;
}

TIM_DECL std::optional<ConvInfo> ConversationList::find(const ConvKey& name) {
    db::Rows rows = db_.query("SELECT * FROM listable_conversations WHERE type = ? AND id = ?", name.type, name.id);
    return rows.next() ? read(rows) : std::nullopt;
}

TIM_DECL std::uint64_t ConversationList::total_unread() {
    return db_
        .find<std::uint64_t>("SELECT count(*) FROM unread_messages WHERE type IN (?, ?) AND recv_opt = ?",
                             ConvType::c2c, ConvType::group, ReceiveMessageOpt::receive)
        .value_or(0);
}

/// A row of the view `listable_conversations`.
TIM_DECL std::optional<ConvInfo> ConversationList::read(const db::Rows& rows) {
    Conversation conversation;
    conversation.key = rows.get<std::int64_t>(0);
    conversation.era = rows.get<std::int64_t>(3);
    conversation.generation = rows.get<std::int64_t>(4);
    ConvInfo info;
    info.conv_type = rows.get<ConvType>(1);
    info.conv_id = rows.get<std::string>(2);
    info.show_name = info.conv_id;
    info.is_pinned = rows.get<bool>(5);
    info.recv_opt = rows.get<ReceiveMessageOpt>(6);
    info.active_time = rows.get<std::uint64_t>(8);
    const bool is_hidden = !read_last(conversation.key, info) && rows.get<bool>(7);
    if (const auto text = rows.get<std::optional<std::string>>(9)) {
        Result<Draft> draft = codec::read<Draft>(*text);
        info.has_draft = draft.has_value();
        if (info.has_draft) {
            info.active_time = std::max<std::uint64_t>(info.active_time, std::uint64_t{draft->edit_time} * 1000);
            info.draft = std::move(*draft);
        }
    }
    if (!info.has_draft && (is_hidden || info.active_time == 0)) return std::nullopt;
    if (info.is_pinned) info.active_time += active_when_pinned;
    const auto read_to = rows.get<std::optional<Position>>(10);
    if (!read_to) return info;
    read_unread(conversation.key, info);
    read_mark(conversation, *read_to, info);
    return info;
}

/// The newest message orders the conversation, though it may be one that is not to be shown as its last. False: there
/// is no message.
TIM_DECL bool ConversationList::read_last(std::int64_t conv, ConvInfo& info) {
    Messages messages(db_, user_);
    db::Rows rows = messages.older(conv, behind_all);
    bool found = false;
    while (!info.has_last_msg && rows.next()) {
        Dated dated = messages.dated(rows);
        // A message without any time is still one.
        const auto time = static_cast<std::uint64_t>(std::max<UnixMillis>(dated.time, 1));
        if (!std::exchange(found, true)) info.active_time = std::max(info.active_time, time);
        if (dated.message.excluded_from_last_message) continue;
        info.has_last_msg = true;
        info.last_msg = std::move(dated.message);
    }
    return found;
}

TIM_DECL void ConversationList::read_unread(std::int64_t conv, ConvInfo& info) {
    info.unread_num = db_.find<std::uint64_t>("SELECT count(*) FROM unread_messages WHERE conv = ?", conv).value_or(0);
    if (info.conv_type != ConvType::group || info.unread_num == 0) return;
    db::Rows rows = db_.query("SELECT seq, body FROM unread_mentions WHERE conv = ? ORDER BY pos", conv);
    while (rows.next()) {
        const Result<MessageData> message = codec::read<MessageData>(rows.get<std::string_view>(1));
        const auto how = message.has_value() ? mention(*message, user_) : std::nullopt;
        if (!how) continue;
        GroupAtInfo& at = info.group_at_infos.emplace_back();
        at.seq = rows.get<std::uint64_t>(0);
        at.at_type = *how;
    }
}

TIM_DECL void ConversationList::read_mark(const Conversation& conversation, Position read_to, ConvInfo& info) {
    const auto newest = newest_entry(db_, conversation, read_to);
    if (!newest) return;
    if (info.conv_type == ConvType::c2c)
        info.c2c_read_timestamp = to_seconds(newest->time);
    else
        info.group_read_sequence = newest->seq;
}

}  // namespace tim::store::detail
