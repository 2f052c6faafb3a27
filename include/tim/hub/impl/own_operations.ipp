#pragma once

#include "tim/codec/write.hpp"
#include "tim/db/connection.hpp"
#include "tim/hub/detail/group_membership.hpp"
#include "tim/hub/detail/log_rates.hpp"
#include "tim/hub/detail/log_view.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/operation_io.hpp"
#include "tim/hub/detail/own_operations.hpp"
#include "tim/hub/detail/own_rows.hpp"
#include "tim/wire/messages.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tim::hub {
namespace detail {

/// What is counted one by one; other requests wait for it.
inline constexpr Position most_unread_positions = 10'000;

TIM_DECL bool holds_readable(Tx& tx, const LogRow& log, Position from, Position to) {
    return tx.db
        .find<int>(
            "SELECT 1 FROM entries WHERE log = ? AND pos >= ? AND pos <= ?"
            " AND kind IN ('message', 'tip', 'notice') LIMIT 1",
            log.key, from, to)
        .has_value();
}

/// A pair's log tells both users, any other log concerns the reader only.
TIM_DECL void tell_read(Tx& tx, LogView& view, const wire::ReadMark& mark) {
    if (view.log.kind != LogKind::pair) return tell_own(tx, view.user, "read", codec::to_json(mark));
    NewEntry entry;
    entry.kind = "read";
    entry.from = view.user;
    entry.body = codec::to_json(mark);
    entry.numbered = false;
    append(tx, view.log, std::move(entry));
}

/// The id of what the user can still take away from himself at the position; none when there is nothing.
TIM_DECL std::optional<std::string> removable(Tx& tx, const LogView& view, Position position) {
    if (position <= view.gone || position > view.head || !view.reaches(position)) return std::nullopt;
    db::Rows rows =
        tx.db.query("SELECT kind, audience, msg_id FROM entries WHERE log = ? AND pos = ?", view.log.key, position);
    if (!rows.next() || !is_readable(rows.get<std::string_view>(0))) return std::nullopt;
    if (!rows.is_null(1) && !is_named(rows.get<std::string_view>(1), view.user)) return std::nullopt;
    return rows.get<std::string>(2);
}

TIM_DECL Result<void> check_removal(const Tx& tx, const wire::Removal& removal) {
    const Limits& limits = tx.options.limits();
    if (removal.positions.empty()) return Failure(Errc::invalid_parameters, "no positions");
    const std::size_t most = removal.single ? 1 : limits.removed_messages;
    if (removal.positions.size() > most)
        return Failure(Errc::invalid_parameters, "at most " + std::to_string(most) + " messages are removed at once");
    return {};
}

TIM_DECL bool is_hurried(Tx& tx, const Caller& caller) {
    const double most = tx.options.limits().removals_per_second;
    return tx.rates && !tx.rates->pass(ensure_user(tx, caller.user).key, tx.options.clock().steady_now(), most);
}

TIM_DECL Result<void> set_up_pair(Tx& tx, const std::string& user, const wire::SettingsChange& change) {
    const auto log = open_pair_log(tx, user, change.conv_id);
    if (!log) return log.error();
    change_settings(tx, *log, user, change);
    return {};
}

TIM_DECL Result<void> set_up_group(Tx& tx, const std::string& user, const wire::SettingsChange& change) {
    auto seat = take_seat(tx, change.conv_id, user);
    if (!seat) return seat.error();
    change_settings(tx, seat->group, seat->me, change);
    return {};
}

TIM_DECL Result<void> check_option(ConvType type, ReceiveMessageOpt option) {
    const bool group = type == ConvType::group;
    if (option > (group ? ReceiveMessageOpt::not_notify_except_at : ReceiveMessageOpt::not_notify))
        return Failure(Errc::invalid_parameters, "receive options are 0 to 2, and 3 in groups");
    return {};
}

TIM_DECL Result<void> check_options(const Tx& tx, const wire::ReceiveOptions& wanted) {
    const Limits& limits = tx.options.limits();
    if (wanted.users.empty() || wanted.users.size() > limits.options_users)
        return Failure(Errc::invalid_parameters,
                       "receive options are set for 1 to " + std::to_string(limits.options_users) + " users at once");
    for (const std::string& user : wanted.users)
        if (const auto checked = check_conversation({ConvType::c2c, user}, limits); !checked) return checked.error();
    return check_option(ConvType::c2c, wanted.recv_opt);
}

}  // namespace detail

TIM_DECL Answer read_operation(Tx& tx, const Caller& caller, std::string_view body) {
    auto mark = read_body<wire::ReadMark>(tx, body);
    if (!mark) return Answer::refused(mark.error());
    auto view = view_log(tx, caller.user, mark->log);
    if (!view) return Answer::refused(view.error());
    mark->pos = std::min(mark->pos, view->head);
    if (mark->pos <= view->read || !detail::holds_readable(tx, view->log, view->read + 1, mark->pos)) {
        mark->pos = view->read;
        return answer_with(*mark);
    }
    store_read(tx, view->log.key, caller.user, mark->pos);
    detail::tell_read(tx, *view, *mark);
    return answer_with(*mark);
}

TIM_DECL Answer remove_operation(Tx& tx, const Caller& caller, std::string_view body) {
    auto removal = read_body<wire::Removal>(tx, body);
    if (!removal) return Answer::refused(removal.error());
    if (const auto checked = detail::check_removal(tx, *removal); !checked) return Answer::refused(checked.error());
    const auto view = view_log(tx, caller.user, removal->log);
    if (!view) return Answer::refused(view.error());
    if (!removal->single && detail::is_hurried(tx, caller))
        return Answer::passing({Errc::sdk_comm_api_call_frequency_limit, "too many removals a second"});

    std::sort(removal->positions.begin(), removal->positions.end());
    wire::Removal gone;
    gone.log = removal->log;
    for (const Position position : removal->positions) {
        auto id = detail::removable(tx, *view, position);
        if (!id || !store_removal(tx, view->log.key, caller.user, position)) continue;
        gone.positions.push_back(position);
        gone.ids.push_back(*std::move(id));
    }
    if (gone.positions.empty()) return Answer::done();
    tell_own(tx, caller.user, "removed", codec::to_json(gone));
    return Answer::done();
}

TIM_DECL Answer clear_operation(Tx& tx, const Caller& caller, std::string_view body) {
    auto clear = read_body<wire::Clear>(tx, body);
    if (!clear) return Answer::refused(clear.error());
    const auto view = view_log(tx, caller.user, clear->log);
    if (!view) return Answer::refused(view.error());
    const OwnMarks before = marks_of(tx, view->log.key, caller.user);
    clear->pos = std::min(clear->pos, view->head);
    const bool hides = clear->pos == before.cleared && clear->hide && !before.hidden;
    if (clear->pos <= before.cleared && !hides) {
        clear->pos = before.cleared;
        clear->hide = before.hidden;
        return answer_with(*clear);
    }
    store_clear(tx, view->log.key, caller.user, clear->pos, clear->hide);
    tell_own(tx, caller.user, "cleared", codec::to_json(*clear));
    return answer_with(*clear);
}

TIM_DECL Answer settings_operation(Tx& tx, const Caller& caller, std::string_view body) {
    const auto change = read_body<wire::SettingsChange>(tx, body);
    if (!change) return Answer::refused(change.error());
    const auto checked = check_conversation({change->conv_type, change->conv_id}, tx.options.limits());
    if (!checked) return Answer::refused(checked.error());
    const auto known = detail::check_option(change->conv_type, change->recv_opt.value_or(ReceiveMessageOpt{}));
    if (!known) return Answer::refused(known.error());
    const bool group = change->conv_type == ConvType::group;
    const auto done =
        group ? detail::set_up_group(tx, caller.user, *change) : detail::set_up_pair(tx, caller.user, *change);
    return done ? Answer::done() : Answer::refused(done.error());
}

TIM_DECL Answer options_operation(Tx& tx, const Caller& caller, std::string_view body) {
    const auto wanted = read_body<wire::ReceiveOptions>(tx, body);
    if (!wanted) return Answer::refused(wanted.error());
    if (const auto checked = detail::check_options(tx, *wanted); !checked) return Answer::refused(checked.error());
    for (const std::string& user : wanted->users) {
        wire::SettingsChange change;
        change.conv_type = ConvType::c2c;
        change.conv_id = user;
        change.recv_opt = wanted->recv_opt;
        const auto done = detail::set_up_pair(tx, caller.user, change);
        if (!done) return Answer::refused(done.error());
    }
    return Answer::done();
}

TIM_DECL Answer unread_operation(Tx& tx, const Caller& caller, std::string_view body) {
    const auto query = read_body<wire::Unread>(tx, body);
    if (!query) return Answer::refused(query.error());
    const auto view = view_log(tx, caller.user, query->log);
    if (!view) return Answer::refused(view.error());
    wire::Unread reply;
    reply.log = view->log.id;
    reply.read = view->read;
    const Position too_far = view->head - std::min(view->head, detail::most_unread_positions);
    const Position floor = std::max({view->read, view->gone, too_far}) + 1;
    // A message for some members only is always quiet, so the audience need not be looked at.
    for (const Interval& interval : view->intervals)
        reply.count += tx.db
                           .find<std::uint64_t>(
                               "SELECT count(*) FROM entries WHERE log = ? AND pos >= ? AND pos <= ?"
                               " AND kind = 'message' AND quiet = 0 AND author <> ? AND NOT EXISTS"
                               " (SELECT 1 FROM removals WHERE removals.log = entries.log"
                               " AND removals.user_id = ? AND removals.pos = entries.pos)",
                               view->log.key, std::max(floor, interval.first), std::min(view->head, interval.last),
                               caller.user, caller.user)
                           .value();
    return answer_with(reply);
}

TIM_DECL std::span<const Operation> own_operations() noexcept {
    static constexpr std::array operations = {
        Operation{"clear", clear_operation, true},       Operation{"options", options_operation, true},
        Operation{"read", read_operation, false},        Operation{"remove", remove_operation, true},
        Operation{"settings", settings_operation, true}, Operation{"unread", unread_operation, true},
    };
    return operations;
}

}  // namespace tim::hub
