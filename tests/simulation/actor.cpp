#include "tests/simulation/actor.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>
#include <variant>

namespace sim {

Actor::Actor(World& world, HubHost& hub, Device& device, std::size_t number, History& history)
    : world_(world), hub_(hub), device_(device), number_(number), history_(history) {
    device.when_dead([this](bool with_power) { forget(with_power); });
}

std::function<void(tim::error_code)> Actor::finish(std::string what, std::function<void(int)> then) {
    world_.note(device_.name(), what);
    const std::size_t index = history_.asked.size();
    Asked& asked = history_.asked.emplace_back();
    asked.device = number_;
    asked.what = std::move(what);
    asked.life = device_.life();
    asked.called = world_.now();
    return [this, index, then = std::move(then)](tim::error_code failed) {
        Asked& done = history_.asked[index];
        done.ended = world_.now();
        done.code = failed.value();
        done.outcome = failed ? Outcome::failed : Outcome::done;
        world_.note(device_.name(), done.what + " ended: " + std::to_string(done.code));
        if (then) then(done.code);
    };
}

void Actor::start() {
    if (device_.runs()) return;
    device_.start();
    history_.lives.push_back({number_, world_.now(), {}});
    receive();
    login();
}

// Who was kicked, or whose token has run out, goes on with what he had begun.
void Actor::login(std::uint64_t valid_seconds) {
    if (!device_.runs()) return;
    const tim::ConnectionState state = device_.client().state();
    if (state != tim::ConnectionState::kicked && state != tim::ConnectionState::expired) ++visit_;
    device_.client().login(user(), hub_.sign(user(), valid_seconds), finish("login"));
}

void Actor::logout() {
    if (device_.runs()) device_.client().logout(finish("logout"));
}

void Actor::leave() {
    if (!device_.runs()) return;
    device_.client().close(finish("close", [this, life = device_.life()](int) {
        world_.after(50, [this, life, closed = world_.now()] {
            if (!device_.runs() || device_.life() != life) return;
            if (!is_idle(closed))
                history_.complaints.push_back(device_.name() + " was closed, but an operation did not end");
            device_.kill();
        });
    }));
}

void Actor::create_group(tim::CreateGroupParam group) {
    if (!device_.runs()) return;
    const std::string what = "create group " + group.group_id;
    device_.client().create_group(std::move(group), without_value<tim::CreateGroupResult>(finish(what)));
}

void Actor::send(const Letter& letter) {
    if (!device_.runs()) return;
    const std::size_t index = history_.sends.size();
    Sent& sent = history_.sends.emplace_back();
    sent.number = index;
    sent.device = number_;
    sent.visit = visit_;
    sent.conv = letter.to;
    sent.only_to = letter.only_to;
    sent.ephemeral = letter.ephemeral;
    sent.durable = letter.durable;
    sent.called = world_.now();
    world_.note(device_.name(), text_of(index) + " to " + letter.to.id);

    tim::SendOptions options;
    options.online_only(letter.ephemeral).durable(letter.durable).cloud_custom(std::string(letter.padding, 'x'));
    for (const std::string& user : letter.only_to) options.only_to(user);
    auto conversation = device_.client().conversation(letter.to);
    if (letter.deadline > 0) conversation = conversation.within(std::chrono::milliseconds(letter.deadline));
    const auto signal = std::make_shared<boost::asio::cancellation_signal>();
    auto done = [this, index, signal](tim::error_code failed, const tim::Message& message) {
        ended(index, failed, message);
    };
    tim::TextElem text;
    text.content = text_of(index);
    conversation.send(std::move(text), std::move(options),
                      boost::asio::bind_cancellation_slot(signal->slot(), std::move(done)));
    if (letter.cancel_after < 0) return;
    world_.after(letter.cancel_after, [this, index, weak = std::weak_ptr(signal)] {
        const auto alive = weak.lock();
        if (!alive || history_.sends[index].outcome != Outcome::pending) return;
        world_.note(device_.name(), "cancels " + text_of(index));
        alive->emit(boost::asio::cancellation_type::terminal);
    });
}

void Actor::ended(std::size_t index, tim::error_code failed, const tim::Message& message) {
    Sent& sent = history_.sends[index];
    sent.ended = world_.now();
    sent.code = failed.value();
    sent.outcome = failed ? Outcome::failed : Outcome::done;
    world_.note(device_.name(), text_of(index) + " ended: " + std::to_string(sent.code));
    if (failed) return;
    sent.msg_id = message.id();
    sent.seq = message.data().seq;
    sent.server_time = message.data().server_time;
}

void Actor::read(const tim::ConvKey& conv, bool forward, std::function<void(Messages)> then) {
    if (!device_.runs()) return;
    auto done = finish("history of " + conv.id);
    auto got = [done = std::move(done), forward, then = std::move(then)](tim::error_code failed, Messages messages) {
        done(failed);
        if (failed) return;
        if (!forward) std::reverse(messages.begin(), messages.end());
        then(std::move(messages));
    };
    const tim::HistoryQuery query = tim::HistoryQuery().count(100'000).roaming().forward(forward);
    device_.client().conversation(conv).history(query, std::move(got));
}

void Actor::read_pages(const tim::ConvKey& conv, std::size_t count, std::function<void(Messages)> then) {
    next_page(device_.client().conversation(conv).pages(tim::HistoryQuery().count(count).roaming()), conv,
              std::move(then));
}

void Actor::next_page(tim::HistoryPages pages, const tim::ConvKey& conv, std::function<void(Messages)> then) {
    auto done = finish("page of " + conv.id);
    auto got = [this, pages, conv, done = std::move(done), then = std::move(then)](tim::error_code failed,
                                                                                   Messages messages) {
        done(failed);
        if (failed || messages.empty()) return;
        then(std::move(messages));
        next_page(pages, conv, then);
    };
    pages.next(std::move(got));
}

void Actor::count_unread(const tim::ConvKey& conv, std::function<void(std::uint64_t)> then) {
    auto done = finish("info of " + conv.id);
    device_.client().conversation(conv).info([done = std::move(done), then = std::move(then)](
                                                 tim::error_code failed, const std::optional<tim::ConvInfo>& info) {
        done(failed);
        if (!failed && info) then(info->unread_num);
    });
}

void Actor::search(const tim::ConvKey& conv, std::string word, std::function<void(std::size_t)> then) {
    tim::MessageSearchParam query(std::vector<std::string>(1, std::move(word)));
    query.set_conversation(conv);
    auto done = finish("search in " + conv.id);
    device_.client().search(std::move(query), [done = std::move(done), then = std::move(then)](
                                                  tim::error_code failed, const tim::SearchResult& found) {
        done(failed);
        if (!failed) then(found.total);
    });
}

void Actor::mark_read(const tim::ConvKey& conv, std::size_t before_newest) {
    if (!device_.runs()) return;
    if (before_newest == 0) return device_.client().conversation(conv).mark_read(finish("mark " + conv.id));
    read(conv, false, [this, conv, before_newest, life = device_.life()](const Messages& messages) {
        if (!device_.runs() || device_.life() != life || messages.size() <= before_newest) return;
        const tim::Message& up_to = messages[messages.size() - 1 - before_newest];
        device_.client().conversation(conv).mark_read(up_to, finish("mark a part of " + conv.id));
    });
}

std::function<void(tim::error_code)> Actor::finish_taking(std::string what, const tim::ConvKey& conv,
                                                          const Messages& messages) {
    TakenAway taken;
    taken.user = user();
    taken.conv = conv;
    taken.called = world_.now();
    for (const tim::Message& message : messages)
        if (message.status() == tim::MsgStatus::send_succ && message.data().seq > 0) taken.ids.push_back(message.id());
    history_.tidied.emplace(user(), conv);
    return finish(what + ' ' + conv.id, [this, taken = std::move(taken)](int code) mutable {
        if (code != 0) return;
        taken.ended = world_.now();
        history_.taken_away.push_back(std::move(taken));
    });
}

void Actor::remove(const tim::ConvKey& conv, std::size_t count) {
    read(conv, false, [this, conv, count, life = device_.life()](Messages messages) {
        if (!device_.runs() || device_.life() != life || messages.empty()) return;
        if (messages.size() > count) messages.erase(messages.begin(), messages.end() - static_cast<long>(count));
        for (const tim::Message& message : messages) history_.named[{user(), conv}].insert(message.id());
        device_.client().conversation(conv).remove(messages, finish_taking("remove from", conv, messages));
    });
}

void Actor::clear(const tim::ConvKey& conv, bool from_list) {
    read(conv, false, [this, conv, from_list, life = device_.life()](const Messages& messages) {
        if (!device_.runs() || device_.life() != life) return;
        const tim::Conversation conversation = device_.client().conversation(conv);
        history_.cleared.emplace(user(), conv);
        if (from_list)
            conversation.erase(finish_taking("erase", conv, messages));
        else
            conversation.clear(finish_taking("clear", conv, messages));
    });
}

void Actor::receive() {
    device_.client().receive([this, life = device_.life()](tim::error_code failed, const tim::Event& event) {
        if (failed) return;
        note(event);
        const auto again = [this, life] {
            if (device_.runs() && device_.life() == life) receive();
        };
        if (pause_ > 0)
            world_.after(pause_, again);
        else
            again();
    });
}

void Actor::note(const tim::Event& event) {
    if (const auto* arrived = std::get_if<tim::NewMessage>(&event)) {
        const tim::MessageData& data = arrived->message.data();
        history_.received.push_back({number_, device_.life(), visit_, world_.now(),
                                     tim::ConvKey(data.conv_type, data.conv_id), data.msg_id, data.sender,
                                     std::string(arrived->message.text()), data.seq, data.is_from_self});
        world_.note(device_.name(), "receives " + data.msg_id + ' ' + std::string(arrived->message.text()));
    } else if (const auto* settled = std::get_if<tim::SendSettled>(&event)) {
        const auto number = number_of(settled->message.text());
        if (!number || *number >= history_.sends.size()) return;
        Sent& sent = history_.sends[*number];
        sent.settled.push_back({visit_, world_.now(), settled->failure.code.value()});
        world_.note(device_.name(), text_of(*number) + " settled: " + std::to_string(sent.settled.back().code));
    } else if (const auto* reset = std::get_if<tim::HistoryReset>(&event)) {
        history_.resets.push_back({number_, world_.now(), reset->conversations});
        world_.note(device_.name(), "history reset of " + std::to_string(reset->conversations.size()));
    }
}

// What the process has promised will never come.
void Actor::forget(bool with_power) {
    if (with_power && !device_.survives_power_cut()) {
        history_.lapses.push_back({number_, world_.now()});
        history_.forgetful.insert(device_.name());
    }
    for (Life& life : history_.lives)
        if (life.device == number_ && !life.end) life.end = world_.now();
    for (Sent& sent : history_.sends)
        if (sent.device == number_ && sent.outcome == Outcome::pending) sent.outcome = Outcome::vanished;
    for (Asked& asked : history_.asked)
        if (asked.device == number_ && asked.outcome == Outcome::pending) asked.outcome = Outcome::vanished;
}

bool Actor::is_idle(Millis before) const {
    const auto waits = [&](const auto& operation) {
        return operation.device == number_ && operation.outcome == Outcome::pending && operation.called < before;
    };
    return std::none_of(history_.sends.begin(), history_.sends.end(), waits) &&
           std::none_of(history_.asked.begin(), history_.asked.end(), waits);
}

}  // namespace sim
