#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/transport/listen_options.hpp"
#include "tim/transport/server.hpp"
#include "tim/wire/link.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <cstdint>
#include <functional>
#include <memory>

namespace tim::hub {

using transport::ListenOptions;

/// The hub's port: WebSocket `tim.v1` for `peer`, `/healthz` (200, `ok`; 503 while `healthy` says no), 404 for the
/// rest. Knows nothing of secrets: whether the hub may be reached from the network is for the hub to decide. Any
/// thread.
class Listener {
public:
    /// `healthy` is called on any thread, several times at once, and neither waits nor throws.
    TIM_DECL Listener(boost::asio::any_io_executor executor, std::shared_ptr<wire::Peer> peer,
                      std::function<bool()> healthy, ListenOptions options);

    /// As `transport::Server::start`: the port, or why not.
    Result<std::uint16_t> start() { return server_.start(); }

    /// Accepts no more and closes all links; `lost` comes to each endpoint. Does not wait. So does the destructor.
    void stop() { server_.stop(); }

private:
    transport::Server server_;
};

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/listener.ipp"
#endif
