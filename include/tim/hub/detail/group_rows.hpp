#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/hub/detail/group_kinds.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/model/group_enums.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Groups as rows of `chat_groups`. All on the storage thread, in a savepoint.
namespace tim::hub {

/// A row. Times are milliseconds.
struct GroupRow {
    std::int64_t log = 0;  ///< key of the group's log
    std::string id;
    GroupType type{};
    bool dismissed = false;
    std::string name;
    std::string introduction;
    std::string notification;
    std::string face_url;
    GroupAddOption add_option{};
    GroupAddOption approve_option{};
    std::uint32_t most_members = 0;  ///< as its makers chose; 0: as many as the type may have
    std::uint32_t visible = 0;
    std::uint32_t searchable = 0;
    bool shutup_all = false;
    UnixMillis made = 0;
    UnixMillis changed = 0;     ///< the last change of a property
    std::uint32_t changes = 1;  ///< the documented `info_seq`
    std::uint32_t member_count = 0;

    friend bool operator==(const GroupRow&, const GroupRow&) = default;
};

/// Also the row of a dismissed group.
TIM_DECL std::optional<GroupRow> find_group_row(Tx& tx, std::string_view id);
TIM_DECL void insert_group_row(Tx& tx, const GroupRow& row);
/// Writes profile and settings, and notes the change.
TIM_DECL void update_group_row(Tx& tx, const GroupRow& row);
TIM_DECL void dismiss_group_row(Tx& tx, std::int64_t log);
/// Adds to the number of members; returns the new one.
TIM_DECL std::uint32_t add_to_member_count(Tx& tx, std::int64_t log, std::int64_t difference);

/// A group that exists, with its log and its rules.
struct Group {
    GroupRow row;
    LogRow log;
    const GroupKind* kind = nullptr;  ///< never null

    ConvKey conv() const { return ConvKey(ConvType::group, row.id); }
};

/// Refused with 10015 when no group can have such an id, with 10010 when there is none or no longer one.
TIM_DECL Result<Group> open_group(Tx& tx, std::string_view id);
/// The same for a group that is known to have been made; also a dismissed one.
TIM_DECL Result<Group> open_group_row(Tx& tx, std::string_view id);

/// How many members the group may have: the smaller of its own limit and that of its type.
TIM_DECL std::uint32_t group_capacity(const Tx& tx, const Group& group);

/// An id for a group whose maker chose none: `@TGS#…`, a Community's `@TGS#_…`.
TIM_DECL std::string make_group_id(Tx& tx, GroupType type);

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/group_rows.ipp"
#endif
