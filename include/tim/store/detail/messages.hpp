#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/core/time.hpp"
#include "tim/db/connection.hpp"
#include "tim/model/message_data.hpp"
#include "tim/store/batch.hpp"
#include "tim/store/detail/conversations.hpp"
#include "tim/store/detail/place.hpp"
#include "tim/wire/messages.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tim::store::detail {

TIM_DECL UnixMillis milliseconds(std::uint64_t seconds) noexcept;

/// The hub's time of a row of `dated_messages`, or else its author's, from the body behind it.
TIM_DECL UnixMillis time_in_history(const db::Rows& rows, int column);

/// The number of a message as news: 0 while that is open, none when it will never be news.
using Arrival = std::optional<std::uint64_t>;

/// What of a stored message decides what becomes of it.
struct StoredMessage {
    StoredMessage() = default;
    std::int64_t key = 0;
    Place place;
    Arrival arrival;
    std::uint64_t version = 0;
    MsgStatus status{};
    bool local_body = false;
    bool has_id = false;
    std::int64_t generation = 0;

    /// No message, but the mark that what will stand here is removed; see `Removal`.
    bool is_void() const noexcept { return status == MsgStatus::deleted && !has_id && version == 0; }

    bool is_undelivered() const noexcept {
        return status == MsgStatus::sending || status == MsgStatus::send_fail || status == MsgStatus::cancel;
    }

    /// Whether it stands at a position of the conversation's log as it is now.
    bool is_held(const Conversation& conversation) const noexcept {
        return place.sub == 0 && place.era == conversation.era && generation == conversation.generation;
    }
};

/// What is stored of a message that this device made: just what goes out, unless something of it never does.
class LocalBody {
public:
    TIM_DECL LocalBody(const MessageData& message, std::string_view outgoing);

    std::string_view text() const noexcept { return own_.empty() ? outgoing_ : own_; }
    /// Whether it may hold what never leaves the device.
    bool is_own() const noexcept { return !own_.empty(); }

private:
    std::string_view outgoing_;
    std::string own_;
};

/// A message with its place, and its time as it counts in a history: the hub's, or else its author's.
struct Dated {
    Dated() = default;
    MessageData message;
    Place place;
    UnixMillis time = 0;
};

/// The rows of messages, and messages made from them. Within the caller's transaction.
class Messages {
public:
    Messages(db::Connection& db, std::string_view user) : db_(db), user_(user) {}

    std::string_view user() const noexcept { return user_; }

    /// Stores an entry at its place. False, and nothing changed, when the place or the message's identity is taken.
    TIM_DECL bool insert(const Conversation& conversation, const wire::Entry& entry, Arrival arrival);
    /// Makes a stored message be what the entry says, at the entry's place, which is free.
    TIM_DECL void settle(const Conversation& conversation, const StoredMessage& stored, const wire::Entry& entry,
                         Arrival arrival);
    /// Takes over a newer version of the message at the entry's place; false when there is none or it has that version.
    TIM_DECL bool renew(const Conversation& conversation, const wire::Entry& entry);
    /// Notes the hub's acknowledgement; the place is free or the message's own.
    TIM_DECL void acknowledge(const Conversation& conversation, std::int64_t key, const Place& place,
                              const wire::Sent& sent);
    /// The same for one's own message that is *sending*, at a place of its conversation's log. False, and nothing
    /// changed, when it isn't or the place is taken.
    TIM_DECL bool acknowledge_sending(const Conversation& conversation, std::string_view msg_id,
                                      const wire::Sent& sent);
    /// *Send failed*, or *cancelled* when that is why.
    TIM_DECL void mark_failed(std::int64_t key, const Place& place, std::int32_t why);
    TIM_DECL void erase(std::int64_t key);

    /// A message that this device made: it will never be news. Returns its key.
    TIM_DECL std::int64_t insert_local(std::int64_t conv, const Place& place, const MessageData& message,
                                       const LocalBody& body, MsgStatus status);
    TIM_DECL void replace_local(std::int64_t key, const Place& place, const MessageData& message, const LocalBody& body,
                                MsgStatus status);
    /// Stores a message that is *sending*, as the newest of all. None, and nothing stored, when its conversation is
    /// unknown or has one of that id already.
    TIM_DECL std::optional<std::int64_t> insert_sending(const MessageData& message, const LocalBody& body);

    TIM_DECL std::optional<StoredMessage> find(std::int64_t conv, std::string_view msg_id, std::string_view sender);
    TIM_DECL std::optional<StoredMessage> find(std::int64_t conv, const Place& place);

    /// Of all senders.
    TIM_DECL std::vector<StoredMessage> find_all(std::int64_t conv, std::string_view msg_id);

    /// A free place behind all that stands at this position.
    TIM_DECL Place behind(std::int64_t conv, std::int64_t era, Position pos);
    /// A free place behind all that is not being sent, as of now.
    TIM_DECL Place behind_newest(const Conversation& conversation);
    /// Moves what stands in `range` behind the position before it, in the same order.
    TIM_DECL void move_down(const Conversation& conversation, Range range);

    /// The last number that was given to a message, or that the application knows.
    TIM_DECL std::uint64_t last_arrival();
    /// Gives the numbers after `last` to messages of the range that have none, in their order; returns how many.
    TIM_DECL std::size_t announce(const Conversation& conversation, Range range, std::uint64_t last);
    /// Messages of the range that have no number yet will never be news.
    TIM_DECL void pass_over(const Conversation& conversation, Range range);

    TIM_DECL MessageData get(std::int64_t key);
    /// Those before a place, newest first, without deleted ones.
    TIM_DECL db::Rows older(std::int64_t conv, const Place& before);
    /// Those behind a place, oldest first.
    TIM_DECL db::Rows newer(std::int64_t conv, const Place& after);
    /// The one that stands there, unless it is deleted.
    TIM_DECL db::Rows at(std::int64_t conv, const Place& place);
    /// Those behind a place, oldest first, deleted ones included.
    TIM_DECL db::Rows behind_place(std::int64_t conv, const Place& place);
    /// Local rows of those times, in no order; without those that are being sent. Rows without a time have time 0.
    TIM_DECL db::Rows local(std::int64_t conv, UnixMillis from, UnixMillis to);

    // What the current row of these tells.
    TIM_DECL Dated dated(const db::Rows& rows) const;
    TIM_DECL static Place place(const db::Rows& rows);
    TIM_DECL static UnixMillis time(const db::Rows& rows);  ///< the hub's, 0: none
    /// The newest one's, when several senders used the id.
    TIM_DECL std::optional<Place> place_of(std::int64_t conv, std::string_view msg_id);
    TIM_DECL std::vector<MessageData> find(std::string_view msg_id);
    TIM_DECL std::vector<News> news(std::uint64_t arrival, std::size_t count);

private:
    /// Whether it is unread until its reader's mark passes it.
    TIM_DECL bool counts(const wire::Entry& entry) const noexcept;

    TIM_DECL MessageData read(const db::Rows& rows) const;
    TIM_DECL std::vector<MessageData> read_all(db::Rows rows) const;

    db::Connection& db_;
    std::string_view user_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/messages.ipp"
#endif
