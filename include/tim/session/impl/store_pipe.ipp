#pragma once

#include "tim/session/detail/store_pipe.hpp"

#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>

#include <algorithm>

namespace tim::session {

class StorePipe::Opening final : public Step {
public:
    Opening(store::StoreOptions options, std::string user, Random& random, UniqueFunction<void(Result<Opened>)> handler)
        : options_(std::move(options)), user_(std::move(user)), random_(random), handler_(std::move(handler)) {}

    bool run(Box& box) override {
        outcome_ = db::attempt([&] {
            box.store.reset();
            box.store = std::make_unique<store::Store>(options_, user_, random_);
            Opened opened;
            opened.state = box.store->state();
            opened.shown = box.store->shown();
            opened.failed = box.store->fail_unwritten(static_cast<std::int32_t>(Errc::sdk_not_logged_in));
            opened.unsent = box.store->unsent();
            return opened;
        });
        if (outcome_.has_error()) box.store.reset();
        return outcome_.has_value();
    }
    void hand_out(StorePipe&) override { handler_(std::move(outcome_)); }
    bool stands_alone() const override { return true; }

private:
    store::StoreOptions options_;
    std::string user_;
    Random& random_;
    UniqueFunction<void(Result<Opened>)> handler_;
    Result<Opened> outcome_ = Opened();
};

class StorePipe::Closing final : public Step {
public:
    explicit Closing(UniqueFunction<void()> handler) : handler_(std::move(handler)) {}

    bool run(Box& box) override {
        box.store.reset();
        return true;
    }
    void hand_out(StorePipe&) override { handler_(); }
    bool stands_alone() const override { return true; }

private:
    UniqueFunction<void()> handler_;
};

class StorePipe::Applying final : public Step {
public:
    void add(store::Batch batch, std::uint64_t number) {
        batches_.push_back(std::move(batch));
        numbers_.push_back(number);
    }

    bool run(Box& box) override {
        outcome_ = db::attempt([&] { return opened(box).apply(batches_); });
        return outcome_.has_value();
    }
    void hand_out(StorePipe& pipe) override { pipe.on_applied_(std::move(outcome_), numbers_); }

private:
    std::vector<store::Batch> batches_;
    std::vector<std::uint64_t> numbers_;
    Result<store::Applied> outcome_ = store::Applied();
};

TIM_DECL StorePipe::~StorePipe() {
    worker_.post([box = std::move(box_)]() mutable { box.reset(); });
}

TIM_DECL void StorePipe::open(store::StoreOptions options, std::string user, Random& random,
                              UniqueFunction<void(Result<Opened>)> handler) {
    put(std::make_unique<Opening>(std::move(options), std::move(user), random, std::move(handler)));
}

TIM_DECL void StorePipe::close(UniqueFunction<void()> handler) { put(std::make_unique<Closing>(std::move(handler))); }

TIM_DECL void StorePipe::abandon() {
    abandoned_ = true;
    steps_.clear();
    last_applying_ = nullptr;
    worker_.post([box = box_] { box->store.reset(); });
}

TIM_DECL void StorePipe::apply(store::Batch batch, std::uint64_t number, std::size_t bytes) {
    if (abandoned_) return;
    waiting_bytes_ += bytes;
    if (!last_applying_) {
        auto applying = std::make_unique<Applying>();
        Applying* const last = applying.get();
        put(std::move(applying));
        last_applying_ = last;
    }
    last_applying_->add(std::move(batch), number);
}

TIM_DECL void StorePipe::put(std::unique_ptr<Step> step) {
    last_applying_ = nullptr;
    if (!abandoned_) steps_.push_back(std::move(step));
}

TIM_DECL void StorePipe::flush() {
    if (busy_ || steps_.empty()) return;
    busy_ = true;
    waiting_bytes_ = 0;
    last_applying_ = nullptr;
    auto strand = boost::asio::prefer(strand_, boost::asio::execution::outstanding_work.tracked);
    worker_.post([this, box = box_, steps = std::exchange(steps_, {}), strand = std::move(strand),
                  owner = owner_.lock()]() mutable {
        work_off(*box, steps);
        boost::asio::post(strand, [this, steps = std::move(steps), owner = std::move(owner)] { finish(steps); });
    });
}

TIM_DECL void StorePipe::finish(const Steps& round) {
    busy_ = false;
    for (const std::unique_ptr<Step>& step : round)
        if (!abandoned_) step->hand_out(*this);
    if (!abandoned_) after_round_();
}

TIM_DECL void StorePipe::work_off(Box& box, const Steps& round) {
    const auto is_alone = [](const std::unique_ptr<Step>& step) { return step->stands_alone(); };
    for (auto first = round.begin(); first != round.end();) {
        const auto last = is_alone(*first) ? first + 1 : std::find_if(first, round.end(), is_alone);
        work_together(box, {first, last});
        first = last;
    }
}

TIM_DECL void StorePipe::work_together(Box& box, std::span<const std::unique_ptr<Step>> steps) {
    const auto run = [&box](const std::unique_ptr<Step>& step) { return step->run(box); };
    if (box.store && steps.size() > 1) {
        const auto together = [&] { return std::all_of(steps.begin(), steps.end(), run); };
        const Result<bool> committed = db::attempt([&] { return box.store->together(together); });
        if (committed.has_value() && *committed) return;
    }
    for (const std::unique_ptr<Step>& step : steps) run(step);
}

}  // namespace tim::session
