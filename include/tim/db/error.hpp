#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"

#include <exception>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

struct sqlite3;

namespace tim::db {

/// What went wrong with a database, as far as a caller may want to act on it.
enum class Problem {
    statement,   ///< 6019: this statement failed; others may succeed
    constraint,  ///< 6019: a UNIQUE, NOT NULL, CHECK or key rule said no
    busy,        ///< 6019, at opening 7010: another process or connection holds the file
    full,        ///< 6022: no room on the disk; passes when there is room again
    io,          ///< 6022: the disk failed to read, write or sync
    memory,      ///< 6028
    damaged,     ///< 7010: not a database, or its contents contradict each other
    foreign,     ///< 7010: a sound database that another program made
    newer,       ///< 7010: made by a newer version of this library
};

/// Inside the storage code (db, and the parts of store and hub that run on a database thread) a failed statement is an
/// exception: rows are read in tight loops, and a transaction unwinds by its destructor. It never leaves the thread
/// that does the database work: `attempt`, `Worker::run` and the hub's group commit turn it into a `Failure`.
class DbError : public tim::Error {
public:
    DbError(Problem problem, int sqlite_code, const Failure& failure)
        : tim::Error(failure), problem_(problem), sqlite_code_(sqlite_code) {}

    Problem problem() const noexcept { return problem_; }

    /// SQLite's extended result code, 0 when SQLite had no part in it.
    int sqlite_code() const noexcept { return sqlite_code_; }

private:
    Problem problem_;
    int sqlite_code_;
};

/// Sorts an extended result code of SQLite.
TIM_DECL Problem classify(int sqlite_code) noexcept;

/// Throws the `DbError` of a result code. The text is SQLite's, then `context`: the statement (without the bound
/// values, so no secret and no message text) or the file name.
[[noreturn]] TIM_DECL void throw_error(sqlite3* handle, int sqlite_code, std::string_view context);

/// Throws a `DbError` that SQLite had no part in.
[[noreturn]] TIM_DECL void throw_error(Problem problem, std::string text);

namespace detail {

template <class T>
struct AsResult {
    using type = Result<T>;
};
template <class T>
struct AsResult<Result<T>> {
    using type = Result<T>;
};

/// The `Failure` of the exception that is being handled.
TIM_DECL Failure current_failure();

}  // namespace detail

/// Runs `work()` and turns exceptions into values: a `DbError` or other `tim::Error` keeps its code and text, lack of
/// memory becomes 6028, anything else 7012. `Result<T>` for a `T` or a `Result<T>` that `work` returns.
template <class Work>
auto attempt(Work&& work) -> typename detail::AsResult<std::invoke_result_t<Work&>>::type {
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work&>>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (...) {
        return detail::current_failure();
    }
}

}  // namespace tim::db

#ifdef TIM_HEADER_ONLY
#include "tim/db/impl/error.ipp"
#endif
