#pragma once

#include "tests/simulation/history.hpp"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>

namespace kills {

/// Devices that write; a send's number is `turn * most_devices + device`.
inline constexpr std::size_t most_devices = 4;

/// What a program that may be killed at any moment notes about its client, a line at a time: what stands in it has
/// happened. Survives the program, not the machine.
class Diary {
public:
    /// Goes on with the file; notes that a life begins.
    Diary(const std::string& path, std::size_t device);

    /// A new send and its number.
    std::size_t call(const tim::ConvKey& to);
    void done(std::size_t number, const std::string& msg_id, std::uint64_t seq, std::uint64_t server_time);
    void failed(std::size_t number, int code);
    void settled(std::size_t number, int code);
    void received(const tim::ConvKey& conv, const std::string& msg_id, const std::string& sender, std::uint64_t seq,
                  bool from_self, const std::string& text);
    void reset();

private:
    template <class... Words>
    void note(const char* what, const Words&... words);

    std::size_t device_;
    std::size_t turn_ = 0;
    std::ofstream file_;
};

/// Adds what the diary of that device tells. The number of its lives is returned.
unsigned read_diary(const std::string& path, std::size_t device, sim::History& history);

}  // namespace kills
