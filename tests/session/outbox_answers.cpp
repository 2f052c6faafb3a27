// What an outbox does with the hub's answers: acknowledgements, refusals and numbers out of step.

#include "tests/session/outbox_script.hpp"

using namespace tim::session::test;
using tim::Errc;

TEST_CASE("out of step: the client goes back to the hub's number, once") {
    OutboxScript script;
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
    OutboxScript script;
    script.write(2);
    CHECK(script.out_of_step(1, 0));
    REQUIRE(script.flush() == Texts{"1=1", "2=2"});
    CHECK(script.out_of_step(2, 0));
    CHECK(script.flush().empty());
    script.now = script.outbox.wake_at(script.now).value();
    CHECK(script.flush() == Texts{"1=1", "2=2"});
}

TEST_CASE("a hub that lost numbers gets them anew, in the order of the queue") {
    OutboxScript script;
    script.outbox.connected();
    for (std::uint64_t ticket = 1; ticket <= 3; ++ticket) script.add(ticket);
    script.open(bob, "77aa", 10);
    REQUIRE(script.flush() == Texts{"1=11", "2=12", "3=13"});
    CHECK(script.out_of_step(0, 5));
    CHECK(script.flush() == Texts{"1=6", "2=7", "3=8"});
}

TEST_CASE("a passing refusal stops the queue for a while, and all goes on under the same numbers") {
    OutboxScript script;
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
    OutboxScript script;
    script.write(2);
    CHECK(script.reply(0, "", 10017));
    CHECK(script.acknowledge(1, 1));
    script.add(3);
    CHECK(script.flush() == Texts{"3=3"});
    CHECK(script.outcomes() == Texts{"refused 1:10017", "delivered 2@1"});
}

TEST_CASE("a refused opening ends all messages of its conversation") {
    OutboxScript script;
    script.outbox.connected();
    script.add(1, bob);
    script.add(2, bob, false);
    script.add(3, team);
    REQUIRE(script.outbox.next_open(0) == bob);
    script.outbox.open_refused(bob, Errc::svr_msg_invalid_id, {});
    CHECK(script.outcomes() == Texts{"refused 1:20003", "refused 2:20003"});
    CHECK(script.outbox.contains(3));
}

TEST_CASE("a refused opening leaves messages that were written under a number to be asked for under it") {
    OutboxScript script;
    script.restore(1, 5);
    script.add(2);
    script.outbox.connected();
    REQUIRE(script.outbox.next_open(0) == bob);
    script.outbox.open_refused(bob, Errc::svr_group_permission_deny, {});
    const auto outcomes = script.outbox.take_outcomes();
    REQUIRE(outcomes.size() == 1);
    CHECK(outcomes[0].ticket == 2);
    const auto write = script.outbox.next_write(0, std::numeric_limits<std::size_t>::max());
    REQUIRE(write);
    CHECK(write->ticket == 1);
    CHECK(write->body.find("\"n\":5") != std::string::npos);
}

TEST_CASE("after a refused opening the log that is known is asked for a message that it may have") {
    OutboxScript script;
    script.restore(1, 0);
    script.add(2);
    script.outbox.connected();
    REQUIRE(script.outbox.next_open(0) == bob);
    script.outbox.open_refused(bob, Errc::svr_group_permission_deny, "77aa");
    CHECK(script.outcomes() == Texts{"refused 2:10007"});
    REQUIRE(script.flush().size() == 1);
    CHECK(script.out_of_step(0, 3));
    CHECK(script.flush() == Texts{"1=4"});
    SECTION("it has it") {
        CHECK(script.reply(1, "{\"log\":\"77aa\",\"pos\":2,\"seq\":2,\"time\":1700000000042,\"version\":1}", 20001));
        CHECK(script.outcomes() == Texts{"delivered 1@2"});
    }
    SECTION("it does not") {
        CHECK(script.reply(1, "", 10007));
        CHECK(script.outcomes() == Texts{"refused 1:10007"});
    }
}

TEST_CASE("a refused opening does not ask a log again that the hub does not know") {
    OutboxScript script;
    script.restore(1, 0);
    script.outbox.connected();
    REQUIRE(script.outbox.next_open(0) == bob);
    script.outbox.open_refused(bob, Errc::svr_group_not_found, "77aa");
    REQUIRE(script.flush().size() == 1);
    CHECK(script.reply(0, "", 6004));
    REQUIRE(script.outbox.next_open(0) == bob);
    script.outbox.open_refused(bob, Errc::svr_group_not_found, "77aa");
    CHECK(script.outcomes() == Texts{"refused 1:10010"});
}

TEST_CASE("an opening refused for now is tried again later") {
    OutboxScript script;
    script.outbox.connected();
    script.add(1);
    REQUIRE(script.outbox.next_open(0) == bob);
    script.outbox.open_later(bob, 0, script.random);
    CHECK(script.outcomes().empty());
    const auto until = script.outbox.wake_at(0);
    REQUIRE(until);
    CHECK_FALSE(script.outbox.next_open(*until - 1));
    CHECK(script.outbox.next_open(*until) == bob);
}

TEST_CASE("a log that the hub does not know any more is opened anew, with the numbers of the new one") {
    OutboxScript script;
    script.write(2);
    CHECK(script.reply(0, "", 6004));
    CHECK(script.reply(1, "", 6004));
    script.open(bob, "99cc", 3);
    CHECK(script.flush() == Texts{"1=4", "2=5"});
    CHECK(script.writes.back().body.find("\"log\":\"99cc\"") != std::string::npos);
    CHECK(script.outcomes().empty());
}

TEST_CASE("a log is opened anew only when nothing is in flight that may still be acknowledged") {
    OutboxScript script;
    script.write(2);
    CHECK(script.reply(1, "", 6004));
    CHECK_FALSE(script.outbox.next_open(0));
    CHECK(script.acknowledge(0, 1));
    CHECK(script.outbox.next_open(0) == bob);
}

TEST_CASE("a hub that names the log that it does not know fails the messages") {
    OutboxScript script;
    script.write(1);
    CHECK(script.reply(0, "", 6004));
    script.open(bob, "77aa", 0);
    CHECK(script.outcomes() == Texts{"refused 1:6004"});
}

TEST_CASE("an acknowledgement that cannot be read, or that names no position, breaks the link") {
    OutboxScript script;
    script.write(2);
    CHECK_FALSE(script.reply(0, "[]"));
    CHECK_FALSE(script.reply(0, "{\"time\":1}"));
    CHECK_FALSE(script.reply(1, "7", 20004, true));
}

TEST_CASE("answers to what ended otherwise are ignored") {
    OutboxScript script;
    script.write(1);
    script.outbox.remove(1);
    CHECK(script.acknowledge(0, 1));
    CHECK(script.reply(0, "", 20001));
    CHECK(script.outcomes().empty());
}

TEST_CASE("an uncertain message whose id is taken is delivered when the hub tells where it stands") {
    OutboxScript script;
    script.restore(1, 0, false, true);
    script.restore(2, 0, false, true);
    script.outbox.connected();
    script.learn(bob, "77aa", 5);
    REQUIRE(script.flush() == Texts{"1=6", "2=7"});
    CHECK(script.reply(0, "{\"log\":\"77aa\",\"pos\":3,\"seq\":3,\"time\":1700000000042,\"version\":1}", 20001));
    CHECK(script.reply(1, "", 20001));
    CHECK(script.outcomes() == Texts{"delivered 1@3", "refused 2:20001"});
}

TEST_CASE("a message of an earlier program may have had a number that a power cut took back") {
    OutboxScript script;
    script.restore(1, 0, true);
    script.outbox.connected();
    script.learn(bob, "77aa", 5);
    REQUIRE(script.flush() == Texts{"1=6"});
    CHECK(script.reply(0, "{\"log\":\"77aa\",\"pos\":3,\"seq\":3,\"time\":1700000000042,\"version\":1}", 20001));
    CHECK(script.outcomes() == Texts{"delivered 1@3"});
}

TEST_CASE("a message that the hub has under a number that it was never given is refused, wherever it stands") {
    OutboxScript script;
    script.write(1);
    CHECK(script.reply(0, "{\"log\":\"77aa\",\"pos\":3,\"seq\":3,\"time\":1700000000042,\"version\":1}", 20001));
    CHECK(script.outcomes() == Texts{"refused 1:20001"});
}

TEST_CASE("with another history of the hub what was written is uncertain, what was not is not") {
    OutboxScript script;
    script.write(1);
    script.outbox.lost();
    script.outbox.forget_logs();
    script.add(2);
    script.outbox.connected();
    script.learn(bob, "77aa", 5);
    REQUIRE(script.flush() == Texts{"1=6", "2=7"});
    const std::string taken = "{\"log\":\"77aa\",\"pos\":3,\"seq\":3,\"time\":1700000000042,\"version\":1}";
    CHECK(script.reply(1, taken, 20001));
    CHECK(script.reply(2, taken, 20001));
    CHECK(script.outcomes() == Texts{"delivered 1@3", "refused 2:20001"});
}
