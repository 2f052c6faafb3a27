#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <boost/system/system_error.hpp>

namespace bench {

namespace asio = boost::asio;

using BeastStream =
    boost::beast::websocket::stream<asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>, false>;

/// Both ends of the baseline, before the handshake.
inline void set_up(BeastStream& stream) {
    stream.next_layer().set_option(asio::ip::tcp::no_delay(true));
    stream.auto_fragment(false);
    stream.text(true);
}

inline void check(const boost::system::error_code& ec) {
    if (ec) throw boost::system::system_error(ec);
}

}  // namespace bench
