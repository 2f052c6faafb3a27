#pragma once

#include "tim/session/detail/store_pipe.hpp"

namespace tim::session {

TIM_DECL StorePipe::~StorePipe() {
    worker_.post([box = std::move(box_)]() mutable { box.reset(); });
}

TIM_DECL void StorePipe::open(store::StoreOptions options, std::string user, Random& random,
                              UniqueFunction<void(Result<Opened>)> handler) {
    put([options = std::move(options), user = std::move(user), &random,
         handler = std::move(handler)](Box& box) mutable -> Continuation {
        Result<Opened> outcome = db::attempt([&] {
            box.store.reset();
            box.store = std::make_unique<store::Store>(options, user, random);
            Opened opened;
            opened.state = box.store->state();
            opened.shown = box.store->shown();
            opened.failed = box.store->fail_unwritten(static_cast<std::int32_t>(Errc::sdk_not_logged_in));
            opened.unsent = box.store->unsent();
            return opened;
        });
        if (outcome.has_error()) box.store.reset();
        return [handler = std::move(handler), outcome = std::move(outcome)]() mutable { handler(std::move(outcome)); };
    });
}

TIM_DECL void StorePipe::close(UniqueFunction<void()> handler) {
    put([handler = std::move(handler)](Box& box) mutable -> Continuation {
        box.store.reset();
        return std::move(handler);
    });
}

TIM_DECL void StorePipe::abandon() {
    abandoned_ = true;
    steps_.clear();
    worker_.post([box = box_] { box->store.reset(); });
}

TIM_DECL void StorePipe::apply(store::Batch batch, std::uint64_t number, std::size_t bytes) {
    if (abandoned_) return;
    waiting_bytes_ += bytes;
    Step& step = steps_.emplace_back();
    step.batch = std::move(batch);
    step.number = number;
}

TIM_DECL void StorePipe::put(Job job) {
    if (!abandoned_) steps_.emplace_back().job = std::move(job);
}

TIM_DECL void StorePipe::flush() {
    if (busy_ || steps_.empty()) return;
    busy_ = true;
    waiting_bytes_ = 0;
    auto work = [this, box = box_, steps = std::exchange(steps_, {})]() mutable {
        return work_off(*box, std::move(steps));
    };
    worker_.run(std::move(work), strand_,
                [this, owner = owner_.lock()](Result<std::vector<Continuation>> round) { finish(std::move(round)); });
}

TIM_DECL void StorePipe::finish(Result<std::vector<Continuation>> round) {
    busy_ = false;
    if (round.has_value())
        for (Continuation& next : *round)
            if (!abandoned_) next();
    if (round.has_error() && !abandoned_) on_applied_(round.error(), {});
    if (!abandoned_) after_round_();
}

TIM_DECL std::vector<StorePipe::Continuation> StorePipe::work_off(Box& box, std::vector<Step> steps) {
    std::vector<Continuation> outcomes;
    std::vector<store::Batch> batches;
    std::vector<std::uint64_t> numbers;
    const auto apply_waiting = [&] {
        if (batches.empty()) return;
        outcomes.push_back(apply_all(box, std::exchange(batches, {}), std::exchange(numbers, {})));
    };
    for (Step& step : steps) {
        if (step.job) {
            apply_waiting();
            outcomes.push_back(step.job(box));
        } else {
            batches.push_back(std::move(step.batch));
            numbers.push_back(step.number);
        }
    }
    apply_waiting();
    return outcomes;
}

TIM_DECL StorePipe::Continuation StorePipe::apply_all(Box& box, std::vector<store::Batch> batches,
                                                      std::vector<std::uint64_t> numbers) {
    Result<store::Applied> outcome = db::attempt([&] {
        if (!box.store) throw Error(Failure(Errc::sdk_not_logged_in));
        return box.store->apply(batches);
    });
    return [this, outcome = std::move(outcome), numbers = std::move(numbers)]() mutable {
        on_applied_(std::move(outcome), numbers);
    };
}

}  // namespace tim::session
