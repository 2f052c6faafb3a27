#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/hub/detail/group_rows.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/member_rows.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/wire/messages.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// What the hub keeps for one user about a log, as rows: what he has read, removed and cleared, and how he wants the
/// conversation. All on the storage thread, in a savepoint; `log` is a log's key.
namespace tim::hub {

/// How far a user is in a log.
struct OwnMarks {
    Position read = 0;     ///< as the other user of a pair is told
    Position cleared = 0;  ///< all up to here is gone for him
    bool hidden = false;   ///< and the conversation with it, until something new comes

    /// What the user himself goes by: who has cleared something has nothing left to read there.
    Position own() const noexcept { return read > cleared ? read : cleared; }
};

TIM_DECL OwnMarks marks_of(Tx& tx, std::int64_t log, std::string_view user);
TIM_DECL void store_read(Tx& tx, std::int64_t log, std::string_view user, Position position);
TIM_DECL void store_clear(Tx& tx, std::int64_t log, std::string_view user, Position position, bool hidden);
/// False when it was removed before.
TIM_DECL bool store_removal(Tx& tx, std::int64_t log, std::string_view user, Position position);

/// Writes an entry of this kind into the user's own log; its body is what stands now.
TIM_DECL void tell_own(Tx& tx, std::string_view user, std::string kind, std::string body);

/// Stores what one of a pair, or a member, now wants of a conversation, and tells his devices all that stands by an
/// entry `settings`, a changed receive option in a group also by the notice. Nothing when all of it stands already.
TIM_DECL void change_settings(Tx& tx, const LogRow& pair, std::string_view user, const wire::SettingsChange& change);
TIM_DECL void change_settings(Tx& tx, const Group& group, MemberRow& member, const wire::SettingsChange& change);

/// Of a member who leaves: one who comes back has the documented defaults again.
TIM_DECL void forget_settings(Tx& tx, std::int64_t log, std::string_view user);

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/own_rows.ipp"
#endif
