#pragma once

#include "tim/transport/detail/visit.hpp"
#include "tim/transport/server.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <utility>

namespace tim::transport {
namespace detail {

// Accepting fails when descriptors run out; it is tried again after this time.
inline constexpr std::chrono::milliseconds accept_pause{100};

inline Failure cannot_use(const std::string& what, const error_code& ec, Errc errc) {
    return {errc, "cannot use " + what + ": " + ec.message()};
}

inline Result<net::ssl::context> server_tls(const ListenOptions& options) {
    net::ssl::context context(net::ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    error_code ec;
    // Without this an encrypted key would be asked for on the terminal.
    context.set_password_callback([](std::size_t, net::ssl::context::password_purpose) { return std::string(); }, ec);
    context.use_certificate_chain_file(options.certificate_file(), ec);
    if (ec) return cannot_use("the certificate " + options.certificate_file(), ec, Errc::invalid_parameters);
    context.use_private_key_file(options.key_file(), net::ssl::context::pem, ec);
    if (ec) return cannot_use("the key " + options.key_file(), ec, Errc::invalid_parameters);
    return context;
}

inline Result<Tcp::endpoint> endpoint_of(const ListenOptions& options) {
    error_code ec;
    const std::string& text = options.address() == "localhost" ? "127.0.0.1" : options.address();
    const net::ip::address address = net::ip::make_address(text, ec);
    if (ec) return Failure(Errc::invalid_parameters, '"' + text + "\" is no IP address");
    return Tcp::endpoint(address, options.port());
}

inline error_code listen_on(Tcp::acceptor& acceptor, const Tcp::endpoint& endpoint) {
    error_code ec;
    acceptor.open(endpoint.protocol(), ec);
#ifndef _WIN32
    // There the option would let another program take the port over.
    if (!ec) acceptor.set_option(Tcp::acceptor::reuse_address(true), ec);
#endif
    if (!ec) acceptor.bind(endpoint, ec);
    if (!ec) acceptor.listen(Tcp::acceptor::max_listen_connections, ec);
    return ec;
}

}  // namespace detail

class Server::Port : public std::enable_shared_from_this<Server::Port> {
public:
    Port(net::any_io_executor executor, std::shared_ptr<Site> site)
        : executor_(std::move(executor)),
          site_(std::move(site)),
          acceptor_(net::any_io_executor(net::make_strand(executor_))),
          pause_(acceptor_.get_executor()) {}

    Result<std::uint16_t> start() {
        const ListenOptions& options = site_->options;
        if (options.tls()) {
            Result<net::ssl::context> tls = detail::server_tls(options);
            if (!tls) return tls.error();
            site_->tls.emplace(std::move(*tls));
        }
        const Result<Tcp::endpoint> endpoint = detail::endpoint_of(options);
        if (!endpoint) return endpoint.error();
        const error_code ec = detail::listen_on(acceptor_, *endpoint);
        const std::string place = options.address() + ':' + std::to_string(options.port());
        if (ec) return detail::cannot_use(place, ec, Errc::io_operation_failed);
        const std::uint16_t port = acceptor_.local_endpoint().port();
        net::post(acceptor_.get_executor(), [self = shared_from_this()] { self->accept(); });
        return port;
    }

    void stop() {
        net::post(acceptor_.get_executor(), [self = shared_from_this()] {
            error_code ignored;
            self->acceptor_.close(ignored);
            self->pause_.cancel();
        });
        connections_->end_all();
    }

private:
    void accept() {
        if (!acceptor_.is_open()) return;
        acceptor_.async_accept(net::any_io_executor(net::make_strand(executor_)),
                               [self = shared_from_this()](const error_code& ec, Tcp::socket socket) {
                                   ec ? self->wait() : self->welcome(std::move(socket));
                               });
    }

    void welcome(Tcp::socket socket) {
        const std::size_t most = site_->options.most_connections();
        if (most == 0 || connections_->count() < most) {
            const net::any_io_executor strand = socket.get_executor();
            auto visit = std::make_shared<Visit>(std::move(socket), site_, connections_->enter());
            net::post(strand, [visit = std::move(visit)] { visit->start(); });
        }
        accept();
    }

    void wait() {
        if (!acceptor_.is_open()) return;
        pause_.expires_after(detail::accept_pause);
        pause_.async_wait([self = shared_from_this()](const error_code& ec) {
            if (!ec) self->accept();
        });
    }

    const net::any_io_executor executor_;
    const std::shared_ptr<Site> site_;
    Tcp::acceptor acceptor_;
    net::steady_timer pause_;
    const std::shared_ptr<Connections> connections_ = std::make_shared<Connections>();
};

TIM_DECL Server::Server(net::any_io_executor executor, std::shared_ptr<wire::Peer> peer, HttpHandler answer,
                        ListenOptions options) {
    auto site = std::make_shared<Site>();
    site->peer = std::move(peer);
    site->answer = std::move(answer);
    site->options = std::move(options);
    port_ = std::make_shared<Port>(std::move(executor), std::move(site));
}

TIM_DECL Server::~Server() { stop(); }

TIM_DECL Result<std::uint16_t> Server::start() { return port_->start(); }

TIM_DECL void Server::stop() { port_->stop(); }

}  // namespace tim::transport
