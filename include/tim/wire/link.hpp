#pragma once

#include "tim/core/error.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tim::wire {

/// One encoded frame with its closing line feed. Shared, so that a fan-out encodes once however many receive it.
using FrameText = std::shared_ptr<const std::string>;

/// One end of a live connection, seen from the protocol side: something that carries packets. Implemented by the
/// loopback and by the WebSocket drivers. Both calls may come from any thread, and after the link was lost they do
/// nothing.
class Link {
public:
    virtual ~Link() = default;

    /// Frames wait at the endpoint: take them when the previous write is done.
    virtual void wake() = 0;

    /// Writes what the endpoint still offers, then ends the connection; `lost` follows.
    virtual void close() = 0;
};

/// The protocol side of a connection, at the client and at the hub alike. The link calls it, one call at a time.
class Endpoint {
public:
    virtual ~Endpoint() = default;

    /// First call: the connection stands.
    virtual void opened(std::shared_ptr<Link> link) = 0;

    /// A whole packet, at most `Limits::frame_bytes` long, in the order of sending.
    virtual void received(std::string packet) = 0;

    /// Moves waiting frames to the end of `frames`, at least one if any waits, then stopping before `bytes` would be
    /// exceeded. What was taken counts as sent. Called after `wake` and after each finished write, until nothing is
    /// left.
    virtual void take(std::vector<FrameText>& frames, std::size_t bytes) = 0;

    /// Last call, once: the connection has ended or could not be made. Never called from inside `wake` or `close`.
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
};

}  // namespace tim::wire
