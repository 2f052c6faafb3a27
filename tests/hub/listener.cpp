#include "tim/hub/listener.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/transport/endpoints.hpp"
#include "tests/transport/raw_client.hpp"
#include "tim/hub/hub.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

using namespace tim;
using namespace tim::transport::test;

namespace {

struct Running {
    Running()
        : listener(context.get_executor(), peer, [this] { return healthy.load(); }, {}),
          port(listener.start().value()),
          background(context) {}
    ~Running() { listener.stop(); }

    std::string answer(const std::string& request) {
        return RawClient(port).request(request + " HTTP/1.1\r\nHost: hub\r\n\r\n");
    }

    std::atomic<bool> healthy = true;
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

TEST_CASE("the hub's port says that it is not well, and says so no longer than that", "[hub][listener]") {
    Running running;
    running.healthy = false;
    CHECK(running.answer("GET /healthz").starts_with("HTTP/1.1 503 "));
    CHECK(running.answer("GET /").starts_with("HTTP/1.1 404 "));
    running.healthy = true;
    CHECK(running.answer("GET /healthz").starts_with("HTTP/1.1 200 "));
}

TEST_CASE("a hub is well while its database is", "[hub][listener]") {
    boost::asio::io_context context;
    hub::Hub hub(context.get_executor());
    const Background background(context);
    const std::uint16_t port = hub.listen({}).value();
    const auto answer = [](std::uint16_t on) {
        return RawClient(on).request("GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n");
    };
    hub.open(boost::asio::use_future).get();
    CHECK(answer(port).starts_with("HTTP/1.1 200 "));
    const tim::test::TemporaryDirectory folder;
    std::ofstream(std::filesystem::u8path(folder.file(u8"hub.db"))) << std::string(8192, 'x');
    hub::Hub broken(context.get_executor(), hub::HubOptions().data(folder.file(u8"")));
    const std::uint16_t other = broken.listen({}).value();
    CHECK_THROWS_AS(broken.open(boost::asio::use_future).get(), Error);
    CHECK(answer(other).starts_with("HTTP/1.1 503 "));
    hub.close(boost::asio::use_future).get();
    broken.close(boost::asio::use_future).get();
}

TEST_CASE("a hub that was closed listens no more", "[hub][listener]") {
    boost::asio::io_context context;
    hub::Hub hub(context.get_executor());
    hub.close([](error_code) {});
    const auto port = hub.listen({});
    REQUIRE(port.has_error());
    CHECK(port.error().code == Errc::sdk_not_initialized);
    context.run();
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
