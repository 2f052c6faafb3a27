#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/random.hpp"
#include "tim/core/unique_function.hpp"
#include "tim/model/conv_info.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_search.hpp"
#include "tim/model/msg_locator.hpp"
#include "tim/store/batch.hpp"
#include "tim/store/history.hpp"
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
#include <optional>
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
    /// Opens or makes the user's database. Refused, unharmed: in use by another process, made by a newer version or for
    /// another user, or damaged as far as opening it shows: no database, cut off, its header or tables unreadable. To
    /// look at all of a large file would take seconds, and a program that is killed, as phones do, would begin each
    /// time with that. So damage deeper inside is met later: the call that meets it throws `Problem::damaged`, 7010,
    /// and changes nothing.
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
    /// filled in, and the text of `outgoing` is the message but for what the envelope says and what stays on the
    /// device.
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
    /// was cancelled and has that status. A message that is not stored stays so.
    TIM_DECL Updated failed(const ConvKey& conv, std::string_view msg_id, std::int32_t why);
    /// Forgets a message of one's own that is not delivered: its conversation turned out to keep nothing. Unknown or
    /// delivered: nothing.
    TIM_DECL Applied discard(const ConvKey& conv, std::string_view msg_id);

    // What was said. Whether a message is read, and read by the peer of a pair, follows from the marks as they are now:
    // this user has read what is his own, stands at or below his mark, or has no position in the conversation's log.

    /// A page of a conversation's history. A conversation that is not known has none.
    TIM_DECL HistoryPage history(const HistoryRead& wanted);
    /// In the order of the ids, a repeated one once; unknown ones are left out, deleted and revoked ones are not.
    /// Several conversations may hold the same id.
    TIM_DECL std::vector<MessageData> find(std::span<const std::string> msg_ids);
    /// One message for each locator, in their order, left out where nothing fits: time, number, chance, `is_self`,
    /// `is_revoked` and, where the locator has one, the conversation. Deleted ones are found. Takes time with the
    /// messages of that second and the failed ones, not with all of the conversation.
    TIM_DECL std::vector<MessageData> find(const ConvKey& conv, std::span<const MsgLocator> locators);

    /// Takes at most `most` messages that are new or changed since into the index of words; true when there may be more
    /// of them. A message takes some 30 microseconds.
    TIM_DECL bool index_some(std::size_t most);
    /// The stored messages that match, newest first by time: the server's, or the sender's where there is none. What is
    /// not in the index yet is taken in first. Deleted and revoked messages are never found, nor are faces and group
    /// tips. `now` in UTC seconds counts for a period without a position. Precondition: `check_search` accepts it.
    TIM_DECL MessageSearchResult search(const MessageSearchParam& param, std::uint64_t now);

    /// Adds messages that never were at the hub to a conversation, which is made if it is new: each behind the last one
    /// whose time is not later. They are never news and never unread. Id, times and status stay; without a status, or
    /// with *sending*, it is *local imported*; without a server time they get the client's for it. Precondition: ids
    /// and times are filled in (one without an id is left out, one without any time becomes the newest). A message that
    /// is known already stays as it is; of two with the same id the older one counts.
    TIM_DECL Applied import(const ConvKey& conv, std::span<const MessageData> messages);
    /// The same for one message that becomes the newest, whatever its time. Returns what is stored, which is the
    /// earlier message when the id is known already.
    TIM_DECL Updated save(const ConvKey& conv, const MessageData& message);
    /// `custom_str` and `custom_int` of a message, on this device only. False: there is no such message.
    TIM_DECL bool set_local_data(const ConvKey& conv, std::string_view msg_id, std::string_view text,
                                 std::uint32_t number);

    /// Marks messages as *deleted*, on this device only: found by id, but in no history, not unread, nobody's newest;
    /// and so they stay when their entries come again. What is *sending* is not touched, but named.
    TIM_DECL Removed remove_local(const ConvKey& conv, std::span<const std::string> msg_ids);
    /// Which of the messages stand at positions of the conversation's log, for `remove`; of no messages: where the log
    /// ends, for `clear`.
    TIM_DECL Stored positions(const ConvKey& conv, std::span<const std::string> msg_ids);
    /// Everything up to position `to` is gone for good, from earlier logs, imported and failed messages that stand
    /// there included; what is *sending* stays. `to` beyond the head means the head; without a log everything goes.
    /// `hide`: the conversation leaves the list, and its draft goes, until it has a message again; else it stays where
    /// it was in the list. The same as the hub's entry `cleared`: to be called with the position that its reply to
    /// `clear` says, and alone where there is no log.
    TIM_DECL Applied clear(const ConvKey& conv, Position to, bool hide = false);

    /// This user has read the conversation up to that message, or the newest one (empty). Holds at once; the hub is to
    /// be told, see `untold_marks`. An unknown message, an older mark, or no message of others in between: nothing.
    TIM_DECL Applied mark_read(const ConvKey& conv, std::string_view up_to_id = {});
    /// The same for all conversations of a kind, or all.
    TIM_DECL Applied mark_all(std::optional<ConvType> type = std::nullopt);
    /// Marks that the hub has not confirmed, at most so many: bodies of `read`. An entry, `heads` or `note_told` with a
    /// mark at least as high takes one from the list; so does a reset of its log.
    TIM_DECL std::vector<wire::ReadMark> untold_marks(std::size_t count = 100);
    /// The reply to `read`.
    TIM_DECL Applied note_told(const wire::ReadMark& mark);

    /// The conversations with users and groups, pinned ones first, then those that were active last. Listed is one that
    /// has a message, had one and is not hidden, or has a draft. `active_time` is the time of the newest message or of
    /// the draft in ms, and never falls because messages go; plus 2^62 when pinned. Unread are messages of others above
    /// the mark that count, and are not revoked or deleted; `group_at_infos` names those of them that mention the user.
    TIM_DECL std::vector<ConvInfo> conversations();
    /// One of them; none when it is not listed.
    TIM_DECL std::optional<ConvInfo> conversation(const ConvKey& conv);
    /// Of all conversations whose receive option is `receive`.
    TIM_DECL std::uint64_t total_unread();
    /// What holds of a conversation, listed or not, known or not: body of `settings`, but for what is to be changed.
    TIM_DECL wire::Settings settings(const ConvKey& conv);
    /// None: there is no draft any more. Never leaves the device.
    TIM_DECL Applied set_draft(const ConvKey& conv, const std::optional<Draft>& draft);

    /// Messages that became news after `arrival`, in that order, without those sent from this device and without
    /// deleted ones.
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
#include "tim/store/impl/store_changes.ipp"
#include "tim/store/impl/store_reading.ipp"
#include "tim/store/impl/store_search.ipp"
#endif
