#include "benchmarks/chat/beast_client.hpp"

#include "benchmarks/chat/beast_stream.hpp"
#include "benchmarks/chat/machine.hpp"

#include <string>

namespace bench {

class BeastClient::Connection {
public:
    explicit Connection(std::uint16_t port) : stream_(context_) {
        stream_.next_layer().connect({asio::ip::address_v4::loopback(), port});
        set_up(stream_);
        stream_.handshake("127.0.0.1", "/");
    }

    void echo(std::size_t messages, std::size_t bytes, std::size_t in_flight) {
        message_.assign(bytes, 'x');
        to_come_ = messages;
        to_write_ = 0;
        unsent_ = messages;
        for (std::size_t i = 0; i < in_flight && unsent_ > 0; ++i) send();
        read();
        context_.restart();
        context_.run();
    }

private:
    void send() {
        --unsent_;
        if (to_write_++ == 0) write();
    }

    void write() {
        stream_.async_write(asio::buffer(message_), [this](const boost::system::error_code& ec, std::size_t) {
            check(ec);
            if (--to_write_ > 0) write();
        });
    }

    void read() {
        stream_.async_read(buffer_, [this](const boost::system::error_code& ec, std::size_t) {
            check(ec);
            buffer_.clear();
            if (--to_come_ == 0) return;
            if (unsent_ > 0) send();
            read();
        });
    }

    asio::io_context context_{1};
    BeastStream stream_;
    boost::beast::flat_buffer buffer_;
    std::string message_;
    std::size_t unsent_ = 0;
    std::size_t to_write_ = 0;
    std::size_t to_come_ = 0;
};

BeastClient::BeastClient() : server_("beast", {}) {
    connection_ = std::make_unique<Connection>(static_cast<std::uint16_t>(std::stoul(server_.hear("port"))));
}

BeastClient::~BeastClient() = default;

void BeastClient::echo(std::size_t messages, std::size_t bytes, std::size_t in_flight) {
    connection_->echo(messages, bytes, in_flight);
}

std::vector<double> BeastClient::round_trips(std::size_t messages, std::size_t bytes) {
    std::vector<double> times;
    times.reserve(messages);
    for (std::size_t i = 0; i < messages; ++i) {
        const std::int64_t start = now_ns();
        connection_->echo(1, bytes, 1);
        times.push_back(static_cast<double>(now_ns() - start) / 1000);
    }
    return times;
}

}  // namespace bench
