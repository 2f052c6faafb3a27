#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/transport/listen_options.hpp"
#include "tim/wire/link.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace tim::transport {

/// The head of an HTTP request that is no WebSocket upgrade.
struct HttpRequest {
    HttpRequest() = default;
    std::string method;
    std::string target;
};

struct HttpResponse {
    HttpResponse() = default;
    HttpResponse(unsigned code, std::string text) : status(code), body(std::move(text)) {}
    unsigned status = 404;
    std::string content_type = "text/plain";
    std::string body;
};

/// Answers an HTTP request. Called on the connection's strand, for several connections at once: it must be quick,
/// thread-safe, and may not throw.
using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

/// One port that speaks HTTP, and WebSocket with the subprotocol `tim.v1` on any path; with TLS when given a
/// certificate. An upgrade goes to `peer->accept`: 503 when it takes no more, 400 without the subprotocol; anything
/// else goes to `answer`, and the connection is closed behind the answer. Each connection has a strand of its own on
/// `executor`. Any thread.
class Server {
public:
    TIM_DECL Server(boost::asio::any_io_executor executor, std::shared_ptr<wire::Peer> peer, HttpHandler answer,
                    ListenOptions options);
    /// Stops; connections end behind it.
    TIM_DECL ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds, listens and accepts; call it once. The port that it listens on, or 6017 (an address that is none, a
    /// certificate or key that cannot be used), 6022 (the address is in use or not allowed). Reads the files, so not
    /// for a thread that must not wait.
    TIM_DECL Result<std::uint16_t> start();

    /// Accepts no more, drops connections that are not yet WebSockets, closes the others with 1001. Does not wait.
    TIM_DECL void stop();

private:
    class Port;
    std::shared_ptr<Port> port_;
};

}  // namespace tim::transport

#ifdef TIM_HEADER_ONLY
#include "tim/transport/impl/server.ipp"
#endif
