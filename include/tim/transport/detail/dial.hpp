#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/transport/detail/websocket_link.hpp"
#include "tim/transport/url.hpp"
#include "tim/transport/websocket.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace tim::transport {

/// Where `websocket` connects to and how; shared by all its attempts.
struct Destination {
    Url url;
    WebSocketOptions options;
    std::optional<net::ssl::context> tls;
    error_code wrong;  ///< why no attempt can succeed
};

/// One attempt to connect a link: name, addresses in turn, TLS, upgrade, under one deadline. Holds the link until it
/// is open. On the link's strand.
class Dial : public std::enable_shared_from_this<Dial> {
public:
    TIM_DECL Dial(std::shared_ptr<WebSocketLink> link, std::shared_ptr<Destination> destination);
    TIM_DECL ~Dial();

    TIM_DECL void start();
    /// The link has ended by itself.
    TIM_DECL void stop();

private:
    using Clock = std::chrono::steady_clock;

    ByteStream& stream() noexcept { return link_->socket().next_layer(); }
    TIM_DECL void resolve();
    TIM_DECL void connect_next();
    TIM_DECL void on_connected(const error_code& ec);
    TIM_DECL void upgrade();
    TIM_DECL void on_upgraded(const error_code& ec);
    /// Gives the next step until `end`.
    TIM_DECL void limit_step(Clock::time_point end);
    TIM_DECL void on_time();
    TIM_DECL void fail(const error_code& reason);

    std::shared_ptr<WebSocketLink> link_;
    std::shared_ptr<Destination> destination_;
    Tcp::resolver resolver_;
    net::steady_timer timer_;
    Clock::time_point deadline_;
    bool connecting_ = false;  ///< an address is being tried
    bool too_slow_ = false;    ///< its time is over
    std::vector<Tcp::endpoint> addresses_;
    std::size_t next_ = 0;
    boost::beast::websocket::response_type response_;
};

}  // namespace tim::transport

#ifdef TIM_HEADER_ONLY
#include "tim/transport/impl/dial.ipp"
#endif
