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
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace tim::session {

/// The way to the local store: what is put in is done on the database worker in that order, and its outcome is handed
/// out on the strand in that order. All that waits at a `flush` while the worker is free goes there at once and becomes
/// one transaction; when that fails, each step is done again in one of its own, so that one step's failure is no
/// other's. Used on the strand.
class StorePipe {
public:
    /// What a store begins with.
    struct Opened {
        store::State state;
        std::uint64_t shown = 0;
        std::vector<MessageData> failed;    ///< messages that the program before did not come to write
        std::vector<store::Unsent> unsent;  ///< those that are to be sent
    };
    /// Gets what a transaction changed, or why it came to nothing, and the numbers of the batches in it.
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

    /// Runs `work(store)` there and `handler(Result<what it returns>)` here; 6014 when no store is open. `work` changes
    /// nothing but the store: it may be called a second time, when what it did was taken back.
    template <class Work, class Handler>
    void run(Work work, Handler handler) {
        put(std::make_unique<Task<Work, Handler>>(std::move(work), std::move(handler)));
    }

private:
    /// Touched by the worker alone.
    struct Box {
        std::unique_ptr<store::Store> store;
    };

    /// What is done at the worker, and then handed out on the strand.
    class Step {
    public:
        virtual ~Step() = default;
        /// False when it failed.
        virtual bool run(Box& box) = 0;
        virtual void hand_out(StorePipe& pipe) = 0;
        /// It is part of no transaction: it opens or closes the store.
        virtual bool stands_alone() const { return false; }
    };
    using Steps = std::vector<std::unique_ptr<Step>>;

    template <class Work, class Handler>
    class Task final : public Step {
    public:
        Task(Work work, Handler handler) : work_(std::move(work)), handler_(std::move(handler)) {}
        bool run(Box& box) override {
            outcome_ = db::attempt([&] { return work_(opened(box)); });
            return outcome_->has_value();
        }
        void hand_out(StorePipe&) override { handler_(std::move(*outcome_)); }

    private:
        Work work_;
        Handler handler_;
        std::optional<Result<std::invoke_result_t<Work&, store::Store&>>> outcome_;
    };
    class Opening;
    class Closing;
    class Applying;

    static store::Store& opened(Box& box) {
        if (!box.store) throw Error(Failure(Errc::sdk_not_logged_in));
        return *box.store;
    }
    TIM_DECL void put(std::unique_ptr<Step> step);
    TIM_DECL void finish(const Steps& round);
    static TIM_DECL void work_off(Box& box, const Steps& round);
    static TIM_DECL void work_together(Box& box, std::span<const std::unique_ptr<Step>> steps);

    db::Worker worker_;
    boost::asio::any_io_executor strand_;
    OnApplied on_applied_;
    UniqueFunction<void()> after_round_;
    std::weak_ptr<void> owner_;
    std::shared_ptr<Box> box_ = std::make_shared<Box>();
    Steps steps_;
    Applying* last_applying_ = nullptr;  ///< the last step, when it is one
    std::size_t waiting_bytes_ = 0;
    bool busy_ = false;
    bool abandoned_ = false;
};

}  // namespace tim::session

#ifdef TIM_HEADER_ONLY
#include "tim/session/impl/store_pipe.ipp"
#endif
