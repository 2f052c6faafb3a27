#pragma once

#include "tim/transport/transport.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/link.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// A connection to the hub without session and store: what the protocol asks of a client and no more, so that a
/// thousand of them leave the machine to the hub. One thread. A connection that breaks, a request that is refused and a
/// push that was left out end the process: what it would measure is void.
class FrameClient final : public tim::wire::Endpoint, public std::enable_shared_from_this<FrameClient> {
public:
    using OnReply = std::function<void(const tim::wire::Incoming& reply)>;
    using OnMessage = std::function<void()>;

    static std::shared_ptr<FrameClient> connect(boost::asio::io_context& context, const tim::Transport& transport);

    /// Says hello, then calls `done`.
    void login(const std::string& user, OnReply done);
    /// Writes a request; its reply, and that of every later one, goes to `done` until the next `ask`.
    void ask(std::string_view op, std::string_view body, OnReply done);
    /// The same once more, with the handler that is there.
    void ask_again(std::string_view op, std::string_view body = {});
    /// Called for each message that is pushed.
    void on_message(OnMessage call) { on_message_ = std::move(call); }

    void opened(std::shared_ptr<tim::wire::Link> link) override;
    void received(std::string packet) override;
    void take(std::vector<tim::wire::FrameText>& frames, std::size_t bytes) override;
    void lost(tim::error_code reason) override;

private:
    void on_frame(std::string_view frame);

    std::shared_ptr<tim::wire::Link> link_;
    std::deque<tim::wire::FrameText> waiting_;
    std::uint64_t last_id_ = 0;
    bool open_ = false;
    OnReply on_reply_;
    OnMessage on_message_;
};

}  // namespace bench
