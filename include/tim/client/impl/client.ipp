#pragma once

#include "tim/client/client.hpp"

namespace tim {
namespace detail {

TIM_DECL session::SessionOptions with_endpoints(session::SessionOptions options, std::vector<Transport> hubs) {
    options.endpoints = std::move(hubs);
    return options;
}

TIM_DECL void stop(const std::shared_ptr<ClientCore>& core) {
    if (core) core->run([](session::Session& session) { session.stop(); });
}

}  // namespace detail

TIM_DECL Client::Client(boost::asio::any_io_executor executor, std::vector<Transport> hubs, ClientOptions options)
    : core_(std::make_shared<detail::ClientCore>(
          executor, detail::with_endpoints(std::move(options.options_), std::move(hubs)))) {}

TIM_DECL Client& Client::operator=(Client&& other) noexcept {
    if (this != &other) {
        detail::stop(core_);
        core_ = std::move(other.core_);
    }
    return *this;
}

TIM_DECL Client::~Client() { detail::stop(core_); }

}  // namespace tim
