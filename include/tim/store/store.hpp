#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/random.hpp"
#include "tim/model/message_data.hpp"
#include "tim/store/ranges.hpp"
#include "tim/wire/messages.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tim::store {

/// Where a client keeps what it holds.
class StoreOptions {
public:
    /// In memory, gone with the client.
    StoreOptions() = default;
    /// Below this folder (made if missing), one database a user. A user id becomes a file name hex-encoded only.
    explicit StoreOptions(std::string folder) : folder_(std::move(folder)) {}

    /// `synchronous=FULL`: an acknowledged local commit survives a power cut. Default NORMAL: it survives a killed
    /// process.
    StoreOptions& survive_power_cut(bool on) {
        full_ = on;
        return *this;
    }

    const std::string& folder() const noexcept { return folder_; }
    bool survive_power_cut() const noexcept { return full_; }

private:
    std::string folder_;
    bool full_ = false;
};

/// A log as the device knows it.
struct LogState {
    LogState() = default;
    std::string log;
    ConvKey conv;          ///< type invalid: the user's own log
    Position head = 0;     ///< newest position heard of
    Position start = 1;    ///< oldest position that this user may see
    Position end = 0;      ///< newest one when the user has left, else 0
    Position news_to = 0;  ///< up to here messages were counted as news, or passed over as history
    RangeSet held;
    bool gone = false;  ///< the user is no longer part of it
};

/// What the session starts from.
struct State {
    State() = default;
    std::string device;    ///< random id of this store, made at its creation
    std::string epoch;     ///< of the hub's database, empty before the first login
    std::string user_log;  ///< empty before the first login
    std::vector<LogState> logs;
};

/// One answer about a range. Messages become news in the order of their log: as soon as everything between `news_to`
/// and them is held. A page that is taken far above `news_to` says so, and all below it is history.
struct Batch {
    Batch() = default;
    wire::EntryRange range;
    bool skips_to_newest = false;  ///< what lies below this range will never be news
};

/// What a transaction changed.
struct Applied {
    Applied() = default;
    std::vector<LogState> logs;          ///< new or changed logs, `held` included
    std::vector<ConvKey> conversations;  ///< whose newest message or existence changed, each once
    std::size_t news = 0;                ///< messages that `news()` now has more
    std::vector<std::string> unknown;    ///< log ids of batches that were left out: no `conv` entry told of them yet
    std::vector<ConvKey>
        reset;  ///< whose log is another one, or shorter than what was held: kept as local rows, synced anew
    std::vector<MessageData>
        settled;  ///< own messages of this device that were still *sending*, now found in their log
};

/// A message that is to be shown to the application, and its number in the order of arrival on this device.
struct News {
    News() = default;
    std::uint64_t arrival = 0;
    MessageData message;
};

/// The client's local database: messages, conversations and held ranges, changed together in one transaction. SQLite,
/// in a file or in memory. Every call runs on the database worker, never on an executor, and throws only `db::DbError`.
class Store {
public:
    /// Opens or makes the user's database. Refused, unharmed: in use by another process, damaged, made by a newer
    /// version.
    TIM_DECL Store(const StoreOptions& options, std::string_view user, Random& random);
    TIM_DECL ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    TIM_DECL State state();

    /// After `hello`: remembers the hub's epoch and the user's log. When the epoch is another one than before, all logs
    /// and held ranges are forgotten and what was held stays as local rows; true is returned.
    TIM_DECL bool greet(std::string_view epoch, std::string_view user_log, Position user_head);

    /// Notes conversations that are not known yet, and heads, as `heads` and `open` tell them. Memberships come from
    /// the user's log alone. A head below what is held, or another log for a known conversation, resets that log.
    TIM_DECL Applied learn(std::span<const wire::Head> heads);

    /// Stores entries and marks their ranges as held, in one transaction. Entries already held change nothing. An entry
    /// from this user whose id is that of an own message of the same conversation that is still *sending* settles it.
    /// `conv` entries of the user's log are taken in the order of their positions.
    TIM_DECL Applied apply(std::span<const Batch> batches);

    /// A message of one's own before its first write: status *sending* (or as given, for messages that are only local).
    TIM_DECL void save_outgoing(const MessageData& message);
    /// The hub's acknowledgement: number, time, status *sent*; the position counts as held, alone. Returns the message
    /// as it now is.
    TIM_DECL MessageData delivered(const ConvKey& conv, std::string_view msg_id, const wire::Sent& sent);
    /// Status *send failed*. Returns the message as it now is.
    TIM_DECL MessageData failed(const ConvKey& conv, std::string_view msg_id);

    /// Newest first: at most `count` messages of a conversation, older than the one with id `before` (empty: from the
    /// newest).
    TIM_DECL std::vector<MessageData> messages(const ConvKey& conv, std::size_t count, std::string_view before = {});
    TIM_DECL std::vector<MessageData> find(std::span<const std::string> msg_ids);

    /// Messages that became news after `arrival`, in that order, without those sent from this device.
    TIM_DECL std::vector<News> news(std::uint64_t arrival, std::size_t count);
    /// The stored reading position of the application, and moving it forward.
    TIM_DECL std::uint64_t shown();
    TIM_DECL void set_shown(std::uint64_t arrival);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tim::store

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/store.ipp"
#endif
