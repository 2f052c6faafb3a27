#pragma once

#include <string>
#include <vector>

/// What a process took.
struct Cost {
    double seconds = 0;  ///< of processor time, its children's included: other work on the machine does not count
    double mib = 0;      ///< most memory that it or one of its children held at a time
};

/// Runs a program to its end; throws `std::runtime_error` when it cannot be started or does not exit with 0.
Cost run(const std::vector<std::string>& arguments);
