#include "tests/support/catch.hpp"
#include "tests/support/certificates.hpp"
#include "tests/transport/endpoints.hpp"
#include "tim/transport/server.hpp"
#include "tim/transport/websocket.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <memory>
#include <string>

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::transport::test;
using boost::asio::io_context;
using boost::asio::ip::tcp;

namespace {

tcp::endpoint any_port() { return {boost::asio::ip::make_address("127.0.0.1"), 0}; }

/// Listens, and does no more: the system takes connections in.
struct Silent {
    explicit Silent(io_context& context) : acceptor(context, any_port()) {}
    std::string url(const std::string& scheme) const {
        return scheme + "://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port());
    }
    tcp::acceptor acceptor;
};

/// Reads a request's head, answers it with this text, and closes.
struct Scripted : Silent {
    Scripted(io_context& context, std::string text) : Silent(context), socket(context), answer(std::move(text)) {
        acceptor.async_accept(socket, [this](const error_code&) { read(); });
    }
    void read() {
        boost::asio::async_read_until(socket, boost::asio::dynamic_buffer(request), "\r\n\r\n",
                                      [this](const error_code&, std::size_t) { write(); });
    }
    void write() {
        boost::asio::async_write(socket, boost::asio::buffer(answer),
                                 [this](const error_code&, std::size_t) { socket.close(); });
    }
    tcp::socket socket;
    std::string request;
    std::string answer;
};

error_code reason_of(io_context& context, const Transport& transport) {
    const Attempt attempt(context, transport);
    run_until(context, [&] { return attempt.lost() || attempt.opened(); });
    CHECK(attempt.endpoint->openings == 0);
    return attempt.endpoint->reason();
}

/// Begins an attempt that nobody answers, ends it in its middle, and runs until nothing of it is left to do.
std::shared_ptr<Recorder> ended_while_dialling(void (*end)(wire::Link&)) {
    io_context context;
    const Silent silent(context);
    const Attempt attempt(context, websocket(silent.url("ws"), WebSocketOptions{}.connect_timeout(1h)));
    for (int i = 0; i < 3; ++i) context.run_one();
    end(*attempt.link);
    context.run();
    return attempt.endpoint;
}

TEST_CASE("a transport that is no url is refused by each connect with 6017", "[transport][dial]") {
    io_context context;
    const Transport transport = websocket("http://127.0.0.1");
    CHECK(reason_of(context, transport) == Errc::invalid_parameters);
    CHECK(reason_of(context, transport) == Errc::invalid_parameters);
}

TEST_CASE("a WebSocket transport is named by scheme, host and port alone", "[transport][dial]") {
    CHECK(websocket("ws://host:7788/secret").dialer().name() == "ws://host:7788");
    CHECK(websocket("nonsense with a token").dialer().name().find("token") == std::string::npos);
}

TEST_CASE("a port that nobody listens on is reported as refused", "[transport][dial]") {
    io_context context;
    std::string url;
    {
        const Silent silent(context);
        url = silent.url("ws");
    }
    CHECK(reason_of(context, websocket(url)) == Errc::sdk_net_conn_refuse);
}

TEST_CASE("a server that is silent is given up when the time to connect is over", "[transport][dial]") {
    io_context context;
    const Silent silent(context);
    const std::string scheme = GENERATE(as<std::string>(), "ws", "wss");
    const Transport transport = websocket(silent.url(scheme), WebSocketOptions{}.connect_timeout(50ms).verify(false));
    CHECK(reason_of(context, transport) == Errc::sdk_net_conn_timeout);
}

TEST_CASE("an attempt that is dropped ends at once and leaves nothing running", "[transport][dial]") {
    const std::shared_ptr<Recorder> endpoint = ended_while_dialling([](wire::Link& link) { link.drop(); });
    CHECK(endpoint->losses == 1);
    CHECK(endpoint->reason() == boost::asio::error::operation_aborted);
}

TEST_CASE("an attempt that is closed ends at once and leaves nothing running", "[transport][dial]") {
    const std::shared_ptr<Recorder> endpoint = ended_while_dialling([](wire::Link& link) { link.close(); });
    CHECK(endpoint->losses == 1);
    CHECK(endpoint->openings == 0);
}

TEST_CASE("a name that does not exist is reported as such", "[transport][dial]") {
    io_context context;
    CHECK(reason_of(context, websocket("ws://no-such-host.invalid")) == Errc::sdk_net_host_getaddrinfo_failed);
}

TEST_CASE("the addresses of a name are tried in turn", "[transport][dial]") {
    // `localhost` is ::1 too on most machines, where nobody listens here.
    io_context context;
    const auto peer = std::make_shared<EchoPeer>();
    const auto nothing = [](const transport::HttpRequest&) { return transport::HttpResponse(); };
    transport::Server server(context.get_executor(), peer, nothing, {});
    const std::uint16_t port = server.start().value();
    const Attempt attempt(context, websocket("ws://localhost:" + std::to_string(port)));
    run_until(context, [&] { return attempt.opened() || attempt.lost(); });
    CHECK(attempt.opened());
}

TEST_CASE("an answer that is no upgrade is reported as a failed request", "[transport][dial]") {
    io_context context;
    const Scripted scripted(context, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    CHECK(reason_of(context, websocket(scripted.url("ws"))) == Errc::http_req_failed);
}

TEST_CASE("an answer that is no HTTP is reported as a failed request", "[transport][dial]") {
    io_context context;
    const Scripted scripted(context, "220 smtp.example.org ESMTP\r\n\r\n");
    CHECK(reason_of(context, websocket(scripted.url("ws"))) == Errc::http_req_failed);
}

TEST_CASE("an attempt asks for the subprotocol of its version", "[transport][dial]") {
    io_context context;
    const Scripted scripted(context, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    reason_of(context, websocket(scripted.url("ws") + "/path?query"));
    CHECK(scripted.request.starts_with("GET /path?query HTTP/1.1\r\n"));
    CHECK(scripted.request.find("Sec-WebSocket-Protocol: tim.v1\r\n") != std::string::npos);
    CHECK(scripted.request.find("Host: " + scripted.url("ws").substr(5) + "\r\n") != std::string::npos);
}

TEST_CASE("a server that ends without an answer is reported as a failed request", "[transport][dial]") {
    io_context context;
    const Scripted scripted(context, "");
    CHECK(reason_of(context, websocket(scripted.url("ws"))) == Errc::http_req_failed);
}

}  // namespace
