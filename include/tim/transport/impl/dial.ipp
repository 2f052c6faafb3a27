#pragma once

#include "tim/transport/detail/dial.hpp"
#include "tim/transport/detail/subprotocol.hpp"

#include <boost/asio/post.hpp>
#include <boost/beast/http/field.hpp>

#include <string>
#include <utility>

namespace tim::transport {

TIM_DECL Dial::Dial(std::shared_ptr<WebSocketLink> link, std::shared_ptr<Destination> destination)
    : link_(std::move(link)),
      destination_(std::move(destination)),
      resolver_(stream().get_executor()),
      timer_(stream().get_executor()) {}

TIM_DECL Dial::~Dial() {
    // Destroyed with its handlers, because the context has ended: else the link would have been opened or have failed.
    if (link_) link_->abandon();
}

TIM_DECL void Dial::start() {
    if (link_->ended()) return stop();
    link_->on_end([weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->stop();
    });
    if (destination_->wrong) return fail(destination_->wrong);
    deadline_ = Clock::now() + destination_->options.connect_timeout();
    limit_step(deadline_);
    resolve();
}

TIM_DECL void Dial::stop() {
    link_.reset();
    timer_.cancel();
    resolver_.cancel();
}

TIM_DECL void Dial::fail(const error_code& reason) {
    const std::shared_ptr<WebSocketLink> link = link_;
    link->fail(reason);
}

TIM_DECL void Dial::resolve() {
    const Url& url = destination_->url;
    error_code not_an_address;
    const net::ip::address address = net::ip::make_address(url.host, not_an_address);
    if (!not_an_address) {
        addresses_.emplace_back(address, url.port);
        return connect_next();
    }
    resolver_.async_resolve(
        url.host, std::to_string(url.port), Tcp::resolver::numeric_service,
        [self = shared_from_this()](const error_code& ec, const Tcp::resolver::results_type& found) {
            if (!self->link_) return;
            if (ec) return self->fail(ec);
            for (const auto& entry : found) self->addresses_.push_back(entry.endpoint());
            self->connect_next();
        });
}

TIM_DECL void Dial::connect_next() {
    // Addresses share the time that is left, so that one that is silent does not use up the time of the others.
    const auto now = Clock::now();
    const auto left = static_cast<int>(addresses_.size() - next_);
    limit_step(now + (deadline_ - now) / left);
    connecting_ = true;
    too_slow_ = false;
    stream().close();
    stream().socket().async_connect(addresses_[next_++],
                                    [self = shared_from_this()](const error_code& ec) { self->on_connected(ec); });
}

TIM_DECL void Dial::on_connected(const error_code& ec) {
    if (!link_) return;
    connecting_ = false;
    if (ec || too_slow_) {
        if (next_ < addresses_.size()) return connect_next();
        return fail(too_slow_ ? make_error_code(Errc::sdk_net_conn_timeout) : ec);
    }
    limit_step(deadline_);
    error_code ignored;
    stream().socket().set_option(Tcp::no_delay(true), ignored);
    if (!destination_->tls) return upgrade();
    stream()
        .start_tls(*destination_->tls)
        .connect(destination_->url.host, [self = shared_from_this()](const error_code& tls, std::size_t) {
            if (!self->link_) return;
            tls ? self->fail(tls) : self->upgrade();
        });
}

TIM_DECL void Dial::upgrade() {
    WebSocket& socket = link_->socket();
    socket.set_option(
        boost::beast::websocket::stream_base::decorator([](boost::beast::websocket::request_type& request) {
            request.set(boost::beast::http::field::sec_websocket_protocol, subprotocol);
        }));
    socket.async_handshake(response_, destination_->url.host_field(), destination_->url.target,
                           [self = shared_from_this()](const error_code& ec) { self->on_upgraded(ec); });
}

TIM_DECL void Dial::on_upgraded(const error_code& ec) {
    if (!link_) return;
    if (ec) return fail(ec);
    if (response_[boost::beast::http::field::sec_websocket_protocol] != subprotocol) return fail(Errc::http_req_failed);
    const std::shared_ptr<WebSocketLink> link = link_;
    link->on_end({});
    stop();
    link->open();
}

TIM_DECL void Dial::limit_step(Clock::time_point end) {
    timer_.expires_at(end);
    timer_.async_wait([self = shared_from_this(), end](const error_code& ec) {
        // A wait that was over before it could be cancelled belongs to an earlier step.
        if (!ec && self->link_ && self->timer_.expiry() == end) self->on_time();
    });
}

TIM_DECL void Dial::on_time() {
    too_slow_ = true;
    if (connecting_ && next_ < addresses_.size()) return stream().close();
    fail(Errc::sdk_net_conn_timeout);
}

}  // namespace tim::transport
