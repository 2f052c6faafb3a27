#pragma once

#include "tim/c/detail/setter.hpp"

namespace tim::c::detail {

inline constexpr Operation signaling_operations[] = {
    function("TIMGetSignalingInfo", object("json_msg"), CallbackParam{"TIMCommCallback", "json_signaling_info_cb"}),
    function("TIMSignalingAccept", text("invite_id"), text("data").or_null().or_empty(), cb),
    function("TIMSignalingCancel", text("invite_id"), text("data").or_null().or_empty(), cb),
    function("TIMSignalingInvite", text("invitee"), text("data").or_null().or_empty(),
             number("online_user_only", "bool"), object("json_offline_push_info").or_null().or_empty().or_blank(),
             number("timeout", "int"), buffer("invite_id_buffer"), cb),
    function("TIMSignalingInviteInGroup", group_id, array("json_invitee_array"), text("data").or_null().or_empty(),
             number("online_user_only", "bool"), number("timeout", "int"), buffer("invite_id_buffer"), cb),
    function("TIMSignalingModifyInvitation", text("invite_id"), text("data").or_null().or_empty(), cb),
    function("TIMSignalingReject", text("invite_id"), text("data").or_null().or_empty(), cb),
    setter("TIMSetSignalingInvitationCancelledCallback", "TIMSignalingInvitationCancelledCallback").pending(),
    setter("TIMSetSignalingInvitationModifiedCallback", "TIMSignalingInvitationModifiedCallback").pending(),
    setter("TIMSetSignalingInvitationTimeoutCallback", "TIMSignalingInvitationTimeoutCallback").pending(),
    setter("TIMSetSignalingInviteeAcceptedCallback", "TIMSignalingInviteeAcceptedCallback").pending(),
    setter("TIMSetSignalingInviteeRejectedCallback", "TIMSignalingInviteeRejectedCallback").pending(),
    setter("TIMSetSignalingReceiveNewInvitationCallback", "TIMSignalingReceiveNewInvitationCallback").pending(),
};

}  // namespace tim::c::detail
