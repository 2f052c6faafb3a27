#pragma once

#include "tim/transport/detail/net_error.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/websocket/error.hpp>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <utility>

namespace tim::transport {
namespace detail {

inline Errc documented_system(const error_code& reason) {
    namespace from = boost::asio::error;
    static const std::pair<error_code, Errc> table[] = {
        {from::connection_refused, Errc::sdk_net_conn_refuse},   {from::network_unreachable, Errc::sdk_net_net_unreach},
        {from::host_unreachable, Errc::sdk_net_net_unreach},     {from::network_down, Errc::sdk_net_net_unreach},
        {from::timed_out, Errc::sdk_net_conn_timeout},           {from::connection_reset, Errc::sdk_net_reset_by_peer},
        {from::connection_aborted, Errc::sdk_net_reset_by_peer}, {from::broken_pipe, Errc::sdk_net_reset_by_peer},
        {from::no_buffer_space, Errc::sdk_net_socket_no_buff},   {from::no_descriptors, Errc::sdk_net_socket_invalid},
    };
    for (const auto& [system, errc] : table)
        if (reason == system) return errc;
    return Errc::sdk_net_disconnect;
}

inline Errc documented_tls(const error_code& reason) {
    switch (ERR_GET_REASON(static_cast<unsigned long>(reason.value()))) {
        case SSL_R_CERTIFICATE_VERIFY_FAILED:
            return Errc::sdk_net_auth_invalid;
        case SSL_R_UNEXPECTED_EOF_WHILE_READING:
            return Errc::sdk_net_disconnect;
        default:
            return Errc::sdk_net_decode_failed;
    }
}

}  // namespace detail

TIM_DECL error_code documented(const error_code& reason) {
    namespace from = boost::asio::error;
    namespace websocket = boost::beast::websocket;
    const auto& category = reason.category();
    if (category == error_category()) return reason;
    if (category == from::get_netdb_category() || category == from::get_addrinfo_category())
        return Errc::sdk_net_host_getaddrinfo_failed;
    if (category == from::get_ssl_category()) return detail::documented_tls(reason);
    if (reason == websocket::error::message_too_big) return Errc::sdk_net_pkg_size_limit;
    if (reason == websocket::condition::protocol_violation || reason == websocket::error::bad_frame_payload)
        return Errc::sdk_net_decode_failed;
    const error_code any_http = boost::beast::http::error::end_of_stream;
    if (reason == websocket::condition::handshake_failed || category == any_http.category())
        return Errc::http_req_failed;
    return detail::documented_system(reason);
}

}  // namespace tim::transport
