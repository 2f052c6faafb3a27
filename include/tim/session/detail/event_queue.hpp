#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/model/message_data.hpp"
#include "tim/session/event.hpp"
#include "tim/store/batch.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace tim::session {

/// What `receive` hands out. Messages are a reading position over the local history and cost nothing here; everything
/// else coalesces or is bounded, so that a program that never receives costs nothing either.
class EventQueue {
public:
    static constexpr std::size_t most_changes = 16;   ///< of the connection's state; the oldest go first
    static constexpr std::size_t most_settled = 256;  ///< the store has the messages anyway
    static constexpr std::size_t most_live = 256;     ///< ephemeral messages; the oldest go first
    static constexpr std::size_t news_page = 64;

    TIM_DECL void changed(ConnectionChanged change);
    TIM_DECL void conversations(const std::vector<ConvKey>& keys);
    /// Empty: all conversations.
    TIM_DECL void reset(const std::vector<ConvKey>& keys);
    TIM_DECL void settled(SendSettled send);
    TIM_DECL void live(MessageData message);
    TIM_DECL void read_by_peer(const ReadByPeer& reading);

    /// A store was opened; its messages were shown up to `shown`.
    TIM_DECL void attach(std::uint64_t shown);
    /// The store is closed, its user gone: only changes of the connection stay.
    TIM_DECL void detach();
    /// The store has more messages to show.
    void arrived() noexcept { more_ = true; }
    /// When messages are to be read from the store: the arrival after which, at most `news_page` of them. Answered by
    /// `read`.
    TIM_DECL std::optional<std::uint64_t> next_read();
    TIM_DECL void read(std::vector<store::News> news);
    /// The store could not be read; the same messages are asked for again.
    TIM_DECL void read_failed();

    /// The program asks for the next event, so the message that it got last counts as shown: its arrival, if there is
    /// one, is to be stored.
    TIM_DECL std::optional<std::uint64_t> take_shown();
    TIM_DECL std::optional<Event> take();

private:
    bool expects_messages() const noexcept { return more_ || reading_ || !news_.empty() || !live_.empty(); }
    TIM_DECL std::optional<Event> take_state();
    TIM_DECL Event take_message();

    std::deque<ConnectionChanged> changes_;
    std::vector<ConvKey> conversations_;
    std::set<ConvKey> known_conversations_;
    bool conversations_turn_ = true;  ///< they and messages take turns
    std::optional<std::vector<ConvKey>> reset_;
    std::deque<SendSettled> settled_;
    std::map<ConvKey, std::uint64_t> peers_read_;
    std::deque<MessageData> live_;
    bool live_turn_ = true;  ///< live and stored messages take turns

    bool attached_ = false;
    bool more_ = false;     ///< the store may have messages after `read_to_`
    bool reading_ = false;  ///< it is being asked
    std::uint64_t read_to_ = 0;
    std::deque<store::News> news_;
    std::optional<std::uint64_t> handed_out_;
};

}  // namespace tim::session

#ifdef TIM_HEADER_ONLY
#include "tim/session/impl/event_queue.ipp"
#endif
