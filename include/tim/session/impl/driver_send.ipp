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
    if (const Failure why = not_uploaded(message); why.code) return why;
    if (message.status == MsgStatus::send_succ) return {Errc::invalid_parameters, "the message was sent already"};
    return {};
}

/// Why a message failed, as a documented number.
TIM_DECL std::int32_t number_of(const Failure& why) {
    if (why.code == aborted().code) return static_cast<std::int32_t>(Errc::sdk_send_message_failed_with_cancel);
    if (why.code.category() == error_category()) return why.code.value();
    return static_cast<std::int32_t>(Errc::sdk_internal_error);
}

TIM_DECL Failure never_written() { return {Errc::sdk_not_logged_in, "the program ended before the message was sent"}; }

/// Why a message is to be taken back, from the number that the store keeps; no code for 0.
TIM_DECL Failure why_unwanted(std::int32_t number) {
    if (number == 0) return {};
    const Failure unwritten = never_written();
    return number == unwritten.code.value() ? unwritten : Failure(error_code(number, error_category()));
}

}  // namespace detail

TIM_DECL void Driver::send(Call call, MessageData message, Completion<MessageData> done) {
    if (const Failure why = unwelcome(); why.code) return complete(std::move(done), why);
    if (const Failure why = detail::unsendable(message, options_.limits); why.code)
        return complete(std::move(done), why);
    prepare_outgoing(message, store_user_, options_.platform, ids_, options_.clock->unix_now());
    std::string text = outgoing_text(message);
    if (text.size() > options_.limits.message_text_bytes)
        return complete(std::move(done), Failure(Errc::sdk_msg_body_size_limit, "too large as JSON text"));
    if (store_ready_) return send_checked(call, std::move(message), std::move(text), std::move(done));
    wait_for_store(call, [this, message = std::move(message), text = std::move(text), done = std::move(done)](
                             const Early& early, const Failure& why) mutable {
        if (!why.code) return send_checked(early.call, std::move(message), std::move(text), std::move(done));
        if (message.is_online_msg) return complete(std::move(done), why);
        // It ends before it began, as one that waits in the outbox does.
        queue_send(early.key, std::move(message), std::move(text), early.call.durable, std::move(done));
    });
}

TIM_DECL void Driver::send_checked(const Call& call, MessageData message, std::string text,
                                   Completion<MessageData> done) {
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
    for (MessageData& message : opened.failed)
        events_.settled(SendSettled(std::move(message), detail::never_written()));
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
    if (!cancels_.contains(ticket) && sending.unwanted.code) unwant(ticket, {});
}

// Why the message is to be taken back, no code when it is to be sent after all. What the store cannot note is not known
// any more after a restart.
TIM_DECL void Driver::unwant(std::uint64_t ticket, const Failure& why) {
    Sending& sending = sends_.at(ticket);
    const std::string& msg_id = sending.message.msg_id;
    const std::int32_t number = why.code ? detail::number_of(why) : 0;
    pipe_.run([conv = detail::conversation_of(sending.message), msg_id,
               number](store::Store& store) { store.unwant(conv, msg_id, number); },
              [](Result<void>) {});
    outbox_.cancel(ticket, why.code ? msg_id : std::string());
    sending.unwanted = why;
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
    pipe_.run([saved = std::make_shared<const MessageData>(message),
               outgoing = std::move(outgoing)](store::Store& store) { return store.save_outgoing(*saved, outgoing); },
              [this, number = std::move(number)](Result<store::Saved> saved) { on_saved(number, std::move(saved)); });
    sends_.emplace(ticket, Sending{std::move(message), std::move(done), {}});
}

TIM_DECL void Driver::on_saved(const Outbox::Number& number, Result<store::Saved> saved) {
    const std::uint64_t ticket = number.ticket;
    if (saved.has_value()) take_changes(std::move(saved->changes));
    const auto send = sends_.find(ticket);
    if (send == sends_.end() || !outbox_.contains(ticket)) return;  // it ended meanwhile
    if (saved.has_value() && !saved->delivered) return outbox_.stored(ticket, number.order);
    outbox_.remove(ticket);
    if (saved.has_value())
        finish_send(ticket, std::move(*saved->delivered), {});
    else
        finish_unsaved(ticket, saved.error());
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
    auto frame = wire::request_frame(write->op, id, write->body);
    const auto on_reply = [this, ticket = write->ticket, attempt = write->attempt](Result<wire::Incoming> reply) {
        if (reply.has_value() && !outbox_.reply(ticket, attempt, *reply, now(), random_))
            break_link(detail::nonsense("an acknowledgement"));
    };
    requests_.add_written(id, frame->size(), on_reply);
    return frame;
}

TIM_DECL Result<void> Driver::prepare(MessageData& message) {
    const std::string author = user();
    if (author.empty()) return detail::not_logged_in();
    prepare_outgoing(message, author, options_.platform, ids_, options_.clock->unix_now());
    message.status = {};
    return {};
}

TIM_DECL void Driver::edit(Call call, MessageData message, Completion<MessageData> done) {
    if (stopped_ || closed_) return complete(std::move(done), detail::aborted());
    if (connection_.runs() && !store_ready_)
        return when_open(call, std::move(done),
                         [this, message = std::move(message)](const Call& same, Completion<MessageData> end) mutable {
                             edit(same, std::move(message), std::move(end));
                         });
    const ConvKey conv = detail::conversation_of(message);
    const auto found = send_keys_.find({conv, message.msg_id});
    if (found == send_keys_.end() || !outbox_.contains(found->second))
        return complete(std::move(done), Failure(Errc::sdk_invalid_cancel_message, "the message is not on its way"));
    const std::uint64_t ticket = found->second;
    if (const Failure why = detail::unsendable(message, options_.limits); why.code)
        return complete(std::move(done), why);
    if (message.is_online_msg)
        return complete(std::move(done), Failure(Errc::invalid_parameters, "a message that is kept stays one"));
    prepare_outgoing(message, store_user_, options_.platform, ids_, options_.clock->unix_now());
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
    auto save = [message, outgoing = std::move(outgoing)](store::Store& store) {
        return store.save_outgoing(message, outgoing);
    };
    pipe_.run(std::move(save), [this, visit = visit_, number = *number, before = std::move(before),
                                message = std::move(message)](Result<store::Saved> saved) mutable {
        on_edited(number, std::move(before), std::move(message), saved, visit == visit_);
    });
    pump();
}

TIM_DECL void Driver::on_edited(const Outbox::Number& number, std::string before, MessageData message,
                                const Result<store::Saved>& saved, bool is_here) {
    const auto send = sends_.find(number.ticket);
    const bool has_ended = is_here && send == sends_.end();
    Result<MessageData> outcome = message;
    if (saved.has_error()) {
        outbox_.revert(number, std::move(before));
        outcome = saved.error();
    } else if (has_ended || saved->delivered) {
        outcome = Failure(Errc::sdk_invalid_cancel_message, "the message came to its end meanwhile");
        if (has_ended) disown(message);
    } else {
        take_changes(saved->changes);
        outbox_.stored(number.ticket, number.order);
        if (send != sends_.end()) send->second.message = std::move(message);
    }
    auto node = edits_.extract(number.ticket);
    if (!node) return;
    operations_.remove(node.mapped().key);
    if (node.mapped().done) complete(std::move(node.mapped().done), std::move(outcome));
}

// The message ended, and storing other content for it made it *sending* again: with nobody to send it, it goes.
TIM_DECL void Driver::disown(const MessageData& message) {
    const ConvKey conv = detail::conversation_of(message);
    if (send_keys_.contains({conv, message.msg_id})) return;
    pipe_.run([conv, id = message.msg_id](store::Store& store) { return store.discard(conv, id); },
              [this](Result<store::Applied> discarded) {
                  if (discarded.has_error()) return store_failed(discarded.error());
                  take_changes(std::move(*discarded));
              });
}

TIM_DECL void Driver::cancel_send(Call call, ConvKey conv, std::string msg_id, Completion<void> done) {
    if (const Failure why = unwelcome(); why.code) return complete(std::move(done), why);
    if (!store_ready_)
        return when_open(
            call, std::move(done),
            [this, conv = std::move(conv), msg_id = std::move(msg_id)](const Call& same, Completion<void> end) mutable {
                cancel_send(same, std::move(conv), std::move(msg_id), std::move(end));
            });
    const auto found = send_keys_.find({std::move(conv), msg_id});
    if (found == send_keys_.end()) return complete(std::move(done), Failure(Errc::sdk_invalid_cancel_message));
    const std::uint64_t ticket = found->second;
    if (cancels_.contains(ticket))
        return complete(std::move(done), Failure(Errc::in_progess, "the message is being cancelled"));
    cancels_.emplace(ticket, Waiting<void>{begin(call, OperationKind::cancel), std::move(done)});
    if (outbox_.give_up(ticket))
        fail_send(ticket, Errc::sdk_send_message_failed_with_cancel);
    else
        unwant(ticket, Errc::sdk_send_message_failed_with_cancel);
    pump();
}

}  // namespace tim::session
