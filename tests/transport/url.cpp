#include "tim/transport/url.hpp"

#include "tests/support/catch.hpp"

#include <string>

using namespace tim;
using tim::transport::parse_url;
using tim::transport::Url;

namespace {

Url parsed(const std::string& text) {
    Result<Url> url = parse_url(text);
    INFO(text);
    REQUIRE(url.has_value());
    return *url;
}

TEST_CASE("a url gives scheme, host, port and target", "[transport][url]") {
    const Url url = parsed("wss://chat.example.org:8443/a/b?c=%20d");
    CHECK(url.tls);
    CHECK(url.host == "chat.example.org");
    CHECK(url.port == 8443);
    CHECK(url.target == "/a/b?c=%20d");
}

TEST_CASE("a url's port and path have defaults", "[transport][url]") {
    CHECK(parsed("ws://host").port == 80);
    CHECK(parsed("WSS://host").port == 443);
    CHECK(parsed("ws://host").target == "/");
    CHECK(parsed("ws://host?x=1").target == "/?x=1");
}

TEST_CASE("an IPv6 address stands in brackets in a url and in the Host field, and without them to connect",
          "[transport][url]") {
    const Url url = parsed("ws://[::1]:7788/");
    CHECK(url.host == "::1");
    CHECK(url.port == 7788);
    CHECK(url.host_field() == "[::1]:7788");
}

TEST_CASE("a url is named without its path, and with its port only where it is not the usual one", "[transport][url]") {
    CHECK(parsed("wss://host:443/secret?token=1").origin() == "wss://host");
    CHECK(parsed("ws://host:443/").origin() == "ws://host:443");
}

TEST_CASE("what is no WebSocket url is refused", "[transport][url]") {
    for (const std::string text : {"",
                                   "host",
                                   "http://host",
                                   "ws:/host",
                                   "ws://",
                                   "ws:///path",
                                   "ws://:80",
                                   "ws://host:",
                                   "ws://host:0",
                                   "ws://host:65536",
                                   "ws://host:80a",
                                   "ws://host:-1",
                                   "ws://user@host",
                                   "ws://user:pw@host",
                                   "ws://host#part",
                                   "ws://host/#part",
                                   "ws://host/a b",
                                   "ws://host/a\r\nX: y",
                                   "ws://h\xc3\xb6st",
                                   "ws://ho st",
                                   "ws://[::1",
                                   "ws://[::1]x",
                                   "ws://[]",
                                   "ws://[1.2.3.4]",
                                   "ws://a:1:2",
                                   "ws://host\\path"}) {
        INFO(text);
        const Result<Url> url = parse_url(text);
        REQUIRE(url.has_error());
        CHECK(url.error().code == Errc::invalid_parameters);
    }
}

}  // namespace
