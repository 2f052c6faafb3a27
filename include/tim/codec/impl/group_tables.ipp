#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"
#include "tim/model/create_group.hpp"
#include "tim/model/group_info.hpp"
#include "tim/model/group_modify.hpp"

namespace tim {

TIM_DECL const codec::Table& keys_of(const GroupInfoCustomString*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupInfoCustomString::key>("group_info_custom_string_info_key", "kTIMGroupInfoCustomStringInfoKey"),
        key<&GroupInfoCustomString::value>("group_info_custom_string_info_value", "kTIMGroupInfoCustomStringInfoValue"),
    };
    static constexpr Table table = make_table<GroupInfoCustomString>("GroupInfoCustomString", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupSelfInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupSelfInfo::join_time>("group_self_info_join_time", "kTIMGroupSelfInfoJoinTime", {.use = Use::read}),
        key<&GroupSelfInfo::msg_flag>("group_self_info_msg_flag", "kTIMGroupSelfInfoMsgFlag", {.use = Use::read}),
        key<&GroupSelfInfo::role>("group_self_info_role", "kTIMGroupSelfInfoRole", {.use = Use::read}),
        key<&GroupSelfInfo::unread_num>("group_self_info_unread_num", "kTIMGroupSelfInfoUnReadNum", {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupSelfInfo>("GroupSelfInfo", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupBaseInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupBaseInfo::face_url>("group_base_info_face_url", "kTIMGroupBaseInfoFaceUrl", {.use = Use::read}),
        key<&GroupBaseInfo::group_id>("group_base_info_group_id", "kTIMGroupBaseInfoGroupId", {.use = Use::read}),
        key<&GroupBaseInfo::group_name>("group_base_info_group_name", "kTIMGroupBaseInfoGroupName", {.use = Use::read}),
        key<&GroupBaseInfo::group_type>("group_base_info_group_type", "kTIMGroupBaseInfoGroupType", {.use = Use::read}),
        key<&GroupBaseInfo::info_seq>("group_base_info_info_seq", "kTIMGroupBaseInfoInfoSeq", {.use = Use::read}),
        key<&GroupBaseInfo::is_shutup_all>("group_base_info_is_shutup_all", "kTIMGroupBaseInfoIsShutupAll",
                                           {.use = Use::read}),
        key<&GroupBaseInfo::latest_seq>("group_base_info_latest_seq", "kTIMGroupBaseInfoLatestSeq",
                                        {.use = Use::read, .older = "group_base_info_lastest_seq"}),
        key<&GroupBaseInfo::msg_flag>("group_base_info_msg_flag", "kTIMGroupBaseInfoMsgFlag", {.use = Use::read}),
        key<&GroupBaseInfo::readed_seq>("group_base_info_readed_seq", "kTIMGroupBaseInfoReadedSeq", {.use = Use::read}),
        key<&GroupBaseInfo::self_info>("group_base_info_self_info", "kTIMGroupBaseInfoSelfInfo", {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupBaseInfo>("GroupBaseInfo", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupDetailInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupDetailInfo::add_option>("group_detail_info_add_option", "kTIMGroupDetailInfoAddOption",
                                          {.use = Use::read, .older = "group_detial_info_add_option"}),
        key<&GroupDetailInfo::approve_option>("group_detail_info_approve_option", "kTIMGroupDetailInfoApproveOption",
                                              {.use = Use::read}),
        key<&GroupDetailInfo::create_time>("group_detail_info_create_time", "kTIMGroupDetailInfoCreateTime",
                                           {.use = Use::read, .older = "group_detial_info_create_time"}),
        key<&GroupDetailInfo::custom_info>("group_detail_info_custom_info", "kTIMGroupDetailInfoCustomInfo",
                                           {.use = Use::read, .older = "group_detial_info_custom_info"}),
        key<&GroupDetailInfo::default_permissions>("group_detail_info_default_permissions",
                                                   "kTIMGroupDetailInfoDefaultPermissions", {.use = Use::read}),
        key<&GroupDetailInfo::enable_permission_group>("group_detail_info_enable_permission_group",
                                                       "kTIMGroupDetailInfoEnablePermissionGroup", {.use = Use::read}),
        key<&GroupDetailInfo::face_url>("group_detail_info_face_url", "kTIMGroupDetailInfoFaceUrl",
                                        {.use = Use::read, .older = "group_detial_info_face_url"}),
        key<&GroupDetailInfo::group_id>("group_detail_info_group_id", "kTIMGroupDetailInfoGroupId",
                                        {.use = Use::read, .older = "group_detial_info_group_id"}),
        key<&GroupDetailInfo::group_name>("group_detail_info_group_name", "kTIMGroupDetailInfoGroupName",
                                          {.use = Use::read, .older = "group_detial_info_group_name"}),
        key<&GroupDetailInfo::group_type>("group_detail_info_group_type", "kTIMGroupDetailInfoGroupType",
                                          {.use = Use::read, .older = "group_detial_info_group_type"}),
        key<&GroupDetailInfo::info_seq>("group_detail_info_info_seq", "kTIMGroupDetailInfoInfoSeq",
                                        {.use = Use::read, .older = "group_detial_info_info_seq"}),
        key<&GroupDetailInfo::introduction>("group_detail_info_introduction", "kTIMGroupDetailInfoIntroduction",
                                            {.use = Use::read, .older = "group_detial_info_introduction"}),
        key<&GroupDetailInfo::is_shutup_all>("group_detail_info_is_shutup_all", "kTIMGroupDetailInfoIsShutupAll",
                                             {.use = Use::read, .older = "group_detial_info_is_shutup_all"}),
        key<&GroupDetailInfo::is_support_topic>("group_detail_info_is_support_topic",
                                                "kTIMGroupDetailInfoIsSupportTopic",
                                                {.use = Use::read, .older = "group_detial_info_is_support_topic"}),
        key<&GroupDetailInfo::last_info_time>("group_detail_info_last_info_time", "kTIMGroupDetailInfoLastInfoTime",
                                              {.use = Use::read, .older = "group_detial_info_last_info_time"}),
        key<&GroupDetailInfo::last_msg_time>("group_detail_info_last_msg_time", "kTIMGroupDetailInfoLastMsgTime",
                                             {.use = Use::read, .older = "group_detial_info_last_msg_time"}),
        key<&GroupDetailInfo::max_member_num>("group_detail_info_max_member_num", "kTIMGroupDetailInfoMaxMemberNum",
                                              {.use = Use::read, .older = "group_detial_info_max_member_num"}),
        key<&GroupDetailInfo::member_num>("group_detail_info_member_num", "kTIMGroupDetailInfoMemberNum",
                                          {.use = Use::read, .older = "group_detial_info_member_num"}),
        key<&GroupDetailInfo::next_msg_seq>("group_detail_info_next_msg_seq", "kTIMGroupDetailInfoNextMsgSeq",
                                            {.use = Use::read, .older = "group_detial_info_next_msg_seq"}),
        key<&GroupDetailInfo::notification>("group_detail_info_notification", "kTIMGroupDetailInfoNotification",
                                            {.use = Use::read, .older = "group_detial_info_notification"}),
        key<&GroupDetailInfo::online_member_num>("group_detail_info_online_member_num",
                                                 "kTIMGroupDetailInfoOnlineMemberNum",
                                                 {.use = Use::read, .older = "group_detial_info_online_member_num"}),
        key<&GroupDetailInfo::owner_identifier>("group_detail_info_owner_identifier",
                                                "kTIMGroupDetailInfoOwnerIdentifier",
                                                {.use = Use::read, .older = "group_detial_info_owener_identifier"}),
        key<&GroupDetailInfo::searchable>("group_detail_info_searchable", "kTIMGroupDetailInfoSearchable",
                                          {.use = Use::read, .older = "group_detial_info_searchable"}),
        key<&GroupDetailInfo::visible>("group_detail_info_visible", "kTIMGroupDetailInfoVisible",
                                       {.use = Use::read, .older = "group_detial_info_visible"}),
    };
    static constexpr Table table = make_table<GroupDetailInfo>("GroupDetailInfo", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GetGroupInfoResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GetGroupInfoResult::code>("get_groups_info_result_code", "kTIMGetGroupInfoResultCode", {.use = Use::read}),
        key<&GetGroupInfoResult::desc>("get_groups_info_result_desc", "kTIMGetGroupInfoResultDesc", {.use = Use::read}),
        key<&GetGroupInfoResult::info>("get_groups_info_result_info", "kTIMGetGroupInfoResultInfo", {.use = Use::read}),
    };
    static constexpr Table table = make_table<GetGroupInfoResult>("GetGroupInfoResult", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const CreateGroupParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&CreateGroupParam::add_option>("create_group_param_add_option", "kTIMCreateGroupParamAddOption",
                                           {.use = Use::write}),
        key<&CreateGroupParam::approve_option>("create_group_param_approve_option", "kTIMCreateGroupParamApproveOption",
                                               {.use = Use::write}),
        key<&CreateGroupParam::custom_info>("create_group_param_custom_info", "kTIMCreateGroupParamCustomInfo",
                                            {.use = Use::write}),
        key<&CreateGroupParam::default_permissions>("create_group_param_default_permissions",
                                                    "kTIMCreateGroupParamDefaultPermissions", {.use = Use::write}),
        key<&CreateGroupParam::enable_permission_group>("create_group_param_enable_permission_group",
                                                        "kTIMCreateGroupParamEnablePermissionGroup",
                                                        {.use = Use::write}),
        key<&CreateGroupParam::face_url>("create_group_param_face_url", "kTIMCreateGroupParamFaceUrl",
                                         {.use = Use::write}),
        key<&CreateGroupParam::group_id>("create_group_param_group_id", "kTIMCreateGroupParamGroupId",
                                         {.use = Use::write}),
        key<&CreateGroupParam::members>("create_group_param_group_member_array", "kTIMCreateGroupParamGroupMemberArray",
                                        {.use = Use::write}),
        key<&CreateGroupParam::group_name>("create_group_param_group_name", "kTIMCreateGroupParamGroupName",
                                           {.use = Use::write, .required = true}),
        key<&CreateGroupParam::group_type>("create_group_param_group_type", "kTIMCreateGroupParamGroupType",
                                           {.use = Use::write}),
        key<&CreateGroupParam::introduction>("create_group_param_introduction", "kTIMCreateGroupParamIntroduction",
                                             {.use = Use::write}),
        key<&CreateGroupParam::is_support_topic>("create_group_param_is_support_topic", "kTIMCreateGroupIsSupportTopic",
                                                 {.use = Use::write}),
        key<&CreateGroupParam::max_member_num>("create_group_param_max_member_num",
                                               "kTIMCreateGroupParamMaxMemberCount", {.use = Use::write}),
        key<&CreateGroupParam::notification>("create_group_param_notification", "kTIMCreateGroupParamNotification",
                                             {.use = Use::write}),
    };
    static constexpr Table table = make_table<CreateGroupParam>("CreateGroupParam", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const CreateGroupResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&CreateGroupResult::group_id>("create_group_result_groupid", "kTIMCreateGroupResultGroupId",
                                          {.use = Use::read}),
    };
    static constexpr Table table = make_table<CreateGroupResult>("CreateGroupResult", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupModifyInfoParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupModifyInfoParam::add_option>("group_modify_info_param_add_option",
                                               "kTIMGroupModifyInfoParamAddOption",
                                               {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::approve_option>("group_modify_info_param_approve_option",
                                                   "kTIMGroupModifyInfoParamApproveOption",
                                                   {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::custom_info>("group_modify_info_param_custom_info",
                                                "kTIMGroupModifyInfoParamCustomInfo", {.use = Use::write}),
        key<&GroupModifyInfoParam::default_permissions>("group_modify_info_param_default_permissions",
                                                        "kTIMGroupModifyInfoParamDefaultPermissions",
                                                        {.use = Use::write}),
        key<&GroupModifyInfoParam::enable_permission_group>("group_modify_info_param_enable_permission_group",
                                                            "kTIMGroupModifyInfoParamEnablePermissionGroup",
                                                            {.use = Use::write}),
        key<&GroupModifyInfoParam::face_url>("group_modify_info_param_face_url", "kTIMGroupModifyInfoParamFaceUrl",
                                             {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::group_id>("group_modify_info_param_group_id", "kTIMGroupModifyInfoParamGroupId",
                                             {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::group_name>("group_modify_info_param_group_name",
                                               "kTIMGroupModifyInfoParamGroupName",
                                               {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::introduction>("group_modify_info_param_introduction",
                                                 "kTIMGroupModifyInfoParamIntroduction",
                                                 {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::is_shutup_all>("group_modify_info_param_is_shutup_all",
                                                  "kTIMGroupModifyInfoParamIsShutupAll",
                                                  {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::max_member_num>("group_modify_info_param_max_member_num",
                                                   "kTIMGroupModifyInfoParamMaxMemberNum",
                                                   {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::modify_flag>("group_modify_info_param_modify_flag",
                                                "kTIMGroupModifyInfoParamModifyFlag",
                                                {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::notification>("group_modify_info_param_notification",
                                                 "kTIMGroupModifyInfoParamNotification",
                                                 {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::owner>("group_modify_info_param_owner", "kTIMGroupModifyInfoParamOwner",
                                          {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::searchable>("group_modify_info_param_searchable",
                                               "kTIMGroupModifyInfoParamSearchAble",
                                               {.use = Use::write, .required = true}),
        key<&GroupModifyInfoParam::visible>("group_modify_info_param_visible", "kTIMGroupModifyInfoParamVisible",
                                            {.use = Use::write, .required = true}),
    };
    static constexpr Table table = make_table<GroupModifyInfoParam>("GroupModifyInfoParam", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupModifyMemberInfoParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupModifyMemberInfoParam::custom_info>("group_modify_member_info_custom_info",
                                                      "kTIMGroupModifyMemberInfoParamCustomInfo", {.use = Use::write}),
        key<&GroupModifyMemberInfoParam::group_id>("group_modify_member_info_group_id",
                                                   "kTIMGroupModifyMemberInfoParamGroupId",
                                                   {.use = Use::write, .required = true}),
        key<&GroupModifyMemberInfoParam::identifier>("group_modify_member_info_identifier",
                                                     "kTIMGroupModifyMemberInfoParamIdentifier",
                                                     {.use = Use::write, .required = true}),
        key<&GroupModifyMemberInfoParam::role>("group_modify_member_info_member_role",
                                               "kTIMGroupModifyMemberInfoParamMemberRole",
                                               {.use = Use::write, .required = true}),
        key<&GroupModifyMemberInfoParam::modify_flag>("group_modify_member_info_modify_flag",
                                                      "kTIMGroupModifyMemberInfoParamModifyFlag",
                                                      {.use = Use::write, .required = true}),
        key<&GroupModifyMemberInfoParam::msg_flag>("group_modify_member_info_msg_flag",
                                                   "kTIMGroupModifyMemberInfoParamMsgFlag",
                                                   {.use = Use::write, .required = true}),
        key<&GroupModifyMemberInfoParam::name_card>("group_modify_member_info_name_card",
                                                    "kTIMGroupModifyMemberInfoParamNameCard",
                                                    {.use = Use::write, .required = true}),
        key<&GroupModifyMemberInfoParam::shutup_time>("group_modify_member_info_shutup_time",
                                                      "kTIMGroupModifyMemberInfoParamShutupTime",
                                                      {.use = Use::write, .required = true}),
    };
    static constexpr Table table = make_table<GroupModifyMemberInfoParam>("GroupModifyMemberInfoParam", rows);
    return table;
}

}  // namespace tim
