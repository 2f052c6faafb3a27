#pragma once

#include "tim/c/config.hpp"
#include "tim/c/detail/json_param.hpp"
#include "tim/c/detail/session_calls.hpp"
#include "tim/c/detail/setter.hpp"
#include "tim/model/user_profile.hpp"

namespace tim::c::detail {

inline constexpr Operation manager_operations[] = {
    function("TIMGetLoginStatus").returning("enum TIMLoginStatus").now(&get_login_status),
    function("TIMGetLoginUserID", buffer("user_id_buffer")).now(&get_login_user_id),
    function("TIMGetSDKVersion").returning("const char*").now(&get_sdk_version),
    function("TIMGetServerTime").returning("uint64_t").now(&get_server_time),
    function("TIMGetUserStatus", array<std::string>("json_identifier_array"), cb).empty("[]"),
    function("TIMInit", number("sdk_app_id", "uint64_t"), object<SdkConfig>("json_sdk_config").or_blank()).now(&init),
    function("TIMLogin", text("user_id"), text("user_sig"), cb).needs(Needs::init).does(&login),
    function("TIMLogout", cb).needs(Needs::init).does(&logout),
    function("TIMProfileGetUserProfileList", object("json_get_user_profile_list_param"), cb).empty("[]"),
    function("TIMProfileModifySelfUserProfile", object<UserProfileItem>("json_modify_self_user_profile_param"), cb),
    function("TIMSetConfig", object<SetConfig>("json_config").or_blank(), cb)
        .needs(Needs::nothing)
        .ordered(Order::local)
        .checks(&has_config_objects)
        .does(&set_config),
    function("TIMSetSelfStatus", object("json_current_user_status"), cb),
    function("TIMSubscribeUserInfo", array<std::string>("json_user_id_list"), cb),
    function("TIMSubscribeUserStatus", array<std::string>("json_identifier_array"), cb),
    function("TIMUninit").now(&uninit),
    function("TIMUnsubscribeUserInfo", array<std::string>("json_user_id_list").or_null().or_empty().or_blank(), cb),
    function("TIMUnsubscribeUserStatus", array<std::string>("json_identifier_array").or_null().or_empty().or_blank(),
             cb),
    setter("TIMSetKickedOfflineCallback", "TIMKickedOfflineCallback"),
    setter("TIMSetLogCallback", "TIMLogCallback"),
    setter("TIMSetNetworkStatusListenerCallback", "TIMNetworkStatusListenerCallback"),
    setter("TIMSetSelfInfoUpdatedCallback", "TIMSelfInfoUpdatedCallback").pending(),
    setter("TIMSetUserInfoChangedCallback", "TIMUserInfoChangedCallback").pending(),
    setter("TIMSetUserSigExpiredCallback", "TIMUserSigExpiredCallback"),
    setter("TIMSetUserStatusChangedCallback", "TIMUserStatusChangedCallback").pending(),
};

}  // namespace tim::c::detail
