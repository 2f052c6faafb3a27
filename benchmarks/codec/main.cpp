// Reading and writing messages, beside jsoncpp and Boost.JSON's DOM in the same run, to and from the same structs:
// one message of about 800 bytes, and a batch of 100 mixed ones.

#include "benchmarks/codec/baselines.hpp"
#include "benchmarks/codec/inputs.hpp"
#include "benchmarks/support/bench.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>

namespace {

using bench::Messages;

struct Contender {
    std::string name;
    std::unique_ptr<bench::Way> way;
    double read = std::numeric_limits<double>::max();  // seconds of the quickest round
    double write = std::numeric_limits<double>::max();
};

using Contenders = std::array<Contender, 3>;  // the library first

Contenders make_contenders() {
    return {Contender{"tim", bench::make_tim()}, Contender{"jsoncpp", bench::make_jsoncpp()},
            Contender{"boost_json", bench::make_boost_json()}};
}

void check_agreement(Contender& contender, const Messages& messages, const std::string& text) {
    std::string written;
    contender.way->write(messages, written);
    if (contender.way->read(text) != messages || contender.way->read(written) != messages)
        throw std::runtime_error(contender.name + " does not agree on the input");
}

/// The contenders take turns, so that a machine whose speed drifts is unjust to none, and each one's quickest round
/// counts: whatever else the machine does can only add to it.
void measure(Contenders& contenders, const Messages& messages, int calls) {
    std::string text;
    contenders[0].way->write(messages, text);
    for (Contender& contender : contenders) check_agreement(contender, messages, text);
    std::string written;
    for (int round = 0; round < 50; ++round) {
        for (Contender& contender : contenders) {
            const double read = bench::seconds([&] {
                for (int i = 0; i < calls; ++i) bench::keep(contender.way->read(text));
            });
            const double write = bench::seconds([&] {
                for (int i = 0; i < calls; ++i) contender.way->write(messages, written);
            });
            contender.read = std::min(contender.read, read);
            contender.write = std::min(contender.write, write);
        }
    }
}

struct Ratios {
    double read = std::numeric_limits<double>::max();
    double write = std::numeric_limits<double>::max();
};

/// Prints nanoseconds a call, and lowers each ratio to that of this input.
void report(const std::string& input, const Contenders& contenders, int calls, std::array<Ratios, 3>& ratios) {
    for (std::size_t i = 0; i < contenders.size(); ++i) {
        const Contender& contender = contenders[i];
        const std::string prefix = "codec." + input + '.' + contender.name;
        bench::print((prefix + ".read_ns").c_str(), contender.read * 1e9 / calls);
        bench::print((prefix + ".write_ns").c_str(), contender.write * 1e9 / calls);
        ratios[i].read = std::min(ratios[i].read, contender.read / contenders[0].read);
        ratios[i].write = std::min(ratios[i].write, contender.write / contenders[0].write);
    }
}

void run() {
    std::array<Ratios, 3> ratios;
    Contenders contenders = make_contenders();
    measure(contenders, bench::one_message(), 1000);
    report("one", contenders, 1000, ratios);
    contenders = make_contenders();
    measure(contenders, bench::mixed_messages(), 10);
    report("batch", contenders, 10, ratios);
    // The worse of the two inputs counts.
    for (std::size_t i = 1; i < contenders.size(); ++i) {
        bench::print(("codec.read_vs_" + contenders[i].name).c_str(), ratios[i].read);
        bench::print(("codec.write_vs_" + contenders[i].name).c_str(), ratios[i].write);
    }
}

}  // namespace

int main() {
    try {
        run();
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
