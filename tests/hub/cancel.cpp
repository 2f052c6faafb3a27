// `cancel`: what becomes of a `send` whose answer a device does not know.

#include "tests/hub/storage_rig.hpp"

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

const Caller alice = caller("alice", "phone", 7);
const Caller bob = caller("bob", "desk", 8);

struct Pair {
    Pair() {
        rig.login({alice, bob});
        log = rig.open_pair(alice, "bob");
    }
    Finished send(std::uint64_t n, const std::string& id) { return rig.ask("send", alice, text_to("bob", log, n, id)); }
    Finished cancel(std::uint64_t n, const std::string& id, const std::string& peer = "bob") {
        return rig.ask("cancel", alice,
                       R"({"conv_id":")" + peer + R"(","conv_type":1,"log":")" + log + R"(","n":)" + std::to_string(n) +
                           R"(,"id":")" + id + R"("})");
    }

    StorageRig rig;
    std::string log;
};

TEST_CASE("a cancelled send is refused when it comes later, and the next number goes on", "[hub]") {
    Pair pair;
    CHECK(code_of(pair.cancel(1, "alice-1-1")) == 8021);
    CHECK(code_of(pair.cancel(1, "alice-1-1")) == 8021);
    const Finished late = pair.send(1, "alice-1-1");
    CHECK(code_of(late) == 8021);
    CHECK(late.events.empty());
    CHECK(body_of<wire::Sent>(pair.send(2, "alice-1-2")).pos == 1);
}

TEST_CASE("a send that was taken is not cancelled: its answer comes again", "[hub]") {
    Pair pair;
    const Finished sent = pair.send(1, "alice-1-1");
    const Finished cancelled = pair.cancel(1, "alice-1-1");
    CHECK(code_of(cancelled) == 0);
    CHECK(cancelled.answer.body == sent.answer.body);
    CHECK(code_of(pair.cancel(1, "alice-1-2")) == 20001);
}

TEST_CASE("a message that stands in the log under another number is not cancelled: where it stands is told", "[hub]") {
    Pair pair;
    const Finished sent = pair.send(1, "alice-1-1");
    const Finished cancelled = pair.cancel(2, "alice-1-1");
    CHECK(code_of(cancelled) == 20001);
    CHECK(cancelled.answer.body == sent.answer.body);
}

TEST_CASE("a cancel out of step, of no number, or of another log changes nothing", "[hub]") {
    Pair pair;
    const Finished ahead = pair.cancel(2, "alice-1-1");
    CHECK(code_of(ahead) == 20004);
    CHECK(ahead.answer.retry);
    CHECK(code_of(pair.cancel(0, "alice-1-1")) == 6017);
    CHECK(code_of(pair.cancel(1, "alice-1-1", "carol")) == 6004);
    CHECK(code_of(pair.send(1, "alice-1-1")) == 0);
}

}  // namespace
