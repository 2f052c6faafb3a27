#include "tim/transport/detail/tls.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/certificates.hpp"
#include "tests/transport/endpoints.hpp"
#include "tim/transport/server.hpp"
#include "tim/transport/websocket.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>

using namespace tim;
using namespace tim::transport::test;
using tim::test::certificates;
using tim::test::Identity;

namespace {

/// Connects to a server with this identity; success when the connection stood.
error_code outcome(const Identity& identity, const WebSocketOptions& options, const std::string& host = "127.0.0.1") {
    boost::asio::io_context context;
    const auto peer = std::make_shared<EchoPeer>();
    const auto nothing = [](const transport::HttpRequest&) { return transport::HttpResponse(); };
    transport::Server server(context.get_executor(), peer, nothing,
                             transport::ListenOptions{}.tls(identity.certificate_file, identity.key_file));
    const std::uint16_t port = server.start().value();
    const Attempt attempt(context, websocket("wss://" + host + ':' + std::to_string(port), options));
    run_until(context, [&] { return attempt.lost() || attempt.opened(); });
    return attempt.endpoint->reason();
}

WebSocketOptions own_ca() { return WebSocketOptions().ca_file(certificates().ca_file); }

TEST_CASE("a certificate of one's own authority is accepted, for a name and for an address", "[transport][tls]") {
    CHECK_FALSE(outcome(certificates().localhost, own_ca()));
    CHECK_FALSE(outcome(certificates().localhost, own_ca(), "localhost"));
}

TEST_CASE("an authority may be given as text", "[transport][tls]") {
    CHECK_FALSE(outcome(certificates().localhost, WebSocketOptions().ca_pem(certificates().ca_pem)));
}

TEST_CASE("a certificate of an unknown authority is refused", "[transport][tls]") {
    CHECK(outcome(certificates().localhost, WebSocketOptions()) == Errc::sdk_net_auth_invalid);
    const WebSocketOptions strange = WebSocketOptions().ca_pem(certificates().strange_ca_pem);
    CHECK(outcome(certificates().localhost, strange) == Errc::sdk_net_auth_invalid);
}

TEST_CASE("a certificate for another host is refused", "[transport][tls]") {
    CHECK(outcome(certificates().elsewhere, own_ca()) == Errc::sdk_net_auth_invalid);
    CHECK(outcome(certificates().elsewhere, own_ca(), "localhost") == Errc::sdk_net_auth_invalid);
}

TEST_CASE("a certificate that has expired is refused", "[transport][tls]") {
    CHECK(outcome(certificates().expired, own_ca()) == Errc::sdk_net_auth_invalid);
}

TEST_CASE("any certificate is accepted by who does not verify", "[transport][tls]") {
    CHECK_FALSE(outcome(certificates().elsewhere, WebSocketOptions().verify(false)));
    CHECK_FALSE(outcome(certificates().expired, WebSocketOptions().verify(false)));
}

TEST_CASE("an authority that cannot be read is reported by the attempt", "[transport][tls]") {
    CHECK(outcome(certificates().localhost, WebSocketOptions().ca_file("nowhere.crt")) == Errc::io_operation_failed);
    CHECK(outcome(certificates().localhost, WebSocketOptions().ca_pem("no certificate")) == Errc::invalid_parameters);
}

TEST_CASE("a host that a certificate cannot be checked for is refused", "[transport][tls]") {
    using transport::Tcp;
    boost::asio::io_context context;
    Tcp::acceptor acceptor(context, Tcp::endpoint(boost::asio::ip::make_address("127.0.0.1"), 0));
    Tcp::socket socket(context);
    socket.connect(acceptor.local_endpoint());
    acceptor.accept().close();
    boost::asio::ssl::context tls(boost::asio::ssl::context::tls_client);
    transport::Tls stream(socket, tls);
    error_code outcome;
    stream.connect(std::string(300, 'a'), [&](error_code ec, std::size_t) { outcome = ec; });
    context.run();
    CHECK(outcome == Errc::sdk_net_auth_invalid);
}

TEST_CASE("a server that speaks no TLS is reported", "[transport][tls]") {
    boost::asio::io_context context;
    const auto peer = std::make_shared<EchoPeer>();
    const auto nothing = [](const transport::HttpRequest&) { return transport::HttpResponse(); };
    transport::Server server(context.get_executor(), peer, nothing, {});
    const std::string url = "wss://127.0.0.1:" + std::to_string(server.start().value());
    const Attempt attempt(context, websocket(url, own_ca()));
    run_until(context, [&] { return attempt.lost(); });
    CHECK(attempt.endpoint->reason() == Errc::sdk_net_decode_failed);
}

}  // namespace
