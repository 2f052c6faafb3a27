#pragma once

#include "tim/session/session.hpp"

#include <utility>

namespace tim::session {
namespace detail {

TIM_DECL std::shared_ptr<Session> make_driver(const boost::asio::any_io_executor& executor, SessionOptions options);

}  // namespace detail

TIM_DECL std::shared_ptr<Session> Session::make(boost::asio::any_io_executor executor, SessionOptions options) {
    return detail::make_driver(executor, std::move(options));
}

}  // namespace tim::session

// Last, because the driver is made of the interface above.
#include "tim/session/detail/driver.hpp"
