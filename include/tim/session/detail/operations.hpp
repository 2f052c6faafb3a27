#pragma once

#include "tim/core/config.hpp"
#include "tim/core/time.hpp"
#include "tim/session/call.hpp"
#include "tim/session/detail/deadlines.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace tim::session {

/// Which part of the session an operation waits in.
enum class OperationKind { login, logout, receive, store, history, request, send, cancel, edit, early };

/// The calls of the user that have not completed yet, by the name that the user gave them and by deadline. It knows
/// neither completions nor clocks; `key` is the session's own number of the operation.
class Operations {
public:
    struct Operation {
        OperationId id = 0;
        OperationKind kind{};
        std::uint64_t key = 0;
    };

    /// `deadline` none: waits for ever. An `id` of 0 cannot be cancelled.
    TIM_DECL void add(Operation operation, std::optional<SteadyMillis> deadline);
    /// It completed. An unknown key is ignored.
    TIM_DECL void remove(std::uint64_t key);
    /// Takes out the operation of that name, if it still runs.
    TIM_DECL std::optional<Operation> cancel(OperationId id);
    /// Takes out the one whose deadline came first, if it is not later than `now`.
    TIM_DECL std::optional<Operation> take_due(SteadyMillis now);

    std::optional<SteadyMillis> wake_at() const { return deadlines_.next(); }

private:
    std::unordered_map<std::uint64_t, Operation> by_key_;
    std::unordered_map<OperationId, std::uint64_t> keys_;
    Deadlines deadlines_;
};

}  // namespace tim::session

#ifdef TIM_HEADER_ONLY
#include "tim/session/impl/operations.ipp"
#endif
