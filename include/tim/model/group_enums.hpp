#pragma once

#include <cstdint>

/// Documented numbers of groups. Open: a number without a name is kept as it came.
namespace tim {

/// `TIMGroupType`, under the names that the newer documents use.
enum class GroupType : std::uint32_t {
    public_group = 0,
    work = 1,     ///< `kTIMGroup_Private`
    meeting = 2,  ///< `kTIMGroup_ChatRoom`
    b_chat_room = 3,
    av_chat_room = 4,
    community = 5,
};

/// `TIMGroupMemberRole`.
enum class GroupMemberRole : std::uint32_t { none = 0, normal = 200, admin = 300, owner = 400 };

/// `TIMGroupAddOption`: what becomes of a request to join, or of an invitation.
enum class GroupAddOption : std::uint32_t {
    forbid = 0,
    auth = 1,  ///< owner or administrators decide
    any = 2,
    unknown = 3,
};

/// `HandleGroupMemberResult`: what became of one user in an invite or a kick.
enum class HandleGroupMemberResult : std::uint32_t {
    failed = 0,
    done = 1,
    included = 2,  ///< was a member already
    invited = 3,   ///< has to agree first
};

/// `TIMGroupAtType`.
enum class GroupAtType : std::uint32_t { me = 1, all = 2, all_at_me = 3 };

/// `TIMGroupTipType`.
enum class GroupTipType : std::uint32_t {
    none = 0,
    invite = 1,
    quit = 2,
    kick = 3,
    set_admin = 4,
    cancel_admin = 5,
    group_info_change = 6,
    member_info_change = 7,
    member_mark_change = 8,
    topic_info_change = 9,
    pinned_message_added = 10,
    pinned_message_deleted = 11,
};

/// `TIMGroupJoinType`.
enum class GroupJoinType : std::uint32_t { none = 0, apply = 1, invite = 2 };

/// `TIMGroupTipGroupChangeFlag`: which property of the group changed.
enum class GroupTipGroupChangeFlag : std::uint32_t {
    unknown = 0,
    name = 1,
    introduction = 2,
    notification = 3,
    face_url = 4,
    owner = 5,
    custom = 6,
    attribute = 7,
    shutup_all = 8,
    topic_custom_data = 9,
    message_receive_opt = 10,
    group_add_opt = 11,
    group_approve_opt = 12,
    enable_permission_group = 13,
    default_permissions = 14,
};

/// `TIMGroupReportType`: kinds of notice that concern one user.
enum class GroupReportType : std::uint32_t {
    none = 0,
    add_request = 1,
    add_accept = 2,
    add_refuse = 3,
    be_kicked = 4,
    dismissed = 5,  ///< `kTIMGroupReport_Delete`
    created = 6,
    invite = 7,
    quit = 8,
    grant_admin = 9,
    cancel_admin = 10,
    group_recycle = 11,
    invite_req_to_invitee = 12,
    invite_accept = 13,
    invite_refuse = 14,
    read_report = 15,
    user_define = 16,
    shut_up_member = 17,
    topic_create = 18,
    topic_delete = 19,
    group_message_read = 20,
    group_message_recv_option = 21,
    banned_from_group = 22,
    unbanned_from_group = 23,
    invite_req_to_admin = 24,
};

/// `TIMGroupPendencyType`: what is asked of whom.
enum class GroupPendencyType : std::uint32_t {
    join_need_approved_by_admin = 0,
    invite_need_approved_by_invitee = 1,
    invite_need_approved_by_admin = 2,
};

/// `TIMGroupPendencyHandle`.
enum class GroupPendencyHandle : std::uint32_t { not_handled = 0, handled_by_other = 1, handled_by_operator = 2 };

/// `TIMGroupPendencyHandleResult`.
enum class GroupPendencyHandleResult : std::uint32_t { refuse = 0, accept = 1 };

}  // namespace tim
