#include "tests/header_only/scenario.hpp"
#include "tests/support/catch.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <utility>

namespace tim::test {
namespace {

boost::asio::awaitable<void> chat(Served& served, std::string& heard) {
    Client alice{served.hub.get_executor(), websocket(served.url())};
    Client bob{served.hub.get_executor(), loopback(served.hub)};
    co_await bob.login("bob", served.hub.sign("bob"));
    co_await alice.login("alice", served.hub.sign("alice"));
    co_await alice.c2c("bob").send(TextElem{"from one translation unit to the other"});
    while (heard.empty()) {
        const Event event = co_await bob.receive();
        if (const auto* news = std::get_if<NewMessage>(&event)) heard = news->message.text();
    }
    co_await alice.close();
    co_await served.hub.close();
}

}  // namespace
}  // namespace tim::test

TEST_CASE("a program of two translation units chats in header-only mode", "[client]") {
    boost::asio::io_context context;
    tim::test::Served served(context.get_executor());
    std::string heard;
    std::exception_ptr failure;
    boost::asio::co_spawn(context, tim::test::chat(served, heard),
                          [&](std::exception_ptr e) { failure = std::move(e); });
    context.run();
    CHECK_FALSE(failure);
    CHECK(heard == "from one translation unit to the other");
}
