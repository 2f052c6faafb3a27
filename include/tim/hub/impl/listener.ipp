#pragma once

#include "tim/hub/listener.hpp"

#include <string_view>
#include <utility>

namespace tim::hub {
namespace detail {

inline transport::HttpResponse answer_http(const transport::HttpRequest& request, bool healthy) {
    const std::string_view target = request.target;
    const std::string_view path = target.substr(0, target.find('?'));
    if (path != "/healthz") return {404, "not found\n"};
    if (request.method != "GET" && request.method != "HEAD") return {405, "only GET\n"};
    if (!healthy) return {503, "the database cannot be used\n"};
    return {200, "ok"};
}

}  // namespace detail

TIM_DECL Listener::Listener(boost::asio::any_io_executor executor, std::shared_ptr<wire::Peer> peer,
                            std::function<bool()> healthy, ListenOptions options)
    : server_(
          std::move(executor), std::move(peer),
          [healthy = std::move(healthy)](const transport::HttpRequest& request) {
              return detail::answer_http(request, healthy());
          },
          std::move(options)) {}

}  // namespace tim::hub
