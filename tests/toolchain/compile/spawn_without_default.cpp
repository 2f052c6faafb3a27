// co_spawn of a result that has no default constructor.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>

struct WithoutDefault {
    explicit WithoutDefault(int) {}
};

boost::asio::awaitable<WithoutDefault> make() { co_return WithoutDefault(1); }

void spawn(boost::asio::io_context& context) {
    boost::asio::co_spawn(context, make(), [](std::exception_ptr, WithoutDefault) {});
}
