#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"
#include "tim/model/group_members.hpp"
#include "tim/model/group_pendency.hpp"

namespace tim {

TIM_DECL const codec::Table& keys_of(const GroupMemberGetInfoOption*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupMemberGetInfoOption::custom_keys>("group_member_get_info_option_custom_array",
                                                    "kTIMGroupMemberGetInfoOptionCustomArray", {.use = Use::write}),
        key<&GroupMemberGetInfoOption::info_flag>("group_member_get_info_option_info_flag",
                                                  "kTIMGroupMemberGetInfoOptionInfoFlag"),
        key<&GroupMemberGetInfoOption::role_flag>("group_member_get_info_option_role_flag",
                                                  "kTIMGroupMemberGetInfoOptionRoleFlag"),
    };
    static constexpr Table table = make_table<GroupMemberGetInfoOption>("GroupMemberGetInfoOption", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupGetMemberInfoListParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupGetMemberInfoListParam::group_id>("group_get_members_info_list_param_group_id",
                                                    "kTIMGroupGetMemberInfoListParamGroupId",
                                                    {.use = Use::write, .required = true}),
        key<&GroupGetMemberInfoListParam::identifiers>("group_get_members_info_list_param_identifier_array",
                                                       "kTIMGroupGetMemberInfoListParamIdentifierArray",
                                                       {.use = Use::write}),
        key<&GroupGetMemberInfoListParam::next_seq>("group_get_members_info_list_param_next_seq",
                                                    "kTIMGroupGetMemberInfoListParamNextSeq", {.use = Use::write}),
        key<&GroupGetMemberInfoListParam::option>("group_get_members_info_list_param_option",
                                                  "kTIMGroupGetMemberInfoListParamOption", {.use = Use::write}),
    };
    static constexpr Table table = make_table<GroupGetMemberInfoListParam>("GroupGetMemberInfoListParam", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupGetMemberInfoListResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupGetMemberInfoListResult::members>(
            "group_get_member_info_list_result_info_array", "kTIMGroupGetMemberInfoListResultInfoArray",
            {.use = Use::read, .older = "group_get_memeber_info_list_result_info_array"}),
        key<&GroupGetMemberInfoListResult::next_seq>(
            "group_get_member_info_list_result_next_seq", "kTIMGroupGetMemberInfoListResultNexSeq",
            {.use = Use::read, .older = "group_get_memeber_info_list_result_next_seq"}),
    };
    static constexpr Table table = make_table<GroupGetMemberInfoListResult>("GroupGetMemberInfoListResult", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupInviteMemberParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupInviteMemberParam::group_id>("group_invite_member_param_group_id",
                                               "kTIMGroupInviteMemberParamGroupId",
                                               {.use = Use::write, .required = true}),
        key<&GroupInviteMemberParam::identifiers>("group_invite_member_param_identifier_array",
                                                  "kTIMGroupInviteMemberParamIdentifierArray",
                                                  {.use = Use::write, .required = true}),
        key<&GroupInviteMemberParam::user_data>("group_invite_member_param_user_data",
                                                "kTIMGroupInviteMemberParamUserData", {.use = Use::write}),
    };
    static constexpr Table table = make_table<GroupInviteMemberParam>("GroupInviteMemberParam", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupInviteMemberResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupInviteMemberResult::identifier>("group_invite_member_result_identifier",
                                                  "kTIMGroupInviteMemberResultIdentifier", {.use = Use::read}),
        key<&GroupInviteMemberResult::result>("group_invite_member_result_result", "kTIMGroupInviteMemberResultResult",
                                              {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupInviteMemberResult>("GroupInviteMemberResult", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupDeleteMemberParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupDeleteMemberParam::duration>("group_delete_member_param_duration",
                                               "kTIMGroupDeleteMemberParamDuration", {.use = Use::write}),
        key<&GroupDeleteMemberParam::group_id>("group_delete_member_param_group_id",
                                               "kTIMGroupDeleteMemberParamGroupId",
                                               {.use = Use::write, .required = true}),
        key<&GroupDeleteMemberParam::identifiers>("group_delete_member_param_identifier_array",
                                                  "kTIMGroupDeleteMemberParamIdentifierArray",
                                                  {.use = Use::write, .required = true}),
        key<&GroupDeleteMemberParam::user_data>("group_delete_member_param_user_data",
                                                "kTIMGroupDeleteMemberParamUserData", {.use = Use::write}),
    };
    static constexpr Table table = make_table<GroupDeleteMemberParam>("GroupDeleteMemberParam", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupDeleteMemberResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupDeleteMemberResult::identifier>("group_delete_member_result_identifier",
                                                  "kTIMGroupDeleteMemberResultIdentifier", {.use = Use::read}),
        key<&GroupDeleteMemberResult::result>("group_delete_member_result_result", "kTIMGroupDeleteMemberResultResult",
                                              {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupDeleteMemberResult>("GroupDeleteMemberResult", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupPendencyOption*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupPendencyOption::max_limited>("group_pendency_option_max_limited", "kTIMGroupPendencyOptionMaxLimited",
                                               {.use = Use::write}),
        key<&GroupPendencyOption::start_time>("group_pendency_option_start_time", "kTIMGroupPendencyOptionStartTime",
                                              {.use = Use::write, .required = true}),
    };
    static constexpr Table table = make_table<GroupPendencyOption>("GroupPendencyOption", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupPendency*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupPendency::add_time>("group_pendency_add_time", "kTIMGroupPendencyAddTime", {.use = Use::read}),
        key<&GroupPendency::apply_invite_msg>("group_pendency_apply_invite_msg", "kTIMGroupPendencyApplyInviteMsg",
                                              {.use = Use::read}),
        key<&GroupPendency::approval_msg>("group_pendency_approval_msg", "kTIMGroupPendencyApprovalMsg",
                                          {.use = Use::read}),
        key<&GroupPendency::authentication>("group_pendency_authentication", "kTIMGroupPendencyAuthentication",
                                            {.use = Use::read}),
        key<&GroupPendency::from_identifier>("group_pendency_form_identifier", "kTIMGroupPendencyFromIdentifier"),
        key<&GroupPendency::from_user_defined_data>("group_pendency_form_user_defined_data",
                                                    "kTIMGroupPendencyFromUserDefinedData", {.use = Use::read}),
        key<&GroupPendency::from_face_url>("group_pendency_from_face_url", "kTIMGroupPendencyFromFaceUrl",
                                           {.use = Use::read}),
        key<&GroupPendency::from_nick_name>("group_pendency_from_nick_name", "kTIMGroupPendencyFromNickName",
                                            {.use = Use::read}),
        key<&GroupPendency::group_id>("group_pendency_group_id", "kTIMGroupPendencyGroupId"),
        key<&GroupPendency::handle_result>("group_pendency_handle_result", "kTIMGroupPendencyHandleResult",
                                           {.use = Use::read}),
        key<&GroupPendency::handled>("group_pendency_handled", "kTIMGroupPendencyHandled", {.use = Use::read}),
        key<&GroupPendency::key>("group_pendency_key", "kTIMGroupPendencyKey", {.use = Use::read}),
        key<&GroupPendency::pendency_type>("group_pendency_pendency_type", "kTIMGroupPendencyPendencyType",
                                           {.use = Use::read}),
        key<&GroupPendency::self_identifier>("group_pendency_self_identifier", "kTIMGroupPendencySelfIdentifier",
                                             {.use = Use::read}),
        key<&GroupPendency::to_identifier>("group_pendency_to_identifier", "kTIMGroupPendencyToIdentifier"),
        key<&GroupPendency::to_user_defined_data>("group_pendency_to_user_defined_data",
                                                  "kTIMGroupPendencyToUserDefinedData", {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupPendency>("GroupPendency", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupPendencyResult*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupPendencyResult::next_start_time>("group_pendency_result_next_start_time",
                                                   "kTIMGroupPendencyResultNextStartTime", {.use = Use::read}),
        key<&GroupPendencyResult::pendencies>("group_pendency_result_pendency_array",
                                              "kTIMGroupPendencyResultPendencyArray", {.use = Use::read}),
        key<&GroupPendencyResult::read_time_seq>("group_pendency_result_read_time_seq",
                                                 "kTIMGroupPendencyResultReadTimeSeq", {.use = Use::read}),
        key<&GroupPendencyResult::unread_num>("group_pendency_result_unread_num", "kTIMGroupPendencyResultUnReadNum",
                                              {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupPendencyResult>("GroupPendencyResult", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupHandlePendencyParam*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupHandlePendencyParam::handle_msg>("group_handle_pendency_param_handle_msg",
                                                   "kTIMGroupHandlePendencyParamHandleMsg", {.use = Use::write}),
        key<&GroupHandlePendencyParam::is_accept>("group_handle_pendency_param_is_accept",
                                                  "kTIMGroupHandlePendencyParamIsAccept", {.use = Use::write}),
        key<&GroupHandlePendencyParam::pendency>("group_handle_pendency_param_pendency",
                                                 "kTIMGroupHandlePendencyParamPendency",
                                                 {.use = Use::write, .required = true}),
    };
    static constexpr Table table = make_table<GroupHandlePendencyParam>("GroupHandlePendencyParam", rows);
    return table;
}

}  // namespace tim
