#include "benchmarks/chat/machine.hpp"

#include <sys/resource.h>
#include <sys/vfs.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace bench {
namespace {

bool in_memory(const std::filesystem::path& folder) {
    constexpr auto tmpfs = 0x01021994;
    struct statfs about {};
    return statfs(folder.c_str(), &about) == 0 && about.f_type == tmpfs;
}

std::filesystem::path disk_folder() {
    std::filesystem::path folder = std::filesystem::temp_directory_path();
    if (in_memory(folder)) folder = "/var/tmp";
    if (in_memory(folder)) std::cerr << "bench_chat: " << folder << " lies in memory: commits cost nothing there\n";
    return folder;
}

}  // namespace

std::int64_t now_ns() {
    const auto time = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time).count();
}

double percentile(std::vector<double> values, double part) {
    const auto at = static_cast<std::size_t>(static_cast<double>(values.size() - 1) * part + 0.5);
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    return values[at];
}

Folder::Folder() {
    std::string name = (disk_folder() / "bench_chat-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make the folder " + name);
    path_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::size_t raise_open_files(std::size_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    if (limit.rlim_cur < wanted) {
        // More than the hard limit is for privileged users only.
        rlimit higher{wanted, std::max<rlim_t>(wanted, limit.rlim_max)};
        if (setrlimit(RLIMIT_NOFILE, &higher) != 0) {
            higher = {std::min<rlim_t>(wanted, limit.rlim_max), limit.rlim_max};
            setrlimit(RLIMIT_NOFILE, &higher);
        }
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    return static_cast<std::size_t>(limit.rlim_cur);
}

double resident_kib(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string word; status >> word;)
        if (double kib = 0; word == "VmRSS:" && status >> kib) return kib;
    throw std::runtime_error("cannot read how much memory a process occupies");
}

}  // namespace bench
