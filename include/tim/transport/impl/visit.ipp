#pragma once

#include "tim/transport/detail/subprotocol.hpp"
#include "tim/transport/detail/visit.hpp"

#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include <utility>

namespace tim::transport {
namespace detail {

namespace http = boost::beast::http;

// The most that a request's head may be long.
inline constexpr std::size_t head_bytes = 8 * 1024;

inline bool offers_subprotocol(const http::request<http::empty_body>& request) {
    const auto [begin, end] = request.equal_range(http::field::sec_websocket_protocol);
    for (auto field = begin; field != end; ++field)
        if (http::token_list(field->value()).exists(subprotocol)) return true;
    return false;
}

}  // namespace detail

TIM_DECL Visit::Visit(Tcp::socket socket, std::shared_ptr<Site> site, Connections::Place place)
    : link_(std::make_shared<WebSocketLink>(
          std::move(socket), WebSocketLink::Settings{site->options.frame_bytes(), site->options.close_timeout()})),
      site_(std::move(site)),
      place_(std::make_shared<Connections::Place>(std::move(place))),
      timer_(stream().get_executor()),
      buffer_(detail::head_bytes) {
    parser_.header_limit(detail::head_bytes);
}

TIM_DECL void Visit::start() {
    link_->on_end([weak = weak_from_this(), place = place_] {
        if (const auto self = weak.lock()) self->timer_.cancel();
    });
    place_->ends_by([weak = std::weak_ptr(link_)] {
        if (const auto link = weak.lock()) link->drop();
    });
    timer_.expires_after(site_->options.handshake_timeout());
    timer_.async_wait([self = shared_from_this()](const error_code& ec) {
        if (!ec && !self->upgraded_) self->link_->fail(Errc::sdk_net_conn_timeout);
    });
    error_code ignored;
    stream().socket().set_option(Tcp::no_delay(true), ignored);
    info_.address = stream().socket().remote_endpoint(ignored).address().to_string();
    if (!site_->tls) return read_head();
    stream().start_tls(*site_->tls).accept([self = shared_from_this()](const error_code& ec, std::size_t) {
        ec ? self->link_->fail(ec) : self->read_head();
    });
}

TIM_DECL void Visit::read_head() {
    detail::http::async_read_header(
        stream(), buffer_, parser_,
        [self = shared_from_this()](const error_code& ec, std::size_t) { self->on_head(ec); });
}

TIM_DECL void Visit::on_head(const error_code& ec) {
    using detail::http::error;
    if (link_->ended()) return;
    if (ec == error::header_limit || ec == error::buffer_overflow) return respond({431, "the head is too long\n"});
    const error_code any_http = error::end_of_stream;
    const bool broken_off = ec == error::end_of_stream || ec == error::partial_message;
    if (ec.category() == any_http.category() && !broken_off) return respond({400, "this is no HTTP/1.1 request\n"});
    if (ec) return link_->fail(ec);
    if (boost::beast::websocket::is_upgrade(parser_.get())) return upgrade();
    HttpRequest request;
    request.method = std::string(parser_.get().method_string());
    request.target = std::string(parser_.get().target());
    respond(site_->answer(request));
}

TIM_DECL void Visit::upgrade() {
    // A client that sends frames before it has the answer does not speak WebSocket.
    if (!detail::offers_subprotocol(parser_.get()) || buffer_.size() > 0)
        return respond({400, "the subprotocol " + std::string(subprotocol) + " is spoken here\n"});
    std::shared_ptr<wire::Endpoint> endpoint = site_->peer->accept(info_);
    if (!endpoint) return respond({503, "no more connections\n"});
    link_->attach(std::move(endpoint));
    WebSocket& socket = link_->socket();
    const auto name_it = [](boost::beast::websocket::response_type& response) {
        if (response.result() == detail::http::status::switching_protocols)
            response.set(detail::http::field::sec_websocket_protocol, subprotocol);
    };
    socket.set_option(boost::beast::websocket::stream_base::decorator(name_it));
    socket.async_accept(parser_.get(), [self = shared_from_this()](const error_code& ec) { self->on_upgraded(ec); });
}

TIM_DECL void Visit::on_upgraded(const error_code& ec) {
    const error_code refused = boost::beast::websocket::error::closed;
    if (ec.category() == refused.category()) return link_->leave(documented(ec));
    if (ec) return link_->fail(ec);
    upgraded_ = true;
    timer_.cancel();
    link_->on_end([place = place_] {});
    place_->ends_by([weak = std::weak_ptr(link_)] {
        if (const auto link = weak.lock()) link->close(boost::beast::websocket::going_away);
    });
    link_->open();
}

TIM_DECL void Visit::respond(HttpResponse response) {
    namespace http = detail::http;
    response_.version(11);
    response_.result(response.status);
    response_.set(http::field::content_type, response.content_type);
    response_.set(http::field::connection, "close");
    response_.content_length(response.body.size());
    if (parser_.get().method() != http::verb::head) response_.body() = std::move(response.body);
    http::async_write(stream(), response_, [self = shared_from_this()](const error_code& ec, std::size_t) {
        ec ? self->link_->fail(ec) : self->link_->leave({});
    });
}

}  // namespace tim::transport
