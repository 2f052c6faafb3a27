// What sessions at the hub are told, and in which order; how they replace each other and end.

#include "tests/hub/house.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace tim;
using namespace tim::hub::test;

TEST_CASE("a request before hello is refused with 6014") {
    House house;
    const auto session = house.connect();
    CHECK(code_of(session->ask("heads")) == 6014);
    CHECK(session->open());
}

TEST_CASE("the same device replaces its old session without a word") {
    House house(unhurried());
    const auto old = house.login("alice");
    const auto fresh = house.login("alice");
    old->wait_closed();
    CHECK(old->inbox().empty());
    CHECK(code_of(fresh->ask("ping")) == 0);
}

TEST_CASE("another device of the same kind kicks the first, which is told") {
    House house(unhurried());
    const auto old = house.login("alice", "d1", 1);
    const auto fresh = house.login("alice", "d2", 1);
    const auto kicked = old->push("kicked");
    REQUIRE(kicked);
    CHECK(codec::read<wire::Kicked>(kicked->body.view())->platform == 1);
    old->wait_closed();
    CHECK(code_of(fresh->ask("ping")) == 0);
}

TEST_CASE("devices of two kinds are online together") {
    House house(unhurried());
    const auto desk = house.login("alice", "d1", 1);
    const auto phone = house.login("alice", "d2", 2);
    CHECK(code_of(desk->ask("ping")) == 0);
    CHECK(code_of(phone->ask("ping")) == 0);
}

TEST_CASE("a device that reconnects by itself does not kick the one that logged in later") {
    House house(unhurried());
    const auto first = house.login("alice", "d1", 1);
    const auto second = house.login("alice", "d2", 1);
    const auto back = house.connect();
    CHECK(code_of(back->hello("alice", house.hub.sign("alice").reveal(), "d1", 1, true)) == 6208);
    CHECK(code_of(second->ask("ping")) == 0);
}

TEST_CASE("what a replaced session had sent is executed before its successor's first request, or never") {
    House house(unhurried());
    const auto old = house.login("alice");
    const auto log = open(*old, "bob").log;
    const auto fresh = house.connect();
    old->request("send", send_body(log, 1, "alice", "bob", "before hello"));
    const auto hello = fresh->request_hello("alice", house.hub.sign("alice").reveal());
    old->request("send", send_body(log, 2, "alice", "bob", "behind hello"));
    REQUIRE(code_of(fresh->reply(hello)) == 0);
    old->request("send", send_body(log, 3, "alice", "bob", "too late"));
    const auto first = open(*fresh, "bob");
    CHECK((first.n == 1 || first.n == 2));
    CHECK(first.head == first.n);
    CHECK(open(*fresh, "bob").n == first.n);
}

TEST_CASE("an acknowledgement comes behind every push of its log below it") {
    House house;
    const auto alice = house.login("alice");
    const auto bob = house.login("bob");
    const auto log = open(*alice, "bob").log;
    open(*bob, "alice");
    std::vector<Position> known;
    for (std::uint64_t n = 1; n <= 20; ++n) {
        alice->request("send", send_body(log, n, "alice", "bob", "hers"));
        const auto own = bob->request("send", send_body(log, n, "bob", "alice", "his"));
        // Both are on their way together. Whatever order the hub gave them, bob knows all that stands below his own.
        Position acknowledged = 0;
        std::vector<Position> pushed;
        while (acknowledged == 0) {
            const auto frame = bob->next();
            REQUIRE(frame);
            if (frame->re == own) acknowledged = codec::read<wire::Sent>(frame->body.view())->pos;
            if (frame->push != "entries") continue;
            const auto range = codec::read<wire::EntryRange>(frame->body.view()).value();
            if (range.log == log) pushed.push_back(range.to);
        }
        REQUIRE(acknowledged > 0);
        known.insert(known.end(), pushed.begin(), pushed.end());
        known.push_back(acknowledged);
        for (Position below = 1; below < acknowledged; ++below)
            CHECK(std::find(known.begin(), known.end(), below) != known.end());
    }
}

TEST_CASE("the sender's own session gets no push of what it sent, the user's other device does") {
    House house(unhurried());
    const auto desk = house.login("alice", "d1", 1);
    const auto phone = house.login("alice", "d2", 2);
    const auto log = open(*desk, "bob").log;
    REQUIRE(code_of(desk->ask("send", send_body(log, 1, "alice", "bob", "hi"))) == 0);
    for (;;) {
        const auto push = phone->push("entries");
        REQUIRE(push);
        if (codec::read<wire::EntryRange>(push->body.view())->log == log) break;
    }
    for (const wire::Incoming& frame : desk->inbox()) {
        REQUIRE(frame.push == "entries");
        CHECK(codec::read<wire::EntryRange>(frame.body.view())->log != log);
    }
}

TEST_CASE("an unknown operation is refused with 60017 and the session goes on") {
    House house;
    const auto session = house.login("alice");
    CHECK(code_of(session->ask("dance")) == 60017);
    CHECK(code_of(session->ask("ping")) == 0);
}

TEST_CASE("an unreadable frame ends the connection with 1007; what stood before it is executed") {
    House house;
    const auto session = house.login("alice");
    const auto bob = house.login("bob");
    const auto log = open(*session, "bob").log;
    session->packet(*wire::request_frame("send", 70, send_body(log, 1, "alice", "bob", "hi")) + "nonsense\n");
    session->wait_closed();
    CHECK(session->close_code() == 1007);
    CHECK(open(*bob, "alice").head == 1);
}

TEST_CASE("a hub that closes ends every session, and those that come later") {
    House house;
    const auto alice = house.login("alice");
    const auto greeting = house.connect();
    bool closed = false;
    house.hub.close([&closed](error_code) { closed = true; });
    alice->wait_closed();
    greeting->wait_closed();
    const auto late = house.connect();
    late->wait_closed();
    while (!closed) house.context.run_one();
    CHECK(closed);
}

TEST_CASE("bye is answered and ends the session") {
    House house;
    const auto session = house.login("alice");
    CHECK(code_of(session->ask("bye")) == 0);
    session->wait_closed();
}

TEST_CASE("echo is answered without the storage: before a send that came in front of it") {
    House house;
    const auto alice = house.login("alice");
    const auto log = open(*alice, "bob").log;
    const auto send = wire::request_frame("send", 101, send_body(log, 1, "alice", "bob", "hi"));
    alice->packet(*send + *wire::request_frame("echo", 102, R"({"a":[1]})"));
    const auto first = alice->next();
    REQUIRE(first);
    CHECK(first->re == 102);
    CHECK(first->body.view() == R"({"a":[1]})");
    CHECK(code_of(alice->reply(101)) == 0);
}

TEST_CASE("echo counts against the rate of requests") {
    Limits limits;
    limits.requests_per_second = 2;
    House house(limits);
    const auto alice = house.login("alice");
    CHECK(code_of(alice->ask("echo")) == 0);
    CHECK(code_of(alice->ask("echo")) == 0);
    CHECK(code_of(alice->ask("echo")) == 9506);
}
