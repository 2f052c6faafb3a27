#pragma once

#include "tim/core/random.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>

namespace sim {

/// What SQLite asks of a disk.
enum class Op { open, read, write, truncate, sync, remove };

/// Which calls of a simulated disk fail, and how many there were.
class DiskFaults {
public:
    enum class Outcome { done, failed, full };

    static constexpr std::uint64_t always = std::numeric_limits<std::uint64_t>::max();

    explicit DiskFaults(tim::Random& random) : random_(random) {}

    /// After `after_calls` more calls of this kind the next `times` of them fail. A write that fails may have written a
    /// part; a sync that fails leaves unsynced what was.
    void fail_next(Op op, std::uint64_t after_calls = 0, std::uint64_t times = 1) {
        Plan& plan = of(op);
        plan.fails_from = plan.calls + after_calls;
        plan.fails_until = times > always - plan.fails_from ? always : plan.fails_from + times;
    }

    /// Each call of this kind fails with this chance, 0 for none.
    void fail_by_chance(Op op, std::uint64_t per_million) { of(op).per_million = per_million; }

    /// While it is full every write fails, an overwriting one too, as on disks that copy on write.
    void full(bool is) noexcept { is_full_ = is; }

    /// Runs `action` once, before the call of this kind that comes after `after_calls` others. It may kill the machine
    /// or cut its power: that call then fails, too. It must not throw.
    void at_call(Op op, std::uint64_t after_calls, std::function<void()> action) {
        Plan& plan = of(op);
        plan.acts_at = plan.calls + after_calls;
        plan.action = std::move(action);
    }

    /// No more faults, and no action.
    void heal() {
        for (Plan& plan : plans_) plan = Plan{plan.calls};
        is_full_ = false;
    }

    /// How many calls of this kind there have been, failed ones too.
    std::uint64_t calls(Op op) const { return plans_[static_cast<std::size_t>(op)].calls; }

    /// Counts a call and says how it goes.
    Outcome enter(Op op) {
        Plan& plan = of(op);
        const std::uint64_t number = plan.calls++;
        if (plan.action && number >= plan.acts_at) std::exchange(plan.action, nullptr)();
        if (op == Op::write && is_full_) return Outcome::full;
        const bool planned = number >= plan.fails_from && number < plan.fails_until;
        const bool by_chance = plan.per_million != 0 && random_.below(1'000'000) < plan.per_million;
        return planned || by_chance ? Outcome::failed : Outcome::done;
    }

private:
    struct Plan {
        std::uint64_t calls = 0;
        std::uint64_t fails_from = 0;
        std::uint64_t fails_until = 0;
        std::uint64_t per_million = 0;
        std::uint64_t acts_at = 0;
        std::function<void()> action = nullptr;
    };

    Plan& of(Op op) { return plans_[static_cast<std::size_t>(op)]; }

    tim::Random& random_;
    std::array<Plan, 6> plans_;
    bool is_full_ = false;
};

}  // namespace sim
