#pragma once

#include "tim/crypto/system_random.hpp"
#include "tim/db/connection.hpp"
#include "tim/db/thread_check.hpp"
#include "tim/db/transaction.hpp"
#include "tim/db/worker.hpp"
#include "tim/hub/detail/log_rates.hpp"
#include "tim/hub/detail/schema.hpp"
#include "tim/hub/detail/send_places.hpp"
#include "tim/hub/detail/storage.hpp"

#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>

#include <atomic>
#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>

namespace tim::hub {

/// What runs on the storage thread. Jobs keep it alive, so that what was submitted is committed also when the `Storage`
/// has gone.
class StorageThread : public std::enable_shared_from_this<StorageThread> {
public:
    using Executor = boost::asio::any_io_executor;

    StorageThread(const HubOptions& options, Executor executor, db::Worker worker)
        : options_(options), executor_(std::move(executor)), worker_(std::move(worker)) {}
    StorageThread(const StorageThread&) = delete;
    StorageThread& operator=(const StorageThread&) = delete;
    /// Closes what an executor left open that dropped its jobs.
    ~StorageThread() {
        const db::BlockingAllowed allowed;
        db_.reset();
    }

    TIM_DECL void open(Storage::Deliver deliver, UniqueFunction<void(Result<void>)> done);
    TIM_DECL void submit(const Operation& operation, Caller caller, std::string body, std::uint64_t request);
    TIM_DECL void close(UniqueFunction<void()> done);
    bool usable() const noexcept { return usable_; }

private:
    struct Pending {
        const Operation* operation;
        Caller caller;
        std::string body;
        std::uint64_t request;
    };

    // Bounds of one transaction: how many operations, and the bytes that they produced.
    static constexpr std::size_t most_operations = 512;
    static constexpr std::size_t most_bytes = 4 * 1024 * 1024;

    // Pages of the write-ahead log that are folded into the file when nothing else is to be done, and in any case.
    static constexpr int idle_log_pages = 1000;
    static constexpr int most_log_pages = 8000;

    /// The executor, kept from running out of work.
    Executor busy() const { return boost::asio::prefer(executor_, boost::asio::execution::outstanding_work.tracked); }
    TIM_DECL void post_batch(Executor busy);
    TIM_DECL bool take();
    TIM_DECL void fold_log(bool idle);

    TIM_DECL Result<void> open_database();
    TIM_DECL void ensure_epoch();
    TIM_DECL void close_database(Failure why);
    TIM_DECL void run_batch(const Executor& busy);
    TIM_DECL std::vector<Finished> commit_together();
    TIM_DECL void run_taken(std::vector<Finished>& batch);
    TIM_DECL void run(const Pending& pending, UnixMillis now, Finished& finished);
    TIM_DECL Answer attempt(const Pending& pending, Tx& tx);
    bool is_alone(const Operation& operation) const noexcept { return careful_ || !operation.checks_first; }
    TIM_DECL std::vector<Finished> refuse_first(std::size_t count, const std::string& why) const;
    TIM_DECL std::string note(const std::exception& error) const;
    TIM_DECL void deliver(const Executor& busy, std::vector<Finished> batch) const;
    Random& random() const { return options_.random() ? *options_.random() : crypto::SystemRandom::instance(); }

    const HubOptions options_;
    const Executor executor_;
    const db::Worker worker_;
    std::shared_ptr<Storage::Deliver> deliver_;  ///< shared with what was posted to `executor_`

    std::mutex mutex_;  ///< guards the next two
    std::deque<Pending> queue_;
    bool scheduled_ = false;  ///< a job is under way that will look into `queue_`

    std::atomic<bool> usable_ = false;

    // Of the storage thread.
    std::deque<Pending> taken_;
    std::optional<db::Connection> db_;
    Failure closed_{Errc::sdk_comm_database_failure, "the hub's database is not open"};
    LogRates rates_;
    SendPlaces sends_;      ///< of the running transaction
    bool careful_ = false;  ///< every operation gets a savepoint
};

namespace detail {

/// An operation that has no savepoint has failed, and the whole transaction with it.
struct Entangled {};

TIM_DECL void make_folder(const std::filesystem::path& path, const std::string& folder) {
    std::error_code error;
    const bool made = std::filesystem::create_directories(path, error);
    // What lies in it is for nobody else, whatever the umask says.
    if (made && !error) std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
    if (error) db::throw_error(db::Problem::io, "cannot make the folder " + folder + ": " + error.message());
}

TIM_DECL std::string database_path(const HubOptions& options) {
    const std::filesystem::path path(std::u8string(options.data().begin(), options.data().end()));
    if (options.vfs().empty()) make_folder(path, options.data());
    const std::u8string file = (path / u8"hub.db").u8string();
    return {file.begin(), file.end()};
}

TIM_DECL db::OpenOptions database_options(const HubOptions& options) {
    auto open = options.data().empty() ? db::OpenOptions::memory() : db::OpenOptions::file(database_path(options));
    return open.synchronous(db::Synchronous::full)
        .cache_kib(32 * 1024)
        .check_after_crash()
        .checkpoints_by_hand()
        .vfs(options.vfs());
}

/// Says what a client may know of a failed database; the rest is for the log.
TIM_DECL std::string_view plain_words(db::Problem problem) noexcept {
    switch (problem) {
        case db::Problem::full:
            return "the hub's disk is full";
        case db::Problem::io:
            return "the hub's disk failed";
        case db::Problem::memory:
            return "the hub has no memory left";
        case db::Problem::damaged:
            return "the hub's database is damaged";
        default:
            return "the hub's database refused";
    }
}

TIM_DECL bool is_damage(const std::exception& error) noexcept {
    const auto* failed = dynamic_cast<const db::DbError*>(&error);
    return failed && failed->problem() == db::Problem::damaged;
}

TIM_DECL Errc passing_code(const Operation& operation) noexcept {
    return operation.name.starts_with("group.") ? Errc::svr_group_internal_error : Errc::svr_msg_internal_error1;
}

TIM_DECL std::size_t bytes_of(const Finished& finished) noexcept {
    std::size_t bytes = finished.answer.body.size();
    for (const Event& event : finished.events) bytes += event.frame ? event.frame->size() : 0;
    return bytes;
}

}  // namespace detail

TIM_DECL void StorageThread::open(Storage::Deliver deliver, UniqueFunction<void(Result<void>)> done) {
    deliver_ = std::make_shared<Storage::Deliver>(std::move(deliver));
    worker_.post([self = shared_from_this(), busy = busy(), done = std::move(done)]() mutable {
        auto opened = self->open_database();
        boost::asio::post(busy,
                          [done = std::move(done), opened = std::move(opened)]() mutable { done(std::move(opened)); });
    });
}

TIM_DECL void StorageThread::submit(const Operation& operation, Caller caller, std::string body,
                                    std::uint64_t request) {
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back({&operation, std::move(caller), std::move(body), request});
        if (std::exchange(scheduled_, true)) return;
    }
    post_batch(busy());
}

TIM_DECL void StorageThread::close(UniqueFunction<void()> done) {
    worker_.post([self = shared_from_this(), busy = busy(), done = std::move(done)]() mutable {
        while (self->take()) self->deliver(busy, self->commit_together());
        self->close_database({Errc::sdk_comm_database_failure, "the hub's database is closed"});
        boost::asio::post(busy, [done = std::move(done)]() mutable { done(); });
    });
}

TIM_DECL void StorageThread::post_batch(Executor busy) {
    worker_.post([self = shared_from_this(), busy = std::move(busy)]() mutable { self->run_batch(busy); });
}

/// Whether there is anything to do; moves what waits to this thread when it has done all that it had.
TIM_DECL bool StorageThread::take() {
    if (!taken_.empty()) return true;
    const std::lock_guard lock(mutex_);
    taken_.swap(queue_);
    scheduled_ = !taken_.empty();
    return scheduled_;
}

TIM_DECL void StorageThread::run_batch(const Executor& busy) {
    if (!take()) return;
    deliver(busy, commit_together());
    const bool more = take();
    fold_log(!more);
    if (more) post_batch(busy);
}

/// A failure loses nothing, but the log grows until the disk heals.
TIM_DECL void StorageThread::fold_log(bool idle) {
    if (!db_) return;
    try {
        db_->fold_log(idle ? idle_log_pages : most_log_pages);
    } catch (const std::exception& error) {
        note(error);
    }
}

TIM_DECL Result<void> StorageThread::open_database() {
    auto opened = db::attempt([this] { db_.emplace(detail::database_options(options_), hub_schema()); });
    // What is taken away is overwritten, too.
    if (opened && options_.retention().count() > 0)
        opened = db::attempt([this] { db_->script("PRAGMA secure_delete = ON"); });
    if (opened) opened = db::attempt([this] { ensure_epoch(); });
    if (opened.has_error() && db_)
        opened = Failure(opened.error().code,
                         "cannot write to the database in " + options_.data() + ": " + opened.error().text);
    if (opened)
        usable_ = true;
    else
        close_database(opened.error());
    return opened;
}

/// All requests are refused from now on.
TIM_DECL void StorageThread::close_database(Failure why) {
    usable_ = false;
    db_.reset();
    closed_ = std::move(why);
}

TIM_DECL void StorageThread::ensure_epoch() {
    if (options_.restored()) {
        db_->run("DELETE FROM meta WHERE name = 'epoch'");
        // Who logged in last is not known any more: nobody who comes back is to be refused because of somebody older.
        db_->run("DELETE FROM logins");
    }
    if (db_->find<std::string>("SELECT value FROM meta WHERE name = 'epoch'")) return;
    db_->run("INSERT INTO meta (name, value) VALUES ('epoch', ?)", random().hex(16));
}

/// Runs the first of what was taken in one transaction; each of them is in the result.
TIM_DECL std::vector<Finished> StorageThread::commit_together() {
    std::vector<Finished> batch;
    if (!db_) {
        batch = refuse_first(taken_.size(), {});
    } else {
        try {
            db::Transaction transaction(*db_);
            sends_.clear();
            run_taken(batch);
            sends_.write_heads(*db_);
            transaction.commit();
        } catch (const detail::Entangled&) {
            careful_ = true;
            batch = commit_together();
            careful_ = false;
            return batch;
        } catch (const std::exception& error) {
            const std::string why = note(error);
            if (detail::is_damage(error)) close_database({Errc::sdk_comm_database_failure, why});
            batch = refuse_first(batch.empty() ? taken_.size() : batch.size(), why);
        }
    }
    taken_.erase(taken_.begin(), taken_.begin() + static_cast<std::ptrdiff_t>(batch.size()));
    return batch;
}

TIM_DECL void StorageThread::run_taken(std::vector<Finished>& batch) {
    const UnixMillis now = options_.clock().unix_now();
    std::size_t bytes = 0;
    for (const Pending& pending : taken_) {
        if (batch.size() == most_operations || bytes > most_bytes) return;
        run(pending, now, batch.emplace_back());
        bytes += detail::bytes_of(batch.back());
    }
}

/// Throws when not only the operation but the whole transaction is lost.
TIM_DECL void StorageThread::run(const Pending& pending, UnixMillis now, Finished& finished) {
    finished.session = pending.caller.session;
    finished.request = pending.request;
    const bool alone = is_alone(*pending.operation);
    if (alone) sends_.write_heads(*db_);
    // A second time counts against no rate.
    Tx tx{*db_, options_, random(), now, finished.events, careful_ ? nullptr : &rates_, alone ? nullptr : &sends_};
    try {
        finished.answer = attempt(pending, tx);
    } catch (const std::exception& error) {
        if (!db_->in_transaction() || detail::is_damage(error)) throw;
        if (!alone) throw detail::Entangled();
        finished.events.clear();
        finished.answer = Answer::passing(Failure(detail::passing_code(*pending.operation), note(error)));
    }
}

TIM_DECL Answer StorageThread::attempt(const Pending& pending, Tx& tx) {
    std::optional<db::Savepoint> savepoint;
    if (is_alone(*pending.operation)) savepoint.emplace(*db_);
    Answer answer = pending.operation->run(tx, pending.caller, pending.body);
    if (answer.failure.code && !answer.keep)
        tx.events.clear();
    else if (savepoint)
        savepoint->release();
    return answer;
}

TIM_DECL std::vector<Finished> StorageThread::refuse_first(std::size_t count, const std::string& why) const {
    std::vector<Finished> batch(count);
    for (std::size_t i = 0; i < count; ++i) {
        batch[i].session = taken_[i].caller.session;
        batch[i].request = taken_[i].request;
        batch[i].answer = Answer::passing(db_ ? Failure(detail::passing_code(*taken_[i].operation), why) : closed_);
    }
    return batch;
}

/// Logs all that is known of a failure; returns what a client may know.
TIM_DECL std::string StorageThread::note(const std::exception& error) const {
    if (options_.log()) options_.log()(LogLevel::error, std::string("hub storage: ") + error.what());
    const auto* failed = dynamic_cast<const db::DbError*>(&error);
    return std::string(failed ? detail::plain_words(failed->problem()) : "the hub failed");
}

TIM_DECL void StorageThread::deliver(const Executor& busy, std::vector<Finished> batch) const {
    boost::asio::post(busy, [deliver = deliver_, batch = std::move(batch)]() mutable { (*deliver)(std::move(batch)); });
}

TIM_DECL Storage::Storage(const HubOptions& options, boost::asio::any_io_executor executor) {
    if (!options.storage_executor()) own_context_ = std::make_unique<boost::asio::execution_context>();
    const db::Worker worker = own_context_ ? db::Worker(*own_context_) : db::Worker(options.storage_executor());
    thread_ = std::make_shared<StorageThread>(options, std::move(executor), worker);
}

TIM_DECL Storage::~Storage() {
    if (!stopped_) stop();
}

TIM_DECL void Storage::stop() {
    stopped_ = true;
    thread_->close([] {});
    own_context_.reset();
}

TIM_DECL void Storage::open(Deliver deliver, UniqueFunction<void(Result<void>)> done) {
    thread_->open(std::move(deliver), std::move(done));
}

TIM_DECL void Storage::submit(const Operation& operation, Caller caller, std::string body, std::uint64_t request) {
    thread_->submit(operation, std::move(caller), std::move(body), request);
}

TIM_DECL bool Storage::usable() const noexcept { return thread_->usable(); }

TIM_DECL void Storage::close(UniqueFunction<void()> done) { thread_->close(std::move(done)); }

}  // namespace tim::hub
