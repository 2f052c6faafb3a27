#pragma once

#include "tim/core/error.hpp"
#include "tim/core/time.hpp"
#include "tim/core/unique_function.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace tim::session {

/// Numbers an operation so that it can be cancelled; chosen by the caller, unique within the session.
using OperationId = std::uint64_t;

/// Called once, on the session's strand, never from inside a call of the session.
template <class T>
using Completion = UniqueFunction<void(Result<T>)>;

/// What sets one operation apart.
struct Call {
    Call() = default;
    OperationId id = 0;                     ///< 0: cannot be cancelled
    std::chrono::milliseconds deadline{0};  ///< 0: the session's
    bool durable = false;                   ///< of a send: it outlives its call and the session
    /// Of a request that names positions: `Session::hub_history` from before they were looked up.
    std::optional<std::uint64_t> hub_history;

    // Of an operation that is several calls, one after the other, which all have its id:
    std::optional<SteadyMillis> until;  ///< its end, instead of `deadline`
    std::shared_ptr<bool> cancelled;    ///< set when it is cancelled, for between two calls no one knows its id
};

}  // namespace tim::session
