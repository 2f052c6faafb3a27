#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/manual_clock.hpp"
#include "tim/hub/hub.hpp"
#include "tim/wire/link.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/json.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tim::hub::test {

namespace json = boost::json;

/// A client that knows nothing but text.
class HandClient final : public wire::Link, public std::enable_shared_from_this<HandClient> {
public:
    explicit HandClient(boost::asio::io_context& context) : context_(context) {}

    void connect(wire::Peer& peer) {
        endpoint_ = peer.accept(wire::LinkInfo{"192.0.2.1", false});
        endpoint_->opened(shared_from_this());
    }

    /// Writes a packet as it is.
    void says(std::string packet) {
        if (endpoint_) endpoint_->received(std::move(packet));
    }

    /// The next frame that comes.
    json::object hears() {
        while (frames_.empty()) run_one();
        const std::string text = std::move(frames_.front());
        frames_.pop_front();
        return json::parse(text).as_object();
    }

    /// Writes a request and returns the next frame.
    json::object asks(std::string packet) {
        says(std::move(packet));
        return hears();
    }

    /// Everything that still comes until the hub has answered a ping, without that answer.
    std::vector<json::object> hears_all() {
        says(R"({"op":"ping","id":999999})");
        std::vector<json::object> all;
        for (;;) {
            json::object frame = hears();
            if (frame.contains("re") && frame.at("re") == 999999) return all;
            all.push_back(std::move(frame));
        }
    }

    bool silent() const { return frames_.empty(); }
    void stops_reading(bool stopped) {
        stopped_ = stopped;
        if (!stopped) wake();
    }
    /// Goes without a word.
    void lose() {
        if (const auto endpoint = std::exchange(endpoint_, nullptr)) endpoint->lost({});
    }

    /// The close code with which the hub ends the connection.
    std::uint16_t end() {
        while (endpoint_) run_one();
        return close_code_;
    }

    void wake() override {
        boost::asio::post(context_, [self = shared_from_this()] { self->take(); });
    }
    void close(std::uint16_t code) override {
        boost::asio::post(context_, [self = shared_from_this(), code] {
            self->take();
            self->close_code_ = code;
            self->lose();
        });
    }
    void drop() override {
        boost::asio::post(context_, [self = shared_from_this()] { self->lose(); });
    }

private:
    void take() {
        if (!endpoint_ || stopped_) return;
        std::vector<wire::FrameText> taken;
        endpoint_->take(taken, 1024 * 1024);
        for (const auto& frame : taken) {
            REQUIRE(frame->ends_with('\n'));
            REQUIRE(frame->find('\n') == frame->size() - 1);
            frames_.push_back(*frame);
        }
    }

    void run_one() {
        context_.restart();
        if (context_.run_one_for(std::chrono::seconds(60)) == 0) throw std::runtime_error("the hub stays silent");
    }

    boost::asio::io_context& context_;
    std::shared_ptr<wire::Endpoint> endpoint_;
    std::deque<std::string> frames_;
    std::uint16_t close_code_ = 0;
    bool stopped_ = false;
};

/// `text` with $name replaced.
inline std::string with(std::string text, const std::string& name, const std::string& value) {
    const std::string mark = "$" + name;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
    return text;
}

/// A frame as it must be. Its `text` says why, in words that may change.
inline json::object without_text(json::object frame) {
    frame.erase("text");
    return frame;
}

inline json::object frame(std::string_view text) { return json::parse(text).as_object(); }

/// A hub, and clients that write the page's frames to it.
struct Page {
    explicit Page(Limits limits = Limits()) : hub(context.get_executor(), options(limits)) {
        clock.unix = 1'700'000'000'042;
    }

    ~Page() {
        for (const auto& client : clients) client->lose();
    }

    HubOptions options(Limits& limits) {
        limits.logins_per_second = 0;
        return HubOptions().app(1400000000, Secret("key")).clock(clock).limits(limits);
    }

    std::shared_ptr<HandClient> connect() {
        auto client = std::make_shared<HandClient>(context);
        client->connect(*hub.peer());
        clients.push_back(client);
        return client;
    }

    std::string hello(const std::string& user, const std::string& device = "6f1c", int platform = 4) {
        std::string text = R"({"op":"hello","id":1,"body":{"app_id":1400000000,"client":"tim/0.1","device":"$device",)"
                           R"("platform":$platform,"resume":false,"sig":"$sig","user":"$user","version":1}})";
        text = with(std::move(text), "device", device);
        text = with(std::move(text), "platform", std::to_string(platform));
        text = with(std::move(text), "user", user);
        return with(std::move(text), "sig", std::string(hub.sign(user).reveal()));
    }

    std::shared_ptr<HandClient> login(const std::string& user, const std::string& device = "6f1c", int platform = 4) {
        auto client = connect();
        const json::object welcome = client->asks(hello(user, device, platform));
        REQUIRE(welcome.at("re") == 1);
        REQUIRE_FALSE(welcome.contains("code"));
        user_log = welcome.at("body").as_object().at("user_log").as_string().c_str();
        return client;
    }

    tim::test::ManualClock clock;
    boost::asio::io_context context;
    Hub hub;
    std::string user_log;  ///< of the last login
    std::vector<std::shared_ptr<HandClient>> clients;
};

/// Alice and bob are logged in, and alice has opened their log.
struct TwoOnPage : Page {
    explicit TwoOnPage(Limits limits = Limits()) : Page(limits), bob(login("bob")) {
        bob_log = user_log;
        alice = login("alice");
        alice_log = user_log;
        const json::object opened = alice->asks(R"({"op":"open","id":2,"body":{"conv_type":1,"conv_id":"bob"}})");
        log = opened.at("body").as_object().at("log").as_string().c_str();
    }

    /// The page's `send`.
    std::string send(int id, int n, const std::string& msg_id = "alice-1700000000-812",
                     const std::string& text = "hi") {
        std::string packet =
            R"({"op":"send","id":$id,"body":{"conv_id":"bob","conv_type":1,"log":"$log","message":{"message_client_time":)"
            R"(1700000000,"message_elem_array":[{"elem_type":0,"text_elem_content":"$text"}],"message_msg_id":"$msg",)"
            R"("message_rand":812},"n":$n}})";
        packet = with(std::move(packet), "text", text);
        packet = with(std::move(packet), "id", std::to_string(id));
        packet = with(std::move(packet), "log", log);
        packet = with(std::move(packet), "msg", msg_id);
        return with(std::move(packet), "n", std::to_string(n));
    }

    json::object expected(const std::string& text) {
        return frame(with(with(with(text, "log", log), "alice", alice_log), "bob", bob_log));
    }

    /// Sends messages 1 to `count`, one after the other, and passes over what alice hears of it.
    void sends(int count) {
        for (int n = 1; n <= count; ++n) {
            alice->says(send(100 + n, n, "alice-1-" + std::to_string(n)));
            alice->hears_all();
        }
    }

    std::shared_ptr<HandClient> bob, alice;
    std::string bob_log, alice_log, log;
};

}  // namespace tim::hub::test
