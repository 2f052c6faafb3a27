#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/link.hpp"
#include "tim/wire/tables.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tim::test {

/// A client that is nothing but frames: it hands typed packets to a peer and keeps what comes back, without a socket.
/// Runs on one io_context in the test's thread. It reads only while `reading`, so it can play the slow reader.
class RawSession : public wire::Link, public std::enable_shared_from_this<RawSession> {
public:
    /// The connection ends with the last copy of what is returned, for each of its ends keeps the other alive.
    static std::shared_ptr<RawSession> connect(boost::asio::io_context& context, wire::Peer& peer,
                                               const wire::LinkInfo& info = {}) {
        auto session = std::shared_ptr<RawSession>(new RawSession(context));
        session->endpoint_ = peer.accept(info);
        session->endpoint_->opened(session);
        return {session.get(), [session](RawSession*) { session->end(Errc::sdk_net_disconnect); }};
    }

    /// Hands over one packet as it is.
    void packet(std::string text) {
        if (open()) endpoint_->received(std::move(text));
    }

    /// A part of a packet comes there.
    void dribble() {
        if (open()) endpoint_->heard();
    }

    /// Writes a request; returns its id.
    std::uint64_t request(std::string_view op, std::string_view body = {}) {
        packet(*wire::request_frame(op, ++last_id_, body));
        return last_id_;
    }

    /// Runs the context until the reply to request `id` is there, and takes it out; none when the connection ended
    /// first.
    std::optional<wire::Incoming> reply(std::uint64_t id) {
        return await([id](const wire::Incoming& frame) { return frame.re == id; });
    }

    /// The same for the next push of this kind.
    std::optional<wire::Incoming> push(std::string_view kind) {
        return await([kind](const wire::Incoming& frame) { return frame.push == kind; });
    }

    std::optional<wire::Incoming> ask(std::string_view op, std::string_view body = {}) {
        return reply(request(op, body));
    }

    /// Runs the context until anything is there, and takes it out.
    std::optional<wire::Incoming> next() {
        return await([](const wire::Incoming&) { return true; });
    }

    /// Says hello; the reply.
    std::optional<wire::Incoming> hello(std::string_view user, std::string_view sig, std::string_view device = "d1",
                                        std::uint32_t platform = 1, bool resume = false) {
        return reply(request_hello(user, sig, device, platform, resume));
    }

    std::uint64_t request_hello(std::string_view user, std::string_view sig, std::string_view device = "d1",
                                std::uint32_t platform = 1, bool resume = false) {
        wire::Hello body;
        body.app_id = 1400000000;
        body.user = user;
        body.sig = sig;
        body.device = device;
        body.platform = platform;
        body.resume = resume;
        body.version = 1;
        return request("hello", codec::to_json(body));
    }

    /// Runs the context until the connection is over.
    void wait_closed() {
        while (open()) run_one();
    }

    bool open() const noexcept { return endpoint_ != nullptr; }
    /// WebSocket close code with which the other side ended it, 0 while it did not.
    std::uint16_t close_code() const noexcept { return close_code_; }
    /// Everything that came and was not taken out yet, in order.
    std::vector<wire::Incoming>& inbox() noexcept { return inbox_; }

    /// Whether frames are taken when they are there; switching it on takes what waits.
    void read(bool on) {
        reading_ = on;
        if (on) wake();
    }

    void wake() override {
        boost::asio::post(context_, [self = shared_from_this()] { self->take(); });
    }
    void close(std::uint16_t code) override {
        boost::asio::post(context_, [self = shared_from_this(), code] {
            self->take();
            if (self->close_code_ == 0) self->close_code_ = code;
            self->end({});
        });
    }
    void drop() override {
        boost::asio::post(context_, [self = shared_from_this()] { self->end(Errc::sdk_net_disconnect); });
    }

private:
    explicit RawSession(boost::asio::io_context& context) : context_(context) {}

    void take() {
        if (!endpoint_ || !reading_) return;
        std::vector<wire::FrameText> frames;
        endpoint_->take(frames, 64 * 1024);
        for (const auto& frame : frames) {
            std::string_view rest = *frame;
            auto read = wire::read_incoming(wire::next_frame(rest));
            inbox_.push_back(std::move(read.value()));
        }
        if (!frames.empty()) wake();
    }

    void end(error_code reason) {
        if (const auto endpoint = std::exchange(endpoint_, nullptr)) endpoint->lost(reason);
    }

    // The storage has a thread of its own; the context has work while an answer is under way, so this waits for it.
    void run_one() {
        context_.restart();
        if (context_.run_one() == 0) throw std::logic_error("nothing is under way that could bring this");
    }

    template <class Wanted>
    std::optional<wire::Incoming> await(Wanted wanted) {
        for (;;) {
            for (auto frame = inbox_.begin(); frame != inbox_.end(); ++frame) {
                if (!wanted(*frame)) continue;
                wire::Incoming found = std::move(*frame);
                inbox_.erase(frame);
                return found;
            }
            if (!open()) return std::nullopt;
            run_one();
        }
    }

    boost::asio::io_context& context_;
    std::shared_ptr<wire::Endpoint> endpoint_;
    std::vector<wire::Incoming> inbox_;
    std::uint64_t last_id_ = 0;
    std::uint16_t close_code_ = 0;
    bool reading_ = true;
};

}  // namespace tim::test
