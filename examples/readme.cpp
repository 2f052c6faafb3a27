// The README's example as a whole program: two users in one process, one message.
#include <tim/tim.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>

#include <exception>
#include <iostream>

boost::asio::awaitable<void> chat(tim::hub::Hub& hub) {
    auto executor = co_await boost::asio::this_coro::executor;
    tim::Client alice{executor, tim::loopback(hub)}, bob{executor, tim::loopback(hub)};
    co_await bob.login("bob", hub.sign("bob"));
    co_await alice.login("alice", hub.sign("alice"));
    tim::Message sent = co_await alice.c2c("bob").send(tim::TextElem{"你好"});
    for (bool arrived = false; !arrived;) {
        tim::Event event = co_await bob.receive();
        const auto* news = std::get_if<tim::NewMessage>(&event);
        arrived = news && news->message.id() == sent.id();
        if (arrived) std::cout << news->message.sender() << ": " << news->message.text() << '\n';
    }
}

int main() {
    boost::asio::io_context context;
    tim::hub::Hub hub{context.get_executor()};
    boost::asio::co_spawn(context, chat(hub), [](std::exception_ptr e) {
        if (e) std::rethrow_exception(e);
    });
    context.run();
}
