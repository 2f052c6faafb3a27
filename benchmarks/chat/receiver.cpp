#include "benchmarks/chat/hub.hpp"
#include "benchmarks/chat/machine.hpp"
#include "benchmarks/chat/role.hpp"
#include "tim/tim.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bench {
namespace {

/// Receives for ever; on order, "<messages>", it counts, and tells when so many have come. Without an order it is the
/// idle client.
class Receiver {
public:
    Receiver(boost::asio::io_context& context, const Arguments& arguments)
        : client_(context.get_executor(), tim::websocket(arguments.at(0)),
                  tim::ClientOptions().app(app_id).data(arguments.at(2))),
          user_(arguments.at(1)) {}

    boost::asio::awaitable<void> run() {
        co_await client_.login(user_, sig_of(user_));
        for (;;) {
            const tim::Event event = co_await client_.receive();
            const auto* changed = std::get_if<tim::ConnectionChanged>(&event);
            if (changed && changed->state == tim::ConnectionState::online) say("ready");
            if (const auto* arrived = std::get_if<tim::NewMessage>(&event)) count(arrived->message);
        }
    }

    void obey(const std::string& order) {
        expected_ = std::stoul(order);
        latencies_.clear();
        latencies_.reserve(expected_);
        say("expecting");
    }

private:
    void count(const tim::Message& message) {
        const std::string text(message.text());
        latencies_.push_back(static_cast<double>(now_ns() - std::stoll(text)) / 1000);
        if (latencies_.size() != expected_) return;
        std::ostringstream line;
        line << "received " << now_ns() << ' ' << percentile(latencies_, 0.5) << ' ' << percentile(latencies_, 0.99);
        say(line.str());
    }

    tim::Client client_;
    const std::string user_;
    std::size_t expected_ = 0;
    std::vector<double> latencies_;
};

}  // namespace

void receiver_role(const Arguments& arguments) {
    boost::asio::io_context context(1);
    Receiver receiver(context, arguments);
    const Orders orders(context, [&](const std::string& order) { receiver.obey(order); });
    boost::asio::co_spawn(context, receiver.run(), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
    });
    context.run();
}

}  // namespace bench
