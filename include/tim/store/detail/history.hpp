#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/time.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/conversations.hpp"
#include "tim/store/detail/messages.hpp"
#include "tim/store/detail/timeline.hpp"
#include "tim/store/history.hpp"
#include "tim/store/ranges.hpp"
#include "tim/store/state.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tim::store::detail {

/// Reads one page. `from_` is the place in front of the page's first message in reading direction; it is moved by each
/// bound that the reader gave, as far as the device holds what decides about it.
class History {
public:
    /// `log`: of the conversation, if a complete page is wanted and it has one.
    TIM_DECL History(db::Connection& db, std::string_view user, const HistoryRead& wanted,
                     const Conversation& conversation, const LogState* log);

    TIM_DECL HistoryPage read();

private:
    TIM_DECL bool find_start();
    TIM_DECL bool start_at(Timeline::Key key, std::int64_t value);
    TIM_DECL void move_to(Timeline::Key key, const Timeline::Split& split);
    TIM_DECL void move_to(const Place& place);
    TIM_DECL void begin_at_oldest();
    TIM_DECL void fill();
    TIM_DECL Place window_end();
    TIM_DECL void read_rows(db::Rows rows, const Place& stop);
    TIM_DECL void take(const db::Rows& rows);
    TIM_DECL void read_seqs();

    TIM_DECL Range ahead() const;
    TIM_DECL bool ask_between(Timeline::Key key, std::int64_t value, const Timeline::Split& split);
    TIM_DECL wire::SyncQuery& ask(Range range);
    bool is_full() const noexcept { return page_.messages.size() >= wanted_.count; }

    Messages messages_;
    Timeline timeline_;
    const HistoryRead& wanted_;
    const Conversation& conversation_;
    const LogState* log_;
    Range visible_;  // positions that the log has for this user
    UnixMillis begin_;
    UnixMillis end_;
    Place from_;
    HistoryPage page_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/history.ipp"
#endif
