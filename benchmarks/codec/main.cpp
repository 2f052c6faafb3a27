#include "baselines.hpp"
#include "inputs.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <memory>

/// Reading and writing messages, against jsoncpp and Boost.JSON's DOM in the same run. Each measurement is the quickest of
/// many short rounds, and the rounds of the three take turns, so that a busy machine is unjust to none.
namespace {

using bench::Messages;
using bench::Way;

struct Times {
    double read = std::numeric_limits<double>::max();
    double write = std::numeric_limits<double>::max();
};

struct Contender {
    const char* name;
    std::unique_ptr<Way> way;
    Times times = {};
};

/// Nanoseconds for one call.
template <class Call>
double time_of(int calls, Call call) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < calls; ++i) call();
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
    return took.count() / calls;
}

void check_agreement(Contender& contender, const Messages& messages, const std::string& text) {
    std::string written;
    contender.way->write(messages, written);
    if (contender.way->read(text) == messages && contender.way->read(written) == messages) return;
    std::fprintf(stderr, "%s does not agree on the input\n", contender.name);
    std::exit(1);
}

void measure(Contender (&contenders)[3], const Messages& messages, int calls) {
    std::string text;
    contenders[0].way->write(messages, text);
    for (Contender& contender : contenders) {
        check_agreement(contender, messages, text);
        contender.times = {};
    }
    std::string written;
    for (int round = 0; round < 60; ++round) {
        for (Contender& contender : contenders) {
            Times& best = contender.times;
            best.read = std::min(best.read, time_of(calls, [&] { static_cast<void>(contender.way->read(text)); }));
            best.write = std::min(best.write, time_of(calls, [&] { contender.way->write(messages, written); }));
        }
    }
}

}  // namespace

int main() {
    Contender contenders[] = {
        {"tim", bench::make_tim()}, {"jsoncpp", bench::make_jsoncpp()}, {"boost_json", bench::make_boost_json()}};
    struct Case {
        const char* name;
        Messages messages;
        int calls;
    };
    const Case cases[] = {{"one", bench::one_message(), 1000}, {"batch", bench::mixed_messages(), 10}};
    Times worst[3];
    for (const Case& c : cases) {
        measure(contenders, c.messages, c.calls);
        std::string text;
        contenders[0].way->write(c.messages, text);
        std::printf("codec.%s.bytes %zu\n", c.name, text.size());
        const Times& own = contenders[0].times;
        for (std::size_t i = 0; i < 3; ++i) {
            const Times& times = contenders[i].times;
            std::printf("codec.%s.%s.read_ns %.0f\n", c.name, contenders[i].name, times.read);
            std::printf("codec.%s.%s.write_ns %.0f\n", c.name, contenders[i].name, times.write);
            worst[i].read = std::min(worst[i].read, times.read / own.read);
            worst[i].write = std::min(worst[i].write, times.write / own.write);
        }
    }
    // Each the worse of the two inputs.
    for (std::size_t i = 1; i < 3; ++i) {
        std::printf("codec.read_vs_%s %.2f\n", contenders[i].name, worst[i].read);
        std::printf("codec.write_vs_%s %.2f\n", contenders[i].name, worst[i].write);
    }
}
