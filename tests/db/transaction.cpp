#include "tim/db/transaction.hpp"

#include "tests/db/support.hpp"
#include "tests/support/catch.hpp"

using namespace tim;
using namespace tim::db::test;

namespace {

TEST_CASE("a committed transaction stays", "[db]") {
    db::Connection connection = in_memory();
    {
        db::Transaction transaction(connection);
        connection.run("INSERT INTO item(id) VALUES(1)");
        CHECK(transaction.alive());
        transaction.commit();
        CHECK_FALSE(transaction.alive());
    }
    CHECK(count_items(connection) == 1);
    CHECK_FALSE(connection.in_transaction());
}

TEST_CASE("a transaction that is not committed is undone by its destructor, also while an exception passes", "[db]") {
    db::Connection connection = in_memory();
    const auto error = error_of([&] {
        const db::Transaction transaction(connection);
        connection.run("INSERT INTO item(id) VALUES(1)");
        connection.run("INSERT INTO item(id) VALUES(1)");
    });
    CHECK(error->problem() == db::Problem::constraint);
    CHECK(count_items(connection) == 0);
    CHECK_FALSE(connection.in_transaction());
}

TEST_CASE("transactions do not nest", "[db]") {
    db::Connection connection = in_memory();
    const db::Transaction transaction(connection);
    CHECK(error_of([&] { const db::Transaction inner(connection); }));
    CHECK(transaction.alive());
}

TEST_CASE("a savepoint that fails takes back its own work alone", "[db]") {
    db::Connection connection = in_memory();
    db::Transaction transaction(connection);
    for (const int id : {1, 2, 3}) {
        const auto error = error_of([&] {
            db::Savepoint savepoint(connection);
            connection.run("INSERT INTO item(id) VALUES(?)", id);
            if (id == 2) connection.run("INSERT INTO item(id) VALUES(?)", 1);
            savepoint.release();
        });
        CHECK(error.has_value() == (id == 2));
    }
    transaction.commit();
    CHECK(count_items(connection) == 2);
    CHECK_FALSE(connection.find<int>("SELECT id FROM item WHERE id = 2"));
}

TEST_CASE("savepoints nest, and an outer one takes back what an inner one released", "[db]") {
    db::Connection connection = in_memory();
    db::Transaction transaction(connection);
    {
        const db::Savepoint outer(connection);
        connection.run("INSERT INTO item(id) VALUES(1)");
        db::Savepoint inner(connection);
        connection.run("INSERT INTO item(id) VALUES(2)");
        inner.release();
    }
    connection.run("INSERT INTO item(id) VALUES(3)");
    transaction.commit();
    CHECK(connection.find<int>("SELECT sum(id) FROM item") == 3);
}

TEST_CASE("a savepoint outside of a transaction is refused", "[db]") {
    db::Connection connection = in_memory();
    CHECK(error_of([&] { const db::Savepoint savepoint(connection); }));
}

TEST_CASE("when a full disk ends the transaction, nothing later slips in alone", "[db]") {
    const tim::test::TemporaryDirectory directory;
    db::Connection connection(at(directory.file(u8"a.db")), item_schema);
    connection.script("PRAGMA max_page_count = 10");
    const std::string large(100000, 'x');
    {
        db::Transaction transaction(connection);
        connection.run("INSERT INTO item(id) VALUES(1)");
        const auto full = error_of([&] {
            const db::Savepoint savepoint(connection);
            connection.run("INSERT INTO item(data) VALUES(?)", large);
        });
        CHECK(full->problem() == db::Problem::full);
        CHECK_FALSE(transaction.alive());
        CHECK(error_of([&] { const db::Savepoint next(connection); }));
        CHECK(error_of([&] { transaction.commit(); }));
    }
    CHECK(count_items(connection) == 0);
    db::Transaction afterwards(connection);
    connection.run("INSERT INTO item(id) VALUES(2)");
    afterwards.commit();
    CHECK(count_items(connection) == 1);
}

}  // namespace
