// bench_compile [PROGRAM.cpp [RUNS]]: what compiling a program that uses the library costs at -O0, header-only and with
// separate compilation, beside two programs that every user of Boost knows. The program is the README's unless given.

#include "benchmarks/compile/run.hpp"
#include "benchmarks/support/bench.hpp"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Subject {
    std::string name;
    std::string source;
    std::vector<std::string> flags;
    std::vector<double> seconds;
    std::vector<double> mib;
};

Cost compile(const Subject& subject) {
    std::vector<std::string> command = {TIM_COMPILER, "-std=c++20", "-O0", "-I", TIM_ROOT "/include"};
    command.insert(command.end(), subject.flags.begin(), subject.flags.end());
    command.insert(command.end(), {"-c", subject.source, "-o", "/dev/null"});
    return run(command);
}

double median_seconds(const Subject& subject) { return bench::median(subject.seconds); }

void measure(const std::string& program, int runs) {
    if (!std::filesystem::exists(program)) throw std::runtime_error("there is no " + program);
    Subject beast{"beast", TIM_ROOT "/benchmarks/compile/beast_echo.cpp", {}, {}, {}};
    Subject header_only{"header_only", program, {}, {}, {}};
    Subject asio{"asio", TIM_ROOT "/benchmarks/compile/asio_only.cpp", {}, {}, {}};
    Subject separate{"separate", program, {"-DTIM_SEPARATE_COMPILATION"}, {}, {}};
    for (int i = 0; i < runs; ++i)
        for (Subject* subject : {&beast, &header_only, &asio, &separate}) {
            const Cost cost = compile(*subject);
            subject->seconds.push_back(cost.seconds);
            subject->mib.push_back(cost.mib);
        }
    for (const Subject* subject : {&beast, &header_only, &asio, &separate}) {
        bench::print(("compile." + subject->name + "_seconds").c_str(), median_seconds(*subject));
        bench::print(("compile." + subject->name + "_mib").c_str(), bench::median(subject->mib));
    }
    bench::print("compile.header_only_vs_beast", median_seconds(header_only) / median_seconds(beast));
    bench::print("compile.separate_vs_asio", median_seconds(separate) / median_seconds(asio));
}

}  // namespace

int main(int argc, char** argv) {
    const std::string program = argc > 1 ? argv[1] : TIM_ROOT "/examples/readme.cpp";
    const int runs = argc > 2 ? std::atoi(argv[2]) : 3;
    // Where g++ is a link to ccache, a second compilation would cost nothing.
    setenv("CCACHE_DISABLE", "1", 1);
    try {
        measure(program, runs < 1 ? 1 : runs);
    } catch (const std::exception& error) {
        std::cerr << "bench_compile: " << error.what() << "\n";
        return 1;
    }
}
