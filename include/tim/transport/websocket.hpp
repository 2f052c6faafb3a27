#pragma once

#include "tim/core/config.hpp"
#include "tim/transport/transport.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace tim {

/// How `websocket` connects. Setters chain.
class WebSocketOptions {
public:
    /// Trust the certificates of this PEM file instead of the system's.
    WebSocketOptions& ca_file(std::string path) { return set(ca_file_, std::move(path)); }
    /// Trust this PEM text instead.
    WebSocketOptions& ca_pem(std::string pem) { return set(ca_pem_, std::move(pem)); }
    /// Accept any certificate. For experiments only: whoever sits in between reads and writes everything.
    WebSocketOptions& verify(bool on) { return set(verify_, on); }
    /// Resolve, connect, TLS and upgrade together; 10 s by default.
    WebSocketOptions& connect_timeout(std::chrono::milliseconds time) { return set(connect_timeout_, time); }

    const std::string& ca_file() const noexcept { return ca_file_; }
    const std::string& ca_pem() const noexcept { return ca_pem_; }
    bool verify() const noexcept { return verify_; }
    std::chrono::milliseconds connect_timeout() const noexcept { return connect_timeout_; }

private:
    template <class Member, class Value>
    WebSocketOptions& set(Member& member, Value&& value) {
        member = std::forward<Value>(value);
        return *this;
    }

    std::string ca_file_;
    std::string ca_pem_;
    bool verify_ = true;
    std::chrono::milliseconds connect_timeout_{10'000};
};

/// Reaches a hub over WebSocket: `ws://host:port/path` or `wss://…` (TLS; the certificate and host name are verified).
/// An url that is none is reported by the first connect, with 6017.
TIM_DECL Transport websocket(std::string url, WebSocketOptions options = {});

}  // namespace tim

#ifdef TIM_HEADER_ONLY
#include "tim/transport/impl/websocket.ipp"
#endif
