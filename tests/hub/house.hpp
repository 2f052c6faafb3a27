#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/raw_session.hpp"
#include "tim/hub/hub.hpp"
#include "tim/model/message_data.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tim::hub::test {

using tim::test::ManualClock;
using tim::test::RawSession;

inline constexpr std::uint64_t app = 1400000000;

/// A hub as its sessions see it, under a clock that stands still.
struct House {
    /// With `one_thread` the storage has none of its own, so that requests of one packet become one commit.
    explicit House(Limits limits = Limits(), bool one_thread = false)
        : hub(context.get_executor(),
              HubOptions()
                  .app(app, Secret("key"))
                  .clock(clock)
                  .limits(limits)
                  .unknown_receivers(true)
                  .sweep_interval(std::chrono::milliseconds(1))
                  .storage_executor(one_thread ? context.get_executor() : boost::asio::any_io_executor())) {}

    std::shared_ptr<RawSession> connect() { return RawSession::connect(context, *hub.peer()); }

    std::shared_ptr<RawSession> login(const std::string& user, std::string_view device = "d1",
                                      std::uint32_t platform = 1) {
        auto session = connect();
        const auto welcome = session->hello(user, hub.sign(user).reveal(), device, platform);
        REQUIRE(welcome);
        REQUIRE(welcome->code == 0);
        return session;
    }

    ManualClock clock;
    boost::asio::io_context context;
    Hub hub;
};

/// Limits for tests in which one user logs in more than once.
inline Limits unhurried() {
    Limits limits;
    limits.logins_per_second = 0;
    return limits;
}

/// The log of a conversation with `peer`, opened.
inline wire::Opened open(RawSession& session, std::string_view peer) {
    const auto reply = session.ask("open", R"({"conv_type":1,"conv_id":")" + std::string(peer) + "\"}");
    REQUIRE(reply);
    REQUIRE(reply->code == 0);
    return codec::read<wire::Opened>(reply->body.view()).value();
}

/// Body of a `send` of one text.
inline std::string send_body(const std::string& log, std::uint64_t n, const std::string& sender,
                             const std::string& peer, const std::string& text) {
    wire::Send body;
    body.conv_type = ConvType::c2c;
    body.conv_id = peer;
    body.log = log;
    body.n = n;
    MessageData message;
    message.elements.push_back(TextElem(text));
    message.msg_id = sender + "-1700000000-" + std::to_string(n);
    message.rand = n;
    message.client_time = 1'700'000'000;
    body.message = RawJson(codec::to_json(message));
    return codec::to_json(body);
}

/// The code of a reply; -1 when none came.
inline int code_of(const std::optional<wire::Incoming>& reply) { return reply ? reply->code : -1; }

}  // namespace tim::hub::test
