#include "tim/session/detail/outbox.hpp"
#include "tests/session/seeded_random.hpp"
#include "tests/support/catch.hpp"

#include <limits>
#include <string>
#include <vector>

using tim::ConvKey;
using tim::ConvType;
using tim::Errc;
using tim::Failure;
using tim::session::Outbox;
using tim::session::test::SeededRandom;
using tim::wire::Incoming;

namespace {

using Texts = std::vector<std::string>;

const ConvKey bob(ConvType::c2c, "bob");
const ConvKey team(ConvType::group, "team");

/// An outbox, the time it is told, and what it did in short words.
struct Script {
    Outbox outbox;
    SeededRandom random;
    tim::SteadyMillis now = 0;
    std::vector<Outbox::Write> writes;

    void add(std::uint64_t ticket, const ConvKey& conv = bob, bool stored = true) {
        outbox.add(ticket, conv, "{\"message_msg_id\":\"alice-1-" + std::to_string(ticket) + "\"}");
        if (stored) outbox.stored(ticket);
    }
    void open(const ConvKey& conv = bob, std::string log = "77aa", std::uint64_t n = 0) {
        REQUIRE(outbox.next_open(now) == conv);
        tim::wire::Opened opened;
        opened.log = std::move(log);
        opened.n = n;
        outbox.opened(conv, opened);
    }
    /// Connected, and so many messages to bob written.
    void write(std::uint64_t count) {
        outbox.connected();
        for (std::uint64_t ticket = 1; ticket <= count; ++ticket) add(ticket);
        open();
        REQUIRE(flush().size() == count);
    }
    /// Writes all that is due: `ticket=n` each.
    Texts flush() {
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
        Incoming incoming;
        incoming.re = 1;
        incoming.code = code;
        incoming.retry = retry;
        incoming.body = tim::RawJson(std::move(body));
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

}  // namespace

TEST_CASE("a send is written as the protocol page shows it") {
    Script script;
    script.outbox.connected();
    script.outbox.add(
        1, bob,
        "{\"message_client_time\":1700000000,\"message_elem_array\":[{\"elem_type\":0,"
        "\"text_elem_content\":\"hi\"}],\"message_msg_id\":\"alice-1700000000-812\",\"message_rand\":812}");
    script.outbox.stored(1);
    script.open(bob, "77aa");
    const auto write = script.outbox.next_write(0, 100'000);
    REQUIRE(write);
    CHECK(write->body ==
          "{\"conv_id\":\"bob\",\"conv_type\":1,\"log\":\"77aa\",\"message\":{\"message_client_time\":1700000000,"
          "\"message_elem_array\":[{\"elem_type\":0,\"text_elem_content\":\"hi\"}],"
          "\"message_msg_id\":\"alice-1700000000-812\",\"message_rand\":812},\"n\":1}");
}

TEST_CASE("nothing is opened or written without a connection") {
    Script script;
    script.add(1);
    CHECK_FALSE(script.outbox.next_open(0));
    script.outbox.connected();
    CHECK(script.outbox.next_open(0) == bob);
    CHECK(script.flush().empty());
}

TEST_CASE("numbers go on from what the log was opened with") {
    Script script;
    script.outbox.connected();
    script.add(1);
    script.add(2);
    script.open(bob, "77aa", 41);
    CHECK(script.flush() == Texts{"1=42", "2=43"});
}

TEST_CASE("a log that heads told of needs no opening") {
    Script script;
    script.outbox.connected();
    tim::wire::Head head;
    head.conv_type = ConvType::c2c;
    head.conv_id = "bob";
    head.log = "77aa";
    head.n = 7;
    script.outbox.learn(head);
    script.add(1);
    CHECK_FALSE(script.outbox.next_open(0));
    CHECK(script.flush() == Texts{"1=8"});
}

TEST_CASE("a group whose log is empty is opened, for it may keep none") {
    Script script;
    script.outbox.connected();
    tim::wire::Head head;
    head.conv_type = ConvType::group;
    head.conv_id = "team";
    head.log = "88bb";
    script.outbox.learn(head);
    script.add(1, team);
    CHECK(script.outbox.next_open(0) == team);
}

TEST_CASE("each conversation is opened once and has numbers of its own") {
    Script script;
    script.outbox.connected();
    script.add(1, bob);
    script.add(2, team);
    script.add(3, bob);
    script.open(bob);
    script.open(team, "88bb", 9);
    CHECK_FALSE(script.outbox.next_open(0));
    CHECK(script.flush() == Texts{"1=1", "3=2", "2=10"});
}

TEST_CASE("a message that the store has not yet saved holds back its conversation only") {
    Script script;
    script.outbox.connected();
    script.add(1, bob, false);
    script.add(2, bob);
    script.add(3, team);
    script.open(bob);
    script.open(team, "88bb");
    CHECK(script.flush() == Texts{"3=1"});
    script.outbox.stored(1);
    CHECK(script.flush() == Texts{"1=1", "2=2"});
}

TEST_CASE("as many as the window are in flight; acknowledgements move it on") {
    Script script;
    script.outbox.connected();
    for (std::uint64_t ticket = 1; ticket <= Outbox::window + 2; ++ticket) script.add(ticket);
    script.open();
    CHECK(script.flush().size() == Outbox::window);
    CHECK(script.acknowledge(1, 2));
    CHECK(script.flush() == Texts{"65=65"});
    CHECK(script.acknowledge(0, 1));
    CHECK(script.outcomes() == Texts{"delivered 2@2", "delivered 1@1"});
}

TEST_CASE("a write that does not fit waits") {
    Script script;
    script.outbox.connected();
    script.add(1);
    script.open();
    CHECK_FALSE(script.outbox.next_write(0, 10));
    CHECK(script.outbox.next_write(0, 1000));
}

TEST_CASE("out of step: the client goes back to the hub's number, once") {
    Script script;
    script.write(4);
    CHECK(script.acknowledge(0, 1));
    CHECK(script.out_of_step(2, 1));
    CHECK(script.flush() == Texts{"2=2", "3=3", "4=4"});
    CHECK(script.out_of_step(3, 1));
    CHECK(script.flush().empty());
    CHECK(script.acknowledge(4, 2));
    CHECK(script.acknowledge(5, 3));
    CHECK(script.acknowledge(6, 4));
    CHECK(script.outcomes() == Texts{"delivered 1@1", "delivered 2@2", "delivered 3@3", "delivered 4@4"});
}

TEST_CASE("out of step again without progress is not answered in haste") {
    Script script;
    script.write(2);
    CHECK(script.out_of_step(1, 0));
    REQUIRE(script.flush() == Texts{"1=1", "2=2"});
    CHECK(script.out_of_step(2, 0));
    CHECK(script.flush().empty());
    script.now = script.outbox.wake_at(script.now).value();
    CHECK(script.flush() == Texts{"1=1", "2=2"});
}

TEST_CASE("a hub that lost numbers gets them anew, in the order of the queue") {
    Script script;
    script.outbox.connected();
    for (std::uint64_t ticket = 1; ticket <= 3; ++ticket) script.add(ticket);
    script.open(bob, "77aa", 10);
    REQUIRE(script.flush() == Texts{"1=11", "2=12", "3=13"});
    CHECK(script.out_of_step(0, 5));
    CHECK(script.flush() == Texts{"1=6", "2=7", "3=8"});
}

TEST_CASE("a passing refusal stops the queue for a while, and all goes on under the same numbers") {
    Script script;
    script.write(3);
    CHECK(script.acknowledge(0, 1));
    CHECK(script.reply(1, "", 6022, true));
    CHECK(script.out_of_step(2, 1));
    CHECK(script.flush().empty());
    const auto until = script.outbox.wake_at(script.now);
    REQUIRE(until);
    CHECK(*until <= 200);
    script.now = *until;
    CHECK(script.flush() == Texts{"2=2", "3=3"});
    CHECK(script.outcomes() == Texts{"delivered 1@1"});
}

TEST_CASE("a final refusal ends its message and uses its number up") {
    Script script;
    script.write(2);
    CHECK(script.reply(0, "", 10017));
    CHECK(script.acknowledge(1, 1));
    script.add(3);
    CHECK(script.flush() == Texts{"3=3"});
    CHECK(script.outcomes() == Texts{"refused 1:10017", "delivered 2@1"});
}

TEST_CASE("after a lost link what was not answered is written again under its number, before what is new") {
    Script script;
    script.write(3);
    CHECK(script.acknowledge(1, 2));
    script.outbox.lost();
    script.add(4);
    CHECK(script.flush().empty());
    script.outbox.connected();
    CHECK_FALSE(script.outbox.next_open(0));
    CHECK(script.flush() == Texts{"1=1", "3=3", "4=4"});
}

TEST_CASE("an opening that was lost with the link is asked for again") {
    Script script;
    script.outbox.connected();
    script.add(1);
    REQUIRE(script.outbox.next_open(0) == bob);
    script.outbox.lost();
    script.outbox.connected();
    script.open();
    CHECK(script.flush() == Texts{"1=1"});
}

TEST_CASE("a message given up before its first write is gone, its successor takes the number") {
    Script script;
    script.outbox.connected();
    script.add(1);
    script.add(2);
    CHECK(script.outbox.give_up(1));
    script.open();
    CHECK(script.flush() == Texts{"2=1"});
    CHECK_FALSE(script.outbox.contains(1));
}

TEST_CASE("a message given up after its first write goes on to its end, also over a lost link") {
    Script script;
    script.write(1);
    CHECK_FALSE(script.outbox.give_up(1));
    script.outbox.lost();
    CHECK_FALSE(script.outbox.give_up(1));
    script.outbox.connected();
    CHECK(script.flush() == Texts{"1=1"});
    CHECK(script.acknowledge(1, 5));
    CHECK(script.outcomes() == Texts{"delivered 1@5"});
}

TEST_CASE("a message found in its log is not written again, and its number stays used") {
    Script script;
    script.write(2);
    script.outbox.lost();
    script.outbox.remove(1);
    script.outbox.connected();
    script.add(3);
    CHECK(script.flush() == Texts{"2=2", "3=3"});
}

TEST_CASE("a refused opening ends all messages of its conversation") {
    Script script;
    script.outbox.connected();
    script.add(1, bob);
    script.add(2, bob, false);
    script.add(3, team);
    REQUIRE(script.outbox.next_open(0) == bob);
    script.outbox.open_refused(bob, Errc::svr_msg_invalid_id, false, 0, script.random);
    CHECK(script.outcomes() == Texts{"refused 1:20003", "refused 2:20003"});
    CHECK(script.outbox.contains(3));
}

TEST_CASE("an opening refused for now is tried again later") {
    Script script;
    script.outbox.connected();
    script.add(1);
    REQUIRE(script.outbox.next_open(0) == bob);
    script.outbox.open_refused(bob, Errc::io_operation_failed, true, 0, script.random);
    CHECK(script.outcomes().empty());
    const auto until = script.outbox.wake_at(0);
    REQUIRE(until);
    CHECK_FALSE(script.outbox.next_open(*until - 1));
    CHECK(script.outbox.next_open(*until) == bob);
}

TEST_CASE("a log that the hub does not know any more is opened anew, with the numbers of the new one") {
    Script script;
    script.write(2);
    CHECK(script.reply(0, "", 6004));
    CHECK(script.reply(1, "", 6004));
    script.open(bob, "99cc", 3);
    CHECK(script.flush() == Texts{"1=4", "2=5"});
    CHECK(script.writes.back().body.find("\"log\":\"99cc\"") != std::string::npos);
    CHECK(script.outcomes().empty());
}

TEST_CASE("a log is opened anew only when nothing is in flight that may still be acknowledged") {
    Script script;
    script.write(2);
    CHECK(script.reply(1, "", 6004));
    CHECK_FALSE(script.outbox.next_open(0));
    CHECK(script.acknowledge(0, 1));
    CHECK(script.outbox.next_open(0) == bob);
}

TEST_CASE("a hub that names the log that it does not know fails the messages") {
    Script script;
    script.write(1);
    CHECK(script.reply(0, "", 6004));
    script.open(bob, "77aa", 0);
    CHECK(script.outcomes() == Texts{"refused 1:6004"});
}

TEST_CASE("with another epoch all logs are opened anew and numbered from there") {
    Script script;
    script.write(2);
    CHECK(script.acknowledge(0, 1));
    script.outbox.lost();
    script.outbox.forget_logs();
    script.outbox.connected();
    script.open(bob, "55dd", 0);
    CHECK(script.flush() == Texts{"2=1"});
}

TEST_CASE("messages to a conversation without a log are handed on as ephemeral, once they are stored") {
    Script script;
    script.outbox.connected();
    script.add(1, team);
    script.add(2, team, false);
    script.open(team, "");
    CHECK(script.outcomes() == Texts{"ephemeral 1"});
    CHECK_FALSE(script.outbox.ephemeral(team));
    script.outbox.stored(2);
    CHECK(script.outcomes() == Texts{"ephemeral 2"});
    CHECK(script.outbox.ephemeral(team));
    script.outbox.lost();
    CHECK_FALSE(script.outbox.ephemeral(team));
}

TEST_CASE("the end of the session refuses what was never written and keeps the rest for the next login") {
    Script script;
    script.write(2);
    script.add(3);
    script.add(4, team);
    script.outbox.end(Errc::login_kicked_off_by_other);
    CHECK(script.outcomes() == Texts{"refused 3:6208", "refused 4:6208"});
    script.outbox.connected();
    CHECK(script.flush() == Texts{"1=1", "2=2"});
}

TEST_CASE("an acknowledgement that cannot be read, or that names no position, breaks the link") {
    Script script;
    script.write(2);
    CHECK_FALSE(script.reply(0, "[]"));
    CHECK_FALSE(script.reply(0, "{\"time\":1}"));
    CHECK_FALSE(script.reply(1, "7", 20004, true));
}

TEST_CASE("answers to what ended otherwise are ignored") {
    Script script;
    script.write(1);
    script.outbox.remove(1);
    CHECK(script.acknowledge(0, 1));
    CHECK(script.reply(0, "", 20001));
    CHECK(script.outcomes().empty());
}

TEST_CASE("cutting the link at any step loses, doubles and reorders nothing") {
    const int cut = GENERATE(range(0, 12));
    Script script;
    std::uint64_t hub_last = 0;  // the hub's side: the last n, and what it has, in order
    Texts log;
    int step = 0;
    const auto cut_here = [&] {
        if (step++ != cut) return false;
        script.outbox.lost();
        script.outbox.connected();
        return true;
    };
    script.outbox.connected();
    for (std::uint64_t ticket = 1; ticket <= 5; ++ticket) script.add(ticket);
    for (int round = 0; round < 50 && script.outbox.contains(5); ++round) {
        if (script.outbox.next_open(0)) {
            if (cut_here()) continue;
            tim::wire::Opened opened;
            opened.log = "77aa";
            opened.n = hub_last;
            script.outbox.opened(bob, opened);
        }
        const auto write = script.outbox.next_write(0, 100'000);
        if (!write) break;
        script.writes = {*write};
        if (cut_here()) continue;  // the frame is lost
        const auto place = write->body.rfind("\"n\":") + 4;
        const std::uint64_t n = std::stoull(write->body.substr(place));
        if (n == hub_last + 1) {
            ++hub_last;
            log.push_back(std::to_string(write->ticket));
        }
        REQUIRE(n <= hub_last);
        if (cut_here()) continue;  // the answer is lost
        CHECK(script.acknowledge(0, n));
    }
    CHECK(log == Texts{"1", "2", "3", "4", "5"});
    CHECK(script.outcomes() ==
          Texts{"delivered 1@1", "delivered 2@2", "delivered 3@3", "delivered 4@4", "delivered 5@5"});
}
