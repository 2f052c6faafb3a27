#pragma once

#include "tim/wire/link.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <string>
#include <utility>

namespace tim {

/// A way to reach a hub. Made by `tim::loopback(hub)` and `tim::websocket(url)`; copies are cheap and share settings.
class Transport {
public:
    /// What a kind of transport implements.
    class Dialer {
    public:
        virtual ~Dialer() = default;
        /// Starts connecting; ends with `endpoint->opened(link)` or `endpoint->lost(reason)`, never before this call
        /// returns. `executor` is a strand: all calls to the endpoint come there. `drop()` on the returned link ends
        /// the attempt.
        virtual std::shared_ptr<wire::Link> connect(const boost::asio::any_io_executor& executor,
                                                    std::shared_ptr<wire::Endpoint> endpoint) = 0;
        /// For logs and errors: `wss://chat.example.org`, `loopback`. Holds no secret.
        virtual std::string name() const = 0;
    };

    explicit Transport(std::shared_ptr<Dialer> dialer) : dialer_(std::move(dialer)) {}

    Dialer& dialer() const noexcept { return *dialer_; }

private:
    std::shared_ptr<Dialer> dialer_;
};

}  // namespace tim
