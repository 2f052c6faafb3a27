#include "benchmarks/store/bare_sqlite.hpp"

#include "benchmarks/store/corpus.hpp"
#include "tim/store/detail/schema.hpp"
#include "tim/store/detail/search_terms.hpp"
#include "tim/store/detail/search_text.hpp"

#include <stdexcept>
#include <string_view>
#include <utility>

namespace bench {
namespace {

void bind_text(sqlite3_stmt* statement, int index, std::string_view text) {
    sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

}  // namespace

std::vector<BareRow> make_rows(const std::vector<tim::store::Batch>& batches) {
    std::vector<BareRow> rows;
    for (const tim::store::Batch& batch : batches) {
        const auto conversation = static_cast<std::int64_t>(Corpus::number_of(batch.range.log));
        for (const tim::wire::Entry& entry : batch.range.entries) {
            BareRow& row = rows.emplace_back();
            row.conv = conversation;
            row.pos = static_cast<std::int64_t>(entry.pos);
            row.time = entry.time;
            row.id = entry.id;
            row.sender = entry.from;
            row.body = entry.body.view();
            const tim::store::detail::SearchText text(entry.body.view());
            tim::store::detail::SearchTerms terms;
            for (const std::string& part : text.parts) {
                terms.add(part);
                if (!row.folded.empty()) row.folded += '\n';
                row.folded += part;
            }
            row.short_terms = std::move(terms.short_terms);
            row.long_terms = std::move(terms.long_terms);
        }
    }
    return rows;
}

BareSqlite::BareSqlite(const std::string& file) {
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        " PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4000");
    for (const std::string_view script : tim::store::detail::migrations) run(std::string(script));
    run("CREATE TABLE texts (message INTEGER PRIMARY KEY, folded TEXT NOT NULL)");
    begin_ = prepare("BEGIN IMMEDIATE");
    commit_ = prepare("COMMIT");
    insert_ = prepare(
        "INSERT INTO messages(conv, era, pos, sub, generation, arrival, seq, time, version, status, local_body, msg_id,"
        " sender, body) VALUES(?1, 0, ?2, 0, 0, ?3, ?2, ?4, 1, 2, 0, ?5, ?6, ?7)");
    insert_short_ = prepare("INSERT INTO search_short(rowid, terms) VALUES(?, ?)");
    insert_long_ = prepare("INSERT INTO search_long(rowid, terms) VALUES(?, ?)");
    insert_text_ = prepare("INSERT INTO texts VALUES(?, ?)");
    scan_ = prepare("SELECT count(*) FROM texts WHERE folded LIKE '%' || ? || '%'");
}

void BareSqlite::run(const std::string& sql) {
    if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(handle_.get()));
}

BareSqlite::Statement BareSqlite::prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(handle_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(handle_.get()));
    return Statement(statement);
}

void BareSqlite::step(const Statement& statement) {
    if (sqlite3_step(statement.get()) != SQLITE_DONE)
        throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(handle_.get()));
    sqlite3_reset(statement.get());
}

void BareSqlite::insert_message(const BareRow& row) {
    sqlite3_stmt* const statement = insert_.get();
    sqlite3_bind_int64(statement, 1, row.conv);
    sqlite3_bind_int64(statement, 2, row.pos);
    sqlite3_bind_int64(statement, 3, messages_ + 1);
    sqlite3_bind_int64(statement, 4, row.time);
    bind_text(statement, 5, row.id);
    bind_text(statement, 6, row.sender);
    bind_text(statement, 7, row.body);
    step(insert_);
    ++messages_;
}

void BareSqlite::insert_words(std::int64_t key, const BareRow& row) {
    const std::pair<const Statement&, std::string_view> tables[] = {{insert_short_, row.short_terms},
                                                                    {insert_long_, row.long_terms}};
    for (const auto& [statement, terms] : tables) {
        if (terms.empty()) continue;
        sqlite3_bind_int64(statement.get(), 1, key);
        bind_text(statement.get(), 2, terms);
        step(statement);
    }
}

void BareSqlite::insert(const std::vector<BareRow>& rows, std::size_t a_transaction, std::size_t an_index_transaction) {
    const std::int64_t before = messages_;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % a_transaction == 0) step(begin_);
        insert_message(rows[i]);
        if ((i + 1) % a_transaction == 0 || i + 1 == rows.size()) step(commit_);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % an_index_transaction == 0) step(begin_);
        insert_words(before + 1 + static_cast<std::int64_t>(i), rows[i]);
        if ((i + 1) % an_index_transaction == 0 || i + 1 == rows.size()) step(commit_);
    }
}

void BareSqlite::insert_text(const std::vector<BareRow>& rows) {
    step(begin_);
    for (const BareRow& row : rows) {
        sqlite3_bind_int64(insert_text_.get(), 1, ++messages_);
        bind_text(insert_text_.get(), 2, row.folded);
        step(insert_text_);
    }
    step(commit_);
}

std::size_t BareSqlite::scan(const std::string& folded) {
    bind_text(scan_.get(), 1, folded);
    sqlite3_step(scan_.get());
    const auto count = static_cast<std::size_t>(sqlite3_column_int64(scan_.get(), 0));
    sqlite3_reset(scan_.get());
    return count;
}

}  // namespace bench
