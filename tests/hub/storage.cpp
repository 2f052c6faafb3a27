#include "tests/hub/storage_rig.hpp"
#include "tests/simulation/disk.hpp"
#include "tests/support/temporary_directory.hpp"

#include <set>
#include <thread>

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

const Caller alice = caller("alice", "phone", 7);
const Caller bob = caller("bob", "desk", 8);

Answer note(Tx& tx, const std::string& value) {
    tx.db.run("INSERT INTO meta (name, value) VALUES (?, ?)", "note " + value, value);
    Event event;
    event.log = value;
    tx.tell(std::move(event));
    return Answer::done(value);
}

StorageRig::Work noting(std::string value) {
    return [value = std::move(value)](Tx& tx, const Caller&) { return note(tx, value); };
}

std::string notes(StorageRig& rig) {
    std::string text;
    rig.work([&](Tx& tx) {
        db::Rows rows = tx.db.query("SELECT value FROM meta WHERE name LIKE 'note %' ORDER BY name");
        while (rows.next()) text += rows.get<std::string>(0);
    });
    return text;
}

std::string bodies(const std::vector<Finished>& batch) {
    std::string text;
    for (const Finished& finished : batch) text += finished.answer.body;
    return text;
}

TEST_CASE("what waits is committed together and answered in order, with its caller and number", "[hub]") {
    StorageRig rig;
    rig.submit(noting("a"), alice);
    rig.submit(noting("b"), bob);
    rig.submit(noting("c"), alice);
    const auto batch = rig.run();
    CHECK(rig.batches == 1);
    CHECK(bodies(batch) == "abc");
    CHECK(batch[1].session == 8);
    CHECK(batch[1].request == 2);
    CHECK(batch[2].events.at(0).log == "c");
}

TEST_CASE("a batch holds at most 512 operations", "[hub]") {
    StorageRig rig;
    for (int i = 0; i < 1030; ++i) rig.submit("ping", alice, "");
    CHECK(rig.run().size() == 1030);
    CHECK(rig.batches == 3);
}

TEST_CASE("a batch ends when it has produced four mebibytes", "[hub]") {
    StorageRig rig;
    for (int i = 0; i < 10; ++i)
        rig.submit([](Tx&, const Caller&) { return Answer::done(std::string(1024 * 1024, 'x')); });
    CHECK(rig.run().size() == 10);
    CHECK(rig.batches == 2);
}

TEST_CASE("an operation that refuses is undone with its events, its neighbours are not", "[hub]") {
    StorageRig rig;
    rig.submit(noting("a"));
    rig.submit([](Tx& tx, const Caller&) {
        note(tx, "b");
        return Answer::refused({Errc::invalid_parameters, "no"});
    });
    rig.submit([](Tx& tx, const Caller&) {
        note(tx, "c");
        return Answer::passing({Errc::invalid_parameters, "not now"}, "{}");
    });
    rig.submit(noting("d"));
    const auto batch = rig.run();
    CHECK(rig.batches == 1);
    CHECK(batch[1].events.empty());
    CHECK_FALSE(batch[1].answer.retry);
    CHECK(batch[2].events.empty());
    CHECK(batch[2].answer.retry);
    CHECK(notes(rig) == "ad");
}

TEST_CASE("a settled refusal keeps what was written", "[hub]") {
    StorageRig rig;
    const Finished settled = rig.ask([](Tx& tx, const Caller&) {
        note(tx, "a");
        return Answer::settled({Errc::invalid_parameters, "no"});
    });
    CHECK(code_of(settled) == 6017);
    CHECK(notes(rig) == "a");
}

TEST_CASE("an operation whose statement fails is refused for now, alone, without a word about SQL", "[hub]") {
    std::string log;
    StorageRig rig(HubOptions().log([&](LogLevel, std::string_view line) { log += line; }));
    rig.submit(noting("a"));
    rig.submit([](Tx& tx, const Caller&) {
        note(tx, "b");
        return note(tx, "b");
    });
    rig.submit(noting("c"));
    const auto batch = rig.run();
    CHECK(rig.batches == 1);
    CHECK(code_of(batch[1]) == 20005);
    CHECK(batch[1].answer.retry);
    CHECK(batch[1].answer.failure.text == "the hub's database refused");
    CHECK(batch[1].events.empty());
    CHECK(notes(rig) == "ac");
    CHECK(log.find("UNIQUE constraint failed: meta.name") != std::string::npos);
}

TEST_CASE("any other exception of an operation fails it alone", "[hub]") {
    StorageRig rig;
    rig.submit(noting("a"));
    rig.submit([](Tx& tx, const Caller&) -> Answer {
        note(tx, "b");
        throw std::bad_alloc();
    });
    const auto batch = rig.run();
    CHECK(code_of(batch[0]) == 0);
    CHECK(code_of(batch[1]) == 20005);
    CHECK(notes(rig) == "a");
}

TEST_CASE("a group operation that fails has the groups' code", "[hub]") {
    StorageRig rig;
    rig.login({alice});
    rig.work([](Tx& tx) { tx.db.script("DROP TABLE logs"); });
    const Finished failed = rig.ask("group.create", alice, R"({"create_group_param_group_name":"x"})");
    CHECK(code_of(failed) == 10002);
    CHECK(failed.answer.retry);
}

TEST_CASE("when SQLite takes a transaction back, what ran in it is refused and the rest runs", "[hub]") {
    StorageRig rig;
    rig.submit(noting("a"));
    rig.submit([](Tx& tx, const Caller&) -> Answer {
        tx.db.script("ROLLBACK");
        db::throw_error(db::Problem::io, "gone");
    });
    rig.submit(noting("c"));
    const auto batch = rig.run();
    REQUIRE(batch.size() == 3);
    CHECK(rig.batches == 2);
    CHECK(code_of(batch[0]) == 20005);
    CHECK(batch[0].events.empty());
    CHECK(batch[0].answer.body.empty());
    CHECK(batch[0].answer.failure.text == "the hub's disk failed");
    CHECK(code_of(batch[1]) == 20005);
    CHECK(bodies(batch) == "c");
    CHECK(notes(rig) == "c");
}

/// Alice's and bob's log, with one message, on a disk that fails when it is told to.
struct Failing {
    Failing() {
        rig.login({alice, bob});
        log = rig.open_pair(alice, "bob");
        CHECK(send(1).pos == 1);
    }
    void submit(std::uint64_t n) { rig.submit("send", alice, text_to("bob", log, n, "alice-1-" + std::to_string(n))); }
    wire::Sent send(std::uint64_t n) {
        submit(n);
        return body_of<wire::Sent>(rig.run().at(0));
    }

    SeededRandom random;
    ManualClock clock;
    sim::Disk disk{"disk of a hub", random, clock};
    sim::DiskFaults& faults = disk.faults();
    HubOptions options = HubOptions().data("data").vfs(disk.vfs_name());
    StorageRig rig{options};
    std::string log;
};

/// Submits three messages to a hub after `break_disk(faults)`. Returns the reason that they were refused with, empty
/// when they were not.
std::string reason_of_refusal(const std::function<void(sim::DiskFaults&)>& break_disk) {
    Failing hub;
    for (std::uint64_t n = 2; n <= 4; ++n) hub.submit(n);
    break_disk(hub.faults);
    const auto batch = hub.rig.run();
    hub.faults.heal();
    REQUIRE(batch.size() == 3);
    const std::string reason = batch[0].answer.failure.text;
    const bool failed = !reason.empty();
    for (const Finished& finished : batch) {
        CHECK(code_of(finished) == (failed ? 20005 : 0));
        CHECK(finished.answer.failure.text == reason);
        CHECK(finished.answer.retry == failed);
        CHECK(finished.answer.body.empty() == failed);
        CHECK(finished.events.empty() == failed);
    }
    CHECK(hub.send(2).pos == 2);
    CHECK(hub.send(3).pos == 3);
    return reason;
}

TEST_CASE("a commit that fails at any step refuses all that waited for it, and the hub goes on without a gap",
          "[hub]") {
    for (const sim::Op op : {sim::Op::write, sim::Op::sync}) {
        std::set<std::string> reasons;
        for (std::uint64_t allowed = 0; !reasons.contains(""); ++allowed)
            reasons.insert(reason_of_refusal([&](auto& faults) { faults.fail_next(op, allowed, faults.always); }));
        CHECK(reasons == std::set<std::string>{"", "the hub's disk failed"});
    }
}

TEST_CASE("a disk that becomes full at any write refuses all that waited for the commit, and the hub goes on",
          "[hub]") {
    std::set<std::string> reasons;
    for (std::uint64_t allowed = 0; !reasons.contains(""); ++allowed)
        reasons.insert(reason_of_refusal(
            [&](auto& faults) { faults.at_call(sim::Op::write, allowed, [&faults] { faults.full(true); }); }));
    CHECK(reasons == std::set<std::string>{"", "the hub's disk is full"});
}

TEST_CASE("what was committed before and after a failed commit is on the disk", "[hub]") {
    Failing hub;
    hub.faults.full(true);
    hub.submit(2);
    CHECK(code_of(hub.rig.run().at(0)) == 20005);
    hub.faults.heal();
    CHECK(hub.send(2).pos == 2);
    hub.rig.close();
    StorageRig again(hub.options);
    CHECK(again.select<int>("SELECT count(*) FROM entries WHERE kind = 'message'") == 2);
}

TEST_CASE("while the disk is full, what needs no writing is answered", "[hub]") {
    Failing hub;
    hub.faults.full(true);
    CHECK(hub.rig.done("ping", bob).answer.body == R"({"mark":2})");
    CHECK(code_of(hub.rig.ask("hello", bob, R"({"platform":4})")) == 0);
    hub.faults.heal();
}

TEST_CASE("a database that has grown to its bound refuses as a full disk does, operation by operation", "[hub]") {
    Failing hub;
    int pages = 0;
    hub.rig.work([&](Tx& tx) {
        pages = tx.db.find<int>("PRAGMA page_count").value();
        tx.db.script("PRAGMA max_page_count = " + std::to_string(pages + 3));
    });
    const auto large = [&](std::uint64_t n) {
        return text_to("bob", hub.log, n, "alice-1-" + std::to_string(n), std::string(10000, 'x'));
    };
    Position reached = 1;
    Finished last;
    while (code_of(last = hub.rig.ask("send", alice, large(reached + 1))) == 0) ++reached;
    CHECK(last.answer.failure.text == "the hub's disk is full");
    CHECK(last.answer.retry);
    hub.rig.work([&](Tx& tx) { tx.db.script("PRAGMA max_page_count = 1000"); });
    CHECK(hub.send(reached + 1).pos == reached + 1);
}

TEST_CASE("a send whose statement fails is refused for now, alone, and its neighbours are sent once", "[hub]") {
    Failing hub;
    hub.rig.work([](Tx& tx) {
        tx.db.script(
            "CREATE TEMP TRIGGER broken BEFORE INSERT ON entries WHEN NEW.author = 'bob' BEGIN"
            " SELECT RAISE(ABORT, 'broken'); END");
    });
    const std::size_t batches = hub.rig.batches;
    hub.submit(2);
    hub.rig.submit("send", bob, text_to("alice", hub.log, 1, "bob-1-1"));
    hub.submit(3);
    const auto batch = hub.rig.run();
    REQUIRE(batch.size() == 3);
    CHECK(hub.rig.batches == batches + 1);
    CHECK(body_of<wire::Sent>(batch[0]).pos == 2);
    CHECK(batch[0].events.size() == 1);
    CHECK(code_of(batch[1]) == 20005);
    CHECK(batch[1].answer.retry);
    CHECK(batch[1].events.empty());
    CHECK(body_of<wire::Sent>(batch[2]).pos == 3);
    hub.rig.work([](Tx& tx) { tx.db.script("DROP TRIGGER broken"); });
    CHECK(body_of<wire::Sent>(hub.rig.done("send", bob, text_to("alice", hub.log, 1, "bob-1-1"))).pos == 4);
}

TEST_CASE("a row of a log that is not the newest appends behind the newest", "[hub]") {
    StorageRig rig;
    rig.login({alice, bob});
    const std::string log = rig.open_pair(alice, "bob");
    rig.work([&](Tx& tx) {
        LogRow first = find_log(tx, log).value();
        LogRow second = first;
        NewEntry entry;
        entry.kind = "message";
        entry.from = "alice";
        CHECK(append(tx, first, entry).pos == 1);
        const wire::Entry appended = append(tx, second, entry);
        CHECK(appended.pos == 2);
        CHECK(appended.seq == 2);
    });
}

TEST_CASE("closing finishes what was submitted, frees the file and refuses what comes later", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    const HubOptions options = HubOptions().data(folder.file(u8"data"));
    StorageRig rig(options);
    rig.submit(noting("a"));
    rig.submit(noting("b"));
    CHECK(bodies(rig.close()) == "ab");
    const Finished late = rig.ask(noting("c"));
    CHECK(code_of(late) == 7010);
    CHECK(late.answer.retry);
    StorageRig next(options);
    CHECK(next.opened);
    CHECK(notes(next) == "ab");
}

TEST_CASE("a thread of the storage's own answers on the executor, in order, from however many threads it is fed",
          "[hub]") {
    boost::asio::io_context context;
    const auto thread = std::this_thread::get_id();
    std::vector<std::uint64_t> last(2);
    std::size_t out_of_order = 0;
    std::size_t elsewhere = 0;
    std::size_t answers = 0;
    Storage storage(HubOptions(), context.get_executor());
    storage.open(
        [&](std::vector<Finished> batch) {
            elsewhere += std::this_thread::get_id() != thread;
            for (const Finished& finished : batch) {
                out_of_order += finished.request <= std::exchange(last.at(finished.session), finished.request);
                ++answers;
            }
        },
        [](Result<void>) {});
    const auto feed = [&](std::uint64_t session) {
        for (std::uint64_t i = 1; i <= 500; ++i)
            storage.submit(operation("ping"), caller("alice", "phone", session), "", i);
    };
    std::thread other(feed, 1);
    feed(0);
    other.join();
    context.run();
    CHECK(answers == 1000);
    CHECK(out_of_order == 0);
    CHECK(elsewhere == 0);
}

TEST_CASE("a storage that goes commits what was submitted", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    const HubOptions options = HubOptions().data(folder.file(u8"data"));
    boost::asio::io_context context;
    {
        Storage storage(options, context.get_executor());
        storage.open([](std::vector<Finished>) {}, [](Result<void>) {});
        storage.submit(operation("hello"), alice, "");
    }
    StorageRig rig(options);
    rig.work([](Tx& tx) { CHECK(user_exists(tx, "alice")); });
}

}  // namespace
