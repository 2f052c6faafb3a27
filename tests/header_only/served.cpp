// Half of a program in header-only mode. The other half includes the same headers: a body without TIM_DECL shows here,
// as a symbol that is defined twice.

#include "tests/header_only/scenario.hpp"

#include <utility>

namespace tim::test {

Served::Served(boost::asio::any_io_executor executor)
    : hub(std::move(executor), hub::HubOptions().app(1400000000, Secret("key"))),
      port_(hub.listen(hub::ListenOptions()).value()) {}

std::string Served::url() const { return "ws://127.0.0.1:" + std::to_string(port_); }

}  // namespace tim::test
