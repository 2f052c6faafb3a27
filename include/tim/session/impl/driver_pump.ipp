#pragma once

#include "tim/codec/write.hpp"
#include "tim/session/detail/driver.hpp"
#include "tim/wire/tables.hpp"

#include <array>

namespace tim::session {
namespace detail {

TIM_DECL std::string_view name_of(ConnectionState state) {
    constexpr std::array<std::string_view, 6> names = {"offline", "connecting", "syncing",
                                                       "online",  "kicked",     "expired"};
    return names[static_cast<std::size_t>(state)];
}

}  // namespace detail

TIM_DECL void Driver::pump() {
    if (stopped_) return;
    act_on_link();
    ask();
    handle_outcomes();
    note_progress();
    number_sends();
    publish();
    deliver_event();
    store_shown();
    tell_marks();
    index_when_calm();
    pipe_.flush();
    wake_link();
    set_timer();
}

TIM_DECL void Driver::act_on_link() {
    if (!store_ready_) return;
    for (;;) {
        switch (connection_.next(now(), options_.clock->unix_now())) {
            case LinkAction::none:
                return;
            case LinkAction::dial:
                dial();
                break;
            case LinkAction::greet:
                greet();
                break;
            case LinkAction::ping:
                ping();
                break;
            case LinkAction::drop:
                break_link({Errc::sdk_net_conn_timeout, "nothing was heard from the hub for too long"});
                break;
        }
    }
}

TIM_DECL void Driver::ask() {
    if (!connection_.up()) return;
    while (const auto query = sync_.next(now()))
        requests_.add(++last_number_, query->op, query->body, OnLost::forget,
                      [this, number = query->number](Result<wire::Incoming> reply) {
                          if (reply.has_value()) on_sync(number, *reply);
                      });
    while (const auto conv = outbox_.next_open(now())) {
        wire::OpenQuery query;
        query.conv_type = conv->type;
        query.conv_id = conv->id;
        requests_.add(++last_number_, "open", codec::to_json(query), OnLost::forget,
                      [this, conv = *conv](Result<wire::Incoming> reply) {
                          if (reply.has_value()) on_open(conv, *reply);
                      });
    }
}

TIM_DECL void Driver::note_progress() {
    if (!connection_.up() || !sync_.listed()) return;
    if (auto login = std::exchange(login_, std::nullopt)) complete<void>(std::move(*login), {});
    if (!sync_.caught_up()) return;
    connection_.caught_up();
    if (!std::exchange(hold_sends_, false)) return;
    outbox_.connected();
    ask();
}

TIM_DECL void Driver::publish() {
    for (ConnectionChanged& change : connection_.take_changes()) {
        std::string line = "connection: ";
        line += detail::name_of(change.state);
        if (change.reason.code) line += ", because: " + change.reason.code.message() + " " + change.reason.text;
        note(LogLevel::info, line);
        events_.changed(std::move(change));
    }
    state_ = connection_.state();
    publish_user();
}

TIM_DECL void Driver::publish_user() {
    const std::lock_guard lock(user_mutex_);
    if (!connection_.runs())
        user_.clear();
    else if (user_ != store_user_)
        user_ = store_user_;
}

TIM_DECL void Driver::wake_link() {
    if (!link_ || woken_) return;
    const bool waiting =
        connection_.up() && (requests_.waiting() || (requests_.has_room() && outbox_.has_write(now())));
    if (!waiting && !first_frame_) return;
    woken_ = true;
    link_->wake();
}

TIM_DECL void Driver::set_timer() {
    std::optional<SteadyMillis> earliest = operations_.wake_at();
    const auto consider = [&earliest](std::optional<SteadyMillis> at) {
        if (at && (!earliest || *at < *earliest)) earliest = at;
    };
    if (store_ready_) consider(connection_.wake_at());
    if (!indexing_) consider(index_at_);
    if (connection_.up()) {
        consider(outbox_.wake_at(now()));
        consider(sync_.wake_at());
        if (marks_wait_ && marks_at_ > now()) consider(marks_at_);
    }
    // A later time than the one that is set needs nothing: the alarm then asks in vain once, and is set anew.
    if (!earliest || (alarm_ && *alarm_ <= *earliest)) return;
    alarm_ = earliest;
    timer_->set(*earliest, [weak = weak_from_this()] {
        if (const auto session = weak.lock()) static_cast<Driver&>(*session).ring();
    });
}

TIM_DECL void Driver::ring() {
    alarm_.reset();
    const Failure why = connection_.up()
                            ? Failure(Errc::request_time_out, "no answer within the deadline")
                            : Failure(Errc::sdk_net_wait_send_timeout_no_network, "no connection within the deadline");
    while (const auto operation = operations_.take_due(now())) {
        const bool is_stores_fault = operation->kind == OperationKind::login && store_failure_.code;
        end_operation(*operation, is_stores_fault ? store_failure_ : why);
    }
    pump();
}

}  // namespace tim::session
