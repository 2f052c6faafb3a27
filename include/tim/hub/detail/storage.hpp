#pragma once

#include "tim/core/config.hpp"
#include "tim/core/unique_function.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/hub/options.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution_context.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tim::hub {

class StorageThread;

/// One request that is done.
struct Finished {
    std::uint64_t session = 0;  ///< of its caller
    std::uint64_t request = 0;  ///< as it was given to `submit`
    Answer answer;
    std::vector<Event> events;  ///< empty when it was refused and undone
};

/// The hub's database, and the one place where operations run: one after the other in the order of submitting, on a
/// thread of its own or on `HubOptions::storage_executor`. What waits while a commit runs is taken together, run in one
/// transaction, and committed once (group commit). An operation whose statement fails is undone alone and refused as
/// passing (10002 for `group.*`, 20005 for all others); when the commit fails, or the transaction is lost, so are all
/// operations in it. The text says so when the disk is full. Nothing that the database holds is kept in memory, so the
/// next batch starts from what the disk has. When the file shows to be damaged, it is closed, and everything is refused
/// with 7010 from then on.
///
/// To be undone alone costs a savepoint, and that a copy of each page which is written behind it. An operation that
/// checks first does without; when its statement fails nevertheless, the batch is run a second time with savepoints for
/// all.
///
/// Functions may be called from any thread; results come by one call per batch on the executor given.
class Storage {
public:
    using Deliver = UniqueFunction<void(std::vector<Finished>)>;

    /// `executor` runs the callbacks, one at a time: a strand, or a single thread's. It has outstanding work while
    /// something is under way here, and its context lives longer than this object.
    TIM_DECL Storage(const HubOptions& options, boost::asio::any_io_executor executor);
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;
    /// Stops, unless it has.
    TIM_DECL ~Storage();

    /// Runs and commits what was submitted, then closes the database; with a thread of its own it waits for that.
    /// Called while the executor's context lives: afterwards nothing here touches it, so this object may outlive it.
    /// Once, by one thread.
    TIM_DECL void stop();

    /// Opens or makes `hub.db` in the options' folder; requests may be submitted at once. `done` gets 7010 for a file
    /// that is damaged, foreign, of a newer version or in use, 6022 when folder or file cannot be made or opened; all
    /// requests are then refused with the same. `deliver` gets the finished requests in commit order; it lives until
    /// the last of them is delivered or dropped, and may end on the storage thread, so it holds no more than a weak
    /// reference to its owner. Once.
    TIM_DECL void open(Deliver deliver, UniqueFunction<void(Result<void>)> done);

    /// `operation` lives for ever: a row of an operation table.
    TIM_DECL void submit(const Operation& operation, Caller caller, std::string body, std::uint64_t request = 0);

    /// Whether requests can succeed: it is open, and has not been found damaged. Any thread.
    TIM_DECL bool usable() const noexcept;

    /// Runs and delivers what was submitted before, closes the database, then calls `done`. Later requests are refused.
    TIM_DECL void close(UniqueFunction<void()> done);

private:
    std::unique_ptr<boost::asio::execution_context> own_context_;  ///< of the own thread, which ends with it
    std::shared_ptr<StorageThread> thread_;
    bool stopped_ = false;
};

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/storage.ipp"
#endif
