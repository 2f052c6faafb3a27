#pragma once

#include "tim/core/error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <exception>
#include <type_traits>
#include <utility>

/// What turns a `Result` into the completion that a token asked for; shared by the facades of client and hub.
namespace tim::detail {

/// Tokens that turn an error into an exception get one that carries the explaining text; all others get the error code.
template <class Token>
inline constexpr bool throws = false;
template <class Executor>
inline constexpr bool throws<boost::asio::use_awaitable_t<Executor>> = true;
template <class Allocator>
inline constexpr bool throws<boost::asio::use_future_t<Allocator>> = true;
template <class Token, class Slot>
inline constexpr bool throws<boost::asio::cancellation_slot_binder<Token, Slot>> = throws<Token>;
template <class Token, class Executor>
inline constexpr bool throws<boost::asio::executor_binder<Token, Executor>> = throws<Token>;

template <class T, bool Throws>
struct SignatureOf {
    using type = void(std::conditional_t<Throws, std::exception_ptr, error_code>, T);
};
template <bool Throws>
struct SignatureOf<void, Throws> {
    using type = void(std::conditional_t<Throws, std::exception_ptr, error_code>);
};

template <bool Throws>
auto error_of(const Failure& failure) {
    if constexpr (Throws)
        return failure.code ? std::make_exception_ptr(Error(failure)) : std::exception_ptr();
    else
        return failure.code;
}

/// Calls the user's handler on its executor, which has outstanding work until then.
template <class T, bool Throws, class Handler>
class Finisher {
public:
    Finisher(Handler handler, const boost::asio::any_io_executor& fallback)
        : executor_(boost::asio::prefer(boost::asio::get_associated_executor(handler, fallback),
                                        boost::asio::execution::outstanding_work.tracked)),
          handler_(std::move(handler)) {}

    void operator()(Result<T> result) {
        boost::asio::post(executor_, [handler = std::move(handler_), result = std::move(result)]() mutable {
            // The slot belongs to the handler's executor; from here on there is nothing left to cancel.
            boost::asio::get_associated_cancellation_slot(handler).clear();
            const Failure failure = result ? Failure() : result.error();
            if constexpr (std::is_void_v<T>)
                std::move(handler)(error_of<Throws>(failure));
            else
                std::move(handler)(error_of<Throws>(failure), result ? std::move(*result) : T());
        });
    }

private:
    using Executor = std::decay_t<decltype(boost::asio::prefer(
        boost::asio::get_associated_executor(std::declval<Handler&>(), std::declval<boost::asio::any_io_executor>()),
        boost::asio::execution::outstanding_work.tracked))>;

    Executor executor_;
    Handler handler_;
};

}  // namespace tim::detail
