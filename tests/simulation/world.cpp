#include "tests/simulation/world.hpp"

#include <algorithm>

namespace sim {

void Lane::post(Work work) {
    if (closed_) return;
    const Millis delay = most_delay_ > 0 ? world_.chance.between(0, most_delay_) : 0;
    last_ = std::max(last_, world_.now() + delay);
    waiting_.push_back({last_, std::move(work)});
    get_ready();
}

void Lane::stall(Millis until) {
    last_ = std::max(last_, until);
    for (Item& item : waiting_) item.at = std::max(item.at, until);
    world_.forget(*this);
    announced_ = false;
    get_ready();
}

void Lane::close() {
    closed_ = true;
    world_.forget(*this);
    // One by one and from outside of the list, because what is destroyed may post.
    while (!waiting_.empty()) {
        const Work dropped = std::move(waiting_.front().work);
        waiting_.pop_front();
    }
}

void Lane::get_ready() {
    if (announced_ || waiting_.empty() || closed_) return;
    announced_ = true;
    if (waiting_.front().at <= world_.now())
        world_.ready_.push_back(this);
    else
        world_.later_.emplace(waiting_.front().at, this);
}

void Lane::run_one() {
    announced_ = false;
    Work work = std::move(waiting_.front().work);
    waiting_.pop_front();
    get_ready();
    work();
}

void World::forget(Lane& lane) {
    std::erase(ready_, &lane);
    std::erase_if(later_, [&](const auto& entry) { return entry.second == &lane; });
}

void World::do_interrupts() {
    while (!interrupts_.empty()) {
        std::vector<Work> due = std::exchange(interrupts_, {});
        for (Work& work : due) work();
    }
    while (!stops_.empty() && stops_.begin()->first <= steps_) {
        Work work = std::move(stops_.begin()->second);
        stops_.erase(stops_.begin());
        work();
    }
}

bool World::step() {
    do_interrupts();
    if (ready_.empty()) return false;
    ++steps_;
    const std::size_t index = chance.below(ready_.size());
    Lane& lane = *ready_[index];
    ready_[index] = ready_.back();
    ready_.pop_back();
    lane.run_one();
    return true;
}

void World::run_to(Millis time) {
    for (;;) {
        while (step()) {
        }
        const Millis alarm = agenda_.empty() ? time + 1 : agenda_.begin()->first.first;
        const Millis lane = later_.empty() ? time + 1 : later_.begin()->first;
        const Millis next = std::min(alarm, lane);
        if (next > time) break;
        now_ = std::max(now_, next);
        while (!later_.empty() && later_.begin()->first <= now_) {
            ready_.push_back(later_.begin()->second);
            later_.erase(later_.begin());
        }
        if (agenda_.empty() || agenda_.begin()->first.first > now_) continue;
        Work work = std::move(agenda_.begin()->second);
        agenda_.erase(agenda_.begin());
        work();
    }
    now_ = std::max(now_, time);
}

}  // namespace sim
