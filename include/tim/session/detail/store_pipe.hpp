#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/unique_function.hpp"
#include "tim/db/worker.hpp"
#include "tim/store/store.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace tim::session {

/// The way to the local store: what is put in is done on the database worker in that order, and its outcome is handed
/// out on the strand in that order. All that waits at a `flush` while the worker is free goes there at once, and
/// batches that follow each other become one transaction. Used on the strand.
class StorePipe {
public:
    /// What a store begins with.
    struct Opened {
        store::State state;
        std::uint64_t shown = 0;
        std::vector<MessageData> failed;    ///< messages that the program before did not come to write
        std::vector<store::Unsent> unsent;  ///< those that are to be sent
    };
    /// Gets what a transaction changed, and the numbers of the batches in it; or why a whole round came to nothing.
    using OnApplied = UniqueFunction<void(Result<store::Applied>, const std::vector<std::uint64_t>&)>;

    /// `after_round` is called when the outcomes of a round were handed out.
    StorePipe(db::Worker worker, boost::asio::any_io_executor strand, OnApplied on_applied,
              UniqueFunction<void()> after_round)
        : worker_(std::move(worker)),
          strand_(std::move(strand)),
          on_applied_(std::move(on_applied)),
          after_round_(std::move(after_round)) {}
    TIM_DECL ~StorePipe();
    StorePipe(const StorePipe&) = delete;
    StorePipe& operator=(const StorePipe&) = delete;

    /// Who is kept alive while something is under way.
    void owned_by(std::weak_ptr<void> owner) { owner_ = std::move(owner); }

    TIM_DECL void open(store::StoreOptions options, std::string user, Random& random,
                       UniqueFunction<void(Result<Opened>)> handler);
    /// Closes the store when all before is done. Without a store it does nothing but call back.
    TIM_DECL void close(UniqueFunction<void()> handler);
    /// Hands over what waits, if the worker is free.
    TIM_DECL void flush();
    /// Forgets what waits, hands nothing out any more, and closes the store when the worker comes to it.
    TIM_DECL void abandon();

    /// `number` comes back with the outcome. `waiting_bytes` counts it as `bytes` until the worker has it.
    TIM_DECL void apply(store::Batch batch, std::uint64_t number, std::size_t bytes);
    std::size_t waiting_bytes() const noexcept { return waiting_bytes_; }

    /// Runs `work(store)` there and `handler(Result<what it returns>)` here; 6014 when no store is open.
    template <class Work, class Handler>
    void run(Work work, Handler handler) {
        put([work = std::move(work), handler = std::move(handler)](Box& box) mutable -> Continuation {
            auto outcome = db::attempt([&] {
                if (!box.store) throw Error(Failure(Errc::sdk_not_logged_in));
                return work(*box.store);
            });
            return
                [handler = std::move(handler), outcome = std::move(outcome)]() mutable { handler(std::move(outcome)); };
        });
    }

private:
    /// Touched by the worker alone.
    struct Box {
        std::unique_ptr<store::Store> store;
    };
    using Continuation = UniqueFunction<void()>;
    using Job = UniqueFunction<Continuation(Box&)>;

    struct Step {
        Job job;  ///< empty: `batch` is to be applied
        store::Batch batch;
        std::uint64_t number = 0;
    };

    TIM_DECL void put(Job job);
    TIM_DECL void finish(Result<std::vector<Continuation>> round);
    TIM_DECL std::vector<Continuation> work_off(Box& box, std::vector<Step> steps);
    TIM_DECL Continuation apply_all(Box& box, std::vector<store::Batch> batches, std::vector<std::uint64_t> numbers);

    db::Worker worker_;
    boost::asio::any_io_executor strand_;
    OnApplied on_applied_;
    UniqueFunction<void()> after_round_;
    std::weak_ptr<void> owner_;
    std::shared_ptr<Box> box_ = std::make_shared<Box>();
    std::vector<Step> steps_;
    std::size_t waiting_bytes_ = 0;
    bool busy_ = false;
    bool abandoned_ = false;
};

}  // namespace tim::session

#ifdef TIM_HEADER_ONLY
#include "tim/session/impl/store_pipe.ipp"
#endif
