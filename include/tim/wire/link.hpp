#pragma once

#include "tim/core/error.hpp"
#include "tim/core/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tim::wire {

/// One encoded frame with its closing line feed. Shared, so that a fan-out encodes once however many receive it.
using FrameText = std::shared_ptr<const std::string>;

/// One end of a connection, seen from the protocol side: something that carries packets. Implemented by the loopback
/// and by the WebSocket drivers. All calls may come from any thread, also from inside calls of the endpoint; they only
/// post, so the endpoint is never called from inside them. After `lost` they do nothing. A link that is dropped still
/// calls `lost`, once.
class Link {
public:
    virtual ~Link() = default;

    /// Frames wait at the endpoint: take them when the previous write is done. Several calls may become one `take`.
    virtual void wake() = 0;

    /// Writes what the endpoint still offers, then ends the connection with this WebSocket close code, within a bound
    /// of time (5 s) whatever the other side does; `lost` follows. `received` is not called any more.
    virtual void close(std::uint16_t code = 1000) = 0;

    /// Ends the connection, or the attempt to make one, at once and without writing; `lost(operation_aborted)` follows.
    virtual void drop() = 0;
};

/// The protocol side of a connection, at the client and at the hub alike. The link calls it, one call at a time: at the
/// client on the executor given to `connect`, at the hub on the link's own strand, so that what it shares with the
/// hub's strand needs a lock. Calls do not throw. The link keeps the endpoint alive until `lost` has returned; the
/// endpoint lets go of the link there.
class Endpoint {
public:
    virtual ~Endpoint() = default;

    /// The connection stands; the first call unless the attempt fails. At the hub `link` is new here, at the client it
    /// is the one that `connect` returned.
    virtual void opened(std::shared_ptr<Link> link) = 0;

    /// Bytes of a packet came, maybe only a part of it. Links that carry whole packets only do not call it.
    virtual void heard() {}

    /// A whole packet, at most `Limits::frame_bytes` long, in the order of sending.
    virtual void received(std::string packet) = 0;

    /// Moves waiting frames to the end of `frames`, at least one if any waits, then stopping before `bytes` would be
    /// exceeded. What was taken counts as sent. Called after `wake` and after each finished write, until nothing is
    /// left; also after `close`.
    virtual void take(std::vector<FrameText>& frames, std::size_t bytes) = 0;

    /// Last call, exactly once: the connection has ended or could not be made.
    virtual void lost(error_code reason) = 0;
};

/// What a hub knows of a connection before its first frame.
struct LinkInfo {
    std::string address;      ///< remote address for the log, empty in the process
    bool in_process = false;  ///< a loopback: the peer is this program itself
};

/// Accepts connections: the hub. Any thread.
class Peer {
public:
    virtual ~Peer() = default;

    /// The protocol side of a new connection, or null when the peer takes no more.
    virtual std::shared_ptr<Endpoint> accept(const LinkInfo& info) = 0;

    /// The longest packet that it takes.
    virtual std::size_t frame_bytes() const { return Limits{}.frame_bytes; }
};

}  // namespace tim::wire
