#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/logs.hpp"

#include <string_view>

namespace tim::store::detail {

/// Moves this user's marks of what was read, at once; what the hub has not heard of is to be told. Within the caller's
/// transaction.
class Reads {
public:
    Reads(db::Connection& db, std::string_view user) noexcept : db_(db), user_(user) {}

    /// Up to the message with this id, or to the newest one. Nothing moves when nobody else wrote in between.
    TIM_DECL void mark(Log& log, std::string_view up_to_id);

private:
    TIM_DECL Position newest(const Log& log);
    TIM_DECL bool has_others(const Log& log, Range range);

    db::Connection& db_;
    std::string_view user_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/reads.ipp"
#endif
