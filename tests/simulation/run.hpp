#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sim {

/// What came of one run.
struct RunResult {
    std::vector<std::string> findings;  ///< empty: nothing is wrong
    std::uint64_t trace = 0;            ///< sum of all that happened
    std::uint64_t steps = 0;
    std::size_t sends = 0;
    std::size_t delivered = 0;
};

struct RunOptions {
    bool shown = false;  ///< prints what happens
};

/// One run from its seed: users chat while things go wrong, then all is repaired, everybody comes back, and the rules
/// are checked.
RunResult run(std::uint64_t seed, const RunOptions& options);

}  // namespace sim
