#pragma once

#include "benchmarks/chat/role.hpp"

/// The parts of the benchmark: each measures, prints its metrics, and throws when something of it does not work.
namespace bench {

void measure_c_sends();
void measure_library();

/// As `sender_role`, through the C interface.
void c_sender_role(const Arguments& arguments);

}  // namespace bench
