#pragma once

#include "benchmarks/chat/machine.hpp"
#include "benchmarks/chat/process.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace bench {

inline constexpr std::uint64_t app_id = 1400000000;
inline constexpr std::string_view app_key = "known to all processes of this benchmark";

/// A hub in a process of its own, with its database on a disk.
class HubProcess {
public:
    HubProcess() : process_("hub", {folder_.at("hub")}) { url_ = "ws://127.0.0.1:" + process_.hear("port"); }

    const std::string& url() const noexcept { return url_; }
    double resident_kib() const { return bench::resident_kib(process_.id()); }

private:
    Folder folder_;
    Process process_;
    std::string url_;
};

}  // namespace bench
