#include "tim/session/detail/connection.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/seeded_random.hpp"

#include <vector>

using namespace std::chrono_literals;
using tim::ConnectionState;
using tim::Errc;
using tim::Failure;
using tim::SteadyMillis;
using tim::session::Backoff;
using tim::session::Connection;
using tim::session::LinkAction;
using tim::test::SeededRandom;

namespace {

constexpr std::int64_t epoch = 1'700'000'000'000;

/// A connection and the time that it is told.
struct Script {
    Connection connection{3, Backoff(1000ms, 8000ms)};
    SeededRandom random;
    SteadyMillis now = 5000;

    LinkAction next() { return connection.next(now, epoch + now); }
    LinkAction after(SteadyMillis pause) {
        now += pause;
        return next();
    }
    void lose() { connection.lost(now, Failure(Errc::sdk_net_disconnect), random); }
    void dial() {
        while (next() != LinkAction::dial) now = connection.wake_at().value();
    }
    void come_up() {
        dial();
        connection.opened(now);
        REQUIRE(next() == LinkAction::greet);
        connection.wrote(now);
        connection.heard(now);
        connection.welcomed(now, 30'000ms);
    }
    void be_online() {
        connection.login();
        come_up();
        connection.caught_up();
        connection.take_changes();
    }
    std::vector<ConnectionState> changes() {
        std::vector<ConnectionState> states;
        for (const auto& change : connection.take_changes()) states.push_back(change.state);
        return states;
    }
};

using States = std::vector<ConnectionState>;

}  // namespace

TEST_CASE("a login dials, greets, syncs and is online, and each state is told once") {
    Script script;
    script.connection.login();
    CHECK(script.next() == LinkAction::dial);
    CHECK(script.next() == LinkAction::none);
    script.connection.opened(script.now);
    CHECK(script.next() == LinkAction::greet);
    CHECK(script.next() == LinkAction::none);
    script.connection.welcomed(script.now, 30'000ms);
    script.connection.caught_up();
    script.connection.caught_up();
    CHECK(script.changes() == States{ConnectionState::connecting, ConnectionState::syncing, ConnectionState::online});
}

TEST_CASE("nothing is dialled while nobody is logged in") {
    Script script;
    CHECK(script.after(100'000) == LinkAction::none);
    CHECK_FALSE(script.connection.wake_at());
}

TEST_CASE("failed attempts take the endpoints in turn, with pauses that stay below the cap") {
    Script script;
    script.connection.login();
    std::vector<std::size_t> endpoints;
    for (int attempt = 0; attempt < 7; ++attempt) {
        script.dial();
        endpoints.push_back(script.connection.endpoint());
        script.lose();
        CHECK(script.connection.wake_at().value() - script.now <= 8000);
    }
    CHECK(endpoints == std::vector<std::size_t>{0, 1, 2, 0, 1, 2, 0});
    CHECK(script.changes() == States{ConnectionState::connecting});
}

TEST_CASE("after a lost link the hub that served is tried first, then the next") {
    Script script;
    script.connection.login();
    script.dial();
    script.lose();
    script.come_up();
    REQUIRE(script.connection.endpoint() == 1);
    script.lose();
    script.dial();
    CHECK(script.connection.endpoint() == 1);
    script.lose();
    script.dial();
    CHECK(script.connection.endpoint() == 2);
}

TEST_CASE("a lost link is told with its reason and leads back to connecting") {
    Script script;
    script.be_online();
    script.lose();
    const auto changes = script.connection.take_changes();
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].state == ConnectionState::connecting);
    CHECK(changes[0].reason.code == Errc::sdk_net_disconnect);
}

TEST_CASE("only a reconnect resumes; a new login does not") {
    Script script;
    script.connection.login();
    CHECK_FALSE(script.connection.resumes());
    script.dial();
    script.lose();
    CHECK_FALSE(script.connection.resumes());
    script.come_up();
    script.lose();
    CHECK(script.connection.resumes());
    script.connection.end(ConnectionState::kicked, {});
    script.connection.login();
    CHECK_FALSE(script.connection.resumes());
}

TEST_CASE("an attempt that never opens or is never answered is given up") {
    Script script;
    script.connection.login();
    script.dial();
    CHECK(script.after(19'999) == LinkAction::none);
    CHECK(script.after(1) == LinkAction::drop);
    script.lose();
    script.dial();
    script.connection.opened(script.now);
    CHECK(script.next() == LinkAction::greet);
    CHECK(script.after(20'000) == LinkAction::drop);
}

TEST_CASE("an idle connection pings at half of what the hub bears") {
    Script script;
    script.be_online();
    CHECK(script.connection.wake_at() == script.now + 15'000);
    CHECK(script.after(14'999) == LinkAction::none);
    CHECK(script.after(1) == LinkAction::ping);
    CHECK(script.next() == LinkAction::none);
}

TEST_CASE("a hub that names no heartbeat, or an absurd one, is not flooded with pings") {
    const auto heartbeat = GENERATE(0ms, -5ms, 1ms);
    Script script;
    script.connection.login();
    script.dial();
    script.connection.opened(script.now);
    script.next();
    script.connection.welcomed(script.now, heartbeat);
    CHECK(script.connection.wake_at().value() - script.now >= 500);
}

TEST_CASE("a link that stays silent for two intervals is dropped") {
    Script script;
    script.be_online();
    CHECK(script.after(15'000) == LinkAction::ping);
    CHECK(script.after(14'999) == LinkAction::none);
    CHECK(script.after(1) == LinkAction::drop);
}

TEST_CASE("any received byte counts as life") {
    Script script;
    script.be_online();
    for (int i = 0; i < 10; ++i) {
        CHECK(script.after(15'000) == LinkAction::ping);
        script.now += 14'000;
        script.connection.heard(script.now);
    }
}

TEST_CASE("a hub that hears nothing else gets pings however much it says itself") {
    Script script;
    script.be_online();
    int pings = 0;
    for (int i = 0; i < 60; ++i) {
        script.now += 1000;
        script.connection.heard(script.now);
        if (script.next() == LinkAction::ping) ++pings;
    }
    CHECK(pings == 4);
}

TEST_CASE("what is written spares pings as long as the hub answers") {
    Script script;
    script.be_online();
    for (int i = 0; i < 60; ++i) {
        script.now += 1000;
        script.connection.wrote(script.now);
        script.connection.heard(script.now);
        CHECK(script.next() == LinkAction::none);
    }
}

TEST_CASE("writing alone does not hide a dead link") {
    Script script;
    script.be_online();
    int pings = 0;
    LinkAction action = LinkAction::none;
    for (int i = 0; i < 30 && action != LinkAction::drop; ++i) {
        script.connection.wrote(script.now);
        action = script.after(1000);
        if (action == LinkAction::ping) ++pings;
    }
    CHECK(action == LinkAction::drop);
    CHECK(pings == 1);
}

TEST_CASE("each silence is asked about anew, also while much is written") {
    Script script;
    script.be_online();
    int pings = 0;
    for (int i = 0; i < 60; ++i) {
        script.connection.wrote(script.now);
        if (script.after(1000) != LinkAction::ping) continue;
        ++pings;
        script.connection.heard(script.now);
    }
    CHECK(pings == 4);
}

TEST_CASE("a machine that slept tests its link at once") {
    Script script;
    script.be_online();
    script.next();
    script.now += 1000;
    const std::int64_t slept = 600'000;
    CHECK(script.connection.next(script.now, epoch + script.now + slept) == LinkAction::ping);
    script.now += 15'000;
    CHECK(script.connection.next(script.now, epoch + script.now + slept) == LinkAction::drop);
}

TEST_CASE("a wall clock that is set back is no sleep") {
    Script script;
    script.be_online();
    script.next();
    script.now += 1000;
    CHECK(script.connection.next(script.now, epoch + script.now - 3'600'000) == LinkAction::none);
}

TEST_CASE("kicked, expired and logged out end the session until the next login") {
    const auto state = GENERATE(ConnectionState::kicked, ConnectionState::expired, ConnectionState::offline);
    Script script;
    script.be_online();
    script.connection.end(state, {});
    CHECK(script.changes() == States{state});
    CHECK_FALSE(script.connection.runs());
    script.lose();
    CHECK(script.connection.state() == state);
    CHECK(script.after(1'000'000) == LinkAction::none);
    script.connection.login();
    CHECK(script.next() == LinkAction::dial);
}

TEST_CASE("pauses are short again after the connection was online") {
    Script script;
    script.connection.login();
    for (int attempt = 0; attempt < 10; ++attempt) {
        script.dial();
        script.lose();
    }
    script.come_up();
    script.connection.caught_up();
    script.lose();
    CHECK(script.connection.wake_at().value() - script.now <= 1000);
}

TEST_CASE("a hub that welcomes and then hangs up does not shorten the pauses") {
    Script script;
    script.connection.login();
    SteadyMillis longest = 0;
    for (int attempt = 0; attempt < 20; ++attempt) {
        script.come_up();
        script.lose();
        longest = std::max(longest, script.connection.wake_at().value() - script.now);
    }
    CHECK(longest > 4000);
}
