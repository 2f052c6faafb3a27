#include "tim/hub/listener.hpp"

#include "tests/support/catch.hpp"
#include "tests/transport/endpoints.hpp"
#include "tests/transport/raw_client.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>

using namespace tim;
using namespace tim::transport::test;

namespace {

struct Running {
    Running() : listener(context.get_executor(), peer, {}), port(listener.start().value()), background(context) {}
    ~Running() { listener.stop(); }

    std::string answer(const std::string& request) {
        return RawClient(port).request(request + " HTTP/1.1\r\nHost: hub\r\n\r\n");
    }

    boost::asio::io_context context;
    std::shared_ptr<EchoPeer> peer = std::make_shared<EchoPeer>();
    hub::Listener listener;
    std::uint16_t port;
    Background background;
};

TEST_CASE("the hub's port says that it is well", "[hub][listener]") {
    Running running;
    const std::string answer = running.answer("GET /healthz?deep=1");
    CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(answer.ends_with("\r\n\r\nok"));
}

TEST_CASE("the hub's port knows no other page", "[hub][listener]") {
    Running running;
    CHECK(running.answer("GET /").starts_with("HTTP/1.1 404 "));
    CHECK(running.answer("GET /healthz/x").starts_with("HTTP/1.1 404 "));
    CHECK(running.answer("DELETE /healthz").starts_with("HTTP/1.1 405 "));
}

TEST_CASE("the hub's port hands WebSockets to the peer", "[hub][listener]") {
    Running running;
    RawClient client(running.port);
    CHECK(client.upgrade().starts_with("HTTP/1.1 101 "));
    client.write(client_frame(1, "hello"));
    CHECK(client.read(8) == "\x81\x06hello\n");
}

}  // namespace
