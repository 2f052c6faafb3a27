#pragma once

#include "tim/db/transaction.hpp"

namespace tim::db {
namespace detail {

/// For destructors: what cannot be undone is undone when the transaction, or at last the connection, ends.
template <class Undo>
void undo_quietly(Undo undo) noexcept {
    try {
        undo();
    } catch (const DbError&) {
        return;
    }
}

}  // namespace detail

TIM_DECL Transaction::Transaction(Connection& connection) : connection_(connection) {
    connection_.run("BEGIN IMMEDIATE");
}

TIM_DECL Transaction::~Transaction() {
    if (alive()) detail::undo_quietly([this] { connection_.run("ROLLBACK"); });
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
    detail::undo_quietly([this] {
        connection_.run("ROLLBACK TO part");
        connection_.run("RELEASE part");
    });
}

TIM_DECL void Savepoint::release() {
    connection_.run("RELEASE part");
    open_ = false;
}

}  // namespace tim::db
