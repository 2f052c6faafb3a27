#pragma once

#include "tim/client/detail/core.hpp"
#include "tim/transport/completion.hpp"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/system_executor.hpp>

#include <chrono>
#include <memory>
#include <type_traits>
#include <utility>

/// From any completion token to a call of the session: the only templates between a user and the library's bodies.
namespace tim::detail {

/// Which cancellation requests end an operation.
enum class Cancels { any, not_total };

/// Starts `Start`, called with (session, call, completion) on the session's strand, when the token's handler is known.
/// Without a client the operation ends with 6017.
template <class T, bool Throws, class Start>
struct Initiation {
    std::shared_ptr<ClientCore> core;
    session::Call call;
    Cancels cancels;
    Start start;

    using executor_type = boost::asio::any_io_executor;
    executor_type get_executor() const noexcept {
        return core ? core->executor() : executor_type(boost::asio::system_executor());
    }

    template <class Handler>
    void operator()(Handler&& handler) {
        if (core) connect_slot(boost::asio::get_associated_cancellation_slot(handler));
        session::Completion<T> done(
            Finisher<T, Throws, std::decay_t<Handler>>(std::forward<Handler>(handler), get_executor()));
        if (!core) return done(no_client());
        core->run([start = std::move(start), call = call, done = std::move(done)](session::Session& session) mutable {
            start(session, call, std::move(done));
        });
    }

private:
    template <class Slot>
    void connect_slot(Slot slot) {
        if (!slot.is_connected()) return;
        call.cancelled = std::make_shared<bool>(false);
        slot.assign([core = std::weak_ptr(core), id = call.id, cancels = cancels,
                     cancelled = call.cancelled](boost::asio::cancellation_type type) {
            using boost::asio::cancellation_type;
            const auto wanted = cancels == Cancels::any ? cancellation_type::all
                                                        : cancellation_type::terminal | cancellation_type::partial;
            if ((type & wanted) == cancellation_type::none) return;
            const auto cancel = [id, cancelled](session::Session& session) {
                *cancelled = true;
                session.cancel(id);
            };
            if (const auto alive = core.lock()) alive->run(cancel);
        });
    }
};

/// The body of every operation of the facade. An ordinary function, so that `co_await` expressions in users' programs
/// hold no lambda (a fault of g++ 12, probed in `tests/toolchain`).
template <class T, class Token, class Start>
auto initiate(std::shared_ptr<ClientCore> core, std::chrono::milliseconds deadline, Cancels cancels, Start start,
              Token&& token) {
    constexpr bool throwing = throws<std::decay_t<Token>>;
    session::Call call;
    if (core) call.id = core->next_id();
    call.deadline = deadline;
    Initiation<T, throwing, Start> initiation{std::move(core), call, cancels, std::move(start)};
    return boost::asio::async_initiate<Token, typename SignatureOf<T, throwing>::type>(std::move(initiation), token);
}

}  // namespace tim::detail
