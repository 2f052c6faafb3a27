#pragma once

#include "tim/model/group_enums.hpp"
#include "tim/model/group_info.hpp"
#include "tim/model/group_member_info.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tim {

/// A group to be made. Lengths are limited as `Limits` says.
struct CreateGroupParam {
    std::string group_name;
    std::string group_id;  ///< empty: the hub chooses
    GroupType group_type{};
    bool is_support_topic = false;  ///< communities only
    std::vector<GroupMemberInfo> members;
    std::string notification;
    std::string introduction;
    std::string face_url;
    GroupAddOption add_option = GroupAddOption::unknown;  ///< for requests to join; `unknown`: as usual for the type
    GroupAddOption approve_option = GroupAddOption::unknown;  ///< for invitations; likewise
    std::uint32_t max_member_num = 0;
    std::vector<GroupInfoCustomString> custom_info;
    bool enable_permission_group = false;   ///< communities only
    std::uint64_t default_permissions = 0;  ///< communities only
    Unknown unknown;

    CreateGroupParam() = default;
    CreateGroupParam(GroupType type, std::string name) : group_name(std::move(name)), group_type(type) {}

    CreateGroupParam& set_group_id(std::string id) {
        group_id = std::move(id);
        return *this;
    }
    CreateGroupParam& set_members(std::vector<GroupMemberInfo> initial) {
        members = std::move(initial);
        return *this;
    }
    CreateGroupParam& set_notification(std::string text) {
        notification = std::move(text);
        return *this;
    }
    CreateGroupParam& set_introduction(std::string text) {
        introduction = std::move(text);
        return *this;
    }
    CreateGroupParam& set_face_url(std::string address) {
        face_url = std::move(address);
        return *this;
    }
    CreateGroupParam& set_add_option(GroupAddOption option) {
        add_option = option;
        return *this;
    }
    CreateGroupParam& set_approve_option(GroupAddOption option) {
        approve_option = option;
        return *this;
    }
    CreateGroupParam& set_max_member_num(std::uint32_t most) {
        max_member_num = most;
        return *this;
    }
    CreateGroupParam& set_custom_info(std::vector<GroupInfoCustomString> fields) {
        custom_info = std::move(fields);
        return *this;
    }

    friend bool operator==(const CreateGroupParam&, const CreateGroupParam&) = default;
};

/// The group that was made.
struct CreateGroupResult {
    std::string group_id;
    Unknown unknown;

    CreateGroupResult() = default;

    friend bool operator==(const CreateGroupResult&, const CreateGroupResult&) = default;
};

}  // namespace tim
