#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/model/message_rules.hpp"
#include "tim/session/detail/driver.hpp"
#include "tim/session/detail/failures.hpp"
#include "tim/session/detail/outgoing.hpp"
#include "tim/wire/tables.hpp"

namespace tim::session {
namespace detail {

TIM_DECL ConvKey conversation_of(const MessageData& message) { return {message.conv_type, message.conv_id}; }

/// What keeps a message from being sent at all; no code when nothing does.
TIM_DECL Failure unsendable(const MessageData& message, const Limits& limits) {
    if (const auto checked = check_conversation(conversation_of(message), limits); checked.has_error())
        return checked.error();
    if (const auto checked = check_elements(message, limits); checked.has_error()) return checked.error();
    if (message_bytes(message) > limits.message_bytes)
        return {Errc::sdk_msg_body_size_limit, "larger than " + std::to_string(limits.message_bytes) + " bytes"};
    if (message.status == MsgStatus::send_succ) return {Errc::invalid_parameters, "the message was sent already"};
    return {};
}

/// Why a message failed, as a documented number.
TIM_DECL std::int32_t number_of(const Failure& why) {
    if (why.code == aborted().code) return static_cast<std::int32_t>(Errc::sdk_send_message_failed_with_cancel);
    if (why.code.category() == error_category()) return why.code.value();
    return static_cast<std::int32_t>(Errc::sdk_internal_error);
}

/// Why a message is to be taken back, from the number that the store keeps.
TIM_DECL Failure why_unwanted(std::int32_t number) {
    if (number == 0) return {};
    const Failure why{error_code(number, error_category())};
    if (why.code != Errc::sdk_not_logged_in) return why;
    return {why.code, "the program ended before the message was sent"};
}

}  // namespace detail

TIM_DECL void Driver::send(Call call, MessageData message, Completion<MessageData> done) {
    if (const Failure why = unwelcome(); why.code) return complete(std::move(done), why);
    if (const Failure why = detail::unsendable(message, options_.limits); why.code)
        return complete(std::move(done), why);
    prepare_outgoing(message, store_user_, static_cast<Platform>(options_.platform), ids_, options_.clock->unix_now());
    std::string text = outgoing_text(message);
    if (text.size() > options_.limits.message_text_bytes)
        return complete(std::move(done), Failure(Errc::sdk_msg_body_size_limit, "too large as JSON text"));
    const ConvKey conv = detail::conversation_of(message);
    if (const auto same = send_keys_.find({conv, message.msg_id}); same != send_keys_.end()) {
        join_send(call, same->second, std::move(done));
        return pump();
    }
    const std::uint64_t ticket = begin(call, OperationKind::send);
    if (message.is_online_msg || outbox_.ephemeral(conv))
        send_ephemeral(ticket, std::move(message), std::move(text), std::move(done));
    else
        queue_send(ticket, std::move(message), std::move(text), call.durable, std::move(done));
    pump();
}

// What earlier sessions left under way goes on.
TIM_DECL void Driver::take_over(StorePipe::Opened opened) {
    const Failure unsent(Errc::sdk_not_logged_in, "the program ended before the message was sent");
    for (MessageData& message : opened.failed) events_.settled(SendSettled(std::move(message), unsent));
    for (store::Unsent& unsent : opened.unsent) {
        const std::uint64_t ticket = ++last_unsent_;
        const ConvKey conv = detail::conversation_of(unsent.message);
        store::Outgoing& outgoing = unsent.outgoing;
        hold_sends_ |= unsent.uncertain && outgoing.n == 0;
        outbox_.restore(ticket, conv,
                        {std::move(outgoing.text), outgoing.durable, std::move(outgoing.log), outgoing.n,
                         unsent.uncertain, unsent.unwanted != 0 ? unsent.message.msg_id : std::string()});
        send_keys_.emplace(SendKey(conv, unsent.message.msg_id), ticket);
        sends_.emplace(ticket, Sending{std::move(unsent.message), {}, detail::why_unwanted(unsent.unwanted)});
    }
}

// The message is on its way already, and nobody waits for its end any more.
TIM_DECL void Driver::join_send(const Call& call, std::uint64_t ticket, Completion<MessageData> done) {
    Sending& sending = sends_.at(ticket);
    if (sending.done) return complete(std::move(done), Failure(Errc::in_progess, "the message is being sent"));
    operations_.add({call.id, OperationKind::send, ticket}, deadline_of(call));
    sending.done = std::move(done);
    if (!cancels_.contains(ticket) && sending.unwanted.code) want_again(ticket);
}

// Should that not be stored, it may be taken back after all when a restart comes before its end.
TIM_DECL void Driver::want_again(std::uint64_t ticket) {
    Sending& sending = sends_.at(ticket);
    sending.unwanted = {};
    pipe_.run([conv = detail::conversation_of(sending.message),
               msg_id = sending.message.msg_id](store::Store& store) { store.unwant(conv, msg_id, 0); },
              [](Result<void>) {});
    outbox_.cancel(ticket, {});
}

TIM_DECL void Driver::queue_send(std::uint64_t ticket, MessageData message, std::string text, bool durable,
                                 Completion<MessageData> done) {
    const ConvKey conv = detail::conversation_of(message);
    store::Outgoing outgoing;
    outgoing.text = text;
    outgoing.durable = durable;
    Outbox::Number number = outbox_.add(ticket, conv, std::move(text), durable);
    outgoing.log = number.log;
    outgoing.n = number.n;
    send_keys_.emplace(SendKey(conv, message.msg_id), ticket);
    std::erase_if(unsaved_failures_, [&](const UnsavedFailure& failure) {
        return failure.conv == conv && failure.msg_id == message.msg_id;
    });
    pipe_.run([message,
               outgoing = std::move(outgoing)](store::Store& store) { return store.save_outgoing(message, outgoing); },
              [this, number = std::move(number)](Result<store::Updated> saved) { on_saved(number, std::move(saved)); });
    sends_.emplace(ticket, Sending{std::move(message), std::move(done), {}});
}

TIM_DECL void Driver::on_saved(const Outbox::Number& number, Result<store::Updated> saved) {
    const std::uint64_t ticket = number.ticket;
    if (saved.has_value()) take_changes(std::move(saved->changes));
    const auto send = sends_.find(ticket);
    if (send == sends_.end() || !outbox_.contains(ticket)) return;  // it ended meanwhile
    const bool was_delivered = saved.has_value() && saved->message.status == MsgStatus::send_succ;
    if (saved.has_value() && !was_delivered) return outbox_.stored(ticket, number.order);
    outbox_.remove(ticket);
    if (was_delivered)
        finish_send(ticket, std::move(saved->message), {});
    else
        finish_send(ticket, std::move(send->second.message), saved.error());
}

// Before a message is written the store has the number that it is written under.
TIM_DECL void Driver::number_sends() {
    std::vector<Outbox::Number> numbers = outbox_.take_numbers();
    if (numbers.empty()) return;
    std::vector<store::Numbered> rows(numbers.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].conv = numbers[i].conv;
        rows[i].msg_id = sends_.at(numbers[i].ticket).message.msg_id;
        rows[i].log = numbers[i].log;
        rows[i].n = numbers[i].n;
    }
    pipe_.run([rows = std::move(rows)](store::Store& store) { store.number(rows); },
              [this, numbers = std::move(numbers)](Result<void> numbered) {
                  if (numbered.has_error()) return store_failed(numbered.error());
                  for (const Outbox::Number& number : numbers) outbox_.stored(number.ticket, number.order);
              });
}

// At most once: without a number in a log, and without a second try.
TIM_DECL void Driver::send_ephemeral(std::uint64_t ticket, MessageData message, std::string text,
                                     Completion<MessageData> done) {
    wire::Send send;
    send.conv_type = message.conv_type;
    send.conv_id = message.conv_id;
    send.message = RawJson(std::move(text));
    requests_.add(
        ticket, "send", codec::to_json(send), OnLost::wait,
        [this, ticket, message = std::move(message), done = std::move(done)](Result<wire::Incoming> reply) mutable {
            operations_.remove(ticket);
            if (reply.has_error()) return complete(std::move(done), reply.error());
            if (reply->code != 0) return complete(std::move(done), detail::failure_of(*reply));
            const Result<wire::Sent> sent = codec::read<wire::Sent>(reply->body.view());
            if (sent.has_error()) return complete(std::move(done), sent.error());
            message.server_time = to_seconds(sent->time);
            message.status = MsgStatus::send_succ;
            complete(std::move(done), std::move(message));
        });
}

TIM_DECL std::optional<wire::FrameText> Driver::next_send(std::size_t bytes) {
    if (!requests_.has_room()) return std::nullopt;
    const auto write = outbox_.next_write(now(), bytes);
    if (!write) return std::nullopt;
    const std::uint64_t id = ++last_number_;
    requests_.add_written(id, [this, ticket = write->ticket, attempt = write->attempt](Result<wire::Incoming> reply) {
        if (reply.has_value() && !outbox_.reply(ticket, attempt, *reply, now(), random_))
            break_link(detail::nonsense("an acknowledgement"));
    });
    return wire::request_frame(write->op, id, write->body);
}

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
              [this, outcomes = std::move(outcomes)](Result<store::Delivered> delivered) mutable {
                  on_delivered(std::move(outcomes), std::move(delivered));
              });
}

TIM_DECL void Driver::on_delivered(std::vector<Outbox::Outcome> outcomes, Result<store::Delivered> delivered) {
    if (delivered.has_error()) return on_undelivered(std::move(outcomes), delivered.error());
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
TIM_DECL void Driver::on_undelivered(std::vector<Outbox::Outcome> outcomes, const Failure& why) {
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
    pipe_.run([conv = detail::conversation_of(sending.message),
               id = sending.message.msg_id](store::Store& store) { return store.discard(conv, id); },
              [this](Result<store::Applied> discarded) {
                  if (discarded.has_error()) return store_failed(discarded.error());
                  take_changes(std::move(*discarded));
              });
    std::string text = outgoing_text(sending.message);
    send_ephemeral(ticket, std::move(sending.message), std::move(text), std::move(sending.done));
}

TIM_DECL Result<void> Driver::prepare(MessageData& message) {
    const std::string author = user();
    if (author.empty()) return detail::not_logged_in();
    prepare_outgoing(message, author, static_cast<Platform>(options_.platform), ids_, options_.clock->unix_now());
    message.status = {};
    return {};
}

TIM_DECL void Driver::edit(Call call, MessageData message, Completion<MessageData> done) {
    if (stopped_ || closed_) return complete(std::move(done), detail::aborted());
    const ConvKey conv = detail::conversation_of(message);
    const auto found = send_keys_.find({conv, message.msg_id});
    if (found == send_keys_.end() || !outbox_.contains(found->second))
        return complete(std::move(done), Failure(Errc::sdk_invalid_cancel_message, "the message is not on its way"));
    const std::uint64_t ticket = found->second;
    if (const Failure why = detail::unsendable(message, options_.limits); why.code)
        return complete(std::move(done), why);
    prepare_outgoing(message, store_user_, static_cast<Platform>(options_.platform), ids_, options_.clock->unix_now());
    store::Outgoing outgoing;
    outgoing.text = outgoing_text(message);
    outgoing.durable = outbox_.durable(ticket);
    if (outgoing.text.size() > options_.limits.message_text_bytes)
        return complete(std::move(done), Failure(Errc::sdk_msg_body_size_limit, "too large as JSON text"));
    std::string before = outbox_.text(ticket);
    const auto number = edits_.contains(ticket) ? std::nullopt : outbox_.edit(ticket, outgoing.text);
    if (!number) return complete(std::move(done), Failure(Errc::in_progess, "the message was written already"));
    outgoing.log = number->log;
    outgoing.n = number->n;
    edits_.emplace(ticket, Waiting<MessageData>{begin(call, OperationKind::edit), std::move(done)});
    pipe_.run([message = std::move(message),
               outgoing = std::move(outgoing)](store::Store& store) { return store.save_outgoing(message, outgoing); },
              [this, number = *number, before = std::move(before)](Result<store::Updated> saved) mutable {
                  on_edited(number, std::move(before), std::move(saved));
              });
    pump();
}

TIM_DECL void Driver::on_edited(const Outbox::Number& number, std::string before, Result<store::Updated> saved) {
    auto node = edits_.extract(number.ticket);
    if (saved.has_error()) {
        outbox_.revert(number, std::move(before));
    } else {
        take_changes(std::move(saved->changes));
        outbox_.stored(number.ticket, number.order);
        if (const auto send = sends_.find(number.ticket); send != sends_.end()) send->second.message = saved->message;
    }
    if (!node) return;
    operations_.remove(node.mapped().key);
    if (!node.mapped().done) return;
    if (saved.has_error())
        complete(std::move(node.mapped().done), saved.error());
    else
        complete(std::move(node.mapped().done), std::move(saved->message));
}

TIM_DECL void Driver::cancel_send(Call call, ConvKey conv, std::string msg_id, Completion<void> done) {
    if (const Failure why = unwelcome(); why.code) return complete(std::move(done), why);
    const auto found = send_keys_.find({std::move(conv), msg_id});
    if (found == send_keys_.end()) return complete(std::move(done), Failure(Errc::sdk_invalid_cancel_message));
    const std::uint64_t ticket = found->second;
    if (cancels_.contains(ticket))
        return complete(std::move(done), Failure(Errc::in_progess, "the message is being cancelled"));
    cancels_.emplace(ticket, Waiting<void>{begin(call, OperationKind::cancel), std::move(done)});
    if (outbox_.give_up(ticket))
        fail_send(ticket, Errc::sdk_send_message_failed_with_cancel);
    else
        take_back(ticket, std::move(msg_id));
    pump();
}

// A cancel that comes too late for the local store to note it is noted by its answer, or never was.
TIM_DECL void Driver::take_back(std::uint64_t ticket, std::string msg_id) {
    Sending& sending = sends_.at(ticket);
    sending.unwanted = Errc::sdk_send_message_failed_with_cancel;
    pipe_.run([conv = detail::conversation_of(sending.message), msg_id,
               why = detail::number_of(sending.unwanted)](store::Store& store) { store.unwant(conv, msg_id, why); },
              [](Result<void>) {});
    outbox_.cancel(ticket, std::move(msg_id));
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
    outbox_.end(why);
    handle_outcomes();
    for (const auto& [ticket, send] : sends_)
        if (outbox_.contains(ticket)) end_call(ticket, why);
    while (!cancels_.empty()) end_cancel(cancels_.begin()->first, why);
}

}  // namespace tim::session
