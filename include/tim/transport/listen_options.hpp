#pragma once

#include "tim/core/limits.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace tim::transport {

/// Where and how a server listens. A plain value; setters chain: `ListenOptions{}.address("0.0.0.0").port(443)`.
class ListenOptions {
public:
    ListenOptions() = default;

    /// An IP address of this machine, or `localhost`; `0.0.0.0` and `::` mean all. Default: 127.0.0.1.
    ListenOptions& address(std::string address) { return set(address_, std::move(address)); }
    /// 0 (the default): any that is free; `start` tells which.
    ListenOptions& port(std::uint16_t port) { return set(port_, port); }
    /// Speak TLS with this certificate chain and its private key, both PEM files.
    ListenOptions& tls(std::string certificate_file, std::string key_file) {
        set(certificate_file_, std::move(certificate_file));
        return set(key_file_, std::move(key_file));
    }
    /// Connections beyond this number are closed as soon as they come; 0 (the default): no limit.
    ListenOptions& most_connections(std::size_t count) { return set(most_connections_, count); }
    /// A longer packet closes its connection with 1009.
    ListenOptions& frame_bytes(std::size_t bytes) { return set(frame_bytes_, bytes); }
    /// TLS handshake, HTTP head and answer together take no longer; 10 s by default.
    ListenOptions& handshake_timeout(std::chrono::milliseconds time) { return set(handshake_timeout_, time); }
    /// How long the other side may take to end a connection that this side closes; 5 s by default.
    ListenOptions& close_timeout(std::chrono::milliseconds time) { return set(close_timeout_, time); }

    const std::string& address() const noexcept { return address_; }
    std::uint16_t port() const noexcept { return port_; }
    bool tls() const noexcept { return !certificate_file_.empty() || !key_file_.empty(); }
    const std::string& certificate_file() const noexcept { return certificate_file_; }
    const std::string& key_file() const noexcept { return key_file_; }
    std::size_t most_connections() const noexcept { return most_connections_; }
    std::size_t frame_bytes() const noexcept { return frame_bytes_; }
    std::chrono::milliseconds handshake_timeout() const noexcept { return handshake_timeout_; }
    std::chrono::milliseconds close_timeout() const noexcept { return close_timeout_; }

private:
    template <class Member, class Value>
    ListenOptions& set(Member& member, Value&& value) {
        member = std::forward<Value>(value);
        return *this;
    }

    std::string address_ = "127.0.0.1";
    std::uint16_t port_ = 0;
    std::string certificate_file_;
    std::string key_file_;
    std::size_t most_connections_ = 0;
    std::size_t frame_bytes_ = Limits{}.frame_bytes;
    std::chrono::milliseconds handshake_timeout_{10'000};
    std::chrono::milliseconds close_timeout_{5'000};
};

}  // namespace tim::transport
