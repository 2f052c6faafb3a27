#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/logs.hpp"
#include "tim/wire/messages.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tim::store::detail {

/// Entries that concern this user alone: what was read, removed, cleared and set on any of the user's devices. One
/// whose log is not known yet is kept and has its effect when that is. All effects may come twice and in any order.
class Personal {
public:
    Personal(db::Connection& db, std::string_view user, Logs& logs) noexcept : db_(db), user_(user), logs_(logs) {}

    /// Whether an entry of this kind is to be taken here.
    TIM_DECL static bool concerns(const Log& log, std::string_view kind) noexcept;
    TIM_DECL void take(Log& log, const wire::Entry& entry);
    /// Keeps an entry for a version of this library that understands it.
    TIM_DECL void keep(const Log& log, const wire::Entry& entry);

    /// After a log became known: what waits for it.
    TIM_DECL void wake(Log& log);
    /// When the store is opened: what an older version could not understand.
    TIM_DECL void wake_all();

    /// Everything up to `to` is gone; the mark of what is read goes along.
    TIM_DECL void clear(Log& log, Position to, bool is_hidden);

private:
    /// What came of an entry: done, not understood, or it waits for the log of that id.
    struct Outcome {
        bool done = false;
        std::optional<std::string> log;
    };

    TIM_DECL Outcome apply(Log& log, const wire::Entry& entry);
    TIM_DECL Outcome read(Log& log, const wire::Entry& entry);
    TIM_DECL Outcome remove(const wire::Entry& entry);
    TIM_DECL Outcome clear(const wire::Entry& entry);
    TIM_DECL Outcome set(const wire::Entry& entry);
    TIM_DECL void hide(Log& log, bool is_hidden);
    TIM_DECL void keep(const Log& log, const wire::Entry& entry, const std::optional<std::string>& waits_for);
    TIM_DECL void retry(std::int64_t conv, Position pos, std::string_view text);

    db::Connection& db_;
    std::string_view user_;
    Logs& logs_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/personal.ipp"
#endif
