#pragma once

#include "tim/db/transaction.hpp"

namespace tim::db {
namespace detail {

/// For destructors. False when the statement failed.
TIM_DECL bool try_to(Connection& connection, Sql sql) noexcept {
    try {
        connection.run(sql);
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace detail

TIM_DECL Transaction::Transaction(Connection& connection) : connection_(connection) {
    connection_.run("BEGIN IMMEDIATE");
}

TIM_DECL Transaction::~Transaction() {
    if (alive()) detail::try_to(connection_, "ROLLBACK");
}

TIM_DECL void Transaction::commit() {
    connection_.run("COMMIT");
    open_ = false;
}

// Savepoints of the same name form a stack of which the newest is meant.
TIM_DECL Savepoint::Savepoint(Connection& connection) : connection_(connection) {
    if (!connection_.in_transaction()) throw_error(Problem::statement, "savepoint outside of a transaction");
    connection_.run("SAVEPOINT part");
}

TIM_DECL Savepoint::~Savepoint() {
    if (!open_ || !connection_.in_transaction()) return;
    if (detail::try_to(connection_, "ROLLBACK TO part") && detail::try_to(connection_, "RELEASE part")) return;
    // What could not be taken back must not be committed with the rest.
    detail::try_to(connection_, "ROLLBACK");
}

TIM_DECL void Savepoint::release() {
    connection_.run("RELEASE part");
    open_ = false;
}

}  // namespace tim::db
