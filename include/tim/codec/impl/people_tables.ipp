#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"
#include "tim/model/group_member_info.hpp"
#include "tim/model/offline_push.hpp"
#include "tim/model/user_profile.hpp"

namespace tim {

TIM_DECL const codec::Table& keys_of(const UserProfileCustomStringInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&UserProfileCustomStringInfo::key>("user_profile_custom_string_info_key",
                                               "kTIMUserProfileCustomStringInfoKey"),
        key<&UserProfileCustomStringInfo::value>("user_profile_custom_string_info_value",
                                                 "kTIMUserProfileCustomStringInfoValue"),
    };
    static constexpr Table table = make_table<UserProfileCustomStringInfo>("UserProfileCustomStringInfo", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const UserProfile*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&UserProfile::add_permission>("user_profile_add_permission", "kTIMUserProfileAddPermission",
                                          {.use = Use::read}),
        key<&UserProfile::birthday>("user_profile_birthday", "kTIMUserProfileBirthDay", {.use = Use::read}),
        key<&UserProfile::custom_strings>("user_profile_custom_string_array", "kTIMUserProfileCustomStringArray",
                                          {.use = Use::read}),
        key<&UserProfile::face_url>("user_profile_face_url", "kTIMUserProfileFaceUrl", {.use = Use::read}),
        key<&UserProfile::friend_remark>("user_profile_friend_remark", "kTIMUserProfileFriendRemark",
                                         {.use = Use::read}),
        key<&UserProfile::gender>("user_profile_gender", "kTIMUserProfileGender", {.use = Use::read}),
        key<&UserProfile::identifier>("user_profile_identifier", "kTIMUserProfileIdentifier", {.use = Use::read}),
        key<&UserProfile::language>("user_profile_language", "kTIMUserProfileLanguage", {.use = Use::read}),
        key<&UserProfile::level>("user_profile_level", "kTIMUserProfileLevel", {.use = Use::read}),
        key<&UserProfile::location>("user_profile_location", "kTIMUserProfileLocation", {.use = Use::read}),
        key<&UserProfile::nick_name>("user_profile_nick_name", "kTIMUserProfileNickName", {.use = Use::read}),
        key<&UserProfile::role>("user_profile_role", "kTIMUserProfileRole", {.use = Use::read}),
        key<&UserProfile::self_signature>("user_profile_self_signature", "kTIMUserProfileSelfSignature",
                                          {.use = Use::read}),
    };
    static constexpr Table table = make_table<UserProfile>("UserProfile", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const UserProfileItem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&UserProfileItem::add_permission>("user_profile_item_add_permission", "kTIMUserProfileItemAddPermission",
                                              {.use = Use::write}),
        key<&UserProfileItem::birthday>("user_profile_item_birthday", "kTIMUserProfileItemBirthDay",
                                        {.use = Use::write}),
        key<&UserProfileItem::custom_strings>("user_profile_item_custom_string_array",
                                              "kTIMUserProfileItemCustomStringArray", {.use = Use::write}),
        key<&UserProfileItem::face_url>("user_profile_item_face_url", "kTIMUserProfileItemFaceUrl",
                                        {.use = Use::write}),
        key<&UserProfileItem::gender>("user_profile_item_gender", "kTIMUserProfileItemGender", {.use = Use::write}),
        key<&UserProfileItem::language>("user_profile_item_language", "kTIMUserProfileItemLanguage",
                                        {.use = Use::write}),
        key<&UserProfileItem::level>("user_profile_item_level", "kTIMUserProfileItemLevel", {.use = Use::write}),
        key<&UserProfileItem::location>("user_profile_item_location", "kTIMUserProfileItemLocation",
                                        {.use = Use::write}),
        key<&UserProfileItem::nick_name>("user_profile_item_nick_name", "kTIMUserProfileItemNickName",
                                         {.use = Use::write}),
        key<&UserProfileItem::role>("user_profile_item_role", "kTIMUserProfileItemRole", {.use = Use::write}),
        key<&UserProfileItem::self_signature>("user_profile_item_self_signature", "kTIMUserProfileItemSelfSignature",
                                              {.use = Use::write}),
    };
    static constexpr Table table = make_table<UserProfileItem>("UserProfileItem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupMemberInfoCustomString*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupMemberInfoCustomString::key>("group_member_info_custom_string_info_key",
                                               "kTIMGroupMemberInfoCustomStringInfoKey"),
        key<&GroupMemberInfoCustomString::value>("group_member_info_custom_string_info_value",
                                                 "kTIMGroupMemberInfoCustomStringInfoValue"),
    };
    static constexpr Table table = make_table<GroupMemberInfoCustomString>("GroupMemberInfoCustomString", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupMemberInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupMemberInfo::custom_info>("group_member_info_custom_info", "kTIMGroupMemberInfoCustomInfo",
                                           {.use = Use::read}),
        key<&GroupMemberInfo::face_url>("group_member_info_face_url", "kTIMGroupMemberInfoFaceUrl", {.use = Use::read}),
        key<&GroupMemberInfo::friend_remark>("group_member_info_friend_remark", "kTIMGroupMemberInfoFriendRemark",
                                             {.use = Use::read, .older = "group_member_info_remark"}),
        key<&GroupMemberInfo::group_id>("group_member_info_group_id", "kTIMGroupMemberInfoGroupId", {.use = Use::read}),
        key<&GroupMemberInfo::identifier>("group_member_info_identifier", "kTIMGroupMemberInfoIdentifier",
                                          {.required = true}),
        key<&GroupMemberInfo::is_online>("group_member_info_is_online", "kTIMGroupMemberInfoIsOnline",
                                         {.use = Use::read}),
        key<&GroupMemberInfo::join_time>("group_member_info_join_time", "kTIMGroupMemberInfoJoinTime",
                                         {.use = Use::read}),
        key<&GroupMemberInfo::role>("group_member_info_member_role", "kTIMGroupMemberInfoMemberRole"),
        key<&GroupMemberInfo::msg_flag>("group_member_info_msg_flag", "kTIMGroupMemberInfoMsgFlag", {.use = Use::read}),
        key<&GroupMemberInfo::msg_seq>("group_member_info_msg_seq", "kTIMGroupMemberInfoMsgSeq", {.use = Use::read}),
        key<&GroupMemberInfo::name_card>("group_member_info_name_card", "kTIMGroupMemberInfoNameCard",
                                         {.use = Use::read}),
        key<&GroupMemberInfo::nick_name>("group_member_info_nick_name", "kTIMGroupMemberInfoNickName",
                                         {.use = Use::read}),
        key<&GroupMemberInfo::online_devices>("group_member_info_online_devices", "kTIMGroupMemberInfoOnlineDevices",
                                              {.use = Use::read}),
        key<&GroupMemberInfo::shutup_time>("group_member_info_shutup_time", "kTIMGroupMemberInfoShutupTime",
                                           {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupMemberInfo>("GroupMemberInfo", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const IOSOfflinePushConfig*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&IOSOfflinePushConfig::ignore_badge>("ios_offline_push_config_ignore_badge",
                                                 "kTIMIOSOfflinePushConfigIgnoreBadge"),
        key<&IOSOfflinePushConfig::image>("ios_offline_push_config_image", "kTIMIOSOfflinePushConfigImage"),
        key<&IOSOfflinePushConfig::push_type>("ios_offline_push_config_push_type", "kTIMIOSOfflinePushConfigPushType"),
        key<&IOSOfflinePushConfig::sound>("ios_offline_push_config_sound", "kTIMIOSOfflinePushConfigSound"),
        key<&IOSOfflinePushConfig::title>("ios_offline_push_config_title", "kTIMIOSOfflinePushConfigTitle"),
    };
    static constexpr Table table = make_table<IOSOfflinePushConfig>("IOSOfflinePushConfig", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const AndroidOfflinePushConfig*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&AndroidOfflinePushConfig::fcm_channel_id>("android_offline_push_config_fcm_channel_id",
                                                       "kTIMAndroidOfflinePushConfigFCMChannelID"),
        key<&AndroidOfflinePushConfig::fcm_image>("android_offline_push_config_fcm_image",
                                                  "kTIMAndroidOfflinePushConfigFCMImage"),
        key<&AndroidOfflinePushConfig::honor_image>("android_offline_push_config_honor_image",
                                                    "kTIMAndroidOfflinePushConfigHonorImage"),
        key<&AndroidOfflinePushConfig::huawei_category>("android_offline_push_config_huawei_category",
                                                        "kTIMAndroidOfflinePushConfigHuaWeiCategory"),
        key<&AndroidOfflinePushConfig::huawei_image>("android_offline_push_config_huawei_image",
                                                     "kTIMAndroidOfflinePushConfigHuaWeiImage"),
        key<&AndroidOfflinePushConfig::notify_mode>("android_offline_push_config_notify_mode",
                                                    "kTIMAndroidOfflinePushConfigNotifyMode"),
        key<&AndroidOfflinePushConfig::oppo_channel_id>("android_offline_push_config_oppo_channel_id",
                                                        "kTIMAndroidOfflinePushConfigOPPOChannelID"),
        key<&AndroidOfflinePushConfig::sound>("android_offline_push_config_sound", "kTIMAndroidOfflinePushConfigSound"),
        key<&AndroidOfflinePushConfig::title>("android_offline_push_config_title", "kTIMAndroidOfflinePushConfigTitle"),
        key<&AndroidOfflinePushConfig::vivo_category>("android_offline_push_config_vivo_category",
                                                      "kTIMAndroidOfflinePushConfigVIVOCategory"),
        key<&AndroidOfflinePushConfig::vivo_classification>("android_offline_push_config_vivo_classification",
                                                            "kTIMAndroidOfflinePushConfigVIVOClassification"),
        key<&AndroidOfflinePushConfig::xiaomi_channel_id>("android_offline_push_config_xiaomi_channel_id",
                                                          "kTIMAndroidOfflinePushConfigXiaoMiChannelID"),
    };
    static constexpr Table table = make_table<AndroidOfflinePushConfig>("AndroidOfflinePushConfig", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const OfflinePushConfig*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&OfflinePushConfig::android>("offline_push_config_android_config", "kTIMOfflinePushConfigAndroidConfig"),
        key<&OfflinePushConfig::desc>("offline_push_config_desc", "kTIMOfflinePushConfigDesc"),
        key<&OfflinePushConfig::ext>("offline_push_config_ext", "kTIMOfflinePushConfigExt"),
        key<&OfflinePushConfig::flag>("offline_push_config_flag", "kTIMOfflinePushConfigFlag"),
        key<&OfflinePushConfig::ios>("offline_push_config_ios_config", "kTIMOfflinePushConfigIOSConfig"),
    };
    static constexpr Table table = make_table<OfflinePushConfig>("OfflinePushConfig", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const OfflinePushToken*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&OfflinePushToken::business_id>("offline_push_token_business_id", "kTIMOfflinePushTokenBusinessID",
                                            {.use = Use::write}),
        key<&OfflinePushToken::is_tpns_token>("offline_push_token_is_tpns_token", "kTIMOfflinePushTokenIsTPNSToken",
                                              {.use = Use::write, .when_set = true}),
        key<&OfflinePushToken::token>("offline_push_token_token", "kTIMOfflinePushTokenToken", {.use = Use::write}),
        key<&OfflinePushToken::type>("offline_push_token_type", "kTIMOfflinePushTokenType", {.use = Use::write}),
    };
    static constexpr Table table = make_table<OfflinePushToken>("OfflinePushToken", rows);
    return table;
}

}  // namespace tim
