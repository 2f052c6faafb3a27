#pragma once

#include "tim/store/ranges.hpp"

#include <algorithm>
#include <iterator>

namespace tim::store {
namespace detail {

inline constexpr Position first_position = 1;

}  // namespace detail

TIM_DECL void RangeSet::add(Range range) {
    range.from = std::max(range.from, detail::first_position);
    if (range.to < range.from) return;
    const auto ends_before = [](const Range& held, Position from) { return held.to < from - 1; };
    const auto begins_after = [](Position to, const Range& held) { return to < held.from - 1; };
    const auto first = std::lower_bound(ranges_.begin(), ranges_.end(), range.from, ends_before);
    const auto last = std::upper_bound(first, ranges_.end(), range.to, begins_after);
    if (first == last) {
        ranges_.insert(first, range);
        return;
    }
    first->from = std::min(first->from, range.from);
    first->to = std::max(std::prev(last)->to, range.to);
    ranges_.erase(std::next(first), last);
}

TIM_DECL bool RangeSet::contains(Position position) const noexcept {
    return position != 0 && held_from(position) >= position;
}

TIM_DECL std::optional<Range> RangeSet::newest_hole(Range within) const noexcept {
    within.from = std::max(within.from, detail::first_position);
    if (within.to < within.from) return std::nullopt;
    const auto begins_after = [](Position position, const Range& held) { return position < held.from; };
    auto above = std::upper_bound(ranges_.begin(), ranges_.end(), within.to, begins_after);
    if (above != ranges_.begin() && std::prev(above)->to >= within.to) {
        --above;
        within.to = above->from - 1;
        if (within.to < within.from) return std::nullopt;
    }
    if (above != ranges_.begin()) within.from = std::max(within.from, std::prev(above)->to + 1);
    return within;
}

TIM_DECL std::optional<Range> RangeSet::oldest_hole(Range within) const noexcept {
    const Position held = held_from(std::max(within.from, detail::first_position));
    if (held >= within.to) return std::nullopt;
    within.from = held + 1;
    const auto begins_after = [](Position position, const Range& range) { return position < range.from; };
    const auto above = std::upper_bound(ranges_.begin(), ranges_.end(), within.from, begins_after);
    if (above != ranges_.end()) within.to = std::min(within.to, above->from - 1);
    return within;
}

TIM_DECL Position RangeSet::held_from(Position start) const noexcept {
    start = std::max(start, detail::first_position);
    const auto ends_before = [](const Range& held, Position position) { return held.to < position; };
    const auto found = std::lower_bound(ranges_.begin(), ranges_.end(), start, ends_before);
    return found != ranges_.end() && found->from <= start ? found->to : start - 1;
}

}  // namespace tim::store
