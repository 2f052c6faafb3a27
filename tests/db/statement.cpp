#include "tim/db/statement.hpp"

#include "tests/db/support.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace tim;
using namespace tim::db::test;

namespace {

enum class Colour : std::uint32_t { red = 1, blue = 4000000000 };

/// What comes back when `value` is stored.
template <class Back, class T>
Back stored(const T& value) {
    db::Connection connection = in_memory();
    connection.run("INSERT INTO item(id, data) VALUES(1, ?)", value);
    return connection.find<Back>("SELECT data FROM item WHERE id = 1").value();
}

TEST_CASE("integers come back with all their bits", "[db]") {
    CHECK(stored<std::int64_t>(std::numeric_limits<std::int64_t>::min()) == std::numeric_limits<std::int64_t>::min());
    CHECK(stored<std::uint64_t>(std::numeric_limits<std::uint64_t>::max()) ==
          std::numeric_limits<std::uint64_t>::max());
    CHECK(stored<std::uint32_t>(4294967295u) == 4294967295u);
    CHECK(stored<int>(-1) == -1);
    CHECK(stored<bool>(true));
    CHECK_FALSE(stored<bool>(false));
    CHECK(stored<Colour>(Colour::blue) == Colour::blue);
}

TEST_CASE("floating-point numbers come back exactly", "[db]") {
    CHECK(stored<double>(0.1) == 0.1);
    CHECK(stored<double>(std::numeric_limits<double>::denorm_min()) == std::numeric_limits<double>::denorm_min());
}

TEST_CASE("text keeps zero bytes and letters of all scripts", "[db]") {
    const std::string text("a\0\xe4\xbd\xa0\xe5\xa5\xbd", 8);
    CHECK(stored<std::string>(text) == text);
    CHECK(stored<std::string>(std::string_view(text)) == text);
    CHECK(stored<std::string>("literal") == "literal");
}

TEST_CASE("an empty text and an empty blob are not NULL", "[db]") {
    CHECK(stored<std::optional<std::string>>(std::string_view()) == "");
    CHECK(stored<std::optional<std::string>>(db::Blob()).has_value());
}

TEST_CASE("NULL is an empty optional, both ways", "[db]") {
    CHECK(stored<std::optional<int>>(nullptr) == std::nullopt);
    CHECK(stored<std::optional<int>>(std::nullopt) == std::nullopt);
    CHECK(stored<std::optional<int>>(std::optional<int>()) == std::nullopt);
    CHECK(stored<std::optional<int>>(std::optional<int>(7)) == 7);
    CHECK(stored<std::optional<std::string>>(std::optional<std::string>("x")) == "x");
}

TEST_CASE("a blob is stored as a blob and text as text", "[db]") {
    db::Connection connection = in_memory();
    const std::vector<unsigned char> bytes{0, 255, 1};
    connection.run("INSERT INTO item(id, data) VALUES(1, ?), (2, ?)", db::Blob(std::span(bytes)), "text");
    db::Rows rows = connection.query("SELECT typeof(data), data FROM item ORDER BY id");
    REQUIRE(rows.next());
    CHECK(rows.get<std::string>(0) == "blob");
    CHECK(rows.get<db::Blob>(1).view() == std::string_view("\0\xff\1", 3));
    REQUIRE(rows.next());
    CHECK(rows.get<std::string>(0) == "text");
    CHECK_FALSE(rows.next());
}

TEST_CASE("the arguments of a query may end before its rows are read", "[db]") {
    db::Connection connection = in_memory();
    connection.run("INSERT INTO item(id, name) VALUES(1, ?)", "a name that is too long for a small string buffer");
    db::Rows rows = connection.query("SELECT id FROM item WHERE name = ?",
                                     std::string("a name that is too long for a small string ") + "buffer");
    CHECK(rows.next());
}

TEST_CASE("run tells how many rows changed, and none for a statement that changes nothing", "[db]") {
    db::Connection connection = in_memory();
    CHECK(connection.run("INSERT INTO item(name) VALUES('a'), ('b'), ('c')") == 3);
    CHECK(connection.run("SELECT * FROM item") == 0);
    CHECK(connection.run("UPDATE item SET data = 1 WHERE name > ?", "a") == 2);
    CHECK(connection.run("DELETE FROM item WHERE name = 'x'") == 0);
}

TEST_CASE("the number of arguments must be that of the parameters", "[db]") {
    db::Connection connection = in_memory();
    const auto few = error_of([&] { connection.run("INSERT INTO item(id, name) VALUES(?, ?)", 1); });
    REQUIRE(few);
    CHECK(few->problem() == db::Problem::statement);
    CHECK(few->text() == "1 arguments for 2 parameters: INSERT INTO item(id, name) VALUES(?, ?)");
    CHECK(error_of([&] { connection.query("SELECT 1", 1); }));
    CHECK(count_items(connection) == 0);
}

TEST_CASE("an error names the statement, its code and SQLite's code, and no bound value", "[db]") {
    db::Connection connection = in_memory();
    connection.run("INSERT INTO item(name) VALUES(?)", "hush");
    const auto error = error_of([&] { connection.run("INSERT INTO item(name) VALUES(?)", "hush"); });
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::constraint);
    CHECK(error->code() == Errc::database_operate_failed);
    CHECK(error->sqlite_code() == 2067);  // SQLITE_CONSTRAINT_UNIQUE
    CHECK(error->text().find("INSERT INTO item(name) VALUES(?)") != std::string::npos);
    CHECK(error->text().find("hush") == std::string::npos);
}

TEST_CASE("a statement that failed runs again with other arguments", "[db]") {
    db::Connection connection = in_memory();
    db::Statement insert = connection.prepare("INSERT INTO item(name) VALUES(?)");
    insert.run("a");
    CHECK(error_of([&] { insert.run("a"); }));
    CHECK_FALSE(insert.in_use());
    CHECK(insert.run("b") == 1);
    CHECK(count_items(connection) == 2);
}

TEST_CASE("rows that are left early free their statement", "[db]") {
    db::Connection connection = in_memory();
    connection.run("INSERT INTO item(id) VALUES(1), (2)");
    db::Statement select = connection.prepare("SELECT id FROM item ORDER BY id");
    {
        db::Rows rows = select.query();
        REQUIRE(rows.next());
        CHECK(select.in_use());
        CHECK(error_of([&] { select.query(); }));
    }
    db::Rows again = select.query();
    REQUIRE(again.next());
    CHECK(again.get<int>(0) == 1);
}

TEST_CASE("next stays false after the last row", "[db]") {
    db::Connection connection = in_memory();
    connection.run("INSERT INTO item(id) VALUES(1)");
    db::Rows rows = connection.query("SELECT id FROM item");
    CHECK(rows.next());
    CHECK_FALSE(rows.next());
    CHECK_FALSE(rows.next());
}

TEST_CASE("rows of a statement that nobody keeps own it", "[db]") {
    db::Connection connection = in_memory();
    connection.run("INSERT INTO item(id) VALUES(1), (2)");
    db::Rows rows = connection.prepare("SELECT id FROM item WHERE id >= ? ORDER BY id").query(1);
    db::Rows moved = std::move(rows);
    CHECK(moved.next());
    CHECK(moved.next());
    CHECK(moved.get<int>(0) == 2);
    CHECK_FALSE(moved.next());
}

}  // namespace
