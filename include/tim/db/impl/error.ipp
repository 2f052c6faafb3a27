#pragma once

#include "tim/db/error.hpp"

#include <sqlite3.h>

namespace tim::db {
namespace detail {

TIM_DECL Errc code_of(Problem problem) noexcept {
    switch (problem) {
        case Problem::full:
        case Problem::io:
            return Errc::io_operation_failed;
        case Problem::memory:
            return Errc::out_of_memory;
        case Problem::damaged:
        case Problem::foreign:
        case Problem::newer:
            return Errc::sdk_comm_database_failure;
        case Problem::statement:
        case Problem::constraint:
        case Problem::busy:
            break;
    }
    return Errc::database_operate_failed;
}

TIM_DECL Failure current_failure() {
    try {
        throw;
    } catch (const Error& error) {
        return Failure(error.code(), error.text());
    } catch (const std::bad_alloc&) {
        return Failure(Errc::out_of_memory);
    } catch (const std::exception& error) {
        return Failure(Errc::sdk_internal_error, error.what());
    } catch (...) {
        return Failure(Errc::sdk_internal_error);
    }
}

}  // namespace detail

TIM_DECL Problem classify(int sqlite_code) noexcept {
    switch (sqlite_code & 0xff) {
        case SQLITE_CONSTRAINT:
            return Problem::constraint;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Problem::busy;
        case SQLITE_FULL:
            return Problem::full;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return Problem::io;
        case SQLITE_NOMEM:
            return Problem::memory;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Problem::damaged;
        default:
            return Problem::statement;
    }
}

TIM_DECL void throw_error(sqlite3* handle, int sqlite_code, std::string_view context) {
    const Problem problem = classify(sqlite_code);
    std::string text = problem == Problem::full ? "disk full: " : "";
    text += handle ? sqlite3_errmsg(handle) : sqlite3_errstr(sqlite_code);
    text += " (SQLite " + std::to_string(sqlite_code) + "): ";
    text += context;
    throw DbError(problem, sqlite_code, Failure(detail::code_of(problem), std::move(text)));
}

TIM_DECL void throw_error(Problem problem, std::string text) {
    throw DbError(problem, 0, Failure(detail::code_of(problem), std::move(text)));
}

}  // namespace tim::db
