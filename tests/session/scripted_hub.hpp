#pragma once

#include "tim/transport/transport.hpp"
#include "tim/wire/link.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tim::session::test {

/// One connection, seen from the hub: what the client wrote, and what the test says to it. Posts to the client's strand
/// as the contract of `wire::Link` has it.
class ScriptedLink final : public wire::Link, public std::enable_shared_from_this<ScriptedLink> {
public:
    ScriptedLink(boost::asio::any_io_executor executor, std::shared_ptr<wire::Endpoint> endpoint)
        : executor_(std::move(executor)), endpoint_(std::move(endpoint)) {}

    void wake() override {
        post([](ScriptedLink& link) { link.take(); });
    }
    void close(std::uint16_t) override {
        post([](ScriptedLink& link) {
            link.take();
            link.end({});
        });
    }
    void drop() override {
        post([](ScriptedLink& link) { link.end(error_code(boost::asio::error::operation_aborted)); });
    }

    /// The attempt succeeds.
    void accept() {
        post([](ScriptedLink& link) { link.endpoint_->opened(link.shared_from_this()); });
    }
    /// A packet for the client.
    void say(std::string packet) {
        post([packet = std::move(packet)](ScriptedLink& link) { link.endpoint_->received(packet); });
    }
    /// The connection breaks, or the attempt fails. What was said before still arrives.
    void cut(error_code reason = Errc::sdk_net_reset_by_peer) {
        post([reason](ScriptedLink& link) { link.end(reason); });
    }

    bool ended() const noexcept { return !endpoint_; }

    /// The next frame that the client wrote, without its line feed; empty when there is none.
    std::string heard() {
        if (frames_.empty()) return {};
        std::string frame = std::move(frames_.front());
        frames_.pop_front();
        if (!frame.empty() && frame.back() == '\n') frame.pop_back();
        return frame;
    }

private:
    template <class Step>
    void post(Step step) {
        boost::asio::post(executor_, [link = shared_from_this(), step = std::move(step)]() mutable {
            if (link->endpoint_) step(*link);
        });
    }
    void take() {
        std::vector<wire::FrameText> frames;
        do {
            frames.clear();
            endpoint_->take(frames, 64 * 1024);
            for (const wire::FrameText& frame : frames) frames_.push_back(*frame);
        } while (!frames.empty());
    }
    void end(error_code reason) { std::exchange(endpoint_, nullptr)->lost(reason); }

    boost::asio::any_io_executor executor_;
    std::shared_ptr<wire::Endpoint> endpoint_;
    std::deque<std::string> frames_;
};

/// A way to a hub that is the test itself.
class ScriptedHub final : public Transport::Dialer {
public:
    std::shared_ptr<wire::Link> connect(const boost::asio::any_io_executor& executor,
                                        std::shared_ptr<wire::Endpoint> endpoint) override {
        links.push_back(std::make_shared<ScriptedLink>(executor, std::move(endpoint)));
        return links.back();
    }
    std::string name() const override { return "scripted"; }

    std::vector<std::shared_ptr<ScriptedLink>> links;  ///< all that were ever dialled
};

}  // namespace tim::session::test
