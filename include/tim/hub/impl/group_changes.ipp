#pragma once

#include "tim/hub/detail/custom_fields.hpp"
#include "tim/hub/detail/group_membership.hpp"
#include "tim/hub/detail/group_operations.hpp"
#include "tim/hub/detail/group_rows.hpp"
#include "tim/hub/detail/group_texts.hpp"
#include "tim/hub/detail/group_tips.hpp"
#include "tim/hub/detail/own_rows.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tim::hub {
namespace detail {

using InfoFlag = GroupModifyInfoFlag;
using MemberFlag = GroupMemberModifyInfoFlag;

inline constexpr InfoFlag profile_flags =
    InfoFlag::name | InfoFlag::notification | InfoFlag::introduction | InfoFlag::face_url | InfoFlag::custom;
inline constexpr InfoFlag setting_flags = InfoFlag::add_option | InfoFlag::approve_option | InfoFlag::max_member_num |
                                          InfoFlag::visible | InfoFlag::searchable | InfoFlag::shutup_all;
inline constexpr InfoFlag unsupported_flags =
    InfoFlag::topic_custom_string | InfoFlag::enable_permission_group | InfoFlag::default_permissions;
inline constexpr MemberFlag all_member_flags = MemberFlag::msg_flag | MemberFlag::member_role |
                                               MemberFlag::shutup_time | MemberFlag::name_card | MemberFlag::custom;

template <class Flag>
bool any_of(Flag flags, Flag wanted) noexcept {
    return (flags & wanted) != Flag::none;
}

template <class Flag>
bool only(Flag flags, Flag allowed) noexcept {
    return flags != Flag::none && (flags | allowed) == allowed;
}

TIM_DECL Failure not_allowed(std::string why) { return Failure(Errc::svr_group_permission_deny, std::move(why)); }
TIM_DECL Failure wrong(std::string why) { return Failure(Errc::svr_group_invalid_parameters, std::move(why)); }

/// Whether this member may make these changes in this type of group.
TIM_DECL Result<void> may_modify(const Seat& seat, InfoFlag flags) {
    const GroupKind& kind = *seat.group.kind;
    if (any_of(flags, profile_flags) && !kind.members_edit && !seat.me.manages())
        return not_allowed("owner and administrators change the group's profile");
    if (any_of(flags, setting_flags) && !seat.me.manages())
        return not_allowed("owner and administrators change the group's settings");
    if (has(flags, InfoFlag::add_option) && !kind.applies)
        return not_allowed("the option for joining is fixed in this type of group");
    if (has(flags, InfoFlag::approve_option) && !kind.invites)
        return not_allowed("this type of group takes no invitations");
    if (has(flags, InfoFlag::shutup_all) && !kind.mutes) return not_allowed("a Work group is never muted");
    return {};
}

/// Sets one text of the profile, and notes for the tip that it differs.
struct ProfileChange {
    const GroupModifyInfoParam& param;
    const Limits& limits;
    GroupTipsElem& tip;

    Result<void> set(InfoFlag flag, GroupTipGroupChangeFlag told, const std::string& wanted, std::string& text,
                     Result<void> (*check)(std::string_view, const Limits&)) const {
        if (!has(param.modify_flag, flag)) return {};
        const Result<void> checked = check(wanted, limits);
        if (checked.has_error() || wanted == text) return checked;
        text = wanted;
        GroupTipGroupChangeInfo& change = tip.group_changes.emplace_back();
        change.flag = told;
        change.value = wanted;
        return {};
    }
};

TIM_DECL Result<void> change_profile(Tx& tx, GroupRow& row, const GroupModifyInfoParam& param, GroupTipsElem& tip) {
    using Told = GroupTipGroupChangeFlag;
    const ProfileChange change{param, tx.options.limits(), tip};
    for (const Result<void>& done :
         {change.set(InfoFlag::name, Told::name, param.group_name, row.name, check_group_name),
          change.set(InfoFlag::introduction, Told::introduction, param.introduction, row.introduction,
                     check_group_introduction),
          change.set(InfoFlag::notification, Told::notification, param.notification, row.notification,
                     check_group_notification),
          change.set(InfoFlag::face_url, Told::face_url, param.face_url, row.face_url, check_group_face_url)})
        if (done.has_error()) return done;
    if (!has(param.modify_flag, InfoFlag::custom)) return {};
    auto fields = set_custom_fields(tx, row.log, {}, custom_fields_of(param.custom_info));
    if (fields.has_error()) return fields.error();
    for (CustomField& field : *fields) {
        GroupTipGroupChangeInfo& told = tip.group_changes.emplace_back();
        told.flag = Told::custom;
        told.key = std::move(field.first);
        told.value = std::move(field.second);
    }
    return {};
}

TIM_DECL Result<void> change_settings(GroupRow& row, const GroupModifyInfoParam& param) {
    const InfoFlag flags = param.modify_flag;
    for (const auto& [flag, wanted, option] :
         {std::tuple(InfoFlag::add_option, param.add_option, &row.add_option),
          std::tuple(InfoFlag::approve_option, param.approve_option, &row.approve_option)}) {
        if (!has(flags, flag)) continue;
        if (wanted > GroupAddOption::any) return wrong("options for joining are 0 to 2");
        *option = wanted;
    }
    if (has(flags, InfoFlag::max_member_num)) row.most_members = param.max_member_num;
    if (has(flags, InfoFlag::visible)) row.visible = param.visible;
    if (has(flags, InfoFlag::searchable)) row.searchable = param.searchable;
    if (has(flags, InfoFlag::shutup_all)) row.shutup_all = param.is_shutup_all;
    return {};
}

TIM_DECL Result<void> transfer(Tx& tx, Seat& seat, const std::string& heir) {
    auto& [group, me] = seat;
    if (!group.kind->transfers) return not_allowed("a live room stays with its owner");
    if (!me.owner()) return not_allowed("only the owner may hand the group over");
    std::optional<MemberRow> member = find_member(tx, group.row.log, heir);
    if (!member) return Failure(Errc::svr_group_account_not_found, heir + " is not a member");
    if (member->owner()) return {};
    hand_over(tx, group, std::move(*member), me);
    return {};
}

/// One member that another one, or he himself, changes. Each function refuses, or does its part.
struct MemberChange {
    Tx& tx;
    Group& group;
    const MemberRow& me;
    MemberRow& member;
    const GroupModifyMemberInfoParam& param;

    bool self() const { return me.user == member.user; }

    GroupTipsElem tip(GroupTipType type) const {
        GroupTipsElem made = make_tip(type, me.user);
        set_operator(made, me);
        add_affected(made, member);
        return made;
    }

    void store() const { update_member(tx, group.row.log, member); }

    Result<void> receive_option() const {
        if (!self()) return not_allowed("a receive option is changed by the member himself");
        if (param.msg_flag > ReceiveMessageOpt::not_notify_except_at) return wrong("receive options are 0 to 3");
        wire::SettingsChange change;
        change.recv_opt = param.msg_flag;
        change_settings(tx, group, member, change);
        return {};
    }

    Result<void> role() const {
        if (!group.kind->admins) return not_allowed("this type of group has no administrators");
        if (!me.owner() || member.owner()) return not_allowed("the owner gives and takes the other members' roles");
        if (param.role != GroupMemberRole::normal && param.role != GroupMemberRole::admin)
            return wrong("roles that can be given are 200 and 300");
        if (member.role == param.role) return {};
        const bool granted = param.role == GroupMemberRole::admin;
        if (granted && count_administrators(tx, group.row.log) >= tx.options.limits().administrators)
            return wrong("the group has as many administrators as it may have");
        member.role = param.role;
        store();
        tell_members(tx, group, tip(granted ? GroupTipType::set_admin : GroupTipType::cancel_admin));
        notify(tx, member.user,
               make_notice(granted ? GroupReportType::grant_admin : GroupReportType::cancel_admin, group, me.user));
        return {};
    }

    Result<void> mute() const {
        if (!group.kind->mutes) return not_allowed("nobody is muted in a Work group");
        if (!me.outranks(member)) return not_allowed("you may mute members of lower rank only");
        if (param.shutup_time == 0 && member.muted_until <= tx.now) return {};
        // Documented times are seconds of 32 bits.
        constexpr UnixMillis latest = UnixMillis{1000} * std::numeric_limits<std::uint32_t>::max();
        const UnixMillis until = std::min(latest, tx.now + UnixMillis{1000} * param.shutup_time);
        member.muted_until = param.shutup_time == 0 ? 0 : until;
        store();
        GroupTipsElem told = tip(GroupTipType::member_info_change);
        GroupTipMemberChangeInfo& change = told.member_changes.emplace_back();
        change.identifier = member.user;
        change.shutup_time = param.shutup_time;
        tell_members(tx, group, std::move(told));
        GroupReportElem notice = make_notice(GroupReportType::shut_up_member, group, me.user);
        notice.shut_up_time = param.shutup_time;
        notify(tx, member.user, notice);
        return {};
    }

    Result<void> name_card() const {
        if (!self() && !me.outranks(member)) return not_allowed("you may not change this member's name card");
        const Result<void> check = check_name_card(param.name_card, tx.options.limits());
        if (check.has_error()) return check;
        member.name_card = param.name_card;
        store();
        return {};
    }

    Result<void> custom() const {
        if (!self() && !me.outranks(member)) return not_allowed("you may not change this member's fields");
        const auto fields = set_custom_fields(tx, group.row.log, member.user, custom_fields_of(param.custom_info));
        return fields.has_error() ? Result<void>(fields.error()) : Result<void>();
    }
};

}  // namespace detail

TIM_DECL Result<void> modify_group(Tx& tx, const Caller& caller, const GroupModifyInfoParam& param) {
    using namespace detail;
    Result<Seat> seat = take_seat(tx, param.group_id, caller.user);
    if (seat.has_error()) return seat.error();
    auto& [group, me] = *seat;
    const InfoFlag flags = param.modify_flag;
    if (flags == InfoFlag::owner) return transfer(tx, *seat, param.owner);
    if (!only(flags, profile_flags | setting_flags | unsupported_flags))
        return wrong("the modify flag names no change, an unknown one, or the owner beside others");
    if (any_of(flags, unsupported_flags))
        return Failure(Errc::sdk_interface_not_support, "this hub has no topics and no permission groups");
    const Result<void> allowed = may_modify(*seat, flags);
    if (allowed.has_error()) return allowed;

    const GroupRow before = group.row;
    GroupTipsElem tip = make_tip(GroupTipType::group_info_change, me.user);
    set_operator(tip, me);
    const Result<void> profile = change_profile(tx, group.row, param, tip);
    if (profile.has_error()) return profile;
    const Result<void> settings = change_settings(group.row, param);
    if (settings.has_error()) return settings;
    const bool told = !tip.group_changes.empty();
    if (told || group.row != before) update_group_row(tx, group.row);
    if (told) tell_members(tx, group, std::move(tip));
    return {};
}

TIM_DECL Result<void> modify_group_member(Tx& tx, const Caller& caller, const GroupModifyMemberInfoParam& param) {
    using namespace detail;
    Result<Seat> seat = take_seat(tx, param.group_id, caller.user);
    if (seat.has_error()) return seat.error();
    auto& [group, me] = *seat;
    if (!only(param.modify_flag, all_member_flags)) return wrong("the modify flag names no change, or an unknown one");
    std::optional<MemberRow> member = find_member(tx, group.row.log, param.identifier);
    if (!member) return Failure(Errc::svr_group_account_not_found, param.identifier + " is not a member");

    using Part = Result<void> (MemberChange::*)() const;
    static constexpr std::pair<MemberFlag, Part> parts[] = {{MemberFlag::msg_flag, &MemberChange::receive_option},
                                                            {MemberFlag::member_role, &MemberChange::role},
                                                            {MemberFlag::shutup_time, &MemberChange::mute},
                                                            {MemberFlag::name_card, &MemberChange::name_card},
                                                            {MemberFlag::custom, &MemberChange::custom}};
    const MemberChange change{tx, group, me, *member, param};
    for (const auto& [flag, part] : parts) {
        if (!has(param.modify_flag, flag)) continue;
        const Result<void> done = (change.*part)();
        if (done.has_error()) return done;
    }
    return {};
}

}  // namespace tim::hub
