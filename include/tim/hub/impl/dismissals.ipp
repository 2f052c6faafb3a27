#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/custom_fields.hpp"
#include "tim/hub/detail/dismissals.hpp"
#include "tim/hub/detail/group_tips.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/member_rows.hpp"
#include "tim/hub/detail/own_rows.hpp"

#include <charconv>
#include <string>
#include <utility>
#include <vector>

namespace tim::hub {
namespace detail {

// Some 30 ms of the storage thread.
inline constexpr std::size_t leavers_in_a_step = 1000;

TIM_DECL void let_go(Tx& tx, const Group& group, std::string_view user, std::string_view op) {
    delete_member(tx, group.row.log, user);
    delete_custom_fields(tx, group.row.log, user);
    forget_settings(tx, group.row.log, user);
    hide_log(tx, group.log, user, group.conv(), group.log.head);
    notify(tx, user, make_notice(GroupReportType::dismissed, group, op));
}

/// True when that were all.
TIM_DECL bool let_some_go(Tx& tx, const Group& group, std::string_view op) {
    const std::int64_t log = group.row.log;
    const std::vector<std::string> leavers = first_members(tx, log, leavers_in_a_step);
    for (const std::string& user : leavers) let_go(tx, group, user, op);
    if (leavers.size() == leavers_in_a_step) return false;
    tx.db.run("DELETE FROM custom_fields WHERE log = ?", log);
    tx.db.run("DELETE FROM bans WHERE log = ?", log);
    tx.db.run("DELETE FROM applications WHERE log = ?", log);
    tx.db.run("DELETE FROM dismissals WHERE log = ?", log);
    return true;
}

}  // namespace detail

TIM_DECL void dismiss(Tx& tx, Group& group, std::string_view op) {
    dismiss_group_row(tx, group.row.log);
    group.row.dismissed = true;
    if (find_member(tx, group.row.log, op)) detail::let_go(tx, group, op, op);
    if (detail::let_some_go(tx, group, op)) return;
    tx.db.run("INSERT INTO dismissals (log, op) VALUES (?, ?)", group.row.log, op);
    Event event;
    event.kind = Event::Kind::unfinished;
    tx.tell(std::move(event));
}

TIM_DECL Answer dismissal_operation(Tx& tx, const Caller&, std::string_view body) {
    std::int64_t from = 0;
    std::from_chars(body.data(), body.data() + body.size(), from);
    std::int64_t log = 0;
    std::string op;
    {
        db::Rows rows = tx.db.query("SELECT log, op FROM dismissals WHERE log >= ? ORDER BY log LIMIT 1", from);
        if (!rows.next()) return Answer::done();
        log = rows.get<std::int64_t>(0);
        op = rows.get<std::string>(1);
    }
    const auto id = tx.db.find<std::string>("SELECT id FROM chat_groups WHERE log = ?", log);
    const Result<Group> group = open_group_row(tx, id.value_or(""));
    const bool is_over = group.has_error() || detail::let_some_go(tx, *group, op);
    return Answer::done(std::to_string(is_over ? log + 1 : log));
}

}  // namespace tim::hub
