// The rows of the outbox: what waits to be sent outlives the process, and what does not wait any more is gone from it.

#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"
#include "tim/store/detail/place.hpp"

#include <array>

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

Outgoing waiting(bool durable, std::uint64_t n = 0, std::string text = "{}") {
    Outgoing outgoing;
    outgoing.text = std::move(text);
    outgoing.durable = durable;
    outgoing.n = n;
    if (n > 0) outgoing.log = bob_log;
    return outgoing;
}

/// `id log n` of each row, with `durable`, `uncertain` and why it is unwanted where they are so.
std::vector<std::string> outbox(Device& device) {
    std::vector<std::string> list;
    for (const Unsent& unsent : device->unsent()) {
        std::string line = unsent.message.msg_id + " " + unsent.outgoing.log + " " + std::to_string(unsent.outgoing.n);
        if (unsent.outgoing.durable) line += " durable";
        if (unsent.uncertain) line += " uncertain";
        if (unsent.unwanted != 0) line += " " + std::to_string(unsent.unwanted);
        list.push_back(line);
    }
    return list;
}

using Lines = std::vector<std::string>;

Numbered number(const std::string& id, std::uint64_t n) {
    Numbered numbered;
    numbered.conv = bob;
    numbered.msg_id = id;
    numbered.log = bob_log;
    numbered.n = n;
    return numbered;
}

TEST_CASE("what is sending waits in the outbox with its text, in the order in which it was saved", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder).survive_power_cut(true));
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-9"), waiting(true, 0, "{\"a\":1}"));
    alice->save_outgoing(outgoing("alice-1-1"), waiting(false, 7));
    alice.reopen();
    CHECK(outbox(alice) == Lines{"alice-1-9  0 durable", "alice-1-1 log-with-bob 7"});
    CHECK(alice->unsent()[0].outgoing.text == "{\"a\":1}");
    CHECK(alice->unsent()[0].message == newest_of(alice, bob, 10)[1]);
}

TEST_CASE("what never leaves the device stays with a message, and out of its text in the outbox", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder).survive_power_cut(true));
    log_in(alice);
    MessageData message = outgoing("alice-1-1");
    message.custom_str = "only here";
    alice->save_outgoing(message, waiting(true, 0, "{\"a\":1}"));
    alice.reopen();
    CHECK(alice->unsent()[0].outgoing.text == "{\"a\":1}");
    CHECK(alice->unsent()[0].message.custom_str == "only here");
    note_delivered(alice, bob, "alice-1-1", sent(bob_log, 1));
    CHECK(newest_of(alice, bob, 1)[0].custom_str == "only here");
}

TEST_CASE("a message that is delivered, found in its log, failed or discarded leaves the outbox", "[store]") {
    Device alice;
    log_in(alice);
    for (const char* id : {"alice-1-1", "alice-1-2", "alice-1-3", "alice-1-4"})
        alice->save_outgoing(outgoing(id), waiting(true));
    note_delivered(alice, bob, "alice-1-1", sent(bob_log, 1));
    CHECK(outbox(alice).size() == 3);
    apply(alice, answer(bob_log, 2, 2, {entry(2, "message", "alice", "alice-1-2", text_body("mine"))}));
    CHECK(outbox(alice).size() == 2);
    alice->failed(bob, "alice-1-3", 10017);
    CHECK(outbox(alice).size() == 1);
    alice->discard(bob, "alice-1-4");
    CHECK(outbox(alice).empty());
}

TEST_CASE("numbers are kept for the messages that still wait", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"), waiting(false));
    alice->save_outgoing(outgoing("alice-1-2"), waiting(true));
    const std::array numbers{number("alice-1-1", 3), number("alice-1-2", 4), number("alice-1-3", 5)};
    alice->number(numbers);
    CHECK(outbox(alice) == Lines{"alice-1-1 log-with-bob 3", "alice-1-2 log-with-bob 4 durable"});
}

TEST_CASE("who had a number and is saved again without one is uncertain", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder).survive_power_cut(true));
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"), waiting(true, 7));
    alice->save_outgoing(outgoing("alice-1-2"), waiting(true));
    for (const char* id : {"alice-1-1", "alice-1-2"}) alice->save_outgoing(outgoing(id), waiting(true));
    CHECK(outbox(alice) == Lines{"alice-1-1  0 durable uncertain", "alice-1-2  0 durable"});
    alice->number(std::array{number("alice-1-1", 8)});
    CHECK(outbox(alice)[0] == "alice-1-1 log-with-bob 8 durable uncertain");
}

TEST_CASE("with another history of the hub numbers are void, and who had one is uncertain", "[store]") {
    Device alice;
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"), waiting(false, 1));
    alice->save_outgoing(outgoing("alice-1-2"), waiting(true));
    alice->greet("epoch", user_log, 1);
    CHECK(outbox(alice) == Lines{"alice-1-1 log-with-bob 1", "alice-1-2  0 durable"});
    alice->greet("restored", user_log, 1);
    CHECK(outbox(alice) == Lines{"alice-1-1  0 uncertain", "alice-1-2  0 durable"});
}

TEST_CASE("when a program ended, what nobody wrote has failed unless it is durable", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder).survive_power_cut(true));
    log_in(alice);
    apply(alice, messages_of_bob(1, 1));
    alice->save_outgoing(outgoing("alice-1-1"), waiting(false));
    alice->save_outgoing(outgoing("alice-1-2"), waiting(false, 1));
    alice->save_outgoing(outgoing("alice-1-3"), waiting(true));
    alice.reopen();
    const auto failed = alice->fail_unwritten(6014);
    REQUIRE(failed.size() == 1);
    CHECK(failed[0].msg_id == "alice-1-1");
    CHECK(failed[0].status == MsgStatus::send_fail);
    CHECK(failed[0].failure == 6014);
    CHECK(outbox(alice) == Lines{"alice-1-2 log-with-bob 1", "alice-1-3  0 durable"});
    CHECK(alice->fail_unwritten(6014).empty());
    CHECK(history(alice) == Lines{"alice-1-3", "alice-1-2", "alice-1-1", message(1).id});
}

TEST_CASE("where a power cut may have taken numbers back, what nobody wrote is unwanted until the hub is asked",
          "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"), waiting(false));
    alice->save_outgoing(outgoing("alice-1-2"), waiting(false, 1));
    alice.reopen();
    CHECK(alice->fail_unwritten(6014).empty());
    CHECK(outbox(alice) == Lines{"alice-1-1  0 uncertain 6014", "alice-1-2 log-with-bob 1"});
    alice->number(std::array{number("alice-1-1", 2)});
    alice.reopen();
    CHECK(alice->fail_unwritten(6014).empty());
    CHECK(outbox(alice) == Lines{"alice-1-1 log-with-bob 2 6014", "alice-1-2 log-with-bob 1"});
}

TEST_CASE("that a message is to be taken back outlives the process, and is forgotten when it is sent again",
          "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    log_in(alice);
    alice->save_outgoing(outgoing("alice-1-1"), waiting(true, 1));
    alice->unwant(bob, "alice-1-1", 8021);
    alice->unwant(bob, "alice-1-2", 8021);
    alice->unwant({ConvType::c2c, "carol"}, "alice-1-1", 8021);
    alice.reopen();
    CHECK(outbox(alice) == Lines{"alice-1-1 log-with-bob 1 durable 8021"});
    alice->save_outgoing(outgoing("alice-1-1"), waiting(true, 1));
    CHECK(outbox(alice) == Lines{"alice-1-1 log-with-bob 1 durable"});
}

TEST_CASE("a database of version 2 is taken over with what waits in its outbox", "[store]") {
    const tim::test::TemporaryDirectory folder;
    {
        db::Connection made = made_by_version(2, folder);
        made.run(
            "INSERT INTO messages(key, conv, era, pos, sub, generation, seq, time, version, status, local_body, "
            "msg_id, sender, body) VALUES(1, 1, ?, 0, 1, 0, 0, 0, 0, 1, 1, 'alice-1-1', 'alice', '{}')",
            store::detail::era_afloat);
        made.run("INSERT INTO outbox(message, durable, log, n, text) VALUES(1, 1, ?, 4, '{}')", bob_log);
    }
    Device alice(in_folder(folder));
    CHECK(outbox(alice) == Lines{"alice-1-1 log-with-bob 4 durable"});
}

TEST_CASE("why a message failed is kept until it is sent again", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->failed(bob, "alice-1-1", 10017);
    alice.reopen();
    CHECK(newest_of(alice, bob, 1)[0].failure == 10017);
    alice->save_outgoing(outgoing("alice-1-1"));
    CHECK(newest_of(alice, bob, 1)[0].failure == 0);
}

TEST_CASE("a database of version 1 is taken over; what it had under way has failed", "[store]") {
    const tim::test::TemporaryDirectory folder;
    {
        db::Connection made = made_by_version(1, folder);
        made.run(
            "INSERT INTO messages VALUES(1, 1, 0, 1, 0, 0, 1, 1, 1000, 1, 2, 0, 'bob-1-1', 'bob', '{}'), "
            "(2, 1, ?, 0, 1, 0, NULL, 0, 0, 0, 1, 1, 'alice-1-1', 'alice', '{}')",
            store::detail::era_afloat);
    }
    Device alice(in_folder(folder));
    CHECK(alice->state().device == "the device");
    REQUIRE(alice->fail_unwritten(6014).size() == 1);
    CHECK(history(alice) == Lines{"alice-1-1", "bob-1-1"});
    CHECK(newest_of(alice, bob, 1)[0].status == MsgStatus::send_fail);
    CHECK(all_news(alice) == Lines{"bob-1-1"});
    CHECK(!alice->save_outgoing(outgoing("alice-1-1")).delivered);
    CHECK(newest_of(alice, bob, 1)[0].status == MsgStatus::sending);
}

}  // namespace
