#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/seeded_random.hpp"
#include "tim/session/detail/outbox.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tim::session::test {

using Texts = std::vector<std::string>;

inline const ConvKey bob(ConvType::c2c, "bob");
inline const ConvKey team(ConvType::group, "team");

/// An outbox, the time it is told, and what it did in short words.
struct OutboxScript {
    Outbox outbox;
    tim::test::SeededRandom random;
    SteadyMillis now = 0;
    std::vector<Outbox::Write> writes;
    std::map<std::uint64_t, Outbox::Number> added;

    void add(std::uint64_t ticket, const ConvKey& conv = bob, bool stored = true, bool durable = false) {
        added[ticket] = outbox.add(ticket, conv, text_of(ticket), durable);
        if (stored) save(ticket);
    }
    /// The local store has the message.
    void save(std::uint64_t ticket) { outbox.stored(ticket, added.at(ticket).order); }
    /// The local store has the numbers that are new.
    Texts save_numbers() {
        Texts texts;
        for (const Outbox::Number& number : outbox.take_numbers()) {
            texts.push_back(std::to_string(number.ticket) + "=" + std::to_string(number.n));
            outbox.stored(number.ticket, number.order);
        }
        return texts;
    }
    /// What an earlier session left.
    void restore(std::uint64_t ticket, std::uint64_t n, bool durable = false, bool uncertain = false) {
        Outbox::Earlier earlier;
        earlier.message = text_of(ticket);
        earlier.durable = durable;
        earlier.uncertain = uncertain;
        earlier.n = n;
        if (n > 0) earlier.log = "77aa";
        outbox.restore(ticket, bob, std::move(earlier));
    }
    static std::string text_of(std::uint64_t ticket) {
        return "{\"message_msg_id\":\"alice-1-" + std::to_string(ticket) + "\"}";
    }
    void open(const ConvKey& conv = bob, std::string log = "77aa", std::uint64_t n = 0) {
        REQUIRE(outbox.next_open(now) == conv);
        opened(conv, std::move(log), n);
    }
    /// The answer to an opening that was asked for.
    void opened(const ConvKey& conv, std::string log, std::uint64_t n) {
        wire::Opened answer;
        answer.log = std::move(log);
        answer.n = n;
        outbox.opened(conv, answer);
    }
    /// What `heads` tells of a log.
    void learn(const ConvKey& conv, std::string log, std::uint64_t n = 0) {
        wire::Head head;
        head.conv_type = conv.type;
        head.conv_id = conv.id;
        head.log = std::move(log);
        head.n = n;
        outbox.learn(head);
    }
    /// Connected, and so many messages to bob written.
    void write(std::uint64_t count) {
        outbox.connected();
        for (std::uint64_t ticket = 1; ticket <= count; ++ticket) add(ticket);
        open();
        REQUIRE(flush().size() == count);
    }
    /// Stores all numbers and writes all that is due: `ticket=n` each.
    Texts flush() {
        save_numbers();
        Texts texts;
        while (auto write = outbox.next_write(now, std::numeric_limits<std::size_t>::max())) {
            const std::string mark = "\"n\":";
            const std::string n = write->body.substr(write->body.rfind(mark) + mark.size());
            texts.push_back(std::to_string(write->ticket) + "=" + n.substr(0, n.find('}')));
            writes.push_back(std::move(*write));
        }
        return texts;
    }
    bool reply(std::size_t write, std::string body, std::int32_t code = 0, bool retry = false) {
        wire::Incoming incoming;
        incoming.re = 1;
        incoming.code = code;
        incoming.retry = retry;
        incoming.body = RawJson(std::move(body));
        return outbox.reply(writes.at(write).ticket, writes.at(write).attempt, incoming, now, random);
    }
    bool acknowledge(std::size_t write, std::uint64_t pos) {
        return reply(write, "{\"log\":\"77aa\",\"pos\":" + std::to_string(pos) + ",\"seq\":" + std::to_string(pos) +
                                ",\"time\":1700000000042,\"version\":1}");
    }
    bool out_of_step(std::size_t write, std::uint64_t last) {
        return reply(write, "{\"n\":" + std::to_string(last) + "}", 20004, true);
    }
    /// `delivered 3@7`: ticket and position; `refused 3:20001`; `ephemeral 3`.
    Texts outcomes() {
        Texts texts;
        for (const Outbox::Outcome& outcome : outbox.take_outcomes()) {
            const std::string ticket = std::to_string(outcome.ticket);
            if (outcome.kind == Outbox::Outcome::Kind::delivered)
                texts.push_back("delivered " + ticket + "@" + std::to_string(outcome.sent.pos));
            else if (outcome.kind == Outbox::Outcome::Kind::refused)
                texts.push_back("refused " + ticket + ":" + std::to_string(outcome.why.code.value()));
            else
                texts.push_back("ephemeral " + ticket);
        }
        return texts;
    }
};

}  // namespace tim::session::test
