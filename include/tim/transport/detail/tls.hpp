#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/unique_function.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <cstddef>
#include <memory>
#include <string>

namespace tim::transport {

namespace net = boost::asio;
using Tcp = net::ip::tcp;

/// TLS over a TCP socket. Where `ssl::stream` of Asio keeps four buffers of 17 KiB for each connection, this lets
/// OpenSSL read from and write to the socket, so that an idle connection has none. At most one read and one write at a
/// time; all calls on the socket's executor, a strand.
class Tls {
public:
    using IoHandler = UniqueFunction<void(error_code, std::size_t)>;

    /// The most that goes into one record.
    static constexpr std::size_t record_bytes = 16 * 1024;

    TIM_DECL Tls(Tcp::socket& socket, net::ssl::context& context);
    Tls(const Tls&) = delete;
    Tls& operator=(const Tls&) = delete;

    /// Handshake as a client. The certificate must be valid for `host`, a name or an address, unless the context does
    /// not verify at all; 9503 when the host cannot be checked for.
    TIM_DECL void connect(const std::string& host, IoHandler done);
    /// Handshake as a server.
    TIM_DECL void accept(IoHandler done);

    TIM_DECL void read_some(net::mutable_buffer buffer, IoHandler done);
    TIM_DECL void write_some(net::const_buffer buffer, IoHandler done);
    /// The same with bytes that were gathered for it.
    TIM_DECL void write_some(std::unique_ptr<char[]> gathered, std::size_t size, IoHandler done);

    /// Says goodbye if that can be done at once.
    TIM_DECL void shut() noexcept;

private:
    enum class Kind { handshake, read, write };
    enum class Want { nothing, to_read, to_write };

    struct Operation {
        Kind kind = Kind::handshake;
        net::mutable_buffer target;
        net::const_buffer source;
        std::unique_ptr<char[]> gathered;
        IoHandler done;
    };
    struct Io;
    struct Freed {
        void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
    };

    TIM_DECL bool expect(const std::string& host);
    TIM_DECL void start(Operation operation);
    TIM_DECL Want attempt(Operation& operation, error_code& ec, std::size_t& bytes);
    TIM_DECL Want wanted(int result, error_code& ec);
    TIM_DECL void wait(Operation operation, Want want);

    Tcp::socket& socket_;
    std::unique_ptr<SSL, Freed> ssl_;
    error_code socket_error_;  ///< what the socket said last, which OpenSSL does not hand on
};

}  // namespace tim::transport

#ifdef TIM_HEADER_ONLY
#include "tim/transport/impl/tls.ipp"
#endif
