// Baseline: what a program costs that speaks WebSocket over TLS with Boost.Beast alone. Sends a line to an echo server and
// prints what comes back.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include <chrono>
#include <exception>
#include <iostream>
#include <string>

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::use_awaitable;
using Stream = beast::websocket::stream<beast::ssl_stream<beast::tcp_stream>>;

asio::awaitable<void> connect(Stream& stream, std::string host, std::string port) {
    asio::ip::tcp::resolver resolver(co_await asio::this_coro::executor);
    const auto endpoints = co_await resolver.async_resolve(host, port, use_awaitable);
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(30));
    co_await beast::get_lowest_layer(stream).async_connect(endpoints, use_awaitable);
    co_await stream.next_layer().async_handshake(asio::ssl::stream_base::client, use_awaitable);
    beast::get_lowest_layer(stream).expires_never();
    stream.set_option(beast::websocket::stream_base::timeout::suggested(beast::role_type::client));
    co_await stream.async_handshake(host, "/", use_awaitable);
}

asio::awaitable<void> echo(asio::ssl::context& tls, std::string host, std::string port, std::string line) {
    Stream stream(co_await asio::this_coro::executor, tls);
    co_await connect(stream, host, port);
    co_await stream.async_write(asio::buffer(line), use_awaitable);
    beast::flat_buffer answer;
    co_await stream.async_read(answer, use_awaitable);
    co_await stream.async_close(beast::websocket::close_code::normal, use_awaitable);
    std::cout << beast::make_printable(answer.data()) << "\n";
}

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: beast_echo HOST PORT LINE\n";
        return 2;
    }
    asio::io_context context;
    asio::ssl::context tls(asio::ssl::context::tls_client);
    tls.set_default_verify_paths();
    tls.set_verify_mode(asio::ssl::verify_peer);
    int status = 0;
    asio::co_spawn(context, echo(tls, argv[1], argv[2], argv[3]), [&](std::exception_ptr failure) {
        try {
            if (failure) std::rethrow_exception(failure);
        } catch (const std::exception& error) {
            std::cerr << error.what() << "\n";
            status = 1;
        }
    });
    context.run();
    return status;
}
