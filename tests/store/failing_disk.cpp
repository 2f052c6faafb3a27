#include "tests/simulation/disk.hpp"
#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/manual_clock.hpp"

#include <filesystem>

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

/// Every held position has its message, and no message stands at a position that is not held.
void check_rows_match_ranges(Device& alice) {
    std::vector<std::string> expected;
    const std::vector<Range> ranges = held(alice);
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range)
        for (Position pos = range->to; pos >= range->from; --pos) expected.push_back(message(pos).id);
    CHECK(history(alice) == expected);
}

/// A page whose messages do not fit the page cache, so that SQLite writes in the middle of the transaction.
Batch large_page(Position from, Position to) {
    Batch page = messages_of_bob(from, to);
    for (wire::Entry& entry : page.range.entries) entry.body = RawJson(text_body(std::string(40'000, 'x')));
    return page;
}

/// A store on a disk of its own.
struct OnDisk {
    explicit OnDisk(bool survives_power_cut = false)
        : alice(StoreOptions("data").vfs(disk.vfs_name()).survive_power_cut(survives_power_cut)) {
        log_in(alice);
    }

    SeededRandom random;
    tim::test::ManualClock clock;
    sim::Disk disk{"disk of alice", random, clock};
    sim::DiskFaults& faults = disk.faults();
    Device alice;
};

/// Lets every call of this kind fail that comes after `allowed` others, while an answer is stored. Returns whether the
/// answer was refused.
bool fails_harmlessly(sim::Op op, std::uint64_t allowed) {
    OnDisk on(true);
    Device& alice = on.alice;
    apply(alice, messages_of_bob(1, 2));
    apply(alice, messages_of_bob(5, 9));
    const State before = alice->state();
    const std::vector<std::string> news = all_news(alice);

    on.faults.fail_next(op, allowed, sim::DiskFaults::always);
    const auto error = error_of([&] { apply(alice, messages_of_bob(3, 40)); });
    on.faults.heal();
    if (error) {
        CHECK(error->code() == Errc::io_operation_failed);
        CHECK(alice->state() == before);
        CHECK(all_news(alice) == news);
        check_rows_match_ranges(alice);
        alice.reopen();
        check_rows_match_ranges(alice);
        apply(alice, messages_of_bob(3, 40));
    }
    CHECK(held(alice) == std::vector<Range>{{1, 40}});
    CHECK(all_news(alice).size() == 40);
    check_rows_match_ranges(alice);
    return error.has_value();
}

TEST_CASE("a disk that fails at any write or sync leaves rows and ranges as they were, and the call can be made again",
          "[store]") {
    std::uint64_t writes = 0;
    while (fails_harmlessly(sim::Op::write, writes)) ++writes;
    CHECK(writes > 3);
    std::uint64_t syncs = 0;
    while (fails_harmlessly(sim::Op::sync, syncs)) ++syncs;
    CHECK(syncs > 0);
}

TEST_CASE("the write-ahead log is folded into the file before it is much longer than 16 MiB", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    log_in(alice);
    for (Position from = 1; from <= 1000; from += 50) apply(alice, large_page(from, from + 49));
    const std::filesystem::path file = folder.path() / "616c696365.db";
    CHECK(std::filesystem::file_size(file) > 20 * 1024 * 1024);
    CHECK(std::filesystem::file_size(file.string() + "-wal") < 20 * 1024 * 1024);
}

TEST_CASE("a disk that does not let the write-ahead log be folded refuses no change", "[store]") {
    OnDisk on;
    on.faults.fail_next(sim::Op::sync, 0, sim::DiskFaults::always);
    for (Position from = 1; from <= 1000; from += 50) apply(on.alice, large_page(from, from + 49));
    on.faults.heal();
    on.alice.reopen();
    check_rows_match_ranges(on.alice);
    CHECK(held(on.alice) == std::vector<Range>{{1, 1000}});
}

TEST_CASE("a disk that is full in the middle of an answer takes all of it back", "[store]") {
    OnDisk on;
    Device& alice = on.alice;
    apply(alice, messages_of_bob(1, 2));
    const State before = alice->state();
    on.faults.at_call(sim::Op::write, 20, [&] { on.faults.full(true); });
    const auto error = error_of([&] { apply(alice, large_page(3, 400)); });
    on.faults.heal();
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::full);
    CHECK(alice->state() == before);
    check_rows_match_ranges(alice);
    CHECK(apply(alice, messages_of_bob(3, 4)).news == 2);
    alice.reopen();
    check_rows_match_ranges(alice);
    CHECK(all_news(alice) == bob_ids({1, 2, 3, 4}));
}

TEST_CASE("a failed disk harms neither a saved message nor an acknowledgement", "[store]") {
    OnDisk on;
    Device& alice = on.alice;
    on.faults.full(true);
    CHECK(error_of([&] { alice->save_outgoing(outgoing("alice-1-1")); }));
    on.faults.full(false);
    CHECK(history(alice).empty());
    alice->save_outgoing(outgoing("alice-1-1"));
    on.faults.full(true);
    CHECK(error_of([&] { note_delivered(alice, bob, "alice-1-1", sent(bob_log, 1)); }));
    on.faults.full(false);
    CHECK(held(alice).empty());
    CHECK(newest_of(alice, bob, 1).at(0).status == MsgStatus::sending);
    CHECK(note_delivered(alice, bob, "alice-1-1", sent(bob_log, 1)).message.status == MsgStatus::send_succ);
}

}  // namespace
