// Endless scrolling: Alice has written a lot to Bob, who logs in on a new device and reads it page by page, newest
// first. What the device does not hold yet comes from the hub meanwhile, without a gap.
//
//     history_pager [messages] [a page]

#include <tim/tim.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

boost::asio::awaitable<void> write(tim::hub::Hub& hub, std::size_t count) {
    tim::Client alice{co_await boost::asio::this_coro::executor, tim::loopback(hub)};
    co_await alice.login("alice", hub.sign("alice"));
    const tim::Conversation bob = alice.c2c("bob");
    for (std::size_t i = 1; i <= count; ++i) {
        const std::string text = "message " + std::to_string(i);
        co_await bob.send(tim::TextElem{text});
    }
    co_await alice.close();
}

boost::asio::awaitable<void> scroll(tim::hub::Hub& hub, std::size_t page_size) {
    tim::Client bob{co_await boost::asio::this_coro::executor, tim::loopback(hub)};
    co_await bob.login("bob", hub.sign("bob"));
    const tim::HistoryPages pages = bob.c2c("alice").pages(tim::HistoryQuery{}.count(page_size).roaming());
    std::size_t number = 0;
    for (auto page = co_await pages.next(); !page.empty(); page = co_await pages.next())
        std::cout << "page " << ++number << ": " << page.front().text() << " … " << page.back().text() << '\n';
    co_await bob.c2c("alice").mark_read();
    co_await bob.close();
}

boost::asio::awaitable<void> run(tim::hub::Hub& hub, std::size_t count, std::size_t page_size) {
    co_await write(hub, count);
    co_await scroll(hub, page_size);
}

std::size_t number_at(const std::vector<std::string>& arguments, std::size_t place, std::size_t otherwise) {
    if (place >= arguments.size()) return otherwise;
    return std::max(std::strtoul(arguments[place].c_str(), nullptr, 10), 1UL);
}

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    boost::asio::io_context context;
    tim::hub::Hub hub{context.get_executor(), tim::hub::HubOptions().unknown_receivers(true)};
    boost::asio::co_spawn(context, run(hub, number_at(arguments, 0, 300), number_at(arguments, 1, 50)),
                          [](std::exception_ptr e) {
                              if (e) std::rethrow_exception(e);
                          });
    context.run();
}
