#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/completion_condition.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace tim::transport::test {

/// A peer that knows only TCP: what it says and reads is written out by hand. Blocks, so the server runs on another
/// thread.
class RawClient {
public:
    explicit RawClient(std::uint16_t port) { socket_.connect({boost::asio::ip::make_address("127.0.0.1"), port}); }

    void write(std::string_view bytes) { boost::asio::write(socket_, boost::asio::buffer(bytes)); }

    /// Like `write`, when the other side may have gone.
    void try_write(std::string_view bytes) {
        boost::system::error_code ignored;
        boost::asio::write(socket_, boost::asio::buffer(bytes), ignored);
    }

    /// The head of an HTTP answer.
    std::string read_head() {
        const std::size_t size = boost::asio::read_until(socket_, boost::asio::dynamic_buffer(ahead_), "\r\n\r\n");
        std::string head = ahead_.substr(0, size);
        ahead_.erase(0, size);
        return head;
    }

    /// The next bytes, this many.
    std::string read(std::size_t size) {
        if (ahead_.size() < size)
            boost::asio::read(socket_, boost::asio::dynamic_buffer(ahead_),
                              boost::asio::transfer_exactly(size - ahead_.size()));
        std::string bytes = ahead_.substr(0, size);
        ahead_.erase(0, size);
        return bytes;
    }

    /// All that comes until the other side ends; `reset` tells that it did not end in order.
    std::string read_all() {
        boost::system::error_code ec;
        std::array<char, 4096> piece;
        while (!ec) {
            const std::size_t size = socket_.read_some(boost::asio::buffer(piece), ec);
            ahead_.append(piece.data(), size);
        }
        reset = ec != boost::asio::error::eof;
        return std::exchange(ahead_, {});
    }

    std::string request(std::string_view head) {
        write(head);
        return read_all();
    }

    /// Upgrades to WebSocket with these further fields.
    std::string upgrade(std::string_view fields = "Sec-WebSocket-Protocol: tim.v1\r\n") {
        write(
            "GET / HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
            std::string(fields) + "\r\n");
        return read_head();
    }

    void end_sending() { socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send); }
    void close() { socket_.close(); }

    bool reset = false;

private:
    boost::asio::io_context context_;
    boost::asio::ip::tcp::socket socket_{context_};
    std::string ahead_;
};

/// A WebSocket frame as a client sends it: final, masked with zeroes, so that it can be read. Opcode 1 is text, 2
/// binary, 8 close.
inline std::string client_frame(unsigned opcode, std::string_view payload) {
    std::string frame(1, static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        frame += static_cast<char>(0x80 | payload.size());
    } else {
        frame += static_cast<char>(0x80 | 127);
        for (int shift = 56; shift >= 0; shift -= 8)
            frame += static_cast<char>((std::uint64_t{payload.size()} >> shift) & 0xff);
    }
    frame.append(4, '\0');
    return frame.append(payload);
}

/// The close frame of a server with this code.
inline std::string close_frame(unsigned code) {
    return {static_cast<char>(0x88), 2, static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
}

/// Runs a context on a thread of its own, for tests that block on theirs.
class Background {
public:
    explicit Background(boost::asio::io_context& context)
        : guard_(context.get_executor()), thread_([&] { context.run(); }) {}
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;
    /// Ends when the context has nothing more to do.
    ~Background() { finish(); }

    void finish() {
        guard_.reset();
        if (thread_.joinable()) thread_.join();
    }

private:
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_;
    std::thread thread_;
};

}  // namespace tim::transport::test
