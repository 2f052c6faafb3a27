#include "tim/store/ranges.hpp"

#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

#include <limits>
#include <set>

using namespace tim;
using namespace tim::store;

namespace {

constexpr Position most = std::numeric_limits<Position>::max();

RangeSet of(std::initializer_list<Range> ranges) {
    RangeSet set;
    for (const Range& range : ranges) set.add(range);
    return set;
}

/// The same as a plain set of positions.
class Naive {
public:
    void add(Range range) {
        for (Position pos = std::max<Position>(range.from, 1); pos <= range.to; ++pos) held_.insert(pos);
    }
    bool contains(Position pos) const { return held_.count(pos) != 0; }

    std::optional<Range> newest_hole(Range within) const {
        Position to = within.to;
        while (to >= within.from && to != 0 && contains(to)) --to;
        if (to < within.from || to == 0) return std::nullopt;
        Position from = to;
        while (from > std::max<Position>(within.from, 1) && !contains(from - 1)) --from;
        return Range{from, to};
    }

    std::optional<Range> oldest_hole(Range within) const {
        Position from = std::max<Position>(within.from, 1);
        while (from <= within.to && contains(from)) ++from;
        if (from > within.to) return std::nullopt;
        Position to = from;
        while (to < within.to && !contains(to + 1)) ++to;
        return Range{from, to};
    }

    Position held_from(Position start) const {
        Position pos = std::max<Position>(start, 1);
        while (contains(pos)) ++pos;
        return pos - 1;
    }

private:
    std::set<Position> held_;
};

bool is_in_normal_form(const RangeSet& set) {
    const std::vector<Range>& ranges = set.ranges();
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        if (ranges[i].from == 0 || ranges[i].to < ranges[i].from) return false;
        if (i != 0 && ranges[i].from <= ranges[i - 1].to + 1) return false;
    }
    return true;
}

TEST_CASE("ranges that touch or overlap become one", "[store]") {
    CHECK(of({{1, 3}, {4, 6}}).ranges() == std::vector<Range>{{1, 6}});
    CHECK(of({{4, 6}, {1, 3}}).ranges() == std::vector<Range>{{1, 6}});
    CHECK(of({{1, 3}, {5, 6}}).ranges() == std::vector<Range>{{1, 3}, {5, 6}});
    CHECK(of({{1, 2}, {4, 5}, {7, 8}, {2, 7}}).ranges() == std::vector<Range>{{1, 8}});
}

TEST_CASE("an empty range adds nothing, and position 0 is none", "[store]") {
    CHECK(of({{5, 4}}).ranges().empty());
    CHECK(of({{0, 0}}).ranges().empty());
    CHECK(of({{0, 2}}).ranges() == std::vector<Range>{{1, 2}});
    CHECK_FALSE(of({{0, 2}}).contains(0));
}

TEST_CASE("the last position of all can be held", "[store]") {
    RangeSet set = of({{most, most}, {1, 1}});
    CHECK(set.ranges() == std::vector<Range>{{1, 1}, {most, most}});
    CHECK(set.newest_hole({0, most}) == Range{2, most - 1});
    set.add({2, most - 1});
    CHECK(set.ranges() == std::vector<Range>{{1, most}});
    CHECK(set.held_from(3) == most);
    CHECK_FALSE(set.newest_hole({1, most}));
    CHECK_FALSE(set.oldest_hole({1, most}));
}

TEST_CASE("a set of ranges answers like a plain set of positions", "[store]") {
    const std::uint64_t seed = GENERATE(1, 2, 3, 4, 5);
    CAPTURE(seed);
    store::test::SeededRandom random(seed);
    for (int run = 0; run < 40; ++run) {
        RangeSet set;
        Naive naive;
        for (int step = 0; step < 12; ++step) {
            const Position from = random.between(1, 40);
            const Range range{from, from + random.below(6) - 1};
            set.add(range);
            naive.add(range);
            REQUIRE(is_in_normal_form(set));
            for (Position pos = 0; pos < 50; ++pos) {
                REQUIRE(set.contains(pos) == naive.contains(pos));
                REQUIRE(set.held_from(pos) == naive.held_from(pos));
            }
            const Position low = random.below(45);
            const Range within{low, low + random.below(20)};
            REQUIRE(set.newest_hole(within) == naive.newest_hole(within));
            REQUIRE(set.oldest_hole(within) == naive.oldest_hole(within));
        }
        CHECK(set.newest() == (set.ranges().empty() ? 0 : set.ranges().back().to));
    }
}

}  // namespace
