#pragma once

#include "tim/core/config.hpp"
#include "tim/core/unique_function.hpp"
#include "tim/db/error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace tim::db {

/// A job for a database thread. It must not throw: what escapes ends the program. `Worker::run` catches for it.
using Job = UniqueFunction<void()>;

namespace detail {
class JobQueue;
}

/// Where database and file work is done: one job at a time, in the order of posting. A cheap handle; copies mean the
/// same queue. Any thread may call it. Around each job a `BlockingAllowed` lives.
///
/// Made from an execution context it uses a thread that belongs to a service of that context and is shared by all
/// workers of that context; whoever wants a thread of his own (the hub does) makes an `execution_context` of his own.
/// When the context is destroyed, all jobs that are queued run first, so that no commit is left half done, and then the
/// thread is joined. Jobs posted later are destroyed without having run, on the thread that posts them.
///
/// Made from an executor the jobs run there, one after the other also if that executor has several threads; tests and
/// simulation run them under virtual time so. Jobs that the executor drops are destroyed without having run.
class Worker {
public:
    TIM_DECL explicit Worker(boost::asio::execution_context& context);
    TIM_DECL explicit Worker(boost::asio::any_io_executor executor);

    /// Queues a job; a job may post others. Never waits.
    TIM_DECL void post(Job job) const;

    /// Queues `work`, and hands its outcome to `handler(Result<T>)`, posted to `reply_to`, whose context has
    /// outstanding work meanwhile. `work` may throw (see `attempt`) and may return a `Result`. Both may be move-only.
    /// When the job is dropped, both are destroyed uncalled.
    template <class Work, class Handler>
    void run(Work work, const boost::asio::any_io_executor& reply_to, Handler handler) const {
        auto busy = boost::asio::prefer(reply_to, boost::asio::execution::outstanding_work.tracked);
        post([work = std::move(work), busy = std::move(busy), handler = std::move(handler)]() mutable {
            auto outcome = attempt(work);
            boost::asio::post(busy, [handler = std::move(handler), outcome = std::move(outcome)]() mutable {
                handler(std::move(outcome));
            });
        });
    }

private:
    std::shared_ptr<detail::JobQueue> queue_;
};

}  // namespace tim::db

#ifdef TIM_HEADER_ONLY
#include "tim/db/impl/worker.ipp"
#endif
