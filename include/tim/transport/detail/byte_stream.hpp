#pragma once

#include "tim/core/error.hpp"
#include "tim/core/unique_function.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/role.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace tim::transport {

namespace net = boost::asio;
using Tcp = net::ip::tcp;

/// What lies under a WebSocket: TCP, and TLS over it once it was started. It is one type, and it erases the handlers
/// that it is given, so that Beast and Asio's TLS are instantiated once for clients and servers, plain and encrypted.
/// All calls on the socket's executor, a strand.
class ByteStream {
public:
    using executor_type = net::any_io_executor;
    using IoHandler = UniqueFunction<void(error_code, std::size_t)>;
    using DoneHandler = UniqueFunction<void(error_code)>;

    explicit ByteStream(Tcp::socket socket) : socket_(std::move(socket)) {}

    executor_type get_executor() noexcept { return socket_.get_executor(); }
    Tcp::socket& socket() noexcept { return socket_; }

    /// Handshake as a client. The certificate must be valid for `host`, a name or an address, unless the context does
    /// not verify at all.
    void connect_tls(net::ssl::context& context, const std::string& host, DoneHandler done) {
        tls_.emplace(socket_, context);
        error_code not_a_name;
        net::ip::make_address(host, not_a_name);
        if (not_a_name) SSL_set_tlsext_host_name(tls_->native_handle(), host.c_str());
        if (SSL_CTX_get_verify_mode(context.native_handle()) != SSL_VERIFY_NONE)
            tls_->set_verify_callback(net::ssl::host_name_verification(host));
        tls_->async_handshake(net::ssl::stream_base::client, std::move(done));
    }

    /// Handshake as a server.
    void accept_tls(net::ssl::context& context, DoneHandler done) {
        tls_.emplace(socket_, context);
        tls_->async_handshake(net::ssl::stream_base::server, std::move(done));
    }

    /// Tells the other side that nothing more will come. What it still sends can be read from `socket()`.
    void shut_sending() noexcept {
        error_code ignored;
        socket_.shutdown(Tcp::socket::shutdown_send, ignored);
    }

    /// Ends all operations with an error.
    void close() noexcept {
        error_code ignored;
        socket_.close(ignored);
    }

    template <class Buffers, class Handler>
    void async_read_some(const Buffers& buffers, Handler&& handler) {
        read_some(first_of(buffers), IoHandler(std::forward<Handler>(handler)));
    }

    template <class Buffers, class Handler>
    void async_write_some(const Buffers& buffers, Handler&& handler) {
        IoHandler erased(std::forward<Handler>(handler));
        if (tls_)
            tls_->async_write_some(buffers, std::move(erased));
        else
            socket_.async_write_some(buffers, std::move(erased));
    }

    /// Beast calls these two when a WebSocket has ended. Waiting for the other side's end is left to the owner, who
    /// has a deadline for it.
    template <class Handler>
    friend void async_teardown(boost::beast::role_type, ByteStream& stream, Handler&& handler) {
        stream.shut_sending();
        net::post(stream.get_executor(),
                  [erased = DoneHandler(std::forward<Handler>(handler))]() mutable { erased(error_code()); });
    }
    friend void beast_close_socket(ByteStream& stream) { stream.close(); }

private:
    template <class Buffers>
    static net::mutable_buffer first_of(const Buffers& buffers) {
        const auto end = net::buffer_sequence_end(buffers);
        for (auto buffer = net::buffer_sequence_begin(buffers); buffer != end; ++buffer)
            if (net::mutable_buffer(*buffer).size() > 0) return *buffer;
        return {};
    }

    void read_some(net::mutable_buffer buffer, IoHandler handler) {
        if (tls_)
            tls_->async_read_some(buffer, std::move(handler));
        else
            socket_.async_read_some(buffer, std::move(handler));
    }

    Tcp::socket socket_;
    std::optional<net::ssl::stream<Tcp::socket&>> tls_;
};

}  // namespace tim::transport
