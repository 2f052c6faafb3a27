#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/db/connection.hpp"
#include "tim/model/message_data.hpp"
#include "tim/store/batch.hpp"
#include "tim/store/detail/logs.hpp"
#include "tim/store/detail/messages.hpp"
#include "tim/store/detail/personal.hpp"
#include "tim/wire/messages.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tim::store::detail {

/// Brings what the hub says of entries into the database: one object a transaction. `finish` writes what was gathered
/// and tells what changed; the caller commits.
class Merge {
public:
    Merge(db::Connection& db, std::string_view user)
        : db_(db), logs_(db), messages_(db, user), personal_(db, user, logs_) {}

    Logs& logs() noexcept { return logs_; }

    TIM_DECL void take(const Batch& batch);
    /// The hub's acknowledgement of an own message, which is stored. One that is delivered already stays as it is, but
    /// the position counts as held.
    TIM_DECL void acknowledge(const ConvKey& name, const StoredMessage& stored, const wire::Sent& sent);
    /// The same, at once, when the message is *sending* and its place is free, as nearly always. Else false, and
    /// nothing has happened.
    TIM_DECL bool acknowledge_sending(const ConvKey& name, std::string_view msg_id, const wire::Sent& sent);
    /// The same of one that was found in its log and cleared since. False: it is not that.
    TIM_DECL bool acknowledge_cleared(const ConvKey& name, const wire::Sent& sent);
    TIM_DECL Applied finish();

private:
    /// What an answer's entries are measured against.
    struct Answer {
        Log& log;
        const RangeSet& before;  ///< what was held when the answer came
        Position numbered_to;    ///< messages from `news_to` to here are news already when they are stored
    };

    TIM_DECL void take_entry(const Answer& answer, const wire::Entry& entry);
    TIM_DECL void take_conv(const Answer& answer, const wire::Entry& entry);
    TIM_DECL void take_message(const Answer& answer, const wire::Entry& entry);
    TIM_DECL void take_cleared(const Answer& answer, const wire::Entry& entry);
    TIM_DECL void fill_void(const Answer& answer, const wire::Entry& entry, const StoredMessage& there,
                            const std::optional<StoredMessage>& same, Arrival arrival);
    TIM_DECL void resolve(const Answer& answer, const wire::Entry& entry, Arrival arrival);
    TIM_DECL void settle(Conversation& conversation, const StoredMessage& stored, const wire::Entry& entry,
                         Arrival arrival);
    TIM_DECL void place_acknowledged(Log& log, const StoredMessage& stored, const wire::Sent& sent);
    TIM_DECL void make_room(Log& log, const RangeSet& before, Position pos);

    TIM_DECL Arrival arrival_at(const Answer& answer, Position pos);
    TIM_DECL void count(Arrival given);
    TIM_DECL void skip_news(Log& log, Position to);
    TIM_DECL void announce(Log& log, Position above, Position to);
    TIM_DECL void advance_news(Log& log);
    /// The log of an acknowledgement; null when it means nothing (any more).
    TIM_DECL Log* log_of(const ConvKey& name, const wire::Sent& sent);
    TIM_DECL void hold(Log& log, Position pos);
    TIM_DECL std::uint64_t next_arrival();

    db::Connection& db_;
    Logs logs_;
    Messages messages_;
    Personal personal_;
    std::optional<std::uint64_t> next_arrival_;
    Applied applied_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/merge.ipp"
#endif
