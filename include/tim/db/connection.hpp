#pragma once

#include "tim/core/config.hpp"
#include "tim/db/error.hpp"
#include "tim/db/migrations.hpp"
#include "tim/db/open_options.hpp"
#include "tim/db/statement.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>

namespace tim::db {

/// SQL that stands in the program as a literal. Its address names it, which makes the statement cache a pointer lookup.
class Sql {
public:
    consteval Sql(const char* literal) : text_(literal) {}
    constexpr const char* text() const noexcept { return text_; }

private:
    const char* text_;
};

/// One open SQLite database. Used by one thread at a time, and, unless opened `on_any_thread()`, only by one that may
/// block (see `BlockingAllowed`). It may be moved while no `Transaction` or `Savepoint` refers to it. Closing folds the
/// write-ahead log into the file.
class Connection {
public:
    /// Opens or creates the database, puts it in WAL mode and brings it to the newest version of `schema`. Throws
    /// `DbError`; an existing file is then as it was: `busy` (7010) when another process or connection holds it,
    /// `foreign` (another application id, or tables without one), `newer` (a version above the last migration),
    /// `damaged` (also when a write-ahead log with commits lies there and the file is missing or empty), `io` when it
    /// cannot be opened or created. When a migration fails, the file stays at the version before it.
    TIM_DECL Connection(const OpenOptions& options, const Schema& schema);

    Connection(Connection&&) noexcept = default;
    TIM_DECL ~Connection();

    /// Runs a query; see `Statement` for arguments. The statement is compiled at its first use and kept. The same
    /// query may be started again while its rows are being read.
    template <class... Args>
    Rows query(Sql sql, const Args&... args) {
        Statement& kept = statement(sql);
        return kept.in_use() ? prepare(sql.text()).query(args...) : kept.query(args...);
    }

    /// Runs a statement to its end; returns how many rows it inserted, updated or deleted.
    template <class... Args>
    std::int64_t run(Sql sql, const Args&... args) {
        return statement(sql).run(args...);
    }

    /// The first column of the first row, empty when there is no row: `find<std::uint64_t>("SELECT …", …)`. For a
    /// column that may be NULL, `T` is itself an optional.
    template <class T, class... Args>
    requires(!std::is_same_v<T, std::string_view> &&
             !std::is_same_v<T, Blob>) std::optional<T> find(Sql sql, const Args&... args) {
        Rows rows = query(sql, args...);
        return rows.next() ? std::optional<T>(rows.get<T>(0)) : std::nullopt;
    }

    /// Compiles a statement whose text was built at run time, or that is used so often that its owner keeps it.
    TIM_DECL Statement prepare(std::string_view sql);

    /// Runs any number of statements without arguments, divided by semicolons.
    TIM_DECL void script(const std::string& sql);

    /// Row id that the latest INSERT made.
    TIM_DECL std::int64_t last_insert_rowid() const noexcept;

    /// False also after SQLite itself has rolled back, as it may when the disk is full or fails.
    TIM_DECL bool in_transaction() const noexcept;

    /// Pages in the write-ahead log, counted with `checkpoints_by_hand` only.
    int log_pages() const noexcept { return *log_pages_; }

    /// Folds the write-ahead log into the file; throws `DbError` when the disk does not let it, and nothing is lost
    /// then. Outside of transactions.
    TIM_DECL void checkpoint();

    /// The same when the log has that many pages; after a failure, when it has so many more than it had then. With
    /// `checkpoints_by_hand` only.
    TIM_DECL void fold_log(int pages);

    /// Version of the schema that the file has: the number of migrations that it went through.
    TIM_DECL std::uint32_t user_version();

private:
    struct Close {
        bool on_any_thread = false;
        TIM_DECL void operator()(sqlite3* handle) const noexcept;
    };

    TIM_DECL Statement& statement(Sql sql);
    TIM_DECL void open(const OpenOptions& options);
    TIM_DECL void check(const Schema& schema);
    TIM_DECL void check_pages();
    TIM_DECL void configure(const OpenOptions& options);
    TIM_DECL void migrate(const Schema& schema);

    std::unique_ptr<int> log_pages_ = std::make_unique<int>(0);  // SQLite keeps the address
    std::unique_ptr<sqlite3, Close> handle_;
    int fold_at_ = 0;                                        ///< length of the log when folding it failed
    std::unordered_map<const char*, Statement> statements_;  // goes before the handle
};

}  // namespace tim::db

#ifdef TIM_HEADER_ONLY
#include "tim/db/impl/connection.ipp"
#endif
