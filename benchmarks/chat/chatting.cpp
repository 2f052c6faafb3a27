#include "benchmarks/chat/chatting.hpp"

#include <sstream>

namespace bench {

SenderProcess::SenderProcess(const std::string& url, const std::string& conversation, const std::string& to,
                             const std::string& folder, std::string_view role)
    : process_(role, {url, conversation, to, folder}) {
    process_.hear("ready");
}

Sent SenderProcess::send(std::size_t messages, std::size_t in_flight) {
    process_.tell(std::to_string(messages) + ' ' + std::to_string(in_flight));
    std::istringstream line(process_.hear("sent"));
    Sent sent;
    line >> sent.begin_ns >> sent.end_ns >> sent.p50_us >> sent.p99_us;
    return sent;
}

ReceiverProcess::ReceiverProcess(const std::string& url, const std::string& user, const std::string& folder)
    : process_("receiver", {url, user, folder}) {
    process_.hear("ready");
}

void ReceiverProcess::expect(std::size_t messages) {
    process_.tell(std::to_string(messages));
    process_.hear("expecting");
}

Received ReceiverProcess::received() {
    std::istringstream line(process_.hear("received"));
    Received received;
    line >> received.end_ns >> received.p50_us >> received.p99_us;
    return received;
}

}  // namespace bench
