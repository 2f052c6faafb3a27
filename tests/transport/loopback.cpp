#include "tim/transport/loopback.hpp"

#include "tests/support/catch.hpp"
#include "tests/transport/endpoints.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>
#include <string>
#include <thread>

using namespace tim;
using namespace tim::transport::test;
using boost::asio::io_context;

namespace {

TEST_CASE("a hub in the process outlives the context of its client", "[transport][loopback]") {
    const auto peer = std::make_shared<EchoPeer>();
    const Transport transport = loopback(peer);
    {
        io_context context;
        const Attempt attempt(context, transport);
        run_until(context, [&] { return attempt.opened(); });
    }
    const auto hub = peer->last();
    CHECK(hub->losses == 1);
    CHECK(hub->reason() == Errc::sdk_net_disconnect);
    hub->send("to nobody");
    CHECK(hub->link() == nullptr);
}

/// Takes shorter packets than others.
class NarrowPeer final : public EchoPeer {
public:
    std::size_t frame_bytes() const override { return 1000; }
};

TEST_CASE("a packet that is too long for this hub ends the connection with 9522", "[transport][loopback]") {
    io_context context;
    const auto peer = std::make_shared<NarrowPeer>();
    const Attempt attempt(context, loopback(peer));
    attempt.endpoint->send(std::string(1000, 'x'));
    run_until(context, [&] { return attempt.lost(); });
    CHECK(attempt.endpoint->reason() == Errc::sdk_net_pkg_size_limit);
    CHECK(peer->last()->packets == 0);
}

TEST_CASE("a hub that sends while the context of its client ends does no harm", "[transport][loopback]") {
    for (int round = 0; round < 20; ++round) {
        const auto peer = std::make_shared<EchoPeer>();
        std::optional<io_context> context(std::in_place);
        std::optional<Attempt> attempt(std::in_place, *context, loopback(peer));
        run_until(*context, [&] { return attempt->opened(); });
        const auto hub = peer->last();
        const std::shared_ptr<wire::Link> link = hub->link();
        std::thread sender([&] {
            for (int i = 0; i < 200; ++i) link->wake();
            link->close();
            link->drop();
        });
        attempt.reset();
        context.reset();
        sender.join();
        CHECK(hub->losses == 1);
    }
}

TEST_CASE("nothing is called before connect has returned", "[transport][loopback]") {
    io_context context;
    const auto peer = std::make_shared<EchoPeer>();
    const Attempt attempt(context, loopback(peer));
    CHECK(peer->endpoints().empty());
    CHECK_FALSE(attempt.opened());
}

TEST_CASE("a transport keeps its peer, and anything that gives a peer makes one", "[transport][loopback]") {
    struct Hub {
        std::shared_ptr<wire::Peer> peer() { return std::make_shared<EchoPeer>(); }
    } hub;
    const Transport transport = loopback(hub);
    CHECK(transport.dialer().name() == "loopback");
    io_context context;
    const Attempt attempt(context, transport);
    attempt.endpoint->send("hello");
    run_until(context, [&] { return attempt.endpoint->packets > 0; });
    CHECK(attempt.endpoint->text() == "hello\n");
}

TEST_CASE("both sides of a loopback may close at once", "[transport][loopback]") {
    io_context context;
    const auto peer = std::make_shared<EchoPeer>();
    const Attempt attempt(context, loopback(peer));
    run_until(context, [&] { return attempt.opened(); });
    attempt.endpoint->send("too late");
    peer->last()->send("too late");
    attempt.link->close();
    peer->last()->link()->close();
    context.restart();
    context.run();
    CHECK(attempt.endpoint->losses == 1);
    CHECK(peer->last()->losses == 1);
}

}  // namespace
