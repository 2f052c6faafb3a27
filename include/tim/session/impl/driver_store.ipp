#pragma once

#include "tim/session/detail/driver.hpp"
#include "tim/session/detail/failures.hpp"

namespace tim::session {

// The outbox goes on when it is known that the hub's history is the one that this device holds; with another one it
// first sees which messages the hub has.
TIM_DECL void Driver::greet_store(const wire::Welcome& welcome) {
    struct Greeted {
        bool reset = false;
        store::State state;
    };
    const auto failures = std::exchange(unsaved_failures_, {});
    shown_waits_ = false;
    pipe_.run(
        [welcome, failures](store::Store& store) {
            for (const UnsavedFailure& failure : failures) store.failed(failure.conv, failure.msg_id, failure.why);
            Greeted greeted;
            greeted.reset = store.greet(welcome.epoch, welcome.user_log, welcome.user_head);
            greeted.state = store.state();
            return greeted;
        },
        [this, failures, visit = visit_, connection = connections_, head = welcome.user_head](Result<Greeted> greeted) {
            if (visit != visit_) return;
            if (greeted.has_error())
                for (const UnsavedFailure& failure : failures)  // unless it is being sent again
                    if (!send_keys_.contains({failure.conv, failure.msg_id})) unsaved_failures_.push_back(failure);
            if (greeted.has_value() && greeted->reset) {
                events_.reset({});
                hold_sends_ = true;
                outbox_.forget_logs();
                ++hub_history_;
                for (Requests::Done& done : requests_.another_history(detail::another_history())) call(std::move(done));
            }
            if (connection != connections_ || !connection_.up()) return;
            if (greeted.has_error()) return store_failed(greeted.error());
            marks_wait_ = true;
            marks_told_ = 0;
            if (!hold_sends_) outbox_.connected();
            requests_.history_known();
            sync_.start(greeted->state, head);
        });
}

TIM_DECL void Driver::on_applied(Result<store::Applied> changes, const std::vector<std::uint64_t>& numbers) {
    if (changes.has_error()) return store_failed(changes.error());
    take_changes(std::move(*changes));
    for (const std::uint64_t number : numbers) sync_.stored(number);
}

TIM_DECL void Driver::take_changes(store::Applied changes) {
    if (!store_ready_) return;
    index_later();
    sync_.applied(changes);
    events_.conversations(changes.conversations);
    if (!changes.reset.empty()) events_.reset(changes.reset);
    for (const store::PeerRead& read : changes.read_by_peer)
        if (read.time != 0)  // else nothing of it was shown here
            events_.read_by_peer({read.conv, static_cast<std::uint64_t>(to_seconds(read.time))});
    for (MessageData& message : changes.settled) found_in_log(std::move(message));
}

TIM_DECL void Driver::learn(std::vector<wire::Head> heads, Position as_of, std::uint64_t number) {
    pipe_.run([heads = std::move(heads), as_of](store::Store& store) { return store.learn(heads, as_of); },
              [this, number](Result<store::Applied> changes) {
                  if (changes.has_error()) return store_failed(changes.error());
                  take_changes(std::move(*changes));
                  if (number != 0) sync_.stored(number);
              });
}

// What was received is not stored, so the picture of the logs is wrong: begin anew from what the store has. A damaged
// one would fail again and again.
TIM_DECL void Driver::store_failed(const Failure& why) {
    note(LogLevel::error, "the local store failed: " + why.code.message() + " " + why.text);
    store_failure_ = why;
    const bool is_damaged = why.code == Errc::sdk_comm_database_failure;
    if (is_damaged && connection_.runs() && !leaving_) return end_session(ConnectionState::offline, why);
    if (link_ && !leaving_) break_link(why);
}

TIM_DECL void Driver::store_shown() {
    if (!shown_ || storing_shown_ || shown_waits_ || !store_ready_) return;
    storing_shown_ = true;
    const std::uint64_t arrival = *std::exchange(shown_, std::nullopt);
    pipe_.run([arrival](store::Store& store) { store.set_shown(arrival); },
              [this, arrival, visit = visit_](Result<void> stored) {
                  if (visit != visit_) return;
                  storing_shown_ = false;
                  if (stored.has_value()) return;
                  note(LogLevel::error, "the reading position was not stored");
                  shown_waits_ = !shown_;
                  if (!shown_) shown_ = arrival;
              });
}

TIM_DECL void Driver::deliver_event() {
    if (!receive_) return;
    if (auto event = events_.take())
        return complete(std::move(*std::exchange(receive_, std::nullopt)), std::move(*event));
    const auto after = events_.next_read();
    if (!after) return;
    pipe_.run([after = *after](store::Store& store) { return store.news(after, EventQueue::news_page); },
              [this, visit = visit_](Result<std::vector<store::News>> news) {
                  if (visit != visit_) return;
                  if (news.has_value()) return events_.read(std::move(*news));
                  events_.read_failed();
                  if (auto receive = std::exchange(receive_, std::nullopt)) complete(std::move(*receive), news.error());
              });
}

}  // namespace tim::session
