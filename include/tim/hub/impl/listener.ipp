#pragma once

#include "tim/hub/listener.hpp"

#include <string_view>
#include <utility>

namespace tim::hub {
namespace detail {

inline transport::HttpResponse answer_http(const transport::HttpRequest& request) {
    const std::string_view target = request.target;
    const std::string_view path = target.substr(0, target.find('?'));
    if (path != "/healthz") return {404, "not found\n"};
    if (request.method != "GET" && request.method != "HEAD") return {405, "only GET\n"};
    return {200, "ok"};
}

}  // namespace detail

TIM_DECL Listener::Listener(boost::asio::any_io_executor executor, std::shared_ptr<wire::Peer> peer,
                            ListenOptions options)
    : server_(std::move(executor), std::move(peer), detail::answer_http, std::move(options)) {}

}  // namespace tim::hub
