// What the hub bounds: rates, queues, what is in flight, and its patience.

#include "tests/hub/house.hpp"

#include <cstdint>
#include <string>

using namespace tim;
using namespace tim::hub::test;

TEST_CASE("a slow reader is told that it is behind, and catches up by position") {
    Limits limits = unhurried();
    limits.session_queue_bytes = 2000;
    House house(limits);
    const auto alice = house.login("alice");
    const auto bob = house.login("bob");
    const auto log = open(*alice, "bob").log;
    REQUIRE(code_of(alice->ask("send", send_body(log, 1, "alice", "bob", "first"))) == 0);
    bob->read(false);
    for (std::uint64_t n = 2; n <= 50; ++n)
        REQUIRE(code_of(alice->ask("send", send_body(log, n, "alice", "bob", "flood"))) == 0);
    bob->read(true);
    REQUIRE(bob->push("behind"));
    const auto pushed = bob->inbox().size();
    CHECK(pushed < 49);
    const auto sync = bob->ask("sync", R"({"log":")" + log + R"(","from":1})");
    REQUIRE(code_of(sync) == 0);
    CHECK(codec::read<wire::EntryRange>(sync->body.view())->entries.size() == 50);
    REQUIRE(code_of(alice->ask("send", send_body(log, 51, "alice", "bob", "after"))) == 0);
    for (;;) {
        const auto push = bob->push("entries");
        REQUIRE(push);
        if (codec::read<wire::EntryRange>(push->body.view())->to == 51) break;
    }
}

TEST_CASE("a reader who keeps up is not told that it is behind, however much one commit brings") {
    House house(unhurried(), true);
    const auto alice = house.login("alice");
    const auto bob = house.login("bob");
    const auto log = open(*alice, "bob").log;
    REQUIRE(code_of(alice->ask("send", send_body(log, 1, "alice", "bob", "first"))) == 0);
    std::string queued;
    const std::string text(2000, 'x');
    for (std::uint64_t n = 2; n <= 101; ++n)
        queued += *wire::request_frame("send", 1000 + n, send_body(log, n, "alice", "bob", text));
    alice->packet(queued);
    REQUIRE(code_of(alice->reply(1101)) == 0);
    Position last = 0;
    while (last < 101) {
        const auto frame = bob->next();
        REQUIRE(frame);
        REQUIRE(frame->push == "entries");
        const auto range = codec::read<wire::EntryRange>(frame->body.view()).value();
        if (range.log == log) last = range.to;
    }
}

TEST_CASE("requests beyond the rate are refused in passing with 9506, those that chat needs never") {
    Limits limits;
    limits.requests_per_second = 2;
    House house(limits);
    const auto alice = house.login("alice");
    CHECK(code_of(alice->ask("group.mine")) == 0);
    CHECK(code_of(alice->ask("group.mine")) == 0);
    const auto refused = alice->ask("group.mine");
    CHECK(code_of(refused) == 9506);
    CHECK(refused->retry);
    CHECK(code_of(alice->ask("heads")) == 0);
    CHECK(code_of(alice->ask("ping")) == 0);
    house.clock.pass(500);
    CHECK(code_of(alice->ask("group.mine")) == 0);
}

TEST_CASE("more unanswered requests than allowed are refused in passing with 9507") {
    Limits limits;
    limits.requests_in_flight = 3;
    House house(limits);
    const auto alice = house.login("alice");
    alice->read(false);
    std::uint64_t last = 0;
    for (int i = 0; i < 4; ++i) last = alice->request("ping");
    alice->read(true);
    const auto refused = alice->reply(last);
    CHECK(code_of(refused) == 9507);
    CHECK(refused->retry);
}

TEST_CASE("who says no hello, or falls silent, is not kept") {
    House house;
    const auto stranger = house.connect();
    const auto alice = house.login("alice");
    house.clock.pass(10'000);
    stranger->wait_closed();
    CHECK(code_of(alice->ask("ping")) == 0);
    house.clock.pass(60'001);
    alice->wait_closed();
    CHECK(alice->inbox().empty());
}

TEST_CASE("any byte of somebody who has said hello counts as life, of a stranger none") {
    House house;
    const auto alice = house.login("alice");
    house.clock.pass(40'000);
    alice->dribble();
    house.clock.pass(40'000);
    const auto stranger = house.connect();
    house.clock.pass(9'000);
    stranger->dribble();
    house.clock.pass(1'000);
    stranger->wait_closed();
    CHECK(code_of(alice->ask("ping")) == 0);
}

TEST_CASE("who sends far more than the hub has got round to loses the connection with 1008") {
    House house;
    const auto alice = house.login("alice");
    const std::string large = '"' + std::string(1'000'000, 'x') + '"';
    for (int i = 0; i < 8; ++i) alice->request("dance", large);
    alice->reply(alice->request("ping"));
    REQUIRE(alice->open());
    for (int i = 0; i < 9; ++i) alice->request("dance", large);
    alice->wait_closed();
    CHECK(alice->close_code() == 1008);
}

TEST_CASE("somebody who does not read refusals is not told for ever") {
    Limits limits;
    limits.requests_in_flight = 5;
    House house(limits);
    const auto stranger = house.connect();
    stranger->read(false);
    for (int i = 0; i < 100; ++i) stranger->request("heads");
    stranger->wait_closed();
    CHECK(stranger->inbox().size() <= 8);
    const auto alice = house.login("alice");
    alice->read(false);
    for (int i = 0; i < 100; ++i) alice->request("dance");
    alice->wait_closed();
    CHECK(alice->inbox().size() <= 10);
}

TEST_CASE("a large packet of somebody who has not said hello ends the connection with 1009") {
    House house;
    const auto stranger = house.connect();
    stranger->request("hello", "\"" + std::string(16 * 1024, 'x') + "\"");
    stranger->wait_closed();
    CHECK(stranger->close_code() == 1009);
}

TEST_CASE("requests whose answers may be large are bounded by bytes, too") {
    House house;
    const auto alice = house.login("alice");
    const auto log = open(*alice, "bob").log;
    alice->read(false);
    std::uint64_t last = 0;
    for (int i = 0; i < 17; ++i) last = alice->request("sync", R"({"log":")" + log + R"(","from":1})");
    alice->read(true);
    CHECK(code_of(alice->reply(last)) == 9507);
}

TEST_CASE("a thousand lists of heads or pings at once are bounded by bytes, a thousand opened logs are not") {
    Limits limits = unhurried();
    limits.requests_per_second = 0;
    House house(limits);
    const auto alice = house.login("alice");
    for (int i = 0; i < 100; ++i) {
        const std::string id = std::string(40, 'g') + std::to_string(i);
        REQUIRE(code_of(alice->ask("group.create", R"({"create_group_param_group_id":")" + id +
                                                       R"(","create_group_param_group_name":"g"})")) == 0);
    }
    alice->inbox().clear();
    const auto flood = [&](std::string_view op, std::string_view body) {
        std::string packet;
        for (std::uint64_t id = 1001; id <= 2000; ++id) packet += *wire::request_frame(op, id, body);
        alice->read(false);
        alice->packet(packet);
        REQUIRE(code_of(house.login("bob")->ask("ping")) == 0);  // so alice's are in her queue
        alice->read(true);
        int answered = 0;
        for (std::uint64_t id = 1001; id <= 2000; ++id) {
            const auto reply = alice->reply(id);
            REQUIRE(reply);
            answered += reply->code == 0;
            if (reply->code != 0) CHECK((reply->code == 9507 && reply->retry));
        }
        return answered;
    };
    CHECK(flood("heads", {}) == 16);
    CHECK(flood("ping", {}) == 64);
    CHECK(flood("open", R"({"conv_type":1,"conv_id":"bob"})") == 1000);
}
