#pragma once

#include "tim/model/box.hpp"
#include "tim/model/group_enums.hpp"
#include "tim/model/group_member_info.hpp"
#include "tim/model/unknown.hpp"
#include "tim/model/user_profile.hpp"

#include <cstdint>
#include <string>

namespace tim {

/// Tells one user something about a group: an application, its approval, a removal. The hub makes these; they cannot be
/// sent.
struct GroupReportElem {
    GroupReportType report_type{};
    std::string group_id;
    std::string group_name;  ///< obsolete
    std::string op_user;     ///< who did it
    std::string msg;         ///< the reason given
    std::string user_data;   ///< what the one who did it added
    Box<UserProfile> op_user_info;
    Box<GroupMemberInfo> op_member_info;
    std::string platform;
    std::uint32_t shut_up_time = 0;                    ///< seconds, for the muted user
    ReceiveMessageOpt group_message_receive_option{};  ///< for the user's other devices
    Unknown unknown;

    GroupReportElem() = default;

    friend bool operator==(const GroupReportElem&, const GroupReportElem&) = default;
};

}  // namespace tim
