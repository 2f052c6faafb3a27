#pragma once

#include "tim/store/detail/locate.hpp"
#include "tim/store/detail/messages.hpp"
#include "tim/store/detail/timeline.hpp"

#include <utility>

namespace tim::store::detail {

TIM_DECL bool is_at(const MsgLocator& locator, const MessageData& message) {
    const std::uint64_t time = message.server_time != 0 ? message.server_time : message.client_time;
    return message.is_from_self == locator.is_self && message.seq == locator.seq && message.rand == locator.rand &&
           time == locator.time && (message.status == MsgStatus::revoked) == locator.is_revoked;
}

TIM_DECL std::optional<MessageData> locate(db::Connection& db, std::string_view user, const Conversation& conversation,
                                           const MsgLocator& locator) {
    if (locator.conv_type != ConvType{} && locator.conv_type != conversation.name.type) return std::nullopt;
    if (!locator.conv_id.empty() && locator.conv_id != conversation.name.id) return std::nullopt;
    const UnixMillis time = milliseconds(locator.time);
    const auto before = Timeline(db, conversation.key).last_not_later(time - 1);
    std::optional<MessageData> found;
    const auto look_behind = [&](const Place& place) {
        Messages messages(db, user);
        db::Rows rows = messages.behind_place(conversation.key, place);
        while (rows.next() && Messages::time(rows) / 1000 <= time / 1000) {
            Dated dated = messages.dated(rows);
            if (is_at(locator, dated.message)) found = std::move(dated.message);
        }
    };
    look_behind(before.value_or(before_all));
    look_behind({era_afloat, 0, 0});
    return found;
}

}  // namespace tim::store::detail
