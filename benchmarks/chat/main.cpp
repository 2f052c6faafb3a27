// bench_chat [PART]: chat through a durable hub, beside bare SQLite and plain Beast in the same run. Prints lines of
// "metric value"; figures are medians of several runs, in which baseline and subject take turns. The part is append,
// echo, sends, fanout, connections or rss; all of them unless told.
//
// A hub, its clients and the baseline's server are processes of their own, which this program starts as
// `bench_chat --role NAME ARGUMENT...`.

#include "benchmarks/chat/parts.hpp"
#include "benchmarks/chat/role.hpp"

#include <csignal>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

struct Part {
    std::string_view name;
    void (*measure)();
};

constexpr Part parts[] = {
    {"append", bench::measure_append},
    {"echo", bench::measure_echo},
    {"sends", bench::measure_sends},
    {"fanout", bench::measure_fanout},
    {"connections", bench::measure_connections},
    {"rss", bench::measure_client_memory},
};

struct Role {
    std::string_view name;
    void (*run)(const bench::Arguments&);
};

constexpr Role roles[] = {
    {"hub", bench::hub_role},           {"beast", bench::beast_role},     {"sender", bench::sender_role},
    {"receiver", bench::receiver_role}, {"members", bench::members_role}, {"crowd", bench::crowd_role},
};

void play(std::string_view name, const bench::Arguments& arguments) {
    for (const Role& role : roles)
        if (role.name == name) return role.run(arguments);
    throw std::invalid_argument("no role " + std::string(name));
}

void measure(std::string_view name) {
    bool found = false;
    for (const Part& part : parts) {
        if (!name.empty() && part.name != name) continue;
        part.measure();
        found = true;
    }
    if (!found) throw std::invalid_argument("no part " + std::string(name));
}

}  // namespace

int main(int argc, char** argv) {
    // A process that ends early is noticed by what is read from it.
    std::signal(SIGPIPE, SIG_IGN);
    try {
        if (argc > 2 && argv[1] == std::string_view("--role"))
            play(argv[2], bench::Arguments(argv + 3, argv + argc));
        else
            measure(argc > 1 ? argv[1] : "");
    } catch (const std::exception& error) {
        std::cerr << "bench_chat: " << error.what() << '\n';
        return 1;
    }
}
