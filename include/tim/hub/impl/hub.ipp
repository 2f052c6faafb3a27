#pragma once

#include "tim/crypto/system_random.hpp"
#include "tim/crypto/user_sig.hpp"
#include "tim/hub/detail/core.hpp"
#include "tim/hub/hub.hpp"
#include "tim/hub/listener.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace tim::hub {

struct Hub::Impl {
    Impl(boost::asio::any_io_executor on, HubOptions options, Secret key)
        : executor(on), core(std::make_shared<Core>(std::move(on), std::move(options), std::move(key))) {}

    boost::asio::any_io_executor executor;
    std::shared_ptr<Core> core;
    void stop_listening() {
        const std::lock_guard lock(mutex);
        closed = true;
        for (const auto& listener : listeners) listener->stop();
    }

    std::mutex mutex;  ///< guards the next two
    std::vector<std::unique_ptr<Listener>> listeners;
    bool closed = false;
};

namespace detail {

TIM_DECL Secret key_of(const HubOptions& options) {
    if (!options.key().empty()) return options.key();
    crypto::SystemRandom random;
    return Secret(random.hex(32));
}

TIM_DECL bool only_this_machine(const std::string& address) {
    if (address == "localhost") return true;
    boost::system::error_code ec;
    const auto parsed = boost::asio::ip::make_address(address, ec);
    return !ec && parsed.is_loopback();
}

}  // namespace detail

TIM_DECL Hub::Hub(boost::asio::any_io_executor executor, HubOptions options) {
    Secret key = detail::key_of(options);
    impl_ = std::make_unique<Impl>(std::move(executor), std::move(options), std::move(key));
    impl_->core->open();
}

TIM_DECL Hub::~Hub() {
    impl_->stop_listening();
    impl_->core->stop([] {});
    // Posted work keeps the core alive, maybe until the context itself is destroyed; its storage must have let go by
    // then.
    impl_->core->end_storage();
}

TIM_DECL void Hub::when_open(UniqueFunction<void(Result<void>)> done) { impl_->core->when_open(std::move(done)); }

TIM_DECL void Hub::when_closed(UniqueFunction<void(Result<void>)> done) {
    impl_->stop_listening();
    impl_->core->stop([done = std::move(done)]() mutable { done({}); });
}

TIM_DECL Result<std::uint16_t> Hub::listen(const ListenOptions& options) {
    if (impl_->core->options().key().empty() && !detail::only_this_machine(options.address()))
        return Failure(Errc::invalid_parameters, "a hub that was given no key must not be reachable from the network");
    ListenOptions bounded = options;
    bounded.frame_bytes(impl_->core->options().limits().frame_bytes);
    auto healthy = [core = impl_->core] { return core->healthy(); };
    auto listener = std::make_unique<Listener>(impl_->executor, impl_->core, std::move(healthy), bounded);
    const std::lock_guard lock(impl_->mutex);
    if (impl_->closed) return Failure(Errc::sdk_not_initialized, "the hub is closed");
    const auto port = listener->start();
    if (port) impl_->listeners.push_back(std::move(listener));
    return port;
}

TIM_DECL Secret Hub::sign(std::string_view user, std::chrono::seconds validity) const {
    const HubOptions& options = impl_->core->options();
    const crypto::UserSigClaims claims(
        options.app_id(), std::string(user), to_seconds(options.clock().unix_now()),
        static_cast<std::uint64_t>(std::max<std::chrono::seconds::rep>(validity.count(), 0)));
    auto sig = crypto::sign_user_sig(claims, impl_->core->key());
    return sig ? std::move(*sig) : Secret();
}

TIM_DECL std::shared_ptr<wire::Peer> Hub::peer() const { return impl_->core; }

TIM_DECL boost::asio::any_io_executor Hub::get_executor() const { return impl_->executor; }

}  // namespace tim::hub
