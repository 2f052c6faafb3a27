#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/transport/detail/connections.hpp"
#include "tim/transport/detail/websocket_link.hpp"
#include "tim/transport/server.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace tim::transport {

/// What all connections of a port share.
struct Site {
    std::shared_ptr<wire::Peer> peer;
    HttpHandler answer;
    ListenOptions options;
    std::optional<net::ssl::context> tls;
};

/// An accepted connection until it is a link, or answered and closed: TLS, HTTP head, upgrade or answer, all under one
/// deadline. On the link's strand.
class Visit : public std::enable_shared_from_this<Visit> {
public:
    TIM_DECL Visit(Tcp::socket socket, std::shared_ptr<Site> site, Connections::Place place);

    TIM_DECL void start();

private:
    ByteStream& stream() noexcept { return link_->socket().next_layer(); }
    TIM_DECL void read_head();
    TIM_DECL void on_head(const error_code& ec);
    TIM_DECL void upgrade();
    TIM_DECL void on_upgraded(const error_code& ec);
    TIM_DECL void respond(HttpResponse response);

    std::shared_ptr<WebSocketLink> link_;
    std::shared_ptr<Site> site_;
    std::shared_ptr<Connections::Place> place_;
    net::steady_timer timer_;
    bool upgraded_ = false;  ///< the timer means nothing any more, also when it has run out before it was cancelled
    wire::LinkInfo info_;
    boost::beast::flat_buffer buffer_;
    boost::beast::http::request_parser<boost::beast::http::empty_body> parser_;
    boost::beast::http::response<boost::beast::http::string_body> response_;
};

}  // namespace tim::transport

#ifdef TIM_HEADER_ONLY
#include "tim/transport/impl/visit.ipp"
#endif
