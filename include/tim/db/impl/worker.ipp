#pragma once

#include "tim/db/thread_check.hpp"
#include "tim/db/worker.hpp"

#include <boost/asio/strand.hpp>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace tim::db {
namespace detail {

class JobQueue {
public:
    JobQueue() = default;
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;
    virtual ~JobQueue() = default;
    virtual void post(Job job) = 0;
};

/// A job that may block while it runs and while it is destroyed, for it may own the last handle of a database.
class BlockingJob {
public:
    explicit BlockingJob(Job job) noexcept : job_(std::move(job)) {}
    BlockingJob(BlockingJob&&) noexcept = default;
    BlockingJob& operator=(BlockingJob&&) = delete;
    ~BlockingJob() {
        const BlockingAllowed allowed;
        job_ = Job();
    }

    void operator()() noexcept {
        const BlockingAllowed allowed;
        job_();
    }

private:
    Job job_;
};

/// A queue with its own thread, which starts with the first job and keeps the queue alive.
class ThreadQueue final : public JobQueue, public std::enable_shared_from_this<ThreadQueue> {
public:
    void post(Job posted) override {
        BlockingJob job(std::move(posted));
        {
            const std::unique_lock lock(mutex_);
            if (stopped_) return;
            jobs_.push_back(std::move(job));
            if (!started_) {
                thread_ = std::thread(&ThreadQueue::work, shared_from_this());
                started_ = true;
            }
        }
        wake_.notify_one();  // the thread, once awake, finds the mutex free
    }

    /// Runs what is queued and what those jobs queue, then ends the thread.
    void stop() {
        std::thread thread;
        {
            const std::unique_lock lock(mutex_);
            stopping_ = true;
            stopped_ = !started_;
            thread = std::move(thread_);
            wake_.notify_one();
        }
        if (thread.get_id() == std::this_thread::get_id())
            thread.detach();  // a job destroys the context; the loop ends after it
        else if (thread.joinable())
            thread.join();
    }

private:
    void work() noexcept {
        std::unique_lock lock(mutex_);
        for (;;) {
            wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
            stopped_ = jobs_.empty();
            if (stopped_) return;
            perform_first(lock);
        }
    }

    void perform_first(std::unique_lock<std::mutex>& lock) {
        {
            BlockingJob job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            job();
        }
        lock.lock();
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<BlockingJob> jobs_;
    std::thread thread_;
    bool started_ = false;
    bool stopping_ = false;
    bool stopped_ = false;
};

/// Makes the thread end before its context does.
class ThreadQueueService final : public boost::asio::execution_context::service {
public:
    using key_type = ThreadQueueService;
    inline static boost::asio::execution_context::id id;

    explicit ThreadQueueService(boost::asio::execution_context& context) : service(context) {}

    std::shared_ptr<ThreadQueue> queue() const { return queue_; }

private:
    void shutdown() override { queue_->stop(); }

    std::shared_ptr<ThreadQueue> queue_ = std::make_shared<ThreadQueue>();
};

class ExecutorQueue final : public JobQueue {
public:
    explicit ExecutorQueue(boost::asio::any_io_executor executor) : strand_(std::move(executor)) {}

    void post(Job job) override { boost::asio::post(strand_, BlockingJob(std::move(job))); }

private:
    boost::asio::strand<boost::asio::any_io_executor> strand_;
};

}  // namespace detail

TIM_DECL Worker::Worker(boost::asio::execution_context& context)
    : queue_(boost::asio::use_service<detail::ThreadQueueService>(context).queue()) {}

TIM_DECL Worker::Worker(boost::asio::any_io_executor executor)
    : queue_(std::make_shared<detail::ExecutorQueue>(std::move(executor))) {}

TIM_DECL void Worker::post(Job job) const { queue_->post(std::move(job)); }

}  // namespace tim::db
