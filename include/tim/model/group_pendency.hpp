#pragma once

#include "tim/model/group_enums.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// Requests to join a group, and invitations, that wait for a decision.
namespace tim {

/// Asks for a page of requests.
struct GroupPendencyOption {
    std::uint64_t start_time = 0;   ///< 0, then what the last page gave
    std::uint32_t max_limited = 0;  ///< size of the page, a suggestion
    Unknown unknown;

    GroupPendencyOption() = default;
    explicit GroupPendencyOption(std::uint64_t start, std::uint32_t most = 0) : start_time(start), max_limited(most) {}

    friend bool operator==(const GroupPendencyOption&, const GroupPendencyOption&) = default;
};

/// One request.
struct GroupPendency {
    std::string group_id;
    std::string from_identifier;  ///< who asks or invites
    std::string from_nick_name;
    std::string from_face_url;
    std::string to_identifier;   ///< who decides, or is invited
    std::uint64_t add_time = 0;  ///< milliseconds
    GroupPendencyType pendency_type{};
    GroupPendencyHandle handled{};
    GroupPendencyHandleResult handle_result{};
    std::string apply_invite_msg;
    std::string from_user_defined_data;
    std::string approval_msg;
    std::string to_user_defined_data;
    std::string key;             ///< the hub's, to be handed back as it is
    std::string authentication;  ///< the hub's, to be handed back as it is
    std::string self_identifier;
    Unknown unknown;

    GroupPendency() = default;

    friend bool operator==(const GroupPendency&, const GroupPendency&) = default;
};

/// A page of requests.
struct GroupPendencyResult {
    std::uint64_t next_start_time = 0;  ///< 0: that was the last page
    std::uint64_t read_time_seq = 0;
    std::uint32_t unread_num = 0;
    std::vector<GroupPendency> pendencies;
    Unknown unknown;

    GroupPendencyResult() = default;

    friend bool operator==(const GroupPendencyResult&, const GroupPendencyResult&) = default;
};

/// A decision.
struct GroupHandlePendencyParam {
    bool is_accept = false;
    std::string handle_msg;
    GroupPendency pendency;
    Unknown unknown;

    GroupHandlePendencyParam() = default;
    GroupHandlePendencyParam(GroupPendency request, bool accept, std::string text = {})
        : is_accept(accept), handle_msg(std::move(text)), pendency(std::move(request)) {}

    friend bool operator==(const GroupHandlePendencyParam&, const GroupHandlePendencyParam&) = default;
};

}  // namespace tim
