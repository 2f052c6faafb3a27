#include "tim/db/connection.hpp"

#include "tests/db/support.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/child_process.hpp"
#include "tim/db/transaction.hpp"

#include <fstream>
#include <iterator>

using namespace tim;
using namespace tim::db::test;

namespace {

std::string contents(const std::string& path) {
    std::ifstream file(std::filesystem::u8path(path), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void overwrite(const std::string& path, std::string_view bytes) {
    std::ofstream file(std::filesystem::u8path(path), std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

TEST_CASE("what was written is there after closing and opening again", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"\u4f60\u597d.db");
    {
        db::Connection connection(at(path), item_schema);
        connection.run("INSERT INTO item(id, name) VALUES(?, ?)", 5, "five");
        CHECK(connection.last_insert_rowid() == 5);
    }
    db::Connection connection(at(path), item_schema);
    CHECK(connection.find<std::string>("SELECT name FROM item WHERE id = ?", 5) == "five");
    CHECK(connection.find<std::string>("SELECT name FROM item WHERE id = ?", 6) == std::nullopt);
}

TEST_CASE("closing leaves one file, and options reach SQLite", "[db]") {
    const tim::test::TemporaryDirectory directory;
    {
        db::Connection connection(
            at(directory.file(u8"a.db")).synchronous(db::Synchronous::full).page_bytes(8192).cache_kib(77),
            item_schema);
        CHECK(connection.find<std::string>("PRAGMA journal_mode") == "wal");
        CHECK(connection.find<std::string>("PRAGMA locking_mode") == "exclusive");
        CHECK(connection.find<int>("PRAGMA synchronous") == 2);
        CHECK(connection.find<int>("PRAGMA page_size") == 8192);
        CHECK(connection.find<int>("PRAGMA cache_size") == -77);
    }
    CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
}

TEST_CASE("a second opening is refused with a plain text, and works after the first is closed", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    {
        db::Connection first(at(path), item_schema);
        const auto error = error_of_opening(at(path));
        REQUIRE(error);
        CHECK(error->problem() == db::Problem::busy);
        CHECK(error->code() == Errc::sdk_comm_database_failure);
        CHECK(error->text() == "database is in use by another process or connection: " + path);
        CHECK(first.run("INSERT INTO item(id) VALUES(1)") == 1);
    }
    CHECK_FALSE(error_of_opening(at(path)));
}

TEST_CASE("a file that is no database is refused and stays as it is", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    for (const std::string& bytes : {std::string("hello"), std::string(5000, '\0'), std::string(8192, 'x')}) {
        overwrite(path, bytes);
        const auto error = error_of_opening(at(path));
        REQUIRE(error);
        CHECK(error->problem() == db::Problem::damaged);
        CHECK(error->code() == Errc::sdk_comm_database_failure);
        CHECK(error->text().starts_with("cannot open database " + path + ": "));
        CHECK(contents(path) == bytes);
    }
}

TEST_CASE("a database whose header is damaged is refused and stays as it is", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    { const db::Connection connection(at(path), item_schema); }
    std::string bytes = contents(path);
    bytes[3] = '?';
    overwrite(path, bytes);
    CHECK(error_of_opening(at(path))->problem() == db::Problem::damaged);
    CHECK(contents(path) == bytes);
}

TEST_CASE("damage inside of the file shows as such when it is met", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    { const db::Connection connection(at(path), item_schema); }
    std::string bytes = contents(path);
    const std::size_t second_page = 4096;
    std::fill(bytes.begin() + second_page, bytes.begin() + second_page + 100, '\xff');
    overwrite(path, bytes);
    db::Connection connection(at(path), item_schema);
    const auto error = error_of([&] { connection.find<int>("SELECT sum(length(data)) FROM item"); });
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::damaged);
    CHECK(error->code() == Errc::sdk_comm_database_failure);
}

/// A file as a crash leaves it, with its write-ahead log beside it; returns the path.
std::string left_by_a_crash(const tim::test::TemporaryDirectory& directory) {
    const std::string made = directory.file(u8"made.db");
    const std::string path = directory.file(u8"a.db");
    db::Connection connection(at(made), item_schema);
    connection.script("CREATE TABLE other(x)");
    connection.checkpoint();
    connection.run("INSERT INTO item(id) VALUES(1)");
    overwrite(path, contents(made));
    overwrite(path + "-wal", contents(made + "-wal"));
    return path;
}

TEST_CASE("after a crash a file that contradicts itself is refused by who asks for the check", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = left_by_a_crash(directory);
    std::string bytes = contents(path);
    std::fill(bytes.end() - 4096, bytes.end() - 3996, '\xff');
    overwrite(path, bytes);
    const auto error = error_of_opening(at(path).check_after_crash());
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::damaged);
    CHECK(error->text().starts_with("cannot open database " + path + ": "));
    CHECK(contents(path) == bytes);
}

TEST_CASE("after a crash a sound file passes the check, and keeps what its log holds", "[db]") {
    const tim::test::TemporaryDirectory directory;
    db::Connection connection(at(left_by_a_crash(directory)).check_after_crash(), item_schema);
    CHECK(count_items(connection) == 1);
}

TEST_CASE("a file that is missing or empty beside its write-ahead log is refused, and the log stays", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = left_by_a_crash(directory);
    const std::string log = contents(path + "-wal");
    REQUIRE_FALSE(log.empty());
    overwrite(path, "");
    REQUIRE(error_of_opening(at(path)));
    CHECK(error_of_opening(at(path))->problem() == db::Problem::damaged);
    std::filesystem::remove(std::filesystem::u8path(path));
    REQUIRE(error_of_opening(at(path)));
    CHECK_FALSE(std::filesystem::exists(std::filesystem::u8path(path)));
    CHECK(contents(path + "-wal") == log);
}

TEST_CASE("with checkpoints by hand the log is counted, and folded when one is asked for", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    db::Connection connection(at(path).checkpoints_by_hand(), item_schema);
    const std::string large(20 * 1024 * 1024, 'x');
    connection.run("INSERT INTO item(data) VALUES(?)", large);
    CHECK(connection.log_pages() > 5000);
    CHECK(std::filesystem::file_size(std::filesystem::u8path(path)) < large.size());
    connection.checkpoint();
    CHECK(connection.log_pages() == 0);
    CHECK(std::filesystem::file_size(std::filesystem::u8path(path)) > large.size());
}

TEST_CASE("a log is folded when it has as many pages as that", "[db]") {
    const tim::test::TemporaryDirectory directory;
    db::Connection connection(at(directory.file(u8"a.db")).checkpoints_by_hand(), item_schema);
    connection.run("INSERT INTO item(data) VALUES(?)", std::string(1024 * 1024, 'x'));
    const int pages = connection.log_pages();
    connection.fold_log(pages + 1);
    CHECK(connection.log_pages() == pages);
    connection.fold_log(pages);
    CHECK(connection.log_pages() == 0);
}

TEST_CASE("a path that cannot be opened is an io problem", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const auto error = error_of_opening(at(directory.file(u8"missing/a.db")));
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::io);
    CHECK(error->code() == Errc::io_operation_failed);
}

TEST_CASE("a VFS that does not exist is refused", "[db]") {
    const auto error = error_of_opening(db::OpenOptions::memory().on_any_thread().vfs("nowhere"));
    REQUIRE(error);
    CHECK(error->text().find("nowhere") != std::string::npos);
}

TEST_CASE("a full disk is told apart from other failures, and passes", "[db]") {
    const tim::test::TemporaryDirectory directory;
    db::Connection connection(at(directory.file(u8"a.db")), item_schema);
    connection.script("PRAGMA max_page_count = 10");
    const std::string large(100000, 'x');
    const auto error = error_of([&] { connection.run("INSERT INTO item(data) VALUES(?)", large); });
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::full);
    CHECK(error->code() == Errc::io_operation_failed);
    CHECK(error->text().starts_with("disk full: "));
    CHECK(error->sqlite_code() == 13);
    connection.script("PRAGMA max_page_count = 1000");
    CHECK(connection.run("INSERT INTO item(data) VALUES(?)", large) == 1);
}

TEST_CASE("a query may be started again while its rows are read", "[db]") {
    db::Connection connection = in_memory();
    connection.run("INSERT INTO item(id) VALUES(1), (2), (3)");
    int pairs = 0;
    const db::Sql smaller_ids = "SELECT id FROM item WHERE id < ?";
    db::Rows outer = connection.query(smaller_ids, 10);
    while (outer.next()) {
        db::Rows inner = connection.query(smaller_ids, outer.get<int>(0));
        while (inner.next()) ++pairs;
    }
    CHECK(pairs == 3);
}

TEST_CASE("a connection may be moved with the statements that it keeps", "[db]") {
    db::Connection first = in_memory();
    first.run("INSERT INTO item(id) VALUES(1)");
    db::Connection second = std::move(first);
    CHECK(count_items(second) == 1);
}

TEST_CASE("prepare takes exactly one statement", "[db]") {
    db::Connection connection = in_memory();
    CHECK(error_of([&] { connection.prepare("SELECT 1; SELECT 2"); }));
    CHECK(error_of([&] { connection.prepare(""); }));
    CHECK(error_of([&] { connection.prepare("SELEC 1"); })->text().find("SELEC 1") != std::string::npos);
    CHECK_FALSE(error_of([&] { connection.prepare("SELECT 1;\n"); }));
}

TEST_CASE("attempt turns what storage code throws into values", "[db]") {
    db::Connection connection = in_memory();
    const Result<void> failed = db::attempt([&] { connection.script("SELEC 1"); });
    REQUIRE(failed.has_error());
    CHECK(failed.error().code == Errc::database_operate_failed);
    CHECK(failed.error().text.find("SELEC") != std::string::npos);
    CHECK(db::attempt([] { return 5; }).value() == 5);
    CHECK(db::attempt([]() -> Result<int> { return Failure(Errc::sdk_group_invalid_id); }).error().code ==
          Errc::sdk_group_invalid_id);
    CHECK(db::attempt([]() -> int { throw std::bad_alloc(); }).error().code == Errc::out_of_memory);
    CHECK(db::attempt([]() -> int { throw std::runtime_error("odd"); }).error().text == "odd");
}

#ifdef TIM_TEST_HAS_CHILD_PROCESS

TEST_CASE("another process holds the file until it dies, and what it committed survives kill -9", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    tim::test::ChildProcess child([&](tim::test::ChildProcess& self) -> int {
        db::Connection connection(at(path), item_schema);
        connection.run("INSERT INTO item(id) VALUES(1)");
        db::Transaction unfinished(connection);
        connection.run("INSERT INTO item(id) VALUES(2)");
        self.stay();
    });
    REQUIRE(child.wait_until_it_stays());
    CHECK(error_of_opening(at(path))->problem() == db::Problem::busy);
    child.kill();
    db::Connection connection(at(path), item_schema);
    CHECK(count_items(connection) == 1);
}

#endif

}  // namespace
