#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tim::transport {

/// The parts of a `ws://` or `wss://` url (RFC 6455, section 3).
struct Url {
    Url() = default;
    bool tls = false;
    std::string host;  ///< name or address, an IPv6 address without its brackets
    std::uint16_t port = 0;
    std::string target = "/";  ///< path and query

    bool is_ipv6() const noexcept { return host.find(':') != std::string::npos; }
    /// `wss://chat.example.org:8443`, without path and query; the port only where it is not the scheme's own.
    TIM_DECL std::string origin() const;
    /// What the HTTP field `Host` says.
    TIM_DECL std::string host_field() const;
};

/// Strict: no user name, no fragment, nothing that would have to be escaped; a failure (6017) names what is wrong.
TIM_DECL Result<Url> parse_url(std::string_view text);

}  // namespace tim::transport

#ifdef TIM_HEADER_ONLY
#include "tim/transport/impl/url.ipp"
#endif
