#include "tim/db/migrations.hpp"

#include "tests/db/support.hpp"
#include "tests/support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace tim;
using namespace tim::db::test;

namespace {

constexpr std::array<std::string_view, 3> three_versions{
    first_version[0],
    "ALTER TABLE item ADD COLUMN size INTEGER NOT NULL DEFAULT 3; -- a comment may end a script",
    "CREATE TABLE other(id INTEGER PRIMARY KEY); INSERT INTO other VALUES(1)",
};
constexpr db::Schema third_schema{item_schema.application_id, "test database", three_versions};

std::string contents(const std::string& path) {
    std::ifstream file(std::filesystem::u8path(path), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("a new file gets every migration and the application id", "[db]") {
    db::Connection connection(db::OpenOptions::memory().on_any_thread(), third_schema);
    CHECK(connection.user_version() == 3);
    CHECK(connection.find<std::uint32_t>("PRAGMA application_id") == third_schema.application_id);
    CHECK(connection.find<int>("SELECT id FROM other") == 1);
}

TEST_CASE("an older file gets the migrations that it lacks and keeps its rows", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    {
        db::Connection connection(at(path), item_schema);
        CHECK(connection.user_version() == 1);
        connection.run("INSERT INTO item(id) VALUES(9)");
    }
    for (int round = 0; round < 2; ++round) {
        db::Connection connection(at(path), third_schema);
        CHECK(connection.user_version() == 3);
        CHECK(connection.find<int>("SELECT size FROM item WHERE id = 9") == 3);
        CHECK(connection.find<int>("SELECT count(*) FROM other") == 1);
    }
}

TEST_CASE("a newer file is refused and stays as it is", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    { const db::Connection connection(at(path), third_schema); }
    const std::string before = contents(path);
    const auto error = error_of_opening(at(path));
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::newer);
    CHECK(error->code() == Errc::sdk_comm_database_failure);
    CHECK(error->text() == "cannot open database " + path +
                               ": this test database has version 3, made by a newer program; this one knows versions "
                               "up to 1");
    CHECK(contents(path) == before);
}

TEST_CASE("another program's database is refused and stays as it is", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    const std::uint32_t application_id = GENERATE(0u, 77u);
    {
        const db::Connection connection(at(path),
                                        db::Schema{application_id, "other program's database", first_version});
    }
    const std::string before = contents(path);
    const auto error = error_of_opening(at(path));
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::foreign);
    CHECK(error->text() == "cannot open database " + path + ": the file is not a test database");
    CHECK(contents(path) == before);
}

TEST_CASE("another program's database in rollback mode is not put into WAL mode", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    {
        db::Connection connection(at(path), db::Schema{77, "other program's database", first_version});
        connection.script("PRAGMA journal_mode = DELETE");
    }
    const std::string before = contents(path);
    CHECK(error_of_opening(at(path))->problem() == db::Problem::foreign);
    CHECK(contents(path) == before);
}

TEST_CASE("an empty file is a new database", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    { const std::ofstream empty(std::filesystem::u8path(path)); }
    db::Connection connection(at(path), item_schema);
    CHECK(connection.user_version() == 1);
}

TEST_CASE("a migration that fails leaves the version before it", "[db]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    const std::array<std::string_view, 3> scripts{first_version[0], "CREATE TABLE extra(id)",
                                                  "CREATE TABLE more(id); INSERT INTO absent VALUES(1)"};
    const auto error = error_of_opening(at(path), db::Schema{item_schema.application_id, "test database", scripts});
    REQUIRE(error);
    CHECK(error->text().find("absent") != std::string::npos);
    const std::array<std::string_view, 2> first_two{scripts[0], scripts[1]};
    db::Connection connection(at(path), db::Schema{item_schema.application_id, "test database", first_two});
    CHECK(connection.user_version() == 2);
    CHECK(connection.find<int>("SELECT count(*) FROM sqlite_schema WHERE name IN ('extra', 'more')") == 1);
}

}  // namespace
