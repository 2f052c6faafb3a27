#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/secret.hpp"
#include "tim/core/unique_function.hpp"
#include "tim/hub/options.hpp"
#include "tim/transport/completion.hpp"
#include "tim/transport/listen_options.hpp"
#include "tim/wire/link.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace tim::hub {

using transport::ListenOptions;

/// The server side of chat: who may do what, and the logs that every device follows. Embed it and reach it by
/// `tim::loopback(hub)`, or let it listen and reach it by `tim::websocket(url)`; both at once is fine.
///
/// Runs on `executor`, whose context outlives it, and does its database work on a thread of its own. Any thread may
/// call it.
class Hub {
public:
    /// Starts opening the database; what went wrong there is told by `open`, and by every login.
    TIM_DECL explicit Hub(boost::asio::any_io_executor executor, HubOptions options = HubOptions());
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;
    /// Closes all connections and waits for the storage thread to commit what it has and to close the database.
    TIM_DECL ~Hub();

    /// Done when the database is open: 7010 when the file is damaged, foreign, from a newer version or in use, 6022
    /// when it cannot be made. Need not be waited for. Completion: `void(error_code)`, or an exception with the reason
    /// as `tim::Error`. Has no deadline and honours no cancellation, as `close`; the hub must live until then.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto open(Token&& token = Token()) {
        return wait(&Hub::when_open, std::forward<Token>(token));
    }

    /// Ends all sessions and closes the database; done then. Never fails. Requests that come later are not answered.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto close(Token&& token = Token()) {
        return wait(&Hub::when_closed, std::forward<Token>(token));
    }

    /// Accepts connections from now on; may be called several times for several addresses. The port that was bound, or
    /// why not: 6017 for an address that is none, for a certificate that cannot be used, and for an address that others
    /// can reach when the hub was given no key; 6022 when the address cannot be bound; 6013 once `close` was called.
    /// With TLS it reads the certificate's files meanwhile, so then not for a thread that must not wait for a disk.
    [[nodiscard]] TIM_DECL Result<std::uint16_t> listen(const ListenOptions& options);

    /// A UserSig with this hub's key, 180 days valid by default as documented. Empty, and so refused by every login,
    /// for what is no user id.
    [[nodiscard]] TIM_DECL Secret sign(std::string_view user,
                                       std::chrono::seconds validity = std::chrono::hours(24 * 180)) const;

    /// For `tim::loopback`.
    TIM_DECL std::shared_ptr<wire::Peer> peer() const;

    TIM_DECL boost::asio::any_io_executor get_executor() const;

private:
    struct Impl;

    TIM_DECL void when_open(UniqueFunction<void(Result<void>)> done);
    TIM_DECL void when_closed(UniqueFunction<void(Result<void>)> done);

    template <class Wait, class Token>
    auto wait(Wait wait, Token&& token) {
        constexpr bool throwing = tim::detail::throws<std::decay_t<Token>>;
        return boost::asio::async_initiate<Token, typename tim::detail::SignatureOf<void, throwing>::type>(
            Waiting<Wait, throwing>{this, wait}, token);
    }

    template <class Wait, bool Throws>
    struct Waiting {
        Hub* hub;
        Wait wait;

        template <class Handler>
        void operator()(Handler&& handler) {
            (hub->*wait)(tim::detail::Finisher<void, Throws, std::decay_t<Handler>>(std::forward<Handler>(handler),
                                                                                    hub->get_executor()));
        }
    };

    std::unique_ptr<Impl> impl_;
};

}  // namespace tim::hub

#ifdef TIM_HEADER_ONLY
#include "tim/hub/impl/hub.ipp"
#endif
