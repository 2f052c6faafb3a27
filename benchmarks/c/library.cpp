// What the shared library costs before it does anything, each figure from fresh processes of a program in C.

#include "benchmarks/c/parts.hpp"
#include "benchmarks/chat/machine.hpp"
#include "benchmarks/support/bench.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace bench {
namespace {

constexpr int runs = 15;

std::string quoted(const std::string& text) { return '\'' + text + '\''; }

/// The figure that the probe prints.
double probe(const std::string& part, const std::string& folder) {
    std::filesystem::create_directories(folder);
    const std::string command = quoted(TIM_PROBE) + ' ' + part + ' ' + quoted(TIM_C_LIBRARY) + ' ' + quoted(folder);
    FILE* const pipe = popen(command.c_str(), "r");
    if (!pipe) throw std::runtime_error("cannot start " + command);
    char line[64] = {};
    const bool has_said = std::fgets(line, sizeof line, pipe) != nullptr;
    if (pclose(pipe) != 0 || !has_said) throw std::runtime_error(command + " failed");
    return std::atof(line);
}

double stripped_mib(const std::string& copy) {
    const std::string command = "strip -o " + quoted(copy) + ' ' + quoted(TIM_C_LIBRARY);
    if (std::system(command.c_str()) != 0) throw std::runtime_error(command + " failed");
    return static_cast<double>(std::filesystem::file_size(copy)) / (1024 * 1024);
}

}  // namespace

void measure_library() {
    const Folder folder;
    for (const auto& [part, metric] : {std::pair("dlopen", "c.dlopen_ms"), std::pair("init", "c.init_ms"),
                                       std::pair("rss", "c.rss_mib"), std::pair("refused", "c.refused_per_s")}) {
        std::vector<double> figures;
        for (int run = 0; run < runs; ++run) figures.push_back(probe(part, folder.at(part + std::to_string(run))));
        print(metric, median(figures));
    }
    print("c.so_mib", stripped_mib(folder.at("stripped.so")));
}

}  // namespace bench
