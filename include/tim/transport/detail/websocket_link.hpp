#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/transport/detail/byte_stream.hpp"
#include "tim/wire/link.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tim::transport {

using WebSocket = boost::beast::websocket::stream<ByteStream, false>;

/// A WebSocket as a link, at the client and at the hub alike: reads packets, writes frames, ends. What connects it or
/// accepts it works on `socket()` first. Members without another word run on the socket's strand.
class WebSocketLink final : public wire::Link, public std::enable_shared_from_this<WebSocketLink> {
public:
    struct Settings {
        std::size_t frame_bytes = 0;
        std::chrono::milliseconds close_timeout{0};
    };

    TIM_DECL WebSocketLink(Tcp::socket socket, Settings settings);

    WebSocket& socket() noexcept { return socket_; }

    /// Who is told `lost`. A client knows it from the start, a hub when it has seen the request.
    void attach(std::shared_ptr<wire::Endpoint> endpoint) noexcept { endpoint_ = std::move(endpoint); }
    bool ended() const noexcept { return state_ == State::ended; }

    /// The WebSocket stands: tells the endpoint and reads on.
    TIM_DECL void open();
    /// Ends with this reason, which `documented` translates; not the first time it does nothing.
    TIM_DECL void fail(const error_code& reason);
    /// The last bytes are written: ends with `reason`, while the socket waits for the other side's end.
    TIM_DECL void leave(const error_code& reason);
    /// Lets go of the endpoint without a word: the executor's context is coming to its end, nothing runs any more.
    TIM_DECL void abandon() noexcept;

    /// Called, or destroyed, when the socket is closed for good.
    void on_end(UniqueFunction<void()> call) { on_end_ = std::move(call); }

    TIM_DECL void wake() override;
    TIM_DECL void close(std::uint16_t code) override;
    TIM_DECL void drop() override;

private:
    enum class State { connecting, open, flushing, closing, ended };
    using Step = void (WebSocketLink::*)();
    class Reading;

    /// The buffers of one write, by reference: Beast copies its buffer sequences about.
    class Gathered {
    public:
        using value_type = net::const_buffer;
        using const_iterator = const net::const_buffer*;
        explicit Gathered(const std::vector<net::const_buffer>& buffers) noexcept : buffers_(&buffers) {}
        const_iterator begin() const noexcept { return buffers_->data(); }
        const_iterator end() const noexcept { return buffers_->data() + buffers_->size(); }

    private:
        const std::vector<net::const_buffer>* buffers_;
    };

    TIM_DECL void post(Step step);
    bool writable() const noexcept { return state_ == State::open || state_ == State::flushing; }
    TIM_DECL void read();
    TIM_DECL void on_read(const error_code& ec, std::size_t bytes);
    TIM_DECL void on_read_error(const error_code& ec);
    TIM_DECL void write();
    TIM_DECL void on_written(const error_code& ec);
    TIM_DECL void on_wake();
    TIM_DECL void on_close();
    TIM_DECL void on_drop();
    TIM_DECL void shake_hands();
    TIM_DECL void limit_ending();
    TIM_DECL void on_deadline();
    TIM_DECL void linger();
    TIM_DECL void end(const error_code& reason);
    TIM_DECL void hang_up();

    const net::any_io_executor executor_;
    const Settings settings_;
    WebSocket socket_;
    std::shared_ptr<wire::Endpoint> endpoint_;
    State state_ = State::connecting;
    bool reading_ = false;
    bool writing_ = false;
    std::atomic<bool> woken_{false};
    std::atomic<std::uint16_t> close_code_{0};  ///< 0: nobody asked for the end
    std::string packet_;                        ///< the packet that is being read
    std::size_t held_ = 0;                      ///< its bytes so far
    std::vector<wire::FrameText> frames_;       ///< what is being written
    std::vector<net::const_buffer> buffers_;
    std::optional<net::steady_timer> deadline_;  ///< of the ending
    UniqueFunction<void()> on_end_;
};

}  // namespace tim::transport

#ifdef TIM_HEADER_ONLY
#include "tim/transport/impl/websocket_link.ipp"
#endif
