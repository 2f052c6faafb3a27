#pragma once

#include "tim/hub/detail/client_session.hpp"

#include <utility>

namespace tim::hub {
namespace detail {

// Of a packet of somebody who has not said who he is: room for the longest hello.
inline constexpr std::size_t most_bytes_before_hello = 16 * 1024;

// Of what a session has sent and the hub has not got round to. Who waits for replies, as everybody has to, sends half
// of it at most.
inline constexpr std::size_t most_bytes_waiting = 8 * 1024 * 1024;

}  // namespace detail

TIM_DECL std::shared_ptr<wire::Link> ClientSession::link() {
    const std::lock_guard lock(mutex_);
    return link_;
}

TIM_DECL void ClientSession::opened(std::shared_ptr<wire::Link> link) {
    const std::lock_guard lock(mutex_);
    link_ = std::move(link);
    if (close_code_ != 0) link_->close(close_code_);
}

TIM_DECL void ClientSession::heard() { heard_ = clock_.steady_now(); }

TIM_DECL void ClientSession::received(std::string packet) {
    const auto owner = owner_.lock();
    if (!owner) return;
    heard();
    if (!trusted_ && packet.size() > detail::most_bytes_before_hello) return close(1009);
    if (under_way_ + packet.size() > detail::most_bytes_waiting) return close(1008);
    std::vector<wire::Request> requests;
    std::string_view rest = packet;
    for (auto frame = wire::next_frame(rest); !frame.empty(); frame = wire::next_frame(rest)) {
        auto request = wire::read_request(frame, limits_);
        if (!request) {
            // The two sides do not agree on where things stand any more. What came before in the packet still counts.
            close(1007);
            break;
        }
        requests.push_back(std::move(*request));
    }
    if (requests.empty()) return;
    under_way_ += packet.size();
    owner->requests(shared_from_this(), std::move(requests), packet.size());
}

TIM_DECL void ClientSession::lost(error_code) {
    {
        const std::lock_guard lock(mutex_);
        link_.reset();
    }
    queue.clear();
    if (const auto owner = owner_.lock()) owner->lost(shared_from_this());
}

TIM_DECL void ClientSession::wake() {
    if (const auto current = link()) current->wake();
}

TIM_DECL void ClientSession::close(std::uint16_t code) {
    const std::lock_guard lock(mutex_);
    if (link_)
        link_->close(code);
    else
        close_code_ = code;
}

}  // namespace tim::hub
