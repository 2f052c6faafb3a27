#pragma once

#include "tim/store/batch.hpp"

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace bench {

/// The same messages as rows for bare SQLite: bound and stepped, nothing is thought about.
struct BareRow {
    std::int64_t conv = 0;
    std::int64_t pos = 0;
    std::int64_t time = 0;
    std::string id;
    std::string sender;
    std::string body;
    std::string short_terms;  ///< what the search index takes
    std::string long_terms;
    std::string folded;  ///< what a scan looks at
};

std::vector<BareRow> make_rows(const std::vector<tim::store::Batch>& batches);

/// Tables, indexes and settings of the library's store, written and read by prepared statements alone.
class BareSqlite {
public:
    explicit BareSqlite(const std::string& file);

    /// A transaction for each `a_transaction` messages; then their words, in transactions of `an_index_transaction`.
    void insert(const std::vector<BareRow>& rows, std::size_t a_transaction, std::size_t an_index_transaction);

    /// For scans: keeps the folded text, and counts the messages in which it stands.
    void insert_text(const std::vector<BareRow>& rows);
    std::size_t scan(const std::string& folded);

private:
    struct Close {
        void operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Close>;

    void run(const std::string& sql);
    Statement prepare(const char* sql);
    void step(const Statement& statement);
    void insert_message(const BareRow& row);
    void insert_words(std::int64_t key, const BareRow& row);

    std::unique_ptr<sqlite3, Close> handle_;
    Statement begin_;
    Statement commit_;
    Statement insert_;
    Statement insert_short_;
    Statement insert_long_;
    Statement insert_text_;
    Statement scan_;
    std::int64_t messages_ = 0;
};

}  // namespace bench
