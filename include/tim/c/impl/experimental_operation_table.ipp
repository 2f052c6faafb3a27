#pragma once

#include "tim/c/detail/session_calls.hpp"
#include "tim/c/detail/setter.hpp"

namespace tim::c::detail {

inline constexpr Operation experimental_operations[] = {
    function("callExperimentalAPI", object("json_param"), cb)
        .needs(Needs::nothing)
        .ordered(Order::local)
        .checks(&is_known_request)
        .does(&answer_request),
    setter("TIMSetExperimentalNotifyCallback", "TIMExperimentalNotifyCallback").pending(),
};

}  // namespace tim::c::detail
