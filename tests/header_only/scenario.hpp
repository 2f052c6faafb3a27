#pragma once

#include "tim/tim.hpp"

#include <string>

namespace tim::test {

/// A hub that serves this machine over WebSocket, made in the other translation unit.
class Served {
public:
    explicit Served(boost::asio::any_io_executor executor);
    std::string url() const;

    hub::Hub hub;

private:
    std::uint16_t port_ = 0;
};

}  // namespace tim::test
