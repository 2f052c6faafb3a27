#pragma once

/// The parts of the benchmark. Each starts the processes that it needs, measures, prints its metrics, and throws when
/// something of it does not work.
namespace bench {

void measure_append();
void measure_echo();
void measure_sends();
void measure_fanout();
void measure_connections();
void measure_client_memory();

}  // namespace bench
