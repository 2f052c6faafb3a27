#pragma once

#include "tests/simulation/chance.hpp"
#include "tests/simulation/trace.hpp"
#include "tim/core/time.hpp"
#include "tim/core/unique_function.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <utility>
#include <vector>

namespace sim {

using Millis = tim::SteadyMillis;
using Work = tim::UniqueFunction<void()>;

class World;

/// Handlers that run one after the other in the order of their posting: what one thread of a process would do. Each
/// may be held up for a while, as on a slow disk; those behind it wait.
class Lane {
public:
    /// A handler waits from 0 to `most_delay` ms.
    Lane(World& world, Millis most_delay) : world_(world), most_delay_(most_delay) {}
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;
    ~Lane() { close(); }

    void post(Work work);
    /// Nothing runs before that time.
    void stall(Millis until);
    /// Destroys what waits; what comes later is destroyed at once.
    void close();
    bool is_idle() const noexcept { return waiting_.empty(); }

private:
    friend class World;

    struct Item {
        Millis at = 0;
        Work work;
    };

    void run_one();
    void get_ready();

    World& world_;
    const Millis most_delay_;
    std::deque<Item> waiting_;
    Millis last_ = 0;  ///< no handler is due before this time
    bool closed_ = false;
    bool announced_ = false;  ///< the world knows that there is work, now or later
};

/// Time and order of everything: one thread, one clock that jumps to what is due next, and chance that decides who of
/// those who are ready comes first. The same seed brings the same run.
class World {
public:
    World(std::uint64_t seed, bool shown) : trace(shown), chance(seed) {}
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    Millis now() const noexcept { return now_; }
    /// Runs `work` at that time, outside of all processes.
    void at(Millis time, Work work) {
        agenda_.emplace(std::pair(std::max(time, now_), ++last_number_), std::move(work));
    }
    void after(Millis pause, Work work) { at(now_ + pause, std::move(work)); }
    /// Runs `work` before the next handler.
    void soon(Work work) { interrupts_.push_back(std::move(work)); }
    /// Runs `work` when so many handlers have run: in the middle of what they do together.
    void after_steps(std::uint64_t count, Work work) { stops_.emplace(steps_ + count, std::move(work)); }

    /// Goes on until `time`, and to the end of all that is due then.
    void run_to(Millis time);
    std::uint64_t steps() const noexcept { return steps_; }

    void note(std::string_view who, std::string_view what) { trace.note(now_, who, what); }

    Trace trace;
    Chance chance;

private:
    friend class Lane;

    void do_interrupts();
    bool step();
    void forget(Lane& lane);

    Millis now_ = 0;
    std::uint64_t last_number_ = 0;
    std::uint64_t steps_ = 0;
    std::map<std::pair<Millis, std::uint64_t>, Work> agenda_;
    std::multimap<std::uint64_t, Work> stops_;
    std::vector<Work> interrupts_;
    std::vector<Lane*> ready_;
    std::multimap<Millis, Lane*> later_;
};

}  // namespace sim
