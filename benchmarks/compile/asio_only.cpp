// Baseline: what one line costs.

#include <boost/asio.hpp>

int main() {}
