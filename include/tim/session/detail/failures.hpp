#pragma once

#include "tim/core/error.hpp"
#include "tim/wire/frame.hpp"

#include <boost/asio/error.hpp>

#include <string>
#include <string_view>

/// The ends of operations that several parts of the driver speak of.
namespace tim::session::detail {

inline Failure aborted() { return {error_code(boost::asio::error::operation_aborted)}; }

inline Failure not_logged_in() { return {Errc::sdk_not_logged_in, "nobody is logged in"}; }

/// Of what names positions.
inline Failure another_history() { return {Errc::in_progess, "the hub's history changed and is being fetched"}; }

/// Of a reply whose code is not 0.
inline Failure failure_of(const wire::Incoming& reply) { return {static_cast<Errc>(reply.code), reply.text}; }

inline Failure nonsense(std::string_view what) {
    return {Errc::sdk_net_decode_failed, "the hub sent what cannot be read: " + std::string(what)};
}

}  // namespace tim::session::detail
