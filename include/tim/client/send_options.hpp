#pragma once

#include "tim/model/message_data.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tim {

/// What sets a message apart beside its elements. Setters chain; give it to `send` behind the elements.
class SendOptions {
public:
    SendOptions() = default;

    /// Reaches only who is online now; nobody stores it, it counts as unread nowhere.
    SendOptions& online_only(bool on = true) { return set(data_.is_online_msg, on); }
    /// Order of dropping when a group's rate is exceeded; groups only.
    SendOptions& priority(MsgPriority priority) { return set(data_.priority, priority); }
    SendOptions& exclude_from_unread(bool on = true) { return set(data_.is_excluded_from_unread_count, on); }
    /// Text that travels with the message (`message_cloud_custom_str`).
    SendOptions& cloud_custom(std::string text) { return set(data_.cloud_custom_str, std::move(text)); }
    /// Mentions members; groups only, 30 at most. Further calls add.
    SendOptions& mention(std::string user) {
        data_.group_at_users.push_back(std::move(user));
        return *this;
    }
    SendOptions& mention_all() { return mention(std::string(at_all)); }
    /// A directed message: only these members get it; 50 at most, not together with mentions. Further calls add.
    SendOptions& only_to(std::string user) {
        data_.target_group_members.push_back(std::move(user));
        return *this;
    }

    /// The message outlives its call: at the deadline, and when the client or the program ends before it was written,
    /// it stays *sending* and goes out at the next login, in its turn. The event `SendSettled` tells then what became
    /// of it. Cancelling the call before the message was written cancels it as any other.
    SendOptions& durable(bool on = true) {
        durable_ = on;
        return *this;
    }

    /// The message so far: everything but its elements.
    const MessageData& data() const noexcept { return data_; }
    bool is_durable() const noexcept { return durable_; }

private:
    template <class Member, class Value>
    SendOptions& set(Member& member, Value&& value) {
        member = std::forward<Value>(value);
        return *this;
    }

    MessageData data_;
    bool durable_ = false;
};

}  // namespace tim
