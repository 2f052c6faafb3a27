#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

/// Measuring two things beside each other. A machine's speed drifts, so baseline and subject take turns, and what is
/// reported is their ratio.
namespace bench {

/// The middle one; of an even number the mean of the middle two. `values` is not empty.
inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 != 0 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// Prints one result line, `metric value`.
inline void print(const char* metric, double value) {
    std::printf("%s %.4g\n", metric, value);
    std::fflush(stdout);
}

/// Makes the compiler believe that `value` is looked at, so that computing it is not optimised away.
template <class T>
inline void keep(const T& value) {
#if defined(__GNUC__)
    asm volatile("" : : "r"(&value) : "memory");
#else
    static const volatile void* volatile sink;
    sink = &value;
#endif
}

/// Seconds that one call takes.
template <class Function>
double seconds(Function&& function) {
    const auto start = std::chrono::steady_clock::now();
    function();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Median seconds of a call of each.
struct Comparison {
    double baseline = 0;
    double subject = 0;

    /// How many times faster the subject is.
    double speedup() const { return baseline / subject; }
};

/// Calls both once to warm up, then `runs` times in turn. A call should take milliseconds: loop inside it.
template <class Baseline, class Subject>
Comparison compare(int runs, Baseline&& baseline, Subject&& subject) {
    baseline();
    subject();
    std::vector<double> of_baseline;
    std::vector<double> of_subject;
    for (int run = 0; run < runs; ++run) {
        of_baseline.push_back(seconds(baseline));
        of_subject.push_back(seconds(subject));
    }
    return {median(of_baseline), median(of_subject)};
}

}  // namespace bench
