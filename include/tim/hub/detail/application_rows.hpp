#pragma once

#include "tim/core/config.hpp"
#include "tim/core/time.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/model/group_enums.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Requests to join, and invitations, that owner or administrators decide: rows of `applications`. All on the storage
/// thread, in a savepoint; `log` is the key of the group's log.
namespace tim::hub {

/// A row. `time` is unique, so that it names the request and pages can begin at it.
struct ApplicationRow {
    UnixMillis time = 0;
    std::int64_t log = 0;
    GroupPendencyType kind{};
    std::string from;     ///< who asks: the one who would join, or who invites
    std::string subject;  ///< who would join
    std::string message;
    std::optional<std::string> decided_by;  ///< none: it waits
    bool accepted = false;
    std::string answer;
};

/// Notes a request and gives it its time: the present one, or the next that no request has. An earlier one by the same
/// person for the same person is replaced. False when it waits already with the same words.
TIM_DECL bool note_application(Tx& tx, ApplicationRow& application);

TIM_DECL std::optional<ApplicationRow> find_application(Tx& tx, std::int64_t log, UnixMillis time);
TIM_DECL std::optional<ApplicationRow> find_application(Tx& tx, std::int64_t log, std::string_view from,
                                                        std::string_view subject);
TIM_DECL void store_decision(Tx& tx, const ApplicationRow& application);

/// Accepts everything that waits for this user, who has just become a member.
TIM_DECL void settle_applications(Tx& tx, std::int64_t log, std::string_view subject, std::string_view by);

/// A request with the id of its group.
struct ListedApplication {
    std::string group_id;
    ApplicationRow row;
};

/// At most `count` requests, decided ones too, of the groups that the user manages: newest first, not newer than
/// `time`.
TIM_DECL std::vector<ListedApplication> page_applications(Tx& tx, std::string_view manager, UnixMillis time,
                                                          std::uint32_t count);
TIM_DECL std::uint32_t count_waiting_applications(Tx& tx, std::string_view manager);

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/application_rows.ipp"
#endif
