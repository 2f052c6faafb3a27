#include "benchmarks/chat/frame_client.hpp"

#include "benchmarks/chat/hub.hpp"
#include "benchmarks/chat/role.hpp"
#include "tim/codec/write.hpp"
#include "tim/wire/tables.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace bench {
namespace {

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "bench_chat: %s\n", why.c_str());
    std::exit(1);
}

}  // namespace

std::shared_ptr<FrameClient> FrameClient::connect(boost::asio::io_context& context, const tim::Transport& transport) {
    auto client = std::make_shared<FrameClient>();
    client->link_ = transport.dialer().connect(context.get_executor(), client);
    return client;
}

void FrameClient::login(const std::string& user, OnReply done) {
    tim::wire::Hello hello;
    hello.app_id = app_id;
    hello.user = user;
    hello.sig = sig_of(user).reveal();
    hello.device = "device-of-" + user;
    hello.platform = 1;
    hello.version = 1;
    ask("hello", tim::codec::to_json(hello), std::move(done));
}

void FrameClient::ask(std::string_view op, std::string_view body, OnReply done) {
    on_reply_ = std::move(done);
    ask_again(op, body);
}

void FrameClient::ask_again(std::string_view op, std::string_view body) {
    waiting_.push_back(tim::wire::request_frame(op, ++last_id_, body));
    if (open_) link_->wake();
}

void FrameClient::opened(std::shared_ptr<tim::wire::Link>) {
    open_ = true;
    link_->wake();
}

void FrameClient::received(std::string packet) {
    std::string_view rest = packet;
    for (auto frame = tim::wire::next_frame(rest); !frame.empty(); frame = tim::wire::next_frame(rest)) on_frame(frame);
}

void FrameClient::on_frame(std::string_view frame) {
    const bool message = frame.find(R"("kind":"message")") != std::string_view::npos;
    if (message && on_message_) return on_message_();
    const auto read = tim::wire::read_incoming(frame);
    if (!read) give_up("the hub wrote what is no frame");
    if (read->code != 0) give_up("refused: " + std::to_string(read->code) + " " + read->text);
    if (read->push == "behind") give_up("a connection fell behind");
    if (read->re == 0) return;
    // The handler may replace itself.
    const OnReply handler = on_reply_;
    handler(*read);
}

void FrameClient::take(std::vector<tim::wire::FrameText>& frames, std::size_t bytes) {
    std::size_t taken = 0;
    while (!waiting_.empty()) {
        taken += waiting_.front()->size();
        if (taken > bytes && !frames.empty()) return;
        frames.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
}

void FrameClient::lost(tim::error_code reason) { give_up("a connection broke: " + reason.message()); }

}  // namespace bench
