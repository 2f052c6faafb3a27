#include "benchmarks/chat/beast_stream.hpp"
#include "benchmarks/chat/role.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>

#include <string>

namespace bench {
namespace {

/// Echoes the messages of one connection: reads one, writes it back, reads the next.
class Echo {
public:
    explicit Echo(asio::io_context& context)
        : acceptor_(context, {asio::ip::address_v4::loopback(), 0}), stream_(context) {
        say("port " + std::to_string(acceptor_.local_endpoint().port()));
        acceptor_.async_accept(stream_.next_layer(), [this](const boost::system::error_code& ec) {
            check(ec);
            set_up(stream_);
            stream_.async_accept([this](const boost::system::error_code& refused) {
                check(refused);
                read();
            });
        });
    }

private:
    void read() {
        stream_.async_read(buffer_, [this](const boost::system::error_code& ec, std::size_t) {
            if (!ec) write();
        });
    }

    void write() {
        stream_.async_write(buffer_.data(), [this](const boost::system::error_code& ec, std::size_t) {
            buffer_.clear();
            if (!ec) read();
        });
    }

    asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type> acceptor_;
    BeastStream stream_;
    boost::beast::flat_buffer buffer_;
};

}  // namespace

void beast_role(const Arguments&) {
    asio::io_context context(1);
    const Orders orders(context, [](const std::string&) {});
    const Echo echo(context);
    context.run();
}

}  // namespace bench
