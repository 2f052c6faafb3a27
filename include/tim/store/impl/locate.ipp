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
    Messages messages(db, user);
    std::optional<Dated> found;
    const auto look_at = [&](const db::Rows& rows) {
        Dated dated = messages.dated(rows);
        if (is_at(locator, dated.message) && (!found || found->place < dated.place)) found = std::move(dated);
    };
    const auto look_behind = [&](const Place& place) {
        db::Rows rows = messages.behind_place(conversation.key, place);
        while (rows.next() && Messages::time(rows) / 1000 <= time / 1000) look_at(rows);
    };
    // They stand where they were put, whatever their clock said; failed ones have no time but their author's.
    const auto look_at_local = [&](UnixMillis from, UnixMillis to) {
        db::Rows rows = messages.local(conversation.key, from, to);
        while (rows.next()) look_at(rows);
    };
    look_behind(before.value_or(before_all));
    look_behind({era_afloat, 0, 0});
    look_at_local(0, 0);
    look_at_local(time, time + 999);
    if (!found) return std::nullopt;
    return std::move(found->message);
}

}  // namespace tim::store::detail
