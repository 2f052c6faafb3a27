#pragma once

#include "tim/transport/detail/dial.hpp"
#include "tim/transport/websocket.hpp"

#include <boost/asio/post.hpp>

#include <memory>
#include <string>
#include <utility>

namespace tim {
namespace transport {

/// Reads what an attempt needs; what is wrong is kept for the attempts to report.
inline error_code load_trust(net::ssl::context& context, const WebSocketOptions& options) {
    error_code ec;
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    context.set_verify_mode(options.verify() ? net::ssl::verify_peer : net::ssl::verify_none, ec);
    if (!options.verify()) return {};
    if (!options.ca_file().empty()) {
        context.load_verify_file(options.ca_file(), ec);
        return ec ? make_error_code(Errc::io_operation_failed) : error_code();
    }
    if (!options.ca_pem().empty()) {
        context.add_certificate_authority(net::buffer(options.ca_pem()), ec);
        return ec ? make_error_code(Errc::invalid_parameters) : error_code();
    }
    context.set_default_verify_paths(ec);
    return {};
}

class WebSocketDialer final : public Transport::Dialer {
public:
    WebSocketDialer(std::string_view url, WebSocketOptions options) {
        destination_->options = std::move(options);
        Result<Url> parsed = parse_url(url);
        if (!parsed) {
            destination_->wrong = parsed.error().code;
            return;
        }
        destination_->url = std::move(*parsed);
        if (!destination_->url.tls) return;
        destination_->tls.emplace(net::ssl::context::tls_client);
        destination_->wrong = load_trust(*destination_->tls, destination_->options);
    }

    std::shared_ptr<wire::Link> connect(const net::any_io_executor& executor,
                                        std::shared_ptr<wire::Endpoint> endpoint) override {
        const WebSocketOptions& options = destination_->options;
        const auto link = std::make_shared<WebSocketLink>(
            Tcp::socket(executor), WebSocketLink::Settings{options.frame_bytes(), options.close_timeout()});
        link->attach(std::move(endpoint));
        net::post(executor, [dial = std::make_shared<Dial>(link, destination_)] { dial->start(); });
        return link;
    }

    std::string name() const override { return destination_->url.host.empty() ? "no url" : destination_->url.origin(); }

private:
    std::shared_ptr<Destination> destination_ = std::make_shared<Destination>();
};

}  // namespace transport

TIM_DECL Transport websocket(std::string url, WebSocketOptions options) {
    return Transport(std::make_shared<transport::WebSocketDialer>(url, std::move(options)));
}

}  // namespace tim
