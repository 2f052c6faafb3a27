#pragma once

#include "tim/store/history.hpp"

#include <algorithm>

namespace tim::store {

TIM_DECL bool HistoryRead::answered(const wire::SyncQuery& asked, const wire::EntryRange& answer) {
    const bool is_empty = answer.to < answer.from;
    if (!seqs.empty()) {
        sought.push_back(asked.seq);
        return true;
    }
    if (asked.seq == 0 && asked.time == 0) return !is_empty;
    // Where nothing was cut off, the bound is not in what was asked for.
    if (newer && (is_empty || answer.from > asked.from)) {
        const Position first = is_empty ? asked.to + 1 : answer.from;
        edge = std::max(edge.value_or(first), first);
    } else if (!newer && (is_empty || answer.to < asked.to)) {
        const Position last = is_empty ? asked.from - 1 : answer.to;
        edge = std::min(edge.value_or(last), last);
    }
    return true;
}

}  // namespace tim::store
