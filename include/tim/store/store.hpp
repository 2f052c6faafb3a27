#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/random.hpp"
#include "tim/core/unique_function.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_search.hpp"
#include "tim/store/batch.hpp"
#include "tim/store/options.hpp"
#include "tim/store/outgoing.hpp"
#include "tim/store/ranges.hpp"
#include "tim/store/search.hpp"
#include "tim/store/state.hpp"
#include "tim/wire/messages.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tim::store {

/// The client's local database: messages, conversations and held ranges, changed together in one transaction. SQLite,
/// in a file or in memory. Every call runs on the database worker, never on an executor, and throws only `db::DbError`;
/// nothing has changed then, and later calls work as if it had not been made.
///
/// A conversation's history is ordered by position, never by clock. Messages that have none (failed, only local, no
/// longer held by the hub) keep the place where they stood; those that are *sending* are the newest.
class Store {
public:
    /// Opens or makes the user's database. Refused, unharmed: in use by another process, damaged, made by a newer
    /// version or for another user.
    TIM_DECL Store(const StoreOptions& options, std::string_view user, Random& random);
    TIM_DECL ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Makes all calls within `work` one transaction, which is committed when that returns true. Throws `db::DbError`
    /// when it cannot be. Returns whether it was; if not, nothing of it has happened, though its calls returned.
    TIM_DECL bool together(UniqueFunction<bool()> work);

    TIM_DECL State state();

    /// After `hello`: remembers the hub's epoch and the user's log. When the epoch is another one than before (or the
    /// user's log is another one, or shorter than what is held of it), all logs and held ranges are forgotten and what
    /// was held stays as local rows, numbers in the outbox are void; true is returned. Entries that come again find
    /// their row by conversation and id.
    TIM_DECL bool greet(std::string_view epoch, std::string_view user_log, Position user_head);

    /// Notes conversations that are not known yet, and heads, as `heads` and `open` tell them. Memberships come from
    /// the user's log alone. A head below what is held, or another log for a known conversation, resets that log;
    /// therefore answers are to be handed over in the order in which they came. `as_of`, if given, is the position of
    /// the user's log that the answer stands for: another log is not believed when the user's log told later.
    TIM_DECL Applied learn(std::span<const wire::Head> heads, Position as_of = std::numeric_limits<Position>::max());

    /// Stores entries and marks their ranges as held, in one transaction; ranges above holes are kept as they are.
    /// Entries already held change nothing, but for a newer version of a message. An entry from this user whose id is
    /// that of an own message of the same conversation that is still *sending* settles it. `conv` entries of the user's
    /// log are taken first, and the newest position counts, whatever the order in which they come. Entries of unknown
    /// kind are kept for a newer version of this library.
    TIM_DECL Applied apply(std::span<const Batch> batches);

    /// A message of one's own before its first write: status *sending* (or as given, for messages that are only local).
    /// The same id again replaces it, unless it was delivered: then nothing changes and the delivered one is returned.
    /// What is *sending* is in the outbox from then on, as `outgoing` says. Precondition: conversation and id are
    /// filled in, and the text of `outgoing` is the message but for what the envelope says and what stays on the device.
    TIM_DECL Saved save_outgoing(const MessageData& message, const Outgoing& outgoing = Outgoing());
    /// Before their first write under these numbers. Messages that are not in the outbox any more are passed over.
    TIM_DECL void number(std::span<const Numbered> numbers);
    /// The outbox, conversation by conversation, each in the order in which its messages are to be sent. A message
    /// leaves it by `delivered`, `failed`, `discard`, or an entry of its log. One without a number is uncertain where a
    /// power cut may have taken that back.
    TIM_DECL std::vector<Unsent> unsent();
    /// When a store was opened: what was *sending*, is not durable and was never numbered is *send failed*, because its
    /// program ended before it was written. Returns those messages. But where a power cut may have taken numbers back,
    /// the hub may have such a message: it is only noted as unwanted, and is not returned.
    TIM_DECL std::vector<MessageData> fail_unwritten(std::int32_t why);
    /// Notes why a message of the outbox is to be taken back, 0: it is not any more. One that is not there: nothing.
    TIM_DECL void unwant(const ConvKey& conv, std::string_view msg_id, std::int32_t why);
    /// The hub's acknowledgements: number, time, status *sent*; each position counts as held, alone. A message stays as
    /// it is when it is delivered already.
    TIM_DECL Delivered delivered(std::span<const Delivery> deliveries);
    /// Status *send failed*, unless it is known to be delivered; `why` is a documented error number, 8021 means that it
    /// was cancelled and has that status. A
    /// message that is not stored stays so.
    TIM_DECL Updated failed(const ConvKey& conv, std::string_view msg_id, std::int32_t why);
    /// Forgets a message of one's own that is not delivered: its conversation turned out to keep nothing. Unknown or
    /// delivered: nothing.
    TIM_DECL Applied discard(const ConvKey& conv, std::string_view msg_id);

    /// Newest first: at most `count` messages of a conversation, older than the one with id `before` (empty: from the
    /// newest; unknown: none).
    TIM_DECL std::vector<MessageData> messages(const ConvKey& conv, std::size_t count, std::string_view before = {});
    /// In the order of the ids; unknown ones are left out. Several conversations may hold the same id.
    TIM_DECL std::vector<MessageData> find(std::span<const std::string> msg_ids);

    /// Takes at most `most` messages that are new or changed since into the index of words; true when there may be more
    /// of them. A message takes some 30 microseconds.
    TIM_DECL bool index_some(std::size_t most);
    /// The stored messages that match, newest first by time: the server's, or the sender's where there is none. What is
    /// not in the index yet is taken in first. Deleted and revoked messages are never found, nor are faces and group
    /// tips. `now` in UTC seconds counts for a period without a position. Precondition: `check_search` accepts it.
    TIM_DECL MessageSearchResult search(const MessageSearchParam& param, std::uint64_t now);

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
#include "tim/store/impl/store_search.ipp"
#endif
