#pragma once

#include "tim/db/connection.hpp"

#include <sqlite3.h>

#include <vector>

namespace tim::db {
namespace detail {

// How long to wait for another connection that holds the file.
inline constexpr int busy_timeout_ms = 1000;

/// Texts of a failed opening name the file, and say plainly when another process has it.
[[noreturn]] TIM_DECL void rethrow_open_error(const DbError& error, const std::string& path) {
    const bool held = error.problem() == Problem::busy;
    std::string text = (held ? "database is in use by another process or connection: " : "cannot open database ") +
                       path + (held ? "" : ": " + error.text());
    const error_code code = held ? make_error_code(Errc::sdk_comm_database_failure) : error.code();
    throw DbError(error.problem(), error.sqlite_code(), Failure(code, std::move(text)));
}

/// Whether a file is there and not empty; SQLite's own VFSs take an empty one for none, too.
TIM_DECL bool is_there(const std::string& path, const std::string& vfs_name) {
    sqlite3_vfs* vfs = sqlite3_vfs_find(vfs_name.empty() ? nullptr : vfs_name.c_str());
    if (!vfs) return false;
    std::vector<char> full(static_cast<std::size_t>(vfs->mxPathname) + 1);
    int there = 0;
    return vfs->xFullPathname(vfs, path.c_str(), vfs->mxPathname, full.data()) == SQLITE_OK &&
           vfs->xAccess(vfs, full.data(), SQLITE_ACCESS_EXISTS, &there) == SQLITE_OK && there != 0;
}

/// What SQLite calls behind each commit. Without a word to it a log that has become long is not folded.
TIM_DECL int count_log_pages(void* count, sqlite3*, const char*, int pages) {
    *static_cast<int*>(count) = pages;
    return SQLITE_OK;
}

}  // namespace detail

TIM_DECL void Connection::Close::operator()(sqlite3* handle) const noexcept {
    if (!on_any_thread) check_blocking_allowed("closing a database");
    sqlite3_close_v2(handle);
}

TIM_DECL Connection::Connection(const OpenOptions& options, const Schema& schema)
    : handle_(nullptr, Close{options.on_any_thread_}) {
    if (!options.on_any_thread_) check_blocking_allowed("opening a database");
    try {
        const bool crashed = detail::is_there(options.path_ + "-wal", options.vfs_);
        // SQLite would delete the log and begin anew.
        if (crashed && !detail::is_there(options.path_, options.vfs_))
            throw_error(Problem::damaged, "its write-ahead log is there, the file itself is missing or empty");
        open(options);
        // Until the file is known to be ours nothing is written, not even when it is closed again. The lock taken here
        // stays.
        script("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
        check(schema);
        if (crashed && options.check_after_crash_) check_pages();
        script("ROLLBACK");
        sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
        configure(options);
        // What a process wrote that was killed before it could sync is there for whoever opens the file next, who may
        // tell others of it: so it has to survive a power cut from now on. And the next commit must not begin in the
        // middle of a sector that holds the end of this one, as it would where a power cut took the log's padding.
        if (crashed && options.synchronous_ == Synchronous::full) checkpoint();
        migrate(schema);
    } catch (const DbError& error) {
        detail::rethrow_open_error(error, options.path_);
    }
}

TIM_DECL Connection::~Connection() = default;

TIM_DECL void Connection::open(const OpenOptions& options) {
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const char* vfs = options.vfs_.empty() ? nullptr : options.vfs_.c_str();
    const int outcome = sqlite3_open_v2(options.path_.c_str(), &handle, flags, vfs);
    handle_.reset(handle);
    if (outcome != SQLITE_OK) throw_error(handle, outcome, "open");
    sqlite3_busy_timeout(handle, detail::busy_timeout_ms);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // 240 KB of small blocks for this connection, so that its statements seldom ask the heap.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 1200, 200);
    script("PRAGMA page_size = " + std::to_string(options.page_bytes_));
}

TIM_DECL void Connection::configure(const OpenOptions& options) {
    const std::string mode = find<std::string>("PRAGMA journal_mode = WAL").value_or("");
    if (mode != "wal" && mode != "memory") throw_error(Problem::io, "no write-ahead log here, journal mode is " + mode);
    script(options.synchronous_ == Synchronous::full ? "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON"
                                                     : "PRAGMA synchronous = NORMAL");
    script("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -" + std::to_string(options.cache_kib_));
    if (options.checkpoints_by_hand_) sqlite3_wal_hook(handle_.get(), detail::count_log_pages, log_pages_.get());
}

TIM_DECL void Connection::check(const Schema& schema) {
    const auto application = find<std::uint32_t>("PRAGMA application_id").value_or(0);
    const std::uint32_t version = user_version();
    const bool is_empty = !find<std::string>("SELECT name FROM sqlite_schema LIMIT 1");
    if (application == 0 && version == 0 && is_empty) return;
    if (application != schema.application_id)
        throw_error(Problem::foreign, "the file is not a " + std::string(schema.name));
    if (version > schema.migrations.size())
        throw_error(Problem::newer, "this " + std::string(schema.name) + " has version " + std::to_string(version) +
                                        ", made by a newer program; this one knows versions up to " +
                                        std::to_string(schema.migrations.size()));
}

TIM_DECL void Connection::check_pages() {
    const std::string found = find<std::string>("PRAGMA quick_check(1)").value_or("");
    if (found != "ok") throw_error(Problem::damaged, found);
}

TIM_DECL void Connection::checkpoint() {
    const int outcome = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (outcome != SQLITE_OK) throw_error(handle_.get(), outcome, "checkpoint");
    *log_pages_ = 0;
}

TIM_DECL void Connection::fold_log(int pages) {
    if (*log_pages_ < fold_at_ + pages) return;
    fold_at_ = *log_pages_;
    checkpoint();
    fold_at_ = 0;
}

TIM_DECL void Connection::migrate(const Schema& schema) {
    for (std::size_t version = user_version(); version < schema.migrations.size(); ++version) {
        // A failure ends the constructor, and the closed connection takes the transaction back.
        script("BEGIN IMMEDIATE;" + std::string(schema.migrations[version]) +
               "\n;PRAGMA application_id = " + std::to_string(schema.application_id) +
               ";PRAGMA user_version = " + std::to_string(version + 1) + ";COMMIT");
    }
}

TIM_DECL Statement& Connection::statement(Sql sql) {
    const auto kept = statements_.find(sql.text());
    if (kept != statements_.end()) return kept->second;
    return statements_.emplace(sql.text(), prepare(sql.text())).first->second;
}

TIM_DECL Statement Connection::prepare(std::string_view sql) {
    const bool any_thread = handle_.get_deleter().on_any_thread;
    if (!any_thread) check_blocking_allowed("database statement");
    sqlite3_stmt* compiled = nullptr;
    const char* rest = nullptr;
    const int outcome = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                           SQLITE_PREPARE_PERSISTENT, &compiled, &rest);
    auto state = std::make_unique<detail::StatementState>(compiled, any_thread);
    if (outcome != SQLITE_OK) throw_error(handle_.get(), outcome, sql);
    const std::string_view beyond = sql.substr(static_cast<std::size_t>(rest - sql.data()));
    if (!compiled || beyond.find_first_not_of(" \t\r\n") != std::string_view::npos)
        throw_error(Problem::statement, "not exactly one statement: " + std::string(sql));
    return Statement(std::move(state));
}

TIM_DECL void Connection::script(const std::string& sql) {
    if (!handle_.get_deleter().on_any_thread) check_blocking_allowed("database script");
    const int outcome = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (outcome != SQLITE_OK) throw_error(handle_.get(), outcome, sql.substr(0, 100));
}

TIM_DECL std::int64_t Connection::last_insert_rowid() const noexcept {
    return sqlite3_last_insert_rowid(handle_.get());
}

TIM_DECL bool Connection::in_transaction() const noexcept { return sqlite3_get_autocommit(handle_.get()) == 0; }

TIM_DECL std::uint32_t Connection::user_version() { return find<std::uint32_t>("PRAGMA user_version").value_or(0); }

}  // namespace tim::db
