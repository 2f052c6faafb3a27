// What an outbox writes and when: openings, numbers, the window, lost links and messages given up.

#include "tests/session/outbox_script.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace tim::session::test;
using tim::Errc;
using tim::session::Outbox;

TEST_CASE("a send is written as the protocol page shows it") {
    OutboxScript script;
    script.outbox.connected();
    const auto number = script.outbox.add(
        1, bob,
        "{\"message_client_time\":1700000000,\"message_elem_array\":[{\"elem_type\":0,"
        "\"text_elem_content\":\"hi\"}],\"message_msg_id\":\"alice-1700000000-812\",\"message_rand\":812}",
        false);
    script.outbox.stored(1, number.order);
    script.open(bob, "77aa");
    script.save_numbers();
    const auto write = script.outbox.next_write(0, 100'000);
    REQUIRE(write);
    CHECK(write->body ==
          "{\"conv_id\":\"bob\",\"conv_type\":1,\"log\":\"77aa\",\"message\":{\"message_client_time\":1700000000,"
          "\"message_elem_array\":[{\"elem_type\":0,\"text_elem_content\":\"hi\"}],"
          "\"message_msg_id\":\"alice-1700000000-812\",\"message_rand\":812},\"n\":1}");
}

TEST_CASE("nothing is opened or written without a connection") {
    OutboxScript script;
    script.add(1);
    CHECK_FALSE(script.outbox.next_open(0));
    script.outbox.connected();
    CHECK(script.outbox.next_open(0) == bob);
    CHECK(script.flush().empty());
}

TEST_CASE("numbers go on from what the log was opened with") {
    OutboxScript script;
    script.outbox.connected();
    script.add(1);
    script.add(2);
    script.open(bob, "77aa", 41);
    CHECK(script.flush() == Texts{"1=42", "2=43"});
}

TEST_CASE("a log that heads told of needs no opening") {
    OutboxScript script;
    script.outbox.connected();
    script.learn(bob, "77aa", 7);
    script.add(1);
    CHECK_FALSE(script.outbox.next_open(0));
    CHECK(script.flush() == Texts{"1=8"});
}

TEST_CASE("a group whose log is empty is opened, for it may keep none") {
    OutboxScript script;
    script.outbox.connected();
    script.learn(team, "88bb");
    script.add(1, team);
    CHECK(script.outbox.next_open(0) == team);
}

TEST_CASE("each conversation is opened once and has numbers of its own") {
    OutboxScript script;
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
    OutboxScript script;
    script.outbox.connected();
    script.add(1, bob, false);
    script.add(2, bob);
    script.add(3, team);
    script.open(bob);
    script.open(team, "88bb");
    CHECK(script.flush() == Texts{"3=1"});
    script.save(1);
    CHECK(script.flush() == Texts{"1=1", "2=2"});
}

TEST_CASE("as many as the window are in flight; acknowledgements move it on") {
    OutboxScript script;
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
    OutboxScript script;
    script.outbox.connected();
    script.add(1);
    script.open();
    script.save_numbers();
    CHECK_FALSE(script.outbox.next_write(0, 10));
    CHECK(script.outbox.next_write(0, 1000));
}

TEST_CASE("after a lost link what was not answered is written again under its number, before what is new") {
    OutboxScript script;
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
    OutboxScript script;
    script.outbox.connected();
    script.add(1);
    REQUIRE(script.outbox.next_open(0) == bob);
    script.outbox.lost();
    script.outbox.connected();
    script.open();
    CHECK(script.flush() == Texts{"1=1"});
}

TEST_CASE("a message given up before its first write is gone, its successor takes the number") {
    OutboxScript script;
    script.outbox.connected();
    script.add(1);
    script.add(2);
    CHECK(script.outbox.give_up(1));
    script.open();
    CHECK(script.flush() == Texts{"2=1"});
    CHECK_FALSE(script.outbox.contains(1));
}

TEST_CASE("a message given up after its first write goes on to its end, also over a lost link") {
    OutboxScript script;
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
    OutboxScript script;
    script.write(2);
    script.outbox.lost();
    script.outbox.remove(1);
    script.outbox.connected();
    script.add(3);
    CHECK(script.flush() == Texts{"2=2", "3=3"});
}

TEST_CASE("with another epoch all logs are opened anew and numbered from there") {
    OutboxScript script;
    script.write(2);
    CHECK(script.acknowledge(0, 1));
    script.outbox.lost();
    script.outbox.forget_logs();
    script.outbox.connected();
    script.open(bob, "55dd", 0);
    CHECK(script.flush() == Texts{"2=1"});
}

TEST_CASE("messages to a conversation without a log are handed on as ephemeral, once they are stored") {
    OutboxScript script;
    script.outbox.connected();
    script.add(1, team);
    script.add(2, team, false);
    script.open(team, "");
    CHECK(script.outcomes() == Texts{"ephemeral 1"});
    CHECK_FALSE(script.outbox.ephemeral(team));
    script.save(2);
    CHECK(script.outcomes() == Texts{"ephemeral 2"});
    CHECK(script.outbox.ephemeral(team));
    script.outbox.lost();
    CHECK_FALSE(script.outbox.ephemeral(team));
}

TEST_CASE("the end of the session refuses what was never written and keeps the rest for the next login") {
    OutboxScript script;
    script.write(2);
    script.add(3);
    script.add(4, team);
    script.outbox.end(Errc::login_kicked_off_by_other);
    CHECK(script.outcomes() == Texts{"refused 3:6208", "refused 4:6208"});
    script.outbox.connected();
    CHECK(script.flush() == Texts{"1=1", "2=2"});
}

TEST_CASE("a message is not written before its number is stored") {
    OutboxScript script;
    script.outbox.connected();
    script.add(1);
    script.open();
    const auto numbers = script.outbox.take_numbers();
    REQUIRE(numbers.size() == 1);
    CHECK(numbers[0].log == "77aa");
    CHECK(numbers[0].n == 1);
    CHECK_FALSE(script.outbox.has_write(0));
    CHECK(script.outbox.take_numbers().empty());
    script.outbox.stored(1, numbers[0].order);
    CHECK(script.outbox.has_write(0));
}

TEST_CASE("a message gets its number with its call when the log is known, so that it is stored once") {
    OutboxScript script;
    script.outbox.connected();
    script.learn(bob, "77aa", 7);
    script.add(1, bob, false);
    script.add(2, bob, false);
    CHECK(script.added.at(2).log == "77aa");
    CHECK(script.added.at(2).n == 9);
    script.save(1);
    script.save(2);
    CHECK(script.save_numbers().empty());
    CHECK(script.flush() == Texts{"1=8", "2=9"});
}

TEST_CASE("when a numbered message is given up, those behind it move up, and their numbers are stored again") {
    OutboxScript script;
    script.outbox.connected();
    script.learn(bob, "77aa");
    for (std::uint64_t ticket = 1; ticket <= 3; ++ticket) script.add(ticket, bob, ticket != 3);
    CHECK(script.outbox.give_up(1));
    script.save(3);
    CHECK(script.save_numbers() == Texts{"2=1", "3=2"});
    script.add(4);
    CHECK(script.flush() == Texts{"2=1", "3=2", "4=3"});
}

TEST_CASE("a number that could not be stored is stored at the next connection") {
    OutboxScript script;
    script.outbox.connected();
    script.add(1);
    script.open();
    REQUIRE(script.outbox.take_numbers().size() == 1);
    script.outbox.lost();
    script.outbox.connected();
    CHECK(script.flush() == Texts{"1=1"});
}

TEST_CASE("what an earlier session left goes on: numbered messages under their numbers, others behind them") {
    OutboxScript script;
    script.restore(1, 4);
    script.restore(2, 5);
    script.restore(3, 0, true);
    CHECK_FALSE(script.outbox.give_up(1));
    script.outbox.connected();
    script.learn(bob, "77aa", 4);
    script.add(4);
    CHECK(script.flush() == Texts{"1=4", "2=5", "3=6", "4=7"});
}

TEST_CASE("a number of another log is void, and its message is written under a new one") {
    OutboxScript script;
    script.restore(1, 4);
    script.outbox.connected();
    script.open(bob, "99cc", 1);
    CHECK(script.flush() == Texts{"1=2"});
}

TEST_CASE("the end of the session leaves durable messages in their places") {
    OutboxScript script;
    script.outbox.connected();
    script.learn(bob, "77aa");
    script.add(1, bob, true, true);
    script.add(2);
    script.add(3, bob, true, true);
    script.outbox.end(Errc::login_kicked_off_by_other);
    CHECK(script.outcomes() == Texts{"refused 2:6208"});
    script.outbox.connected();
    CHECK(script.flush() == Texts{"1=1", "3=2"});
}

TEST_CASE("cutting the link at any step loses, doubles and reorders nothing") {
    const int cut = GENERATE(range(0, 12));
    OutboxScript script;
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
            script.opened(bob, "77aa", hub_last);
        }
        script.save_numbers();
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

TEST_CASE("conversations take turns, each with all that it may write") {
    OutboxScript script;
    script.outbox.connected();
    script.learn(bob, "77aa", 0);
    script.learn(team, "88bb", 7);
    script.add(1);
    script.add(2, team);
    CHECK(script.flush() == Texts{"1=1", "2=8"});
    script.add(3);
    script.add(4, team);
    script.add(5);
    CHECK(script.flush() == Texts{"4=9", "3=2", "5=3"});
}
