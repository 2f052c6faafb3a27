#pragma once

#include "tim/core/config.hpp"
#include "tim/core/limits.hpp"
#include "tim/transport/transport.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>

namespace tim {

/// How `websocket` connects. Setters chain.
class WebSocketOptions {
public:
    WebSocketOptions() = default;

    /// Trust the certificates of this PEM file instead of the system's.
    WebSocketOptions& ca_file(std::string path) { return set(ca_file_, std::move(path)); }
    /// Trust this PEM text instead.
    WebSocketOptions& ca_pem(std::string pem) { return set(ca_pem_, std::move(pem)); }
    /// Accept any certificate. For experiments only: whoever sits in between reads and writes everything.
    WebSocketOptions& verify(bool on) { return set(verify_, on); }
    /// Resolve, connect, TLS and upgrade together; 10 s by default.
    WebSocketOptions& connect_timeout(std::chrono::milliseconds time) { return set(connect_timeout_, time); }
    /// How long the hub may take to end a connection that this side closes; 5 s by default.
    WebSocketOptions& close_timeout(std::chrono::milliseconds time) { return set(close_timeout_, time); }
    /// A longer packet from the hub ends the connection; 1 MiB by default.
    WebSocketOptions& frame_bytes(std::size_t bytes) { return set(frame_bytes_, bytes); }

    const std::string& ca_file() const noexcept { return ca_file_; }
    const std::string& ca_pem() const noexcept { return ca_pem_; }
    bool verify() const noexcept { return verify_; }
    std::chrono::milliseconds connect_timeout() const noexcept { return connect_timeout_; }
    std::chrono::milliseconds close_timeout() const noexcept { return close_timeout_; }
    std::size_t frame_bytes() const noexcept { return frame_bytes_; }

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
    std::chrono::milliseconds close_timeout_{5'000};
    std::size_t frame_bytes_ = Limits{}.frame_bytes;
};

/// Reaches a hub over WebSocket: `ws://host:port/path` or `wss://…` (TLS; the certificate and host name are verified).
/// The addresses of a name are tried in turn. The certificates to trust are read here, from files; what is wrong with
/// the url or with them is reported by each connect.
///
/// A connection that cannot be made or has ended says why with one of these: 6017 no url, or no certificate in
/// `ca_pem`; 6022 `ca_file` cannot be read; 9516 name not found; 9511 refused; 9512 unreachable; 9510 not connected in
/// time; 9503 the certificate is not trusted, not valid now, or not for this host; 6010 the answer was no `tim.v1`
/// upgrade; 9514 reset; 9522 a packet was too long for the other side or for this one; 9502 what came was no TLS or no
/// WebSocket; 9508 any other end, an orderly one too.
TIM_DECL Transport websocket(std::string url, WebSocketOptions options = {});

}  // namespace tim

#ifdef TIM_HEADER_ONLY
#include "tim/transport/impl/websocket.ipp"
#endif
