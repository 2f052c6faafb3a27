#pragma once

#include "tim/core/config.hpp"
#include "tim/transport/transport.hpp"

#include <concepts>
#include <memory>

namespace tim {

/// Reaches a hub in the same process, without a socket. Packets are handed over by posting between the two executors,
/// so neither side ever runs inside a call of the other. The peer is kept alive by the transport.
TIM_DECL Transport loopback(std::shared_ptr<wire::Peer> peer);

/// The same for anything that can give a peer, as `tim::hub::Hub` does.
template <class Hub>
requires requires(Hub& hub) {
    { hub.peer() } -> std::convertible_to<std::shared_ptr<wire::Peer>>;
}
Transport loopback(Hub& hub) { return loopback(hub.peer()); }

}  // namespace tim

#ifdef TIM_HEADER_ONLY
#include "tim/transport/impl/loopback.ipp"
#endif
