#pragma once

#include "tim/transport/url.hpp"

#include <algorithm>
#include <charconv>

namespace tim::transport {
namespace detail {

constexpr std::string_view letters_and_digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::uint16_t plain_port = 80;
constexpr std::uint16_t tls_port = 443;

inline bool only(std::string_view text, std::string_view extra) {
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return letters_and_digits.find(c) != std::string_view::npos || extra.find(c) != std::string_view::npos;
    });
}

inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline bool take_scheme(std::string_view& rest, std::string_view scheme) {
    const std::string_view begin = rest.substr(0, scheme.size());
    if (!std::equal(begin.begin(), begin.end(), scheme.begin(), scheme.end(),
                    [](char given, char wanted) { return lower(given) == wanted; }))
        return false;
    rest.remove_prefix(scheme.size());
    return true;
}

inline bool read_port(std::string_view digits, std::uint16_t& port) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return error == std::errc() && end == digits.data() + digits.size() && port != 0;
}

/// Splits `host[:port]`; false when it is neither.
inline bool read_authority(std::string_view authority, Url& url) {
    std::string_view port;
    std::string_view host = authority;
    bool has_port = false;
    if (authority.starts_with('[')) {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos) return false;
        host = authority.substr(1, end - 1);
        port = authority.substr(end + 1);
        has_port = !port.empty();
        if (has_port && port.front() != ':') return false;
        if (host.find(':') == std::string_view::npos || !only(host, ":.")) return false;
    } else {
        const std::size_t colon = authority.find(':');
        has_port = colon != std::string_view::npos;
        host = authority.substr(0, colon);
        if (has_port) port = authority.substr(colon);
        if (host.empty() || host.size() > 253 || !only(host, "-._")) return false;
    }
    url.host = host;
    url.port = url.tls ? tls_port : plain_port;
    return !has_port || read_port(port.substr(1), url.port);
}

}  // namespace detail

TIM_DECL std::string Url::origin() const { return (tls ? "wss://" : "ws://") + host_field(); }

TIM_DECL std::string Url::host_field() const {
    std::string field = is_ipv6() ? '[' + host + ']' : host;
    if (port != (tls ? detail::tls_port : detail::plain_port)) field += ':' + std::to_string(port);
    return field;
}

TIM_DECL Result<Url> parse_url(std::string_view text) {
    Url url;
    std::string_view rest = text;
    url.tls = detail::take_scheme(rest, "wss://");
    if (!url.tls && !detail::take_scheme(rest, "ws://"))
        return Failure(Errc::invalid_parameters, "the url does not begin with ws:// or wss://");
    const std::size_t end = rest.find_first_of("/?#");
    if (!detail::read_authority(rest.substr(0, end), url))
        return Failure(Errc::invalid_parameters, "the url has no proper host and port");
    if (end == std::string_view::npos) return url;
    const std::string_view target = rest.substr(end);
    // The unreserved and reserved characters of RFC 3986, and `%`; no fragment, which is not sent.
    if (!detail::only(target, "-._~!$&'()*+,;=:@/?%"))
        return Failure(Errc::invalid_parameters, "the url's path has a character that it must not have");
    url.target = target.front() == '/' ? std::string(target) : '/' + std::string(target);
    return url;
}

}  // namespace tim::transport
