#include "benchmarks/chat/sqlite_loop.hpp"

#include "benchmarks/chat/machine.hpp"
#include "tim/hub/detail/schema.hpp"

#include <stdexcept>
#include <string_view>

namespace bench {
namespace {

constexpr std::int64_t time_of_all = 1'700'000'000'042;

}  // namespace

SqliteLoop::SqliteLoop(const std::string& file) {
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        " PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8000");
    for (const std::string_view script : tim::hub::hub_schema().migrations) run(std::string(script));
    run("INSERT INTO logs (key, id, kind, owner, other, head, last_seq, last_time)"
        " VALUES (1, '00112233445566778899aabbccddeeff', 1, 'alice', 'bob', 0, 0, 0)");
    begin_ = prepare("BEGIN IMMEDIATE");
    insert_ = prepare(
        "INSERT INTO entries (log, pos, seq, kind, time, author, device, n, msg_id, version, audience, body)"
        " VALUES (1, ?1, ?1, 'message', ?2, ?3, 1, ?1, ?4, 1, NULL, ?5)");
    count_ = prepare("UPDATE logs SET head = ?1, last_seq = ?1, last_time = ?2 WHERE key = 1");
    commit_ = prepare("COMMIT");
    sqlite3_bind_int64(insert_.get(), 2, time_of_all);
    sqlite3_bind_text(insert_.get(), 3, author, -1, SQLITE_STATIC);
    sqlite3_bind_int64(count_.get(), 2, time_of_all);
}

void SqliteLoop::run(const std::string& sql) {
    if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(handle_.get()));
}

SqliteLoop::Statement SqliteLoop::prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(handle_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(handle_.get()));
    return Statement(statement);
}

void SqliteLoop::step(const Statement& statement) {
    if (sqlite3_step(statement.get()) != SQLITE_DONE)
        throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(handle_.get()));
    sqlite3_reset(statement.get());
}

void SqliteLoop::insert_row(const Row& row) {
    sqlite3_bind_int64(insert_.get(), 1, static_cast<sqlite3_int64>(row.n));
    sqlite3_bind_text(insert_.get(), 4, row.id.data(), static_cast<int>(row.id.size()), SQLITE_STATIC);
    sqlite3_bind_text(insert_.get(), 5, row.body.data(), static_cast<int>(row.body.size()), SQLITE_STATIC);
    step(insert_);
}

void SqliteLoop::commit(std::uint64_t head) {
    sqlite3_bind_int64(count_.get(), 1, static_cast<sqlite3_int64>(head));
    step(count_);
    step(commit_);
}

void SqliteLoop::insert(const std::vector<Row>& rows, std::size_t a_transaction) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % a_transaction == 0) step(begin_);
        insert_row(rows[i]);
        if ((i + 1) % a_transaction == 0 || i + 1 == rows.size()) commit(rows[i].n);
    }
}

std::vector<double> SqliteLoop::commit_times(const std::vector<Row>& rows) {
    std::vector<double> times;
    times.reserve(rows.size());
    for (const Row& row : rows) {
        const std::int64_t start = now_ns();
        step(begin_);
        insert_row(row);
        commit(row.n);
        times.push_back(static_cast<double>(now_ns() - start) / 1000);
    }
    return times;
}

}  // namespace bench
