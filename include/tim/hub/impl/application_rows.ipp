#pragma once

#include "tim/db/connection.hpp"
#include "tim/hub/detail/application_rows.hpp"

#include <algorithm>

namespace tim::hub {
namespace detail {

/// Columns: time, log, kind, from_user, subject, message, decided_by, accepted, answer.
TIM_DECL ApplicationRow read_application(const db::Rows& rows) {
    ApplicationRow application;
    application.time = rows.get<UnixMillis>(0);
    application.log = rows.get<std::int64_t>(1);
    application.kind = rows.get<GroupPendencyType>(2);
    application.from = rows.get<std::string>(3);
    application.subject = rows.get<std::string>(4);
    application.message = rows.get<std::string>(5);
    application.decided_by = rows.get<std::optional<std::string>>(6);
    application.accepted = rows.get<bool>(7);
    application.answer = rows.get<std::string>(8);
    return application;
}

TIM_DECL std::optional<ApplicationRow> first_application(db::Rows rows) {
    return rows.next() ? std::optional<ApplicationRow>(read_application(rows)) : std::nullopt;
}

}  // namespace detail

TIM_DECL bool note_application(Tx& tx, ApplicationRow& application) {
    const auto same = tx.db.find<std::int64_t>(
        "SELECT 1 FROM applications WHERE log = ? AND subject = ? AND from_user = ? AND message = ?"
        " AND decided_by IS NULL",
        application.log, application.subject, application.from, application.message);
    if (same) return false;
    tx.db.run("DELETE FROM applications WHERE log = ? AND subject = ? AND from_user = ?", application.log,
              application.subject, application.from);
    const auto newest = tx.db.find<std::optional<UnixMillis>>("SELECT max(time) FROM applications").value();
    application.time = std::max(tx.now, newest.value_or(0) + 1);
    tx.db.run("INSERT INTO applications (time, log, kind, from_user, subject, message) VALUES (?, ?, ?, ?, ?, ?)",
              application.time, application.log, application.kind, application.from, application.subject,
              application.message);
    return true;
}

TIM_DECL std::optional<ApplicationRow> find_application(Tx& tx, std::int64_t log, UnixMillis time) {
    return detail::first_application(tx.db.query(
        "SELECT time, log, kind, from_user, subject, message, decided_by, accepted, answer FROM applications"
        " WHERE log = ? AND time = ?",
        log, time));
}

TIM_DECL std::optional<ApplicationRow> find_application(Tx& tx, std::int64_t log, std::string_view from,
                                                        std::string_view subject) {
    return detail::first_application(tx.db.query(
        "SELECT time, log, kind, from_user, subject, message, decided_by, accepted, answer FROM applications"
        " WHERE log = ? AND subject = ? AND from_user = ?",
        log, subject, from));
}

TIM_DECL void store_decision(Tx& tx, const ApplicationRow& application) {
    tx.db.run("UPDATE applications SET decided_by = ?, accepted = ?, answer = ? WHERE time = ?", application.decided_by,
              application.accepted, application.answer, application.time);
}

TIM_DECL void settle_applications(Tx& tx, std::int64_t log, std::string_view subject, std::string_view by) {
    tx.db.run(
        "UPDATE applications SET decided_by = ?, accepted = 1"
        " WHERE log = ? AND subject = ? AND decided_by IS NULL",
        by, log, subject);
}

TIM_DECL std::vector<ListedApplication> page_applications(Tx& tx, std::string_view manager, UnixMillis time,
                                                          std::uint32_t count) {
    db::Rows rows = tx.db.query(
        "SELECT a.time, a.log, a.kind, a.from_user, a.subject, a.message, a.decided_by, a.accepted, a.answer, g.id"
        " FROM members AS m JOIN applications AS a ON a.log = m.log JOIN chat_groups AS g ON g.log = a.log"
        " WHERE m.user_id = ? AND m.role > 200 AND NOT g.dismissed AND a.time <= ? ORDER BY a.time DESC LIMIT ?",
        manager, time, count);
    std::vector<ListedApplication> page;
    while (rows.next()) page.push_back({rows.get<std::string>(9), detail::read_application(rows)});
    return page;
}

TIM_DECL std::uint32_t count_waiting_applications(Tx& tx, std::string_view manager) {
    return tx.db
        .find<std::uint32_t>(
            "SELECT count(*) FROM members AS m JOIN applications AS a ON a.log = m.log"
            " JOIN chat_groups AS g ON g.log = a.log"
            " WHERE m.user_id = ? AND m.role > 200 AND NOT g.dismissed AND a.decided_by IS NULL",
            manager)
        .value_or(0);
}

}  // namespace tim::hub
