#pragma once

#include "tim/c/detail/json_param.hpp"
#include "tim/c/detail/message_calls.hpp"
#include "tim/model/offline_push.hpp"

namespace tim::c::detail {

inline constexpr Operation push_operations[] = {
    function("TIMMsgDoBackground", number("unread_count", "uint32_t"), cb),
    function("TIMMsgDoForeground", cb),
    function("TIMMsgSetOfflinePushToken",
             object<OfflinePushToken>("json_token").or_null().or_blank().wrong_is(bad_json), cb)
        .ordered(Order::local)
        .pending()
        .does(&set_push_token),
};

}  // namespace tim::c::detail
