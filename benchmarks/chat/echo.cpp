// The way to the hub and back, beside a plain Beast echo.

#include "benchmarks/chat/beast_client.hpp"
#include "benchmarks/chat/frame_client.hpp"
#include "benchmarks/chat/hub.hpp"
#include "benchmarks/chat/parts.hpp"
#include "benchmarks/support/bench.hpp"
#include "tim/transport/websocket.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>

namespace bench {
namespace {

constexpr std::size_t requests = 20'000;
constexpr std::size_t in_flight = 64;
constexpr int runs = 7;

class EchoClient {
public:
    explicit EchoClient(const std::string& url) : client_(FrameClient::connect(context_, tim::websocket(url))) {
        client_->login("echo", [this](const tim::wire::Incoming&) { context_.stop(); });
        context_.run();
    }

    /// So many requests, always so many of them unanswered; waits for all answers.
    void run(std::size_t count) {
        std::size_t unasked = count;
        std::size_t unanswered = count;
        const auto on_reply = [&](const tim::wire::Incoming&) {
            if (--unanswered == 0) context_.stop();
            if (unasked == 0) return;
            --unasked;
            client_->ask_again("echo");
        };
        for (std::size_t i = 0; i < in_flight; ++i, --unasked) client_->ask("echo", {}, on_reply);
        context_.restart();
        context_.run();
    }

private:
    boost::asio::io_context context_{1};
    std::shared_ptr<FrameClient> client_;
};

}  // namespace

void measure_echo() {
    const HubProcess hub;
    EchoClient client(hub.url());
    BeastClient beast;
    // Of the size of a request; the hub's answers are shorter.
    const std::size_t bytes = tim::wire::request_frame("echo", requests, {})->size();
    const Comparison both = compare(
        runs, [&] { beast.echo(requests, bytes, in_flight); }, [&] { client.run(requests); });
    print("chat.beast_echo_per_s", requests / both.baseline);
    print("chat.echo_per_s", requests / both.subject);
    print("chat.echo_vs_beast", both.speedup());
}

}  // namespace bench
