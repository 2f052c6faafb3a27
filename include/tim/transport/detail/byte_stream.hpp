#pragma once

#include "tim/core/error.hpp"
#include "tim/core/unique_function.hpp"
#include "tim/transport/detail/tls.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/role.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace tim::transport {

/// What lies under a WebSocket: TCP, and TLS over it once it was started. It is one type, and it erases the handlers
/// that it is given, so that Beast is instantiated once for clients and servers, plain and encrypted.
/// All calls on the socket's executor, a strand.
class ByteStream {
public:
    using executor_type = net::any_io_executor;
    using IoHandler = Tls::IoHandler;
    using DoneHandler = UniqueFunction<void(error_code)>;

    explicit ByteStream(Tcp::socket socket) : socket_(std::move(socket)) {}

    executor_type get_executor() noexcept { return socket_.get_executor(); }
    Tcp::socket& socket() noexcept { return socket_; }

    /// Turns to TLS; its handshake comes next.
    Tls& start_tls(net::ssl::context& context) { return tls_.emplace(socket_, context); }

    /// Tells the other side that nothing more will come. What it still sends can be read from `socket()`.
    void shut_sending() noexcept {
        error_code ignored;
        if (tls_) tls_->shut();
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
        if (!tls_) return socket_.async_write_some(buffers, std::move(erased));
        const net::const_buffer first = first_of(buffers);
        const std::size_t size = std::min(net::buffer_size(buffers), Tls::record_bytes);
        if (first.size() >= size) return tls_->write_some(first, std::move(erased));
        // Small pieces go into one record, and with it into one packet.
        std::unique_ptr<char[]> gathered(new char[size]);
        net::buffer_copy(net::buffer(gathered.get(), size), buffers);
        tls_->write_some(std::move(gathered), size, std::move(erased));
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
    static auto first_of(const Buffers& buffers) {
        using Buffer = std::decay_t<decltype(*net::buffer_sequence_begin(buffers))>;
        const auto end = net::buffer_sequence_end(buffers);
        for (auto buffer = net::buffer_sequence_begin(buffers); buffer != end; ++buffer)
            if (Buffer(*buffer).size() > 0) return Buffer(*buffer);
        return Buffer();
    }

    void read_some(net::mutable_buffer buffer, IoHandler handler) {
        if (tls_)
            tls_->read_some(buffer, std::move(handler));
        else
            socket_.async_read_some(buffer, std::move(handler));
    }

    Tcp::socket socket_;
    std::optional<Tls> tls_;
};

}  // namespace tim::transport
