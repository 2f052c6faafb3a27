#include "tests/support/catch.hpp"
#include "tests/support/raw_session.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tim/hub/hub.hpp"
#include "tim/model/message_data.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

using namespace tim;
using test::RawSession;

namespace {

constexpr std::uint64_t app = 1400000000;

/// Time that stands still until the test moves it.
class ManualClock final : public Clock {
public:
    UnixMillis unix_now() noexcept override { return now; }
    SteadyMillis steady_now() noexcept override { return now; }
    UnixMillis now = 1'700'000'000'000;
};

struct House {
    explicit House(Limits limits = Limits())
        : hub(context.get_executor(), hub::HubOptions()
                                          .app(app, Secret("key"))
                                          .clock(clock)
                                          .limits(limits)
                                          .unknown_receivers(true)
                                          .sweep_interval(std::chrono::milliseconds(1))) {}

    std::shared_ptr<RawSession> connect() { return RawSession::connect(context, *hub.peer()); }

    std::shared_ptr<RawSession> login(const std::string& user, std::string_view device = "d1",
                                      std::uint32_t platform = 1) {
        auto session = connect();
        const auto welcome = session->hello(user, hub.sign(user).reveal(), device, platform);
        REQUIRE(welcome);
        REQUIRE(welcome->code == 0);
        return session;
    }

    ManualClock clock;
    boost::asio::io_context context;
    hub::Hub hub;
};

Limits unhurried() {
    Limits limits;
    limits.logins_per_second = 0;
    return limits;
}

/// The log of a conversation with `peer`, opened.
wire::Opened open(RawSession& session, std::string_view peer) {
    const auto reply = session.ask("open", R"({"conv_type":1,"conv_id":")" + std::string(peer) + "\"}");
    REQUIRE(reply);
    REQUIRE(reply->code == 0);
    return codec::read<wire::Opened>(reply->body.view()).value();
}

std::string send_body(const std::string& log, std::uint64_t n, const std::string& sender, const std::string& peer,
                      const std::string& text) {
    wire::Send body;
    body.conv_type = ConvType::c2c;
    body.conv_id = peer;
    body.log = log;
    body.n = n;
    MessageData message;
    message.elements.push_back(TextElem(text));
    message.msg_id = sender + "-1700000000-" + std::to_string(n);
    message.rand = n;
    message.client_time = 1'700'000'000;
    body.message = RawJson(codec::to_json(message));
    return codec::to_json(body);
}

int code_of(const std::optional<wire::Incoming>& reply) { return reply ? reply->code : -1; }

}  // namespace

TEST_CASE("a request before hello is refused with 6014") {
    House house;
    const auto session = house.connect();
    CHECK(code_of(session->ask("heads")) == 6014);
    CHECK(session->open());
}

TEST_CASE("a login with a wrong token gets its documented code, and the connection ends") {
    struct Case {
        const char* title;
        std::string user, sig;
        int code;
    };
    House house(unhurried());
    const hub::HubOptions other_key = hub::HubOptions().app(app, Secret("other")).clock(house.clock);
    const hub::HubOptions other_app = hub::HubOptions().app(app + 1, Secret("key")).clock(house.clock);
    boost::asio::io_context context;
    hub::Hub forger(context.get_executor(), other_key), foreigner(context.get_executor(), other_app);
    const std::string mine(house.hub.sign("alice").reveal());
    const std::string old(house.hub.sign("alice", std::chrono::seconds(0)).reveal());
    const Case cases[] = {
        {"empty", "alice", "", 70002},
        {"malformed", "alice", "eJy*", 70003},
        {"forged", "alice", std::string(forger.sign("alice").reveal()), 70003},
        {"another user's", "bob", mine, 70013},
        {"another app's", "alice", std::string(foreigner.sign("alice").reveal()), 70014},
        {"expired", "alice", old, 70001},
        {"no user id", "", mine, 7003},
    };
    for (const Case& one : cases) {
        INFO(one.title);
        const auto session = house.connect();
        CHECK(code_of(session->hello(one.user, one.sig)) == one.code);
        session->wait_closed();
        CHECK_FALSE(session->open());
    }
    context.run();
}

TEST_CASE("hello tells the user's log, the epoch and the time") {
    House house;
    const auto session = house.connect();
    const auto reply = session->hello("alice", house.hub.sign("alice").reveal());
    REQUIRE(reply);
    const auto welcome = codec::read<wire::Welcome>(reply->body.view());
    REQUIRE(welcome);
    CHECK_FALSE(welcome->user_log.empty());
    CHECK_FALSE(welcome->epoch.empty());
    CHECK(welcome->time == house.clock.now);
    CHECK(welcome->heartbeat > 0);
}

TEST_CASE("a second hello on the same connection is refused") {
    House house;
    const auto session = house.login("alice");
    CHECK(code_of(session->hello("alice", house.hub.sign("alice").reveal())) == 60017);
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
    house.clock.now += 500;
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

TEST_CASE("logins of one user beyond the rate are refused with 70050") {
    Limits limits;
    limits.logins_per_second = 1;
    House house(limits);
    house.login("alice");
    const auto again = house.connect();
    CHECK(code_of(again->hello("alice", house.hub.sign("alice").reveal())) == 70050);
    house.login("bob");
    house.clock.now += 1000;
    house.login("alice");
}

TEST_CASE("a session whose token runs out is told so and ends") {
    House house;
    const auto session = house.connect();
    REQUIRE(code_of(session->hello("alice", house.hub.sign("alice", std::chrono::seconds(60)).reveal())) == 0);
    house.clock.now += 60'000;
    session->request("ping");
    CHECK(session->push("expired"));
    session->wait_closed();
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

TEST_CASE("who says no hello, or falls silent, is not kept") {
    House house;
    const auto stranger = house.connect();
    const auto alice = house.login("alice");
    house.clock.now += 10'000;
    stranger->wait_closed();
    CHECK(code_of(alice->ask("ping")) == 0);
    house.clock.now += 60'001;
    alice->wait_closed();
    CHECK(alice->inbox().empty());
}

TEST_CASE("a session whose token runs out is told so without asking") {
    House house;
    const auto session = house.connect();
    REQUIRE(code_of(session->hello("alice", house.hub.sign("alice", std::chrono::seconds(20)).reveal())) == 0);
    house.clock.now += 20'000;
    CHECK(session->push("expired"));
    session->wait_closed();
}

TEST_CASE("a token that is valid longer than time goes is valid, one with a negative validity is not") {
    House house(unhurried());
    const auto for_ever = house.connect();
    REQUIRE(code_of(for_ever->hello("alice", house.hub.sign("alice", std::chrono::seconds::max()).reveal())) == 0);
    CHECK(code_of(for_ever->ask("ping")) == 0);
    const auto never = house.connect();
    CHECK(code_of(never->hello("bob", house.hub.sign("bob", std::chrono::seconds(-3600)).reveal())) == 70001);
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

TEST_CASE("a platform that the documents do not know is refused with 6017, and so is a device without an id") {
    House house(unhurried());
    const auto odd = house.connect();
    CHECK(code_of(odd->hello("alice", house.hub.sign("alice").reveal(), "d1", 777)) == 6017);
    const auto nameless = house.connect();
    CHECK(code_of(nameless->hello("alice", house.hub.sign("alice").reveal(), "")) == 6017);
}

TEST_CASE("nobody can be the system") {
    House house;
    CHECK(house.hub.sign("@TIM#SYSTEM").empty());
    const auto session = house.connect();
    CHECK(code_of(session->hello("@TIM#SYSTEM", house.hub.sign("alice").reveal())) == 7003);
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

TEST_CASE("a hub restored from a backup tells another epoch") {
    test::TemporaryDirectory folder;
    std::vector<std::string> epochs;
    for (const bool restored : {false, false, true}) {
        boost::asio::io_context context;
        hub::Hub hub(context.get_executor(),
                     hub::HubOptions().data(folder.path().string()).app(app, Secret("key")).restored(restored));
        const auto session = RawSession::connect(context, *hub.peer());
        const auto reply = session->hello("alice", hub.sign("alice").reveal());
        REQUIRE(code_of(reply) == 0);
        epochs.push_back(codec::read<wire::Welcome>(reply->body.view())->epoch);
    }
    CHECK(epochs[0] == epochs[1]);
    CHECK(epochs[1] != epochs[2]);
}

TEST_CASE("bye is answered and ends the session") {
    House house;
    const auto session = house.login("alice");
    CHECK(code_of(session->ask("bye")) == 0);
    session->wait_closed();
}

TEST_CASE(
    "a hub without a key takes any token of the right form in its own process, and listens on this machine only") {
    boost::asio::io_context context;
    hub::Hub hub(context.get_executor());
    hub::Hub other(context.get_executor());
    const auto inside = RawSession::connect(context, *hub.peer(), wire::LinkInfo{"", true});
    CHECK(code_of(inside->hello("alice", other.sign("alice").reveal())) == 0);
    const auto outside = RawSession::connect(context, *hub.peer(), wire::LinkInfo{"127.0.0.1", false});
    CHECK(code_of(outside->hello("bob", other.sign("bob").reveal())) == 70003);
    CHECK(hub.listen(hub::ListenOptions().address("localhost")).has_value());
    const auto refused = hub.listen(hub::ListenOptions().address("0.0.0.0"));
    REQUIRE(refused.has_error());
    CHECK(refused.error().code == Errc::invalid_parameters);
}

TEST_CASE("what is no user id gets an empty token") {
    boost::asio::io_context context;
    const hub::Hub hub(context.get_executor());
    CHECK(hub.sign("").empty());
    CHECK(hub.sign("line\nfeed").empty());
    CHECK_FALSE(hub.sign("alice").empty());
}
