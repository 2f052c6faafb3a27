#pragma once

#include "tim/session/detail/driver.hpp"
#include "tim/session/detail/failures.hpp"
#include "tim/session/detail/outgoing.hpp"

namespace tim::session {

// Acknowledgements that come together are noted together.
TIM_DECL void Driver::handle_outcomes() {
    std::vector<Outbox::Outcome> delivered;
    for (Outbox::Outcome& outcome : outbox_.take_outcomes()) {
        switch (outcome.kind) {
            case Outbox::Outcome::Kind::delivered:
                delivered.push_back(std::move(outcome));
                break;
            case Outbox::Outcome::Kind::refused:
                fail_send(outcome.ticket, outcome.why);
                break;
            case Outbox::Outcome::Kind::ephemeral:
                move_to_ephemeral(outcome.ticket);
                break;
        }
    }
    if (!delivered.empty()) deliver(std::move(delivered));
}

TIM_DECL void Driver::deliver(std::vector<Outbox::Outcome> outcomes) {
    std::vector<store::Delivery> deliveries;
    deliveries.reserve(outcomes.size());
    for (Outbox::Outcome& outcome : outcomes) {
        MessageData& message = sends_.at(outcome.ticket).message;
        sync_.acknowledged(outcome.sent.log, outcome.sent.pos);
        message.seq = outcome.sent.seq;
        message.server_time = to_seconds(outcome.sent.time);
        message.version = outcome.sent.version;
        deliveries.emplace_back(detail::conversation_of(message), message.msg_id, std::move(outcome.sent));
    }
    pipe_.run([deliveries = std::move(deliveries)](store::Store& store) { return store.delivered(deliveries); },
              [this, visit = visit_, outcomes = std::move(outcomes)](Result<store::Delivered> delivered) mutable {
                  on_delivered(std::move(outcomes), std::move(delivered), visit);
              });
}

TIM_DECL void Driver::on_delivered(std::vector<Outbox::Outcome> outcomes, Result<store::Delivered> delivered,
                                   std::uint64_t visit) {
    if (delivered.has_error()) return on_undelivered(std::move(outcomes), delivered.error(), visit);
    if (delivered->changes.news > 0) events_.arrived();
    take_changes(std::move(delivered->changes));
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const auto send = sends_.find(outcomes[i].ticket);
        if (send == sends_.end()) continue;  // its user has left
        send->second.message.status = MsgStatus::send_succ;
        if (auto& known = delivered->known[i]) send->second.message = std::move(*known);
        finish_unsaved(outcomes[i].ticket, {});
    }
}

// The hub has them, this device could not note it: they are repeated, unless their log tells first.
TIM_DECL void Driver::on_undelivered(std::vector<Outbox::Outcome> outcomes, const Failure& why, std::uint64_t visit) {
    if (visit != visit_) {  // the outbox is another user's by now; theirs repeats them at the next login
        for (const Outbox::Outcome& outcome : outcomes) finish_unsaved(outcome.ticket, why);
        return;
    }
    for (Outbox::Outcome& outcome : outcomes) {
        if (const auto send = sends_.find(outcome.ticket); send != sends_.end())
            outbox_.restore(outcome.ticket, detail::conversation_of(send->second.message), std::move(outcome.earlier));
        end_call(outcome.ticket, why);
    }
    store_failed(why);
}

TIM_DECL void Driver::fail_send(std::uint64_t ticket, const Failure& reason) {
    const auto& [message, done, unwanted] = sends_.at(ticket);
    const bool was_taken_back = reason.code == Errc::sdk_send_message_failed_with_cancel && unwanted.code;
    const Failure why = was_taken_back ? unwanted : reason;
    note(LogLevel::info, "a message was not sent: " + why.code.message() + " " + why.text);
    UnsavedFailure failure{detail::conversation_of(message), message.msg_id, detail::number_of(why)};
    pipe_.run([failure](store::Store& store) { return store.failed(failure.conv, failure.msg_id, failure.why); },
              [this, ticket, why, visit = visit_, failure](Result<store::Updated> failed) {
                  if (failed.has_value()) {
                      take_changes(std::move(failed->changes));
                      if (failed->message.msg_id.empty()) return finish_unsaved(ticket, why);
                      const bool was_delivered = failed->message.status == MsgStatus::send_succ;
                      return finish_send(ticket, std::move(failed->message), was_delivered ? Failure() : why);
                  }
                  if (visit == visit_) unsaved_failures_.push_back(failure);
                  finish_unsaved(ticket, failed.error());
                  store_failed(failed.error());
              });
}

// What is tried once is not tried for a call that has ended.
TIM_DECL void Driver::move_to_ephemeral(std::uint64_t ticket) {
    if (sends_.at(ticket).unwanted.code) return fail_send(ticket, Errc::sdk_send_message_failed_with_cancel);
    if (!sends_.at(ticket).done)
        return fail_send(ticket, {Errc::invalid_conversation, "the conversation keeps no messages any more"});
    Sending sending = forget_send(ticket);
    disown(sending.message);
    std::string text = outgoing_text(sending.message);
    send_ephemeral(ticket, std::move(sending.message), std::move(text), std::move(sending.done));
}

// Why the message came to its end, no code when it is delivered.
TIM_DECL void Driver::end_cancel(std::uint64_t ticket, const Failure& why) {
    auto node = cancels_.extract(ticket);
    if (!node) return;
    if (why.code == Errc::sdk_send_message_failed_with_cancel) return complete<void>(std::move(node.mapped()), {});
    complete<void>(std::move(node.mapped()), why.code ? why : Failure(Errc::sdk_invalid_cancel_message));
}

TIM_DECL void Driver::give_up_send(std::uint64_t ticket, const Failure& why) {
    if (auto done = requests_.give_up(ticket, why)) return call(std::move(*done));
    const bool goes_on = outbox_.durable(ticket) && why.code != detail::aborted().code;
    if (!goes_on && outbox_.give_up(ticket)) return fail_send(ticket, why);
    end_call(ticket, why);
}

// An entry of one's own log brought a message that was not known to be delivered.
TIM_DECL void Driver::found_in_log(MessageData message) {
    const auto found = send_keys_.find({detail::conversation_of(message), message.msg_id});
    if (found == send_keys_.end()) return events_.settled(SendSettled(std::move(message), {}));
    const std::uint64_t ticket = found->second;
    if (!outbox_.contains(ticket)) return;  // its acknowledgement is on its way through the store
    outbox_.remove(ticket);
    finish_send(ticket, std::move(message), {});
}

TIM_DECL void Driver::end_call(std::uint64_t ticket, const Failure& why) {
    const auto send = sends_.find(ticket);
    if (send == sends_.end() || !send->second.done) return;
    operations_.remove(ticket);
    complete(std::exchange(send->second.done, {}), why);
}

TIM_DECL void Driver::finish_send(std::uint64_t ticket, MessageData message, const Failure& why) {
    if (!sends_.contains(ticket)) return;  // its user has left
    Sending sending = forget_send(ticket);
    operations_.remove(ticket);
    end_cancel(ticket, why);
    if (!sending.done)
        events_.settled(SendSettled(std::move(message), why));
    else if (why.code)
        complete(std::move(sending.done), why);
    else
        complete(std::move(sending.done), std::move(message));
}

// The store has no other state of the message.
TIM_DECL void Driver::finish_unsaved(std::uint64_t ticket, const Failure& why) {
    if (const auto send = sends_.find(ticket); send != sends_.end()) finish_send(ticket, send->second.message, why);
}

TIM_DECL Driver::Sending Driver::forget_send(std::uint64_t ticket) {
    Sending sending = std::move(sends_.extract(ticket).mapped());
    const auto key = send_keys_.find({detail::conversation_of(sending.message), sending.message.msg_id});
    if (key != send_keys_.end() && key->second == ticket) send_keys_.erase(key);
    return sending;
}

// The session is over: what was never written has failed, the calls of the rest end while their end is unknown.
TIM_DECL void Driver::end_sends(const Failure& why) {
    go_on_early(why);
    outbox_.end(why);
    handle_outcomes();
    for (const auto& [ticket, send] : sends_)
        if (outbox_.contains(ticket)) end_call(ticket, why);
    while (!cancels_.empty()) end_cancel(cancels_.begin()->first, why);
}

}  // namespace tim::session
