#pragma once

#include "tim/model/group_enums.hpp"
#include "tim/model/group_flags.hpp"
#include "tim/model/group_info.hpp"
#include "tim/model/group_member_info.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// Changes. `modify_flag` says which members count; the setters raise it.
namespace tim {

/// Changed properties of a group.
struct GroupModifyInfoParam {
    std::string group_id;
    GroupModifyInfoFlag modify_flag{};
    std::string group_name;
    std::string notification;
    std::string introduction;
    std::string face_url;
    GroupAddOption add_option{};      ///< for requests to join
    GroupAddOption approve_option{};  ///< for invitations
    std::uint32_t max_member_num = 0;
    std::uint32_t visible = 0;
    std::uint32_t searchable = 0;
    bool is_shutup_all = false;
    std::string owner;
    std::vector<GroupInfoCustomString> custom_info;
    bool enable_permission_group = false;   ///< communities only
    std::uint32_t default_permissions = 0;  ///< communities only
    Unknown unknown;

    GroupModifyInfoParam() = default;
    explicit GroupModifyInfoParam(std::string id) : group_id(std::move(id)) {}

    GroupModifyInfoParam& set_group_name(std::string name) {
        group_name = std::move(name);
        return raise(GroupModifyInfoFlag::name);
    }
    GroupModifyInfoParam& set_notification(std::string text) {
        notification = std::move(text);
        return raise(GroupModifyInfoFlag::notification);
    }
    GroupModifyInfoParam& set_introduction(std::string text) {
        introduction = std::move(text);
        return raise(GroupModifyInfoFlag::introduction);
    }
    GroupModifyInfoParam& set_face_url(std::string address) {
        face_url = std::move(address);
        return raise(GroupModifyInfoFlag::face_url);
    }
    GroupModifyInfoParam& set_add_option(GroupAddOption option) {
        add_option = option;
        return raise(GroupModifyInfoFlag::add_option);
    }
    GroupModifyInfoParam& set_approve_option(GroupAddOption option) {
        approve_option = option;
        return raise(GroupModifyInfoFlag::approve_option);
    }
    GroupModifyInfoParam& set_max_member_num(std::uint32_t most) {
        max_member_num = most;
        return raise(GroupModifyInfoFlag::max_member_num);
    }
    GroupModifyInfoParam& set_shutup_all(bool muted) {
        is_shutup_all = muted;
        return raise(GroupModifyInfoFlag::shutup_all);
    }
    GroupModifyInfoParam& set_custom_info(std::vector<GroupInfoCustomString> fields) {
        custom_info = std::move(fields);
        return raise(GroupModifyInfoFlag::custom);
    }
    /// Hands the group over; no other property may change with it.
    GroupModifyInfoParam& set_owner(std::string user_id) {
        owner = std::move(user_id);
        return raise(GroupModifyInfoFlag::owner);
    }

    friend bool operator==(const GroupModifyInfoParam&, const GroupModifyInfoParam&) = default;

private:
    GroupModifyInfoParam& raise(GroupModifyInfoFlag flag) {
        modify_flag |= flag;
        return *this;
    }
};

/// Changed properties of a member.
struct GroupModifyMemberInfoParam {
    std::string group_id;
    std::string identifier;
    GroupMemberModifyInfoFlag modify_flag{};
    ReceiveMessageOpt msg_flag{};
    GroupMemberRole role{};
    std::uint32_t shutup_time = 0;  ///< seconds; 0: may write again
    std::string name_card;
    std::vector<GroupMemberInfoCustomString> custom_info;
    Unknown unknown;

    GroupModifyMemberInfoParam() = default;
    GroupModifyMemberInfoParam(std::string group, std::string user_id)
        : group_id(std::move(group)), identifier(std::move(user_id)) {}

    GroupModifyMemberInfoParam& set_msg_flag(ReceiveMessageOpt option) {
        msg_flag = option;
        return raise(GroupMemberModifyInfoFlag::msg_flag);
    }
    GroupModifyMemberInfoParam& set_role(GroupMemberRole new_role) {
        role = new_role;
        return raise(GroupMemberModifyInfoFlag::member_role);
    }
    GroupModifyMemberInfoParam& set_shutup_time(std::uint32_t seconds) {
        shutup_time = seconds;
        return raise(GroupMemberModifyInfoFlag::shutup_time);
    }
    GroupModifyMemberInfoParam& set_name_card(std::string card) {
        name_card = std::move(card);
        return raise(GroupMemberModifyInfoFlag::name_card);
    }
    GroupModifyMemberInfoParam& set_custom_info(std::vector<GroupMemberInfoCustomString> fields) {
        custom_info = std::move(fields);
        return raise(GroupMemberModifyInfoFlag::custom);
    }

    friend bool operator==(const GroupModifyMemberInfoParam&, const GroupModifyMemberInfoParam&) = default;

private:
    GroupModifyMemberInfoParam& raise(GroupMemberModifyInfoFlag flag) {
        modify_flag |= flag;
        return *this;
    }
};

}  // namespace tim
