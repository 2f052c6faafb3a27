#pragma once

#include "tim/core/config.hpp"
#include "tim/core/time.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/model/group_enums.hpp"
#include "tim/model/group_member_info.hpp"
#include "tim/model/message_enums.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Members of groups as rows of `members`. All on the storage thread, in a savepoint; `log` is the key of the group's
/// log.
namespace tim::hub {

/// A row. Times are milliseconds.
struct MemberRow {
    std::string user;
    std::uint64_t number = 0;  ///< order of joining
    GroupMemberRole role = GroupMemberRole::normal;
    UnixMillis joined = 0;
    UnixMillis muted_until = 0;
    ReceiveMessageOpt receive_option{};
    std::string name_card;

    bool owner() const noexcept { return role == GroupMemberRole::owner; }
    /// Owner or administrator.
    bool manages() const noexcept { return role >= GroupMemberRole::admin; }
    /// May remove and mute the other one: the owner everybody else, an administrator the ordinary members.
    bool outranks(const MemberRow& other) const noexcept { return manages() && role > other.role; }
};

TIM_DECL std::optional<MemberRow> find_member(Tx& tx, std::int64_t log, std::string_view user);
/// Gives the row its number and its time of joining.
TIM_DECL void insert_member(Tx& tx, std::int64_t log, MemberRow& member);
TIM_DECL void delete_member(Tx& tx, std::int64_t log, std::string_view user);
/// Writes what can change of a member: role, mute, receive option and name card.
TIM_DECL void update_member(Tx& tx, std::int64_t log, const MemberRow& member);

/// Owner and administrators.
TIM_DECL std::vector<std::string> list_managers(Tx& tx, std::int64_t log);
TIM_DECL std::size_t count_administrators(Tx& tx, std::int64_t log);
TIM_DECL std::vector<std::string> first_members(Tx& tx, std::int64_t log, std::size_t count);
TIM_DECL std::optional<MemberRow> find_owner(Tx& tx, std::int64_t log);
TIM_DECL std::optional<MemberRow> find_longest_standing(Tx& tx, std::int64_t log);

/// Three roles to list; `none` stands for no further one.
using RoleFilter = std::array<GroupMemberRole, 3>;

/// At most `count` members of these roles in the order of their joining, from the number `from` on.
TIM_DECL std::vector<MemberRow> page_members(Tx& tx, std::int64_t log, std::uint64_t from, const RoleFilter& roles,
                                             std::uint32_t count);

/// A member as the other members may see him: without his receive option.
TIM_DECL GroupMemberInfo describe(const MemberRow& member);

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/member_rows.ipp"
#endif
