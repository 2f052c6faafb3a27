#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/custom_fields.hpp"
#include "tim/hub/detail/dismissals.hpp"
#include "tim/hub/detail/group_tips.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/member_rows.hpp"
#include "tim/hub/detail/own_rows.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tim::hub {
namespace detail {

// Some 30 ms of the storage thread.
inline constexpr std::size_t leavers_in_a_step = 1000;

/// False when there may be more members.
TIM_DECL bool release_some(Tx& tx, const Group& group, std::string_view op) {
    const std::vector<std::string> leavers = first_members(tx, group.row.log, leavers_in_a_step);
    const GroupReportElem notice = make_notice(GroupReportType::dismissed, group, op);
    for (const std::string& user : leavers) {
        delete_member(tx, group.row.log, user);
        delete_custom_fields(tx, group.row.log, user);
        forget_settings(tx, group.row.log, user);
        hide_log(tx, group.log, user, group.conv(), group.log.head);
        notify(tx, user, notice);
    }
    return leavers.size() < leavers_in_a_step;
}

TIM_DECL void forget_group(Tx& tx, std::int64_t log) {
    tx.db.run("DELETE FROM custom_fields WHERE log = ?", log);
    tx.db.run("DELETE FROM bans WHERE log = ?", log);
    tx.db.run("DELETE FROM applications WHERE log = ?", log);
    tx.db.run("DELETE FROM dismissals WHERE log = ?", log);
}

}  // namespace detail

TIM_DECL void dismiss(Tx& tx, Group& group, std::string_view op) {
    dismiss_group_row(tx, group.row.log);
    group.row.dismissed = true;
    if (detail::release_some(tx, group, op)) return detail::forget_group(tx, group.row.log);
    tx.db.run("INSERT INTO dismissals (log, op) VALUES (?, ?)", group.row.log, op);
    Event event;
    event.kind = Event::Kind::unfinished;
    tx.tell(std::move(event));
}

TIM_DECL Answer dismissal_operation(Tx& tx, const Caller&, std::string_view) {
    std::string id, op;
    {
        db::Rows rows = tx.db.query("SELECT g.id, d.op FROM dismissals d JOIN chat_groups g ON g.log = d.log LIMIT 1");
        if (!rows.next()) return Answer::done();
        id = rows.get<std::string>(0);
        op = rows.get<std::string>(1);
    }
    const Result<Group> group = open_group_row(tx, id);
    if (group.has_error()) return Answer::refused(group.error());
    if (detail::release_some(tx, *group, op)) detail::forget_group(tx, group->row.log);
    return Answer::done("more");
}

}  // namespace tim::hub
