#pragma once

#include "benchmarks/chat/process.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace bench {

/// Baseline of everything that goes over a WebSocket: plain Beast, which echoes messages between two processes over
/// loopback. At its best: Nagle's algorithm and compression are off, one thread and no strand, an executor that needs
/// no type erasure, callbacks instead of coroutines, buffers that are kept. One write per message, as Beast writes.
class BeastClient {
public:
    BeastClient();
    ~BeastClient();

    /// Sends so many messages of this size, as many at a time, and waits for all to come back.
    void echo(std::size_t messages, std::size_t bytes, std::size_t in_flight);

    /// Microseconds of each way there and back, one after the other.
    std::vector<double> round_trips(std::size_t messages, std::size_t bytes);

private:
    class Connection;

    Process server_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace bench
