#include "benchmarks/chat/hub.hpp"
#include "benchmarks/chat/machine.hpp"
#include "benchmarks/chat/role.hpp"
#include "tim/tim.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace bench {
namespace {

/// Sends on order, "<messages> <in flight>", and tells how it went. Each text begins with the time of its call.
class Sender {
public:
    Sender(boost::asio::io_context& context, const Arguments& arguments)
        : client_(context.get_executor(), tim::websocket(arguments.at(0)),
                  tim::ClientOptions().app(app_id).data(arguments.at(3))),
          in_group_(arguments.at(1) == "group"),
          to_(arguments.at(2)) {}

    boost::asio::awaitable<void> begin() {
        co_await client_.login("sender", sig_of("sender"));
        conversation_ = in_group_ ? client_.group(to_) : client_.c2c(to_);
        const tim::Group group = client_.group(to_);
        if (in_group_) co_await group.join();
        say("ready");
    }

    void obey(const std::string& order) {
        std::size_t in_flight = 0;
        std::istringstream(order) >> unsent_ >> in_flight;
        unacknowledged_ = unsent_;
        latencies_.clear();
        latencies_.reserve(unsent_);
        begin_ns_ = now_ns();
        for (std::size_t i = 0; i < in_flight && unsent_ > 0; ++i) send();
    }

private:
    void send() {
        --unsent_;
        const std::int64_t start = now_ns();
        std::string text = std::to_string(start);
        text.resize(100, ' ');
        conversation_.send(tim::TextElem(std::move(text)),
                           [this, start](tim::error_code ec, const tim::Message&) { acknowledged(ec, start); });
    }

    void acknowledged(tim::error_code ec, std::int64_t start) {
        if (ec) {
            std::fprintf(stderr, "bench_chat: a send failed: %s\n", ec.message().c_str());
            std::exit(1);
        }
        latencies_.push_back(static_cast<double>(now_ns() - start) / 1000);
        if (unsent_ > 0) send();
        if (--unacknowledged_ == 0) report();
    }

    void report() const {
        std::ostringstream line;
        line << "sent " << begin_ns_ << ' ' << now_ns() << ' ' << percentile(latencies_, 0.5) << ' '
             << percentile(latencies_, 0.99);
        say(line.str());
    }

    tim::Client client_;
    const bool in_group_;
    const std::string to_;
    tim::Conversation conversation_;
    std::size_t unsent_ = 0;
    std::size_t unacknowledged_ = 0;
    std::int64_t begin_ns_ = 0;
    std::vector<double> latencies_;
};

}  // namespace

void sender_role(const Arguments& arguments) {
    boost::asio::io_context context(1);
    Sender sender(context, arguments);
    const Orders orders(context, [&](const std::string& order) { sender.obey(order); });
    boost::asio::co_spawn(context, sender.begin(), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
    });
    context.run();
}

}  // namespace bench
