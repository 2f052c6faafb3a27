#pragma once

#include "tim/c/detail/session_calls.hpp"
#include "tim/c/operation.hpp"

namespace tim::c::detail {

// Exported by the documented library, declared by none of its headers.
inline constexpr Operation undeclared_operations[] = {
    function("TIMGetVersion").now(&refuse_unsupported),
    function("TIMNotifySocketEvent").now(&refuse_unsupported),
    function("TIMRegisterEncryptionDelegate").now(&refuse_unsupported),
    function("TIMRegisterSocketDelegate").now(&refuse_unsupported),
    function("TIMUnregisterEncryptionDelegate").now(&refuse_unsupported),
    function("TIMUnregisterSocketDelegate").now(&refuse_unsupported),
    function("TIMWriteLog").now(&refuse_unsupported),
};

}  // namespace tim::c::detail
