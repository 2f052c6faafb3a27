#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/hub/detail/group_rows.hpp"
#include "tim/hub/detail/member_rows.hpp"
#include "tim/model/group_report_elem.hpp"
#include "tim/model/group_tips_elem.hpp"

#include <span>
#include <string>
#include <string_view>

/// What the hub itself says about a group: tips to its members, and notices to one person. Both are Message JSON with
/// one element, from `@TIM#SYSTEM`. They don't count as unread.
namespace tim::hub {

/// A tip of this type about what `op` did; `op` need not be a member any more.
TIM_DECL GroupTipsElem make_tip(GroupTipType type, std::string_view op);
/// Tells who did it as the members knew him.
TIM_DECL void set_operator(GroupTipsElem& tip, const MemberRow& op);
/// Adds to those whom the tip is about.
TIM_DECL void add_affected(GroupTipsElem& tip, const MemberRow& member);

/// Tells all members: a numbered entry of kind `tip`, in a live room a `live` push. Returns its position, or the log's
/// head where nothing is stored: the last position that is for someone whom the tip shows leaving.
TIM_DECL Position tell_members(Tx& tx, Group& group, GroupTipsElem tip);

/// A notice of this type about a group and what `op` did with it.
TIM_DECL GroupReportElem make_notice(GroupReportType type, const Group& group, std::string_view op);

/// Puts the notice into the user's own log: an entry of kind `notice`, without a number.
TIM_DECL void notify(Tx& tx, std::string_view user, const GroupReportElem& notice);
TIM_DECL void notify(Tx& tx, std::span<const std::string> users, const GroupReportElem& notice);

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/group_tips.ipp"
#endif
