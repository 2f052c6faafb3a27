#pragma once

#include "benchmarks/chat/rows.hpp"

#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

namespace bench {

/// Baseline of what is stored: bare SQLite that writes the rows which the hub writes for the same messages. It has the
/// hub's tables and indexes, its file mode (WAL, exclusive, `synchronous=FULL`), its cache and its length of the log,
/// and it is at its best: statements are prepared once, values are bound where they lie, and where the hub counts its
/// log on with every message, this does so once a transaction.
class SqliteLoop {
public:
    explicit SqliteLoop(const std::string& file);

    /// Inserts the rows, so many a transaction.
    void insert(const std::vector<Row>& rows, std::size_t a_transaction);

    /// Microseconds of each insertion of one row in a transaction of its own.
    std::vector<double> commit_times(const std::vector<Row>& rows);

private:
    struct Close {
        void operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
        void operator()(sqlite3_stmt* handle) const noexcept { sqlite3_finalize(handle); }
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Close>;

    void run(const std::string& sql);
    Statement prepare(const char* sql);
    void step(const Statement& statement);
    void insert_row(const Row& row);
    void commit(std::uint64_t head);

    std::unique_ptr<sqlite3, Close> handle_;
    Statement begin_, insert_, count_, commit_;
};

}  // namespace bench
