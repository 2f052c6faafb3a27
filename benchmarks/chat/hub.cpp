#include "benchmarks/chat/hub.hpp"

#include "benchmarks/chat/role.hpp"
#include "tim/hub/hub.hpp"

#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>

#include <iostream>

namespace bench {
namespace {

/// What the documents limit a second is switched off, for it is the speed that is measured; all else is as usual.
tim::Limits unhurried() {
    tim::Limits limits;
    limits.group_messages_per_second = 0;
    limits.requests_per_second = 0;
    limits.logins_per_second = 0;
    return limits;
}

}  // namespace

// Commits are durable (`synchronous=FULL`), as every hub's with a folder. One thread for the connections: the storage
// has its own, and the clients run on this machine, too.
void hub_role(const Arguments& arguments) {
    boost::asio::thread_pool threads(1);
    {
        const tim::Secret key{std::string(app_key)};
        tim::hub::Hub hub(threads.get_executor(),
                          tim::hub::HubOptions().data(arguments.at(0)).app(app_id, key).limits(unhurried()));
        hub.open(boost::asio::use_future).get();
        say("port " + std::to_string(hub.listen(tim::hub::ListenOptions()).value()));
        for (std::string line; std::getline(std::cin, line);) continue;
    }
    threads.join();
}

}  // namespace bench
