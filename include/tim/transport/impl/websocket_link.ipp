#pragma once

#include "tim/transport/detail/net_error.hpp"
#include "tim/transport/detail/websocket_link.hpp"

#include <boost/asio/defer.hpp>

#include <algorithm>
#include <utility>

namespace tim::transport {
namespace detail {

// What leaves in one write: enough for dozens of frames, and little enough that a peer that does not read pins no
// more than this beyond its own queue at the hub. A longer frame goes alone.
inline constexpr std::size_t gathered_bytes = 16 * 1024;

// A packet's buffer grows with what has come, not with what the peer has announced.
inline constexpr std::size_t least_read = 1024;
inline constexpr std::size_t most_read = 64 * 1024;

// What a peer still sends after the end is read away in pieces of this size.
inline constexpr std::size_t lingered_bytes = 4096;

// A client masks what it sends, through a buffer of this size.
inline constexpr std::size_t mask_bytes = 16 * 1024;

// Beyond this many frames the lists of a write are given back when it is done.
inline constexpr std::size_t kept_frames = 16;

}  // namespace detail

/// The pending read's hold on the link. A read is always pending, and when the context ends, it is destroyed instead of
/// called: then the link and its endpoint, which hold each other, must be parted.
class WebSocketLink::Reading {
public:
    explicit Reading(std::shared_ptr<WebSocketLink> link) noexcept : link_(std::move(link)) {}
    Reading(Reading&&) noexcept = default;
    ~Reading() {
        if (link_) link_->abandon();
    }

    void operator()(const error_code& ec, std::size_t bytes) {
        const std::shared_ptr<WebSocketLink> link = std::move(link_);
        link->on_read(ec, bytes);
    }

private:
    std::shared_ptr<WebSocketLink> link_;
};

TIM_DECL WebSocketLink::WebSocketLink(Tcp::socket socket, Settings settings)
    : executor_(socket.get_executor()), settings_(settings), socket_(std::move(socket)) {
    socket_.read_message_max(settings_.frame_bytes);
    socket_.auto_fragment(false);
    socket_.write_buffer_bytes(detail::mask_bytes);
    socket_.text(true);
}

TIM_DECL void WebSocketLink::open() {
    if (state_ != State::connecting) return;
    state_ = State::open;
    endpoint_->opened(shared_from_this());
    read();
    write();
}

TIM_DECL void WebSocketLink::fail(const error_code& reason) {
    if (state_ == State::ended) return;
    hang_up();
    end(documented(reason));
}

TIM_DECL void WebSocketLink::leave(const error_code& reason) {
    if (state_ == State::ended) return;
    // Closing the socket over bytes that have not been read yet would reset the connection and overtake ours.
    socket_.next_layer().shut_sending();
    limit_ending();
    linger();
    end(reason);
}

TIM_DECL void WebSocketLink::abandon() noexcept {
    state_ = State::ended;
    const std::shared_ptr<wire::Endpoint> released = std::move(endpoint_);
}

TIM_DECL void WebSocketLink::wake() {
    if (!woken_.exchange(true)) post(&WebSocketLink::on_wake);
}

TIM_DECL void WebSocketLink::close(std::uint16_t code) {
    std::uint16_t nobody = 0;
    if (close_code_.compare_exchange_strong(nobody, code)) post(&WebSocketLink::on_close);
}

TIM_DECL void WebSocketLink::drop() { post(&WebSocketLink::on_drop); }

TIM_DECL void WebSocketLink::post(Step step) {
    // From a thread of the executor it comes behind the handler that runs there, and wakes no other thread for it.
    net::defer(executor_, [link = shared_from_this(), step] { (link.get()->*step)(); });
}

TIM_DECL void WebSocketLink::read() {
    if (reading_ || state_ == State::ended) return;
    reading_ = true;
    packet_.resize(held_ + std::clamp(held_, detail::least_read, detail::most_read));
    socket_.async_read_some(net::buffer(packet_.data() + held_, packet_.size() - held_), Reading(shared_from_this()));
}

TIM_DECL void WebSocketLink::on_read(const error_code& ec, std::size_t bytes) {
    reading_ = false;
    if (state_ == State::ended) return;
    if (ec) return on_read_error(ec);
    endpoint_->heard();
    held_ += bytes;
    if (!socket_.is_message_done()) return read();
    packet_.resize(std::exchange(held_, 0));
    if (!socket_.got_text()) close(boost::beast::websocket::unknown_data);
    // After `close` what still comes is read, because the answer to it is behind, and thrown away.
    else if (close_code_ == 0)
        endpoint_->received(std::exchange(packet_, std::string()));
    read();
}

TIM_DECL void WebSocketLink::on_read_error(const error_code& ec) {
    const error_code any_websocket = boost::beast::websocket::error::closed;
    if (ec.category() != any_websocket.category() || state_ == State::closing) return fail(ec);
    // Beast ended the WebSocket, and its close frame is on the way.
    const bool too_big = socket_.reason().code == boost::beast::websocket::too_big;
    leave(too_big ? make_error_code(Errc::sdk_net_pkg_size_limit) : documented(ec));
}

TIM_DECL void WebSocketLink::write() {
    if (writing_ || !writable()) return;
    endpoint_->take(frames_, detail::gathered_bytes);
    if (frames_.empty()) {
        if (state_ == State::flushing) shake_hands();
        return;
    }
    for (const wire::FrameText& frame : frames_) buffers_.push_back(net::buffer(*frame));
    writing_ = true;
    socket_.async_write(Gathered(buffers_),
                        [link = shared_from_this()](const error_code& ec, std::size_t) { link->on_written(ec); });
}

TIM_DECL void WebSocketLink::on_written(const error_code& ec) {
    writing_ = false;
    if (frames_.size() > detail::kept_frames) {
        frames_ = {};
        buffers_ = {};
    }
    frames_.clear();
    buffers_.clear();
    if (ec) return fail(ec);
    write();
}

TIM_DECL void WebSocketLink::on_wake() {
    woken_ = false;
    write();
}

TIM_DECL void WebSocketLink::on_close() {
    if (state_ == State::connecting) return fail(Errc::sdk_net_disconnect);
    if (state_ != State::open) return;
    state_ = State::flushing;
    limit_ending();
    write();
}

TIM_DECL void WebSocketLink::on_drop() {
    if (state_ == State::ended) return;
    hang_up();
    end(net::error::operation_aborted);
}

TIM_DECL void WebSocketLink::shake_hands() {
    state_ = State::closing;
    const auto code = static_cast<boost::beast::websocket::close_code>(close_code_.load());
    socket_.async_close(code, [link = shared_from_this()](const error_code&) { link->fail(Errc::sdk_net_disconnect); });
}

TIM_DECL void WebSocketLink::limit_ending() {
    if (deadline_) return;
    deadline_.emplace(executor_, settings_.close_timeout);
    deadline_->async_wait([link = shared_from_this()](const error_code& ec) {
        if (!ec) link->on_deadline();
    });
}

TIM_DECL void WebSocketLink::on_deadline() {
    hang_up();
    if (state_ != State::ended) end(Errc::sdk_net_disconnect);
}

TIM_DECL void WebSocketLink::linger() {
    packet_.resize(detail::lingered_bytes);
    auto next = [link = shared_from_this()](const error_code& ec, std::size_t) {
        ec ? link->hang_up() : link->linger();
    };
    socket_.next_layer().socket().async_read_some(net::buffer(packet_), std::move(next));
}

TIM_DECL void WebSocketLink::end(const error_code& reason) {
    state_ = State::ended;
    if (const std::shared_ptr<wire::Endpoint> endpoint = std::move(endpoint_)) endpoint->lost(reason);
}

TIM_DECL void WebSocketLink::hang_up() {
    if (deadline_) deadline_->cancel();
    socket_.next_layer().close();
    if (UniqueFunction<void()> call = std::exchange(on_end_, {})) call();
}

}  // namespace tim::transport
