#include "tests/simulation/disk.hpp"

#include "tests/simulation/disk_rig.hpp"
#include "tests/support/catch.hpp"
#include "tim/db/thread_check.hpp"
#include "tim/store/store.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace sim;
using namespace sim::test;
using tim::db::Problem;
using tim::db::test::error_of;
using Synchronous = tim::db::Synchronous;

namespace {

using Paths = std::vector<std::string>;

/// What is on the disk after a power cut in the middle of some work.
Disk::Content content_from_seed(std::uint64_t seed) {
    DiskRig rig(seed);
    rig.disk.faults().at_call(Op::write, 90, [&] { rig.disk.power_cut(rig.random); });
    rig.run(20);
    rig.close();
    return rig.disk.snapshot();
}

}  // namespace

TEST_CASE("a database on a simulated disk is there when it is opened again, in one file", "[disk]") {
    DiskRig rig;
    CHECK(rig.run(4));
    CHECK(rig.disk.files() == Paths{"/data/a.db", "/data/a.db-wal"});
    rig.close();
    CHECK(rig.disk.files() == Paths{"/data/a.db"});
    CHECK(rig.count_after_opening() == 4);
}

TEST_CASE("what a simulated disk does repeats itself from its seed", "[disk]") {
    const Disk::Content content = content_from_seed(5);
    CHECK_FALSE(content.empty());
    CHECK(content == content_from_seed(5));
    CHECK(content != content_from_seed(6));
}

TEST_CASE("SQLite's time is that of the injected clock", "[disk]") {
    DiskRig rig;
    rig.open();
    CHECK(rig.connection->find<std::int64_t>("SELECT strftime('%s', 'now')") == 1'700'000'000);
}

TEST_CASE("files without a name leave nothing behind", "[disk]") {
    DiskRig rig;
    rig.open();
    const std::uint64_t opened = rig.disk.faults().calls(Op::open);
    rig.connection->script(
        "PRAGMA temp_store = FILE; PRAGMA temp.cache_size = 2; CREATE TEMP TABLE t(x);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
        "INSERT INTO t SELECT randomblob(500) FROM n");
    CHECK(rig.disk.faults().calls(Op::open) > opened);
    CHECK(rig.connection->find<int>("SELECT count(DISTINCT x) FROM t") == 2000);
    CHECK(rig.disk.files() == Paths{"/data/a.db", "/data/a.db-wal"});
}

TEST_CASE("a second opener is refused as busy while the first has the database open", "[disk]") {
    DiskRig rig;
    rig.open();
    const auto error = tim::db::test::error_of_opening(rig.options());
    REQUIRE(error);
    CHECK(error->problem() == Problem::busy);
    rig.close();
    CHECK_FALSE(tim::db::test::error_of_opening(rig.options()));
}

TEST_CASE("connections that share a file through a rollback journal keep out of each other's way", "[disk]") {
    DiskRig rig;
    const auto open = [&] {
        sqlite3* handle = nullptr;
        REQUIRE(sqlite3_open_v2("s.db", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                                rig.disk.vfs_name().c_str()) == SQLITE_OK);
        return std::unique_ptr<sqlite3, int (*)(sqlite3*)>(handle, &sqlite3_close);
    };
    const auto run = [](const auto& handle, const char* sql) {
        return sqlite3_exec(handle.get(), sql, nullptr, nullptr, nullptr);
    };
    const auto first = open();
    const auto second = open();
    CHECK(run(first, "CREATE TABLE t(x); BEGIN; INSERT INTO t VALUES(1)") == SQLITE_OK);
    CHECK(run(second, "BEGIN; SELECT * FROM t") == SQLITE_OK);
    CHECK(run(second, "INSERT INTO t VALUES(2)") == SQLITE_BUSY);
    CHECK(run(first, "COMMIT") == SQLITE_BUSY);
    CHECK(run(second, "COMMIT") == SQLITE_OK);
    CHECK(run(second, "SELECT * FROM t") == SQLITE_BUSY);
    CHECK(run(first, "COMMIT") == SQLITE_OK);
    CHECK(run(second, "INSERT INTO t VALUES(2)") == SQLITE_OK);
}

TEST_CASE("a process that dies keeps its commits and loses its lock", "[disk]") {
    DiskRig rig;
    rig.open();
    rig.connection->script("PRAGMA synchronous = OFF");
    for (int i = 0; i < 5; ++i) rig.add();
    rig.disk.kill();
    rig.disk.revive();
    CHECK(rig.count_after_opening() == 5);
}

TEST_CASE("a process killed before any of its writes has all commits that returned", "[disk]") {
    DiskRig whole;
    whole.run(6);
    whole.close();
    const std::uint64_t writes = whole.disk.faults().calls(Op::write);
    CHECK(writes > 30);
    for (std::uint64_t write = 0; write < writes; ++write) {
        INFO("write " << write);
        DiskRig rig;
        rig.disk.faults().at_call(Op::write, write, [&] { rig.disk.kill(); });
        rig.run(6);
        rig.close();
        CHECK_FALSE(rig.disk.is_alive());
        rig.disk.revive();
        const auto found = rig.count_after_opening();
        REQUIRE(found);
        CHECK((*found == rig.committed || *found == rig.begun));
    }
}

TEST_CASE("what a dead process has open fails and changes nothing, also while the next one lives", "[disk]") {
    DiskRig rig;
    CHECK(rig.run(2));
    rig.disk.kill();
    CHECK(tim::db::test::error_of_opening(rig.options())->problem() == Problem::io);
    rig.disk.revive();
    tim::db::Connection next(rig.options(), tim::db::test::item_schema);
    const Disk::Content before = rig.disk.snapshot();
    const auto error = error_of([&] { rig.add(); });
    REQUIRE(error);
    CHECK(error->problem() == Problem::io);
    rig.close();
    CHECK(rig.disk.snapshot() == before);
    CHECK(next.run("DELETE FROM item") == 2 * DiskRig::rows_in_batch);
}

TEST_CASE("a call of any kind that fails leaves a database that opens with the state before or after", "[disk]") {
    for (const Op op : {Op::open, Op::read, Op::write, Op::truncate, Op::sync, Op::remove}) {
        DiskRig whole;
        CHECK(whole.run(6));
        whole.close();
        const std::uint64_t calls = whole.disk.faults().calls(op);
        int failures = 0;
        for (std::uint64_t call = 0; call < calls; ++call) {
            INFO("operation " << static_cast<int>(op) << ", call " << call);
            DiskRig rig;
            rig.disk.faults().fail_next(op, call);
            if (!rig.run(6)) ++failures;
            rig.close();
            const auto found = rig.count_after_opening();
            REQUIRE(found);
            CHECK((*found == rig.committed || *found == rig.begun));
        }
        CHECK((op == Op::truncate || op == Op::remove || failures > 0));
    }
}

TEST_CASE("a call that failed does not fail again, and the connection goes on", "[disk]") {
    for (const Op op : {Op::write, Op::sync}) {
        DiskRig rig;
        rig.open();
        rig.add();
        rig.disk.faults().fail_next(op);
        const auto error = error_of([&] { rig.add(); });
        REQUIRE(error);
        CHECK(error->problem() == Problem::io);
        CHECK(error->sqlite_code() == (op == Op::write ? SQLITE_IOERR_WRITE : SQLITE_IOERR_FSYNC));
        rig.add();
        rig.close();
        CHECK(rig.count_after_opening() == 2);
    }
}

TEST_CASE("a read error at opening is an io problem, and passes", "[disk]") {
    DiskRig rig;
    CHECK(rig.run(2));
    rig.close();
    rig.disk.faults().fail_next(Op::read, 0, DiskFaults::always);
    CHECK(tim::db::test::error_of_opening(rig.options())->problem() == Problem::io);
    rig.disk.faults().heal();
    CHECK(rig.count_after_opening() == 2);
}

TEST_CASE("calls that fail by chance fail about as often as they should", "[disk]") {
    tim::test::SeededRandom random;
    DiskFaults faults(random);
    faults.fail_by_chance(Op::sync, 100'000);
    int failures = 0;
    for (int i = 0; i < 10'000; ++i) {
        CHECK(faults.enter(Op::write) == DiskFaults::Outcome::done);
        if (faults.enter(Op::sync) == DiskFaults::Outcome::failed) ++failures;
    }
    CHECK((failures > 800 && failures < 1200));
}

TEST_CASE("a full simulated disk refuses commits as full and goes on when there is room", "[disk]") {
    DiskRig rig;
    rig.open();
    rig.add();
    rig.disk.faults().full(true);
    CHECK(error_of([&] { rig.add(); })->problem() == Problem::full);
    CHECK(tim::db::test::count_items(*rig.connection) == DiskRig::rows_in_batch);
    rig.disk.faults().full(false);
    rig.add();
    rig.close();
    CHECK(rig.count_after_opening() == 2);
}

TEST_CASE("a restored snapshot is the database of that moment, and durable", "[disk]") {
    DiskRig rig;
    rig.open();
    for (int i = 0; i < 3; ++i) rig.add();
    const Disk::Content backup = rig.disk.snapshot();
    for (int i = 0; i < 3; ++i) rig.add();
    rig.die_and_live();
    rig.disk.restore(backup);
    rig.disk.power_cut(rig.random);
    rig.disk.revive();
    CHECK(rig.count_after_opening() == 3);
}

TEST_CASE("bytes written behind SQLite's back damage a database", "[disk]") {
    DiskRig rig;
    CHECK(rig.run(2));
    rig.close();
    std::string bytes = rig.disk.read(DiskRig::path);
    CHECK(bytes.starts_with("SQLite format 3"));
    bytes[3] = '?';
    rig.disk.write(DiskRig::path, bytes);
    CHECK(tim::db::test::error_of_opening(rig.options())->problem() == Problem::damaged);
    CHECK(rig.disk.read(DiskRig::path) == bytes);
    CHECK(rig.disk.read("/data/b.db").empty());
}

TEST_CASE("a store on a simulated disk makes no folder", "[disk]") {
    const tim::db::BlockingAllowed allowed;
    DiskRig rig;
    const std::string folder = "folder-of-a-simulated-disk";
    { const tim::store::Store store(tim::store::StoreOptions(folder).vfs(rig.disk.vfs_name()), "bob", rig.random); }
    CHECK_FALSE(std::filesystem::exists(folder));
    const Paths files = rig.disk.files();
    REQUIRE(files.size() == 1);
    CHECK(files[0] == (std::filesystem::path(folder) / "626f62.db").string());
}
