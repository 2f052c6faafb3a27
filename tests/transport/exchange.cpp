#include "tests/support/catch.hpp"
#include "tests/support/certificates.hpp"
#include "tests/transport/endpoints.hpp"
#include "tim/transport/loopback.hpp"
#include "tim/transport/server.hpp"
#include "tim/transport/websocket.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::transport::test;

// What every transport promises, held against each of them.
namespace {

using boost::asio::io_context;

std::string any_kind() { return GENERATE(as<std::string>(), "loopback", "ws", "wss"); }

/// An echoing hub and a way to it. A test case runs once for each kind of way.
struct Exchange {
    explicit Exchange(std::string which = any_kind()) : kind(std::move(which)) {
        if (kind == "loopback") {
            transport.emplace(loopback(peer));
            return;
        }
        transport::ListenOptions options;
        WebSocketOptions trust;
        if (kind == "wss") {
            const tim::test::Certificates& made = tim::test::certificates();
            options.tls(made.localhost.certificate_file, made.localhost.key_file);
            trust.ca_file(made.ca_file);
        }
        const auto nothing = [](const transport::HttpRequest&) { return transport::HttpResponse(); };
        server.emplace(context.get_executor(), peer, nothing, options);
        transport.emplace(websocket(kind + "://127.0.0.1:" + std::to_string(server->start().value()), trust));
    }

    Attempt dial() { return Attempt(context, *transport); }

    std::string kind;
    io_context context;
    std::shared_ptr<EchoPeer> peer = std::make_shared<EchoPeer>();
    std::optional<transport::Server> server;
    std::optional<Transport> transport;
};

std::string numbered(int count) {
    std::string lines;
    for (int i = 0; i < count; ++i) lines += std::to_string(i) + '\n';
    return lines;
}

/// Runs the context on several threads until it has nothing left to do.
void run_on_threads(io_context& context, int count) {
    context.restart();
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([&] { context.run(); });
    for (std::thread& thread : threads) thread.join();
}

TEST_CASE_METHOD(Exchange, "frames come back from the hub in the order in which they were sent", "[transport]") {
    INFO(kind);
    const Attempt attempt = dial();
    const std::string sent = numbered(2000);
    for (int i = 0; i < 2000; ++i) attempt.endpoint->send(std::to_string(i));
    run_until(context, [&] { return attempt.endpoint->text().size() >= sent.size(); });
    CHECK(attempt.endpoint->text() == sent);
    CHECK_FALSE(attempt.endpoint->overlapped);
    CHECK_FALSE(peer->last()->overlapped);
}

TEST_CASE_METHOD(Exchange, "frames that wait leave together in one packet", "[transport]") {
    INFO(kind);
    const Attempt attempt = dial();
    run_until(context, [&] { return attempt.opened(); });
    for (int i = 0; i < 500; ++i) attempt.endpoint->send(std::to_string(i));
    const std::string sent = numbered(500);
    run_until(context, [&] { return attempt.endpoint->text().size() >= sent.size(); });
    CHECK(peer->last()->text() == sent);
    CHECK(peer->last()->packets <= 2);
}

TEST_CASE_METHOD(Exchange, "a packet of nearly the greatest length arrives whole", "[transport]") {
    INFO(kind);
    const Attempt attempt = dial();
    std::string frame;
    for (int i = 0; frame.size() < Limits{}.frame_bytes - 20; ++i) frame += std::to_string(i) + ' ';
    attempt.endpoint->send(frame);
    run_until(context, [&] { return attempt.endpoint->packets > 0; });
    CHECK(attempt.endpoint->text() == frame + '\n');
}

TEST_CASE_METHOD(Exchange, "a packet that is too long ends the connection, with 9522 at both sides", "[transport]") {
    INFO(kind);
    const Attempt attempt = dial();
    attempt.endpoint->send(std::string(Limits{}.frame_bytes, 'x'));
    run_until(context, [&] { return attempt.lost() && peer->last()->losses > 0; });
    CHECK(attempt.endpoint->reason() == Errc::sdk_net_pkg_size_limit);
    CHECK(peer->last()->reason() == Errc::sdk_net_pkg_size_limit);
    CHECK(peer->last()->packets == 0);
}

TEST_CASE_METHOD(Exchange, "close writes what waits before it ends the connection, and receives no more",
                 "[transport]") {
    INFO(kind);
    const Attempt attempt = dial();
    run_until(context, [&] { return attempt.opened(); });
    for (int i = 0; i < 5000; ++i) attempt.endpoint->send("last words, number " + std::to_string(i));
    attempt.link->close();
    run_until(context, [&] { return attempt.lost() && peer->last()->losses > 0; });
    CHECK(peer->last()->text().find("number 4999\n") != std::string::npos);
    CHECK(attempt.endpoint->packets == 0);
    CHECK(attempt.endpoint->reason() == Errc::sdk_net_disconnect);
    CHECK(peer->last()->reason() == Errc::sdk_net_disconnect);
}

TEST_CASE_METHOD(Exchange, "the hub's close reaches the client behind what the hub sent", "[transport]") {
    INFO(kind);
    const Attempt attempt = dial();
    run_until(context, [&] { return attempt.opened() && peer->last()->openings > 0; });
    peer->last()->send("kicked");
    peer->last()->link()->close(1000);
    run_until(context, [&] { return attempt.lost() && peer->last()->losses > 0; });
    CHECK(attempt.endpoint->text() == "kicked\n");
    CHECK(attempt.endpoint->reason() == Errc::sdk_net_disconnect);
}

TEST_CASE_METHOD(Exchange, "drop ends a connection at once, and once", "[transport]") {
    INFO(kind);
    const Attempt attempt = dial();
    run_until(context, [&] { return attempt.opened(); });
    attempt.endpoint->send("never written");
    attempt.link->drop();
    attempt.link->drop();
    attempt.link->close();
    attempt.link->wake();
    run_until(context, [&] { return attempt.lost() && peer->last()->losses > 0; });
    CHECK(attempt.endpoint->reason() == boost::asio::error::operation_aborted);
    server.reset();
    context.run();
    CHECK(attempt.endpoint->losses == 1);
    CHECK(peer->last()->losses == 1);
}

TEST_CASE_METHOD(Exchange, "an attempt that is dropped before it began ends with operation_aborted", "[transport]") {
    INFO(kind);
    const Attempt attempt = dial();
    attempt.link->drop();
    CHECK_FALSE(attempt.lost());
    run_until(context, [&] { return attempt.lost(); });
    server.reset();
    context.run();
    CHECK(attempt.endpoint->reason() == boost::asio::error::operation_aborted);
    CHECK(attempt.endpoint->losses == 1);
}

TEST_CASE_METHOD(Exchange, "a hub that takes no more refuses the attempt", "[transport]") {
    INFO(kind);
    peer->refuses = true;
    const Attempt attempt = dial();
    run_until(context, [&] { return attempt.lost(); });
    CHECK_FALSE(attempt.opened());
    CHECK(attempt.endpoint->reason() == (kind == "loopback" ? Errc::sdk_net_conn_refuse : Errc::http_req_failed));
}

TEST_CASE_METHOD(Exchange, "a hub learns where a connection comes from", "[transport]") {
    INFO(kind);
    const Attempt attempt = dial();
    run_until(context, [&] { return attempt.opened(); });
    CHECK(peer->infos().at(0).in_process == (kind == "loopback"));
    CHECK(peer->infos().at(0).address == (kind == "loopback" ? "" : "127.0.0.1"));
}

TEST_CASE("a context may end with a connection in any state", "[transport]") {
    const std::string kind = any_kind();
    const int steps = GENERATE(0, 1, 2, 3, 5, 8, 13, 21, 34, 55);
    INFO(kind << " after " << steps << " steps");
    std::weak_ptr<Recorder> client;
    std::weak_ptr<Recorder> hub;
    {
        Exchange exchange(kind);
        const Attempt attempt = exchange.dial();
        client = attempt.endpoint;
        attempt.endpoint->send("hello");
        for (int i = 0; i < steps; ++i) exchange.context.poll_one();
        if (!exchange.peer->endpoints().empty()) hub = exchange.peer->last();
    }
    CHECK(client.expired());
    CHECK(hub.expired());
}

TEST_CASE_METHOD(Exchange, "several threads may wake, close and drop links while others run them", "[transport]") {
    INFO(kind);
    std::vector<Attempt> attempts;
    for (int i = 0; i < 6; ++i) attempts.push_back(dial());
    std::vector<std::thread> senders;
    for (int sender = 0; sender < 2; ++sender)
        senders.emplace_back([&] {
            for (int i = 0; i < 300; ++i)
                for (const Attempt& attempt : attempts) attempt.endpoint->send("from a thread");
        });
    std::thread ender([&] {
        attempts[0].link->drop();
        for (std::thread& sender : senders) sender.join();
        attempts[1].link->drop();
        for (const Attempt& attempt : attempts) attempt.link->close();
        server.reset();
    });
    run_on_threads(context, 3);
    ender.join();
    context.restart();
    context.run();
    for (const Attempt& attempt : attempts) {
        CHECK(attempt.endpoint->losses == 1);
        CHECK_FALSE(attempt.endpoint->overlapped);
    }
    for (const auto& endpoint : peer->endpoints()) {
        CHECK(endpoint->losses == 1);
        CHECK_FALSE(endpoint->overlapped);
    }
}

}  // namespace
