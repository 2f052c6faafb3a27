#pragma once

#include "tim/codec/write.hpp"
#include "tim/hub/detail/group_tips.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/model/message_data.hpp"
#include "tim/wire/messages.hpp"

#include <utility>

namespace tim::hub {
namespace detail {

TIM_DECL std::string system_message(Tx& tx, Elem element) {
    MessageData message;
    message.elements.push_back(std::move(element));
    message.client_time = to_seconds(tx.now);
    message.priority = MsgPriority::lowest;
    message.is_excluded_from_unread_count = true;
    return codec::to_json(message);
}

}  // namespace detail

TIM_DECL GroupTipsElem make_tip(GroupTipType type, std::string_view op) {
    GroupTipsElem tip;
    tip.tip_type = type;
    tip.op_user = op;
    tip.op_user_info = UserProfile(tip.op_user);
    return tip;
}

TIM_DECL void set_operator(GroupTipsElem& tip, const MemberRow& op) { tip.op_member_info = describe(op); }

TIM_DECL void add_affected(GroupTipsElem& tip, const MemberRow& member) {
    tip.users.push_back(member.user);
    tip.changed_users.emplace_back(member.user);
    tip.changed_members.push_back(describe(member));
}

TIM_DECL Position tell_members(Tx& tx, Group& group, GroupTipsElem tip) {
    tip.group_id = group.row.id;
    std::string message = detail::system_message(tx, std::move(tip));
    if (!group.kind->stores) {
        wire::Live live;
        live.conv_type = ConvType::group;
        live.conv_id = group.row.id;
        live.from = system_sender;
        live.time = tx.now;
        live.id = make_message_id(tx);
        live.message = RawJson(std::move(message));
        tell_live(tx, group.log, live);
        return group.log.head;
    }
    NewEntry entry;
    entry.kind = "tip";
    entry.from = system_sender;
    entry.id = make_message_id(tx);
    entry.body = std::move(message);
    return append(tx, group.log, std::move(entry)).pos;
}

TIM_DECL GroupReportElem make_notice(GroupReportType type, const Group& group, std::string_view op) {
    GroupReportElem notice;
    notice.report_type = type;
    notice.group_id = group.row.id;
    notice.group_name = group.row.name;
    notice.op_user = op;
    notice.op_user_info = UserProfile(notice.op_user);
    return notice;
}

TIM_DECL void notify(Tx& tx, std::string_view user, const GroupReportElem& notice) {
    LogRow log = ensure_user(tx, user);
    NewEntry entry;
    entry.kind = "notice";
    entry.from = system_sender;
    entry.id = make_message_id(tx);
    entry.body = detail::system_message(tx, notice);
    entry.numbered = false;
    append(tx, log, std::move(entry));
}

TIM_DECL void notify(Tx& tx, std::span<const std::string> users, const GroupReportElem& notice) {
    for (const std::string& user : users) notify(tx, user, notice);
}

}  // namespace tim::hub
