#include "tim/session/detail/message_ids.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/seeded_random.hpp"

#include <set>
#include <string>

using tim::session::MessageId;
using tim::session::MessageIds;
using tim::test::SeededRandom;

TEST_CASE("a message id names its user, its second and its random number") {
    SeededRandom random;
    MessageIds ids(random);
    const MessageId made = ids.make("alice", 1700000000999);
    CHECK(made.seconds == 1700000000);
    CHECK(made.id == "alice-1700000000-" + std::to_string(made.rand));
}

TEST_CASE("message ids do not collide within a second, nor when the clock goes back") {
    SeededRandom random;
    MessageIds ids(random);
    std::set<std::string> seen;
    for (int round = 0; round < 3; ++round)
        for (int i = 0; i < 1000; ++i) seen.insert(ids.make("alice", 1700000000000 + i % 7).id);
    CHECK(seen.size() == 3000);
}

TEST_CASE("two makers begin at different random numbers") {
    SeededRandom random;
    MessageIds one(random);
    MessageIds other(random);
    CHECK(one.make("alice", 0).rand != other.make("alice", 0).rand);
}
