#pragma once

#include "benchmarks/chat/process.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bench {

/// What a sender tells of its messages. Times are of the clock that all processes share, latencies in microseconds from
/// the call to the acknowledgement.
struct Sent {
    std::int64_t begin_ns = 0;
    std::int64_t end_ns = 0;  ///< the last one is acknowledged
    double p50_us = 0;
    double p99_us = 0;
};

/// A client in a process of its own, with its local store in a folder; in memory when that is empty.
class SenderProcess {
public:
    /// `conversation` is "c2c" or "group", which it joins. The role is one that keeps to the sender's lines.
    SenderProcess(const std::string& url, const std::string& conversation, const std::string& to,
                  const std::string& folder, std::string_view role = "sender");

    /// Sends so many texts of 100 bytes, always so many of them unacknowledged.
    Sent send(std::size_t messages, std::size_t in_flight);

private:
    Process process_;
};

/// What a receiver tells of the messages that it was to expect; latencies from the call of `send`.
struct Received {
    std::int64_t end_ns = 0;
    double p50_us = 0;
    double p99_us = 0;
};

/// Another, which receives.
class ReceiverProcess {
public:
    ReceiverProcess(const std::string& url, const std::string& user, const std::string& folder);

    /// Counts from now on.
    void expect(std::size_t messages);
    /// Waits for what was expected.
    Received received();

private:
    Process process_;
};

}  // namespace bench
