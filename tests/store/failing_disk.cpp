#include "tests/store/failing_disk.hpp"

#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

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

TEST_CASE("a disk that fails at any write leaves rows and ranges as they were, and the call can be made again",
          "[store]") {
    FailingDisk disk;
    int failures = 0;
    bool failed = true;
    for (int allowed = 0; failed; ++allowed) {
        const tim::test::TemporaryDirectory folder;
        disk.heal();
        Device alice(in_folder(folder).vfs(FailingDisk::name()).survive_power_cut(true));
        log_in(alice);
        apply(alice, messages_of_bob(1, 2));
        apply(alice, messages_of_bob(5, 9));
        const State before = alice->state();
        const std::vector<std::string> news = all_news(alice);

        disk.allow(allowed);
        const auto error = error_of([&] { apply(alice, messages_of_bob(3, 40)); });
        failed = error.has_value();
        disk.heal();
        if (failed) {
            ++failures;
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
    }
    CHECK(failures > 3);
}

TEST_CASE("a disk that is full in the middle of an answer takes all of it back", "[store]") {
    FailingDisk disk;
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder).vfs(FailingDisk::name()));
    log_in(alice);
    apply(alice, messages_of_bob(1, 2));
    const State before = alice->state();
    disk.allow(20);
    const auto error = error_of([&] { apply(alice, large_page(3, 400)); });
    disk.heal();
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
    FailingDisk disk;
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder).vfs(FailingDisk::name()));
    log_in(alice);
    disk.allow(0);
    CHECK(error_of([&] { alice->save_outgoing(outgoing("alice-1-1")); }));
    disk.heal();
    CHECK(history(alice).empty());
    alice->save_outgoing(outgoing("alice-1-1"));
    disk.allow(0);
    CHECK(error_of([&] { alice->delivered(bob, "alice-1-1", sent(bob_log, 1)); }));
    disk.heal();
    CHECK(held(alice).empty());
    CHECK(alice->messages(bob, 1).at(0).status == MsgStatus::sending);
    CHECK(alice->delivered(bob, "alice-1-1", sent(bob_log, 1)).message.status == MsgStatus::send_succ);
}

}  // namespace
