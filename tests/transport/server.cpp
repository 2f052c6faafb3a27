#include "tim/transport/server.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/certificates.hpp"
#include "tests/transport/endpoints.hpp"
#include "tests/transport/raw_client.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <utility>

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::transport::test;
using tim::transport::HttpRequest;
using tim::transport::HttpResponse;
using tim::transport::ListenOptions;
using tim::transport::Server;

namespace {

HttpResponse name_it(const HttpRequest& request) { return {200, request.method + ' ' + request.target}; }

/// A server on a thread of its own, with echoing endpoints.
struct Running {
    explicit Running(ListenOptions options = {}, std::shared_ptr<EchoPeer> with = std::make_shared<EchoPeer>())
        : peer(std::move(with)),
          server(context.get_executor(), peer, name_it, std::move(options)),
          port(server.start().value()),
          background(context) {}
    ~Running() { server.stop(); }

    boost::asio::io_context context;
    std::shared_ptr<EchoPeer> peer;
    Server server;
    std::uint16_t port;
    Background background;
};

/// The same, and a client that is past the upgrade.
struct Upgraded : Running {
    explicit Upgraded(ListenOptions options = {}) : Running(std::move(options)), client(port) { client.upgrade(); }

    RawClient client;
};

std::string body_of(const std::string& answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }

TEST_CASE("what is no upgrade is answered over HTTP, and the connection closed behind it", "[transport][server]") {
    Running running;
    RawClient client(running.port);
    const std::string answer = client.request("GET /a?b HTTP/1.1\r\nHost: hub\r\n\r\n");
    CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(body_of(answer) == "GET /a?b");
    CHECK_FALSE(client.reset);
}

TEST_CASE("the answer to HEAD has a length and no body", "[transport][server]") {
    Running running;
    RawClient client(running.port);
    const std::string answer = client.request("HEAD / HTTP/1.1\r\nHost: hub\r\n\r\n");
    CHECK(answer.find("Content-Length: 6\r\n") != std::string::npos);
    CHECK(body_of(answer).empty());
}

TEST_CASE("an answer is not lost to a request body that nobody reads", "[transport][server]") {
    Running running;
    RawClient client(running.port);
    const std::string body(200'000, 'x');
    const std::string answer = client.request("POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 200000\r\n\r\n" + body);
    CHECK(body_of(answer) == "POST /");
    CHECK_FALSE(client.reset);
}

TEST_CASE("an upgrade with the subprotocol is accepted on any path, and the subprotocol named", "[transport][server]") {
    Running running;
    RawClient client(running.port);
    const std::string head = client.upgrade("Sec-WebSocket-Protocol: other, tim.v1\r\n");
    CHECK(head.starts_with("HTTP/1.1 101 "));
    CHECK(head.find("Sec-WebSocket-Protocol: tim.v1\r\n") != std::string::npos);
    CHECK(head.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n") != std::string::npos);
}

TEST_CASE("an upgrade without the subprotocol is refused with 400", "[transport][server]") {
    Running running;
    CHECK(RawClient(running.port).upgrade("").starts_with("HTTP/1.1 400 "));
    CHECK(RawClient(running.port).upgrade("Sec-WebSocket-Protocol: tim.v2\r\n").starts_with("HTTP/1.1 400 "));
    CHECK(running.peer->endpoints().empty());
}

TEST_CASE("an upgrade that is none by the standard is refused, and its endpoint told", "[transport][server]") {
    Running running;
    RawClient client(running.port);
    const std::string answer = client.request(
        "GET / HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Protocol: tim.v1\r\n\r\n");
    CHECK(answer.starts_with("HTTP/1.1 400 "));
    client.close();
    running.server.stop();
    running.background.finish();
    CHECK(running.peer->last()->openings == 0);
    CHECK(running.peer->last()->losses == 1);
}

TEST_CASE("an upgrade when the peer takes no more is refused with 503", "[transport][server]") {
    Running running;
    running.peer->refuses = true;
    CHECK(RawClient(running.port).upgrade().starts_with("HTTP/1.1 503 "));
}

TEST_CASE("what is no HTTP is refused with 400", "[transport][server]") {
    Running running;
    CHECK(RawClient(running.port).request("hello?\r\n\r\n").starts_with("HTTP/1.1 400 "));
}

TEST_CASE("an endless head is refused with 431", "[transport][server]") {
    Running running;
    RawClient client(running.port);
    client.write("GET / HTTP/1.1\r\n");
    client.try_write("X: " + std::string(100'000, 'x'));
    CHECK(client.read_all().starts_with("HTTP/1.1 431 "));
}

TEST_CASE("a head that does not come to its end is not waited for", "[transport][server]") {
    Running running(ListenOptions{}.handshake_timeout(50ms));
    RawClient silent(running.port);
    RawClient slow(running.port);
    slow.write("GET / HTT");
    CHECK(silent.read_all().empty());
    CHECK(slow.read_all().empty());
}

/// Accepts when the time of the handshake is just over.
class LatePeer final : public EchoPeer {
public:
    explicit LatePeer(std::chrono::milliseconds time) : time_(time) {}

    std::shared_ptr<wire::Endpoint> accept(const wire::LinkInfo& info) override {
        const auto end = std::chrono::steady_clock::now() + time_;
        while (std::chrono::steady_clock::now() < end) std::this_thread::yield();
        return EchoPeer::accept(info);
    }

private:
    const std::chrono::milliseconds time_;
};

TEST_CASE("an upgrade that is done stands, even when its time runs out in the same moment", "[transport][server]") {
    Running running(ListenOptions{}.handshake_timeout(100ms), std::make_shared<LatePeer>(100ms));
    RawClient client(running.port);
    CHECK(client.upgrade().starts_with("HTTP/1.1 101 "));
    client.write(client_frame(1, "hi"));
    CHECK(client.read(5) == "\x81\x03hi\n");
}

TEST_CASE("a TLS handshake that does not come to its end is not waited for", "[transport][server]") {
    const auto& identity = tim::test::certificates().localhost;
    Running running(ListenOptions{}.tls(identity.certificate_file, identity.key_file).handshake_timeout(50ms));
    RawClient silent(running.port);
    CHECK(silent.read_all().empty());
}

TEST_CASE("plain HTTP on a TLS port is no reason to stop serving", "[transport][server]") {
    const auto& identity = tim::test::certificates().localhost;
    Running running(ListenOptions{}.tls(identity.certificate_file, identity.key_file));
    for (int i = 0; i < 2; ++i) {
        RawClient lost(running.port);
        CHECK(lost.request("GET / HTTP/1.1\r\n\r\n").find("HTTP/1.1 200") == std::string::npos);
    }
}

TEST_CASE("a text frame written by hand is echoed, unmasked and unfragmented", "[transport][server]") {
    Upgraded running;
    running.client.write(client_frame(1, "hi"));
    CHECK(running.client.read(5) == "\x81\x03hi\n");
}

TEST_CASE("a part of a packet is a sign of life", "[transport][server]") {
    Upgraded running;
    const std::string frame = client_frame(1, std::string(100, 'x'));
    running.client.write(frame.substr(0, 50));
    while (running.peer->last()->signs < 1) std::this_thread::yield();
    CHECK(running.peer->last()->packets == 0);
    running.client.write(frame.substr(50));
    while (running.peer->last()->packets < 1) std::this_thread::yield();
    CHECK(running.peer->last()->signs > 1);
}

TEST_CASE("a packet that is too long is answered with close code 1009", "[transport][server]") {
    Upgraded running(ListenOptions{}.frame_bytes(1000));
    running.client.try_write(client_frame(1, std::string(500'000, 'x')));
    running.client.end_sending();
    CHECK(running.client.read_all() == close_frame(1009));
    CHECK_FALSE(running.client.reset);
}

TEST_CASE("text that is no UTF-8 is answered with close code 1007", "[transport][server]") {
    Upgraded running;
    running.client.write(client_frame(1, "\xff\xff"));
    running.client.end_sending();
    CHECK(running.client.read_all() == close_frame(1007));
    CHECK(running.peer->last()->packets == 0);
}

TEST_CASE("a binary packet is answered with close code 1003", "[transport][server]") {
    Upgraded running(ListenOptions{}.close_timeout(50ms));
    running.client.write(client_frame(2, "hi"));
    CHECK(running.client.read_all() == close_frame(1003));
    CHECK(running.peer->last()->packets == 0);
}

TEST_CASE("an endpoint closes with the code that it chooses", "[transport][server]") {
    Upgraded running(ListenOptions{}.close_timeout(50ms));
    running.client.write(client_frame(1, "hi"));
    running.client.read(5);
    running.peer->last()->link()->close(1007);
    CHECK(running.client.read_all() == close_frame(1007));
}

TEST_CASE("a peer that does not answer the close loses its connection when the time for it is over",
          "[transport][server]") {
    Upgraded running(ListenOptions{}.close_timeout(50ms));
    while (running.peer->last()->openings == 0) std::this_thread::yield();
    running.server.stop();
    running.background.finish();
    CHECK(running.peer->last()->losses == 1);
    CHECK(running.peer->last()->reason() == Errc::sdk_net_disconnect);
    CHECK(running.client.read_all() == close_frame(1001));
}

TEST_CASE("a peer that reads nothing cannot keep a closing connection", "[transport][server]") {
    Upgraded running(ListenOptions{}.close_timeout(50ms));
    for (int i = 0; i < 100; ++i) running.peer->last()->send(std::string(500'000, 'x'));
    running.server.stop();
    running.background.finish();
    CHECK(running.peer->last()->losses == 1);
}

TEST_CASE("a client that vanishes is reported lost", "[transport][server]") {
    Running running;
    {
        RawClient client(running.port);
        client.upgrade();
    }
    running.server.stop();
    running.background.finish();
    CHECK(running.peer->last()->losses == 1);
}

TEST_CASE("stop ends what is connected, whatever it is doing, and frees the port", "[transport][server]") {
    Running running;
    std::deque<RawClient> clients;
    for (int i = 0; i < 3; ++i) clients.emplace_back(running.port);
    clients[1].write("GET / HTTP/1.1\r\n");
    clients[2].upgrade();
    running.server.stop();
    clients[2].write(client_frame(8, ""));
    running.background.finish();
    CHECK(clients[0].read_all().empty());
    CHECK(clients[1].read_all().empty());
    CHECK(running.peer->last()->losses == 1);
    Server next(running.context.get_executor(), running.peer, name_it, ListenOptions{}.port(running.port));
    CHECK(next.start().has_value());
}

TEST_CASE("connections beyond the greatest number are closed, and leave room when they end", "[transport][server]") {
    Running running(ListenOptions{}.most_connections(1));
    {
        RawClient first(running.port);
        first.upgrade();
        CHECK(RawClient(running.port).read_all().empty());
        first.write(client_frame(8, ""));
        first.read_all();
    }
    std::string answer;
    while (answer.empty()) {
        RawClient again(running.port);
        again.try_write("GET / HTTP/1.1\r\nHost: hub\r\n\r\n");
        answer = again.read_all();
    }
    CHECK(body_of(answer) == "GET /");
}

TEST_CASE("a server that cannot listen says why", "[transport][server]") {
    boost::asio::io_context context;
    const auto peer = std::make_shared<EchoPeer>();
    const auto failure = [&](ListenOptions options) {
        return Server(context.get_executor(), peer, name_it, std::move(options)).start().error();
    };
    Running running;
    CHECK(failure(ListenOptions{}.address("hub.example.org")).code == Errc::invalid_parameters);
    CHECK(failure(ListenOptions{}.port(running.port)).code == Errc::io_operation_failed);
    CHECK(failure(ListenOptions{}.tls("nowhere.crt", "nowhere.key")).code == Errc::invalid_parameters);
    const auto& made = tim::test::certificates();
    const Failure other_key = failure(ListenOptions{}.tls(made.localhost.certificate_file, made.expired.key_file));
    CHECK(other_key.code == Errc::invalid_parameters);
    CHECK(other_key.text.find(made.expired.key_file) != std::string::npos);
}

}  // namespace
