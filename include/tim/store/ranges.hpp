#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"

#include <optional>
#include <vector>

namespace tim::store {

/// Positions `from`…`to` of a log, both included.
struct Range {
    Position from = 0;
    Position to = 0;

    friend bool operator==(const Range&, const Range&) = default;
};

/// The positions of one log that a device holds completely: sorted, disjoint, touching ranges merged. A plain value.
/// Positions count from 1: a 0 in an argument means "from the first".
class RangeSet {
public:
    /// Adds positions; an empty range (`to < from`) changes nothing.
    TIM_DECL void add(Range range);
    TIM_DECL bool contains(Position position) const noexcept;

    /// The newest stretch of positions within `within` that is not held; none when all are held.
    TIM_DECL std::optional<Range> newest_hole(Range within) const noexcept;

    /// The oldest such stretch.
    TIM_DECL std::optional<Range> oldest_hole(Range within) const noexcept;

    /// The newest position p so that all of `start`…p are held; `start - 1` when `start` itself is not.
    TIM_DECL Position held_from(Position start) const noexcept;

    /// The newest position that is held, 0 when none is.
    Position newest() const noexcept { return ranges_.empty() ? 0 : ranges_.back().to; }

    const std::vector<Range>& ranges() const noexcept { return ranges_; }
    void clear() noexcept { ranges_.clear(); }

    friend bool operator==(const RangeSet&, const RangeSet&) = default;

private:
    std::vector<Range> ranges_;
};

}  // namespace tim::store

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/ranges.ipp"
#endif
