#pragma once

#include "tim/core/config.hpp"
#include "tim/db/connection.hpp"

namespace tim::db {

/// BEGIN IMMEDIATE at construction, ROLLBACK at destruction unless committed. Does not nest.
class Transaction {
public:
    TIM_DECL explicit Transaction(Connection& connection);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    TIM_DECL ~Transaction();

    /// Makes everything since the construction durable as the connection's `Synchronous` says. Throws `DbError`;
    /// nothing has happened then.
    TIM_DECL void commit();

    /// False when committed, and when SQLite has rolled the transaction back on its own (disk full, disk failure, no
    /// memory). Whoever goes on after a failed statement asks this first: nothing can be committed any more.
    bool alive() const noexcept { return open_ && connection_.in_transaction(); }

private:
    Connection& connection_;
    bool open_ = true;
};

/// A part of a transaction that can fail alone: what happened since the construction is undone at destruction unless
/// released. Savepoints nest, and end in the opposite order of their beginning. If undoing fails, the whole transaction
/// is rolled back.
class Savepoint {
public:
    /// Throws `DbError` outside of a living transaction, so that nothing is committed by accident after SQLite rolled
    /// back on its own.
    TIM_DECL explicit Savepoint(Connection& connection);
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    TIM_DECL ~Savepoint();

    /// Keeps what was done, as part of the enclosing transaction. Throws `DbError`.
    TIM_DECL void release();

private:
    Connection& connection_;
    bool open_ = true;
};

}  // namespace tim::db

#ifdef TIM_HEADER_ONLY
#include "tim/db/impl/transaction.ipp"
#endif
