// bench_c: what the C interface costs. Prints lines of "metric value"; figures are medians.
//
// A hub and its clients are processes of their own, which this program starts as `bench_c --role NAME ARGUMENT...`.

#include "benchmarks/c/parts.hpp"

#include <csignal>
#include <exception>
#include <iostream>
#include <map>
#include <string_view>

namespace {

const std::map<std::string_view, void (*)(const bench::Arguments&)> roles = {
    {"hub", bench::hub_role},
    {"sender", bench::sender_role},
    {"c_sender", bench::c_sender_role},
    {"receiver", bench::receiver_role},
};

}  // namespace

int main(int argc, char** argv) {
    // A process that ends early is noticed by what is read from it.
    std::signal(SIGPIPE, SIG_IGN);
    try {
        if (argc > 2 && argv[1] == std::string_view("--role")) {
            roles.at(argv[2])(bench::Arguments(argv + 3, argv + argc));
        } else {
            bench::measure_library();
            bench::measure_c_sends();
        }
    } catch (const std::exception& error) {
        std::cerr << "bench_c: " << error.what() << '\n';
        return 1;
    }
}
