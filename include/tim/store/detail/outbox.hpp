#pragma once

#include "tim/core/config.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/outgoing.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tim::store::detail {

/// The rows of the outbox: one for each message that is *sending*. That a message is not *sending* any more takes its
/// row away, which the schema sees to. Within the caller's transaction.
class Outbox {
public:
    Outbox(db::Connection& db, std::string_view user) noexcept : db_(db), user_(user) {}

    /// A message that has no row. `is_body`: what goes out is the body of the stored message, and not stored twice.
    TIM_DECL void put(std::int64_t message, const Outgoing& outgoing, bool is_body, bool uncertain = false);
    /// A message that may have one, which goes with all that it says; but one that had a number and gets none is
    /// uncertain from then on.
    TIM_DECL void replace(std::int64_t message, const Outgoing& outgoing, bool is_body);
    TIM_DECL void number(const Numbered& numbered);
    /// The hub's history is another one: numbers mean nothing any more, and who had one may have arrived.
    TIM_DECL void forget_numbers();
    /// Keys of messages that are *sending* though nobody will send them: those that are in no outbox, and with
    /// `unnumbered` those that are neither durable nor ever had a number.
    TIM_DECL std::vector<std::int64_t> given_up(bool unnumbered);
    /// All that are neither durable nor ever had a number are to be taken back.
    TIM_DECL void unwant_unnumbered(std::int32_t why);
    TIM_DECL void unwant(std::int64_t message, std::int32_t why);
    /// Without the messages themselves; `keys` gets theirs. In the order in which they were saved.
    TIM_DECL std::vector<Unsent> rows(std::vector<std::int64_t>& keys);

private:
    db::Connection& db_;
    std::string_view user_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/outbox.ipp"
#endif
