#pragma once

#include "tim/transport/loopback.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/query.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace tim::transport {

class LoopbackConnection;

/// The loopbacks of one execution context. A hub may outlive the context of a client: when that goes, each connection
/// lets go of its executor and tells its hub.
class Loopbacks final : public boost::asio::execution_context::service {
public:
    static inline boost::asio::execution_context::id id;

    explicit Loopbacks(boost::asio::execution_context& context) : service(context) {}

    void add(const std::shared_ptr<LoopbackConnection>& connection);
    void remove(LoopbackConnection* connection);

private:
    void shutdown() noexcept override;

    std::mutex mutex_;
    std::map<LoopbackConnection*, std::weak_ptr<LoopbackConnection>> connections_;
};

/// Both ends of a connection within the process. Everything but the calls of the links runs on the client's strand, so
/// each endpoint is called one call at a time, and none inside a call of the other.
class LoopbackConnection : public std::enable_shared_from_this<LoopbackConnection> {
public:
    LoopbackConnection(const boost::asio::any_io_executor& executor, std::shared_ptr<wire::Peer> peer,
                       std::shared_ptr<wire::Endpoint> client)
        : executor_(executor),
          all_(boost::asio::use_service<Loopbacks>(boost::asio::query(executor, boost::asio::execution::context))),
          most_bytes_(peer->frame_bytes()),
          peer_(std::move(peer)) {
        client_.endpoint = std::move(client);
    }

    std::shared_ptr<wire::Link> start() {
        all_.add(shared_from_this());
        post(client_, &LoopbackConnection::on_start);
        return link(client_);
    }

    /// The client's context is coming to its end: nothing runs there any more.
    void cut() {
        {
            const std::lock_guard lock(mutex_);
            executor_ = {};
        }
        const auto client = std::move(client_.endpoint);
        if (const auto hub = std::move(hub_.endpoint)) hub->lost(Errc::sdk_net_disconnect);
    }

private:
    /// One end: the endpoint there, and the link that it is given.
    struct Side final : wire::Link {
        explicit Side(LoopbackConnection& whole) : connection(whole) {}

        void wake() override {
            if (!woken.exchange(true)) connection.post(*this, &LoopbackConnection::on_wake);
        }
        void close(std::uint16_t) override {
            if (!closing.exchange(true)) connection.post(*this, &LoopbackConnection::pump);
        }
        void drop() override { connection.post(*this, &LoopbackConnection::on_drop); }

        LoopbackConnection& connection;
        std::shared_ptr<wire::Endpoint> endpoint;
        std::atomic<bool> woken{false};
        std::atomic<bool> closing{false};
    };

    using Step = void (LoopbackConnection::*)(Side&);

    void post(Side& side, Step step) {
        const std::lock_guard lock(mutex_);
        if (executor_)
            boost::asio::post(executor_, [self = shared_from_this(), &side, step] { (self.get()->*step)(side); });
    }

    std::shared_ptr<wire::Link> link(Side& side) { return {shared_from_this(), &side}; }

    void on_start(Side&) {
        wire::LinkInfo info;
        info.in_process = true;
        if (!client_.closing) hub_.endpoint = std::exchange(peer_, nullptr)->accept(info);
        if (!hub_.endpoint) return end(client_.closing ? Errc::sdk_net_disconnect : Errc::sdk_net_conn_refuse);
        hub_.endpoint->opened(link(hub_));
        client_.endpoint->opened(link(client_));
    }

    void on_wake(Side& from) {
        from.woken = false;
        pump(from);
    }

    void on_drop(Side& from) {
        if (!client_.endpoint) return;
        const auto dropping = std::move(from.endpoint);
        end(Errc::sdk_net_disconnect);
        dropping->lost(boost::asio::error::operation_aborted);
    }

    /// Hands one packet over, and comes back for the next.
    void pump(Side& from) {
        if (!client_.endpoint) return;
        Side& to = &from == &client_ ? hub_ : client_;
        frames_.clear();
        if (!to.closing) from.endpoint->take(frames_, gathered_bytes);
        if (frames_.empty()) {
            if (from.closing) end(Errc::sdk_net_disconnect);
            return;
        }
        std::size_t bytes = 0;
        for (const wire::FrameText& frame : frames_) bytes += frame->size();
        if (bytes > most_bytes_) return end(Errc::sdk_net_pkg_size_limit);
        std::string packet;
        packet.reserve(bytes);
        for (const wire::FrameText& frame : frames_) packet += *frame;
        frames_.clear();
        to.endpoint->received(std::move(packet));
        post(from, &LoopbackConnection::pump);
    }

    void end(error_code reason) {
        all_.remove(this);
        {
            const std::lock_guard lock(mutex_);
            executor_ = {};
        }
        const auto client = std::move(client_.endpoint);
        const auto hub = std::move(hub_.endpoint);
        if (hub) hub->lost(reason);
        if (client) client->lost(reason);
    }

    static constexpr std::size_t gathered_bytes = 64 * 1024;

    std::mutex mutex_;
    boost::asio::any_io_executor executor_;  ///< guarded; empty when the connection has ended
    Loopbacks& all_;
    const std::size_t most_bytes_;  ///< of a packet
    std::shared_ptr<wire::Peer> peer_;
    Side client_{*this};  ///< its endpoint is null when the connection has ended
    Side hub_{*this};
    std::vector<wire::FrameText> frames_;
};

inline void Loopbacks::add(const std::shared_ptr<LoopbackConnection>& connection) {
    const std::lock_guard lock(mutex_);
    connections_.emplace(connection.get(), connection);
}

inline void Loopbacks::remove(LoopbackConnection* connection) {
    const std::lock_guard lock(mutex_);
    connections_.erase(connection);
}

inline void Loopbacks::shutdown() noexcept {
    for (const auto& [address, weak] : std::exchange(connections_, {}))
        if (const auto connection = weak.lock()) connection->cut();
}

class LoopbackDialer final : public Transport::Dialer {
public:
    explicit LoopbackDialer(std::shared_ptr<wire::Peer> peer) : peer_(std::move(peer)) {}

    std::shared_ptr<wire::Link> connect(const boost::asio::any_io_executor& executor,
                                        std::shared_ptr<wire::Endpoint> endpoint) override {
        return std::make_shared<LoopbackConnection>(executor, peer_, std::move(endpoint))->start();
    }

    std::string name() const override { return "loopback"; }

private:
    const std::shared_ptr<wire::Peer> peer_;
};

}  // namespace tim::transport

namespace tim {

TIM_DECL Transport loopback(std::shared_ptr<wire::Peer> peer) {
    return Transport(std::make_shared<transport::LoopbackDialer>(std::move(peer)));
}

}  // namespace tim
