#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"
#include "tim/model/friend_change_elem.hpp"
#include "tim/model/group_report_elem.hpp"
#include "tim/model/group_tips_elem.hpp"
#include "tim/model/profile_change_elem.hpp"

namespace tim {

TIM_DECL const codec::Table& keys_of(const GroupTipGroupChangeInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupTipGroupChangeInfo::bool_value>("group_tips_group_change_info_bool_value",
                                                  "kTIMGroupTipGroupChangeInfoBoolValue", {.use = Use::read}),
        key<&GroupTipGroupChangeInfo::flag>("group_tips_group_change_info_flag", "kTIMGroupTipGroupChangeInfoFlag",
                                            {.use = Use::read}),
        key<&GroupTipGroupChangeInfo::int_value>("group_tips_group_change_info_int_value",
                                                 "kTIMGroupTipGroupChangeInfoIntValue", {.use = Use::read}),
        key<&GroupTipGroupChangeInfo::key>("group_tips_group_change_info_key", "kTIMGroupTipGroupChangeInfoKey",
                                           {.use = Use::read}),
        key<&GroupTipGroupChangeInfo::uint64_value>("group_tips_group_change_info_uint64_value",
                                                    "kTIMGroupTipGroupChangeInfoUint64Value", {.use = Use::read}),
        key<&GroupTipGroupChangeInfo::value>("group_tips_group_change_info_value", "kTIMGroupTipGroupChangeInfoValue",
                                             {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupTipGroupChangeInfo>("GroupTipGroupChangeInfo", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupTipMemberChangeInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupTipMemberChangeInfo::identifier>("group_tips_member_change_info_identifier",
                                                   "kTIMGroupTipMemberChangeInfoIdentifier", {.use = Use::read}),
        key<&GroupTipMemberChangeInfo::shutup_time>("group_tips_member_change_info_shutupTime",
                                                    "kTIMGroupTipMemberChangeInfoShutupTime", {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupTipMemberChangeInfo>("GroupTipMemberChangeInfo", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupTipMemberMarkChangeInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&GroupTipMemberMarkChangeInfo::enable_mark>("group_tips_member_mark_change_info_enableMark",
                                                        "kTIMGroupTipMemberChangeInfoEnableMark", {.use = Use::read}),
        key<&GroupTipMemberMarkChangeInfo::mark_type>("group_tips_member_mark_change_info_markType",
                                                      "kTIMGroupTipMemberMarkChangeInfoMarkType", {.use = Use::read}),
        key<&GroupTipMemberMarkChangeInfo::user_ids>("group_tips_member_mark_change_info_userIDList",
                                                     "kTIMGroupTipMemberMarkChangeInfoUserIDList", {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupTipMemberMarkChangeInfo>("GroupTipMemberMarkChangeInfo", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupTipsElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::group_tips),
        key<&GroupTipsElem::changed_members>("group_tips_elem_changed_group_memberinfo_array",
                                             "kTIMGroupTipsElemChangedGroupMemberInfoArray",
                                             {.use = Use::read, .when_set = true}),
        key<&GroupTipsElem::changed_users>("group_tips_elem_changed_user_info_array",
                                           "kTIMGroupTipsElemChangedUserInfoArray",
                                           {.use = Use::read, .when_set = true}),
        key<&GroupTipsElem::group_changes>("group_tips_elem_group_change_info_array",
                                           "kTIMGroupTipsElemGroupChangeInfoArray",
                                           {.use = Use::read, .when_set = true}),
        key<&GroupTipsElem::group_id>("group_tips_elem_group_id", "kTIMGroupTipsElemGroupId", {.use = Use::read}),
        key<&GroupTipsElem::group_name>("group_tips_elem_group_name", "kTIMGroupTipsElemGroupName",
                                        {.use = Use::read, .when_set = true}),
        key<&GroupTipsElem::join_type>("group_tips_elem_join_type", "kTIMGroupTipsElemJoinType", {.use = Use::read}),
        key<&GroupTipsElem::member_changes>("group_tips_elem_member_change_info_array",
                                            "kTIMGroupTipsElemMemberChangeInfoArray",
                                            {.use = Use::read, .when_set = true}),
        key<&GroupTipsElem::mark_changes>("group_tips_elem_member_mark_info_array",
                                          "kTIMGroupTipsElemMemberMarkInfoArray", {.use = Use::read, .when_set = true}),
        key<&GroupTipsElem::member_num>("group_tips_elem_member_num", "kTIMGroupTipsElemMemberNum", {.use = Use::read}),
        key<&GroupTipsElem::op_member_info>("group_tips_elem_op_group_memberinfo", "kTIMGroupTipsElemOpGroupMemberInfo",
                                            {.use = Use::read}),
        key<&GroupTipsElem::op_user>("group_tips_elem_op_user", "kTIMGroupTipsElemOpUser", {.use = Use::read}),
        key<&GroupTipsElem::op_user_info>("group_tips_elem_op_user_info", "kTIMGroupTipsElemOpUserInfo",
                                          {.use = Use::read}),
        key<&GroupTipsElem::pinned_messages>("group_tips_elem_pinned_message_list",
                                             "kTIMGroupTipsElemPinnedMessageList", {.use = Use::read}),
        key<&GroupTipsElem::platform>("group_tips_elem_platform", "kTIMGroupTipsElemPlatform", {.use = Use::read}),
        key<&GroupTipsElem::time>("group_tips_elem_time", "kTIMGroupTipsElemTime",
                                  {.use = Use::read, .when_set = true}),
        key<&GroupTipsElem::tip_type>("group_tips_elem_tip_type", "kTIMGroupTipsElemTipType", {.use = Use::read}),
        key<&GroupTipsElem::users>("group_tips_elem_user_array", "kTIMGroupTipsElemUserArray",
                                   {.use = Use::read, .when_set = true}),
    };
    static constexpr Table table = make_table<GroupTipsElem>("GroupTipsElem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupReportElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::group_report),
        key<&GroupReportElem::group_id>("group_report_elem_group_id", "kTIMGroupReportElemGroupId", {.use = Use::read}),
        key<&GroupReportElem::group_message_receive_option>("group_report_elem_group_message_receive_option",
                                                            "kTIMGroupReportElemGroupMessageReceiveOption",
                                                            {.use = Use::read, .when_set = true}),
        key<&GroupReportElem::group_name>("group_report_elem_group_name", "kTIMGroupReportElemGroupName",
                                          {.use = Use::read, .when_set = true}),
        key<&GroupReportElem::msg>("group_report_elem_msg", "kTIMGroupReportElemMsg", {.use = Use::read}),
        key<&GroupReportElem::op_member_info>("group_report_elem_op_group_memberinfo",
                                              "kTIMGroupReportElemOpGroupMemberInfo", {.use = Use::read}),
        key<&GroupReportElem::op_user>("group_report_elem_op_user", "kTIMGroupReportElemOpUser", {.use = Use::read}),
        key<&GroupReportElem::op_user_info>("group_report_elem_op_user_info", "kTIMGroupReportElemOpUserInfo",
                                            {.use = Use::read}),
        key<&GroupReportElem::platform>("group_report_elem_platform", "kTIMGroupReportElemPlatform",
                                        {.use = Use::read}),
        key<&GroupReportElem::report_type>("group_report_elem_report_type", "kTIMGroupReportElemReportType",
                                           {.use = Use::read}),
        key<&GroupReportElem::shut_up_time>("group_report_elem_shut_up_time", "kTIMGroupReportElemShutUpTime",
                                            {.use = Use::read, .when_set = true}),
        key<&GroupReportElem::user_data>("group_report_elem_user_data", "kTIMGroupReportElemUserData",
                                         {.use = Use::read}),
    };
    static constexpr Table table = make_table<GroupReportElem>("GroupReportElem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const FriendProfileCustomStringInfo*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&FriendProfileCustomStringInfo::key>("friend_profile_custom_string_info_key",
                                                 "kTIMFriendProfileCustomStringInfoKey", {.use = Use::write}),
        key<&FriendProfileCustomStringInfo::value>("friend_profile_custom_string_info_value",
                                                   "kTIMFriendProfileCustomStringInfoValue", {.use = Use::write}),
    };
    static constexpr Table table = make_table<FriendProfileCustomStringInfo>("FriendProfileCustomStringInfo", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const FriendProfileItem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&FriendProfileItem::custom_strings>("friend_profile_item_custom_string_array",
                                                "kTIMFriendProfileItemCustomStringArray", {.use = Use::write}),
        key<&FriendProfileItem::group_names>("friend_profile_item_group_name_array",
                                             "kTIMFriendProfileItemGroupNameArray", {.use = Use::write}),
        key<&FriendProfileItem::remark>("friend_profile_item_remark", "kTIMFriendProfileItemRemark",
                                        {.use = Use::write}),
    };
    static constexpr Table table = make_table<FriendProfileItem>("FriendProfileItem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const FriendProfileUpdate*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&FriendProfileUpdate::identifier>("friend_profile_update_identifier", "kTIMFriendProfileUpdateIdentifier",
                                              {.use = Use::write}),
        key<&FriendProfileUpdate::item>("friend_profile_update_item", "kTIMFriendProfileUpdateItem",
                                        {.use = Use::write}),
    };
    static constexpr Table table = make_table<FriendProfileUpdate>("FriendProfileUpdate", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const FriendAddPendency*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&FriendAddPendency::add_source>("friend_add_pendency_add_source", "kTIMFriendAddPendencyAddSource",
                                            {.use = Use::read}),
        key<&FriendAddPendency::add_time>("friend_add_pendency_add_time", "kTIMFriendAddPendencyAddTime",
                                          {.use = Use::read}),
        key<&FriendAddPendency::add_wording>("friend_add_pendency_add_wording", "kTIMFriendAddPendencyAddWording",
                                             {.use = Use::read}),
        key<&FriendAddPendency::face_url>("friend_add_pendency_face_url", "kTIMFriendAddPendencyFaceUrl",
                                          {.use = Use::read}),
        key<&FriendAddPendency::identifier>("friend_add_pendency_identifier", "kTIMFriendAddPendencyIdentifier",
                                            {.use = Use::read}),
        key<&FriendAddPendency::nick_name>("friend_add_pendency_nick_name", "kTIMFriendAddPendencyNickName",
                                           {.use = Use::read}),
        key<&FriendAddPendency::type>("friend_add_pendency_type", "kTIMFriendAddPendencyType", {.use = Use::read}),
    };
    static constexpr Table table = make_table<FriendAddPendency>("FriendAddPendency", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const FriendChangeElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::friend_change),
        key<&FriendChangeElem::blacklist_added>("friend_change_elem_blacklist_add_identifier_array",
                                                "kTIMFriendChangeElemBlackListAddIdentifierArray", {.use = Use::read}),
        key<&FriendChangeElem::blacklist_deleted>("friend_change_elem_blacklist_del_identifier_array",
                                                  "kTIMFriendChangeElemBlackListDelIdentifierArray",
                                                  {.use = Use::read}),
        key<&FriendChangeElem::change_type>("friend_change_elem_change_type", "kTIMFriendChangeElemChangeType",
                                            {.use = Use::read}),
        key<&FriendChangeElem::added_friends>("friend_change_elem_friend_add_identifier_array",
                                              "kTIMFriendChangeElemFriendAddIdentifierArray", {.use = Use::read}),
        key<&FriendChangeElem::added_pendencies>("friend_change_elem_friend_add_pendency_array",
                                                 "kTIMFriendChangeElemFriendAddPendencyItemArray", {.use = Use::read}),
        key<&FriendChangeElem::deleted_friends>("friend_change_elem_friend_del_identifier_array",
                                                "kTIMFriendChangeElemFriendDelIdentifierArray", {.use = Use::read}),
        key<&FriendChangeElem::added_groups>("friend_change_elem_friend_group_add_array",
                                             "kTIMFriendChangeElemFriendGroupAddIdentifierArray", {.use = Use::read}),
        key<&FriendChangeElem::deleted_groups>("friend_change_elem_friend_group_del_array",
                                               "kTIMFriendChangeElemFriendGroupDelIdentifierArray", {.use = Use::read}),
        key<&FriendChangeElem::updated_groups>("friend_change_elem_friend_group_update_array",
                                               "kTIMFriendChangeElemFriendGroupModifyIdentifierArray",
                                               {.use = Use::read}),
        key<&FriendChangeElem::profile_updates>("friend_change_elem_friend_profile_update_item_array",
                                                "kTIMFriendChangeElemFriendProfileUpdateItemArray", {.use = Use::read}),
        key<&FriendChangeElem::deleted_pendencies>("friend_change_elem_pendency_del_identifier_array",
                                                   "kTIMFriendChangeElemPendencyDelIdentifierArray",
                                                   {.use = Use::read}),
        key<&FriendChangeElem::pendency_readed_report_timestamp>("friend_change_elem_pendency_readed_report_timestamp",
                                                                 "kTIMFriendChangeElemPendencyReadedReportTimestamp",
                                                                 {.use = Use::read}),
    };
    static constexpr Table table = make_table<FriendChangeElem>("FriendChangeElem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const ProfileChangeElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::profile_change),
        key<&ProfileChangeElem::change_type>("profile_change_elem_change_type", "kTIMProfileChangeElemChangeType",
                                             {.use = Use::read}),
        key<&ProfileChangeElem::from_identifier>("profile_change_elem_from_identifier",
                                                 "kTIMProfileChangeElemFromIdentifier",
                                                 {.use = Use::read, .older = "profile_change_elem_from_identifer"}),
        key<&ProfileChangeElem::user_profile_item>("profile_change_elem_user_profile_item",
                                                   "kTIMProfileChangeElemUserProfileItem", {.use = Use::read}),
    };
    static constexpr Table table = make_table<ProfileChangeElem>("ProfileChangeElem", rows);
    return table;
}

}  // namespace tim
